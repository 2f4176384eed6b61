//! `loom` as a person uses it: what it prints, its exit status, and one line that names what is wrong.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use attention_loom::matrix::Matrix;
use attention_loom::measure::{Axes, by_word, norms, rollout};
use attention_loom::model::{Files, Interventions, Kind, Manifest, Model, Reading, Run, Side};
use attention_loom::text::Sentence;
use serde_json::Value;

#[path = "browser/opened.rs"]
mod opened;

fn loom(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_loom"))
        .args(arguments)
        .output()
        .unwrap()
}

fn loom_with_input(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_loom"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The one line on standard error of a command that ended with `status`.
fn one_line(output: &Output, status: i32) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(status), "{text}");
    assert_eq!(text.trim_end().lines().count(), 1, "{text}");
    text.trim_end().to_owned()
}

fn built_in() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("static/models/en-de")
}

/// A copy of the built-in model in which one file is changed (`None`: removed).
fn spoiled(folder: &Path, file: &str, change: impl FnOnce(Vec<u8>) -> Option<Vec<u8>>) -> PathBuf {
    let copy = folder.join(format!("spoiled-{file}"));
    fs::create_dir_all(&copy).unwrap();
    for name in [
        "config.json",
        "tokenizer.json",
        "model.safetensors",
        "manifest.json",
    ] {
        fs::copy(built_in().join(name), copy.join(name)).unwrap();
    }
    let path = copy.join(file);
    match change(fs::read(&path).unwrap()) {
        Some(bytes) => fs::write(path, bytes).unwrap(),
        None => fs::remove_file(path).unwrap(),
    }
    copy
}

fn numbers(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|x| x.as_f64().unwrap())
        .collect()
}

#[test]
fn a_trace_holds_every_attention_by_piece_and_by_word() {
    let output = loom(&["trace", "I am tired.", "Ich bin müde."]);
    assert!(output.status.success());
    let trace: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(trace["format"], 1);
    assert_eq!(trace["model"]["hash"].as_str().unwrap().len(), 64);
    let source = trace["source"]["pieces"].as_array().unwrap().len();
    let rows = trace["target"]["pieces"].as_array().unwrap().len() + 1;
    assert_eq!(trace["source"]["pieces"][source - 1]["word"], Value::Null);
    assert_eq!(trace["next"].as_array().unwrap().len(), rows);
    assert_eq!(trace["next"][0].as_array().unwrap().len(), 10);
    // What is written next, beside what is likeliest: the target's pieces, then the end symbol.
    let written = trace["written"].as_array().unwrap();
    assert_eq!(written.len(), rows);
    for (written, piece) in written
        .iter()
        .zip(trace["target"]["pieces"].as_array().unwrap())
    {
        assert_eq!(written["id"], piece["id"]);
    }
    for (written, next) in written.iter().zip(trace["next"].as_array().unwrap()) {
        let named = next
            .as_array()
            .unwrap()
            .iter()
            .find(|guess| guess["id"] == written["id"]);
        assert!(named.is_none_or(|guess| guess["p"] == written["p"]));
    }
    for (name, queries, keys) in [
        ("encoder", source, source),
        ("decoder", rows, rows),
        ("cross", rows, source),
    ] {
        let layers = trace[name].as_array().unwrap();
        assert_eq!((layers.len(), layers[0].as_array().unwrap().len()), (3, 8));
        for head in layers.iter().flat_map(|layer| layer.as_array().unwrap()) {
            assert_eq!(head.as_array().unwrap().len(), queries);
            for row in head.as_array().unwrap() {
                let row = numbers(row);
                assert_eq!(row.len(), keys);
                assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-5);
            }
        }
    }
    let words = |value: &Value| {
        value[2][7]
            .as_array()
            .unwrap()
            .iter()
            .map(numbers)
            .collect::<Vec<_>>()
    };
    let by_word = &trace["by_word"];
    for by_word in [
        &by_word["encoder"],
        &by_word["decoder"]["saying"],
        &by_word["cross"]["said"],
    ] {
        let rows = words(by_word);
        assert_eq!((rows.len(), rows[0].len()), (4, 5));
        assert!(
            rows.iter()
                .all(|row| (row.iter().sum::<f64>() - 1.0).abs() < 1e-5)
        );
    }
}

