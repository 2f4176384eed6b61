//! The heads of one attention as chips in their colours.

use yew::prelude::*;

use crate::app::{Action, Chips};
use crate::figure::PALETTE;
use crate::model::{Heads, Interventions, Kind};

/// A click toggles a head, a double click keeps it alone; beside the `count` heads of the layer stand all of them, their mean
/// and their greatest. Muted heads are struck through.
pub fn heads(
    kind: Kind,
    layer: usize,
    count: usize,
    chips: &Chips,
    interventions: &Interventions,
    habit: impl Fn(usize) -> Option<String>,
    dispatch: &Callback<Action>,
) -> Html {
    let send = |action: fn(Kind) -> Action| dispatch.reform(move |_: MouseEvent| action(kind));
    let shown = |head: usize| matches!(chips, Chips::Heads(heads) if heads.contains(&head));
    let all = matches!(chips, Chips::Heads(heads) if heads.len() == count);
    let heads = (0..count).map(|head| {
        let toggle = dispatch.reform(move |_: MouseEvent| Action::ToggleHead(kind, head));
        let only = dispatch.reform(move |_: MouseEvent| Action::OnlyHead(kind, head));
        let muted = [Some(head), None]
            .into_iter()
            .any(|head| interventions.mute.contains(&Heads { kind, layer, head }));
        let is_muted = if muted { ", muted" } else { "" };
        let habit = habit(head).map_or_else(String::new, |habit| ["; ", &habit].concat());
        html! {
            <button
                key={head}
                type="button"
                class={classes!("chip", format!("head-{}", head % PALETTE), muted.then_some("muted"))}
                aria-pressed={shown(head).to_string()}
                aria-label={format!("head {}{is_muted}", head + 1)}
                title={format!("Head {}{is_muted}{habit}. Double-click: this head alone", head + 1)}
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
                { wide("mean", "The mean of all heads", *chips == Chips::Mean, send(Action::Mean)) }
                { wide("max", "The largest of all heads, pair by pair", *chips == Chips::Max, send(Action::Max)) }
            </div>
            <div class="single">{ for heads }</div>
        </div>
    }
}
