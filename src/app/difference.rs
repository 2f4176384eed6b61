//! One attention of two runs as a difference: pair by pair, on the words that both have.

use std::rc::Rc;

use super::matching::matched;
use super::picture::{Drawn, Label, Sheet};

impl Drawn {
    /// These numbers less those of `other`, which shows the same layer and heads of another run. Rows and columns whose word has
    /// no partner there are named so and hold −∞, as do pairs that may not look at each other in either run.
    pub fn less(&self, other: &Drawn) -> Drawn {
        let (rows, queries) = partners(&self.queries, &other.queries);
        let (cols, keys) = partners(&self.keys, &other.keys);
        let sheets = self.sheets.iter().zip(&other.sheets);
        Drawn {
            queries,
            keys,
            sheets: sheets
                .map(|(own, other)| own.less(other, &rows, &cols))
                .collect(),
            ..self.clone()
        }
    }
}

impl Sheet {
    fn less(&self, other: &Sheet, rows: &[Option<usize>], cols: &[Option<usize>]) -> Sheet {
        let number = |query: usize, key: usize| {
            let own = self.get(query, key)?;
            let other = other.get((*rows.get(query)?)?, (*cols.get(key)?)?)?;
            Some(own - other).filter(|difference| difference.is_finite())
        };
        let pairs = (0..self.rows).flat_map(|query| (0..self.cols).map(move |key| (query, key)));
        let numbers = pairs.map(|(query, key)| number(query, key).unwrap_or(f32::NEG_INFINITY));
        Sheet {
            numbers: numbers.collect(),
            ..self.clone()
        }
    }
}

/// For each label its partner's place, and the labels with those that have none named so.
fn partners(own: &[Label], other: &[Label]) -> (Vec<Option<usize>>, Rc<[Label]>) {
    // The text alone would take a word "end" for the symbol.
    fn name(label: &Label) -> (&str, bool) {
        let symbol = label
            .spot
            .is_none_or(|spot| spot.node == super::place::Node::Symbol);
        (&label.text, symbol)
    }
    let [mine, theirs] = [own, other].map(|labels| labels.iter().map(name).collect::<Vec<_>>());
    let partners = matched(&mine, &theirs);
    let labels = own.iter().zip(&partners).map(|(label, partner)| Label {
        alone: partner.is_none(),
        ..label.clone()
    });
    let labels = labels.collect();
    (partners, labels)
}

#[cfg(test)]
mod tests {
    use super::super::chips::{Chip, Chips};
    use super::super::place::Spot;
    use super::*;
    use crate::model::{Kind, Reading, Side};

    fn labels(text: &str, end: bool) -> Rc<[Label]> {
        let word = |(index, text): (usize, &str)| Label {
            spot: Some(Spot::word(Side::Source, index)),
            text: text.into(),
            unknown: false,
            alone: false,
        };
        let mut labels: Vec<Label> = text.split(' ').enumerate().map(word).collect();
        labels.extend(end.then(|| Label {
            spot: Some(Spot::symbol(Side::Source)),
            ..labels[0].clone()
        }));
        labels.into()
    }

    /// Number `[query][key]` is `base + query + key / 10`.
    fn drawn(text: &str, base: f32) -> Drawn {
        let (queries, keys) = (labels(text, false), labels(text, true));
        let (rows, cols) = (queries.len(), keys.len());
        let number = |at: usize| base + (at / cols) as f32 + (at % cols) as f32 / 10.0;
        Drawn {
            kind: Kind::Encoder,
            layer: 0,
            chips: Chips::Mean,
            reading: Reading::Saying,
            queries,
            keys,
            sheets: vec![Sheet {
                chip: Chip::Mean,
                rows,
                cols,
                numbers: (0..rows * cols).map(number).collect(),
            }],
        }
    }

    #[test]
    fn words_are_compared_with_their_partners_and_the_others_are_named() {
        let less = drawn("it was so tired", 1.0).less(&drawn("it was wide", 0.5));
        let alone = |labels: &[Label]| labels.iter().map(|label| label.alone).collect::<Vec<_>>();
        assert_eq!(alone(&less.queries), [false, false, true, true]);
        assert_eq!(alone(&less.keys), [false, false, true, true, false]);
        let at = |query, key| less.sheets[0].get(query, key).unwrap();
        assert!((at(1, 1) - 0.5).abs() < 1e-6);
        // The symbol is the fifth column here and the fourth there.
        assert!((at(0, 4) - 0.6).abs() < 1e-6);
        assert_eq!([at(2, 0), at(0, 3)], [f32::NEG_INFINITY; 2]);
    }

    #[test]
    fn a_pair_that_is_not_allowed_has_no_difference() {
        let mut masked = drawn("a b", 0.0);
        masked.sheets[0].numbers = [f32::NEG_INFINITY; 6].into();
        for (own, other) in [
            (&masked, &masked),
            (&masked, &drawn("a b", 0.0)),
            (&drawn("a b", 0.0), &masked),
        ] {
            let less = own.less(other);
            assert!(
                less.sheets[0]
                    .numbers
                    .iter()
                    .all(|number| *number == f32::NEG_INFINITY)
            );
        }
    }
}
