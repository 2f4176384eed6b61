//! Sizes that all figures share, from what the caller asks: width, type, rows.

use super::input::Style;

/// A figure's room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Pixels from left to right, never fewer than can hold a figure.
    pub width: f32,
    /// Whether the screen is that of a phone.
    pub narrow: bool,
    /// Font size of words.
    pub font: f32,
    /// Font size at which the caller measured.
    pub measured: f32,
    /// Font size of headings and notes.
    pub small: f32,
    /// Height of a row of words.
    pub pitch: f32,
    /// Height of a row of a symbol.
    pub slot: f32,
    /// Space left and right of the figure.
    pub margin: f32,
}

impl Room {
    /// Makes room; a width or font size that makes no sense is replaced by the nearest that does.
    pub fn new(style: &Style) -> Self {
        let usual = Style::default();
        let or = |value: f32, usual: f32| if value.is_finite() { value } else { usual };
        let width = or(style.width, usual.width).max(240.0);
        let measured = or(style.font_size, usual.font_size).clamp(4.0, 200.0);
        // On narrow screens words are a little smaller.
        let font = measured * (width / 480.0).clamp(0.8125, 1.0);
        let narrow = width < 560.0;
        Self {
            width,
            narrow,
            font,
            measured,
            small: (font * 0.78).max(10.5),
            pitch: font * 2.05,
            slot: font * 1.9,
            margin: if narrow { 6.0 } else { 20.0 },
        }
    }
}
