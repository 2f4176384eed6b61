//! The first picture, which index.html shows before any code has arrived: it is what `loom draw` makes with the shipped model, and
//! what stands around it is what the page says. `LOOM_BLESS=1 cargo test --test pictures` draws it anew.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use attention_loom::app::EXAMPLES;

#[path = "figures/difference.rs"]
mod difference;

use difference::difference;

/// Widths of the figure on a telephone, a tablet and a desk, pixels: index.html says which is shown where.
const WIDTHS: [u32; 3] = [398, 640, 1004];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn draw(width: u32, dark: bool) -> String {
    let (source, target) = EXAMPLES[0];
    let mut loom = Command::new(env!("CARGO_BIN_EXE_loom"));
    loom.args(["draw", source, target, "--width", &width.to_string()]);
    if dark {
        loom.arg("--dark");
    }
    let output = loom.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn pictures() -> impl Iterator<Item = (PathBuf, u32, bool)> {
    let both = |width| [("light", false), ("dark", true)].map(|(name, dark)| (width, name, dark));
    WIDTHS
        .into_iter()
        .flat_map(both)
        .map(|(width, name, dark)| {
            let path = root().join(format!("static/pictures/opening-{width}-{name}.svg"));
            (path, width, dark)
        })
}

#[test]
fn the_committed_pictures_are_what_the_model_draws() {
    for (path, width, dark) in pictures() {
        let drawn = draw(width, dark);
        if std::env::var_os("LOOM_BLESS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, drawn).unwrap();
            continue;
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        let found = difference(&committed, &drawn);
        assert!(
            found.is_none(),
            "{}: {}\nLOOM_BLESS=1 draws it anew",
            path.display(),
            found.unwrap()
        );
    }
}

#[test]
fn what_stands_around_the_picture_is_what_the_page_says() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let (source, target) = EXAMPLES[0];
    let drawn = draw(WIDTHS[0], false);
    let described = drawn.split("<desc>").nth(1).unwrap();
    let summary = described.split(" Computed by").next().unwrap();
    for said in [source, target, summary] {
        assert!(
            page.contains(&format!(">{said}<")),
            "index.html lacks: {said}"
        );
    }
    for (path, _, _) in pictures() {
        let name = Path::new("pictures").join(path.file_name().unwrap());
        assert!(page.contains(name.to_str().unwrap()), "{}", name.display());
    }
}
