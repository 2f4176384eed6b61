//! Carries out what the [`Client`] decides: starts and ends the worker, passes messages on, keeps the deadline.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use attention_loom::app::{Client, Effect, Event, News};
use attention_loom::browser::{Heard, Line};
use gloo_timers::callback::Timeout;

/// The conversation with the worker.
pub struct Conversation(Rc<Parts>);

struct Parts {
    client: RefCell<Client>,
    waiting: RefCell<VecDeque<Event>>,
    line: RefCell<Option<Line>>,
    deadline: RefCell<Option<Timeout>>,
    tell: Box<dyn Fn(News)>,
}

impl Conversation {
    /// About the model in `folder`; news go to `tell`. Nothing happens before [`Event::Start`].
    pub fn new(folder: &str, tell: impl Fn(News) + 'static) -> Self {
        Self(Rc::new(Parts {
            client: RefCell::new(Client::new(folder)),
            waiting: RefCell::default(),
            line: RefCell::default(),
            deadline: RefCell::default(),
            tell: Box::new(tell),
        }))
    }

    /// Lets `event` happen.
    pub fn on(&self, event: Event) {
        self.0.on(event);
    }
}

impl Parts {
    /// Events that come while one is dealt with wait their turn.
    fn on(self: &Rc<Self>, event: Event) {
        self.waiting.borrow_mut().push_back(event);
        let Ok(mut client) = self.client.try_borrow_mut() else {
            return;
        };
        loop {
            let next = self.waiting.borrow_mut().pop_front();
            let Some(event) = next else { break };
            for effect in client.on(event) {
                self.perform(effect);
            }
        }
    }

    fn perform(self: &Rc<Self>, effect: Effect) {
        match effect {
            Effect::Spawn => match self.call() {
                Ok(line) => *self.line.borrow_mut() = Some(line),
                Err(why) => self.on(Event::Failed(why)),
            },
            Effect::Terminate => drop(self.line.borrow_mut().take()),
            Effect::Post(message) => {
                let posted = self.line.borrow().as_ref().map(|line| line.post(&message));
                if let Some(Err(why)) = posted {
                    self.on(Event::Failed(why));
                }
            }
            Effect::Deadline { id, milliseconds } => {
                let parts = Rc::downgrade(self);
                let passed = move || tell(&parts, Event::Deadline(id));
                *self.deadline.borrow_mut() = Some(Timeout::new(milliseconds, passed));
            }
            Effect::NoDeadline => drop(self.deadline.borrow_mut().take()),
            Effect::Tell(news) => (self.tell)(news),
        }
    }

    fn call(self: &Rc<Self>) -> Result<Line, String> {
        let parts = Rc::downgrade(self);
        Line::new(move |heard| {
            let event = match heard {
                Heard::Said(said, buffers) => Event::Heard(said, buffers),
                Heard::Failed(why) => Event::Failed(why),
            };
            tell(&parts, event);
        })
    }
}

/// Lets an event happen, unless the page has gone.
fn tell(parts: &Weak<Parts>, event: Event) {
    if let Some(parts) = parts.upgrade() {
        parts.on(event);
    }
}
