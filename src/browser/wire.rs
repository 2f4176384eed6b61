//! A message between page and worker: a JavaScript array of the header's bytes in their compact form and one `Float32Array`
//! per buffer. The buffers are transferred: the sender has them no more, and nothing is copied between the two.

use js_sys::{Array, Float32Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

use crate::engine::compact;

/// A message, and what of it is to be transferred.
pub struct Packed {
    /// To be posted.
    pub message: Array,
    /// To be handed over.
    pub transfer: Array,
}

/// The message of this header and these buffers.
///
/// # Errors
/// When the header cannot be written.
pub fn pack<T: Serialize>(header: &T, buffers: &[Vec<f32>]) -> Result<Packed, String> {
    let header = compact::pack(header).map_err(|error| error.to_string())?;
    Ok(with_header(&Uint8Array::from(header.as_slice()), buffers))
}

/// The message of a header that is written already.
pub fn with_header(header: &JsValue, buffers: &[Vec<f32>]) -> Packed {
    let message = Array::of1(header);
    let transfer = Array::new();
    for buffer in buffers {
        let numbers = Float32Array::from(buffer.as_slice());
        transfer.push(&numbers.buffer());
        message.push(&numbers);
    }
    Packed { message, transfer }
}

/// The header of a message.
///
/// # Errors
/// When it has none.
pub fn header<T: DeserializeOwned>(message: &Array) -> Result<T, String> {
    let header: Uint8Array = message
        .get(0)
        .dyn_into()
        .map_err(|_| "the message has no header".to_owned())?;
    compact::unpack(&header.to_vec()).map_err(|error| error.to_string())
}

/// The buffers of a message: everything after its header.
///
/// # Errors
/// When one of them is none.
pub fn buffers(message: &Array) -> Result<Vec<Vec<f32>>, String> {
    let buffer = |part: JsValue| match part.dyn_into() {
        Ok(numbers) => Ok(Float32Array::to_vec(&numbers)),
        Err(_) => Err("a buffer of the message holds no numbers".to_owned()),
    };
    message.iter().skip(1).map(buffer).collect()
}

/// The message that an event brings.
///
/// # Errors
/// When it is none.
pub fn message(data: JsValue) -> Result<Array, String> {
    data.dyn_into()
        .map_err(|_| "the message is no array".to_owned())
}
