//! Sentences to start from.

use yew::prelude::*;

use crate::app::{Action, EXAMPLES};

use super::wording;

/// One button a pair, named by how its source ends.
pub fn examples(comparing: bool, dispatch: &Callback<Action>) -> Html {
    let compare = dispatch.reform(move |_: MouseEvent| Action::Compare(!comparing));
    let tired = dispatch.reform(|_: MouseEvent| Action::CompareExamples(0, 1));
    let buttons = EXAMPLES.iter().enumerate().map(|(i, &(source, _))| {
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Example(i));
        html! {
            <li key={i}>
                <button type="button" class="button quiet" title={source} {onclick}>{ wording::tail(source) }</button>
            </li>
        }
    });
    html! {
        <nav class="examples" aria-label="Examples">
            <span aria-hidden="true">{ "Try" }</span>
            <ul>
                { for buttons }
                <li key="tired" class="compare">
                    <button type="button" class="button quiet" title="Compare two sentences that differ in one word" onclick={tired}>{ "tired / wide" }</button>
                </li>
                <li key="compare">
                    <button type="button" class="button quiet" title="Compare with another pair" aria-pressed={comparing.to_string()} onclick={compare}>{ "Compare" }</button>
                </li>
            </ul>
        </nav>
    }
}
