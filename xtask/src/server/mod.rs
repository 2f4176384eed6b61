//! A static file server on loopback, as plain as the hosts the page is meant for, and one that misbehaves on request.
//!
//! It serves a folder, under a sub-path if asked, compressed with Brotli where the browser takes it, revalidated by ETag.
//! A test can give any file a [`Fault`] while the server runs, and can ask what was requested. It refuses to know what
//! it serves.

mod fault;
mod files;
mod http;

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::error::{Context, Result};

pub use self::fault::Fault;

pub(crate) use self::files::compressed;
use self::files::{Answer, Store};
use self::http::Asked;

/// A request as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The path asked for, with its query, without the sub-path the folder is served under.
    pub path: String,
    /// The status of the answer; 0 when a fault kept it back.
    pub status: u16,
    /// The bytes of the answer's body, as they went over the wire.
    pub bytes: usize,
    /// The `Content-Encoding`: `br`, or empty.
    pub encoding: &'static str,
}

/// A running server; it ends when dropped.
pub struct Server {
    shared: Arc<Shared>,
    port: u16,
}

/// What the connections' threads share.
struct Shared {
    store: Store,
    /// The sub-path, with a slash at both ends.
    prefix: String,
    ended: AtomicBool,
    quality: AtomicU32,
    headers: Mutex<Vec<(String, String)>>,
    faults: Mutex<Vec<(String, Fault)>>,
    served: Mutex<Vec<Served>>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Server {
    /// Serves `folder` at the root of a free loopback port.
    ///
    /// # Errors
    /// When the folder is not there or no port is free.
    pub fn start(folder: impl Into<PathBuf>) -> Result<Self> {
        Self::start_under(folder, "/")
    }

    /// Serves `folder` under a sub-path, such as `/shown/here/`; outside of it everything is 404.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub fn start_under(folder: impl Into<PathBuf>, prefix: &str) -> Result<Self> {
        let folder = folder.into();
        let folder = folder
            .canonicalize()
            .context(format!("serving {}", folder.display()))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("binding a port")?;
        let port = listener.local_addr().context("binding a port")?.port();
        let inner = prefix.trim_matches('/');
        let shared = Arc::new(Shared {
            store: Store::new(folder),
            prefix: if inner.is_empty() {
                "/".to_owned()
            } else {
                format!("/{inner}/")
            },
            ended: AtomicBool::new(false),
            quality: AtomicU32::new(9),
            headers: Mutex::default(),
            faults: Mutex::default(),
            served: Mutex::default(),
        });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if accepting.ended.load(Ordering::Relaxed) {
                    return;
                }
                let shared = Arc::clone(&accepting);
                if let Ok(stream) = stream {
                    thread::spawn(move || shared.converse(stream));
                }
            }
        });
        Ok(Self { shared, port })
    }

    /// The address of the served folder, with a slash at its end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}{}", self.port, self.shared.prefix)
    }

    /// The quality (0 to 11) with which files are compressed from now on; 9 at first. Each file is compressed once.
    pub fn set_brotli_quality(&self, quality: u32) {
        self.shared
            .quality
            .store(quality.min(11), Ordering::Relaxed);
    }

    /// Adds a header to every answer from now on: a content policy, for one.
    pub fn add_header(&self, name: &str, value: &str) {
        lock(&self.shared.headers).push((name.to_owned(), value.to_owned()));
    }

    /// From now on, files whose path ends with `suffix` are answered as `fault` says; it replaces an earlier fault of the
    /// same suffix.
    pub fn set_fault(&self, suffix: &str, fault: Fault) {
        self.clear_fault(suffix);
        lock(&self.shared.faults).push((suffix.to_owned(), fault));
    }

    /// Ends the fault of `suffix`.
    pub fn clear_fault(&self, suffix: &str) {
        lock(&self.shared.faults).retain(|(other, _)| other != suffix);
    }

    /// The requests since the last [`Server::clear_served`], in the order they were answered.
    #[must_use]
    pub fn served(&self) -> Vec<Served> {
        lock(&self.shared.served).clone()
    }

    /// Forgets the requests so far.
    pub fn clear_served(&self) {
        lock(&self.shared.served).clear();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::Relaxed);
        // Wakes the accepting thread, so that it sees the end; it may have ended already.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
    }
}

impl Shared {
    /// Answers requests on one connection until either side ends it.
    fn converse(&self, stream: TcpStream) {
        // The other side may be gone by now; the first read will tell.
        let _ = stream.set_read_timeout(Some(Duration::from_secs(30)));
        let _ = stream.set_nodelay(true);
        let mut reader = std::io::BufReader::new(&stream);
        while let Some(asked) = Asked::read(&mut reader) {
            let more = self.answer(&stream, asked);
            if !more || self.ended.load(Ordering::Relaxed) {
                return;
            }
        }
    }

    /// Answers one request; whether the connection may carry another.
    fn answer(&self, stream: &TcpStream, asked: Asked) -> bool {
        let inside = asked
            .path
            .strip_prefix(self.prefix.as_str())
            .map(str::to_owned);
        let fault = inside.as_deref().and_then(|path| self.fault(path));
        // A fault is about the file's own bytes: neither compressed nor left to a cache.
        let asked = if fault.is_some() { asked.bare() } else { asked };
        let mut answer = match &inside {
            Some(path) => self
                .store
                .answer(path, &asked, self.quality.load(Ordering::Relaxed)),
            // As hosts do: without the slash, relative addresses in the page would miss the folder.
            None if format!("{}/", asked.path) == self.prefix => Answer::moved(&self.prefix),
            None => Answer::plain(404, "Not Found"),
        };
        if let Some(fault) = &fault {
            fault.apply(&mut answer);
        }
        answer.headers.extend(lock(&self.headers).iter().cloned());
        let status = if matches!(fault, Some(Fault::Hang)) {
            0
        } else {
            answer.status
        };
        lock(&self.served).push(Served {
            path: format!(
                "{}{}",
                inside.as_deref().unwrap_or(&asked.path),
                asked.query
            ),
            status,
            bytes: answer.body.len(),
            encoding: if answer.brotli { "br" } else { "" },
        });
        let ended = || self.ended.load(Ordering::Relaxed);
        fault::send(stream, &asked, &answer, fault.as_ref(), &ended).unwrap_or(false)
    }

    /// The newest fault set for a path.
    fn fault(&self, path: &str) -> Option<Fault> {
        let faults = lock(&self.faults);
        faults
            .iter()
            .rev()
            .find(|(suffix, _)| path.ends_with(suffix.as_str()))
            .map(|(_, fault)| fault.clone())
    }
}
