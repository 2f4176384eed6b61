//! The words of a figure as something to point at, to click and to focus.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{MARGIN, Shared, Spot};
use crate::browser;
use crate::figure::{LabelBox, decimal};

use super::drawing::Drawing;
use super::finger::{Click, Finger};
use super::walk::Step;

/// What happened to a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Touch {
    /// The pointer rests on it.
    Rest,
    /// The keyboard's focus has come to it.
    Focus,
    /// Neither rests on it any longer.
    Leave,
    /// A finger tapped it.
    Tap,
    /// It is to be pinned, alone or too.
    Pin {
        /// Beside what is pinned already.
        also: bool,
    },
    /// The focus is to go on from it.
    Step(Step),
}

/// What [`Targets`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The figure.
    pub drawing: Shared<Drawing>,
    /// What is pinned.
    pub pinned: Vec<Spot>,
    /// The label box at which the Tab key stops.
    pub stop: usize,
    /// Called with the index of a label box and what happened to it.
    pub on: Callback<(usize, Touch)>,
}

/// The id of a label box's element.
pub fn id(drawing: &Drawing, index: usize) -> String {
    format!("{}word-{index}", drawing.name)
}

/// Transparent buttons over the words, which are painted with the figure. The buttons' parent listens for all of them: there
/// may be hundreds.
#[component]
pub fn Targets(props: &Props) -> Html {
    let finger = use_memo((), |()| Finger::default());
    let on = &props.on;
    let onpointerdown = {
        let (finger, on) = (finger.clone(), on.clone());
        Callback::from(move |event: PointerEvent| {
            let (on, index) = (on.clone(), index(&event));
            let stayed = move || {
                index
                    .into_iter()
                    .for_each(|i| on.emit((i, Touch::Pin { also: true })))
            };
            finger.down(&event, stayed);
        })
    };
    let lifted = {
        let finger = finger.clone();
        Callback::from(move |_: PointerEvent| finger.lifted())
    };
    let oncontextmenu = {
        let finger = finger.clone();
        Callback::from(move |event: MouseEvent| {
            if finger.is_down() {
                event.prevent_default();
            }
        })
    };
    let pointer = |touch: Touch| {
        touched(on, move |event: &PointerEvent| {
            (event.pointer_type() != "touch").then_some(touch)
        })
    };
    let focused = Rc::clone(&finger);
    let onfocusin = touched(on, move |_: &FocusEvent| {
        (!focused.is_down()).then_some(Touch::Focus)
    });
    let scene = &props.drawing.scene;
    html! {
        <svg
            class="targets"
            role="group"
            aria-label="Words: arrow keys move along them, Enter pins, Escape lets go"
            width={(scene.width.ceil() as u32).to_string()}
            height={(scene.height.ceil() as u32).to_string()}
            {onpointerdown}
            onpointerup={lifted.clone()}
            onpointercancel={lifted}
            onpointerover={pointer(Touch::Rest)}
            onpointerout={pointer(Touch::Leave)}
            onclick={touched(on, move |event| click(&finger, event))}
            {oncontextmenu}
            {onfocusin}
            onfocusout={touched(on, |_: &FocusEvent| Some(Touch::Leave))}
            onkeydown={touched(on, key)}
        >
            { for scene.boxes.iter().enumerate().map(|(index, word)| target(props, index, word)) }
        </svg>
    }
}

fn target(props: &Props, index: usize, word: &LabelBox) -> Html {
    let spot = props.drawing.spot(word.id);
    let pinned = spot.is_some_and(|spot| props.pinned.contains(&spot));
    let (area, side) = (word.area, word.id.side.name());
    let tenth = |pixels: f32| decimal(pixels, 1);
    let turn = word.turn.map(|turn| {
        let [degrees, x, y] = [turn.degrees, turn.about.x, turn.about.y].map(tenth);
        format!("rotate({degrees} {x} {y})")
    });
    html! {
        <g
            key={index}
            id={id(&props.drawing, index)}
            class="word"
            role="button"
            tabindex={if index == props.stop { "0" } else { "-1" }}
            aria-pressed={if pinned { "true" } else { "false" }}
            aria-label={format!("{}, {side}", word.text)}
            data-side={side}
            data-index={word.id.index.to_string()}
            data-box={index.to_string()}
            transform={turn}
        >
            <rect
                x={tenth(area.x - MARGIN)}
                y={tenth(area.y)}
                width={tenth(area.width + 2.0 * MARGIN)}
                height={tenth(area.height)}
                rx="4"
            />
        </g>
    }
}

/// The index of the label box that an event comes from.
fn index(event: &Event) -> Option<usize> {
    browser::data(event, "box")?.parse().ok()
}

/// Passes on what `touch` makes of an event, if anything.
fn touched<E>(
    on: &Callback<(usize, Touch)>,
    touch: impl Fn(&E) -> Option<Touch> + 'static,
) -> Callback<E>
where
    E: AsRef<Event> + 'static,
{
    let on = on.clone();
    Callback::from(move |event: E| {
        if let Some(index) = index(event.as_ref())
            && let Some(touch) = touch(&event)
        {
            on.emit((index, touch));
        }
    })
}

fn click(finger: &Finger, event: &MouseEvent) -> Option<Touch> {
    // A click beside the words lets go of all.
    event.stop_propagation();
    match finger.click() {
        Click::Mouse => Some(Touch::Pin {
            also: event.shift_key(),
        }),
        Click::Tap => Some(Touch::Tap),
        Click::Done => None,
    }
}

/// Enter and the space bar pin, arrows walk.
fn key(event: &KeyboardEvent) -> Option<Touch> {
    let touch = match event.key().as_str() {
        "Enter" | " " => Touch::Pin {
            also: event.shift_key(),
        },
        key => Touch::Step(Step::of_key(key)?),
    };
    event.prevent_default();
    Some(touch)
}
