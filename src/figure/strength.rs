//! From numbers to visible lines: which pairs are drawn, how strongly, and what is left out.
//!
//! * A weight's strength is the weight itself.
//! * A score's strength is its place between the least and the greatest score of its row and head (visible pairs only),
//!   to the third power, so that the best few stand out; a row whose scores are all equal has strength ½ throughout.
//! * A difference's strength is its size: of weights as it is, of scores as a share of the greatest in its head.
//! * A norm's strength is its share of the greatest norm of the pattern, so that rows and heads can be compared.
//! * What is not finite is masked: not drawn, not counted. Nor are weights of exactly zero.

use super::input::{Head, Label, LabelKind, Pattern, Quantity, Side};
use super::pointing::{Datum, Hidden};

/// A pair of one head.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// Which of the pattern's heads, by its place in the list.
    pub slot: usize,
    /// Its number and its ends.
    pub datum: Datum,
    /// 0 ..= 1.
    pub strength: f32,
    /// Where its middle lies when the row's weights are stacked in the keys' order, 0 ..= 1; ½ for scores.
    pub stacked: f32,
}

/// What is drawn of a pattern and what is not.
pub(super) struct Links {
    /// The pairs to draw, weakest first.
    pub shown: Vec<Link>,
    /// The account of the others.
    pub hidden: Hidden,
    /// The share of the weight that goes to symbols, 0 ..= 1; `None` for scores and where there is no weight.
    pub symbols: Option<f32>,
}

/// Every pair of `pattern` that has two labels and a number, sorted out. `place` tells where a looked-at label stands (any
/// growing measure), for the order of stacking.
pub(super) fn links(
    pattern: &Pattern,
    [source, target]: [&[Label]; 2],
    threshold: f32,
    place: &dyn Fn(usize) -> f32,
) -> Links {
    let labels = |side| match side {
        Side::Source => source,
        Side::Target => target,
    };
    let (asking, looked_at) = (
        labels(pattern.attention.asks()),
        labels(pattern.attention.looked_at()),
    );
    let at = |key: usize| {
        let label = pattern.key_label(key)?;
        (label.index < looked_at.len()).then(|| place(label.index))
    };
    let width = pattern.heads.iter().map(|head| head.values.cols()).max();
    // Nearly in their places already.
    let mut columns: Vec<(usize, f32)> = Vec::new();
    for (key, y) in (0..width.unwrap_or(0)).filter_map(|key| Some((key, at(key)?))) {
        let before = columns.partition_point(|column| column.1 <= y);
        columns.insert(before, (key, y));
    }

    let most: Vec<f32> = pattern.heads.iter().map(greatest).collect();
    let most_of_all = most.iter().copied().fold(0.0, f32::max);
    let mut shown = Vec::new();
    let (mut cut, mut lines, mut symbols, mut total) = (0.0_f64, 0, 0.0_f64, 0.0_f64);
    let mut row = Vec::new();
    for (slot, head) in pattern.heads.iter().enumerate() {
        for query in 0..head.values.rows() {
            let Some(from) = pattern
                .query_label(query)
                .filter(|label| label.index < asking.len())
            else {
                continue;
            };
            row.clear();
            for &(key, _) in columns
                .iter()
                .filter(|column| column.0 < head.values.cols())
            {
                let value = head.values.at(query, key);
                let visible = value.is_finite()
                    && match pattern.quantity {
                        Quantity::Weight | Quantity::Norm => value > 0.0,
                        Quantity::Score => true,
                        Quantity::WeightDifference | Quantity::ScoreDifference => value != 0.0,
                    };
                if let (true, Some(to)) = (visible, pattern.key_label(key)) {
                    let (attention, quantity) = (pattern.attention, pattern.quantity);
                    let head = head.head;
                    let datum = Datum {
                        attention,
                        head,
                        query,
                        key,
                        value,
                        quantity,
                        from,
                        to,
                    };
                    row.push(Link {
                        slot,
                        datum,
                        strength: match pattern.quantity {
                            Quantity::ScoreDifference => value.abs() / most[slot],
                            Quantity::Norm => value / most_of_all,
                            _ => value.abs().min(1.0),
                        },
                        stacked: 0.5,
                    });
                }
            }
            match pattern.quantity {
                Quantity::Weight => total += stack(&mut row),
                Quantity::WeightDifference | Quantity::ScoreDifference => {
                    stack(&mut row);
                }
                Quantity::Score => spread(&mut row),
                Quantity::Norm => {}
            }
            for link in &row {
                let value = f64::from(link.datum.value);
                if looked_at[link.datum.to.index].kind == LabelKind::Symbol {
                    symbols += value;
                }
                if link.strength >= threshold {
                    shown.push(*link);
                } else {
                    lines += 1;
                    cut += value;
                }
            }
        }
    }
    shown.sort_by(|a, b| a.strength.total_cmp(&b.strength));
    let of_all = |part: f64| (part / total) as f32;
    let weighed = pattern.quantity == Quantity::Weight;
    let share = weighed.then(|| if total > 0.0 { of_all(cut) } else { 0.0 });
    let hidden = Hidden {
        attention: pattern.attention,
        lines,
        share,
    };
    Links {
        shown,
        hidden,
        symbols: (weighed && total > 0.0).then(|| of_all(symbols)),
    }
}

