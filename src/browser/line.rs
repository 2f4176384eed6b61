//! The line to a worker: what is said to it, what is heard of it, and that it has failed.
//!
//! Refuses to know what is said, and what is to be done about a failure.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker};

use crate::engine::protocol::{BUILD, FromWorker, Request, ToWorker};

use super::{own, wire};

/// What is heard of a worker.
#[derive(Debug)]
pub enum Heard {
    /// It has said something; the buffers came with it.
    Said(FromWorker, Vec<Vec<f32>>),
    /// It has failed, or what it said cannot be understood; why, as part of a sentence.
    Failed(String),
}

/// A line to a worker of its own. Dropped, the worker is ended, whatever it is doing, and not heard any more.
pub struct Line {
    worker: Worker,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(web_sys::Event)>,
    _garbled: Closure<dyn FnMut(MessageEvent)>,
}

/// The address of the script that starts the worker's program: relative to the page, so that it can be hosted anywhere, and
/// of this build, whatever lies in caches.
pub fn worker() -> String {
    format!("worker_start.js?v={BUILD}")
}

impl Line {
    /// Starts a worker and listens to it.
    ///
    /// # Errors
    /// When the browser does not allow one.
    pub fn new(heard: impl Fn(Heard) + Clone + 'static) -> Result<Self, String> {
        let worker = Worker::new(&worker())
            .map_err(|_| "the browser does not allow a worker here".to_owned())?;
        let hear = heard.clone();
        let message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            hear(match said(event.data()) {
                Ok((said, buffers)) => Heard::Said(said, buffers),
                Err(why) => Heard::Failed(format!("it cannot be understood ({why})")),
            });
        });
        let hear = heard.clone();
        let error = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            hear(Heard::Failed(what_failed(&event)));
        });
        let garbled = Closure::<dyn FnMut(MessageEvent)>::new(move |_: MessageEvent| {
            heard(Heard::Failed(
                "a message of it could not be read".to_owned(),
            ));
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(garbled.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            _message: message,
            _error: error,
            _garbled: garbled,
        })
    }

    /// Says something to the worker.
    ///
    /// # Errors
    /// When it cannot be sent.
    pub fn post(&self, message: &ToWorker) -> Result<(), String> {
        let packed = wire::pack(message, &[])?;
        if let Request::Load { folder } = &message.request {
            own::chosen(folder).iter().for_each(|file| {
                packed.message.push(file);
            });
        }
        self.worker
            .post_message_with_transfer(&packed.message, &packed.transfer)
            .map_err(|_| "a message to it could not be sent".to_owned())
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

fn said(data: JsValue) -> Result<(FromWorker, Vec<Vec<f32>>), String> {
    let message = wire::message(data)?;
    Ok((wire::header(&message)?, wire::buffers(&message)?))
}

/// A script that cannot be fetched raises an event without a message.
fn what_failed(event: &web_sys::Event) -> String {
    let message = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
    match message.filter(|message| !message.is_empty()) {
        Some(message) => message,
        None => "its program could not be fetched".to_owned(),
    }
}
