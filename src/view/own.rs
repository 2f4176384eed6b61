//! A model of the reader's own, and the way back.

use yew::prelude::*;

use crate::app::{Action, Origin};
use crate::browser;

/// Chooses the files of another model; or, with one of the reader's own, goes back to the page's.
pub fn own(origin: Origin, dispatch: &Callback<Action>) -> Html {
    if origin != Origin::BuiltIn {
        let back = dispatch.reform(|_: MouseEvent| Action::Model(Origin::BuiltIn));
        return html! {
            <p>
                { "This is your own model. " }
                <button type="button" class="button" onclick={back}>{ "Back to the built-in one" }</button>
            </p>
        };
    }
    let dispatch = dispatch.clone();
    let chosen = Callback::from(move |event: Event| {
        if let Some(number) = browser::choose(&event) {
            dispatch.emit(Action::Model(Origin::Own(number)));
        }
    });
    html! {
        <label>
            { "Look inside a Marian model of your own (config.json, tokenizer.json, model.safetensors): " }
            <input id="own-model" type="file" multiple=true accept=".json,.safetensors" onchange={chosen} />
        </label>
    }
}
