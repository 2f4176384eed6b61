//! Figures as pure geometry: numbers and word widths in, lines, arcs, cells, colours (by role) and labels out.
//!
//! Refuses to know who paints, how text is measured, and which model the numbers come from. A figure is a function from an
//! input to a [`Scene`]; the page paints it as interactive SVG, `export` as a file.
//!
//! Every line and cell carries its [`Datum`]; every label its [`LabelBox`]. Both name labels by [`LabelId`] (side, index),
//! the same in all figures, so that one selection serves them all. Who asks is drawn too: lines are broad at the word that
//! asks and thin at the word that is looked at.

mod column;
mod curve;
mod decimal;
mod heatmap;
mod input;
mod lines;
mod loom;
mod note;
mod order;
mod pen;
mod pointing;
mod room;
mod scale;
mod scene;
mod stack;
mod strand;
mod strength;
mod text;
mod theme;
mod thumbnails;

pub use decimal::{decimal, push_decimal, shortest, trimmed};
pub use heatmap::{DENSE, heatmap};
pub use input::{
    Attention, Head, Label, LabelId, LabelKind, LoomInput, Pattern, PatternInput, Quantity, Side,
    Style, ThumbnailsInput,
};
pub use lines::lines;
pub use loom::loom;
pub use pointing::{Datum, Duty, Grid, Hidden, LabelBox, Tile};
pub use scene::{
    Anchor, Area, Mark, Part, Point, Role, Scene, Segment, Shape, Stroke, Turn, Weight,
};
pub use stack::stack;
pub use text::{text_width, writable};
pub use theme::{DARK, FONT_FAMILY, LIGHT, PALETTE, Rgb, Theme};
pub use thumbnails::{THUMBNAIL, pooled, thumbnails};
