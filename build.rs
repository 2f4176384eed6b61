//! Names the build: a hash of the sources that page and worker are made of. Their addresses carry it, so that an old worker
//! in some cache never meets a new page, and the worker says it first of all. Makes the built-in model's card a part of the page.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use pulldown_cmark::{Event, Options, Parser, TagEnd, html};

/// What the built-in model says of itself, in Markdown.
const CARD: &str = "static/models/en-de/README.md";

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    env::var("PROFILE").unwrap_or_default().hash(&mut hasher);
    for path in ["Cargo.lock", "Cargo.toml", "src"] {
        println!("cargo::rerun-if-changed={path}");
        hash(Path::new(path), &mut hasher)?;
    }
    println!("cargo::rustc-env=LOOM_BUILD={:016x}", hasher.finish());
    println!("cargo::rerun-if-changed={CARD}");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("card.html"), card(&fs::read_to_string(CARD)?))
}

/// The card as HTML, without its title: the page has one of its own.
fn card(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES);
    let title = |event: &Event<'_>| matches!(event, Event::End(TagEnd::Heading(_)));
    let body = events.skip_while(|event| !title(event)).skip(1);
    let mut made = String::new();
    html::push_html(&mut made, body);
    made.replace("<th>", "<th scope=\"col\">")
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
