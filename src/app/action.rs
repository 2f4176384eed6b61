//! Everything that can happen to the state.

use std::rc::Rc;

use crate::engine::protocol::{
    Ask, Begin, Looked, ModelInfo, Quantity, Ran, Recording, RunId, Study, Told, Unit,
};
use crate::lesson::Known;
use crate::model::{Interventions, Kind, Reading, Side};

use super::lessons::Turn;
use super::panel::Panel;
use super::place::{Hover, Spot};
use super::route::Route;
use super::selection::{Contrast, Figure, View};
use super::settings::Settings;
use super::state::{Origin, Panels, Texts};
use super::touch::Touch;
use super::wanted::Slot;

/// A change of the state: something a person did, or news from outside.
#[derive(Debug, Clone)]
pub enum Action {
    /// The text of a box.
    Type(Side, Rc<str>),
    /// Both texts at once: example number so-and-so of `EXAMPLES`.
    Example(usize),
    /// The text of a box of the pair that is compared with.
    TypeBeside(Side, Rc<str>),
    /// Compare with another pair, which begins as this one; or no longer.
    Compare(bool),
    /// Compare one example with another.
    CompareExamples(usize, usize),
    /// Fill the target with a translation of the source.
    Translate,
    /// Fill the target with what the model says after this.
    GoOn(Begin),
    /// Show this figure.
    Figure(Figure),
    /// Emphasise this attention.
    Focus(Kind),
    /// Dim this attention, or let it shine again.
    Dim(Kind),
    /// This layer.
    Layer(Kind, usize),
    /// This head too, or no longer; the last one stays.
    ToggleHead(Kind, usize),
    /// This head alone.
    OnlyHead(Kind, usize),
    /// Goes to this head of this layer alone.
    OpenHead(Kind, usize, usize),
    /// Every head, each in its colour.
    AllHeads(Kind),
    /// The mean of all heads.
    Mean(Kind),
    /// The largest of all heads.
    Max(Kind),
    /// In which row of the decoder a target word is read.
    Reading(Kind, Reading),
    /// What is shown of a pair.
    Quantity(Quantity),
    /// Words or pieces.
    Unit(Unit),
    /// The pointer rests on something, or on nothing.
    Hover(Option<Hover>),
    /// The same in the figure of the run beside: words are meant as that run has them.
    Beside(Box<Action>),
    /// Pin this alone; lets go of it when it was pinned alone.
    Pin(Spot),
    /// Pin this too, or no longer.
    AlsoPin(Spot),
    /// Pin nothing; with nothing pinned, shut what is opened.
    LetGo,
    /// Open this beside the figure, or nothing.
    Panel(Option<Panel>),
    /// Open the link of the two words that are pinned, or else of any two.
    FindLink,
    /// Do this to the machine.
    Intervene(Interventions),
    /// Do one thing more to the machine, or one less.
    Touch(Touch),
    /// Fold panels out and in.
    Panels(Panels),
    /// Show the sheet of keys, or no longer.
    Keys,
    /// Show this one of two runs.
    Contrast(Contrast),
    /// Take back the last deliberate change.
    Undo,
    /// Do it again.
    Redo,
    /// Light or dark, large or not.
    Settings(Settings),
    /// Whether the system asks for dark pages.
    SystemDark(bool),
    /// Take the model from there.
    Model(Origin),
    /// Start the worker anew.
    Retry,
    /// Put the complaints away.
    Heard,
    /// The address was read.
    Open(Box<Opened>),
    /// A recorded run has arrived.
    Recorded(Box<Recording>),
    /// Something in the lessons.
    Lessons(Turn),
    /// News of the worker.
    News(News),
}

/// What an address holds. What it does not hold stays as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Opened {
    /// The source.
    pub source: Option<Rc<str>>,
    /// The target.
    pub target: Option<Rc<str>>,
    /// What is chosen to be seen; `None` when the address says nothing of it.
    pub view: Option<View>,
    /// For which attentions, in the order of [`Kind::ALL`], the address says layer and heads; the others open as the model's
    /// manifest says.
    pub chosen: [bool; 3],
    /// What is done to the machine.
    pub interventions: Interventions,
    /// The pair to compare with.
    pub compare: Option<Texts>,
    /// What is pinned.
    pub pinned: Vec<Spot>,
    /// What is opened beside the figure.
    pub panel: Option<Panel>,
    /// Which panels are folded out.
    pub panels: Panels,
    /// The page that is open.
    pub route: Route,
    /// The figure alone, for another page's frame.
    pub embed: bool,
    /// What could not be read, one sentence each.
    pub complaints: Vec<String>,
}

/// News of the worker, passed on by the client.
#[derive(Debug, Clone)]
pub enum News {
    /// A worker has been started.
    Starting,
    /// Bytes of the model.
    Progress {
        /// Bytes so far.
        loaded: u64,
        /// Bytes in all.
        total: u64,
    },
    /// The model is ready.
    Loaded(Box<ModelInfo>),
    /// The main run is under way.
    Running,
    /// The sentences were read.
    Ran {
        /// Where it belongs.
        slot: Slot,
        /// The run.
        ran: Box<Ran>,
        /// What was done to the machine.
        interventions: Interventions,
        /// The numbers of its looks.
        buffers: Vec<Vec<f32>>,
    },
    /// What is wanted there is again what has been read.
    Settled(Slot),
    /// Another look at a run.
    Looked {
        /// Where the run belongs.
        slot: Slot,
        /// The run.
        run: RunId,
        /// What was found.
        looks: Vec<Looked>,
        /// The numbers.
        buffers: Vec<Vec<f32>>,
    },
    /// What was asked about a run.
    Told {
        /// The run.
        run: RunId,
        /// What was asked.
        ask: Ask,
        /// What is to be said to it.
        told: Told,
        /// The numbers.
        buffers: Vec<Vec<f32>>,
    },
    /// What a lesson has asked.
    Studied {
        /// What was asked.
        study: Study,
        /// What is known now.
        known: Known,
    },
    /// The translation of `source`.
    Translated {
        /// What was translated.
        source: Rc<str>,
        /// Its translation.
        text: String,
    },
    /// The source cannot be translated.
    NotTranslated {
        /// Why, in a sentence.
        message: String,
    },
    /// Something on the way did not work; what is on screen still holds.
    Complaint {
        /// What, in a sentence.
        message: String,
    },
    /// What is wanted there cannot be read.
    Refused {
        /// Where.
        slot: Slot,
        /// Why, in a sentence.
        message: String,
    },
    /// There is no model any more.
    Broken {
        /// Why, in a sentence.
        message: String,
    },
}
