//! What an exhibit shows, as data: arrows in the plane, tables with bars, grids of numbers, curves, wires, and sentences about
//! them.
//!
//! Refuses to know how it is painted.

use super::term::Term;

/// One thing that an exhibit shows.
#[derive(Debug, Clone, PartialEq)]
pub enum Shown {
    /// Arrows and points in the plane.
    Plane(Plane),
    /// Numbers in rows.
    Table(Table),
    /// A matrix.
    Grid(Grid),
    /// Curves over an axis.
    Chart(Chart),
    /// Who supplies what to one attention.
    Wires(Wires),
    /// A paragraph of marked prose.
    Say(String),
}

/// The plane around the origin.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// What it is, in a few words.
    pub title: String,
    /// It shows −reach … reach in both directions.
    pub reach: f32,
    /// Arrows from the origin, and points.
    pub arrows: Vec<Arrow>,
    /// A dashed line from one place to another.
    pub dashed: Vec<[(f32, f32); 2]>,
}

/// An arrow from the origin, or a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrow {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub part: Term,
    /// Its tip.
    pub to: (f32, f32),
    /// A point, without a shaft.
    pub point: bool,
    /// The knobs that hold its two coordinates, when the reader may drag it.
    pub handle: Option<[usize; 2]>,
    /// How strongly it is drawn, 0 ..= 1.
    pub strength: f32,
}

/// Numbers in rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// What it is, in a few words.
    pub title: String,
    /// Heads of the columns; the first is that of the rows' names.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Line>,
    /// The knob that holds the row chosen, and that row, when rows can be chosen; a total cannot.
    pub pick: Option<(usize, usize)>,
}

/// A column's head.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its name, in marked prose.
    pub name: String,
    /// What its numbers are.
    pub part: Option<Term>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Its name, as it stands: never marked, since it may be the reader's own words.
    pub name: String,
    /// What it stands for.
    pub part: Option<Term>,
    /// Its cells, one for each column after the first.
    pub cells: Vec<Entry>,
    /// A sum or a result, set apart.
    pub total: bool,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    /// A number with so many digits behind the point.
    Number(f32, u32),
    /// A share of 1, written in per cent and drawn as a bar.
    Share(f32),
    /// How far two numbers that should be equal are apart: powers of ten, or 0 when nothing is between them.
    Apart(f32),
    /// Several numbers, a vector.
    Vector(Vec<f32>),
    /// Words.
    Text(String),
}

/// A matrix, painted in cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// What it is, in marked prose.
    pub title: String,
    /// What its numbers are.
    pub part: Term,
    /// Who asks.
    pub rows: Vec<String>,
    /// Who is looked at.
    pub cols: Vec<String>,
    /// The numbers, row after row; −∞ where the mask forbids.
    pub numbers: Vec<f32>,
    /// The number that has the full colour; the largest of its own when there is none.
    pub top: Option<f32>,
    /// The knobs that hold the row and the column chosen.
    pub pick: Option<[usize; 2]>,
    /// The row and column chosen.
    pub at: Option<(usize, usize)>,
    /// Without its words and numbers, one of many: a button.
    pub small: Option<Small>,
}

/// What a click on a small grid does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Small {
    /// The knob that it sets.
    pub knob: usize,
    /// To what.
    pub number: usize,
    /// Whether it is set so.
    pub chosen: bool,
}

/// Curves over an axis of named places.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it is, in a few words.
    pub title: String,
    /// The places on the axis, from left to right.
    pub places: Vec<String>,
    /// What the axis is.
    pub axis: &'static str,
    /// The largest number.
    pub top: f32,
    /// The curves.
    pub curves: Vec<Curve>,
    /// The place that is marked.
    pub at: usize,
}

/// One curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Its name.
    pub name: &'static str,
    /// Its colour's part.
    pub part: Term,
    /// One number a place.
    pub numbers: Vec<f32>,
}

/// Who supplies Q, and who K and V.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wires {
    /// The target asks, else the source.
    pub target_asks: bool,
    /// The target is looked at, else the source.
    pub target_found: bool,
    /// The mask is on.
    pub masked: bool,
    /// The knobs of the three.
    pub knobs: [usize; 3],
}

impl Grid {
    /// Numbers with their words, nothing chosen.
    pub fn new(title: &str, part: Term, [rows, cols]: [Vec<String>; 2], numbers: Vec<f32>) -> Self {
        Self {
            title: title.to_owned(),
            part,
            rows,
            cols,
            numbers,
            top: None,
            pick: None,
            at: None,
            small: None,
        }
    }

    /// The number with the full colour.
    pub fn full(&self) -> f32 {
        let finite = self.numbers.iter().filter(|number| number.is_finite());
        let largest = finite.fold(0.0_f32, |most, number| most.max(number.abs()));
        self.top.unwrap_or(largest).max(1e-6)
    }

    /// For every row its largest number and where it stands.
    pub fn strongest(&self) -> Vec<(usize, f32)> {
        let rows = self.numbers.chunks(self.cols.len().max(1));
        let best = rows.filter_map(|row| {
            let numbers = row.iter().copied().enumerate();
            numbers.max_by(|a, b| a.1.total_cmp(&b.1))
        });
        best.collect()
    }
}

impl Plane {
    /// Its arrows and points and where they are, in words.
    pub fn in_words(&self) -> String {
        let place = |arrow: &Arrow| {
            let number = |x: f32| super::written(x, 1);
            let (x, y) = (number(arrow.to.0), number(arrow.to.1));
            [&*arrow.name, " (", &x, ", ", &y, ")"].concat()
        };
        let places: Vec<String> = self.arrows.iter().map(place).collect();
        [&*self.title, ": ", &places.join(", ")].concat()
    }
}

impl Wires {
    /// Who supplies what, in words.
    pub fn in_words(&self) -> String {
        let from = |target: bool| if target { "the target" } else { "the source" };
        let mask = if self.masked { "with mask" } else { "no mask" };
        [
            "Q from ",
            from(self.target_asks),
            ", K and V from ",
            from(self.target_found),
            ", ",
            mask,
        ]
        .concat()
    }
}

impl Column {
    /// A column of plain numbers.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            part: None,
        }
    }

    /// A column whose numbers are parts of the picture.
    pub fn of(name: &str, part: Term) -> Self {
        Self {
            name: name.to_owned(),
            part: Some(part),
        }
    }
}

impl Arrow {
    /// An arrow that the reader may drag.
    pub fn dragged(name: &str, part: Term, to: (f32, f32), handle: [usize; 2]) -> Self {
        Self {
            name: name.to_owned(),
            part,
            to,
            point: false,
            handle: Some(handle),
            strength: 1.0,
        }
    }

    /// A point.
    pub fn point(name: &str, part: Term, to: (f32, f32)) -> Self {
        Self {
            name: name.to_owned(),
            part,
            to,
            point: true,
            handle: None,
            strength: 1.0,
        }
    }
}
