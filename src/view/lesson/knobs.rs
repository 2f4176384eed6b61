//! What a reader sets under an exhibit: sliders, switches, choices, another draw.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Turn};
use crate::browser;
use crate::figure::trimmed;
use crate::lesson::{Control, Desk, Knob};

use super::prose::label;

/// Choices of more than so many options are sliders.
const SIDE_BY_SIDE: usize = 4;

/// The control of knob number `at`.
pub fn control(at: usize, knob: &Knob, desk: &Desk, dispatch: &Callback<Action>) -> Html {
    let number = desk.get(at);
    let set = move |number: f32| {
        let numbers: Rc<[(usize, f32)]> = [(at, number)].into();
        Action::Lessons(Turn::Set(numbers))
    };
    match knob.kind {
        Control::Slider { min, max, step } => slider(
            at,
            knob,
            [min, max, step],
            number,
            trimmed(number, 2),
            dispatch,
        ),
        Control::Choice(options) if options.len() > SIDE_BY_SIDE => {
            let name = options.get(desk.index(at)).copied().unwrap_or_default();
            let last = options.len() as f32 - 1.0;
            slider(
                at,
                knob,
                [0.0, last, 1.0],
                number,
                name.to_owned(),
                dispatch,
            )
        }
        Control::Choice(options) => {
            let option = |(i, name): (usize, &&'static str)| {
                let onclick = dispatch.reform(move |_: MouseEvent| set(i as f32));
                let pressed = desk.index(at) == i;
                html! {
                    <button type="button" class="option" aria-pressed={pressed.to_string()} {onclick}>{ *name }</button>
                }
            };
            html! {
                <div class="knob options" role="group" aria-label={crate::lesson::plain(knob.label)}>
                    <span>{ label(knob.label) }</span>
                    <span class="row">{ for options.iter().enumerate().map(option) }</span>
                </div>
            }
        }
        Control::Switch => {
            let on = desk.is_on(at);
            let onchange = dispatch.reform(move |_: Event| set(f32::from(u8::from(!on))));
            html! {
                <label class="knob check">
                    <input type="checkbox" checked={on} data-knob={at.to_string()} {onchange} />
                    <span>{ label(knob.label) }</span>
                </label>
            }
        }
        Control::Seed => {
            let onclick = dispatch.reform(move |_: MouseEvent| set(number + 1.0));
            html! {
                <div class="knob seed">
                    <span>{ ["random, draw number ", &trimmed(number, 0)].concat() }</span>
                    <button type="button" class="button" {onclick}>{ "Draw again" }</button>
                </div>
            }
        }
        Control::Coordinate(_) | Control::Place => html! {},
    }
}

fn slider(
    at: usize,
    knob: &Knob,
    [min, max, step]: [f32; 3],
    number: f32,
    shown: String,
    dispatch: &Callback<Action>,
) -> Html {
    let dispatch = dispatch.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(number) = browser::number(&event) {
            let numbers: Rc<[(usize, f32)]> = [(at, number)].into();
            dispatch.emit(Action::Lessons(Turn::Set(numbers)));
        }
    });
    let shown = shown.replace('-', "−");
    html! {
        <label class="knob slider" data-part={knob.part.map(|part| part.slug())}>
            <span>{ label(knob.label) }</span>
            <input
                type="range"
                data-knob={at.to_string()}
                min={trimmed(min, 3)}
                max={trimmed(max, 3)}
                step={trimmed(step, 3)}
                value={trimmed(number, 3)}
                aria-valuetext={shown.clone()}
                {oninput}
            />
            <output>{ shown }</output>
        </label>
    }
}
