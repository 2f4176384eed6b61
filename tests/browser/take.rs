//! What is taken away from the page is what is on it; an address brings it all back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use attention_loom::model::Kind;
use serde_json::Value;
use xtask::server::{Fault, Server};

use crate::loom::{Loom, Mark, SOON};
use crate::opened;

const SOURCE: &str = "Does your brother like music?";
const TARGET: &str = "Mag dein Bruder Musik?";
const PAIR: &str = "v=1&source=Does+your+brother+like+music?&target=Mag+dein+Bruder+Musik?";

fn trace() -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_loom"))
        .args(["trace", SOURCE, TARGET])
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn open(fragment: &str) -> Loom {
    let loom = Loom::open_at(&format!("#{fragment}"), |_| {});
    loom.settle();
    loom
}

/// Presses the button of this name in the menu.
fn press(loom: &Loom, name: &str) {
    if !loom.holds("document.querySelector('#take-menu')") {
        loom.page.click("#take").unwrap();
    }
    let button = format!(
        "[...document.querySelectorAll('#take-menu button')].find((b) => b.innerText === {name:?})"
    );
    assert!(loom.holds(&button), "no {name}");
    loom.page
        .eval(&format!("{button}.setAttribute('data-pressed', '')"))
        .unwrap();
    loom.page.click("[data-pressed]").unwrap();
    loom.page
        .eval("document.querySelector('[data-pressed]').removeAttribute('data-pressed')")
        .unwrap();
    loom.page
        .wait_for("document.querySelector('.outcome')?.innerText", SOON)
        .unwrap();
}

/// Presses the button and gives the file that comes of it.
fn saved(loom: &Loom, folder: &Path, button: &str, name: &str) -> Vec<u8> {
    loom.page.download_to(folder).unwrap();
    press(loom, button);
    let path: PathBuf = folder.join(name);
    let begun = Instant::now();
    // The browser holds the name with an empty file and renames the whole one over it.
    while !fs::metadata(&path).is_ok_and(|file| file.len() > 0) {
        assert!(begun.elapsed() < SOON, "{button} does not give {name}");
        std::thread::sleep(Duration::from_millis(50));
    }
    fs::read(path).unwrap()
}

/// What the menu gives to be copied.
fn copied(loom: &Loom, button: &str) -> String {
    press(loom, button);
    loom.page
        .wait_for("document.querySelector('.outcome textarea')", SOON)
        .unwrap();
    loom.text("document.querySelector('.outcome textarea').value")
}

/// The marks of a saved figure.
fn marks(svg: &str) -> Vec<Mark> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let all = document.descendants();
    let mark = |node: roxmltree::Node| {
        let number = |name| node.attribute(name)?.parse().ok();
        Some(Mark {
            kind: node.attribute("data-attention")?.to_owned(),
            head: node.attribute("data-head")?.replace("mean", "all"),
            query: number("data-query")?,
            key: number("data-key")?,
            value: node
                .attribute("data-weight")
                .or(node.attribute("data-score"))
                .or(node.attribute("data-norm"))?
                .parse()
                .ok()?,
        })
    };
    all.filter_map(mark).collect()
}

fn scene_size(loom: &Loom) -> [f64; 2] {
    let size = "(() => { const s = document.querySelector('.still svg'); return [s.width.baseVal.value, s.height.baseVal.value]; })()";
    serde_json::from_value(loom.page.eval(size).unwrap()).unwrap()
}

#[test]
fn a_saved_svg_is_the_figure_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    for figure in ["loom", "lines", "heatmap"] {
        let loom = open(&format!("{PAIR}&figure={figure}"));
        let name = format!("attention-{figure}.svg");
        let svg = String::from_utf8(saved(&loom, folder.path(), "SVG", &name)).unwrap();
        let (saved, shown) = (marks(&svg), loom.marks());
        assert_eq!(saved.len(), shown.len(), "{figure}");
        for (saved, shown) in saved.iter().zip(&shown) {
            assert!((saved.value - shown.value).abs() < 1e-6);
            let named = Mark {
                value: shown.value,
                ..saved.clone()
            };
            assert_eq!(named, *shown);
        }
        let document = roxmltree::Document::parse(&svg).unwrap();
        let texts: Vec<&str> = document
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .filter_map(|node| node.text())
            .collect();
        assert!(texts.contains(&"Bruder") && texts.contains(&"brother"));
        assert!(!svg.contains("var(") && !svg.contains("href=\"http"));
        loom.is_well();
    }
}

