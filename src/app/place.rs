//! A place that can be pointed at: a word, a piece or a symbol of one of the two sentences.

use crate::model::{Kind, Side};

/// A word, a piece or a symbol of one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// Which sentence.
    pub side: Side,
    /// What of it.
    pub node: Node,
}

/// What of a sentence. Words stand in figures by words, pieces in figures by pieces, the symbol in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Node {
    /// The word of this index.
    Word(usize),
    /// The piece of this index; symbols are not counted.
    Piece(usize),
    /// The source's end symbol, or the target's start symbol.
    Symbol,
}

impl Spot {
    /// The word `index` of `side`.
    pub fn word(side: Side, index: usize) -> Self {
        Self {
            side,
            node: Node::Word(index),
        }
    }

    /// The piece `index` of `side`.
    pub fn piece(side: Side, index: usize) -> Self {
        Self {
            side,
            node: Node::Piece(index),
        }
    }

    /// The symbol of `side`.
    pub fn symbol(side: Side) -> Self {
        Self {
            side,
            node: Node::Symbol,
        }
    }
}

/// What the pointer, the keyboard's focus or a finger rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hover {
    /// A word, piece or symbol: all of its lines.
    Spot(Spot),
    /// One line or cell.
    Pair {
        /// Of which attention.
        kind: Kind,
        /// Who looks.
        query: Spot,
        /// Who is looked at.
        key: Spot,
    },
}

impl Hover {
    /// Whether `spot` is rested on.
    pub fn holds(&self, spot: Spot) -> bool {
        match *self {
            Hover::Spot(own) => own == spot,
            Hover::Pair { query, key, .. } => query == spot || key == spot,
        }
    }
}
