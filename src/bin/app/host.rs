//! Follows the state: what it wants is asked of the worker, what it is stands in the address, what belongs to the person is
//! stored.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use attention_loom::app::{
    Action, EXAMPLES, Event, News, Origin, Pressed, Route, Settings, Slot, State, Status, Texts,
    Turn, address, shortcut,
};
use attention_loom::browser::{self, Observed};
use attention_loom::engine::compact;
use attention_loom::engine::protocol::Study;
use attention_loom::lesson::Progress;
use gloo_timers::callback::Timeout;

use crate::conversation::Conversation;

/// The built-in model, relative to the page.
const MODEL: &str = "models/en-de/";
/// A run of it on the opening pair, in the compact form that only this build can read: so it is part of the code, and the live
/// figure stands in the place of the first picture at once.
const RECORDING: &[u8] = include_bytes!("../../../static/recorded/opening.bin");
/// Milliseconds without a change before the address is written.
const PAUSE: u32 = 300;
/// Key presses whose lines are waited for, at most.
const REMEMBERED: usize = 256;

/// Where the settings are kept.
const SETTINGS: &str = "attention-loom.settings";
/// Where the lessons that are finished are kept.
const LESSONS: &str = "attention-loom.lessons";

/// What the state as it opens is taken from: the address and what was stored; for the opening pair, the recorded run.
pub fn opening() -> State {
    let opened = address::read(&browser::fragment());
    let settings = browser::stored(SETTINGS).map(|text| Settings::from_text(&text));
    let mut state = State {
        system_dark: browser::is_dark(),
        ..State::opened(opened, settings.unwrap_or_default())
    };
    state.lessons.done = Progress::from_text(&browser::stored(LESSONS).unwrap_or_default());
    let (source, target) = EXAMPLES[0];
    if state.texts != Texts::new(source, target) {
        return state;
    }
    match compact::unpack(RECORDING) {
        Ok(recording) => state.reduce(Action::Recorded(Box::new(recording))),
        // Without a recording the page waits for its model.
        Err(_) => state,
    }
}

/// Follows the state for the page's life.
pub struct Host {
    conversation: Conversation,
    observed: Rc<Observed>,
    /// The state as it was followed last.
    last: RefCell<State>,
    /// Whether anything was typed or chosen: an address that nobody has changed stays as it is.
    touched: Cell<bool>,
    /// What was typed and when, as long as its lines are not on screen.
    typed: RefCell<VecDeque<(f64, Texts)>>,
    writing: RefCell<Option<Timeout>>,
    /// What lessons want to know, as it was asked last.
    studies: RefCell<Vec<Study>>,
    written: Rc<RefCell<String>>,
}

impl Host {
    /// Starts the worker. `state` is the state that the page opens with; actions go to `tell`.
    pub fn new(state: &State, tell: impl Fn(Action) + 'static) -> Self {
        let tell = Rc::new(tell);
        let observed = Observed::new();
        let conversation = {
            let (tell, observed) = (Rc::clone(&tell), Rc::clone(&observed));
            Conversation::new(MODEL, move |news| {
                if let News::Ran {
                    slot: Slot::Main,
                    ran,
                    ..
                } = &news
                {
                    observed.ran(ran.milliseconds, ran.bytes);
                }
                tell(Action::News(news));
            })
        };
        browser::entitle(&state.lessons.route.tab());
        conversation.on(Event::Start);
        // A recorded run has told already what the model is to be asked.
        if let Some(wanted) = state.wanted() {
            conversation.on(Event::Want(wanted));
        }
        {
            let tell = Rc::clone(&tell);
            browser::on_dark(move |dark| tell(Action::SystemDark(dark)));
        }
        {
            let tell = Rc::clone(&tell);
            browser::on_step(move |forward| tell(Action::Lessons(Turn::Step(forward))));
        }
        {
            let tell = Rc::clone(&tell);
            browser::on_key(move |key| {
                let meant = shortcut(&Pressed {
                    key: key.name,
                    control: key.control,
                    shift: key.shift,
                    typing: key.typing,
                });
                let means = meant.is_some();
                meant.into_iter().for_each(|action| tell(action));
                means
            });
        }
        let written = Rc::new(RefCell::new(browser::fragment()));
        let ours = Rc::clone(&written);
        browser::on_fragment(move |fragment| {
            if *ours.borrow() != fragment {
                tell(Action::Open(Box::new(address::read(&fragment))));
                ours.replace(fragment);
            }
        });
        Self {
            conversation,
            observed,
            last: RefCell::new(state.clone()),
            touched: Cell::new(false),
            typed: RefCell::default(),
            writing: RefCell::default(),
            studies: RefCell::default(),
            written,
        }
    }

