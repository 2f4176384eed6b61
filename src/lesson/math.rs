//! Formulas as data, whose symbols say which part of the picture they are.

use super::term::Term;

/// A formula, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Math {
    /// A variable or the name of a function.
    Id(&'static str),
    /// A number.
    Number(&'static str),
    /// An operator, a bracket, a comma.
    Op(&'static str),
    /// One after the other.
    Row(&'static [Math]),
    /// What stands for a part of the picture.
    Part(Term, &'static Math),
    /// An index.
    Sub(&'static Math, &'static Math),
    /// An exponent.
    Sup(&'static Math, &'static Math),
    /// Numerator and denominator.
    Frac(&'static Math, &'static Math),
    /// A square root.
    Root(&'static Math),
    /// Σ over what stands below it.
    Sum(&'static Math),
}

use Math::{Id, Op, Part, Row};

/// q, the query.
pub const Q: Math = Part(Term::Query, &Id("q"));
/// k, the key.
pub const K: Math = Part(Term::Key, &Id("k"));
/// Q, all queries.
pub const QUERIES: Math = Part(Term::Query, &Id("Q"));
/// Kᵀ, all keys, transposed.
pub const KEYS_TURNED: Math = Part(Term::Key, &Math::Sup(&Id("K"), &Op("T")));
/// V, all values.
pub const VALUES: Math = Part(Term::Value, &Id("V"));
/// q·k as one part.
pub const SCORE: Math = Part(Term::Score, &Row(&[Q, Op("·"), K]));
/// Equals.
pub const EQUALS: Math = Op("=");

/// The parts that `math` names, in their order.
pub fn parts(math: &Math, found: &mut Vec<Term>) {
    match *math {
        Math::Id(_) | Math::Number(_) | Math::Op(_) => {}
        Math::Row(row) => row.iter().for_each(|math| parts(math, found)),
        Math::Part(term, inside) => {
            found.push(term);
            parts(inside, found);
        }
        Math::Root(inside) | Math::Sum(inside) => parts(inside, found),
        Math::Sub(a, b) | Math::Sup(a, b) | Math::Frac(a, b) => {
            parts(a, found);
            parts(b, found);
        }
    }
}