#[test]
fn a_saved_png_is_as_large_as_its_name_says() {
    let folder = tempfile::tempdir().unwrap();
    let loom = open(PAIR);
    let size = scene_size(&loom);
    for (button, scale) in [("PNG 1×", 1.0), ("PNG 2×", 2.0), ("PNG 4×", 4.0)] {
        let png = saved(
            &loom,
            folder.path(),
            button,
            &format!("attention-loom.{scale}x.png"),
        );
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| f64::from(u32::from_be_bytes(png[at..at + 4].try_into().unwrap()));
        for (found, expected) in [number(16), number(20)].into_iter().zip(size) {
            // What is on screen is rounded up to whole pixels.
            assert!(
                (found - expected * scale).abs() <= scale,
                "{found} {expected} {scale}"
            );
        }
        assert!(png.len() > 20_000, "{button} is {} bytes", png.len());
    }
    loom.is_well();
}

#[test]
fn saved_numbers_are_those_of_the_trace() {
    let folder = tempfile::tempdir().unwrap();
    let loom = open(&format!("{PAIR}&cross=3.2,5"));
    let trace = trace();
    let json = saved(&loom, folder.path(), "JSON", "attention-loom.json");
    let json: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(
        (&json["source"], &json["target"]),
        (&SOURCE.into(), &TARGET.into())
    );
    let tables = json["tables"].as_array().unwrap();
    let by_word = &trace["by_word"];
    let expected = [
        (
            "encoder",
            &*opened::head(Kind::Encoder),
            opened::weights(&trace, Kind::Encoder),
        ),
        (
            "decoder",
            &*opened::head(Kind::Decoder),
            opened::weights(&trace, Kind::Decoder),
        ),
        ("cross", "2", &by_word["cross"]["saying"][2][1]),
        ("cross", "5", &by_word["cross"]["saying"][2][4]),
    ];
    assert_eq!(tables.len(), expected.len());
    let csv = saved(&loom, folder.path(), "CSV", "attention-loom.csv");
    let csv = String::from_utf8(csv).unwrap();
    let mut lines = csv.trim_end().split("\r\n").skip(1);
    for (table, (attention, head, weights)) in tables.iter().zip(expected) {
        assert_eq!(
            (&table["attention"], &table["head"]),
            (&attention.into(), &head.into())
        );
        for (i, row) in weights.as_array().unwrap().iter().enumerate() {
            for (j, weight) in row.as_array().unwrap().iter().enumerate() {
                let weight = weight.as_f64().unwrap();
                let number = table["values"][i][j].as_f64().unwrap();
                assert!((number - weight).abs() < 1e-4, "{attention} {i} {j}");
                let line = lines.next().unwrap();
                let last: f64 = line.rsplit(',').next().unwrap().parse().unwrap();
                assert!((last - weight).abs() < 1e-4, "{line}");
                assert!(line.starts_with(attention), "{line}");
            }
        }
    }
    assert_eq!(lines.next(), None);
    loom.is_well();
}

#[test]
fn an_address_brings_everything_back() {
    let fragment = format!(
        "{PAIR}&figure=lines&focus=decoder&encoder=2.mean.dim&decoder=2.1,4.said&cross=3.2,5.said\
         &show=score&by=pieces&pin=t2p,tstart&mute=encoder.1,cross.1.5&hide=s2&scale=0.5&positions=off"
    );
    let loom = open(&fragment);
    let link = copied(&loom, "Copy link");
    assert_eq!(link.split('#').nth(1).unwrap(), fragment);
    let marks = loom.marks();
    assert!(!marks.is_empty());
    loom.page.press("Escape").unwrap();
    assert!(!loom.holds("document.querySelector('#take-menu')"));
    assert_eq!(
        loom.page
            .eval("document.querySelectorAll('.word[aria-pressed=true]').length")
            .unwrap(),
        4,
        "Escape closes the menu alone (each pin stands in both columns)"
    );
    loom.page.reload().unwrap();
    loom.page.wait_for("window.__loom", SOON).unwrap();
    loom.settle();
    assert_eq!(loom.marks(), marks);
    assert_eq!(copied(&loom, "Copy link"), link);
    loom.is_well();
}