    /// Does what follows from `state`, which has just been rendered.
    pub fn follow(&self, state: &State) {
        let last = self.last.replace(state.clone());
        if state.origin != last.origin {
            let folder = match state.origin {
                Origin::BuiltIn => MODEL.to_owned(),
                Origin::Own(number) => browser::own_folder(number),
            };
            self.conversation.on(Event::Model(folder));
        } else if state.retries != last.retries {
            self.conversation.on(Event::Start);
        }
        if let Some(wanted) = state.wanted()
            && last.wanted().as_ref() != Some(&wanted)
        {
            self.conversation.on(Event::Want(wanted));
        }
        let studies = state.studies();
        if *self.studies.borrow() != studies {
            self.studies.replace(studies.clone());
            self.conversation.on(Event::Study(studies));
        }
        if let Some(translation) = &state.translating
            && state.translating != last.translating
        {
            self.conversation.on(Event::Translate(translation.clone()));
        }
        if state.settings != last.settings {
            browser::keep(SETTINGS, &state.settings.to_text());
        }
        if state.lessons.done != last.lessons.done {
            browser::keep(LESSONS, &state.lessons.done.to_text());
        }
        if state.lessons.route != last.lessons.route {
            self.turn_to(state, &last);
        }
        self.observe(state, &last);
        self.write_address(state, &last);
    }

    /// Another page is open: it has an address of its own, is seen from its top, and the keyboard goes on from its heading.
    fn turn_to(&self, state: &State, last: &State) {
        self.writing.replace(None);
        let open = |fragment: &str| address::read(fragment).route;
        // A person who went back or forth is there already.
        if open(&browser::fragment()) != state.lessons.route {
            if last.lessons.route == Route::Explorer && self.touched.get() {
                browser::replace_fragment(&address::write(last).fragment);
            }
            let fragment = address::write(state).fragment;
            if browser::push_fragment(&fragment).is_some() {
                self.written.replace(fragment);
            }
        }
        browser::entitle(&state.lessons.route.tab());
        browser::to_top();
        browser::focus(match state.lessons.route {
            Route::Explorer => "source",
            _ => "heading",
        });
    }

    /// Tells benchmarks what is on screen, and how long it took from a key press to its own lines.
    fn observe(&self, state: &State, last: &State) {
        let mut typed = self.typed.borrow_mut();
        if state.texts != last.texts
            && let Some(when) = self.observed.typed()
        {
            typed.push_back((when, state.texts.clone()));
            if typed.len() > REMEMBERED {
                typed.pop_front();
            }
        }
        let Some(picture) = state.picture.as_ref().filter(|picture| !picture.recorded) else {
            return self.observed.ready(false);
        };
        if state.picture != last.picture {
            let painted = |(_, texts): &(f64, Texts)| {
                *texts.source == picture.source.text && *texts.target == picture.target.text
            };
            if let Some(at) = typed.iter().rposition(painted)
                && let Some((when, _)) = typed.drain(..=at).next_back()
            {
                self.observed.rendered(when);
            }
        }
        let ready = state.status == Status::Ready && state.is_current();
        self.observed.ready(ready);
    }

    fn write_address(&self, state: &State, last: &State) {
        if (&state.texts, &state.compare) != (&last.texts, &last.compare)
            || state.history != last.history
            || (state.panel != last.panel && state.panel.is_some() && last.panel.is_some())
        {
            self.touched.set(true);
        }
        let chosen = |state: &State| {
            (
                (state.texts.clone(), state.compare.clone()),
                state.history.clone(),
                (state.panel, state.panels),
                state.model.clone(),
            )
        };
        if !self.touched.get() || chosen(state) == chosen(last) {
            return;
        }
        let (state, written) = (state.clone(), Rc::clone(&self.written));
        let write = move || {
            let fragment = address::write(&state).fragment;
            if browser::replace_fragment(&fragment).is_some() {
                written.replace(fragment);
            }
        };
        self.writing.replace(Some(Timeout::new(PAUSE, write)));
    }
}
