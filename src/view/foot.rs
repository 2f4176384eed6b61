//! The foot of the page: what runs here, and whom to thank.

use yew::prelude::*;

use crate::app::Shared;
use crate::engine::protocol::ModelInfo;

/// What [`Foot`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The model, once known.
    pub model: Option<Shared<ModelInfo>>,
    /// The address of the model's card.
    pub card: AttrValue,
}

/// The footer.
#[component]
pub fn Foot(props: &Props) -> Html {
    html! {
        <footer class="foot">
            <p>{ "Everything is computed in this tab; nothing you type leaves it." }</p>
            if let Some(model) = &props.model {
                <p>
                    <a href={&props.card}>{ format!("The model, {}", model.name) }</a>
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