#[test]
fn an_address_brings_the_opened_panel_back_and_undo_shuts_it() {
    let fragment = format!(
        "{PAIR}&encoder=2.7&decoder=1.7.said&cross=1.5.said&panel=cell.t3.s3.head2.step3&open=touch,next,tree"
    );
    let loom = open(&fragment);
    let weight = || {
        let own = "document.querySelector('#step-3 .own td[data-weight]')";
        loom.page.wait_for(own, SOON).unwrap();
        loom.page.eval(&format!("+{own}.dataset.weight")).unwrap()
    };
    let trace = trace();
    // The third word of each is one piece, just said: the row after its own.
    let piece = |side: &str| {
        let pieces = trace[side]["pieces"].as_array().unwrap();
        pieces.iter().position(|piece| piece["word"] == 2).unwrap()
    };
    let expected = &trace["cross"][0][1][piece("target") + 1][piece("source")];
    let shown = weight();
    assert!((shown.as_f64().unwrap() - expected.as_f64().unwrap()).abs() < 1e-4);
    assert!(loom.holds("document.querySelector('.walking').innerText.includes('3 of 5')"));
    assert!(loom.holds("document.activeElement === document.body && scrollY === 0"));
    for open in [".touch-body", ".chances", ".tree"] {
        loom.page
            .wait_for(&format!("document.querySelector('{open}')"), SOON)
            .unwrap();
    }
    let link = copied(&loom, "Copy link");
    assert_eq!(link.split('#').nth(1).unwrap(), fragment);
    loom.page.press("Escape").unwrap();

    // Another step and another head are written as they are made, and a reload comes back to them.
    loom.page.click(".walking .first").unwrap();
    loom.choose("Head", "5");
    loom.page
        .wait_for("location.hash.includes('head5.step4')", SOON)
        .unwrap();
    let shown = weight();
    loom.page.reload().unwrap();
    loom.page.wait_for("window.__loom", SOON).unwrap();
    loom.settle();
    assert_eq!(weight(), shown);
    assert!(loom.holds("document.querySelector('.walking').innerText.includes('4 of 5')"));

    // A link in its place, and back.
    loom.page.click(".pins-do button:last-child").unwrap();
    loom.page
        .wait_for("document.querySelector('.link .ranked')", SOON)
        .unwrap();
    loom.page.press("Control+z").unwrap();
    assert_eq!(weight(), shown);
    loom.page.press("Control+Shift+Z").unwrap();
    loom.page
        .wait_for(
            "document.querySelector('.link .ranked') && location.hash.includes('panel=link.t3.s3')",
            SOON,
        )
        .unwrap();
    loom.is_well();
}

#[test]
fn an_address_of_before_opens_and_a_broken_panel_is_told_of() {
    let loom = open(&format!("{PAIR}&panel=cell.t3.s3.head0&open=door"));
    let message = loom.message();
    assert!(
        message.contains("panel=cell.t3.s3.head0") && message.contains("open=door"),
        "{message}"
    );
    assert!(!loom.holds("document.querySelector('.opened, .touch-body, .chances')"));
    assert!(!loom.marks().is_empty());
    loom.is_well();
}

/// All texts of a saved figure in one of the classes.
fn texts(svg: &str, class: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(svg).unwrap();
    let all = document.descendants();
    let of_class = all.filter(|node| node.attribute("class") == Some(class));
    let mut texts: Vec<String> = of_class
        .filter_map(|node| Some(node.text()?.to_owned()))
        .collect();
    texts.sort();
    texts
}

#[test]
fn a_saved_figure_has_the_numbers_beside_its_pinned_word() {
    let folder = tempfile::tempdir().unwrap();
    let loom = open(&format!("{PAIR}&cross=1.2,5.said&pin=t3"));
    loom.page.move_to_point(2.0, 2.0).unwrap();
    let read = "[...document.querySelectorAll('.beside tspan')].map((t) => t.textContent.trim())";
    loom.page
        .wait_for(&format!("{read}.length > 2"), SOON)
        .unwrap();
    let mut shown: Vec<String> = serde_json::from_value(loom.page.eval(read).unwrap()).unwrap();
    shown.sort();
    let svg = saved(&loom, folder.path(), "SVG", "attention-loom.svg");
    assert_eq!(texts(&String::from_utf8(svg).unwrap(), "beside"), shown);
    loom.is_well();
}

