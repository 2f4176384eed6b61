//! A message between page and worker: a JavaScript array of the header as JSON and one `Float32Array` per buffer. The buffers
//! are transferred: the sender has them no more, and nothing is copied between the two.

use js_sys::{Array, Float32Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// The message, and what of it is to be transferred.
///
/// # Errors
/// When the header cannot be written.
pub fn pack<T: Serialize>(header: &T, buffers: &[Vec<f32>]) -> Result<(Array, Array), String> {
    let header = serde_json::to_string(header).map_err(|error| error.to_string())?;
    let message = Array::of1(&header.into());
    let transfer = Array::new();
    for buffer in buffers {
        let numbers = Float32Array::from(buffer.as_slice());
        transfer.push(&numbers.buffer());
        message.push(&numbers);
    }
    Ok((message, transfer))
}

/// The header and the buffers of a message.
///
/// # Errors
/// When it is not one.
pub fn unpack<T: DeserializeOwned>(message: JsValue) -> Result<(T, Vec<Vec<f32>>), String> {
    let message: Array = message
        .dyn_into()
        .map_err(|_| "the message is not an array".to_owned())?;
    let header = message
        .shift()
        .as_string()
        .ok_or("the message has no header")?;
    let header = serde_json::from_str(&header).map_err(|error| error.to_string())?;
    let buffers = message.iter().map(|buffer| match buffer.dyn_into() {
        Ok(numbers) => Ok(Float32Array::to_vec(&numbers)),
        Err(_) => Err("a buffer of the message holds no numbers".to_owned()),
    });
    Ok((header, buffers.collect::<Result<_, _>>()?))
}
