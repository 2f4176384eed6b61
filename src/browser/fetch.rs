//! Fetches a model's folder into the worker: with progress, from the cache where it has been before, and checked against the
//! manifest's lengths and hashes.
//!
//! Refuses to know what stands in the files.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, ReadableStreamDefaultReader, ReadableStreamReadResult, Request,
    RequestCache, RequestInit, Response,
};

use crate::model::{CONFIG_FILE, MANIFEST_FILE, Manifest, ModelFile, TOKENIZER_FILE, WEIGHTS_FILE};

use super::cache::Cache;
use super::hash;

/// A folder's files, as they are.
pub struct Folder {
    /// `manifest.json`.
    pub manifest: Manifest,
    /// `config.json`.
    pub config: Vec<u8>,
    /// `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    /// `model.safetensors`.
    pub weights: Vec<u8>,
}

impl Folder {
    /// Of the contents of `config.json`, `tokenizer.json` and `model.safetensors`, in this order.
    pub fn new(manifest: Manifest, contents: Vec<Vec<u8>>) -> Self {
        let mut contents = contents.into_iter();
        let mut next = || contents.next().unwrap_or_default();
        Self {
            manifest,
            config: next(),
            tokenizer: next(),
            weights: next(),
        }
    }
}

/// Fetches the folder at `address`, which ends in `/`; `progress` hears of bytes so far and bytes in all.
///
/// # Errors
/// A sentence that names the file and what is wrong with it.
pub async fn folder(address: &str, mut progress: impl FnMut(u64, u64)) -> Result<Folder, String> {
    // The manifest names the hashes of the others, so it alone must not come from a cache unasked.
    let json = fetch(address, MANIFEST_FILE, RequestCache::NoCache, None, |_| {}).await?;
    let manifest: Manifest = serde_json::from_slice(&json)
        .map_err(|error| sentence(MANIFEST_FILE, &format!("cannot be read ({error})")))?;
    let cache = Cache::open(address).await;
    let total = manifest.files.iter().map(|file| file.bytes).sum();
    progress(0, total);
    let mut before = 0;
    let mut contents = Vec::new();
    for name in [CONFIG_FILE, TOKENIZER_FILE, WEIGHTS_FILE] {
        let entry = manifest.files.iter().find(|file| file.name == name);
        let entry =
            entry.ok_or_else(|| sentence(MANIFEST_FILE, &format!("does not list {name}")))?;
        let bytes = file(address, entry, cache.as_ref(), |loaded| {
            progress(before + loaded, total);
        })
        .await?;
        before += entry.bytes;
        progress(before, total);
        contents.push(bytes);
    }
    if let Some(cache) = &cache {
        cache.keep_only(&manifest.files).await;
    }
    Ok(Folder::new(manifest, contents))
}

/// One file: from the cache, else fetched, and fetched once more past the browser's own cache if it is not what the manifest
/// names, since an old copy may have been lying there.
async fn file(
    address: &str,
    entry: &ModelFile,
    cache: Option<&Cache>,
    mut progress: impl FnMut(u64),
) -> Result<Vec<u8>, String> {
    if let Some(cache) = cache
        && let Some(bytes) = cache.get(entry).await
        && check(entry, &bytes).await.is_ok()
    {
        return Ok(bytes);
    }
    let length = Some(entry.bytes);
    let mut bytes = fetch(
        address,
        &entry.name,
        RequestCache::Default,
        length,
        &mut progress,
    )
    .await;
    if let Ok(found) = &bytes
        && check(entry, found).await.is_err()
    {
        bytes = fetch(
            address,
            &entry.name,
            RequestCache::Reload,
            length,
            &mut progress,
        )
        .await;
    }
    let bytes = bytes?;
    check(entry, &bytes).await?;
    if let Some(cache) = cache {
        cache.put(entry, &bytes).await;
    }
    Ok(bytes)
}

/// Whether these are the bytes that the manifest names. Without a secure context there is no hash, and the length must do.
async fn check(entry: &ModelFile, bytes: &[u8]) -> Result<(), String> {
    if bytes.len() as u64 != entry.bytes {
        return Err(sentence(
            &entry.name,
            &format!(
                "has {} bytes where its manifest names {}",
                bytes.len(),
                entry.bytes
            ),
        ));
    }
    match hash::sha256(bytes).await {
        Some(found) if !found.eq_ignore_ascii_case(&entry.sha256) => Err(sentence(
            &entry.name,
            "is not the one that its manifest names: its SHA-256 is another",
        )),
        _ => Ok(()),
    }
}

async fn fetch(
    address: &str,
    name: &str,
    mode: RequestCache,
    length: Option<u64>,
    progress: impl FnMut(u64),
) -> Result<Vec<u8>, String> {
    let unreachable = |_: JsValue| {
        sentence(
            name,
            "could not be fetched: the network or the server cannot be reached",
        )
    };
    let options = RequestInit::new();
    options.set_cache(mode);
    let request = Request::new_with_str_and_init(&format!("{address}{name}"), &options)
        .map_err(|_| sentence(name, "has no valid address"))?;
    let response = JsFuture::from(scope().fetch_with_request(&request))
        .await
        .map_err(unreachable)?;
    let response: Response = response.dyn_into().map_err(unreachable)?;
    if !response.ok() {
        let status = response.status();
        let why = format!("could not be fetched: the server answered {status}");
        return Err(sentence(name, &why));
    }
    read(&response, name, length, progress).await
}

/// Reads the body as it comes.
async fn read(
    response: &Response,
    name: &str,
    length: Option<u64>,
    mut progress: impl FnMut(u64),
) -> Result<Vec<u8>, String> {
    let mut bytes: Vec<u8> = Vec::new();
    let expected = length.unwrap_or(0);
    let room = usize::try_from(expected).ok();
    if room.is_none_or(|room| bytes.try_reserve_exact(room).is_err()) {
        return Err(sentence(name, &format!("is too large: {expected} bytes")));
    }
    let Some(body) = response.body() else {
        return Ok(bytes);
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    loop {
        let part = JsFuture::from(reader.read()).await.map_err(|_| {
            let of = length.map(|length| format!(" of {length}"));
            let of = of.unwrap_or_default();
            sentence(
                name,
                &format!("was cut off after {}{of} bytes", bytes.len()),
            )
        })?;
        let part: ReadableStreamReadResult = part.unchecked_into();
        if part.get_done().unwrap_or(true) {
            break;
        }
        let part: Uint8Array = part.get_value().unchecked_into();
        let so_far = bytes.len();
        let now = so_far + part.length() as usize;
        if length.is_some_and(|length| now as u64 > length) {
            return Err(sentence(
                name,
                &format!("is longer than the {expected} bytes that its manifest names"),
            ));
        }
        bytes.resize(now, 0);
        part.copy_to(&mut bytes[so_far..]);
        progress(now as u64);
    }
    match length {
        Some(length) if (bytes.len() as u64) < length => Err(sentence(
            name,
            &format!("was cut off after {} of {length} bytes", bytes.len()),
        )),
        _ => Ok(bytes),
    }
}

/// A sentence about a file of the model.
pub fn sentence(name: &str, what: &str) -> String {
    format!("The model's file {name} {what}.")
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
