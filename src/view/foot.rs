//! The foot of the page: what runs here, and whom to thank.

use yew::prelude::*;

use crate::engine::protocol::ModelInfo;

/// The footer; `card` is the address of the model's card.
pub fn foot(model: Option<&ModelInfo>, card: &AttrValue) -> Html {
    html! {
        <footer class="foot">
            <p>{ "Everything is computed in this tab; nothing you type leaves it." }</p>
            if let Some(model) = model {
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
        </footer>
    }
}
