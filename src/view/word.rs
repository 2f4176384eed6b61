//! A word of a figure as something to point at, to click and to focus.

use yew::prelude::*;

use crate::app::Shared;

use super::drawing::Drawing;
use super::finger::{Click, Finger};
use super::walk::Step;

/// Pixels by which a word can be missed to its left and right.
const MARGIN: f32 = 6.0;

/// What happened to a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Touch {
    /// The pointer or the focus rests on it.
    Rest,
    /// It rests on it no longer.
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

/// What a [`Word`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The figure.
    pub drawing: Shared<Drawing>,
    /// Which of its label boxes.
    pub index: usize,
    /// Whether it is pinned.
    pub pinned: bool,
    /// Whether the Tab key stops here.
    pub stop: bool,
    /// Called with the box's index and what happened.
    pub on: Callback<(usize, Touch)>,
}

/// The id of a label box's element.
pub fn id(index: usize) -> String {
    format!("word-{index}")
}

/// A transparent button over the word; the word itself is painted with the figure.
#[component]
pub fn Word(props: &Props) -> Html {
    let finger = use_memo((), |()| Finger::default());
    let index = props.index;
    let Some(word) = props.drawing.scene.boxes.get(index) else {
        return html! {};
    };
    let emit = props.on.reform(move |touch: Touch| (index, touch));
    let onpointerdown = {
        let (finger, emit) = (finger.clone(), emit.clone());
        Callback::from(move |event: PointerEvent| {
            let emit = emit.clone();
            finger.down(&event, move || emit.emit(Touch::Pin { also: true }));
        })
    };
    let lifted = {
        let finger = finger.clone();
        Callback::from(move |_: PointerEvent| finger.lifted())
    };
    let onclick = {
        let finger = finger.clone();
        filtered(&emit, move |event: MouseEvent| {
            event.stop_propagation();
            match finger.click() {
                Click::Mouse => Some(Touch::Pin {
                    also: event.shift_key(),
                }),
                Click::Tap => Some(Touch::Tap),
                Click::Done => None,
            }
        })
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
        filtered(&emit, move |event: PointerEvent| {
            (event.pointer_type() != "touch").then_some(touch)
        })
    };
    let onfocusin = filtered(&emit, move |_: FocusEvent| {
        (!finger.is_down()).then_some(Touch::Rest)
    });
    let onfocusout = emit.reform(|_: FocusEvent| Touch::Leave);
    let onkeydown = filtered(&emit, key);

    let (area, label) = (word.area, word.id);
    let turn = word.turn.map(|turn| {
        let about = turn.about;
        format!("rotate({} {} {})", turn.degrees, about.x, about.y)
    });
    html! {
        <g
            id={id(index)}
            class="word"
            role="button"
            tabindex={if props.stop { "0" } else { "-1" }}
            aria-pressed={props.pinned.to_string()}
            aria-label={format!("{}, {}", word.text, label.side.name())}
            data-side={label.side.name()}
            data-index={label.index.to_string()}
            transform={turn}
            {onpointerdown}
            onpointerup={lifted.clone()}
            onpointercancel={lifted}
            onpointerover={pointer(Touch::Rest)}
            onpointerout={pointer(Touch::Leave)}
            {onclick}
            {oncontextmenu}
            {onfocusin}
            {onfocusout}
            {onkeydown}
        >
            <rect
                x={(area.x - MARGIN).to_string()}
                y={area.y.to_string()}
                width={(area.width + 2.0 * MARGIN).to_string()}
                height={area.height.to_string()}
                rx="4"
            />
        </g>
    }
}

/// Passes on what `touch` makes of an event, if anything.
fn filtered<E: 'static>(
    emit: &Callback<Touch>,
    touch: impl Fn(E) -> Option<Touch> + 'static,
) -> Callback<E> {
    let emit = emit.clone();
    Callback::from(move |event: E| {
        if let Some(touch) = touch(event) {
            emit.emit(touch);
        }
    })
}

/// Enter and the space bar pin, arrows walk.
fn key(event: KeyboardEvent) -> Option<Touch> {
    let touch = match event.key().as_str() {
        "Enter" | " " => Touch::Pin {
            also: event.shift_key(),
        },
        key => Touch::Step(Step::of_key(key)?),
    };
    event.prevent_default();
    Some(touch)
}
