//! The rules of the house, held by a test: the walls between its floors, and how every file is written.
//!
//! The tables below are the rules; `ARCHITECTURE.md` says them in words. What a rule catches is itself tested, on lines
//! planted for it.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

#[path = "tidy/source.rs"]
mod source;

use source::{code_of, has_word, imports, stem, test_modules, without_tests};

/// The modules and their floors. A module imports from lower floors only.
const FLOORS: &[(&str, u8)] = &[
    ("matrix", 0),
    ("attention", 1),
    ("text", 1),
    ("model", 2),
    ("measure", 3),
    ("figure", 3),
    ("engine", 4),
    ("export", 4),
    ("lesson", 5),
    ("app", 6),
    ("browser", 6),
    ("view", 7),
];

/// Crates from outside that only some modules may name: what stands on them alone can be exchanged alone. The programs
/// in `bin` may name them all.
const OUTSIDE: &[(&str, &[&str])] = &[
    ("matrixmultiply", &["matrix"]),
    ("tokenizers", &["text"]),
    ("unicode_segmentation", &["text", "figure"]),
    ("safetensors", &["model"]),
    ("plotters", &["export"]),
    ("web_sys", &["browser"]),
    ("js_sys", &["browser"]),
    ("wasm_bindgen", &["browser"]),
    ("yew", &["view"]),
];

/// Marks of unfinished work, as they stand in code.
const UNFINISHED: &[&str] = &["todo!", "unimplemented!", "dbg!"];

/// The same as they stand in comments.
const POSTPONED: &[&str] = &["TODO", "FIXME"];

/// What would end the page instead of telling its reader.
const PANICS: &[&str] = &[".unwrap()", ".expect(\"", "panic!("];

/// The most lines of a file, its tests not counted.
const MOST_LINES: usize = 400;

#[test]
fn every_file_keeps_the_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut broken = Vec::new();
    for folder in ["src", "xtask/src"] {
        let files = rust_files(&root.join(folder), "");
        for what in broken_in(&files, folder == "src") {
            broken.push(format!("{folder}/{what}"));
        }
    }
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn the_map_names_every_module() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    for (module, _) in FLOORS {
        let named = map.contains(&format!("`{module}`")) || map.contains(&format!("`{module}/`"));
        assert!(named, "ARCHITECTURE.md does not name `{module}`");
    }
}

