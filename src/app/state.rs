//! The one state of the page.

use std::rc::Rc;

use crate::engine::protocol::ModelInfo;
use crate::model::{Interventions, Side};

use super::picture::{Picture, Shown};
use super::place::{Hover, Spot};
use super::selection::View;
use super::shared::Shared;

/// Everything the page knows. Cheap to clone and to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What stands in the two boxes.
    pub texts: Texts,
    /// How the model is doing.
    pub status: Status,
    /// The model, once known (a recorded run names it too).
    pub model: Option<Shared<ModelInfo>>,
    /// The newest run and the matrices of it that have arrived.
    pub shown: Option<Shared<Shown>>,
    /// What is painted: of `shown`, or of the run before as long as not everything chosen has arrived.
    pub picture: Option<Shared<Picture>>,
    /// What is chosen to be seen.
    pub view: View,
    /// What is done to the machine.
    pub interventions: Interventions,
    /// What the pointer rests on.
    pub hover: Option<Hover>,
    /// What has been clicked, in the order of clicks.
    pub pinned: Vec<Spot>,
    /// A translation has been asked for and has not come.
    pub translating: bool,
    /// How often "try again" was pressed.
    pub retries: u32,
    /// What could not be read of the address or could not be shown, one sentence each.
    pub complaints: Shared<Vec<String>>,
    /// Of the person, not of the picture.
    pub settings: Settings,
}

/// The two sentences.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Texts {
    /// What the encoder reads.
    pub source: Rc<str>,
    /// What the decoder reads.
    pub target: Rc<str>,
}

impl Texts {
    /// The two sentences.
    pub fn new(source: &str, target: &str) -> Self {
        Self {
            source: source.into(),
            target: target.into(),
        }
    }

    /// The sentence of `side`.
    pub fn of(&self, side: Side) -> &Rc<str> {
        match side {
            Side::Source => &self.source,
            Side::Target => &self.target,
        }
    }
}

/// How the model is doing. A picture may stand on screen in each of these.
#[derive(Debug, Clone, PartialEq)]
pub enum Status {
    /// The worker has not said anything yet.
    Starting,
    /// The model is being fetched.
    Loading {
        /// Bytes so far.
        loaded: u64,
        /// Bytes in all; 0 while unknown.
        total: u64,
    },
    /// What is on screen belongs to what is typed.
    Ready,
    /// A run is under way.
    Running,
    /// What is typed cannot be read; the picture is of what could be read before.
    Refused {
        /// Why, in a sentence.
        message: String,
    },
    /// There is no model; "try again" starts anew.
    Broken {
        /// Why, in a sentence.
        message: String,
    },
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What belongs to the person and stays from visit to visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Large type, for the classroom.
    pub large: bool,
}
