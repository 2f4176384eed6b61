//! Figures and numbers as files: SVG, painting through plotters' backends, charts, CSV and JSON.
//!
//! Refuses to know browsers: where a canvas is painted on, the page brings the backend.

mod png;
mod svg;

pub use svg::svg;
