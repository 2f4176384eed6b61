//! Figures and numbers as files: SVG, painting through plotters' backends, charts, CSV and JSON.
//!
//! Refuses to know browsers: where a canvas is painted on, the page brings the backend.

mod chart;
mod flat;
mod paint;
mod png;
mod svg;
mod table;

pub use chart::{Bars, Chart, Curve, Curves};
pub use paint::Painter;
pub use png::data_url;
pub use svg::svg;
pub use table::{Job, Origin, Table, csv, json};
