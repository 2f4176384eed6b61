//! From what the worker answers to what is painted.

use std::rc::Rc;

use crate::engine::protocol::{Looked, ModelInfo, Ran};
use crate::model::{Interventions, Kind};

use super::chips::{Chip, Chips};
use super::labels;
use super::picture::{Drawn, Picture, Sheet, SheetKey, Shown};
use super::selection::View;
use super::shared::Shared;

impl Shown {
    /// A run with the matrices that came with it.
    pub fn new(
        ran: Ran,
        interventions: Interventions,
        buffers: Vec<Vec<f32>>,
        recorded: bool,
    ) -> Self {
        let mut shown = Self {
            run: ran.run,
            recorded,
            source: Shared::new(ran.source),
            target: Shared::new(ran.target),
            interventions,
            next: Shared::new(ran.next),
            written: Shared::new(ran.written),
            bytes: ran.bytes,
            milliseconds: ran.milliseconds,
            sheets: Default::default(),
            told: Vec::new(),
        };
        shown.add(&ran.looks, buffers);
        shown
    }

    /// Takes in more matrices of this run. One whose numbers did not come, or not as many as its shape says, is left out.
    pub fn add(&mut self, looks: &[Looked], buffers: Vec<Vec<f32>>) {
        let buffers: Vec<Rc<[f32]>> = buffers.into_iter().map(Rc::from).collect();
        for looked in looks {
            for (&head, tensor) in looked.look.heads.iter().zip(&looked.heads) {
                let Some(numbers) = buffers.get(tensor.buffer) else {
                    continue;
                };
                if Some(numbers.len()) != tensor.rows.checked_mul(tensor.cols) {
                    continue;
                }
                let sheet = Sheet {
                    chip: Chip::Head(head),
                    rows: tensor.rows,
                    cols: tensor.cols,
                    numbers: Rc::clone(numbers),
                };
                self.sheets.insert(SheetKey::new(&looked.look, head), sheet);
            }
        }
    }

    /// What is painted of this run; `None` as long as anything chosen has not arrived. An attention that is the same in
    /// `before` is the same pointer again.
    pub fn picture(
        &self,
        view: &View,
        info: &ModelInfo,
        before: Option<&Picture>,
    ) -> Option<Picture> {
        let same = before.filter(|before| {
            before.less.is_none()
                && (&before.source, &before.target) == (&self.source, &self.target)
                && (before.unit, before.quantity) == (view.unit, view.quantity)
        });
        let attention = |kind| {
            let drawn = same.and_then(|before| before.attention(kind));
            match drawn.filter(|drawn| drawn.is(view)) {
                Some(drawn) => Some(drawn.clone()),
                None => Some(Shared::new(self.drawn(kind, view, info)?)),
            }
        };
        let attentions = view.painted().into_iter().map(attention);
        Some(Picture {
            run: self.run,
            less: None,
            recorded: self.recorded,
            source: self.source.clone(),
            target: self.target.clone(),
            unit: view.unit,
            quantity: view.quantity,
            attentions: attentions.collect::<Option<_>>()?,
        })
    }

    /// The same less what `other` holds; `None` as long as anything chosen of either has not arrived.
    pub fn difference(&self, other: &Shown, view: &View, info: &ModelInfo) -> Option<Picture> {
        let less = |kind| {
            let (own, other) = (
                self.drawn(kind, view, info)?,
                other.drawn(kind, view, info)?,
            );
            Some(Shared::new(own.less(&other)))
        };
        let attentions = view.kinds().into_iter().map(less);
        let attentions = attentions.collect::<Option<_>>()?;
        Some(Picture {
            less: Some(other.run),
            attentions,
            ..self.picture(view, info, None)?
        })
    }

    fn drawn(&self, kind: Kind, view: &View, info: &ModelInfo) -> Option<Drawn> {
        let look = view
            .looks(info)
            .into_iter()
            .find(|look| look.kind == kind)?;
        let queries = labels::queries(kind, look.unit, look.reading, &self.source, &self.target);
        let keys = labels::keys(kind, look.unit, &self.source, &self.target);
        let find = |&head: &usize| {
            let sheet = self.sheets.get(&SheetKey::new(&look, head))?;
            let fits = (sheet.rows, sheet.cols) == (queries.len(), keys.len());
            fits.then(|| sheet.clone())
        };
        let heads: Vec<Sheet> = look.heads.iter().map(find).collect::<Option<_>>()?;
        let chips = view.choice(kind).chips.clone();
        Some(Drawn {
            kind,
            layer: look.layer,
            reading: look.reading,
            queries,
            keys,
            sheets: match &chips {
                _ if !look.quantity.has_heads() => vec![mean(&heads)?],
                Chips::Heads(_) => heads,
                Chips::Mean => vec![mean(&heads)?],
                Chips::Max => vec![max(&heads)?],
            },
            chips,
        })
    }
}

