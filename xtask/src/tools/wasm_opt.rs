//! `wasm-opt`, the optimizer of the Binaryen project: on the PATH, from npm, or else Trunk downloads it.
//!
//! Trunk takes a `wasm-opt` from its PATH only when the version equals the one it is told to use, so whatever is found
//! is also named to it. Without a name it uses the one in `Trunk.toml`, which it downloads.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{say, version_of};
use crate::error::{Context, Result};
use crate::process;
use crate::workspace;

/// The Binaryen that is installed when there is none; `Trunk.toml` names the same.
const BINARYEN: u32 = 132;

/// The oldest Binaryen that reads everything today's compilers write.
const OLDEST: u32 = 123;

/// A `wasm-opt` that was found.
#[derive(Debug)]
pub(super) struct WasmOpt {
    pub path: PathBuf,
    /// As Trunk writes it: `version_132`.
    pub version: String,
}

/// Finds or installs `wasm-opt`. `None` leaves it to Trunk.
pub(super) fn ready() -> Result<Option<WasmOpt>> {
    if let Some(found) = process::find("wasm-opt").and_then(usable) {
        return Ok(Some(found));
    }
    let root = workspace::tools()?.join(format!("binaryen-{BINARYEN}"));
    let folder = root.join("node_modules").join(".bin");
    let installed = || process::find_in(&folder, "wasm-opt").and_then(usable);
    if let Some(found) = installed() {
        return Ok(Some(found));
    }
    if let Some(npm) = process::find("npm") {
        say(&format!(
            "Binaryen {BINARYEN} from npm: its wasm-opt makes the compiled page smaller and faster"
        ));
        fs::create_dir_all(&root).context(root.display())?;
        let mut install = Command::new(npm);
        install.args([
            "install",
            "--no-save",
            "--no-fund",
            "--no-audit",
            "--loglevel=error",
        ]);
        install.arg(format!("binaryen@{BINARYEN}.0.0"));
        install.arg("--prefix").arg(&root).current_dir(&root);
        let done = process::run(&mut install, "npm install binaryen");
        if let (Ok(()), Some(found)) = (done, installed()) {
            return Ok(Some(found));
        }
    }
    eprintln!(
        "wasm-opt is neither on the PATH nor to be had from npm: Trunk will download Binaryen {BINARYEN} from github.com. \
         Where that is not possible, install Binaryen {OLDEST} or newer, or Node.js with npm."
    );
    Ok(None)
}

/// The `wasm-opt` at this path, when it is new enough.
fn usable(path: PathBuf) -> Option<WasmOpt> {
    let number: u32 = version_of(&path, 2)?.parse().ok()?;
    (number >= OLDEST).then(|| WasmOpt {
        path,
        version: format!("version_{number}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_downloads_the_version_that_npm_would_bring() {
        let settings = fs::read_to_string(workspace::root().join("Trunk.toml")).unwrap();
        assert!(
            settings.contains(&format!("wasm_opt = \"version_{BINARYEN}\"")),
            "{settings}"
        );
    }
}
