//! What stands out, and the numbers beside it, are the picture's.

use super::*;
use crate::app::Figure;
use crate::app::drawing::samples::{opening, word};
use crate::model::Kind;

#[test]
fn a_word_stands_out_with_its_lines_and_everybody_elses_numbers() {
    let (picture, drawing) = opening(Figure::Loom);
    let spot = word(&picture, "müde");
    let label = drawing.label(spot).expect("drawn");
    let chosen = Chosen::new(&drawing, Some(Hover::Spot(spot)), &[]);
    assert_eq!(chosen.main, Some(label));
    let highlight = Highlight::new(&drawing, &chosen, Duty::Both);
    assert_eq!(highlight.marks, drawing.marks_of(&[label]));
    assert_eq!(highlight.words.len(), 1);
    let drawn = picture
        .attention(Kind::Cross)
        .expect("cross-attention is shown");
    let query = drawn
        .queries
        .iter()
        .position(|label| label.spot == Some(spot))
        .expect("asks");
    let written: Vec<(LabelId, String)> = (0..drawn.sheets[0].cols)
        .filter_map(|key| Some((key, drawn.sheets[0].get(query, key)?)))
        .filter(|(_, weight)| *weight >= 0.005)
        .filter_map(|(key, weight)| {
            Some((
                drawing.label(drawn.keys[key].spot?)?,
                format!("{:.0}%", weight * 100.0),
            ))
        })
        .collect();
    let beside: Vec<(LabelId, String)> = highlight
        .beside
        .iter()
        .filter(|beside| beside.label.side == crate::figure::Side::Source)
        .map(|beside| (beside.label, beside.numbers[0].text.clone()))
        .collect();
    assert!(!written.is_empty());
    assert_eq!(beside, written);
}

#[test]
fn a_pair_says_its_number_and_pins_stay() {
    let (picture, drawing) = opening(Figure::Heatmap);
    let (query, key) = (word(&picture, "müde"), word(&picture, "tired"));
    let pair = Hover::Pair {
        kind: Kind::Cross,
        query,
        key,
    };
    let chosen = Chosen::new(&drawing, Some(pair), &[query]);
    assert_eq!(chosen.labels.len(), 1);
    let highlight = Highlight::new(&drawing, &chosen, Duty::Both);
    let tip = highlight.tip.expect("a pair has a tip");
    assert!(
        tip.text.starts_with("müde → tired: ") && tip.text.ends_with('%'),
        "{}",
        tip.text
    );
    assert!(
        tip.area.x >= 0.0 && tip.area.x + tip.area.width <= drawing.scene.width,
        "{tip:?}"
    );
    assert_eq!(
        highlight.frames.len(),
        2,
        "the pinned word's row, and the cell"
    );
    assert!(
        highlight.marks.is_empty(),
        "cells are framed, not painted again"
    );
}

#[test]
fn nothing_chosen_nothing_stands_out() {
    let (_, drawing) = opening(Figure::Lines);
    let chosen = Chosen::new(
        &drawing,
        None,
        &[Spot::word(crate::model::Side::Source, 999)],
    );
    assert!(chosen.is_none());
    assert_eq!(
        Highlight::new(&drawing, &chosen, Duty::Both),
        Highlight::default()
    );
}

#[test]
fn in_two_columns_a_word_stands_out_as_what_it_was_pointed_at_as() {
    let (picture, drawing) = opening(Figure::Loom);
    let label = drawing.label(word(&picture, "it")).expect("drawn");
    let chosen = Chosen {
        labels: vec![label],
        main: Some(label),
        pair: None,
    };
    let asking = Highlight::new(&drawing, &chosen, Duty::Asks).marks;
    let to_it = |&i: &usize| {
        let datum = drawing.scene.marks[i].datum.expect("a line");
        datum.attention == Attention::Encoder && datum.from != label
    };
    assert!(!asking.is_empty());
    assert!(!asking.iter().any(to_it));
    assert!(
        Highlight::new(&drawing, &chosen, Duty::Both)
            .marks
            .iter()
            .any(to_it)
    );
}
