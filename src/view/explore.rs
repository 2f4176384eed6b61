//! Below the figure: what is pinned, what can be done with it, and the panel that was opened.

use yew::prelude::*;

use crate::app::{Action, CellAt, Panel, Spot, State, link_kind};
use crate::browser;
use crate::engine::protocol::Quantity;

use super::cell::Cell;
use super::link::link;
use super::ranked::{Bar, bars};
use super::{beside, names, wording};

/// What is pinned, and the opened panel.
pub fn explore(state: &State, dispatch: &Callback<Action>) -> Html {
    html! {
        <section id={SECTION} class="explore" tabindex="-1" aria-label="Pinned words and details">
            { pins(state, dispatch) }
            if let Some(panel) = state.panel {
                <Opened key={key(panel)} {panel} reveal={has_history(state)} {dispatch}>
                    { content(state, panel, dispatch) }
                </Opened>
            }
        </section>
    }
}

/// Whether anything was done here: what an address opens does not pull the page to itself.
fn has_history(state: &State) -> bool {
    state.history.can_undo() || state.history.can_redo()
}

/// Names the kind of panel: another is opened anew, the same one goes on.
fn key(panel: Panel) -> &'static str {
    match panel {
        Panel::Cell(_) => "cell",
        Panel::Link(..) => "link",
        Panel::Sorted => "sorted",
    }
}

/// The pinned words, each with a way to let go of it, and what can be done with them.
fn pins(state: &State, dispatch: &Callback<Action>) -> Html {
    let act = |action: Action| dispatch.reform(move |_: MouseEvent| action.clone());
    let button = |name: &str, action: Action| {
        html! { <button type="button" class="button" onclick={act(action)}>{ name }</button> }
    };
    let pin = |&spot: &Spot| {
        let text = state.text_of(spot).unwrap_or_default();
        html! {
            <button
                type="button"
                class="pin"
                aria-label={format!("Let go of {text}")}
                title="Let go"
                onclick={act(Action::AlsoPin(spot))}
            >
                { &*text }{ " " }<span aria-hidden="true">{ "×" }</span>
            </button>
        }
    };
    let pair = state.pinned_pair();
    let apart = pair.and_then(|(query, key)| {
        let kind = link_kind(query, key)?;
        Some(Action::Panel(Some(Panel::Cell(CellAt::new(
            kind, query, key, None,
        )))))
    });
    html! {
        <div class="pins">
            if state.pinned.is_empty() {
                <p class="hint of-mouse">{ "Click a word to pin it, with Shift a second one; click a line or a cell to see how its number comes about." }</p>
                <p class="hint of-finger">{ "Tap a word to see where it looks, hold it to pin it; tap a line or a cell to see how its number comes about." }</p>
            } else {
                <p class="hint">{ "Pinned" }</p>
                { for state.pinned.iter().map(pin) }
            }
            <div class="pins-do">
                if !state.pinned.is_empty() {
                    { button("Sorted", Action::Panel(Some(Panel::Sorted))) }
                }
                if let Some(apart) = apart {
                    { button("Take apart", apart) }
                }
                { button(if pair.is_some() { "Find this link" } else { "Find a link" }, Action::FindLink) }
            </div>
        </div>
    }
}

#[derive(PartialEq, Properties)]
struct OpenedProps {
    panel: Panel,
    /// It comes into view.
    reveal: bool,
    dispatch: Callback<Action>,
    children: Html,
}

/// A panel with its head. It comes into view when a person opens it; Escape shuts it.
#[component]
fn Opened(props: &OpenedProps) -> Html {
    let reveal = props.reveal;
    use_effect_with((), move |()| {
        if reveal {
            browser::reveal(TITLE);
        }
    });
    // What is shut takes the keyboard's focus with it: the keyboard goes on from around it.
    let shut = props.dispatch.reform(|_: MouseEvent| {
        browser::focus(SECTION);
        Action::Panel(None)
    });
    let onkeydown = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                event.stop_propagation();
                browser::focus(SECTION);
                dispatch.emit(Action::Panel(None));
            }
        })
    };
    let title = match props.panel {
        Panel::Cell(_) => "How this number comes about",
        Panel::Link(..) => "Find this link",
        Panel::Sorted => "Sorted",
    };
    html! {
        <section class="opened" aria-labelledby={TITLE} {onkeydown}>
            <div class="opened-head">
                <h2 id={TITLE} tabindex="-1">{ title }</h2>
                <button type="button" class="button quiet icon" aria-label="Close" title="Close (Escape)" onclick={shut}>{ "×" }</button>
            </div>
            { props.children.clone() }
        </section>
    }
}

const SECTION: &str = "explore";
const TITLE: &str = "opened-title";

fn content(state: &State, panel: Panel, dispatch: &Callback<Action>) -> Html {
    match panel {
        Panel::Cell(at) => match &state.model {
            Some(model) => html! { <Cell {at} apart={state.apart.clone()} {model} {dispatch} /> },
            None => html! {},
        },
        Panel::Link(query, key) => link(state, query, key, dispatch),
        Panel::Sorted => sorted(state),
    }
}

/// The numbers of the word that was pinned last, in every attention on screen.
fn sorted(state: &State) -> Html {
    let Some(&spot) = state.pinned.last() else {
        return html! { <p class="waiting">{ "Pin a word to see its numbers in order." }</p> };
    };
    let text = state.text_of(spot).unwrap_or_default();
    let Some(quantity) = state.picture.as_deref().map(names::quantity) else {
        return html! {};
    };
    let list = |sorted: crate::app::Sorted| {
        let most = sorted
            .words
            .iter()
            .map(|word| word.1.abs())
            .fold(0.0, f32::max);
        let most = match state.view.quantity {
            Quantity::Weight => 1.0,
            _ => most.max(f32::MIN_POSITIVE),
        };
        let name = format!(
            "{}, layer {}: what “{text}” {}",
            wording::attention(sorted.kind),
            sorted.layer + 1,
            if sorted.asks { "gives" } else { "is given" },
        );
        let bar = |(text, number): (std::rc::Rc<str>, f32)| Bar {
            name: text.to_string(),
            share: number / most,
            text: beside::precise(number, quantity),
            number,
            own: false,
            click: None,
        };
        let all = sorted.words.into_iter().map(bar).collect();
        html! {
            <div class="sorted">
                <h3>{ &name }</h3>
                { bars(name.into(), all) }
            </div>
        }
    };
    let lists = state.sorted(spot);
    if lists.is_empty() {
        return html! { <p class="waiting">{ "This word stands in no attention of this figure." }</p> };
    }
    html! { <div class="sorted-lists">{ for lists.into_iter().map(list) }</div> }
}
