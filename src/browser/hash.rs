//! SHA-256 by the browser's own cryptography.

use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Crypto;

/// The hash in hexadecimal digits; `None` outside a secure context, where browsers have no such thing.
pub async fn sha256(bytes: &[u8]) -> Option<String> {
    // Through reflection: a missing `crypto.subtle` is no error but a missing object, and using one would throw.
    let crypto = Reflect::get(&js_sys::global(), &JsValue::from_str("crypto")).ok()?;
    let subtle = Reflect::get(&crypto, &JsValue::from_str("subtle")).ok()?;
    if subtle.is_undefined() {
        return None;
    }
    let crypto: Crypto = crypto.unchecked_into();
    let promise = crypto
        .subtle()
        .digest_with_str_and_u8_array("SHA-256", bytes)
        .ok()?;
    let digest: ArrayBuffer = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    let digest = Uint8Array::new(&digest).to_vec();
    Some(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
