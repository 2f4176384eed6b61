//! What properties do not reach: lengths, pieces, dimming, broken input, the file.

use std::time::{Duration, Instant};

use attention_loom::export::svg;
use attention_loom::figure::{
    Attention, Head, LIGHT, Label, LabelId, LabelKind, LoomInput, Part, Pattern, PatternInput,
    Scene, Shape, Side, Style, heatmap, loom,
};
use attention_loom::matrix::Matrix;

use crate::cases::{Figure, Pair};

fn label(text: &str, kind: LabelKind) -> Label {
    Label {
        text: text.into(),
        width: 30.0,
        kind,
    }
}

#[test]
fn six_hundred_words_give_a_figure_in_good_time() {
    let pair = Pair::of_size(600, 150);
    let patterns = pair.three();
    for figure in [Figure::Loom, Figure::Lines, Figure::Heatmap] {
        let start = Instant::now();
        let scene = pair.scene(figure, &patterns, 390.0);
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{figure:?}: {:?}",
            start.elapsed()
        );
        assert!(scene.height.is_finite() && !scene.marks.is_empty());
        assert!(scene.boxes.len() >= 600);
    }
}

#[test]
fn pieces_find_their_labels_through_the_pattern() {
    // By pieces the start symbol comes first; row t stands at piece t, the last row at none.
    let target = [
        label("start", LabelKind::Symbol),
        label("mü", LabelKind::Word),
        label("de", LabelKind::Word),
    ];
    let values = Matrix::from_vec(3, 3, vec![1.0, 0.0, 0.0, 0.3, 0.7, 0.0, 0.2, 0.3, 0.5]).unwrap();
    let head = Head {
        head: Some(0),
        colour: Some(0),
        values,
    };
    let mut pattern = Pattern::weights(Attention::Decoder, vec![head]);
    pattern.queries = vec![1, 2, usize::MAX];
    let scene = loom(&LoomInput {
        source: &[],
        target: &target,
        patterns: &[pattern],
        style: Style::default(),
    });
    let ends: Vec<_> = scene
        .marks
        .iter()
        .filter_map(|mark| mark.datum)
        .map(|d| (d.query, d.key, d.from.index, d.to.index, d.value))
        .collect();
    assert_eq!(
        ends,
        [(1, 0, 2, 0, 0.3), (1, 1, 2, 1, 0.7), (0, 0, 1, 0, 1.0)]
    );
    let y = |index| {
        let id = LabelId {
            side: Side::Target,
            index,
        };
        scene.boxes.iter().find(|b| b.id == id).unwrap().area.y
    };
    assert!(y(0) < y(1) && y(1) < y(2), "the start symbol stands on top");
}

#[test]
fn an_attention_can_be_dimmed_and_left_out_but_is_still_accounted_for() {
    let pair = Pair::opening();
    let lines = |scene: &attention_loom::figure::Scene, attention| {
        let all = scene.marks.iter().filter(|mark| mark.part == Part::Line);
        all.filter(|m| m.datum.unwrap().attention == attention)
            .map(|m| m.opacity)
            .collect::<Vec<_>>()
    };
    let mut patterns = pair.three();
    let full = pair.scene(Figure::Loom, &patterns, 960.0);
    patterns[0].opacity = 0.25;
    patterns[1].opacity = 0.0;
    let part = pair.scene(Figure::Loom, &patterns, 960.0);
    for (full, dim) in lines(&full, Attention::Encoder)
        .iter()
        .zip(lines(&part, Attention::Encoder))
    {
        assert!((full * 0.25 - dim).abs() < 1e-6);
    }
    assert!(lines(&part, Attention::Decoder).is_empty());
    assert_eq!(
        lines(&full, Attention::Cross),
        lines(&part, Attention::Cross)
    );
    assert_eq!(full.hidden, part.hidden);
}

