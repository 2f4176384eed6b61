//! What benchmarks and browser tests read of the page, on `window.__loom`. Nothing of the page depends on it, and writing to it
//! changes nothing.
//!
//! | property | meaning |
//! |---|---|
//! | `protocol`, `build` | of this page |
//! | `worker` | the address of its worker, relative to the page |
//! | `ready` | the model has loaded, and what is on screen is what is typed and chosen |
//! | `runs` | how many runs the worker has answered |
//! | `lastRun` | `null`, or of the newest: `milliseconds` of its forward pass, `bytes` that the session keeps of it, `latency` of the newest key press whose lines are on screen (`null` before the first) |
//! | `latencies` | of every key press whose own lines came on screen: milliseconds from its `input` event to after the frame that painted them |
//! | `longTasks` | milliseconds of every task over 50 ms on the page's own thread, where the browser tells (`null` where not) |

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{PerformanceObserver, PerformanceObserverEntryList, PerformanceObserverInit};

use crate::engine::protocol::{BUILD, PROTOCOL};

use super::line;

const LONG: &str = "longtask";

/// The object on the window, and what it is made of.
pub struct Observed {
    object: Object,
    latencies: Array,
    runs: Cell<u32>,
    last: RefCell<JsValue>,
    /// When the newest `input` event happened.
    typed: Cell<Option<f64>>,
}

impl Observed {
    /// Puts the object on the window and begins to observe.
    pub fn new() -> Rc<Self> {
        let observed = Rc::new(Self {
            object: Object::new(),
            latencies: Array::new(),
            runs: Cell::new(0),
            last: RefCell::new(JsValue::NULL),
            typed: Cell::new(None),
        });
        observed.set("protocol", PROTOCOL.into());
        observed.set("build", BUILD.into());
        observed.set("worker", line::worker().into());
        observed.set("ready", false.into());
        observed.set("runs", 0.into());
        observed.set("lastRun", JsValue::NULL);
        observed.set("latencies", observed.latencies.clone().into());
        observed.set("longTasks", long_tasks().map_or(JsValue::NULL, Into::into));
        if let Some(window) = web_sys::window() {
            set(&window, "__loom", observed.object.clone().into());
        }
        observed.hear_typing();
        observed
    }

    /// The worker has answered a run: `milliseconds` of its forward pass, `bytes` that the session keeps of it.
    pub fn ran(&self, milliseconds: Option<f64>, bytes: usize) {
        self.runs.set(self.runs.get() + 1);
        let last = Object::new();
        let time = milliseconds.map_or(JsValue::NULL, Into::into);
        set(&last, "milliseconds", time);
        set(&last, "bytes", (bytes as f64).into());
        let latency = self.latencies.at(-1);
        set(
            &last,
            "latency",
            if latency.is_undefined() {
                JsValue::NULL
            } else {
                latency
            },
        );
        self.set("runs", self.runs.get().into());
        self.set("lastRun", last.clone().into());
        self.last.replace(last.into());
    }

    /// Whether the page shows what is typed and chosen.
    pub fn ready(&self, ready: bool) {
        self.set("ready", ready.into());
    }

    /// When the newest `input` event happened, if it has not been asked for yet.
    pub fn typed(&self) -> Option<f64> {
        self.typed.take()
    }

    /// The lines of what was typed at `typed` have just been rendered.
    pub fn rendered(self: &Rc<Self>, typed: f64) {
        let observed = Rc::clone(self);
        after_the_frame(move |now| {
            let latency = JsValue::from(now - typed);
            observed.latencies.push(&latency);
            set(&observed.last.borrow(), "latency", latency);
        });
    }

    fn hear_typing(self: &Rc<Self>) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else {
            return;
        };
        let observed = Rc::clone(self);
        let heard = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            observed.typed.set(Some(event.time_stamp()));
        });
        let function = heard.as_ref().unchecked_ref();
        // On the way down: before any component has dealt with it.
        if document
            .add_event_listener_with_callback_and_bool("input", function, true)
            .is_ok()
        {
            heard.forget();
        }
    }

    fn set(&self, name: &str, value: JsValue) {
        set(&self.object, name, value);
    }
}

fn set(object: &JsValue, name: &str, value: JsValue) {
    // A frozen object keeps its value; the page does not depend on it.
    let _set = Reflect::set(object, &name.into(), &value);
}

/// Calls `then` with the time after the next frame has been painted.
fn after_the_frame(then: impl FnOnce(f64) + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let frame = Closure::once_into_js(move || {
        // A frame's callbacks run before it is painted, the next task after.
        Timeout::new(0, move || {
            let performance = web_sys::window().and_then(|window| window.performance());
            if let Some(performance) = performance {
                then(performance.now());
            }
        })
        .forget();
    });
    // A page that cannot be painted has no latency.
    let _asked = window.request_animation_frame(frame.unchecked_ref());
}

/// A list to which the browser's reports of long tasks are added; `None` where it makes none.
fn long_tasks() -> Option<Array> {
    let class = Reflect::get(&js_sys::global(), &"PerformanceObserver".into()).ok()?;
    let types = Reflect::get(&class, &"supportedEntryTypes".into()).ok()?;
    if !types.dyn_into::<Array>().ok()?.includes(&LONG.into(), 0) {
        return None;
    }
    let tasks = Array::new();
    let list = tasks.clone();
    let report = Closure::<dyn FnMut(PerformanceObserverEntryList)>::new(
        move |entries: PerformanceObserverEntryList| {
            for entry in entries.get_entries().iter() {
                let entry: web_sys::PerformanceEntry = entry.unchecked_into();
                list.push(&entry.duration().into());
            }
        },
    );
    let observer = PerformanceObserver::new(report.as_ref().unchecked_ref()).ok()?;
    report.forget();
    let options = PerformanceObserverInit::new(&Array::of1(&LONG.into()));
    observer.observe(&options);
    Some(tasks)
}
