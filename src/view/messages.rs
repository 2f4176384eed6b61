//! How the model is doing, as far as a reader has to know: on its way, refused, broken, and what else has to be said once.

use yew::prelude::*;

use crate::app::{Action, Shared, Status};

use super::wording;

/// What [`Messages`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// How the model is doing.
    pub status: Status,
    /// Whether the picture on screen is a recorded run.
    pub recorded: bool,
    /// What has to be said once, one sentence each.
    pub complaints: Shared<Vec<String>>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The messages; nothing when there is nothing to say.
#[component]
pub fn Messages(props: &Props) -> Html {
    let retry = props.dispatch.reform(|_: MouseEvent| Action::Retry);
    let heard = props.dispatch.reform(|_: MouseEvent| Action::Heard);
    let status = match &props.status {
        Status::Starting => arriving(0, 0, props.recorded),
        Status::Loading { loaded, total } => arriving(*loaded, *total, props.recorded),
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
            if !props.complaints.is_empty() {
                <div class="message">
                    <div>{ for props.complaints.iter().map(|complaint| html! { <p>{ complaint }</p> }) }</div>
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