#[test]
fn a_trace_can_be_narrowed_and_takes_interventions() {
    let mute = r#"{"mute": [{"kind": "cross", "layer": 0, "head": 4}]}"#;
    let narrow = ["--attention", "cross", "--layer", "2", "--head", "5"];
    let pair = ["trace", "I am tired.", "Ich bin müde."];
    let plain = loom(&[&pair[..], &narrow].concat());
    let muted = loom(&[&pair[..], &narrow, &["--interventions", mute]].concat());
    let [plain, muted] =
        [plain, muted].map(|o| serde_json::from_str::<Value>(&stdout(&o)).unwrap());
    assert_eq!(plain["encoder"], Value::Null);
    assert_eq!(plain["cross"].as_array().unwrap().len(), 1);
    assert_eq!(plain["cross"][0].as_array().unwrap().len(), 1);
    assert_eq!(muted["interventions"]["mute"][0]["head"], 4);
    assert_ne!(plain["cross"], muted["cross"]);
    let error = one_line(&loom(&[&pair[..], &["--layer", "9"]].concat()), 1);
    assert!(error.contains("layer 9"), "{error}");
}

#[test]
fn pairs_come_out_in_order_and_a_bad_line_says_so_in_its_place() {
    let input = "I am tired.\tIch bin müde.\nno tab\n\t\nOne.\tEins.\r\n".as_bytes();
    let input = [input, b"\xff\tx\n"].concat();
    let output = loom_with_input(&["trace", "--attention", "cross", "--input", "-"], &input);
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<Value> = stdout(&output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[0]["target"]["text"], "Ich bin müde.");
    assert_eq!(lines[1]["line"], 2);
    assert!(lines[1]["error"].as_str().unwrap().contains("tab"));
    assert_eq!(lines[2]["source"]["words"].as_array().unwrap().len(), 0);
    assert_eq!(lines[3]["target"]["text"], "Eins.");
    assert_eq!(
        (&lines[4]["line"], &lines[4]["error"]),
        (&Value::from(5), &Value::from("the line is not UTF-8"))
    );
}

#[test]
fn translations_stay_on_their_lines() {
    let output = loom(&[
        "translate",
        "The animal did not cross the street because it was too tired.",
    ]);
    assert_eq!(
        stdout(&output),
        "Das Tier überquerte die Straße nicht, weil es zu müde war.\n"
    );
    let long = "tired ".repeat(1100);
    let input = format!("I am tired.\n\n{long}\nI know Tom.\n");
    let output = loom_with_input(&["translate", "--input", "-"], input.as_bytes());
    let lines: Vec<String> = stdout(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines, ["Ich bin müde.", "", "", "Ich kenne Tom."]);
    assert!(one_line(&output, 1).contains("line 3: "));
}

