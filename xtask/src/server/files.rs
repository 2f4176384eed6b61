//! From a path to the answer: the file, its type, its ETag, and its compressed form, made once and kept.
//!
//! It refuses to know connections and faults.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::http::Asked;
use super::lock;

/// What is sent for a request, before any fault.
#[derive(Debug)]
pub(super) struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Arc<[u8]>,
    /// Whether the body is compressed.
    pub brotli: bool,
}

impl Answer {
    /// An answer of one line.
    pub fn plain(status: u16, text: &str) -> Self {
        Self {
            status,
            headers: vec![
                header("Content-Type", "text/plain; charset=utf-8"),
                header("Cache-Control", "no-cache"),
            ],
            body: text.as_bytes().into(),
            brotli: false,
        }
    }

    /// The word that the file is elsewhere.
    pub fn moved(to: &str) -> Self {
        let mut answer = Self::plain(301, "Moved Permanently");
        answer.headers.push(header("Location", to));
        answer
    }
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

/// A folder of files, and the compressed forms made so far.
pub(super) struct Store {
    folder: PathBuf,
    compressed: Mutex<Compressed>,
}

/// Compressed forms by the hash of the file and the quality.
type Compressed = HashMap<(u64, u32), Arc<[u8]>>;

impl Store {
    pub fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            compressed: Mutex::default(),
        }
    }

    /// The answer for a path within the folder. The file is read each time: it may be built anew while it is served.
    pub fn answer(&self, path: &str, asked: &Asked, quality: u32) -> Answer {
        if !matches!(asked.method.as_str(), "GET" | "HEAD") {
            return Answer::plain(405, "Method Not Allowed");
        }
        let Some((file, bytes)) = self.read(path) else {
            return Answer::plain(404, "Not Found");
        };
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let hash = hasher.finish();
        let (kind, compressible) = kind(&file);
        let brotli = compressible && asked.says("accept-encoding", "br");
        // Two forms of a file are two things to a cache.
        let etag = format!("\"{hash:016x}{}\"", if brotli { "-br" } else { "" });
        let mut headers = vec![
            header("Content-Type", kind),
            header("Cache-Control", "no-cache"),
            header("ETag", &etag),
            header("Vary", "Accept-Encoding"),
            header("X-Content-Type-Options", "nosniff"),
        ];
        if asked.says("if-none-match", &etag) {
            return Answer {
                status: 304,
                headers,
                body: Arc::default(),
                brotli: false,
            };
        }
        if !brotli {
            return Answer {
                status: 200,
                headers,
                body: bytes.into(),
                brotli,
            };
        }
        headers.push(header("Content-Encoding", "br"));
        let kept = lock(&self.compressed).get(&(hash, quality)).cloned();
        // Compressed outside the lock: other files need not wait.
        let body = kept.unwrap_or_else(|| compressed(&bytes, quality).into());
        lock(&self.compressed).insert((hash, quality), Arc::clone(&body));
        Answer {
            status: 200,
            headers,
            body,
            brotli,
        }
    }

    /// The file a path means, and what is in it.
    fn read(&self, path: &str) -> Option<(PathBuf, Vec<u8>)> {
        let path = Path::new(path);
        let plain = path
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        let mut file = plain.then(|| self.folder.join(path))?;
        if file.is_dir() {
            file.push("index.html");
        }
        let bytes = fs::read(&file).ok()?;
        Some((file, bytes))
    }
}

/// What Brotli makes of `bytes`, at a quality of 0 to 11.
#[must_use]
pub(crate) fn compressed(bytes: &[u8], quality: u32) -> Vec<u8> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, quality, 24);
    // Writing into memory cannot fail.
    let _ = writer.write_all(bytes);
    writer.into_inner()
}

/// The content type by a file's ending, and whether static hosts compress it.
fn kind(file: &Path) -> (&'static str, bool) {
    match file
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
    {
        "html" => ("text/html; charset=utf-8", true),
        "js" | "mjs" => ("text/javascript; charset=utf-8", true),
        "css" => ("text/css; charset=utf-8", true),
        "wasm" => ("application/wasm", true),
        "json" | "map" => ("application/json", true),
        "webmanifest" => ("application/manifest+json", true),
        "svg" => ("image/svg+xml", true),
        "txt" | "md" => ("text/plain; charset=utf-8", true),
        "png" => ("image/png", false),
        "ico" => ("image/x-icon", false),
        "woff2" => ("font/woff2", false),
        _ => ("application/octet-stream", false),
    }
}