#[test]
fn all_heads_are_saved_with_their_jobs() {
    let folder = tempfile::tempdir().unwrap();
    let loom = open(&format!(
        "{PAIR}&figure=heads&cross=1.5.said&decoder=1.7.said"
    ));
    let json = saved(&loom, folder.path(), "JSON", "attention-heads.json");
    let json: Value = serde_json::from_slice(&json).unwrap();
    let tables = json["tables"].as_array().unwrap();
    assert_eq!(tables.len(), 72);
    let csv = saved(&loom, folder.path(), "CSV", "attention-heads.csv");
    let csv = String::from_utf8(csv).unwrap();
    let mut lines = csv.trim_end().split("\r\n").skip(1);
    let by_word = &trace()["by_word"];
    for table in tables {
        let kind = table["attention"].as_str().unwrap();
        let (layer, head): (usize, usize) = (
            table["layer"].as_u64().unwrap() as usize - 1,
            table["head"].as_str().unwrap().parse::<usize>().unwrap() - 1,
        );
        let weights = match kind {
            "encoder" => &by_word[kind][layer][head],
            _ => &by_word[kind]["said"][layer][head],
        };
        let tile = format!(
            "[aria-label='All heads of {}'] [data-tile='{}']",
            match kind {
                "encoder" => "encoder self-attention",
                "decoder" => "masked decoder self-attention",
                _ => "cross-attention",
            },
            layer * 8 + head
        );
        let of_tile =
            |name: &str| loom.text(&format!("document.querySelector(`{tile}`).dataset.{name}"));
        let job = &table["job"];
        assert_eq!(job["name"].as_str().unwrap(), of_tile("job"));
        let score: f64 = of_tile("score").parse().unwrap();
        assert!((job["score"].as_f64().unwrap() - score).abs() < 1e-5);
        for (i, row) in weights.as_array().unwrap().iter().enumerate() {
            for (j, weight) in row.as_array().unwrap().iter().enumerate() {
                let weight = weight.as_f64().unwrap();
                let number = table["values"][i][j].as_f64().unwrap();
                assert!((number - weight).abs() < 1e-4, "{tile} {i} {j}");
                let line: Vec<&str> = lines.next().unwrap().split(',').collect();
                assert!((line[9].parse::<f64>().unwrap() - weight).abs() < 1e-4);
                assert_eq!((line[0], line[10]), (kind, job["name"].as_str().unwrap()));
            }
        }
    }
    assert_eq!(lines.next(), None);
    let svg = saved(&loom, folder.path(), "SVG", "attention-heads.svg");
    let svg = String::from_utf8(svg).unwrap();
    assert_eq!(svg.matches("<image").count(), 72);
    let shown =
        "[...document.querySelectorAll('.all-heads .note text')].map((t) => t.textContent).sort()";
    let shown: Vec<String> = serde_json::from_value(loom.page.eval(shown).unwrap()).unwrap();
    let mut notes = texts(&svg, "note");
    notes.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
    assert_eq!(notes, shown);
    let png = saved(&loom, folder.path(), "PNG 1×", "attention-heads.1x.png");
    assert!(png.starts_with(b"\x89PNG") && png.len() > 20_000);
    loom.is_well();
}

#[test]
fn texts_too_long_for_an_address_are_told_of() {
    let loom = open(PAIR);
    loom.page.fill("#source", &"word ".repeat(3500)).unwrap();
    loom.page
        .wait_for(
            "document.querySelector('#target-notes').innerText.includes('too long')",
            SOON,
        )
        .unwrap();
    let link = copied(&loom, "Copy link");
    assert!(link.len() < 2000 && !link.contains("word"));
    assert!(
        loom.text("document.querySelector('.outcome p').innerText")
            .contains("too long for an address")
    );
}

#[test]
fn a_frame_shows_the_figure_alone_and_leads_to_the_whole_page() {
    let loom = open(PAIR);
    let whole = loom.marks();
    let code = copied(&loom, "Copy frame");
    let document = roxmltree::Document::parse(&code).unwrap();
    let frame = document.root_element();
    assert_eq!(frame.tag_name().name(), "iframe");
    assert!(frame.attribute("title").unwrap().contains(SOURCE));
    let address = frame.attribute("src").unwrap();
    assert!(address.contains("#v=1&embed&source="), "{address}");
    drop(loom);

    let embedded = open(address.split('#').nth(1).unwrap());
    assert!(!embedded.holds("document.querySelector('textarea, .controls, #take, .examples')"));
    assert_eq!(embedded.marks().len(), whole.len());
    for (a, b) in embedded.marks().iter().zip(&whole) {
        assert_eq!(a, b);
    }
    let link = embedded.text("document.querySelector('.foot a').href");
    assert!(
        link.starts_with(&embedded.server.url()) && !link.contains("embed"),
        "{link}"
    );
    // Pointing still answers.
    embedded.page.click(".word[aria-label^=Bruder]").unwrap();
    embedded
        .page
        .wait_for(
            "document.querySelector('.summary').innerText.includes('“Bruder”')",
            SOON,
        )
        .unwrap();
    embedded.is_well();
}

