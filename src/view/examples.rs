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
            <ul>{ for buttons }</ul>
            <span aria-hidden="true">{ "Compare" }</span>
            <ul>
                <li><button type="button" class="button quiet" title="The same sentence with one word changed" onclick={tired}>{ "tired / wide" }</button></li>
                <li>
                    <button type="button" class="button quiet" aria-pressed={comparing.to_string()} onclick={compare}>{ "with another pair" }</button>
                </li>
            </ul>
        </nav>
    }
}
