//! A word of a figure as something to point at, to click and to focus.

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::app::Shared;
use crate::figure::LabelBox;

use super::drawing::Drawing;
use super::walk::Step;

/// Milliseconds after which a finger that stays means "pin".
const LONG: u32 = 450;

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
    let finger = use_mut_ref(Finger::default);
    let index = props.index;
    let Some(word) = props.drawing.scene.boxes.get(index) else {
        return html! {};
    };
    let emit = {
        let on = props.on.clone();
        move |touch| on.emit((index, touch))
    };

    let onpointerdown = {
        let (finger, emit) = (finger.clone(), emit.clone());
        Callback::from(move |event: PointerEvent| {
            let mut state = finger.borrow_mut();
            state.down = event.pointer_type() == "touch";
            state.pinned = false;
            if state.down {
                let (finger, emit) = (finger.clone(), emit.clone());
                state.timer = Some(Timeout::new(LONG, move || {
                    finger.borrow_mut().pinned = true;
                    emit(Touch::Pin { also: true });
                }));
            }
        })
    };
    let lifted = {
        let finger = finger.clone();
        Callback::from(move |_: PointerEvent| finger.borrow_mut().timer = None)
    };
    let onclick = {
        let (finger, emit) = (finger.clone(), emit.clone());
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            let state = std::mem::take(&mut *finger.borrow_mut());
            match (state.down, state.pinned) {
                (true, true) => {}
                (true, false) => emit(Touch::Tap),
                (false, _) => emit(Touch::Pin {
                    also: event.shift_key(),
                }),
            }
        })
    };
    let oncontextmenu = {
        let finger = finger.clone();
        Callback::from(move |event: MouseEvent| {
            if finger.borrow().down {
                event.prevent_default();
            }
        })
    };
    let pointer = |touch: Touch| {
        let emit = emit.clone();
        Callback::from(move |event: PointerEvent| {
            if event.pointer_type() != "touch" {
                emit(touch);
            }
        })
    };
    let onfocusin = {
        let (finger, emit) = (finger.clone(), emit.clone());
        Callback::from(move |_: FocusEvent| {
            if !finger.borrow().down {
                emit(Touch::Rest);
            }
        })
    };
    let onfocusout = {
        let emit = emit.clone();
        Callback::from(move |_: FocusEvent| emit(Touch::Leave))
    };
    let onkeydown = emit_on_key(emit.clone());

    let LabelBox {
        area,
        turn,
        text,
        id: label,
        ..
    } = word;
    let transform =
        turn.map(|turn| format!("rotate({} {} {})", turn.degrees, turn.about.x, turn.about.y));
    html! {
        <g
            id={id(index)}
            class="word"
            role="button"
            tabindex={if props.stop { "0" } else { "-1" }}
            aria-pressed={props.pinned.to_string()}
            aria-label={format!("{text}, {}", label.side.name())}
            data-side={label.side.name()}
            data-index={label.index.to_string()}
            {transform}
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

/// Enter and the space bar pin, arrows walk.
fn emit_on_key(emit: impl Fn(Touch) + 'static) -> Callback<KeyboardEvent> {
    Callback::from(move |event: KeyboardEvent| {
        let touch = match event.key().as_str() {
            "Enter" | " " => Touch::Pin {
                also: event.shift_key(),
            },
            key => match Step::of_key(key) {
                Some(step) => Touch::Step(step),
                None => return,
            },
        };
        event.prevent_default();
        emit(touch);
    })
}

/// What a finger is doing.
#[derive(Default)]
struct Finger {
    /// It came down on the word and has not been understood as a click yet.
    down: bool,
    /// It stayed so long that the word was pinned.
    pinned: bool,
    /// Runs while it stays.
    timer: Option<Timeout>,
}
