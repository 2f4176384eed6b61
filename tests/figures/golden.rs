//! Every figure, wide and narrow, light and dark, against the file that was looked at.

use std::path::PathBuf;

use attention_loom::export::svg;
use attention_loom::figure::{
    Attention, DARK, LIGHT, LabelKind, Quantity, Scene, Style, Theme, ThumbnailsInput, thumbnails,
};

use crate::cases::{FONT, Figure, Pair};
use crate::difference::difference;

fn check(name: &str, scene: &Scene, theme: &Theme) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/{name}.svg"));
    let found = svg(
        scene,
        theme,
        name,
        "A golden file: its weights are seeded, not computed.",
    );
    if std::env::var_os("LOOM_BLESS").is_some() {
        std::fs::write(&path, found).unwrap();
        return;
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    if let Some(difference) = difference(&golden, &found) {
        panic!("{name}: {difference}\nLOOM_BLESS=1 writes the file anew");
    }
}

#[test]
fn loom_of_the_opening_pair() {
    let pair = Pair::opening();
    for (width, size) in [(1440.0, "wide"), (390.0, "narrow")] {
        for theme in [LIGHT, DARK] {
            let scene = pair.scene(Figure::Loom, &pair.three(), width);
            check(&format!("loom-{size}-{}", theme.name), &scene, &theme);
        }
    }
}

#[test]
fn loom_of_one_word_and_of_none() {
    let pair = Pair::new("Hello", "Hallo");
    check(
        "loom-one-word",
        &pair.scene(Figure::Loom, &pair.three(), 390.0),
        &LIGHT,
    );
    let empty = Pair::new("", "");
    check(
        "loom-empty",
        &empty.scene(Figure::Loom, &empty.three(), 960.0),
        &DARK,
    );
}

#[test]
fn loom_of_many_heads_and_all_sorts_of_words() {
    let mut pair = Pair::of_size(7, 6);
    pair.source[3].kind = LabelKind::Unknown;
    let heads: Vec<usize> = (0..8).collect();
    let patterns: Vec<_> = Attention::ALL
        .into_iter()
        .map(|attention| pair.pattern(attention, &heads, 40))
        .collect();
    check(
        "loom-many-heads",
        &pair.scene(Figure::Loom, &patterns, 960.0),
        &LIGHT,
    );
    check(
        "loom-many-heads-narrow",
        &pair.scene(Figure::Loom, &patterns, 390.0),
        &DARK,
    );
}

#[test]
fn loom_of_scores_with_one_attention_dimmed() {
    let pair = Pair::new("it was too tired", "es war zu müde");
    let mut patterns: Vec<_> = Attention::ALL
        .into_iter()
        .map(|attention| pair.scores(attention, &[1], 9))
        .collect();
    patterns[0].opacity = 0.2;
    check(
        "loom-scores",
        &pair.scene(Figure::Loom, &patterns, 960.0),
        &LIGHT,
    );
}

#[test]
fn lines_of_one_head_and_of_many() {
    let pair = Pair::opening();
    let one = [pair.pattern(Attention::Encoder, &[2], 21)];
    check(
        "lines-encoder-narrow",
        &pair.scene(Figure::Lines, &one, 390.0),
        &DARK,
    );
    let small = Pair::new("it was too tired .", "es war zu müde .");
    let many = [small.pattern(Attention::Decoder, &[0, 1, 2, 3, 4, 5, 6, 7], 22)];
    check(
        "lines-many-heads",
        &small.scene(Figure::Lines, &many, 960.0),
        &LIGHT,
    );
}

#[test]
fn heatmaps() {
    let pair = Pair::opening();
    let one = [pair.pattern(Attention::Cross, &[4], 8)];
    check(
        "heatmap-wide",
        &pair.scene(Figure::Heatmap, &one, 960.0),
        &LIGHT,
    );
    let scores = [pair.scores(Attention::Decoder, &[6], 5)];
    check(
        "heatmap-scores-narrow",
        &pair.scene(Figure::Heatmap, &scores, 390.0),
        &DARK,
    );
    let several = [pair.pattern(Attention::Cross, &[4, 5, 6], 8)];
    check(
        "heatmap-heads",
        &pair.scene(Figure::Heatmap, &several, 1440.0),
        &DARK,
    );
    let dense = Pair::of_size(60, 45);
    let dense_pattern = [dense.pattern(Attention::Cross, &[1], 12)];
    check(
        "heatmap-dense",
        &dense.scene(Figure::Heatmap, &dense_pattern, 960.0),
        &LIGHT,
    );
}

#[test]
fn the_grid_of_all_heads() {
    let pair = Pair::opening();
    let matrix = |seed: u64| {
        pair.pattern(Attention::Cross, &[0], seed)
            .heads
            .remove(0)
            .values
    };
    let layers: Vec<Vec<_>> = (0..3)
        .map(|layer| (0..8).map(|head| matrix(layer * 8 + head)).collect())
        .collect();
    let note = |head: usize| ["aligner".to_owned(), format!("{} %", 60 + head)];
    let notes = vec![(0..8).map(note).collect(); 3];
    for (width, theme) in [(960.0, LIGHT), (390.0, DARK)] {
        let scene = thumbnails(&ThumbnailsInput {
            attention: Attention::Cross,
            layers: &layers,
            quantity: Quantity::Weight,
            notes: &notes,
            selected: &[(0, 4)],
            style: Style {
                width,
                font_size: FONT,
                ..Style::default()
            },
        });
        check(&format!("thumbnails-{}", theme.name), &scene, &theme);
        assert_eq!(scene.tiles.len(), 24);
        for tile in &scene.tiles {
            let (x, y) = (tile.area.x + 1.0, tile.area.y + 1.0);
            assert_eq!(scene.tile_at(x, y), Some(tile));
        }
    }
}
