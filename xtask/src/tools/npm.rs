//! Packages from npm, for what Rust's registry does not carry: installed once, into the folder of the tools.
//!
//! It refuses to know what is in them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::say;
use crate::error::{Context, Result};
use crate::process;
use crate::workspace;

/// A package of npm.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// What it is for, after a colon.
    pub purpose: &'static str,
}

/// The rules of accessibility, for the tests in the browser.
pub const AXE: Package = Package {
    name: "axe-core",
    version: "4.14.1",
    purpose: "it looks for what keeps people from using the page",
};

/// Judges how fast a page arrives and how many can use it.
pub const LIGHTHOUSE: Package = Package {
    name: "lighthouse",
    version: "12.8.2",
    purpose: "it judges how the page arrives on a telephone",
};

/// The engine that the forward pass is measured beside.
pub const ORT: Package = Package {
    name: "onnxruntime-web",
    version: "1.30.0",
    purpose: "the forward pass is measured beside it",
};

impl Package {
    /// Where npm puts packages for this one; its own files are in `node_modules/NAME` there.
    ///
    /// # Errors
    /// When the folder of the tools is nowhere.
    pub fn folder(&self) -> Result<PathBuf> {
        Ok(workspace::tools()?.join(format!("{}-{}", self.name, self.version)))
    }

    /// The package's own files; installed when they are not there yet.
    ///
    /// # Errors
    /// When it is not there and npm is missing or fails.
    pub fn ready(&self) -> Result<PathBuf> {
        let folder = self.folder()?;
        let files = folder.join("node_modules").join(self.name);
        if files.join("package.json").is_file() {
            return Ok(files);
        }
        let npm = process::find("npm").context("npm is not installed")?;
        say(&format!(
            "{} {} from npm: {}",
            self.name, self.version, self.purpose
        ));
        fs::create_dir_all(&folder).context(folder.display())?;
        let mut install = Command::new(npm);
        install.args([
            "install",
            "--no-save",
            "--no-fund",
            "--no-audit",
            "--loglevel=error",
        ]);
        install
            .arg(format!("{}@{}", self.name, self.version))
            .arg("--prefix")
            .arg(&folder)
            .current_dir(&folder);
        process::run(&mut install, &format!("npm install {}", self.name))?;
        fs::metadata(files.join("package.json")).context(files.display())?;
        Ok(files)
    }
}
