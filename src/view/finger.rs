//! What a finger means: a tap, or, when it stays, a pin.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

/// Milliseconds after which a finger that stays means "pin".
const LONG: u32 = 450;

/// What a finger is doing on one element. Mice and pens are not fingers.
#[derive(Clone, Default)]
pub struct Finger(Rc<RefCell<Doing>>);

#[derive(Default)]
struct Doing {
    /// It came down on the element and has not been understood as a click yet.
    down: bool,
    /// It stayed so long that it was understood.
    stayed: bool,
    /// Runs while it stays.
    timer: Option<Timeout>,
}

/// What a click was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Click {
    /// Not of a finger.
    Mouse,
    /// A finger's tap.
    Tap,
    /// The end of a finger's long stay, which has been understood already.
    Done,
}

impl Finger {
    /// Something came down; `stayed` is called when it is a finger and stays.
    pub fn down(&self, event: &PointerEvent, stayed: impl FnOnce() + 'static) {
        let mut doing = self.0.borrow_mut();
        *doing = Doing::default();
        doing.down = event.pointer_type() == "touch";
        if doing.down {
            let own = Rc::clone(&self.0);
            doing.timer = Some(Timeout::new(LONG, move || {
                own.borrow_mut().stayed = true;
                stayed();
            }));
        }
    }

    /// It was lifted, or slid away to scroll.
    pub fn lifted(&self) {
        self.0.borrow_mut().timer = None;
    }

    /// Whether a finger is at work, so that what the browser makes of it (focus, context menu) is not the person's wish.
    pub fn is_down(&self) -> bool {
        self.0.borrow().down
    }

    /// What the click that comes now was.
    pub fn click(&self) -> Click {
        let doing = self.0.take();
        match (doing.down, doing.stayed) {
            (false, _) => Click::Mouse,
            (true, false) => Click::Tap,
            (true, true) => Click::Done,
        }
    }
}
