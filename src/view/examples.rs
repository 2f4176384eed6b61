//! Sentences to start from.

use yew::prelude::*;

use crate::app::{Action, EXAMPLES};

use super::wording;

/// One button a pair, named by how its source ends.
pub fn examples(dispatch: &Callback<Action>) -> Html {
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
        </nav>
    }
}
