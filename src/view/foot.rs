//! The foot of the page: what runs here, and whom to thank.

use yew::prelude::*;

use crate::app::{Action, Origin, State};

use super::own::own;

/// The footer; `card` is the address of the built-in model's card.
pub fn foot(state: &State, card: &AttrValue, dispatch: &Callback<Action>) -> Html {
    let card = (state.origin == Origin::BuiltIn).then(|| card.clone());
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
                    <a href={card}>{ format!("The model, {}", model.name) }</a>
                    { format!(
                        ": {} + {} layers, {} heads, vectors of {} numbers.",
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
