//! A Chromium process of its own: started with a fresh profile, ended and cleared away with its owner.
//!
//! It refuses to know what the browser is told to do.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Context, Error, Result};

/// How long a start may take: the first one on a busy machine reads the whole program from disk.
const START: Duration = Duration::from_secs(90);

/// How long the browser may take to end by itself before it is stopped.
const END: Duration = Duration::from_secs(5);

/// Without a window, a first-run page, or any errand of the browser's own.
const QUIET: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-default-browser-check",
    "--disable-extensions",
    "--mute-audio",
    // Small /dev/shm partitions, as in containers, would crash large pages.
    "--disable-dev-shm-usage",
];

/// So that several pages at once each behave as the one in front.
const AWAKE: [&str; 3] = [
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
];

/// A running Chromium and its profile.
pub(super) struct Process {
    child: Child,
    profile: Profile,
    /// The loopback port it listens on.
    pub port: u16,
    /// The path of its DevTools connection.
    pub path: String,
}

impl Process {
    /// Starts `program`, with `extra` flags beside its own, and waits until it listens.
    pub fn start(program: &Path, extra: &[String]) -> Result<Self> {
        let profile = Profile::new()?;
        let log = fs::File::create(profile.0.join("log")).context("creating the browser's log")?;
        let mut command = Command::new(program);
        command.args(QUIET).args(AWAKE).args(extra);
        command
            .arg("--remote-debugging-port=0")
            .arg(format!("--user-data-dir={}", profile.0.display()));
        command
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        let child = command
            .spawn()
            .context(format!("starting {}", program.display()))?;
        let mut process = Self {
            child,
            profile,
            port: 0,
            path: String::new(),
        };
        (process.port, process.path) = process.address()?;
        Ok(process)
    }

    /// The port and path that Chromium writes into its profile once it listens.
    fn address(&mut self) -> Result<(u16, String)> {
        let file = self.profile.0.join("DevToolsActivePort");
        let start = Instant::now();
        loop {
            let text = fs::read_to_string(&file).unwrap_or_default();
            let mut lines = text.lines();
            if let (Some(Ok(port)), Some(path)) = (lines.next().map(str::parse), lines.next()) {
                return Ok((port, path.to_owned()));
            }
            let log = || fs::read_to_string(self.profile.0.join("log")).unwrap_or_default();
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(Error::new(format!(
                    "Chromium ended at its start ({status}):\n{}",
                    log()
                )));
            }
            if start.elapsed() > START {
                return Err(Error::new(format!(
                    "Chromium did not listen within {START:?}:\n{}",
                    log()
                )));
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let start = Instant::now();
        while start.elapsed() < END && matches!(self.child.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(20));
        }
        // It may have ended by itself, and then there is nothing to stop.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A profile folder that nobody used before and nobody will after.
struct Profile(PathBuf);

impl Profile {
    fn new() -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("loom-browser-{}-{count}", std::process::id()));
        // Left over by a process of the same number that was stopped before it could clear up.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).context(folder.display())?;
        Ok(Self(folder))
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        // The browser's children may write for a moment after it has ended.
        for _ in 0..50 {
            if fs::remove_dir_all(&self.0).is_ok() || !self.0.exists() {
                return;
            }
            thread::sleep(Duration::from_millis(40));
        }
    }
}
