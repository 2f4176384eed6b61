//! Tools that come as crates: on the PATH, from an earlier run, or by `cargo install` into a folder of their own.
//!
//! It refuses to know what they are for.

use std::fs;
use std::path::{Path, PathBuf};

use super::{say, version_of};
use crate::error::{Context, Result};
use crate::process;
use crate::workspace;

/// A program that a crate brings.
pub(super) struct Tool<'a> {
    pub package: &'a str,
    pub program: &'a str,
    /// The version that is installed when there is none that fits.
    pub version: &'a str,
    /// Whether another version will do.
    pub fits: fn(found: &str, wanted: &str) -> bool,
    /// Further arguments of `cargo install`.
    pub flags: &'a [&'a str],
    /// What it is for, and how long installing takes.
    pub purpose: &'a str,
}

impl Tool<'_> {
    /// The program's path.
    pub fn ready(&self) -> Result<PathBuf> {
        let Self {
            package,
            program,
            version,
            purpose,
            ..
        } = self;
        let root = workspace::tools()?.join(format!("{program}-{version}"));
        let installed = || process::find_in(&root.join("bin"), program);
        let found = process::find(program).filter(|path| self.does(path));
        if let Some(path) = found.or_else(|| installed().filter(|path| self.does(path))) {
            return Ok(path);
        }
        say(&format!("{package} {version}: {purpose}"));
        fs::create_dir_all(&root).context(root.display())?;
        let mut install = process::cargo();
        install
            .args(["install", package, "--version", version, "--root"])
            .arg(&root)
            .args(self.flags);
        // The project's own .cargo/config.toml is none of the tool's business.
        install.current_dir(&root);
        // Tools only steer other programs, so they are compiled fast rather than to be fast.
        install.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        install.env("CARGO_PROFILE_RELEASE_LTO", "off");
        install.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        process::run(&mut install, "cargo install").context(format!(
            "{package} is needed: `cargo install {package} --version {version}`"
        ))?;
        installed().context(format!(
            "cargo installed {package}, but not where it was told to"
        ))
    }

    fn does(&self, path: &Path) -> bool {
        version_of(path, 1).is_some_and(|found| (self.fits)(&found, self.version))
    }
}

/// No other version will do.
pub(super) fn same(found: &str, wanted: &str) -> bool {
    found == wanted
}

/// A version of the same series will do, and a later one: both parts before the patch are compared.
pub(super) fn same_or_later(found: &str, wanted: &str) -> bool {
    let series = |version: &str| {
        let mut numbers = version
            .split('.')
            .map_while(|number| number.parse::<u32>().ok());
        (numbers.next(), numbers.next())
    };
    series(found) >= series(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_series_will_do_and_an_earlier_will_not() {
        let cases = [
            ("0.21.3", true),
            ("0.22.0-beta.1", true),
            ("1.0.0", true),
            ("0.20.9", false),
            ("", false),
        ];
        for (found, fits) in cases {
            assert_eq!(same_or_later(found, "0.21.14"), fits, "{found}");
        }
        assert!(same("0.2.130", "0.2.130") && !same("0.2.131", "0.2.130"));
    }
}
