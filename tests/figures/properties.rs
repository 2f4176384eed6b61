//! What is true of every figure, whatever is drawn.

use std::collections::HashMap;

use attention_loom::figure::{
    Area, Attention, DENSE, Datum, Head, LabelKind, Part, Pattern, Quantity, Scene, Segment, Shape,
};
use attention_loom::matrix::Matrix;
use proptest::prelude::*;

use crate::cases::{Figure, Pair, Seeded};
use crate::outline::{corners, outline, overlap};

const ALL: &[Figure] = &[Figure::Loom, Figure::Lines, Figure::Heatmap];
const WITH_LINES: &[Figure] = &[Figure::Loom, Figure::Lines];

/// Any pair, one of these figures, width and quantity, with weights that hold zeros, and scores that hold what is masked.
const QUANTITIES: &[Quantity] = &[
    Quantity::Weight,
    Quantity::Score,
    Quantity::WeightDifference,
    Quantity::ScoreDifference,
    Quantity::Norm,
];

fn drawn(figures: &'static [Figure]) -> impl Strategy<Value = (Pair, Figure, Vec<Pattern>, f32)> {
    let sizes = (0_usize..24, 0_usize..24, 1_usize..9, 11.0_f32..26.0);
    (
        sizes,
        prop::sample::select(figures),
        0_usize..3,
        prop::sample::select(QUANTITIES),
        240.0_f32..1600.0,
        any::<u64>(),
    )
        .prop_map(
            |((n, m, heads, font), figure, attention, quantity, width, seed)| {
                let pair = Pair::of_size(n, m).measured_at(font);
                let pattern =
                    |attention: Attention| random(&pair, attention, heads, quantity, seed);
                let patterns = match figure {
                    Figure::Loom => Attention::ALL.map(pattern).to_vec(),
                    _ => vec![pattern(Attention::ALL[attention])],
                };
                (pair, figure, patterns, width)
            },
        )
}

fn random(
    pair: &Pair,
    attention: Attention,
    heads: usize,
    quantity: Quantity,
    seed: u64,
) -> Pattern {
    let mut seeded = Seeded(seed ^ attention as u64);
    let (rows, cols) = pair.shape(attention);
    let mut head = |number: usize| {
        let mut values = Matrix::from_fn(rows, cols, |_, _| match seeded.next() {
            x if x < 0.1 && quantity == Quantity::Weight => 0.0,
            x if x < 0.05 => f32::NEG_INFINITY,
            x if x < 0.1 => f32::NAN,
            x if matches!(quantity, Quantity::Score | Quantity::ScoreDifference) => {
                (x - 0.4) * 30.0
            }
            x if quantity == Quantity::Norm => x.powi(4) * 20.0,
            x if quantity == Quantity::WeightDifference => (x * 2.0 - 1.0).powi(7),
            x => x.powi(8),
        });
        if quantity == Quantity::Weight {
            for row in 0..rows {
                let row = values.row_mut(row);
                let sum: f32 = row.iter().sum::<f32>().max(1e-9);
                row.iter_mut().for_each(|value| *value /= sum);
            }
        }
        Head {
            head: Some(number),
            colour: Some(number),
            values,
        }
    };
    let heads = (0..heads).map(&mut head).collect();
    Pattern {
        quantity,
        ..Pattern::weights(attention, heads)
    }
}

fn datums(scene: &Scene, part: Part) -> HashMap<(Attention, usize, usize, usize), Vec<Datum>> {
    let mut found: HashMap<_, Vec<Datum>> = HashMap::new();
    for datum in scene
        .marks
        .iter()
        .filter(|m| m.part == part)
        .filter_map(|m| m.datum)
    {
        let key = (datum.attention, datum.head.unwrap(), datum.query, datum.key);
        found.entry(key).or_default().push(datum);
    }
    found
}

fn every_pair(pattern: &Pattern) -> impl Iterator<Item = (usize, usize, usize, f32)> {
    pattern.heads.iter().flat_map(|head| {
        let [rows, cols] = head.values.shape();
        let number = head.head.unwrap();
        (0..rows * cols).map(move |i| {
            let (row, col) = (i / cols, i % cols);
            (number, row, col, head.values.at(row, col))
        })
    })
}

