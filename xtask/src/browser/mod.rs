//! A driver for headless Chromium, for the tests and the measurements of the page.
//!
//! It speaks the DevTools protocol itself, over a WebSocket on loopback, and not WebDriver: WebDriver sees the page
//! only, while half of this project runs in a worker. Here the worker is a target of its own, so its console, its
//! exceptions and its requests are seen as the page's are, it can be made to hang and be ended; and viewports, media,
//! throttling and traces come with the same connection.
//!
//! Everything that waits has a limit and gives an [`Error`](crate::Error) that says what it waited for.
//!
//! ```no_run
//! # fn main() -> xtask::Result<()> {
//! use std::time::Duration;
//! use xtask::{browser::Browser, server::Server};
//!
//! let server = Server::start("dist")?;
//! let page = Browser::shared()?.new_page()?;
//! page.goto(&server.url())?;
//! page.wait_for("document.querySelectorAll('[data-weight]').length > 0", Duration::from_secs(20))?;
//! page.click("#source")?;
//! page.type_text("Hello")?;
//! assert!(page.errors().is_empty());
//! # Ok(())
//! # }
//! ```
//!
//! It refuses to know anything of the project's page.

mod capture;
mod connection;
mod emulate;
mod keyboard;
mod keys;
mod launch;
mod locate;
mod log;
mod mouse;
mod page;
mod trace;
mod workers;

use std::path::Path;
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use serde_json::{Value, json};

use self::connection::{Connection, lock};
use self::launch::Process;
use crate::error::{Context, Result};
use crate::tools::chromium;

pub use self::emulate::{Media, Network, Scheme};
pub use self::log::{Level, Line, Request, Source};
pub use self::page::Page;
pub use self::trace::Trace;

/// How long the browser itself may take to answer.
const ANSWER: Duration = Duration::from_secs(60);

/// A running Chromium. Copies are the same one; it ends with the last copy and the last of its pages.
#[derive(Clone)]
pub struct Browser {
    inner: Arc<Inner>,
}

/// Ends the process when dropped: first the request to close, then [`Process`] sees to it.
struct Inner {
    connection: Arc<Connection>,
    _process: Process,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.connection.send("", "Browser.close", json!({}));
        // The process is waited for after this; the connection stays open until it has gone.
    }
}

impl Browser {
    /// Starts the Chromium of this machine ([`chromium::find`]) with a fresh profile.
    ///
    /// # Errors
    /// When there is none, or it does not start.
    pub fn launch() -> Result<Self> {
        Self::launch_with(&chromium::find()?, &[])
    }

    /// Starts the Chromium `program` with a fresh profile and further flags.
    ///
    /// # Errors
    /// When it does not start, or does not listen in time.
    pub fn launch_with(program: &Path, flags: &[String]) -> Result<Self> {
        let process = Process::start(program, flags)?;
        let connection = Connection::open(process.port, &process.path)?;
        Ok(Self {
            inner: Arc::new(Inner {
                connection,
                _process: process,
            }),
        })
    }

    /// The browser that others of this process use at the moment, or a new one. Tests that run side by side share one
    /// this way, and it still ends with the last of them.
    ///
    /// # Errors
    /// As [`Browser::launch`].
    pub fn shared() -> Result<Self> {
        static SHARED: Mutex<Weak<Inner>> = Mutex::new(Weak::new());
        let mut shared = lock(&SHARED);
        if let Some(inner) = shared.upgrade() {
            return Ok(Self { inner });
        }
        let browser = Self::launch()?;
        *shared = Arc::downgrade(&browser.inner);
        Ok(browser)
    }

    /// An empty page in a context of its own: it shares no storage and no cache with other pages.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn new_page(&self) -> Result<Page> {
        let context = self.call(
            "Target.createBrowserContext",
            json!({ "disposeOnDetach": true }),
        )?;
        let context = context["browserContextId"]
            .as_str()
            .context("the browser made no context")?;
        Page::open(self, context)
    }

    /// What the browser calls itself: `HeadlessChrome/130.0.0.0`.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn version(&self) -> Result<String> {
        let version = self.call("Browser.getVersion", json!({}))?;
        Ok(version["product"].as_str().unwrap_or("unknown").to_owned())
    }

    /// Begins to record what all pages and workers do, in the given categories; see [`Trace`].
    ///
    /// # Errors
    /// When a trace is being recorded already, or the browser does not answer.
    pub fn trace(&self, categories: &[&str]) -> Result<Trace> {
        Trace::start(self, categories)
    }

    /// A command of the protocol to the browser itself.
    ///
    /// # Errors
    /// When it is refused or not answered.
    pub fn call(&self, method: &str, params: Value) -> Result<Value> {
        self.connection().call("", method, params, ANSWER)
    }

    fn connection(&self) -> &Arc<Connection> {
        &self.inner.connection
    }
}
