//! The worker's end of the line: a [`Session`] that answers what the page asks.
//!
//! A header may also be JSON text instead of compact bytes; from then on the worker answers in JSON too. Benchmarks and curious
//! people speak to it so, from any script.

use std::cell::{Cell, RefCell};
use std::panic::{self, PanicHookInfo};
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Performance};

use crate::engine::Session;
use crate::engine::protocol::{BUILD, FromWorker, PROTOCOL, Reply, Request, ToWorker};
use crate::model::Files;

use super::wire::{self, Packed};
use super::{fetch, own};

/// Milliseconds between two messages about progress; the last one comes in any case.
const BREATH: f64 = 50.0;

thread_local! {
    /// Whether the worker is spoken to in JSON.
    static JSON: Cell<bool> = const { Cell::new(false) };
}

/// Answers the page for the rest of the worker's life.
pub fn serve() {
    panic::set_hook(Box::new(|panic| {
        let message = what_panicked(panic);
        say(&FromWorker::Panicked { message }, &[]);
    }));
    let session = Rc::new(RefCell::new(Session::with_clock(now)));
    let heard =
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            match question(event.data()) {
                Ok((message, parts)) => answer(&session, message, parts),
                Err(why) => say(
                    &FromWorker::Panicked {
                        message: format!("a message of the page cannot be understood ({why})"),
                    },
                    &[],
                ),
            }
        });
    scope().set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    let build = BUILD.to_owned();
    say(
        &FromWorker::Hello {
            protocol: PROTOCOL,
            build,
        },
        &[],
    );
}

fn answer(session: &Rc<RefCell<Session>>, message: ToWorker, parts: Array) {
    let ToWorker { id, request } = message;
    let session = Rc::clone(session);
    match request {
        Request::Load { folder } => spawn_local(async move {
            let own = own::read(&parts, progress()).await;
            let folder = match own {
                Some(own) => own,
                None => fetch::folder(&folder, progress()).await,
            };
            let reply = match folder {
                Ok(folder) => load(&session, folder),
                Err(message) => Reply::Refused { message },
            };
            say(&FromWorker::Answer { id, reply }, &[]);
        }),
        request => {
            let (reply, buffers) = session.borrow_mut().answer(request);
            say(&FromWorker::Answer { id, reply }, &buffers);
        }
    }
}

fn load(session: &RefCell<Session>, folder: fetch::Folder) -> Reply {
    let files = Files {
        config: &folder.config,
        tokenizer: &folder.tokenizer,
        weights: &folder.weights,
    };
    match session.borrow_mut().load(files, folder.manifest) {
        Ok(info) => Reply::Loaded(Box::new(info)),
        Err(error) => Reply::Refused {
            message: format!("The model cannot be used: {error}."),
        },
    }
}

/// What the panic said and where, on one line.
fn what_panicked(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let said = payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied());
    let said = said.unwrap_or("its program failed");
    match panic.location() {
        Some(location) => format!("{said} ({}:{})", location.file(), location.line()),
        None => said.to_owned(),
    }
}

fn progress() -> impl FnMut(u64, u64) {
    let mut last = f64::NEG_INFINITY;
    move |loaded, total| {
        let now = now();
        if now - last >= BREATH || loaded >= total {
            last = now;
            say(&FromWorker::Progress { loaded, total }, &[]);
        }
    }
}

/// Milliseconds since the worker began.
fn now() -> f64 {
    scope().performance().as_ref().map_or(0.0, Performance::now)
}

/// What the page asks, and the message that brought it.
fn question(data: JsValue) -> Result<(ToWorker, Array), String> {
    let message = wire::message(data)?;
    let asked = match message.get(0).as_string() {
        Some(text) => {
            JSON.set(true);
            serde_json::from_str(&text).map_err(|error| error.to_string())?
        }
        None => wire::header(&message)?,
    };
    Ok((asked, message))
}

fn say(message: &FromWorker, buffers: &[Vec<f32>]) {
    let packed = if JSON.get() {
        serde_json::to_string(message)
            .map(|text| wire::with_header(&text.into(), buffers))
            .map_err(|error| error.to_string())
    } else {
        wire::pack(message, buffers)
    };
    if let Ok(Packed { message, transfer }) = packed {
        // It fails only when the page has gone, and then nobody is left to be told.
        drop(scope().post_message_with_transfer(&message, &transfer));
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
