//! The built-in model's card: what it is, what it was trained on, how good it is and at what it is bad.

use yew::prelude::*;

use crate::app::Route;

/// Its README.md, which `build.rs` makes HTML of.
const CARD: &str = include_str!(concat!(env!("OUT_DIR"), "/card.html"));

/// The card.
pub fn card() -> Html {
    html! {
        <>
            <header class="lesson-head">
                <h1 id="heading" tabindex="-1">{ Route::Model.title() }</h1>
            </header>
            <article class="model-card">{ Html::from_html_unchecked(CARD.into()) }</article>
        </>
    }
}