/// What `loom draw` draws of the pair.
fn drawn(options: &[&str]) -> Vec<Mark> {
    let output = Command::new(env!("CARGO_BIN_EXE_loom"))
        .args(["draw", SOURCE, TARGET])
        .args(options)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    marks(&String::from_utf8(output.stdout).unwrap())
}

fn same(shown: &[Mark], drawn: &[Mark]) {
    assert!(!drawn.is_empty());
    for mark in drawn {
        let is = |other: &&Mark| {
            (&other.kind, &other.head, other.query, other.key)
                == (&mark.kind, &mark.head, mark.query, mark.key)
        };
        let other = shown
            .iter()
            .find(is)
            .unwrap_or_else(|| panic!("no {mark:?}"));
        assert!(
            (other.value - mark.value).abs() < 1e-3 * (1.0 + mark.value),
            "{other:?} {mark:?}"
        );
    }
    assert_eq!(shown.len(), drawn.len());
}

#[test]
fn norms_and_rollout_are_those_of_the_command_line() {
    let loom = open(&format!("{PAIR}&figure=heatmap&cross=2.3.said"));
    loom.choose("Quantity", "Norm");
    let options = [
        "--figure",
        "heatmap",
        "--layer",
        "2",
        "--head",
        "3",
        "--reading",
        "said",
    ];
    same(
        &loom.marks(),
        &drawn(&[&options[..], &["--quantity", "norm"]].concat()),
    );
    assert!(loom.holds("document.querySelector('.measure').innerText.includes('Kobayashi')"));

    // Rollout has no heads, and none between the stacks: the page says both and shows the encoder's.
    loom.choose("Quantity", "Rollout");
    assert!(
        loom.holds("document.querySelector('.caution').innerText.includes('not an explanation')")
    );
    assert!(loom.holds("document.querySelector('[aria-label=\"Cross-attention\"] .measure').innerText.includes('defines none')"));
    assert!(!loom.holds("document.querySelector('.chip')"));
    loom.choose("Layer of encoder self-attention", "3");
    let encoder = [
        "--figure",
        "heatmap",
        "--attention",
        "encoder",
        "--layer",
        "3",
        "--quantity",
        "rollout",
    ];
    same(&loom.marks(), &drawn(&encoder));
    loom.choose("Figure", "Loom");
    assert!(loom.marks_of("cross").is_empty() && !loom.marks_of("decoder").is_empty());
    // The choice of before comes back with the weights.
    loom.choose("Quantity", "Weight");
    assert!(!loom.marks_of("cross").is_empty());
    loom.is_well();
}

/// How long the page's code is kept back, milliseconds: the first picture stands long before.
const KEPT_BACK: u64 = 4000;

fn code_comes_late(server: &Server) {
    server.set_fault("_bg.wasm", Fault::Delay(Duration::from_millis(KEPT_BACK)));
}

#[test]
fn the_first_picture_needs_no_code_and_nothing_moves_when_that_comes() {
    let loom = Loom::open(code_comes_late);
    let number = |expression: &str| loom.page.eval(expression).unwrap().as_f64().unwrap();
    let code = number(
        "performance.getEntriesByType('resource').find((e) => /app.*_bg[.]wasm/.test(e.name)).responseEnd",
    );
    let painted = number("performance.getEntriesByName('first-contentful-paint')[0].startTime");
    let pictures =
        "performance.getEntriesByType('resource').filter((e) => e.name.includes('/pictures/'))";
    let picture = number(&format!("{pictures}[0].responseEnd"));
    assert!(
        code > KEPT_BACK as f64 && painted < code / 2.0 && picture < code / 2.0,
        "{painted} {picture} {code}"
    );
    assert_eq!(
        number(&format!("{pictures}.length")),
        1.0,
        "only the picture that fits"
    );
    loom.settle();
    let moved = "new Promise((told) => { let sum = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value; })        .observe({ type: 'layout-shift', buffered: true }); setTimeout(() => told(sum), 500); })";
    let moved = number(moved);
    assert!(moved < 0.05, "layout shift {moved}");
    loom.is_well();
}
