//! Which of two runs the figure shows.

use yew::prelude::*;

use crate::app::{Action, Contrast};

use super::segment::{Options, segment};

/// One of the two, their difference, or both.
pub fn contrast(
    chosen: Contrast,
    called: fn(Contrast) -> AttrValue,
    dispatch: &Callback<Action>,
) -> Html {
    let options = Options {
        name: "Figure shows".into(),
        all: &Contrast::ALL,
        chosen,
        called,
        meaning: None,
    };
    html! {
        <div class="named">
            <span aria-hidden="true">{ "Figure shows" }</span>
            { segment(options, "", &dispatch.reform(Action::Contrast)) }
        </div>
    }
}