#[test]
fn numbers_and_widths_that_make_no_sense_still_give_a_figure() {
    let mut pair = Pair::new("one two three", "eins zwei");
    pair.source[0].width = f32::NAN;
    pair.source[1].width = -5.0;
    pair.source[2].width = 1e9;
    let mut patterns = pair.three();
    for pattern in &mut patterns {
        let nonsense = [f32::NAN, f32::INFINITY, -1.0, 7.0, f32::MAX];
        for (i, value) in pattern.heads[0]
            .values
            .as_mut_slice()
            .iter_mut()
            .enumerate()
        {
            *value = nonsense[i % nonsense.len()];
        }
    }
    for figure in [Figure::Loom, Figure::Lines, Figure::Heatmap] {
        for (width, font) in [(0.0, 16.0), (-3.0, 0.0), (390.0, f32::NAN), (f32::NAN, 1e9)] {
            pair.font = font;
            let scene = pair.scene(figure, &patterns, width);
            let file = svg(&scene, &LIGHT, "", "");
            assert!(
                !file.contains("NaN") && !file.contains("inf\""),
                "{figure:?} at {width}"
            );
        }
    }
}

#[test]
fn a_file_keeps_every_number_and_escapes_every_word() {
    let pair = Pair::new("<script> & \"x\u{1}\"", "müde");
    let scene = pair.scene(Figure::Loom, &pair.three(), 960.0);
    let file = svg(&scene, &LIGHT, "a < b", "it's & so");
    for (attention, query, key, value) in scene
        .marks
        .iter()
        .filter_map(|m| m.datum)
        .map(|d| (d.attention, d.query, d.key, d.value))
    {
        let name = attention.name();
        let head = if attention == Attention::Cross { 4 } else { 6 };
        let expected = format!(
            "data-attention=\"{name}\" data-head=\"{head}\" data-query=\"{query}\" data-key=\"{key}\" data-weight=\"{value}\""
        );
        assert_eq!(file.matches(&expected).count(), 1, "{expected}");
    }
    assert!(file.contains("&lt;script&gt;") && !file.contains("<script"));
    assert!(
        file.contains("<title>a &lt; b</title>") && file.contains("<desc>it's &amp; so</desc>")
    );
    assert!(file.contains("x␁") && !file.contains('\u{1}'));
    assert!(file.contains("sans-serif") && !file.contains("href=\"http"));
}

#[test]
fn golden_files_are_small_enough_to_keep() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden");
    let sizes = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().metadata().unwrap().len());
    assert!(sizes.sum::<u64>() < 2_000_000);
}

#[test]
fn symbols_carry_their_share() {
    let pair = Pair::opening();
    let patterns = pair.three();
    let scene = pair.scene(Figure::Loom, &patterns, 960.0);
    let cross = &patterns[2].heads[0].values;
    let end = cross.cols() - 1;
    let share: f32 =
        (0..cross.rows()).map(|row| cross.at(row, end)).sum::<f32>() / cross.rows() as f32;
    let words = format!("{:.0} % of cross", share * 100.0);
    let written = scene.marks.iter().any(
        |mark| matches!(&mark.shape, Shape::Text { text, .. } if text.starts_with("holds") && text.contains(&words)),
    );
    assert!(written, "{words}");
}

#[test]
fn a_zoomed_heatmap_has_larger_cells_and_the_same_numbers() {
    let pair = Pair::of_size(120, 40);
    let patterns = pair.three();
    let zoomed = |zoom: f32| {
        heatmap(&PatternInput {
            source: &pair.source,
            target: &pair.target,
            pattern: &patterns[2],
            row: None,
            style: Style {
                width: 900.0,
                zoom,
                ..Style::default()
            },
        })
    };
    let (whole, large) = (zoomed(1.0), zoomed(3.0));
    let (small, wide) = (whole.grids[0].area, large.grids[0].area);
    assert!(
        (wide.width / small.width - 3.0).abs() < 0.1,
        "{small:?} {wide:?}"
    );
    assert!(large.width >= wide.x + wide.width && large.height >= wide.y + wide.height);
    assert_eq!(whole.grids[0].values, large.grids[0].values);
    // More of the words are written, and none for cells as large as they get.
    let words = |scene: &Scene| {
        scene
            .marks
            .iter()
            .filter(|mark| mark.part == Part::Label)
            .count()
    };
    assert!(words(&large) > words(&whole));
    for nonsense in [f32::NAN, f32::NEG_INFINITY, 0.0] {
        assert_eq!(zoomed(nonsense).grids[0].area, small);
    }
    let largest = zoomed(f32::INFINITY).grids[0].area;
    assert!(largest.width.is_finite() && largest.width > wide.width);
}
