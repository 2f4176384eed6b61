//! What is done to the machine, in words, with what became of the words that it would say.

use yew::prelude::*;

use crate::app::{Action, Change, Contrast, State, Touch};
use crate::figure::decimal;

use super::bars::{bar, from_to, percent};
use super::contrast::contrast;

/// What the numbers compare.
const AFTER: &str =
    "Before, and the dark tick: the machine as it was trained. The most changed first.";

/// Why the lines of a muted head stay.
const MUTED: &str = "It still looks, so its own lines stay; what it found is thrown away, which shows in later layers.";

/// So many words are shown at once; the others unfold.
const FIRST: usize = 6;

/// The bar; nothing while the machine is as it was trained.
pub fn touched(state: &State, dispatch: &Callback<Action>) -> Html {
    let sentences = state.touched();
    if sentences.is_empty() {
        return html! {};
    }
    let undo = dispatch.reform(|_: MouseEvent| Action::Touch(Touch::Nothing));
    html! {
        <section class="effect" aria-label="What is done to the machine">
            <div class="effect-head">
                <div class="deeds" role="status">
                    { for sentences.iter().map(|said| html! { <p>{ said }</p> }) }
                    if !state.interventions.mute.is_empty() {
                        <p class="aside">{ MUTED }</p>
                    }
                </div>
                if state.compare.is_none() {
                    { contrast(state.view.contrast, called, dispatch) }
                }
                <button type="button" class="button first" onclick={undo}>{ "Undo all" }</button>
            </div>
            if state.compare.is_none() {
                { changes(&state.changes(), "How probable each word was, and is now", AFTER) }
            }
        </section>
    }
}

/// The words of the target by how much their probability has changed.
pub fn changes(changes: &[Change], title: &'static str, more: &'static str) -> Html {
    if changes.is_empty() {
        return html! { <p class="aside">{ "The comparison is on its way." }</p> };
    }
    let (first, rest) = changes.split_at(changes.len().min(FIRST));
    html! {
        <div class="changes">
            <div class="changes-head"><h2>{ title }</h2><p class="aside">{ more }</p></div>
            <ol>{ for first.iter().map(change) }</ol>
            if !rest.is_empty() {
                <details>
                    <summary>{ format!("{} more", rest.len()) }</summary>
                    <ol>{ for rest.iter().map(change) }</ol>
                </details>
            }
        </div>
    }
}

fn change(change: &Change) -> Html {
    let (before, after) = (change.before, change.after);
    let [from, to] = from_to(before, after);
    let class = if after < before { "less" } else { "more" };
    html! {
        <li {class} data-before={decimal(before, 6)} data-after={decimal(after, 6)}>
            <span class="word">{ change.text.clone() }</span>
            <span class="numbers">{ from }{ " → " }<b>{ to }</b></span>
            { bar(after, Some(before)) }
            if let Some((text, p)) = &change.rather {
                <span class="rather">{ "rather " }<b>{ text.clone() }</b>{ " " }{ percent(*p) }</span>
            }
        </li>
    }
}

fn called(contrast: Contrast) -> AttrValue {
    match contrast {
        Contrast::Main => "Now",
        Contrast::Beside => "Before",
        Contrast::Difference => "Difference",
        Contrast::Both => "Both",
    }
    .into()
}