#[test]
fn quantizing_what_was_dequantized_gives_the_same_translations() {
    let folder = tempfile::tempdir().unwrap();
    let (full, small) = (folder.path().join("full"), folder.path().join("small"));
    let [full, small] = [full.to_str().unwrap(), small.to_str().unwrap()];
    assert!(
        loom(&["dequantize", built_in().to_str().unwrap(), full])
            .status
            .success()
    );
    assert!(loom(&["quantize", full, small]).status.success());
    let translate = |model: &str| stdout(&loom(&["translate", "--model", model, "I am tired."]));
    assert_eq!(translate(full), "Ich bin müde.\n");
    assert_eq!(translate(small), "Ich bin müde.\n");
    let size = |folder: &str| {
        fs::metadata(Path::new(folder).join("model.safetensors"))
            .unwrap()
            .len()
    };
    assert!(size(small) * 3 < size(full));
    let manifest: Value =
        serde_json::from_slice(&fs::read(Path::new(small).join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["files"][2]["bytes"], size(small));
}

#[test]
fn a_model_that_cannot_be_used_is_one_line_naming_the_file_and_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let header = |claimed: u64| {
        move |mut bytes: Vec<u8>| {
            bytes[..8].copy_from_slice(&claimed.to_le_bytes());
            Some(bytes)
        }
    };
    let text = |from: &'static str, to: &'static str| {
        move |bytes: Vec<u8>| {
            Some(
                String::from_utf8(bytes)
                    .unwrap()
                    .replacen(from, to, 1)
                    .into_bytes(),
            )
        }
    };
    type Change = Box<dyn FnOnce(Vec<u8>) -> Option<Vec<u8>>>;
    let cases: Vec<(&str, Change, &str)> = vec![
        ("config.json", Box::new(|_| None), "No such file"),
        ("tokenizer.json", Box::new(|_| None), "No such file"),
        ("model.safetensors", Box::new(|_| None), "No such file"),
        (
            "model.safetensors",
            Box::new(|bytes| Some(bytes[..bytes.len() / 2].to_vec())),
            "cut off",
        ),
        ("model.safetensors", Box::new(|_| Some(vec![])), "cut off"),
        (
            "model.safetensors",
            Box::new(|_| Some(b"<!doctype html>".to_vec())),
            "not a safetensors file",
        ),
        (
            "model.safetensors",
            Box::new(header(1 << 60)),
            "not a safetensors file",
        ),
        (
            "tokenizer.json",
            Box::new(|bytes| Some(bytes[..1000].to_vec())),
            "the tokenizer cannot be read",
        ),
        ("config.json", Box::new(|_| Some(b"{".to_vec())), "EOF"),
        (
            "config.json",
            Box::new(text("\"marian\"", "\"bert\"")),
            "only \"marian\" can be read",
        ),
        (
            "config.json",
            Box::new(text("\"encoder_layers\": 3", "\"encoder_layers\": 4")),
            "encoder.layers.3",
        ),
        (
            "config.json",
            Box::new(text("\"d_model\": ", "\"d_model\": 8")),
            "has shape [8000, ",
        ),
        (
            "manifest.json",
            Box::new(|_| Some(b"[]".to_vec())),
            "manifest.json",
        ),
    ];
    for (file, change, problem) in cases {
        let model = spoiled(folder, file, change);
        let error = one_line(
            &loom(&["translate", "--model", model.to_str().unwrap(), "Hi."]),
            1,
        );
        assert!(error.contains(problem), "{file}: {error}");
        // A configuration that promises other tensors is found out at the weights.
        let named = if problem.contains("layers.3") || problem.contains("shape") {
            "model.safetensors"
        } else {
            file
        };
        assert!(error.contains(named), "{file}: {error}");
    }
}

const PAIR: [&str; 2] = ["I am tired.", "Ich bin müde."];

fn draw(options: &[&str]) -> String {
    let output = loom(&[&["draw"], &PAIR[..], options].concat());
    assert!(output.status.success(), "{output:?}");
    stdout(&output)
}

/// The numbers of a drawn figure, checked against `weights[query][key]`; a line that is not drawn is weaker than the threshold.
fn drawn_as_traced(svg: &str, attention: &str, weights: &Value) {
    let document = roxmltree::Document::parse(svg).unwrap();
    let marks: Vec<_> = document
        .descendants()
        .filter(|node| node.attribute("data-attention") == Some(attention))
        .collect();
    for (query, row) in weights.as_array().unwrap().iter().enumerate() {
        for (key, weight) in numbers(row).into_iter().enumerate() {
            let is = |name, at: usize| {
                move |node: &&roxmltree::Node| node.attribute(name) == Some(&at.to_string())
            };
            let mut here = marks
                .iter()
                .filter(is("data-query", query))
                .filter(is("data-key", key));
            match here.next() {
                Some(mark) => {
                    let number: f64 = mark.attribute("data-weight").unwrap().parse().unwrap();
                    assert!((number - weight).abs() < 1e-6, "{attention} {query} {key}");
                }
                None => assert!(weight < 0.01, "{attention} {query} {key}: {weight}"),
            }
            assert!(here.next().is_none());
        }
    }
    assert!(!marks.is_empty());
}

