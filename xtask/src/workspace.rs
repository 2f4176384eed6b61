//! Where things lie: the workspace, what is built of it, and the tools kept for it.
//!
//! It refuses to know what any of the tools does.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context, Result};

/// The folder of the workspace's `Cargo.toml`.
#[must_use]
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// The folder of the finished page.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Cargo's folder for what it builds.
#[must_use]
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The folder of the tools that these commands install for themselves: `loom-tools` in Cargo's home, so that several
/// checkouts share them and nothing of the user's is replaced.
///
/// # Errors
/// When neither `CARGO_HOME` nor a home folder is known.
pub fn tools() -> Result<PathBuf> {
    let cargo_home = match env::var_os("CARGO_HOME") {
        Some(folder) => PathBuf::from(folder),
        None => env::home_dir()
            .context("neither CARGO_HOME nor a home folder is set, so there is no place for tools")?
            .join(".cargo"),
    };
    Ok(cargo_home.join("loom-tools"))
}

/// The version of `package` that `Cargo.lock` holds, if it holds one.
///
/// # Errors
/// When `Cargo.lock` cannot be read.
pub fn locked_version(package: &str) -> Result<Option<String>> {
    let path = root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).context(path.display())?;
    Ok(version_in(&lock, package))
}

/// The version that follows `name = "package"` in the text of a lockfile.
fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_the_lockfile() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "bindgen"), None);
        assert!(locked_version("serde_json").unwrap().is_some());
    }
}
