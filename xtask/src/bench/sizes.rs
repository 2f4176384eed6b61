//! Bytes of every file of the page, as they are and compressed.

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use super::table::{Row, Table, grouped};
use crate::error::{Context, Result};
use crate::server::compressed;

/// What a patient host compresses with; static files are compressed once.
const QUALITY: u32 = 11;

/// A name, and which files belong to it.
type Sum = (&'static str, fn(&str) -> bool);

struct Size {
    name: String,
    raw: u64,
    brotli: u64,
}

/// The files of `dist`, largest first, and what they add up to.
pub(super) fn measure(dist: &Path) -> Result<Table> {
    let mut sizes = Vec::new();
    for path in files(dist)? {
        let bytes = fs::read(&path).context(path.display())?;
        let name = path
            .strip_prefix(dist)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        let brotli = compressed(&bytes, QUALITY).len() as u64;
        sizes.push(Size {
            name,
            raw: bytes.len() as u64,
            brotli,
        });
    }
    sizes.sort_by_key(|size| Reverse(size.raw));
    let mut rows: Vec<Row> = sizes
        .iter()
        .map(|size| row(&format!("`{}`", size.name), &[size]))
        .collect();
    let sums: [Sum; 4] = [
        ("**page code before the first picture**", is_before_picture),
        ("**page code before the figure is live**", is_page_code),
        ("**built-in model, all its files**", |name| {
            name.starts_with("models/")
        }),
        ("**all files**", |_| true),
    ];
    for (what, belongs) in sums {
        let those: Vec<&Size> = sizes.iter().filter(|size| belongs(&size.name)).collect();
        rows.push(row(what, &those));
    }
    Ok(Table {
        title: "Bytes".into(),
        columns: vec!["file".into(), "raw".into(), "Brotli".into()],
        rows,
        note: format!(
            "Brotli at quality {QUALITY}, each file by itself. The first picture is an image in the HTML, \
             drawn beforehand: one of `pictures/` is fetched, and the page's program only after it. Page code before the figure is \
             live is HTML, CSS, JavaScript and WASM without the worker's. Bounds in Brotli: page code before the first picture \
             ≤ 150 KB, model ≤ 8 MB."
        ),
    })
}

fn row(what: &str, sizes: &[&Size]) -> Row {
    let raw = sizes.iter().map(|size| size.raw).sum();
    let brotli = sizes.iter().map(|size| size.brotli).sum();
    Row::new(what, [grouped(raw), grouped(brotli)])
}

/// Whether a file is code that must have arrived before the first picture is painted.
fn is_before_picture(name: &str) -> bool {
    is_page_code(name) && !name.starts_with("app-")
}

/// Whether a file is code that must have arrived before the figure answers.
fn is_page_code(name: &str) -> bool {
    let code = [".html", ".css", ".js", ".wasm"]
        .iter()
        .any(|ending| name.ends_with(ending));
    code && !name.starts_with("worker") && !name.starts_with("models/")
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).context(folder.display())? {
        let path = entry.context(folder.display())?.path();
        if path.is_dir() {
            all.extend(files(&path)?);
        } else {
            all.push(path);
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_code_is_what_the_first_picture_waits_for() {
        for name in [
            "index.html",
            "app-1a_bg.wasm",
            "app-1a.js",
            "page-2b.css",
            "start-3c.js",
        ] {
            assert!(is_page_code(name), "{name}");
            assert_eq!(is_before_picture(name), !name.contains("app"), "{name}");
        }
        for name in [
            "worker.js",
            "worker_bg.wasm",
            "worker_start.js",
            "pictures/opening-1004-light.svg",
            "loom-9d.svg",
        ] {
            assert!(!is_page_code(name), "{name}");
        }
    }
}
