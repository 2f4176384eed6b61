//! The one state of the page.

use std::rc::Rc;

use crate::engine::protocol::ModelInfo;
use crate::model::{Interventions, Kind, Side};

use super::apart::{Apart, Ranking};
use super::examples::EXAMPLES;
use super::history::History;
use super::lessons::Lessons;
use super::overview::Overview;
use super::panel::Panel;
use super::picture::{Picture, Shown};
use super::place::{Hover, Spot};
use super::selection::{Figure, View};
use super::settings::{Settings, Theme};
use super::shared::Shared;
use super::wanted::{RunInput, Translation, Wanted};

/// Everything the page knows. Cheap to clone and to compare.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    /// What stands in the two boxes.
    pub texts: Texts,
    /// The pair that they are compared with.
    pub compare: Option<Texts>,
    /// How the model is doing.
    pub status: Status,
    /// Where the model comes from.
    pub origin: Origin,
    /// The model, once known (a recorded run names it too).
    pub model: Option<Shared<ModelInfo>>,
    /// The newest run and the matrices of it that have arrived.
    pub shown: Option<Shared<Shown>>,
    /// The run that `shown` is compared with, and the matrices of it that have arrived. It may be of an earlier moment.
    pub beside: Option<Shared<Shown>>,
    /// Why the run to compare with cannot be made, in a sentence.
    pub beside_refused: Option<Rc<str>>,
    /// What is painted: of `shown`, or of the run before as long as not everything chosen has arrived.
    pub picture: Option<Shared<Picture>>,
    /// All heads at a glance: of `shown`, or of the run before as long as not every layer has arrived.
    pub overview: Option<Shared<Overview>>,
    /// What is painted under it: of `beside`, while both are shown.
    pub second: Option<Shared<Picture>>,
    /// What is opened beside the figure.
    pub panel: Option<Panel>,
    /// The pair that is taken apart, as it was told last.
    pub apart: Option<Shared<Apart>>,
    /// The link across all heads, as it was told last.
    pub ranking: Option<Shared<Ranking>>,
    /// What is chosen to be seen.
    pub view: View,
    /// What is done to the machine.
    pub interventions: Interventions,
    /// What the pointer rests on.
    pub hover: Option<Hover>,
    /// The same in the figure of the run beside.
    pub hover_beside: Option<Hover>,
    /// What has been clicked, in the order of clicks.
    pub pinned: Vec<Spot>,
    /// A translation has been asked for and has not come.
    pub translating: Option<Shared<Translation>>,
    /// Which panels are folded out.
    pub panels: Panels,
    /// The sheet of keys is shown.
    pub keys: bool,
    /// What is pinned and opened belongs to the texts in the boxes, which an address or a step back has put there; `shown` is of
    /// others.
    pub ahead: bool,
    /// How often "try again" was pressed.
    pub retries: u32,
    /// What could not be read of the address or could not be shown, one sentence each.
    pub complaints: Shared<Vec<String>>,
    /// Of the person, not of the picture.
    pub settings: Settings,
    /// Whether the system asks for dark pages.
    pub system_dark: bool,
    /// The figure alone is shown, in another page's frame.
    pub embed: bool,
    /// For which attentions, in the order of [`Kind::ALL`], a person or an address has chosen layer and heads; the others open
    /// as the model's manifest says.
    pub chosen: [bool; 3],
    /// What can be taken back.
    pub history: Shared<History>,
    /// The lessons, and which page is open.
    pub lessons: Lessons,
}

impl Default for State {
    /// The opening pair, no model, no picture.
    fn default() -> Self {
        let (source, target) = EXAMPLES[0];
        Self {
            texts: Texts::new(source, target),
            compare: None,
            status: Status::Starting,
            origin: Origin::BuiltIn,
            model: None,
            shown: None,
            beside: None,
            beside_refused: None,
            picture: None,
            overview: None,
            second: None,
            panel: None,
            apart: None,
            ranking: None,
            view: View::default(),
            interventions: Interventions::default(),
            hover: None,
            hover_beside: None,
            pinned: Vec::new(),
            translating: None,
            panels: Panels::default(),
            keys: false,
            ahead: false,
            retries: 0,
            complaints: Shared::default(),
            settings: Settings::default(),
            system_dark: false,
            embed: false,
            chosen: [false; 3],
            history: Shared::default(),
            lessons: Lessons::default(),
        }
    }
}

impl State {
    /// What has to be read and looked at for the screen to show what is chosen; `None` before the model is known.
    pub fn wanted(&self) -> Option<Wanted> {
        let info = self.model.as_ref()?;
        Some(Wanted {
            texts: self.texts.clone(),
            interventions: self.interventions.clone(),
            looks: self.view.looks(info),
            beside: self.compared_with(),
            asks: self.asks(),
        })
    }

    /// Whether the picture is of the texts and interventions of this moment, in the view of this moment.
    pub fn is_current(&self) -> bool {
        let Some((shown, picture)) = self.shown.as_ref().zip(self.picture.as_ref()) else {
            return false;
        };
        let seen: Vec<Kind> = picture.attentions.iter().map(|drawn| drawn.kind).collect();
        let compared = |input: &RunInput| {
            let beside = self.beside.as_ref();
            self.beside_refused.is_some() || beside.is_some_and(|beside| beside.is_of(input))
        };
        let of = self.pictured().unwrap_or(shown);
        shown.is_of(&(self.texts.clone(), self.interventions.clone()))
            && self.compared_with().as_ref().is_none_or(compared)
            && (&picture.source, &picture.target) == (&of.source, &of.target)
            && (picture.unit, picture.quantity) == (self.view.unit, self.view.quantity)
            && seen == self.view.painted()
            && picture.less == self.less().map(|other| other.run)
            && self.is_second_current()
            && picture.attentions.iter().all(|drawn| drawn.is(&self.view))
            && (self.view.figure != Figure::Heads || self.has_overview_of(shown))
    }

    /// Whether the page is dark: as the person has chosen, else as the system asks.
    pub fn is_dark(&self) -> bool {
        match self.settings.theme {
            Theme::System => self.system_dark,
            Theme::Light => false,
            Theme::Dark => true,
        }
    }

    /// Whether `spot` is rested on or pinned.
    pub fn holds(&self, spot: Spot) -> bool {
        self.hover.is_some_and(|hover| hover.holds(spot)) || self.pinned.contains(&spot)
    }
}

/// Where the model comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Origin {
    /// With the page.
    #[default]
    BuiltIn,
    /// Files that the person has chosen, for the so-manieth time.
    Own(u32),
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

/// Which panels are folded out, of those that are folded in at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Panels {
    /// What can be done to the machine.
    pub touch: bool,
    /// What the model says next.
    pub next: bool,
    /// Its other translations.
    pub tree: bool,
}
