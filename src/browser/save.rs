//! Taking something away from the page: as a file, or by the clipboard.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement,
    HtmlImageElement, Url,
};

/// Offers `bytes` as a file called `name`; `kind` is its media type, such as `image/svg+xml`. `None` when the browser cannot.
pub fn save(name: &str, kind: &str, bytes: &[u8]) -> Option<()> {
    save_blob(name, &blob(kind, bytes)?)
}

/// Paints an SVG document of `size` pixels `scale` times as large and offers it as a PNG file called `name`. `None` when the
/// browser cannot, above all when it has no canvas as large as that.
pub async fn save_png(name: &str, svg: &str, size: [f32; 2], scale: u32) -> Option<()> {
    let address = Url::create_object_url_with_blob(&blob("image/svg+xml", svg.as_bytes())?).ok()?;
    let painted = painted(&address, size.map(|pixels| pixels * scale as f32)).await;
    drop(Url::revoke_object_url(&address));
    let canvas = painted?;
    let mut made = |resolve: Function, _| {
        // A canvas that cannot be read leaves the promise waiting for nothing.
        if canvas.to_blob_with_type(&resolve, "image/png").is_err() {
            drop(resolve.call1(&JsValue::NULL, &JsValue::NULL));
        }
    };
    let blob = JsFuture::from(Promise::new(&mut made)).await.ok()?;
    save_blob(name, &blob.dyn_into().ok()?)
}

/// The image at `address` on a canvas of `size`.
async fn painted(address: &str, size: [f32; 2]) -> Option<HtmlCanvasElement> {
    let image = HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let [width, height] = size.map(|pixels| pixels.round());
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    context
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width, height)
        .ok()?;
    Some(canvas)
}

fn blob(kind: &str, bytes: &[u8]) -> Option<Blob> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let address = Url::create_object_url_with_blob(blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Not at once: some browsers begin to read only later.
    Timeout::new(60_000, move || drop(Url::revoke_object_url(&address))).forget();
    Some(())
}

/// Puts `text` on the clipboard; whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    // Outside a secure context there is no clipboard, and asking it anything would throw.
    if !window.is_secure_context() {
        return false;
    }
    let promise = window.navigator().clipboard().write_text(text);
    JsFuture::from(promise).await.is_ok()
}
