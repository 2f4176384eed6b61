//! `cargo xtask COMMAND`: the commands of the project. It reads the arguments; the library does the rest.

use std::env;
use std::process::ExitCode;

use xtask::tools::{Toolbox, chromium, remembered};
use xtask::{Context, Error, Result, bench, check, page};

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port N]   build the page, serve it on this machine, build it again when a source changes
  build              build the page into dist/, to be put on any static host under any path
  test               run every check and test; what CI runs
  bench              measure the page in Chromium; writes docs/benchmarks.md

Each finds what it needs (Trunk, wasm-bindgen, wasm-opt, Chromium), or installs it and says so.";

fn main() -> ExitCode {
    if remembered::is_meant() {
        return remembered::run().unwrap_or_else(failed);
    }
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(error),
    }
}

fn failed(error: Error) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::FAILURE
}

fn command(words: &[&str]) -> Result<()> {
    match words {
        ["serve"] => page::serve(&Toolbox::ready()?, None),
        ["serve", "--port", port] => {
            let port = port.parse().context(format!("--port {port}"))?;
            page::serve(&Toolbox::ready()?, Some(port))
        }
        ["build"] => {
            page::build(&Toolbox::ready()?)?;
            println!("The page is in dist/: put that folder on any static host, under any path.");
            Ok(())
        }
        ["test"] => check::run(),
        ["bench"] => bench::run(&Toolbox::ready()?, &chromium::find_or_install()?),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(Error::new(format!(
            "`{}` is no command\n\n{HELP}",
            other.join(" ")
        ))),
    }
}
