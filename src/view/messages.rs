//! How the model is doing, as far as a reader has to know: on its way, refused, broken, and what else has to be said once.

use yew::prelude::*;

use crate::app::{Action, State, Status};

use super::wording;

/// The messages; nothing when there is nothing to say.
pub fn messages(state: &State, dispatch: &Callback<Action>) -> Html {
    let picture = state.picture.as_ref();
    let recorded = picture.is_some_and(|picture| picture.recorded);
    let retry = dispatch.reform(|_: MouseEvent| Action::Retry);
    let heard = dispatch.reform(|_: MouseEvent| Action::Heard);
    let status = match &state.status {
        Status::Starting => arriving(0, 0, recorded),
        Status::Loading { loaded, total } => arriving(*loaded, *total, recorded),
        Status::Ready | Status::Running => html! {},
        Status::Refused { message } => html! { <div class="message"><p>{ message }</p></div> },
        Status::Broken { message } => html! {
            <div class="message error" role="alert">
                <p>{ message }</p>
                <button type="button" class="button" onclick={retry}>{ "Try again" }</button>
            </div>
        },
    };
    html! {
        <div class="messages" role="status">
            { status }
            if !state.complaints.is_empty() {
                <div class="message">
                    <div>{ for state.complaints.iter().map(|complaint| html! { <p>{ complaint }</p> }) }</div>
                    <button type="button" class="button" onclick={heard}>{ "All right" }</button>
                </div>
            }
        </div>
    }
}

/// The model on its way, in bytes; it floats over the page, so that nothing moves when it goes.
fn arriving(loaded: u64, total: u64, recorded: bool) -> Html {
    let bytes = match total {
        0 => "starting".to_owned(),
        total => format!(
            "{} of {}",
            wording::megabytes(loaded),
            wording::megabytes(total)
        ),
    };
    let meanwhile = if recorded {
        " The picture is a recorded run of it until then."
    } else {
        ""
    };
    html! {
        <div class="message arriving">
            <p>{ "The model is on its way." }{ meanwhile }</p>
            <div class="bytes">
                <progress
                    aria-label="The model's bytes"
                    value={(total > 0).then(|| loaded.to_string())}
                    max={total.max(1).to_string()}
                />
                <span aria-hidden="true">{ bytes }</span>
            </div>
        </div>
    }
}
