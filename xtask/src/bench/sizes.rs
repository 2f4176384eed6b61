//! Bytes of every file of the page, as they are and compressed.

use std::fs;
use std::path::{Path, PathBuf};

use super::table::{Row, Table, grouped};
use crate::error::{Context, Result};
use crate::server::compressed;

/// What a patient host compresses with; static files are compressed once.
const QUALITY: u32 = 11;

/// The files of `dist`, largest first, and their sum.
pub(super) fn measure(dist: &Path) -> Result<Table> {
    let mut files = Vec::new();
    walk(dist, &mut files)?;
    let mut sizes = Vec::new();
    for path in files {
        let bytes = fs::read(&path).context(path.display())?;
        let name = path
            .strip_prefix(dist)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        sizes.push((
            name,
            bytes.len() as u64,
            compressed(&bytes, QUALITY).len() as u64,
        ));
    }
    sizes.sort_by_key(|(_, raw, _)| std::cmp::Reverse(*raw));
    let sum = sizes.iter().fold((0, 0), |(raw, brotli), size| {
        (raw + size.1, brotli + size.2)
    });
    let mut rows: Vec<Row> = sizes
        .iter()
        .map(|(name, raw, brotli)| Row::new(format!("`{name}`"), [grouped(*raw), grouped(*brotli)]))
        .collect();
    rows.push(Row::new("all files", [grouped(sum.0), grouped(sum.1)]));
    Ok(Table {
        title: "Bytes".into(),
        columns: vec!["file".into(), "raw".into(), "Brotli".into()],
        rows,
        note: format!("Brotli at quality {QUALITY}, each file by itself."),
    })
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).context(folder.display())? {
        let path = entry.context(folder.display())?.path();
        if path.is_dir() {
            walk(&path, files)?
        } else {
            files.push(path)
        }
    }
    Ok(())
}
