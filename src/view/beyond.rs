//! What a tall figure's lines lead to beyond the window: so many above, so many below, and of chosen words where to.
//!
//! Refuses to know how far the page is scrolled.

use crate::figure::{LabelBox, LabelId};

use super::drawing::Drawing;

/// So many words beyond an edge are named.
const NAMED: usize = 3;

/// The lines that lead over one edge of the window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Beyond {
    /// How many.
    pub lines: usize,
    /// The words of the strongest, strongest first, each once, with the number of its line. Only of chosen words.
    pub words: Vec<(LabelId, f32)>,
}

/// What leads out of `window` (first and last pixel of the figure in it), above and below: of the lines of the `chosen` words,
/// or else of all words in the window.
pub fn beyond(drawing: &Drawing, chosen: &[LabelId], window: [f32; 2]) -> [Beyond; 2] {
    let middles = middles(drawing);
    let middle = |label: LabelId| {
        let place = middles.binary_search_by_key(&label, |(own, _)| *own).ok()?;
        Some(middles[place].1)
    };
    let mut found = [Beyond::default(), Beyond::default()];
    for datum in drawing.scene.marks.iter().filter_map(|mark| mark.datum) {
        for (near, far) in [(datum.from, datum.to), (datum.to, datum.from)] {
            let (Some(here), Some(there)) = (middle(near), middle(far)) else {
                continue;
            };
            let leads_out = if chosen.is_empty() {
                (window[0]..window[1]).contains(&here)
            } else {
                chosen.contains(&near) && near != far
            };
            let edge = match there {
                there if !leads_out || (window[0]..window[1]).contains(&there) => continue,
                there if there < window[0] => &mut found[0],
                _ => &mut found[1],
            };
            edge.lines += 1;
            if !chosen.is_empty() {
                edge.words.push((far, datum.value));
            }
        }
    }
    for edge in &mut found {
        edge.words.sort_unstable_by(|a, b| b.1.total_cmp(&a.1));
        let mut named: Vec<(LabelId, f32)> = Vec::new();
        for word in &edge.words {
            if named.len() < NAMED && named.iter().all(|other| other.0 != word.0) {
                named.push(*word);
            }
        }
        edge.words = named;
    }
    found
}

/// How far down the middle of every label is, in the order of the labels.
fn middles(drawing: &Drawing) -> Vec<(LabelId, f32)> {
    let middle = |b: &LabelBox| (b.id, b.area.y + b.area.height / 2.0);
    let mut all: Vec<(LabelId, f32)> = drawing.scene.boxes.iter().map(middle).collect();
    all.sort_unstable_by_key(|(label, _)| *label);
    all.dedup_by_key(|(label, _)| *label);
    all
}

#[cfg(test)]
mod tests {
    use super::super::samples::{opening, word};
    use super::*;
    use crate::app::Figure;

    #[test]
    fn every_line_that_leaves_the_window_is_counted_at_its_edge() {
        let (picture, drawing) = opening(Figure::Loom);
        let whole = [0.0, drawing.scene.height];
        assert_eq!(
            beyond(&drawing, &[], whole),
            [Beyond::default(), Beyond::default()]
        );

        let label = drawing.label(word(&picture, "müde")).unwrap();
        let middles = middles(&drawing);
        let at = |label: LabelId| middles.iter().find(|(own, _)| *own == label).unwrap().1;
        let window = [at(label) - 10.0, at(label) + 10.0];
        let [above, below] = beyond(&drawing, &[label], window);
        let others = drawing.marks_of(&[label]).into_iter().filter(|&i| {
            let datum = drawing.scene.marks[i].datum.unwrap();
            let far = if datum.from == label {
                datum.to
            } else {
                datum.from
            };
            far != label && !(window[0]..window[1]).contains(&at(far))
        });
        assert_eq!(above.lines + below.lines, others.count());
        assert!(above.words.len() <= NAMED && above.words.is_sorted_by(|a, b| a.1 >= b.1));
        assert!(above.words.iter().all(|(far, _)| at(*far) < window[0]));
        assert!(below.words.iter().all(|(far, _)| at(*far) >= window[1]));
        // Without a choice the words in the window count, and nothing is named.
        let [up, down] = beyond(&drawing, &[], window);
        assert!(up.lines >= above.lines && down.lines >= below.lines);
        assert!(up.words.is_empty() && down.words.is_empty());
    }
}
