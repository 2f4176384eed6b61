//! Carries out what the [`Client`] decides: starts and ends the worker, passes messages on, keeps the deadline.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use crate::app::{BUILD, Client, Effect, Event, News};
use crate::engine::protocol::ToWorker;

use super::wire;

/// The address of the script that starts the worker's program: relative to the page, so that it can be hosted anywhere, and
/// of this build, whatever lies in caches.
pub fn worker() -> String {
    format!("worker_start.js?v={BUILD}")
}

/// The line to the worker.
#[derive(Clone)]
pub struct Bridge(Rc<Line>);

struct Line {
    client: RefCell<Client>,
    waiting: RefCell<VecDeque<Event>>,
    worker: RefCell<Option<Live>>,
    deadline: RefCell<Option<Timeout>>,
    tell: Box<dyn Fn(News)>,
}

/// A worker with the ears that hear it; dropped, it is ended and not heard any more.
struct Live {
    worker: Worker,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(web_sys::Event)>,
    _garbled: Closure<dyn FnMut(MessageEvent)>,
}

impl Drop for Live {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

impl Bridge {
    /// A line to a worker with the model in `folder`; news go to `tell`. Nothing happens before [`Event::Start`].
    pub fn new(folder: &str, tell: impl Fn(News) + 'static) -> Self {
        Self(Rc::new(Line {
            client: RefCell::new(Client::new(folder)),
            waiting: RefCell::default(),
            worker: RefCell::default(),
            deadline: RefCell::default(),
            tell: Box::new(tell),
        }))
    }

    /// Lets `event` happen.
    pub fn on(&self, event: Event) {
        Line::on(&self.0, event);
    }
}

impl Line {
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
            Effect::Spawn => match self.spawn() {
                Ok(live) => *self.worker.borrow_mut() = Some(live),
                Err(why) => self.on(Event::Failed(why)),
            },
            Effect::Terminate => drop(self.worker.borrow_mut().take()),
            Effect::Post(message) => {
                if let Err(why) = self.post(&message) {
                    self.on(Event::Failed(why));
                }
            }
            Effect::Deadline { id, milliseconds } => {
                let line = Rc::downgrade(self);
                let passed = move || tell(&line, || Event::Deadline(id));
                *self.deadline.borrow_mut() = Some(Timeout::new(milliseconds, passed));
            }
            Effect::NoDeadline => drop(self.deadline.borrow_mut().take()),
            Effect::Tell(news) => (self.tell)(news),
        }
    }

    fn spawn(self: &Rc<Self>) -> Result<Live, String> {
        let worker = Worker::new(&worker())
            .map_err(|_| "the browser does not allow a worker here".to_owned())?;
        let line = Rc::downgrade(self);
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            tell(&line, || match wire::unpack(event.data()) {
                Ok((said, buffers)) => Event::Heard(said, buffers),
                Err(why) => Event::Failed(format!("it cannot be understood ({why})")),
            });
        });
        let line = Rc::downgrade(self);
        let error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            tell(&line, || Event::Failed(what_failed(&event)));
        });
        let line = Rc::downgrade(self);
        let garbled = Closure::<dyn FnMut(MessageEvent)>::new(move |_: MessageEvent| {
            tell(&line, || {
                Event::Failed("a message of it could not be read".to_owned())
            });
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(garbled.as_ref().unchecked_ref()));
        Ok(Live {
            worker,
            _message: message,
            _error: error,
            _garbled: garbled,
        })
    }

    fn post(&self, message: &ToWorker) -> Result<(), String> {
        let (message, transfer) = wire::pack(message, &[])?;
        let worker = self.worker.borrow();
        let live = worker.as_ref().ok_or("there is no worker")?;
        live.worker
            .post_message_with_transfer(&message, &transfer)
            .map_err(|_| "a message to it could not be sent".to_owned())
    }
}

/// Lets an event happen, unless the page has gone.
fn tell(line: &Weak<Line>, event: impl FnOnce() -> Event) {
    if let Some(line) = line.upgrade() {
        line.on(event());
    }
}

/// A script that cannot be fetched raises an event without a message.
fn what_failed(event: &web_sys::Event) -> String {
    let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
    match message.filter(|message| !message.is_empty()) {
        Some(message) => message,
        None => "its program could not be fetched".to_owned(),
    }
}
