//! `loom`, the command line: the page's engine, natively.

#[cfg(not(target_arch = "wasm32"))]
mod arguments;
#[cfg(not(target_arch = "wasm32"))]
mod commands;
#[cfg(not(target_arch = "wasm32"))]
mod folder;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    match arguments::read() {
        Ok(arguments) => commands::run(arguments),
        Err(exit) => exit,
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
