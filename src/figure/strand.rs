//! How broad, how strong and in which colour a line is, and where it leaves the middle of its word.

use super::curve::End;
use super::input::{Head, Label, LabelKind, Pattern, Quantity, Side};
use super::pen::point;
use super::scene::{Mark, Part, Role, Segment, Shape};
use super::strength::Link;

/// The lanes that the heads of a pattern share at every word: one beside the other, so that no colour hides another.
pub(super) struct Lanes<'a> {
    pattern: &'a Pattern,
    heads: f32,
    /// From one head's lane to the next.
    lane: f32,
    /// Width of a line of strength 1. Lanes of many heads overlap rather than starve.
    full: f32,
}

/// A line's two ends, measured from the middle of their words.
pub(super) struct Strand {
    ask: f32,
    look: f32,
    width: f32,
    thin: f32,
}

/// Lines to start and end symbols are drawn this much fainter: they often hold most of the weight.
const SYMBOL: f32 = 0.45;

impl<'a> Lanes<'a> {
    /// Lanes for all heads of `pattern` within a band of so many pixels.
    pub fn new(pattern: &'a Pattern, band: f32) -> Self {
        let heads = pattern.heads.len().max(1) as f32;
        let full = band / heads * (heads * 0.36).max(1.0);
        Self {
            pattern,
            heads,
            lane: band / heads,
            full,
        }
    }

    /// Where a line leaves and where it ends.
    pub fn strand(&self, link: &Link) -> Strand {
        let middle = (link.slot as f32 - (self.heads - 1.0) / 2.0) * self.lane;
        let full = match self.pattern.quantity {
            Quantity::Weight | Quantity::WeightDifference => self.full,
            Quantity::Score | Quantity::Norm | Quantity::ScoreDifference => self.full * 0.5,
        };
        let width = (link.strength * full).max(0.5);
        Strand {
            ask: middle + (link.stacked - 0.5) * self.full,
            look: middle * 0.6,
            width,
            thin: (width * 0.3).clamp(0.4, 3.0),
        }
    }

    /// The head's colour; of a difference, which of the two has more.
    fn role(&self, link: &Link) -> Role {
        match self.pattern.quantity.is_difference() {
            true if link.datum.value < 0.0 => Role::Minus,
            true => Role::Plus,
            false => colour(&self.pattern.heads[link.slot]),
        }
    }

    /// The line itself. `looked_at` are the labels of the side looked at.
    pub fn mark(&self, link: &Link, path: Vec<Segment>, looked_at: &[Label]) -> Mark {
        let symbol = looked_at[link.datum.to.index].kind == LabelKind::Symbol;
        let dim = if symbol { SYMBOL } else { 1.0 };
        // The more heads, the more the weak lines step back.
        let least = 0.22 / self.heads.sqrt();
        let opacity =
            self.pattern.opacity * dim * (least + (0.9 - least) * link.strength.powf(0.6));
        Mark::filled(Part::Line, Shape::Path(path), self.role(link))
            .opacity(opacity)
            .showing(link.datum)
    }
}

impl Strand {
    /// The same without the offset of stacking, for loops.
    pub fn unstacked(self) -> Self {
        Self {
            ask: self.look,
            ..self
        }
    }

    /// The end that asks, where its word's middle is at `y`.
    pub fn from(&self, x: f32, y: f32) -> End {
        End {
            at: point(x, y + self.ask),
            width: self.width,
        }
    }

    /// The end that is looked at.
    pub fn to(&self, x: f32, y: f32) -> End {
        End {
            at: point(x, y + self.look),
            width: self.thin,
        }
    }
}

/// The colour of a head.
pub(super) fn colour(head: &Head) -> Role {
    head.colour.map_or(Role::Mean, Role::Head)
}

/// The name of a side as it stands in headings.
pub(super) fn title(side: Side) -> &'static str {
    match side {
        Side::Source => "Source",
        Side::Target => "Target",
    }
}