#[test]
fn a_figure_is_drawn_with_the_numbers_of_the_trace_and_with_its_text_as_text() {
    let trace: Value = serde_json::from_str(&stdout(&loom(&["trace", PAIR[0], PAIR[1]]))).unwrap();
    // As the manifest opens.
    let svg = draw(&[]);
    for (name, kind) in [
        ("encoder", Kind::Encoder),
        ("decoder", Kind::Decoder),
        ("cross", Kind::Cross),
    ] {
        drawn_as_traced(&svg, name, opened::weights(&trace, kind));
    }
    let document = roxmltree::Document::parse(&svg).unwrap();
    let texts: Vec<&str> = document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .filter_map(|node| node.text())
        .collect();
    for word in ["tired", "müde", "end", "start"] {
        assert!(texts.contains(&word), "{word} in {texts:?}");
    }
    let said = |name: &str| {
        let node = document
            .root_element()
            .children()
            .find(|node| node.has_tag_name(name));
        node.and_then(|node| node.text()).unwrap().to_owned()
    };
    assert_eq!(said("title"), "“I am tired.” → “Ich bin müde.”");
    let place = opened::place(Kind::Cross);
    assert!(said("desc").starts_with(&format!("Cross-attention, {place}: ")));
}

#[test]
fn a_figure_shows_what_is_asked_for() {
    let trace: Value = serde_json::from_str(&stdout(&loom(&["trace", PAIR[0], PAIR[1]]))).unwrap();
    let lines = draw(&[
        "--figure",
        "lines",
        "--attention",
        "decoder",
        "--layer",
        "2",
        "--head",
        "3",
        "--reading",
        "saying",
    ]);
    drawn_as_traced(
        &lines,
        "decoder",
        &trace["by_word"]["decoder"]["saying"][1][2],
    );
    assert!(!lines.contains("data-attention=\"cross\""));
    let pieces = draw(&[
        "--figure",
        "heatmap",
        "--unit",
        "pieces",
        "--reading",
        "saying",
        "--layer",
        "3",
        "--head",
        "8",
    ]);
    // No word stands at the last row, which predicts what comes next.
    let mut rows = trace["cross"][2][7].clone();
    rows.as_array_mut().unwrap().pop();
    drawn_as_traced(&pieces, "cross", &rows);
    let two = draw(&["--figure", "lines", "--head", "1,2"]);
    assert!(two.contains("data-head=\"0\"") && two.contains("data-head=\"1\""));
    assert!(draw(&["--figure", "lines", "--head", "mean"]).contains("data-head=\"mean\""));
    assert!(draw(&["--quantity", "scaled"]).contains("data-score="));

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("figure.svg");
    let printed = draw(&[
        "--dark",
        "--width",
        "390",
        "--output",
        path.to_str().unwrap(),
    ]);
    assert_eq!(printed, "");
    let saved = fs::read_to_string(path).unwrap();
    assert!(saved.contains("width=\"390\"") && saved.contains("fill=\"#12141a\""));
    assert!(draw(&[]).contains("fill=\"#fdfcfa\""));
}

/// The built-in model's run of the pair, with both sentences.
fn native() -> (Model, Run, [Sentence; 2]) {
    let read = |name: &str| fs::read(built_in().join(name)).unwrap();
    let [config, tokenizer, weights] =
        ["config.json", "tokenizer.json", "model.safetensors"].map(read);
    let files = Files {
        config: &config,
        tokenizer: &tokenizer,
        weights: &weights,
    };
    let model = Model::load(files, Manifest::default()).unwrap();
    let source = model.sentence(PAIR[0], Side::Source).unwrap();
    let target = model.sentence(PAIR[1], Side::Target).unwrap();
    let run = model
        .run(&source, &target, &Interventions::default())
        .unwrap();
    (model, run, [source, target])
}

