//! Names the build: a hash of the sources that page and worker are made of. Their addresses carry it, so that an old worker
//! in some cache never meets a new page, and the worker says it first of all.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    env::var("PROFILE").unwrap_or_default().hash(&mut hasher);
    for path in ["Cargo.lock", "Cargo.toml", "src"] {
        println!("cargo::rerun-if-changed={path}");
        hash(Path::new(path), &mut hasher)?;
    }
    println!("cargo::rustc-env=LOOM_BUILD={:016x}", hasher.finish());
    Ok(())
}

fn hash(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut entries: Vec<_> = fs::read_dir(path)?.collect::<io::Result<_>>()?;
        entries.sort_by_key(|entry| entry.file_name());
        return entries
            .iter()
            .try_for_each(|entry| hash(&entry.path(), hasher));
    }
    path.hash(hasher);
    fs::read(path)?.hash(hasher);
    Ok(())
}
