//! Sentences to start from.

use yew::prelude::*;

use crate::app::{Action, EXAMPLES};

use super::wording;

/// What [`Examples`] needs.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// One button a pair, named by how its source ends.
#[component]
pub fn Examples(props: &Props) -> Html {
    let buttons = EXAMPLES.iter().enumerate().map(|(i, &(source, _))| {
        let onclick = props.dispatch.reform(move |_: MouseEvent| Action::Example(i));
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
