//! In which order labels stand, and how far apart: words in the body, symbols in slots above and below it.

use super::input::{Label, LabelKind, Side};

/// Indices of a side's labels from top to bottom, symbols apart from words.
pub(super) struct Order {
    pub above: Vec<usize>,
    pub words: Vec<usize>,
    pub below: Vec<usize>,
}

impl Order {
    /// The source's symbols stand below its words (above, when they come first), the target's above.
    pub fn new(labels: &[Label], side: Side) -> Self {
        let is_word = |index: &usize| labels[*index].kind != LabelKind::Symbol;
        let first = (0..labels.len()).find(is_word).unwrap_or(0);
        let last = (0..labels.len())
            .rfind(is_word)
            .map_or(first, |last| last + 1);
        let leading = 0..first;
        let trailing = last..labels.len();
        let words = (first..last).collect();
        match side {
            Side::Source => Self {
                above: leading.collect(),
                words,
                below: trailing.collect(),
            },
            Side::Target => Self {
                above: leading.chain(trailing).collect(),
                words,
                below: Vec::new(),
            },
        }
    }

    /// Leaves only some indices.
    pub fn retain(&mut self, keep: impl Fn(usize) -> bool) {
        for part in [&mut self.above, &mut self.words, &mut self.below] {
            part.retain(|&index| keep(index));
        }
    }

    /// All indices from top to bottom.
    pub fn all(&self) -> impl Iterator<Item = usize> {
        let parts = self.above.iter().chain(&self.words).chain(&self.below);
        parts.copied()
    }

    /// Every label with the middle of its line: words spread evenly over a body that begins at `top`, symbols in slots.
    pub fn place(&self, top: f32, body: f32, slot: f32) -> Vec<(usize, f32)> {
        let pitch = body / self.words.len().max(1) as f32;
        let above = self.above.len() as f32;
        let up = self.above.iter().enumerate();
        let up = up.map(|(i, &label)| (label, top - (above - i as f32 - 0.5) * slot));
        let words = self.words.iter().enumerate();
        let words = words.map(|(i, &label)| (label, top + (i as f32 + 0.5) * pitch));
        let down = self.below.iter().enumerate();
        let down = down.map(|(i, &label)| (label, top + body + (i as f32 + 0.5) * slot));
        up.chain(words).chain(down).collect()
    }
}