/// The greatest number of a head, whatever its sign; not 0.
fn greatest(head: &Head) -> f32 {
    let numbers = head.values.as_slice().iter().map(|value| value.abs());
    let most = numbers.filter(|size| size.is_finite()).fold(0.0, f32::max);
    if most > 0.0 { most } else { 1.0 }
}

/// Stacks one row of strengths; gives their sum.
fn stack(row: &mut [Link]) -> f64 {
    let sum: f64 = row.iter().map(|link| f64::from(link.strength)).sum();
    // A row sums to at most 1, but for a maximum over heads.
    let whole = sum.max(1.0);
    let mut below = (whole - sum) / 2.0;
    for link in row {
        let value = f64::from(link.strength);
        link.stacked = ((below + value / 2.0) / whole) as f32;
        below += value;
    }
    sum
}

/// Gives one row of scores their strengths.
fn spread(row: &mut [Link]) {
    let values = || row.iter().map(|link| f64::from(link.datum.value));
    let (least, greatest) = values().fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), v| {
        (lo.min(v), hi.max(v))
    });
    for link in row {
        link.strength = if greatest > least {
            ((f64::from(link.datum.value) - least) / (greatest - least)).powi(3) as f32
        } else {
            0.5
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Attention, Head};
    use crate::matrix::Matrix;

    fn words(n: usize) -> Vec<Label> {
        vec![
            Label {
                text: "w".into(),
                width: 10.0,
                kind: LabelKind::Word
            };
            n
        ]
    }

    fn pattern(quantity: Quantity, rows: usize, cols: usize, data: Vec<f32>) -> Pattern {
        let values = Matrix::from_vec(rows, cols, data).unwrap();
        let head = Head {
            head: Some(0),
            colour: Some(0),
            values,
        };
        Pattern {
            quantity,
            ..Pattern::weights(Attention::Encoder, vec![head])
        }
    }

    #[test]
    fn weights_stack_to_their_row_and_the_rest_is_counted() {
        let pattern = pattern(Quantity::Weight, 1, 4, vec![0.5, 0.004, 0.0, 0.496]);
        let found = links(&pattern, [&words(4), &[]], 0.01, &|index| index as f32);
        assert_eq!(found.shown.len(), 2);
        assert_eq!(found.hidden.lines, 1, "an exact zero is masked, not hidden");
        assert!((found.hidden.share.unwrap() - 0.004).abs() < 1e-6);
        let strongest = found.shown[1];
        assert_eq!(strongest.datum.value, 0.5);
        assert!((strongest.stacked - 0.25).abs() < 1e-6);
        assert!((found.shown[0].stacked - 0.752).abs() < 1e-6);
    }

    #[test]
    fn scores_are_spread_row_by_row_and_masked_ones_left_out() {
        let inf = f32::NEG_INFINITY;
        let pattern = pattern(
            Quantity::Score,
            2,
            3,
            vec![-4.0, 0.0, 4.0, 7.0, inf, f32::NAN],
        );
        let found = links(&pattern, [&words(3), &[]], 0.01, &|index| index as f32);
        let strengths: Vec<_> = found
            .shown
            .iter()
            .map(|l| (l.datum.query, l.datum.key, l.strength))
            .collect();
        assert_eq!(strengths, [(0, 1, 0.125), (1, 0, 0.5), (0, 2, 1.0)]);
        assert_eq!(
            found.hidden,
            Hidden {
                attention: Attention::Encoder,
                lines: 1,
                share: None
            }
        );
    }

    #[test]
    fn norms_are_measured_by_the_greatest_of_the_pattern() {
        let pattern = pattern(Quantity::Norm, 2, 2, vec![2.0, 8.0, 0.0, 4.0]);
        let found = links(&pattern, [&words(2), &[]], 0.01, &|index| index as f32);
        let strengths: Vec<f32> = found.shown.iter().map(|link| link.strength).collect();
        assert_eq!(strengths, [0.25, 0.5, 1.0], "nothing is handed over at 0");
        assert_eq!((found.hidden.share, found.symbols), (None, None));
    }

    #[test]
    fn a_difference_is_as_strong_as_it_is_large() {
        let inf = f32::NEG_INFINITY;
        let numbers = vec![0.5, -0.25, 0.0, inf];
        let weights = pattern(Quantity::WeightDifference, 1, 4, numbers.clone());
        let scores = pattern(Quantity::ScoreDifference, 1, 4, numbers);
        for (pattern, expected) in [(weights, [0.25, 0.5]), (scores, [0.5, 1.0])] {
            let found = links(&pattern, [&words(4), &[]], 0.01, &|index| index as f32);
            let strengths: Vec<f32> = found.shown.iter().map(|link| link.strength).collect();
            assert_eq!(strengths, expected, "{:?}", pattern.quantity);
            assert!(
                found
                    .shown
                    .iter()
                    .all(|link| (0.0..=1.0).contains(&link.stacked))
            );
            assert_eq!((found.hidden.lines, found.hidden.share), (0, None));
        }
    }

    #[test]
    fn scores_of_any_size_give_finite_strengths() {
        let pattern = pattern(Quantity::Score, 1, 3, vec![f32::MIN, 0.0, f32::MAX]);
        let found = links(&pattern, [&words(3), &[]], 0.0, &|index| index as f32);
        assert!(found.shown.iter().all(|link| link.strength.is_finite()));
        assert_eq!(found.shown.len(), 3);
    }

    #[test]
    fn rows_and_columns_without_label_are_not_shown() {
        let mut pattern = pattern(Quantity::Weight, 2, 2, vec![0.5, 0.5, 0.5, 0.5]);
        pattern.queries = vec![1, usize::MAX];
        pattern.keys = vec![0, 5];
        let found = links(&pattern, [&words(2), &[]], 0.01, &|index| index as f32);
        assert_eq!(found.shown.len(), 1);
        assert_eq!(
            (
                found.shown[0].datum.from.index,
                found.shown[0].datum.to.index
            ),
            (1, 0)
        );
    }

    #[test]
    fn the_share_of_symbols_is_the_mean_over_rows() {
        let mut labels = words(3);
        labels[2].kind = LabelKind::Symbol;
        let pattern = pattern(Quantity::Weight, 2, 3, vec![0.2, 0.2, 0.6, 0.4, 0.4, 0.2]);
        let found = links(&pattern, [&labels, &[]], 0.01, &|index| index as f32);
        assert!((found.symbols.unwrap() - 0.4).abs() < 1e-6);
    }
}