/// The name (from `folder` on) and text of every Rust file below it.
fn rust_files(folder: &Path, name: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{name}{}", path.file_name().unwrap().display());
        if path.is_dir() {
            files.extend(rust_files(&path, &format!("{name}/")));
        } else if name.ends_with(".rs") {
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    files
}

/// What breaks the rules in files that belong together; the walls are those of the library only.
fn broken_in(files: &[(String, String)], library: bool) -> Vec<String> {
    let tests: Vec<String> = files
        .iter()
        .flat_map(|(name, source)| test_modules(name, source))
        .collect();
    let mut broken = Vec::new();
    for (name, source) in files {
        let within = |test: &String| format!("{}/", stem(name)).starts_with(&format!("{test}/"));
        let test = tests.iter().any(within);
        let mut found = style(source, test);
        if library {
            found.extend(walls(name, source, test));
        }
        broken.extend(found.into_iter().map(|what| format!("{name}: {what}")));
    }
    broken
}

/// How a file is written: its opening, its length, nothing unfinished.
fn style(source: &str, test: bool) -> Vec<String> {
    let mut broken = Vec::new();
    if !source.starts_with("//!") {
        broken.push("does not open with `//!`".to_owned());
    }
    let code = code_of(source);
    broken.extend(
        UNFINISHED
            .iter()
            .filter(|mark| has_word(&code, mark))
            .map(|mark| format!("holds {mark}")),
    );
    broken.extend(
        POSTPONED
            .iter()
            .filter(|mark| source.contains(*mark))
            .map(|mark| format!("holds {mark}")),
    );
    let lines = without_tests(&code).trim_end().lines().count();
    if lines > MOST_LINES && !test {
        broken.push(format!("has {lines} lines, more than {MOST_LINES}"));
    }
    broken
}

/// What a file of the library may name, and that it does not panic.
fn walls(name: &str, source: &str, test: bool) -> Vec<String> {
    let mut broken = Vec::new();
    let module = name.split(['/', '.']).next().unwrap();
    let code = code_of(source);
    if module != "bin" && !test {
        let tested: String = without_tests(&code).split_whitespace().collect();
        broken.extend(
            PANICS
                .iter()
                .filter(|mark| tested.contains(*mark))
                .map(|mark| format!("holds {mark}")),
        );
    }
    if matches!(module, "bin" | "lib") {
        return broken;
    }
    let Some(own) = floor(module) else {
        broken.push(format!("`{module}` stands on no floor"));
        return broken;
    };
    for other in imports(name, &code, |name| floor(name).is_some()) {
        match floor(&other) {
            _ if other == module => {}
            Some(floor) if floor < own => {}
            Some(floor) => broken.push(format!("floor {own} names `{other}` on floor {floor}")),
            None => broken.push(format!("names `{other}`, which stands on no floor")),
        }
    }
    for (name, allowed) in OUTSIDE {
        if has_word(&code, &format!("{name}::")) && !allowed.contains(&module) {
            broken.push(format!(
                "names the crate {name}, which is for {}",
                allowed.join(" and ")
            ));
        }
    }
    broken
}

fn floor(module: &str) -> Option<u8> {
    FLOORS
        .iter()
        .find(|(name, _)| *name == module)
        .map(|(_, floor)| *floor)
}

#[test]
fn planted_violations_are_found() {
    let cases = [
        (
            "model/layers.rs",
            "use crate::engine::Session;",
            "floor 2 names `engine` on floor 4",
        ),
        (
            "text/words.rs",
            "use crate::{matrix::M, attention::{self, Mask}};",
            "floor 1 names `attention` on floor 1",
        ),
        (
            "figure/loom/layout.rs",
            "use super::super::super::export;",
            "floor 3 names `export` on floor 4",
        ),
        (
            "matrix/mod.rs",
            "fn f() { super::attention::run() }",
            "floor 0 names `attention` on floor 1",
        ),
        (
            "engine/mod.rs",
            "fn f(_: crate::view::Page) {}",
            "floor 4 names `view` on floor 7",
        ),
        (
            "model/mod.rs",
            "#[cfg(test)] mod tests { use crate::app::State; }",
            "floor 2 names `app` on floor 6",
        ),
        (
            "app/mod.rs",
            "use crate::Everything;",
            "names `Everything`, which stands on no floor",
        ),
        ("cellar/mod.rs", "", "`cellar` stands on no floor"),
        (
            "app/state.rs",
            "use web_sys::Window;",
            "names the crate web_sys, which is for browser",
        ),
        (
            "attention.rs",
            "fn f() { matrixmultiply::sgemm() }",
            "names the crate matrixmultiply, which is for matrix",
        ),
        ("text/mod.rs", "fn f() { g().unwrap() }", "holds .unwrap()"),
        (
            "text/mod.rs",
            "fn f() { g().expect(\n \"this\") }",
            "holds .expect(\"",
        ),
        (
            "text/mod.rs",
            "fn f() { panic!(\"no\") }\n#[cfg(test)] mod tests {}",
            "holds panic!(",
        ),
    ];
    for (name, source, expected) in cases {
        assert_eq!(walls(name, source, false), [expected], "{name}: {source}");
    }
    let long = format!("//! Long.\n{}", "const A: u8 = 0;\n".repeat(MOST_LINES));
    let cases = [
        ("fn f() {}", "does not open with `//!`"),
        ("//! Fine.\nfn f() { todo!() }", "holds todo!"),
        ("//! Fine.\nfn f() { dbg!(1); }", "holds dbg!"),
        ("//! Fine.\n// FIXME: later", "holds FIXME"),
        (long.as_str(), "has 401 lines, more than 400"),
    ];
    for (source, expected) in cases {
        assert_eq!(style(source, false), [expected], "{source}");
    }
}

#[test]
fn what_is_allowed_is_let_through() {
    let cases = [
        (
            "model/layers.rs",
            "use crate::attention::{attend, Mask};\nuse super::config::Config;",
        ),
        (
            "model/layers.rs",
            "use crate::model::{config::Config, weights};",
        ),
        (
            "figure/loom/layout.rs",
            "use super::super::scene; use super::sides;",
        ),
        (
            "engine/mod.rs",
            "// crate::view is above\nconst A: &str = \"crate::view::Page\"; const B: char = '\"';",
        ),
        (
            "view/page.rs",
            "use yew::prelude::*; use crate::{app::State, browser};",
        ),
        (
            "text/mod.rs",
            "#[cfg(test)]\nmod tests { #[test] fn f() { g().unwrap(); } }",
        ),
        (
            "text/mod.rs",
            "fn f<'a>(text: &'a str) -> &'a str { r#\"panic!(\"#; text }",
        ),
        (
            "text/mod.rs",
            "fn f(&mut self) { self.expect(Reply::Hello) }",
        ),
        (
            "bin/loom/main.rs",
            "use attention_loom::engine; fn main() { crate::arguments::read().unwrap() }",
        ),
    ];
    for (name, source) in cases {
        assert_eq!(
            walls(name, source, false),
            Vec::<String>::new(),
            "{name}: {source}"
        );
    }
    let long = "fn f() { panic!(\"in a test\") }\n".repeat(500);
    let files = [
        (
            "app/mod.rs",
            "//! Fine.\nmod state;\n#[cfg(test)]\nmod samples;\n".to_owned(),
        ),
        ("app/samples.rs", format!("//! Samples.\n{long}")),
        (
            "app/state.rs",
            format!("//! Fine.\n#[cfg(test)]\nmod tests {{\n{long}}}\n"),
        ),
    ];
    let files = files.map(|(name, source)| (name.to_owned(), source));
    assert_eq!(broken_in(&files, true), Vec::<String>::new());
}
