//! What can be taken away: the figure as a file, its numbers, and addresses that open it again.

use yew::platform::spawn_local;
use yew::prelude::*;

use crate::app::drawing::{Asked, Drawing, Room};
use crate::app::{Figure, State};
use crate::browser::{self, Ruler};
use crate::figure::FONT_FAMILY;

use super::icon::icon;

/// Pixels that a frame's edges and its line of text add to the figure's height.
const AROUND: f32 = 110.0;

/// What a [`Take`] takes away.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Everything on screen.
    pub state: State,
}

/// One of the things that can be taken.
#[derive(Clone, Copy, PartialEq)]
enum Thing {
    Svg,
    /// So many pixels to one of the figure's.
    Png(u32),
    Csv,
    Json,
    Link,
    Frame,
}

/// What has come of it: a sentence, and a text to copy by hand where there is one.
#[derive(Clone, PartialEq, Default)]
struct Outcome {
    said: &'static str,
    text: Option<String>,
}

/// The button and, opened, the menu.
#[component]
pub fn Take(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let outcome = use_state_eq(Outcome::default);
    let close = {
        let (open, outcome) = (open.setter(), outcome.setter());
        Callback::from(move |()| {
            open.set(false);
            outcome.set(Outcome::default());
            browser::focus("take");
        })
    };
    let toggle = {
        let (close, setter, open) = (close.clone(), open.setter(), *open);
        Callback::from(move |_: MouseEvent| {
            if open {
                close.emit(());
            } else {
                setter.set(true);
            }
        })
    };
    let onkeydown = {
        let (close, open) = (close.clone(), *open);
        Callback::from(move |event: KeyboardEvent| {
            if open && event.key() == "Escape" {
                // Escape closes the menu first; what is pinned stays.
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    let item = |thing: Thing, name: &'static str, title: &'static str| {
        let (state, outcome) = (props.state.clone(), outcome.setter());
        let onclick = Callback::from(move |_: MouseEvent| take(thing, &state, &outcome));
        html! { <button type="button" class="button quiet" {title} {onclick}>{ name }</button> }
    };
    let disabled = match props.state.view.figure {
        Figure::Heads => props.state.overview.is_none(),
        _ => props.state.picture.is_none(),
    };
    html! {
        <div class="take" {onkeydown}>
            <button
                id="take"
                type="button"
                class="button quiet"
                aria-expanded={open.to_string()}
                aria-controls="take-menu"
                {disabled}
                onclick={toggle}
            >
                { icon("export") }<span>{ "Export" }</span>
            </button>
            if *open {
                <div class="backdrop" onclick={close.reform(|_: MouseEvent| ())} />
                <div id="take-menu" class="menu" role="group" aria-label="Export">
                    <p>{ "Picture" }</p>
                    <div>
                        { item(Thing::Svg, "SVG", "Lines as lines, text as text, every line with its number") }
                        { item(Thing::Png(1), "PNG 1×", "As many pixels as on screen") }
                        { item(Thing::Png(2), "PNG 2×", "Twice as many pixels each way") }
                        { item(Thing::Png(4), "PNG 4×", "Four times as many pixels each way, for print") }
                    </div>
                    <p>{ "Numbers" }</p>
                    <div>
                        { item(Thing::Csv, "CSV", "One line a number, for spreadsheets") }
                        { item(Thing::Json, "JSON", "Matrices with their words") }
                    </div>
                    <p>{ "Address" }</p>
                    <div>
                        { item(Thing::Link, "Copy link", "An address that opens all of this again") }
                        { item(Thing::Frame, "Copy frame", "HTML that shows this figure inside another page") }
                    </div>
                    <div class="outcome" role="status">
                        if !outcome.said.is_empty() {
                            <p>{ outcome.said }</p>
                        }
                        if let Some(text) = outcome.text.clone() {
                            <textarea readonly=true rows="3" aria-label="The copied text" value={text} />
                        }
                    </div>
                </div>
            }
        </div>
    }
}

fn take(thing: Thing, state: &State, outcome: &UseStateSetter<Outcome>) {
    let say = |said, text| outcome.set(Outcome { said, text });
    let saved = |done: Option<()>| match done {
        Some(()) => "Saved.",
        None => "The browser could not save this.",
    };
    match thing {
        Thing::Svg => {
            let svg = drawing(state).map(|drawing| state.svg(&drawing));
            let save = |svg: String| file(state, "svg", "image/svg+xml", &svg);
            say(saved(svg.and_then(save)), None);
        }
        Thing::Csv => say(saved(file(state, "csv", "text/csv", &state.csv())), None),
        Thing::Json => {
            let done = file(state, "json", "application/json", &state.json());
            say(saved(done), None);
        }
        Thing::Png(scale) => {
            let Some(drawing) = drawing(state) else {
                return say(saved(None), None);
            };
            let (svg, outcome) = (state.svg(&drawing), outcome.clone());
            let name = state.file_name(&[&scale.to_string(), "x.png"].concat());
            let size = [drawing.scene.width, drawing.scene.height];
            spawn_local(async move {
                let said = match browser::save_png(&name, &svg, size, scale).await {
                    Some(()) => "Saved.",
                    None => {
                        "The browser cannot paint a picture as large as this; a smaller one may do."
                    }
                };
                outcome.set(Outcome { said, text: None });
            });
        }
        Thing::Link => copy(state, false, outcome.clone()),
        Thing::Frame => copy(state, true, outcome.clone()),
    }
}

/// Copies the page's address, or the code of a frame that shows the figure alone.
fn copy(state: &State, frame: bool, outcome: UseStateSetter<Outcome>) {
    let link = state.link(frame);
    let Some(address) = browser::address_of(&link.fragment) else {
        return;
    };
    let text = match drawing(state).filter(|_| frame) {
        Some(drawing) => {
            let (width, height) = (drawing.scene.width, drawing.scene.height + AROUND);
            state.frame(&address, width.ceil() as u32, height.ceil() as u32)
        }
        None => address,
    };
    spawn_local(async move {
        let said = match (browser::copy(&text).await, link.whole) {
            (true, true) => "Copied.",
            (true, false) => {
                "Copied, but the sentences are too long for an address: it opens without them."
            }
            (false, true) => "The browser does not let the page copy this. Here it is:",
            (false, false) => {
                "The sentences are too long for an address; this one opens without them:"
            }
        };
        outcome.set(Outcome {
            said,
            text: Some(text),
        });
    });
}

fn file(state: &State, ending: &str, kind: &str, text: &str) -> Option<()> {
    browser::save(&state.file_name(ending), kind, text.as_bytes())
}

/// The figure as it stands on the stage.
fn drawing(state: &State) -> Option<Drawing> {
    let room = Room::new(browser::inner_width(".canvas")?, state.settings.large);
    if state.view.figure == Figure::Heads {
        return state.grid(room);
    }
    let picture = state.picture.as_ref()?;
    let size = (room.font_size as u32).to_string();
    let ruler = Ruler::new(&[&size, "px ", FONT_FAMILY].concat());
    let asked = Asked::from(&state.view);
    Some(Drawing::new(picture, asked, room, |text| ruler.width(text)))
}
