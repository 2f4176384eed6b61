//! A drawing shows the picture's numbers, and its labels name what the state names.

use super::samples::{opening, word};
use super::*;

#[test]
fn every_number_of_a_line_is_the_pictures() {
    for figure in [Figure::Loom, Figure::Lines, Figure::Heatmap] {
        let (picture, drawing) = opening(figure);
        let data: Vec<Datum> = drawing
            .scene
            .marks
            .iter()
            .filter_map(|mark| mark.datum)
            .collect();
        assert!(!data.is_empty(), "{figure:?}");
        for datum in data {
            let drawn = picture
                .attention(names::kind(datum.attention))
                .expect("the attention is shown");
            let sheet = &drawn.sheets[0];
            assert_eq!(
                sheet.get(datum.query, datum.key),
                Some(datum.value),
                "{figure:?} {datum:?}"
            );
            assert_eq!(
                drawing.spot(datum.from),
                drawn.queries[datum.query].spot,
                "{figure:?} {datum:?}"
            );
            assert_eq!(
                drawing.spot(datum.to),
                drawn.keys[datum.key].spot,
                "{figure:?} {datum:?}"
            );
        }
    }
}

#[test]
fn labels_and_spots_name_each_other() {
    let (picture, drawing) = opening(Figure::Loom);
    for text in ["tired", "müde", "end", "start"] {
        let spot = word(&picture, text);
        let label = drawing.label(spot).expect("the spot is drawn");
        assert_eq!(drawing.spot(label), Some(spot), "{text}");
    }
    assert_eq!(
        drawing.label(Spot::word(crate::model::Side::Source, 999)),
        None
    );
}

#[test]
fn the_marks_of_a_word_are_all_those_that_it_has_part_in() {
    let (picture, drawing) = opening(Figure::Loom);
    let label = drawing.label(word(&picture, "it")).expect("drawn");
    let marks = drawing.marks_of(&[label, label]);
    let has_part = |datum: Datum| datum.from == label || datum.to == label;
    let expected: Vec<usize> = (0..drawing.scene.marks.len())
        .filter(|&i| drawing.scene.marks[i].datum.is_some_and(has_part))
        .collect();
    assert!(!expected.is_empty());
    assert_eq!(marks, expected);
}

#[test]
fn a_dimmed_attention_stays_in_the_loom_but_faintly() {
    let asked = Asked {
        figure: Figure::Loom,
        focus: Kind::Cross,
        dimmed: [false, true, false],
    };
    assert_eq!(
        Kind::ALL.map(|kind| asked.opacity(kind)),
        [1.0, DIMMED, 1.0]
    );
    let lines = Asked {
        figure: Figure::Lines,
        ..asked
    };
    assert_eq!(Kind::ALL.map(|kind| lines.opacity(kind)), [1.0; 3]);
}
