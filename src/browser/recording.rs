//! Fetches a recorded run for the page.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::engine::compact;
use crate::engine::protocol::Recording;

/// The recording at `address`, relative to the page; `None` when there is none, for it is not needed.
pub async fn recording(address: &str) -> Option<Recording> {
    let response = web_sys::window()?.fetch_with_str(address);
    let response: Response = JsFuture::from(response).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    compact::unpack(&Uint8Array::new(&buffer).to_vec()).ok()
}