/// What the rule says of a pair: `None` for masked, else its strength.
fn strength(pattern: &Pattern, head: usize, row: usize, value: f32) -> Option<f32> {
    match pattern.quantity {
        Quantity::Weight => (value.is_finite() && value > 0.0).then_some(value),
        Quantity::WeightDifference => (value.is_finite() && value != 0.0).then_some(value.abs()),
        Quantity::Norm => (value.is_finite() && value > 0.0).then(|| {
            let all = pattern.heads.iter().flat_map(|head| head.values.as_slice());
            let finite = all.copied().filter(|value| value.is_finite());
            value / finite.fold(0.0, f32::max)
        }),
        Quantity::ScoreDifference => (value.is_finite() && value != 0.0).then(|| {
            let all = pattern.heads[head].values.as_slice().iter();
            let most = all
                .filter(|v| v.is_finite())
                .fold(0.0_f32, |a, v| a.max(v.abs()));
            value.abs() / most
        }),
        Quantity::Score => value.is_finite().then(|| {
            let row = pattern.heads[head]
                .values
                .row(row)
                .iter()
                .filter(|v| v.is_finite());
            let (lo, hi) = row.fold((f64::MAX, f64::MIN), |(a, b), v| {
                (a.min(f64::from(*v)), b.max(f64::from(*v)))
            });
            if hi > lo {
                ((f64::from(value) - lo) / (hi - lo)).powi(3) as f32
            } else {
                0.5
            }
        }),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_number_is_finite_and_every_mark_inside((pair, figure, patterns, width) in drawn(ALL)) {
        let scene = pair.scene(figure, &patterns, width);
        prop_assert!(scene.width >= width && scene.width.is_finite() && scene.height.is_finite());
        for mark in &scene.marks {
            prop_assert!((0.0..=1.0).contains(&mark.opacity), "{mark:?}");
            if let Shape::Path(segments) = &mark.shape {
                for segment in segments {
                    let points = match *segment {
                        Segment::Move(p) | Segment::Line(p) => vec![p],
                        Segment::Cubic(a, b, p) => vec![a, b, p],
                        Segment::Close => vec![],
                    };
                    prop_assert!(points.iter().all(|p| p.x.is_finite() && p.y.is_finite()), "{mark:?}");
                }
            }
            for point in outline(mark) {
                let inside = (-0.5..=scene.width + 0.5).contains(&point.x)
                    && (-0.5..=scene.height + 0.5).contains(&point.y);
                prop_assert!(inside, "{point:?} of {mark:?} in {} × {}", scene.width, scene.height);
            }
        }
    }

    #[test]
    fn no_label_lies_on_another_and_all_can_be_found((pair, figure, patterns, width) in drawn(ALL)) {
        let scene = pair.scene(figure, &patterns, width);
        let boxes: Vec<_> = scene.boxes.iter().map(|b| corners(&b.area, b.turn)).collect();
        for (i, a) in boxes.iter().enumerate() {
            for b in &boxes[..i] {
                prop_assert!(!overlap(a, b, 0.5), "{:?} and another", scene.boxes[i]);
            }
            let middle = |pick: fn(&attention_loom::figure::Point) -> f32| {
                a.iter().map(pick).sum::<f32>() / a.len() as f32
            };
            let found = scene.label_at(middle(|p| p.x), middle(|p| p.y));
            prop_assert_eq!(found.map(|b| b.id), Some(scene.boxes[i].id));
        }
        let texts: Vec<_> = scene.marks.iter().filter(|m| matches!(m.shape, Shape::Text { .. })).collect();
        let outlines: Vec<_> = texts.iter().map(|m| outline(m)).collect();
        for i in 0..texts.len() {
            for j in 0..i {
                prop_assert!(
                    !overlap(&outlines[i], &outlines[j], 1.0),
                    "{:?} and {:?}", texts[i].shape, texts[j].shape
                );
            }
        }
    }

    #[test]
    fn every_pair_is_drawn_once_with_its_number_or_counted((pair, figure, patterns, width) in drawn(WITH_LINES)) {
        let scene = pair.scene(figure, &patterns, width);
        let found = datums(&scene, Part::Line);
        let mut drawn = 0;
        for (pattern, hidden) in patterns.iter().zip(&scene.hidden) {
            let (mut lines, mut cut, mut total) = (0, 0.0, 0.0);
            for (head, row, col, value) in every_pair(pattern) {
                let marks = found.get(&(pattern.attention, head, row, col));
                match strength(pattern, head, row, value) {
                    Some(s) if s >= 0.01 => {
                        prop_assert_eq!(marks.map(|m| m.len()), Some(1));
                        prop_assert_eq!(marks.unwrap()[0].value, value);
                        drawn += 1;
                    }
                    Some(_) => {
                        prop_assert!(marks.is_none());
                        lines += 1;
                        cut += f64::from(value);
                    }
                    None => prop_assert!(marks.is_none()),
                }
                if value.is_finite() {
                    total += f64::from(value);
                }
            }
            prop_assert_eq!(hidden.attention, pattern.attention);
            prop_assert_eq!(hidden.lines, lines);
            match pattern.quantity {
                Quantity::Weight => {
                    let share = if total > 0.0 { cut / total } else { 0.0 };
                    prop_assert!((f64::from(hidden.share.unwrap()) - share).abs() < 1e-5);
                }
                _ => prop_assert_eq!(hidden.share, None),
            }
        }
        prop_assert_eq!(found.len(), drawn);
    }

    #[test]
    fn no_line_crosses_a_word((pair, figure, patterns, width) in drawn(WITH_LINES)) {
        let scene = pair.scene(figure, &patterns, width);
        let words: Vec<Area> = scene
            .boxes
            .iter()
            .map(|b| {
                // The letters themselves: boxes have room around them.
                let high = b.area.height * 0.42;
                Area { y: b.area.y + (b.area.height - high) / 2.0, height: high, ..b.area }
            })
            .collect();
        for mark in scene.marks.iter().filter(|m| m.part == Part::Line) {
            for point in outline(mark) {
                let hit = words.iter().any(|word| word.contains(point.x, point.y));
                prop_assert!(!hit, "{point:?} of {mark:?}");
            }
        }
    }

    #[test]
    fn a_heatmap_shows_every_finite_number_once((pair, figure, patterns, width) in drawn(&[Figure::Heatmap])) {
        let scene = pair.scene(figure, &patterns, width);
        let pattern = &patterns[0];
        let found = datums(&scene, Part::Cell);
        let cells = every_pair(pattern).count();
        let images = scene.marks.iter().filter(|m| m.part == Part::Cell && matches!(m.shape, Shape::Image { .. }));
        if cells > DENSE {
            prop_assert_eq!(images.count(), pattern.heads.len());
            prop_assert!(found.is_empty());
        } else {
            prop_assert_eq!(images.count(), 0);
            for (head, row, col, value) in every_pair(pattern) {
                let marks = found.get(&(pattern.attention, head, row, col)).map(|m| m.len());
                prop_assert_eq!(marks, value.is_finite().then_some(1));
            }
        }
        // Whatever is painted, the pointer finds every number in its place.
        let mut seen = 0;
        for grid in &scene.grids {
            let (rows, cols) = (grid.queries.len() as f32, grid.keys.len() as f32);
            for (i, &(query, _)) in grid.queries.iter().enumerate() {
                for (j, &(key, _)) in grid.keys.iter().enumerate() {
                    let x = grid.area.x + (j as f32 + 0.5) * grid.area.width / cols;
                    let y = grid.area.y + (i as f32 + 0.5) * grid.area.height / rows;
                    let datum = scene.datum_at(x, y).unwrap();
                    let value = pattern.heads[grid.head.unwrap()].values.at(query, key);
                    prop_assert_eq!((datum.head, datum.query, datum.key), (grid.head, query, key));
                    prop_assert_eq!(datum.value.to_bits(), value.to_bits());
                    seen += 1;
                }
            }
        }
        prop_assert_eq!(seen, cells);
    }

    #[test]
    fn every_label_has_a_box_with_its_whole_text((pair, figure, patterns, width) in drawn(&[Figure::Loom])) {
        let scene = pair.scene(figure, &patterns, width);
        let labels = pair.source.iter().chain(&pair.target);
        prop_assert_eq!(scene.boxes.len(), labels.clone().count());
        for found in &scene.boxes {
            let side = match found.id.side {
                attention_loom::figure::Side::Source => &pair.source,
                attention_loom::figure::Side::Target => &pair.target,
            };
            prop_assert_eq!(&found.text, &side[found.id.index].text);
        }
        let symbols = labels.filter(|label| label.kind == LabelKind::Symbol).count();
        prop_assert_eq!(scene.marks.iter().filter(|m| m.part == Part::Node).count(), symbols);
    }
}
