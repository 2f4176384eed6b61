//! Who supplies Q, and who K and V: two sentences, three sockets, and the wires between them.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Turn};
use crate::lesson::Wires;

/// The wiring; a click on a socket, or Enter or Space, plugs it into the other sentence.
pub fn wiring(wires: &Wires, dispatch: &Callback<Action>) -> Html {
    let [asks, found, _] = wires.knobs;
    let from = |target: bool| if target { 150 } else { 50 };
    let wire = |target: bool, to: i32, part: &'static str| {
        let path = [
            "M 150 ",
            &from(target).to_string(),
            " C 220 ",
            &from(target).to_string(),
            " 220 ",
            &to.to_string(),
            " 286 ",
            &to.to_string(),
        ];
        html! { <path class="wire" data-part={part} d={path.concat()} /> }
    };
    let socket = |y: i32, name: &'static str, part: &'static str, knob: usize, target: bool| {
        let numbers: Rc<[(usize, f32)]> = [(knob, f32::from(u8::from(!target)))].into();
        let (set, dispatch) = (Action::Lessons(Turn::Set(numbers)), dispatch.clone());
        let onclick = {
            let set = set.clone();
            dispatch.reform(move |_: MouseEvent| set.clone())
        };
        let onkeydown = Callback::from(move |event: KeyboardEvent| {
            if matches!(&*event.key(), "Enter" | " ") {
                event.prevent_default();
                dispatch.emit(set.clone());
            }
        });
        let from = if target {
            " from the target"
        } else {
            " from the source"
        };
        html! {
            <g class="socket" data-part={part} role="button" tabindex="0" aria-label={[name, from].concat()} {onclick} {onkeydown}>
                <rect x="286" y={(y - 24).to_string()} width="52" height="48" rx="8" />
                <text x="312" y={(y + 6).to_string()} text-anchor="middle">{ name }</text>
            </g>
        }
    };
    let sentence = |y: i32, name: &'static str| {
        html! {
            <g class="supplier">
                <rect x="8" y={(y - 24).to_string()} width="142" height="48" rx="8" />
                <text x="79" y={(y + 5).to_string()} text-anchor="middle">{ name }</text>
            </g>
        }
    };
    html! {
        <svg class="wires" viewBox="0 0 500 200" role="group" aria-label={wires.in_words()}>
            { wire(wires.target_asks, 40, "query") }
            { wire(wires.target_found, 100, "key") }
            { wire(wires.target_found, 160, "value") }
            <path class="lead" d="M338 40H350M338 100H350M338 160H350" />
            { sentence(50, "source") }
            { sentence(150, "target so far") }
            { socket(40, "Q", "query", asks, wires.target_asks) }
            { socket(100, "K", "key", found, wires.target_found) }
            { socket(160, "V", "value", found, wires.target_found) }
            <g class="core">
                <rect x="350" y="24" width="142" height="152" rx="10" />
                <text x="421" y="92" text-anchor="middle">{ "attention" }</text>
                <text x="421" y="116" text-anchor="middle" class="quiet">{ if wires.masked { "with mask" } else { "no mask" } }</text>
            </g>
        </svg>
    }
}
