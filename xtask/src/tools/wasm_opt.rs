//! `wasm-opt`, the optimizer of the Binaryen project: on the PATH, from npm, or else Trunk downloads it.
//!
//! Trunk takes a `wasm-opt` from its PATH only when the version equals the one it is told to use, so whatever is found
//! is also named to it. Without a name it uses the one in `Trunk.toml`, which it downloads.

use std::path::PathBuf;

use super::npm::Package;
use super::version_of;
use crate::error::Result;
use crate::process;

/// The Binaryen that is installed when there is none; `Trunk.toml` names the same.
const BINARYEN: u32 = 132;

const BINARYEN_NPM: Package = Package {
    name: "binaryen",
    version: "132.0.0",
    purpose: "its wasm-opt makes the compiled page smaller and faster",
};

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
    // The package's own program, or the one that npm links to it.
    let folder = BINARYEN_NPM.folder()?.join("node_modules").join(".bin");
    match BINARYEN_NPM.ready() {
        Ok(_) => {
            if let Some(found) = process::find_in(&folder, "wasm-opt").and_then(usable) {
                return Ok(Some(found));
            }
        }
        Err(error) => eprintln!("{error}"),
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
    use std::fs;

    use super::*;
    use crate::workspace;

    #[test]
    fn trunk_downloads_the_version_that_npm_would_bring() {
        let settings = fs::read_to_string(workspace::root().join("Trunk.toml")).unwrap();
        assert!(
            settings.contains(&format!("wasm_opt = \"version_{BINARYEN}\"")),
            "{settings}"
        );
        assert_eq!(BINARYEN_NPM.version, format!("{BINARYEN}.0.0"));
    }
}
