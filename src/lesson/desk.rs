//! What a reader has set in a lesson: numbers ([`Knob`]s) and texts, all of them in one [`Desk`].

use std::rc::Rc;

use super::term::Term;

/// Something that the reader sets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Knob {
    /// What it is called, in marked prose.
    pub label: &'static str,
    /// The part of the picture that it moves.
    pub part: Option<Term>,
    /// What it opens with.
    pub start: f32,
    /// How it is set.
    pub kind: Control,
}

/// How a knob is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Control {
    /// Moved between two numbers, in steps.
    Slider {
        /// The least.
        min: f32,
        /// The largest.
        max: f32,
        /// The step.
        step: f32,
    },
    /// One coordinate of an arrow that is dragged, −reach … reach.
    Coordinate(f32),
    /// On or off: 1 or 0.
    Switch,
    /// One of several, from 0.
    Choice(&'static [&'static str]),
    /// The seed of a random draw; pressing the button draws again.
    Seed,
    /// Which row of a picture is chosen, from 0.
    Place,
}

/// What the reader has set in one lesson.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Desk {
    /// One number a knob.
    pub numbers: Vec<f32>,
    /// The lesson's own texts.
    pub texts: Vec<Rc<str>>,
}

impl Desk {
    /// As the lesson opens.
    pub fn new(knobs: &[Knob], texts: &[&str]) -> Self {
        Self {
            numbers: knobs.iter().map(|knob| knob.start).collect(),
            texts: texts.iter().map(|text| Rc::from(*text)).collect(),
        }
    }

    /// The number of a knob.
    pub fn get(&self, knob: usize) -> f32 {
        self.numbers.get(knob).copied().unwrap_or_default()
    }

    /// The coordinates that two knobs hold.
    pub fn at(&self, [x, y]: [usize; 2]) -> (f32, f32) {
        (self.get(x), self.get(y))
    }

    /// Whether a switch is on.
    pub fn is_on(&self, knob: usize) -> bool {
        self.get(knob) >= 0.5
    }

    /// A choice, a place or a seed.
    pub fn index(&self, knob: usize) -> usize {
        self.get(knob).max(0.0) as usize
    }

    /// Text number so-and-so.
    pub fn text(&self, text: usize) -> &str {
        self.texts.get(text).map_or("", |text| text)
    }

    /// With a knob set to a number, as far as it goes.
    pub fn set(&mut self, knobs: &[Knob], knob: usize, number: f32) {
        if let Some((place, knob)) = self.numbers.get_mut(knob).zip(knobs.get(knob))
            && number.is_finite()
        {
            *place = knob.within(number);
        }
    }
}

impl Knob {
    /// A slider.
    pub const fn slider(label: &'static str, start: f32, min: f32, max: f32, step: f32) -> Self {
        Self::of(label, None, start, Control::Slider { min, max, step })
    }

    /// A coordinate of an arrow in a plane of this reach.
    pub const fn coordinate(start: f32, reach: f32) -> Self {
        Self::of("", None, start, Control::Coordinate(reach))
    }

    /// A switch.
    pub const fn switch(label: &'static str) -> Self {
        Self::of(label, None, 0.0, Control::Switch)
    }

    /// One of several, the first to begin with.
    pub const fn choice(label: &'static str, options: &'static [&'static str]) -> Self {
        Self::of(label, None, 0.0, Control::Choice(options))
    }

    /// A seed.
    pub const fn seed(start: f32) -> Self {
        Self::of("", None, start, Control::Seed)
    }

    /// A row that is chosen in a picture.
    pub const fn place(start: f32) -> Self {
        Self::of("", None, start, Control::Place)
    }

    /// Any knob.
    pub const fn of(label: &'static str, part: Option<Term>, start: f32, kind: Control) -> Self {
        Self {
            label,
            part,
            start,
            kind,
        }
    }

    /// The nearest number that this knob can have.
    fn within(&self, number: f32) -> f32 {
        match self.kind {
            Control::Slider { min, max, .. } => number.clamp(min, max),
            // In tenths, so that a tip can be put on a round number.
            Control::Coordinate(reach) => {
                (number * 10.0).round().clamp(-10.0 * reach, 10.0 * reach) / 10.0
            }
            Control::Switch => f32::from(u8::from(number >= 0.5)),
            Control::Choice(options) => number.clamp(0.0, options.len() as f32 - 1.0).trunc(),
            Control::Seed | Control::Place => number.max(0.0).trunc(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_knob_goes_as_far_as_it_goes() {
        let knobs = [
            Knob::slider("", 1.0, 0.0, 2.0, 0.1),
            Knob::coordinate(0.0, 3.0),
            Knob::switch(""),
            Knob::choice("", &["a", "b"]),
            Knob::seed(7.0),
        ];
        let mut desk = Desk::new(&knobs, &["text"]);
        for (knob, number, expected) in [
            (0, 9.0, 2.0),
            (1, -4.0, -3.0),
            (2, 1.0, 1.0),
            (3, 7.5, 1.0),
            (4, 8.0, 8.0),
            (0, f32::NAN, 2.0),
        ] {
            desk.set(&knobs, knob, number);
            assert_eq!(desk.get(knob), expected);
        }
        desk.set(&knobs, 99, 1.0);
        assert_eq!(
            (desk.get(99), desk.text(0), desk.text(9)),
            (0.0, "text", "")
        );
    }
}
