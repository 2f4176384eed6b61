//! The grid of all heads, to be taken away: its three parts as one figure, and its numbers with every head's job.

use crate::engine::protocol::Unit;
use crate::export::{Job, Table};
use crate::figure::{self, Scene};
use crate::matrix::Matrix;
use crate::model::{Kind, Reading};

use super::chips::Chips;
use super::drawing::{Drawing, Room};
use super::jobs;
use super::labels;
use super::names;
use super::overview::{Overview, Thumbnail};
use super::picture::Label;
use super::selection::{Figure, View};
use super::state::State;

/// The order on screen is that of the controls.
pub const KINDS: [Kind; 3] = [Kind::Encoder, Kind::Cross, Kind::Decoder];

/// The layers and heads of `kind` that are shown by themselves: framed in the grid.
pub fn selected(view: &View, kind: Kind) -> Vec<(usize, usize)> {
    let choice = view.choice(kind);
    match &choice.chips {
        Chips::Heads(heads) => heads.iter().map(|&head| (choice.layer, head)).collect(),
        Chips::Mean | Chips::Max => Vec::new(),
    }
}

impl State {
    /// All three grids as one figure in this room, while they are on screen.
    pub fn grid(&self, room: Room) -> Option<Drawing> {
        let overview = self.overview.as_ref()?;
        let shown = self.view.figure == Figure::Heads;
        shown.then(|| Drawing::of(scene(overview, &self.view, room)))
    }
}

/// All three grids, one under the other.
fn scene(overview: &Overview, view: &View, room: Room) -> Scene {
    let grid = |kind| {
        let (_, layers) = overview.attentions.iter().find(|(own, _)| *own == kind)?;
        let reading = view.choice(kind).reading_of(kind);
        let drawing = jobs::drawing(kind, layers, &selected(view, kind), reading, room);
        Some((names::title(kind), drawing.scene))
    };
    let grids: Vec<_> = KINDS.into_iter().filter_map(grid).collect();
    figure::stack(&grids, room.font_size)
}

/// The numbers of every head: one table each, with its job. In long texts a thumbnail's cell is the strongest of several pairs;
/// its row and column are then called by the first and the last word that they stand for.
pub(super) fn tables(overview: &Overview, view: &View) -> Vec<Table> {
    let mut tables = Vec::new();
    for (kind, layers) in &overview.attentions {
        let reading = view.choice(*kind).reading_of(*kind);
        let (source, target) = (&overview.source, &overview.target);
        let queries = labels::queries(*kind, Unit::Words, reading, source, target);
        let keys = labels::keys(*kind, Unit::Words, source, target);
        for (layer, heads) in layers.iter().enumerate() {
            let table = |(head, thumbnail)| {
                table((*kind, layer, head), thumbnail, reading, [&queries, &keys])
            };
            tables.extend(heads.iter().enumerate().map(table));
        }
    }
    tables
}

fn table(
    (kind, layer, head): (Kind, usize, usize),
    thumbnail: &Thumbnail,
    reading: Reading,
    [queries, keys]: [&[Label]; 2],
) -> Table {
    let weights: &Matrix = &thumbnail.weights;
    let whole = weights.shape() == [queries.len(), keys.len()];
    Table {
        attention: names::attention(kind).name(),
        layer: layer + 1,
        head: (head + 1).to_string(),
        reading: names::reading(kind, reading),
        quantity: if whole { "weight" } else { "strongest weight" },
        queries: spans(queries, weights.rows()),
        keys: spans(keys, weights.cols()),
        values: weights.clone(),
        job: Some(Job {
            name: jobs::role(kind, thumbnail.job.role),
            score: thumbnail.job.score,
            reading: names::reading(kind, thumbnail.reading),
        }),
    }
}

/// What each of `count` rows stands for, as [`figure::pooled`] puts them together.
fn spans(labels: &[Label], count: usize) -> Vec<String> {
    let mut spans: Vec<(usize, usize)> = Vec::with_capacity(count);
    for i in 0..labels.len() {
        match spans.get_mut(i * count / labels.len()) {
            Some((_, last)) => *last = i,
            None => spans.push((i, i)),
        }
    }
    let text = |i: usize| &*labels[i].text;
    let written = |(first, last): (usize, usize)| match first == last {
        true => text(first).to_owned(),
        false => [text(first), " … ", text(last)].concat(),
    };
    spans.into_iter().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_long_text_are_called_by_their_first_and_last_word() {
        let labels: Vec<Label> = ["a", "b", "c", "d", "e"]
            .map(|text| Label {
                spot: None,
                text: text.into(),
                unknown: false,
                alone: false,
            })
            .to_vec();
        assert_eq!(spans(&labels, 5), ["a", "b", "c", "d", "e"]);
        assert_eq!(spans(&labels, 3), ["a … b", "c … d", "e"]);
        // Row 3 of 5 is in the place where `pooled` puts it.
        let column = Matrix::from_fn(5, 1, |row, _| row as f32);
        assert_eq!(figure::pooled(&column, 3).as_slice(), [1.0, 3.0, 4.0]);
        assert!(spans(&[], 0).is_empty());
    }
}
