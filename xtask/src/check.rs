//! Everything that must hold before a change lands, as one list of steps: `cargo xtask test`.
//!
//! It refuses to know what the steps look at; each is a program that succeeds or does not.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::page;
use crate::process::{self, answer, as_typed, cargo};
use crate::tools::{self, Toolbox};
use crate::workspace;

/// The features that switch the tests in the browser on.
const BROWSER: &str = "attention-loom/browser-tests,xtask/browser-tests";

/// Runs every check in order and stops at the first that fails.
///
/// # Errors
/// When a tool can be neither found nor installed, or a check fails; the error names it.
pub fn run() -> Result<()> {
    let toolbox = Toolbox::ready()?;
    let chromium = tools::chromium::find_or_install()?;
    let deny = tools::cargo_deny()?;
    let mut steps = Steps::default();

    steps.run("formatting", in_root(&["fmt", "--all", "--check"]))?;
    steps.run(
        "clippy",
        in_root(&["clippy", "--workspace", "--", "-D", "warnings"]),
    )?;
    steps.run("clippy of the tests", {
        let mut clippy = in_root(&["clippy", "--workspace", "--all-targets"]);
        clippy.args(["--features", BROWSER, "--", "-D", "warnings"]);
        // A test that panics has said what it has to say.
        clippy.args(["-A", "clippy::unwrap_used", "-A", "clippy::expect_used"]);
        clippy.args(["-A", "clippy::panic"]);
        clippy
    })?;
    steps.run("clippy for the browser", {
        let mut clippy = in_root(&[
            "clippy",
            "--target",
            tools::WASM_TARGET,
            "--lib",
            "--bin",
            "app",
            "--bin",
            "worker",
        ]);
        clippy.args(["--", "-D", "warnings"]);
        clippy
    })?;
    let documented = |of: &[&str]| {
        let mut doc = in_root(&["doc", "--no-deps"]);
        doc.args(of).env("RUSTDOCFLAGS", "-D warnings");
        doc
    };
    steps.run("documentation", documented(&["--workspace"]))?;
    steps.run(
        "documentation of the browser's part",
        documented(&["--lib", "--target", tools::WASM_TARGET]),
    )?;
    // Advisories are left out: their database is fetched from the network, and a check must not depend on the day.
    steps.run("licences and sources of dependencies", {
        let mut deny = Command::new(deny);
        deny.args(["check", "bans", "licenses", "sources"])
            .current_dir(workspace::root());
        deny
    })?;
    let smoke = workspace::root().join("training").join("smoke.py");
    if !smoke.is_file() {
        steps.skip("training, in Python", "training/smoke.py is not there");
    } else if answer("python3", &["-c", "import torch, transformers"]).is_some() {
        let mut python = Command::new("python3");
        python
            .arg("training/smoke.py")
            .current_dir(workspace::root());
        steps.run("training, in Python", python)?;
    } else {
        steps.skip(
            "training, in Python",
            "PyTorch and transformers are not installed (training/requirements.txt)",
        );
    }
    steps.run("tests", in_root(&["test", "--workspace"]))?;
    steps.heading("the release page");
    let dist = page::build(&toolbox)?;
    let axe = tools::npm::AXE.ready();
    if let Err(error) = &axe {
        println!("without axe-core: {error}");
        steps.skip("accessibility, by axe-core", "npm did not bring it");
    }
    steps.run("tests in the browser", {
        let mut test = in_root(&[
            "test",
            "--workspace",
            "--features",
            BROWSER,
            "--test",
            "driver",
            "--test",
            "browser",
        ]);
        test.env("LOOM_DIST", dist).env("CHROME", chromium);
        if let Ok(axe) = axe {
            test.env("LOOM_AXE", axe.join("axe.min.js"));
        }
        test
    })?;
    steps.report();
    Ok(())
}

/// A cargo command in the workspace's root.
fn in_root(arguments: &[&str]) -> Command {
    let mut command = cargo();
    command.args(arguments).current_dir(workspace::root());
    command
}

/// The steps so far: their names, and how long each took or why it was skipped.
#[derive(Default)]
struct Steps {
    done: Vec<(&'static str, Duration)>,
    skipped: Vec<(&'static str, &'static str)>,
}

impl Steps {
    fn heading(&self, name: &str) {
        println!("\n=== {name} ===");
    }

    fn run(&mut self, name: &'static str, mut command: Command) -> Result<()> {
        self.heading(name);
        println!("{}", as_typed(&command));
        let start = Instant::now();
        process::run(&mut command, name)
            .map_err(|error| Error::new(format!("stopped at a check: {error}")))?;
        self.done.push((name, start.elapsed()));
        Ok(())
    }

    fn skip(&mut self, name: &'static str, why: &'static str) {
        self.heading(name);
        println!("skipped: {why}");
        self.skipped.push((name, why));
    }

    /// One line of the whole, and one for each check that did not run: nobody shall take it for passed.
    fn report(&self) {
        for (name, why) in &self.skipped {
            println!("skipped: {name}: {why}");
        }
        let seconds: u64 = self.done.iter().map(|(_, time)| time.as_secs()).sum();
        println!(
            "{} checks passed in {} min {} s",
            self.done.len(),
            seconds / 60,
            seconds % 60
        );
    }
}
