//! What components ask of the browser and hear again when it changes.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::browser::{WidthObserver, WindowObserver};

/// The inner width of an element in pixels; 0 until it is on the page.
#[hook]
pub fn use_width(node: &NodeRef) -> f32 {
    let width = use_state_eq(|| 0.0);
    let setter = width.setter();
    use_effect_with(node.clone(), move |node| {
        let observer = node
            .get()
            .map(|node| WidthObserver::new(&node, move |width| setter.set(width)));
        move || drop(observer)
    });
    *width
}

/// The first and the last pixel of an element that are in the window, counted from its top; `None` until it is on the page.
#[hook]
pub fn use_window(node: &NodeRef) -> Option<[f32; 2]> {
    let part = use_state_eq(|| None);
    let setter = part.setter();
    use_effect_with(node.clone(), move |node| {
        let observer = node
            .get()
            .map(|node| WindowObserver::new(&node, move |part| setter.set(Some(part))));
        move || drop(observer)
    });
    *part
}

/// `value` as it was when it last had not changed for so many milliseconds; `None` until then.
#[hook]
pub fn use_rested<T: Clone + PartialEq + 'static>(value: T, milliseconds: u32) -> Option<T> {
    let rested = use_state_eq(|| None);
    let setter = rested.setter();
    use_effect_with(value, move |value| {
        let value = value.clone();
        let wait = Timeout::new(milliseconds, move || setter.set(Some(value)));
        move || drop(wait)
    });
    (*rested).clone()
}
