//! The heads of one attention as chips in their colours.

use yew::prelude::*;

use crate::app::{Action, Chips};
use crate::figure::PALETTE;
use crate::model::Kind;

/// What [`Heads`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Which attention.
    pub kind: Kind,
    /// How many heads it has.
    pub count: usize,
    /// Which are shown.
    pub chips: Chips,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// A click toggles a head, a double click keeps it alone; beside the heads stand all of them, their mean and their greatest.
#[component]
pub fn Heads(props: &Props) -> Html {
    let kind = props.kind;
    let send =
        |action: fn(Kind) -> Action| props.dispatch.reform(move |_: MouseEvent| action(kind));
    let shown = |head: usize| matches!(&props.chips, Chips::Heads(heads) if heads.contains(&head));
    let all = matches!(&props.chips, Chips::Heads(heads) if heads.len() == props.count);
    let heads = (0..props.count).map(|head| {
        let toggle = props
            .dispatch
            .reform(move |_: MouseEvent| Action::ToggleHead(kind, head));
        let only = props
            .dispatch
            .reform(move |_: MouseEvent| Action::OnlyHead(kind, head));
        html! {
            <button
                key={head}
                type="button"
                class={classes!("chip", format!("head-{}", head % PALETTE))}
                aria-pressed={shown(head).to_string()}
                aria-label={format!("head {}", head + 1)}
                title={format!("Head {}. Double-click: this head alone", head + 1)}
                onclick={toggle}
                ondblclick={only}
            >
                { head + 1 }
            </button>
        }
    });
    let wide = |name: &'static str,
                title: &'static str,
                pressed: bool,
                onclick: Callback<MouseEvent>| {
        html! {
            <button type="button" class="chip wide" aria-pressed={pressed.to_string()} {title} {onclick}>{ name }</button>
        }
    };
    html! {
        <div class="heads" role="group" aria-label="Heads">
            <div class="together">
                { wide("all", "Every head, each in its colour", all, send(Action::AllHeads)) }
                { wide("mean", "The mean of all heads", props.chips == Chips::Mean, send(Action::Mean)) }
                { wide("max", "The largest of all heads, pair by pair", props.chips == Chips::Max, send(Action::Max)) }
            </div>
            <div class="single">{ for heads }</div>
        </div>
    }
}