#[test]
fn norms_and_rollout_are_drawn_as_they_are_measured() {
    let (model, run, [source, target]) = native();
    let words = |pieces: &Matrix, kind| {
        let by_word = by_word(pieces, &Axes::new(kind, &source, &target, Reading::Said));
        let rows = (0..by_word.rows()).map(|row| by_word.row(row).to_vec());
        serde_json::json!(rows.collect::<Vec<_>>())
    };
    let options = [
        "--figure",
        "heatmap",
        "--reading",
        "said",
        "--layer",
        "2",
        "--head",
        "3",
    ];
    for (kind, name) in [
        (Kind::Encoder, "encoder"),
        (Kind::Decoder, "decoder"),
        (Kind::Cross, "cross"),
    ] {
        let measured = norms(&model.network, &run, kind, 1, &[2]).unwrap();
        let svg = draw(&[&options[..], &["--quantity", "norm", "--attention", name]].concat());
        // The heatmap draws every pair; norms are no weights.
        let svg = svg.replace("data-norm", "data-weight");
        drawn_as_traced(&svg, name, &words(&measured, kind));
        if let Some(measured) = rollout(&run, kind, 1).unwrap() {
            let svg = draw(
                &[
                    &options[..],
                    &["--quantity", "rollout", "--attention", name],
                ]
                .concat(),
            );
            drawn_as_traced(&svg, name, &words(&measured, kind));
            assert!(svg.contains("rollout of layers 1 to 2"));
        }
    }
    let refused = loom(
        &[
            &["draw"],
            &PAIR[..],
            &["--figure", "lines", "--quantity", "rollout"],
        ]
        .concat(),
    );
    assert!(one_line(&refused, 1).contains("not for cross-attention"));
    let both = draw(&["--quantity", "rollout"]);
    let drawn = |name: &str| both.contains(&format!("data-attention=\"{name}\""));
    assert!(drawn("encoder") && drawn("decoder") && !drawn("cross"));
}

#[test]
fn a_figure_that_cannot_be_drawn_is_one_line() {
    let refused = |options: &[&str]| loom(&[&["draw"], &PAIR[..], options].concat());
    for options in [["--layer", "4"], ["--head", "9"]] {
        assert!(
            one_line(&refused(&options), 1).contains("has no layer"),
            "{options:?}"
        );
    }
    for options in [
        ["--head", "0"],
        ["--head", "1,"],
        ["--figure", "pie"],
        ["--width", "9"],
    ] {
        one_line(&refused(&options), 2);
    }
    one_line(&refused(&["--output", "no/such/folder/figure.svg"]), 1);
    // Nothing to read is a figure too, and markup stays text.
    let output = loom(&["draw", "", "<script>&\"</script>"]);
    let svg = stdout(&output);
    roxmltree::Document::parse(&svg).unwrap();
    assert!(output.status.success() && !svg.contains("<script"));
}

#[test]
fn bad_arguments_are_one_line_and_status_2_and_help_has_an_example() {
    for arguments in [
        &["trace"][..],
        &["trace", "only a source"],
        &["trace", "a", "b", "--layer", "0"],
        &["trace", "a", "b", "--attention", "both"],
        &["trace", "a", "b", "--interventions", "{\"sing\": true}"],
        &["translate", "a", "--input", "b"],
        &["frobnicate"],
        &[],
    ] {
        one_line(&loom(arguments), 2);
    }
    for command in [
        "trace",
        "translate",
        "draw",
        "quantize",
        "dequantize",
        "record",
    ] {
        let help = stdout(&loom(&[command, "--help"]));
        assert!(
            help.contains("Example") && help.contains(&format!("loom {command} ")),
            "{help}"
        );
    }
}
