//! `wasm-opt` with a memory. Trunk optimizes the page anew at every start, which takes longer than all else together; this
//! program stands in its place on Trunk's PATH and hands out what it made of the same bytes before.
//!
//! It refuses to know what is optimized, and how.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;

use crate::error::{Context, Result};
use crate::process;
use crate::workspace;

/// The name this program stands in for.
const NAME: &str = "wasm-opt";

/// The variable that tells where the real one is.
pub(super) const REAL: &str = "LOOM_WASM_OPT";

/// How many results are kept: page and worker, of a few states of the sources.
const KEPT: usize = 12;

/// Puts this very program under the name of `wasm-opt` into a folder of its own, and returns the folder.
pub(super) fn stand_in() -> Result<PathBuf> {
    let folder = workspace::target().join(NAME).join("bin");
    fs::create_dir_all(&folder).context(folder.display())?;
    let own = env::current_exe().context("finding this program")?;
    let place = folder.join(format!("{NAME}{}", env::consts::EXE_SUFFIX));
    // An earlier one may be of an earlier build.
    let _ = fs::remove_file(&place);
    #[cfg(unix)]
    let placed = std::os::unix::fs::symlink(&own, &place);
    #[cfg(not(unix))]
    let placed = fs::copy(&own, &place);
    placed.context(place.display())?;
    Ok(folder)
}

/// Whether this program was called by the name of `wasm-opt`.
#[must_use]
pub fn is_meant() -> bool {
    let called = env::args_os().next().unwrap_or_default();
    Path::new(&called)
        .file_stem()
        .is_some_and(|name| name == NAME)
        && env::var_os(REAL).is_some()
}

/// Does what `wasm-opt` would do with the same arguments.
///
/// # Errors
/// When the real `wasm-opt` cannot be started, or a result cannot be kept or copied.
pub fn run() -> Result<ExitCode> {
    let real = PathBuf::from(env::var_os(REAL).context(format!("{REAL} is not set"))?);
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let Some((input, output)) = files(&arguments) else {
        return through(&real, &arguments);
    };
    let folder = workspace::target().join(NAME).join("results");
    let result = folder.join(format!(
        "{:016x}.wasm",
        key(&real, &arguments, &input, &output)?
    ));
    if fs::copy(&result, &output).is_ok() {
        return Ok(ExitCode::SUCCESS);
    }
    let code = through(&real, &arguments)?;
    if code == ExitCode::SUCCESS {
        fs::create_dir_all(&folder).context(folder.display())?;
        // Moved into place when it is whole: another build may look for it meanwhile.
        let half = folder.join(format!("{}.half", std::process::id()));
        fs::copy(&output, &half).context(half.display())?;
        fs::rename(&half, &result).context(result.display())?;
        forget_oldest(&folder)?;
    }
    Ok(code)
}

fn through(real: &Path, arguments: &[OsString]) -> Result<ExitCode> {
    let status = Command::new(real)
        .args(arguments)
        .status()
        .context(real.display())?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The file that is read and the one that is written, when the arguments are of the kind that Trunk gives.
fn files(arguments: &[OsString]) -> Option<(PathBuf, PathBuf)> {
    let texts: Option<Vec<&str>> = arguments.iter().map(|argument| argument.to_str()).collect();
    let texts = texts?;
    let output = texts
        .iter()
        .find_map(|text| text.strip_prefix("--output="))?;
    let mut inputs = texts.iter().filter(|text| !text.starts_with('-'));
    let input = inputs.next()?;
    inputs
        .next()
        .is_none()
        .then(|| (input.into(), output.into()))
}

/// What the result depends on: the bytes, the options, and which `wasm-opt` it is.
fn key(real: &Path, arguments: &[OsString], input: &Path, output: &Path) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    process::answer(real, &["--version"]).hash(&mut hasher);
    let output = format!("--output={}", output.display());
    let options = arguments
        .iter()
        .filter(|option| *option != input.as_os_str() && **option != *output);
    options.for_each(|option| option.hash(&mut hasher));
    fs::read(input).context(input.display())?.hash(&mut hasher);
    Ok(hasher.finish())
}

fn forget_oldest(folder: &Path) -> Result<()> {
    let entries = fs::read_dir(folder).context(folder.display())?.flatten();
    let age = |path: &PathBuf| {
        fs::metadata(path)
            .and_then(|data| data.modified())
            .unwrap_or(SystemTime::UNIX_EPOCH)
    };
    let mut results: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    results.sort_by_key(age);
    let surplus = results.len().saturating_sub(KEPT);
    for path in &results[..surplus] {
        fs::remove_file(path).context(path.display())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_trunk_asks_is_remembered() {
        let files = |text: &str| files(&text.split(' ').map(OsString::from).collect::<Vec<_>>());
        let pair = Some(("in.wasm".into(), "out.wasm".into()));
        assert_eq!(files("--output=out.wasm -Oz in.wasm --enable-simd"), pair);
        assert_eq!(files("--version"), None);
        assert_eq!(files("-O3 in.wasm -o out.wasm"), None);
    }

    #[test]
    fn the_key_is_of_bytes_and_options_and_not_of_places() {
        let folder = workspace::target()
            .join("tmp")
            .join(format!("remembered-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let key_of = |name: &str, bytes: &str, option: &str| {
            let (input, output) = (folder.join(name), folder.join(format!("{name}.out")));
            fs::write(&input, bytes).unwrap();
            let arguments = [
                format!("--output={}", output.display()),
                option.into(),
                input.display().to_string(),
            ];
            key(
                Path::new("no-such-program"),
                &arguments.map(OsString::from),
                &input,
                &output,
            )
            .unwrap()
        };
        let first = key_of("a", "bytes", "-Oz");
        assert_eq!(first, key_of("b", "bytes", "-Oz"));
        assert_ne!(first, key_of("a", "bytes", "-O3"));
        assert_ne!(first, key_of("a", "other", "-Oz"));
        fs::remove_dir_all(folder).unwrap();
    }
}
