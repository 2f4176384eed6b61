//! Building the page into `dist/`, and serving it while it is worked on.
//!
//! It refuses to know what is on the page: `index.html` and `Trunk.toml` say that to Trunk.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::error::{Context, Error, Result};
use crate::process;
use crate::tools::Toolbox;
use crate::workspace;

/// The port `serve` uses when nobody asks for another, and how many more it tries when that one is taken.
const PORT: u16 = 8080;
const TRIES: u16 = 20;

/// Builds the release page into `dist/`, which any static host can serve under any path.
///
/// # Errors
/// When a tool is missing or the build fails.
pub fn build(toolbox: &Toolbox) -> Result<PathBuf> {
    let _turn = turn()?;
    let mut trunk = toolbox.trunk();
    trunk.args(["build", "--release"]);
    process::run(&mut trunk, "trunk build")?;
    let dist = workspace::dist();
    fs::metadata(dist.join("index.html")).context("the build left no page in dist/")?;
    Ok(dist)
}

/// Waits until no other build writes into `dist/`: two at once take each other's half-finished files.
fn turn() -> Result<File> {
    let folder = workspace::target();
    fs::create_dir_all(&folder).context(folder.display())?;
    let path = folder.join("page.lock");
    let file = File::create(&path).context(path.display())?;
    if file.try_lock().is_err() {
        println!("Another build of the page is running; waiting for it to end");
        file.lock().context(path.display())?;
    }
    Ok(file)
}

/// Builds the release page, serves it on loopback, and builds it again whenever a source changes. Returns when Trunk
/// ends.
///
/// # Errors
/// When a tool is missing, no port is free, or Trunk fails.
pub fn serve(toolbox: &Toolbox, port: Option<u16>) -> Result<()> {
    let port = free_port(port)?;
    let mut trunk = toolbox.trunk();
    trunk.args([
        "serve",
        "--release",
        "--address",
        "127.0.0.1",
        "--port",
        &port.to_string(),
        "--serve-base",
        "/",
    ]);
    // Apart from dist/, which may be being hosted or tested while this one changes.
    let dist = workspace::target().join("serve");
    fs::create_dir_all(&dist).context(dist.display())?;
    trunk.arg("--dist").arg(dist);
    println!("Building the page; it will be served at http://127.0.0.1:{port}/ (Ctrl+C ends)");
    thread::spawn(move || announce(port));
    process::run(&mut trunk, "trunk serve")
}

/// The port asked for, or else the first free one.
fn free_port(asked: Option<u16>) -> Result<u16> {
    let free = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    match asked {
        Some(port) if free(port) => Ok(port),
        Some(port) => Err(Error::new(format!("port {port} is in use"))),
        None => (PORT..PORT + TRIES)
            .find(|port| free(*port))
            .context(format!(
                "ports {PORT} to {} are all in use; choose one with --port",
                PORT + TRIES - 1
            )),
    }
}

/// Prints the address once the page is really there: the first build can take minutes.
fn announce(port: u16) {
    while !answers(port) {
        thread::sleep(Duration::from_millis(200));
    }
    println!(
        "\n    The page is at  http://127.0.0.1:{port}/  (built again at every change; reload to see it)\n"
    );
}

/// Whether something answers a request for the page.
fn answers(port: u16) -> bool {
    let ask = || {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        std::io::Result::Ok(status.ends_with(b"200"))
    };
    ask().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_refused_when_asked_for_and_passed_over_when_not() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let taken = listener.local_addr().unwrap().port();
        assert_eq!(
            free_port(Some(taken)).unwrap_err().to_string(),
            format!("port {taken} is in use")
        );
        assert!(free_port(None).is_ok_and(|port| port != taken));
    }
}
