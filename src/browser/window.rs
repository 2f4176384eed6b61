//! Which part of an element is in the window.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Node, Window};

/// What moves an element in the window. Scrolling is heard on its way down, so that also boxes that scroll are.
const MOVES: [&str; 2] = ["scroll", "resize"];

/// Pixels to which the part is told; what moves less moves nothing.
const STEP: f32 = 8.0;

/// Reports the part of an element that is in the window, at once and whenever it moves, until it is dropped.
pub struct WindowObserver {
    moved: Closure<dyn FnMut()>,
}

impl WindowObserver {
    /// Watches `node`; `report` gets its first and last pixel in the window, counted from its top, at most once a frame. They lie
    /// beyond the element where the window does.
    pub fn new(node: &Node, report: impl Fn([f32; 2]) + 'static) -> Option<Self> {
        let element: Element = node.dyn_ref::<Element>()?.clone();
        let window = web_sys::window()?;
        let tell = {
            let window = window.clone();
            move || {
                if let Some(part) = part(&window, &element) {
                    report(part);
                }
            }
        };
        tell();
        let asked = Rc::new(Cell::new(false));
        let frame = {
            let asked = Rc::clone(&asked);
            Closure::<dyn FnMut()>::new(move || {
                asked.set(false);
                tell();
            })
        };
        let frames = window.clone();
        let moved = Closure::<dyn FnMut()>::new(move || {
            if !asked.replace(true) {
                let asked_for = frames.request_animation_frame(frame.as_ref().unchecked_ref());
                asked.set(asked_for.is_ok());
            }
        });
        for event in MOVES {
            let callback = moved.as_ref().unchecked_ref();
            window
                .add_event_listener_with_callback_and_bool(event, callback, true)
                .ok()?;
        }
        Some(Self { moved })
    }
}

impl Drop for WindowObserver {
    fn drop(&mut self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        for event in MOVES {
            let callback = self.moved.as_ref().unchecked_ref();
            // Not there any more is as good.
            drop(window.remove_event_listener_with_callback_and_bool(event, callback, true));
        }
    }
}

fn part(window: &Window, element: &Element) -> Option<[f32; 2]> {
    let height = window.inner_height().ok()?.as_f64()?;
    let top = element.get_bounding_client_rect().top();
    let step = |pixels: f64| (pixels as f32 / STEP).round() * STEP;
    Some([step(-top), step(height - top)])
}
