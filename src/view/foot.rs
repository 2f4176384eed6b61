//! The foot of the page: what runs here, and whom to thank.

use yew::prelude::*;

use crate::app::{Action, Origin, Route, State};

use super::lesson::link;
use super::own::own;

/// The footer.
pub fn foot(state: &State, dispatch: &Callback<Action>) -> Html {
    html! {
        <footer class="foot">
            <p>{ "Everything is computed in this tab; nothing you type leaves it." }</p>
            <p>
                <button type="button" class="plain" onclick={dispatch.reform(|_: MouseEvent| Action::Keys)}>
                    { "Keys " }<kbd>{ "?" }</kbd>
                </button>
            </p>
            if let Some(model) = state.model.as_deref() {
                <p>
                    if state.origin == Origin::BuiltIn {
                        { link(Route::Model, "", "The model".into(), dispatch) }
                    } else {
                        { "The model" }
                    }
                    { format!(
                        ", {}: {} + {} layers, {} heads, vectors of {} numbers.",
                        model.name,
                        model.encoder_layers, model.decoder_layers, model.encoder_heads, model.d_model,
                    ) }
                </p>
                if let Some(attribution) = &model.manifest.attribution {
                    <p>{ attribution }</p>
                }
            }
            { own(state.origin, dispatch) }
        </footer>
    }
}
