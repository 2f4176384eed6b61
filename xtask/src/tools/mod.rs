//! The tools that build the page: each is found, or installed with one line that says what it is for.
//!
//! The order is the same for all: what is on the PATH if it fits, what an earlier run installed into
//! [`workspace::tools`], then a package registry, and last what Trunk downloads by itself. It refuses to know how the
//! page is built with them.

pub mod chromium;
mod crates;
pub mod npm;
pub mod remembered;
mod wasm_opt;

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::{Context, Error, Result};
use crate::process::{self, answer};
use crate::workspace;

use self::crates::{Tool, same, same_or_later};
use self::wasm_opt::WasmOpt;

/// The target that the page and its worker are compiled for.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

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

/// The program that checks licences and sources of dependencies, by the rules of `deny.toml`.
///
/// # Errors
/// When it can be neither found nor installed.
pub fn cargo_deny() -> Result<PathBuf> {
    let tool = Tool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: "0.20.2",
        fits: same_or_later,
        flags: &["--locked"],
        purpose: "it checks licences and sources of dependencies (a few minutes, once)",
    };
    tool.ready()
}

fn trunk() -> Result<PathBuf> {
    let tool = Tool {
        package: "trunk",
        program: "trunk",
        // The newest that builds with the compilers this project supports.
        version: "0.21.14",
        fits: same_or_later,
        flags: &["--locked"],
        purpose: "it bundles the page (a few minutes, once)",
    };
    tool.ready()
}

/// The folder of a `wasm-bindgen` of the library's own version. The two speak a private format: no other version will do.
fn wasm_bindgen() -> Result<Option<PathBuf>> {
    let version = workspace::locked_version("wasm-bindgen")?
        .context("Cargo.lock names no wasm-bindgen, so there is no page to build")?;
    let tool = Tool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &version,
        fits: same,
        // Not --locked: its own lockfile names releases that have since been taken back.
        flags: &["--no-default-features"],
        purpose: "it writes the JavaScript around the compiled page (a few minutes, once)",
    };
    match tool.ready() {
        Ok(path) => Ok(path.parent().map(Path::to_path_buf)),
        Err(error) => {
            eprintln!(
                "{error}; Trunk will download wasm-bindgen {version} from github.com instead"
            );
            Ok(None)
        }
    }
}

/// The word at `position` of what `path --version` prints.
fn version_of(path: &Path, position: usize) -> Option<String> {
    answer(path, &["--version"])?
        .split_whitespace()
        .nth(position)
        .map(str::to_owned)
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
