//! What components ask of the browser and hear again when it changes.

use yew::prelude::*;

use crate::browser::WidthObserver;

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
