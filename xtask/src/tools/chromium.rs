//! Chromium, for the tests and measurements of the page: found, or installed where Debian's packages are.
//!
//! It refuses to know how a browser is driven.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::{missing, say};
use crate::error::{Context, Error, Result};
use crate::process;

/// Names under which Chromium or Chrome is found on a PATH.
const NAMES: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];

/// Where it lies on systems that put no programs on the PATH.
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

/// What a person is told who has to install it.
const BY_HAND: &str = "Install Chromium or Google Chrome (Debian and Ubuntu: `sudo apt-get install chromium \
                       fonts-dejavu-core`; macOS: `brew install --cask chromium`; Fedora: `sudo dnf install chromium`), \
                       or set CHROME to the program's path.";

/// The Chromium of this machine: `CHROME` if it is set, else the first that is found.
///
/// # Errors
/// When `CHROME` names no file, or nothing is found; the error says what to install.
pub fn find() -> Result<PathBuf> {
    if let Some(path) = env::var_os("CHROME").filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        let there = path.is_file();
        return there
            .then_some(path.clone())
            .context(format!("CHROME={} is not a file", path.display()));
    }
    let named = NAMES.iter().find_map(|name| process::find(name));
    let placed = || PLACES.iter().map(PathBuf::from).find(|path| path.is_file());
    named
        .or_else(placed)
        .ok_or_else(|| missing("Chromium", BY_HAND))
}

/// As [`find`], but installs Debian's package when there is none, this is root, and `apt-get` is there.
///
/// # Errors
/// As [`find`], or when the installation fails.
pub fn find_or_install() -> Result<PathBuf> {
    let not_found = match find() {
        Ok(path) => return Ok(path),
        Err(error) => error,
    };
    let root = process::answer("id", &["-u"]).is_some_and(|user| user == "0");
    let (true, Some(apt)) = (
        root && env::var_os("CHROME").is_none(),
        process::find("apt-get"),
    ) else {
        return Err(not_found);
    };
    say("Chromium from Debian's packages: the page is tested and measured in it");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&apt);
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        process::run(&mut command, &format!("apt-get {}", arguments[0]))
            .map_err(|error| Error::new(format!("{error}. {BY_HAND}")))
    };
    run(&["update"])?;
    run(&[
        "install",
        "-y",
        "--no-install-recommends",
        "chromium",
        "fonts-dejavu-core",
    ])?;
    find()
}
