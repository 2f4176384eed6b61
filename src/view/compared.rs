//! The pair that is compared with: its boxes, which of the two the figure shows, and what they do not share.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Contrast, State};
use crate::model::Side;

use super::contrast::contrast;
use super::sentence::Sentence;
use super::touched::changes;
use super::wording;

/// The comparison; nothing while there is none.
pub fn compared(state: &State, dispatch: &Callback<Action>) -> Html {
    let Some(texts) = &state.compare else {
        return html! {};
    };
    let model = state.model.as_deref();
    let sentence = |side| {
        let tag = model.and_then(|model| match side {
            Side::Source => model.manifest.source_language.clone(),
            Side::Target => model.manifest.target_language.clone(),
        });
        let notes = state.beside_refused.clone().map(AttrValue::from);
        html! {
            <Sentence
                {side}
                beside={true}
                language={wording::language(model, side)}
                tag={tag.map(AttrValue::from)}
                text={texts.of(side).clone()}
                notes={notes.into_iter().filter(|_| side == Side::Source).collect::<Rc<[_]>>()}
                {dispatch}
            />
        }
    };
    let stop = dispatch.reform(|_: MouseEvent| Action::Compare(false));
    let unmatched = state.unmatched();
    let same = unmatched.iter().all(Vec::is_empty);
    let only = unmatched.map(|words| wording::quoted(&words));
    html! {
        <section class="effect comparison" aria-label="Comparison">
            <div class="sentences">{ sentence(Side::Source) }{ sentence(Side::Target) }</div>
            <div class="effect-head">
                <div class="deeds" role="status">
                    if same {
                        <p>{ "Both pairs have the same words." }</p>
                    } else {
                        <p>{ "Only above: " }{ &only[0] }{ ". Only here: " }{ &only[1] }{ "." }</p>
                    }
                </div>
                { contrast(state.view.contrast, called, dispatch) }
                <button type="button" class="button" onclick={stop}>{ "Stop comparing" }</button>
            </div>
            { changes(&state.changes(), "How probable each shared word is: here → above", "The most different first. Words that only one pair has are left out, here and in the difference.") }
        </section>
    }
}

fn called(contrast: Contrast) -> AttrValue {
    match contrast {
        Contrast::Main => "Above",
        Contrast::Beside => "Here",
        Contrast::Difference => "Difference",
        Contrast::Both => "Both",
    }
    .into()
}
