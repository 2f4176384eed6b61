//! The tools that build the page: each is found, or installed with one line that says what it is for.
//!
//! The order is the same for all: what is on the PATH if it fits, what an earlier run installed into
//! [`workspace::tools`], then a package registry, and last what Trunk downloads by itself. It refuses to know how the
//! page is built with them.

pub mod chromium;
pub mod remembered;
mod wasm_opt;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Error, Result};
use crate::process::{self, answer};
use crate::workspace;

use self::wasm_opt::WasmOpt;

/// The target that the page and its worker are compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The Trunk that is installed when there is none: the newest that builds with the compilers this project supports.
const TRUNK: &str = "0.21.14";

/// What building the page needs, found and ready.
#[derive(Debug)]
pub struct Toolbox {
    trunk: PathBuf,
    /// Folders that Trunk must see first on its PATH.
    folders: Vec<PathBuf>,
    /// The one for which `remembered` stands in; none when Trunk downloads its own.
    wasm_opt: Option<WasmOpt>,
}

impl Toolbox {
    /// Finds every tool that building the page needs, and installs those that are missing.
    ///
    /// # Errors
    /// When one can be neither found nor installed; the error says how to install it by hand.
    pub fn ready() -> Result<Self> {
        wasm_target()?;
        let trunk = trunk()?;
        let mut folders = Vec::new();
        folders.extend(wasm_bindgen()?);
        let wasm_opt = wasm_opt::ready()?;
        if wasm_opt.is_some() {
            folders.push(remembered::stand_in()?);
        }
        Ok(Self {
            trunk,
            folders,
            wasm_opt,
        })
    }

    /// Trunk, in the workspace's root, with the other tools where it looks for them.
    #[must_use]
    pub fn trunk(&self) -> Command {
        let mut command = Command::new(&self.trunk);
        command
            .current_dir(workspace::root())
            .env("PATH", process::path_with(&self.folders));
        // Flags of the environment would replace those of .cargo/config.toml, and the model would lose its SIMD.
        command
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS");
        // Trunk reads NO_COLOR as a truth value and stops at the customary `1`.
        command.env_remove("NO_COLOR");
        command.env("TRUNK_SKIP_VERSION_CHECK", "true");
        if let Some(WasmOpt { path, version }) = &self.wasm_opt {
            command.env("TRUNK_TOOLS_WASM_OPT", version);
            command.env(remembered::REAL, path);
        }
        command
    }
}

/// Makes sure that the compiler can build for the browser.
///
/// # Errors
/// When the target is missing and rustup cannot add it.
pub fn wasm_target() -> Result<()> {
    let libraries = answer(
        "rustc",
        &["--print", "target-libdir", "--target", WASM_TARGET],
    );
    if libraries.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    say(&format!(
        "the Rust target {WASM_TARGET}: the page and its worker are compiled for it"
    ));
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]), "rustup target add").context(format!(
        "the standard library for {WASM_TARGET} is needed; install Rust with rustup (https://rustup.rs), or your \
             system's package of it"
    ))
}

fn trunk() -> Result<PathBuf> {
    let usable = |path: &Path| version_of(path, 1).is_some_and(|version| trunk_fits(&version));
    if let Some(path) = process::find("trunk").filter(|path| usable(path)) {
        return Ok(path);
    }
    let root = workspace::tools()?.join(format!("trunk-{TRUNK}"));
    let installed = || process::find_in(&root.join("bin"), "trunk");
    if let Some(path) = installed().filter(|path| usable(path)) {
        return Ok(path);
    }
    say(&format!(
        "Trunk {TRUNK}: it bundles the page (a few minutes, once)"
    ));
    let mut install = process::cargo();
    install
        .args(["install", "trunk", "--version", TRUNK, "--locked", "--root"])
        .arg(&root);
    cargo_install(&mut install)
        .context("Trunk 0.21 is needed: `cargo install trunk --locked`, or https://trunkrs.dev")?;
    installed().context("cargo installed Trunk, but it is not where it should be")
}

/// The folder of a `wasm-bindgen` of the library's own version, when it is not on the PATH already. The two speak a
/// private format: no other version will do.
fn wasm_bindgen() -> Result<Option<PathBuf>> {
    let wanted = workspace::locked_version("wasm-bindgen")?
        .context("Cargo.lock names no wasm-bindgen, so there is no page to build")?;
    let usable = |path: &Path| version_of(path, 1).is_some_and(|version| version == wanted);
    if process::find("wasm-bindgen").is_some_and(|path| usable(&path)) {
        return Ok(None);
    }
    let root = workspace::tools()?.join(format!("wasm-bindgen-{wanted}"));
    let folder = root.join("bin");
    if process::find_in(&folder, "wasm-bindgen").is_some_and(|path| usable(&path)) {
        return Ok(Some(folder));
    }
    say(&format!(
        "wasm-bindgen {wanted}: it writes the JavaScript around the compiled page (a few minutes, once)"
    ));
    // Not --locked: its own lockfile names releases that have since been taken back.
    let mut install = process::cargo();
    install
        .args([
            "install",
            "wasm-bindgen-cli",
            "--no-default-features",
            "--version",
            &wanted,
            "--root",
        ])
        .arg(&root);
    if let Err(error) = cargo_install(&mut install) {
        eprintln!("{error}; Trunk will download wasm-bindgen {wanted} from github.com instead");
        return Ok(None);
    }
    Ok(Some(folder))
}

/// Runs a `cargo install`. The tools only steer other programs, so they are compiled fast rather than for speed.
fn cargo_install(command: &mut Command) -> Result<()> {
    // The project's own .cargo/config.toml is none of the tool's business.
    command.current_dir(workspace::tools().and_then(made)?);
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    command.env("CARGO_PROFILE_RELEASE_LTO", "off");
    command.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    process::run(command, "cargo install")
}

fn made(folder: PathBuf) -> Result<PathBuf> {
    fs::create_dir_all(&folder).context(folder.display())?;
    Ok(folder)
}

/// The word at `position` of what `path --version` prints.
fn version_of(path: &Path, position: usize) -> Option<String> {
    answer(path, &["--version"])?
        .split_whitespace()
        .nth(position)
        .map(str::to_owned)
}

/// Whether a Trunk of this version reads this project's `Trunk.toml` and `index.html`.
fn trunk_fits(version: &str) -> bool {
    let mut numbers = version
        .split('.')
        .map_while(|number| number.parse::<u32>().ok());
    let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    (major, minor) >= (0, 21)
}

/// The one line that announces an installation.
fn say(what: &str) {
    eprintln!("Installing {what}");
}

/// An error for a tool that a person has to install.
fn missing(what: &str, how: &str) -> Error {
    Error::new(format!(
        "{what} is missing and cannot be installed from here. {how}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_fits_from_0_21_on() {
        for (version, fits) in [
            ("0.21.14", true),
            ("0.22.0-beta.1", true),
            ("1.0.0", true),
            ("0.20.3", false),
            ("", false),
        ] {
            assert_eq!(trunk_fits(version), fits, "{version}");
        }
    }
}