impl Drawn {
    /// Whether this is what `view` chooses for the attention.
    pub fn is(&self, view: &View) -> bool {
        let choice = view.choice(self.kind);
        self.layer == choice.layer
            && self.chips == choice.chips
            && self.reading == choice.reading_of(self.kind)
    }
}

/// The mean of matrices of one shape; `None` of none.
pub fn mean(sheets: &[Sheet]) -> Option<Sheet> {
    let mut sheet = fold(sheets, Chip::Mean, |sum, number| sum + number)?;
    let count = sheets.len() as f32;
    sheet.numbers = sheet.numbers.iter().map(|sum| sum / count).collect();
    Some(sheet)
}

/// The largest of matrices of one shape, pair by pair; `None` of none.
pub fn max(sheets: &[Sheet]) -> Option<Sheet> {
    fold(sheets, Chip::Max, f32::max)
}

fn fold(sheets: &[Sheet], chip: Chip, both: impl Fn(f32, f32) -> f32) -> Option<Sheet> {
    let (first, rest) = sheets.split_first()?;
    let mut numbers = first.numbers.to_vec();
    for sheet in rest {
        for (folded, &number) in numbers.iter_mut().zip(&*sheet.numbers) {
            *folded = both(*folded, number);
        }
    }
    Some(Sheet {
        chip,
        rows: first.rows,
        cols: first.cols,
        numbers: numbers.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{info, ran};
    use super::*;
    use crate::engine::protocol::{Quantity, Unit};

    fn shown(view: &View) -> Shown {
        let (ran, buffers) = ran(7, "a bright day", "ein heller Tag", &view.looks(&info()));
        Shown::new(ran, Interventions::default(), buffers, false)
    }

    #[test]
    fn everything_chosen_is_painted_and_a_mean_is_one() {
        let mut view = View::default();
        view.choice_mut(Kind::Cross).chips = Chips::Heads(vec![2, 5]);
        view.choice_mut(Kind::Decoder).chips = Chips::Max;
        let picture = shown(&view).picture(&view, &info(), None).unwrap();
        let sheets = |kind| &picture.attention(kind).unwrap().sheets;
        let at = |kind, sheet: usize| sheets(kind)[sheet].get(1, 2).unwrap();
        assert_eq!(at(Kind::Cross, 0), 2.0102);
        assert_eq!(at(Kind::Cross, 1), 5.0102);
        assert!((at(Kind::Encoder, 0) - 3.5102).abs() < 1e-6);
        assert_eq!(at(Kind::Decoder, 0), 7.0102);
        assert_eq!(sheets(Kind::Encoder)[0].get(3, 0), None);
        let drawn = picture.attention(Kind::Encoder).unwrap();
        assert_eq!((drawn.queries.len(), drawn.keys.len()), (3, 4));
    }

    #[test]
    fn nothing_is_painted_before_everything_has_arrived() {
        let view = View::default();
        let mut shown = shown(&view);
        let mut other = view.clone();
        other.quantity = Quantity::Score;
        assert!(shown.picture(&other, &info(), None).is_none());
        let (ran, mut buffers) = ran(7, "a bright day", "ein heller Tag", &other.looks(&info()));
        let missing = buffers.pop().unwrap();
        shown.add(&ran.looks, buffers.clone());
        assert!(shown.picture(&other, &info(), None).is_none());
        buffers.push(missing[1..].to_vec());
        shown.add(&ran.looks, buffers.clone());
        assert!(shown.picture(&other, &info(), None).is_none());
        buffers.pop();
        buffers.push(missing);
        shown.add(&ran.looks, buffers);
        assert!(shown.picture(&other, &info(), None).is_some());
    }

    #[test]
    fn an_attention_that_did_not_change_is_the_same_pointer() {
        let view = View::default();
        let mut shown = shown(&view);
        let before = shown.picture(&view, &info(), None).unwrap();
        let mut other = view.clone();
        other.choice_mut(Kind::Decoder).chips = Chips::Heads(vec![1]);
        let (ran, buffers) = ran(7, "a bright day", "ein heller Tag", &other.looks(&info()));
        shown.add(&ran.looks, buffers);
        let after = shown.picture(&other, &info(), Some(&before)).unwrap();
        let same = |kind| before.attention(kind) == after.attention(kind);
        assert!(same(Kind::Encoder) && same(Kind::Cross) && !same(Kind::Decoder));
        other.unit = Unit::Pieces;
        assert!(shown.picture(&other, &info(), Some(&after)).is_none());
    }

    #[test]
    fn a_forbidden_pair_stays_forbidden() {
        let sheet = |number| Sheet {
            chip: Chip::Head(0),
            rows: 1,
            cols: 1,
            numbers: Rc::from([number]),
        };
        let forbidden = [sheet(f32::NEG_INFINITY), sheet(f32::NEG_INFINITY)];
        for folded in [mean(&forbidden), max(&forbidden)] {
            assert_eq!(folded.unwrap().get(0, 0), Some(f32::NEG_INFINITY));
        }
        assert!(mean(&[]).is_none());
    }
}
