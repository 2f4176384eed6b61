//! The browser's cache of model files, by their hash, so that a second visit fetches nothing.
//!
//! A browser without it (outside a secure context, in private windows, with a full disk) is no worse for it: every failure
//! here means only that the file is fetched again.

use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CacheStorage, Request, Response};

use crate::model::ModelFile;

const NAME: &str = "attention-loom-models";

/// The cached files of one model folder.
pub struct Cache {
    inner: web_sys::Cache,
    folder: String,
}

impl Cache {
    /// The cache for the folder at `address`, where there is one.
    pub async fn open(address: &str) -> Option<Self> {
        let caches = Reflect::get(&js_sys::global(), &JsValue::from_str("caches")).ok()?;
        if caches.is_undefined() {
            return None;
        }
        let caches: CacheStorage = caches.unchecked_into();
        let inner = JsFuture::from(caches.open(NAME)).await.ok()?;
        // A request knows its whole address; the keys are compared by it.
        let folder = Request::new_with_str(address).ok()?.url();
        Some(Self {
            inner: inner.unchecked_into(),
            folder,
        })
    }

    /// The bytes kept for `file`.
    pub async fn get(&self, file: &ModelFile) -> Option<Vec<u8>> {
        let found = self.inner.match_with_str(&self.key(file));
        let response: Response = JsFuture::from(found).await.ok()?.dyn_into().ok()?;
        let buffer = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
        let buffer: ArrayBuffer = buffer.dyn_into().ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }

    /// Keeps `bytes` for `file`.
    pub async fn put(&self, file: &ModelFile, bytes: &[u8]) {
        let body = Uint8Array::from(bytes);
        if let Ok(response) = Response::new_with_opt_js_u8_array(Some(&body)) {
            let put = self.inner.put_with_str(&self.key(file), &response);
            drop(JsFuture::from(put).await);
        }
    }

    /// Lets go of every file of this folder that is not one of `files`: of an earlier model.
    pub async fn keep_only(&self, files: &[ModelFile]) {
        let Ok(keys) = JsFuture::from(self.inner.keys()).await else {
            return;
        };
        for request in keys.unchecked_into::<Array>().iter() {
            let url = request.unchecked_ref::<Request>().url();
            let ours = url.starts_with(&self.folder);
            if ours && !files.iter().any(|file| self.key(file) == url) {
                let deleted = self.inner.delete_with_str(&url);
                drop(JsFuture::from(deleted).await);
            }
        }
    }

    fn key(&self, file: &ModelFile) -> String {
        format!("{}{}?sha256={}", self.folder, file.name, file.sha256)
    }
}
