//! The lessons' pages, and what lights up on them.

use yew::prelude::*;

use crate::app::{Action, Lessons, Route, Texts, Turn};
use crate::browser;
use crate::lesson::{Sizes, Term};

use super::card::card;
use super::contents::{contents, glossary, teachers};
use super::reading::reading;

/// What a [`LessonsPage`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The open page and what its reader has set.
    pub lessons: Lessons,
    /// The reader's sentences.
    pub texts: Texts,
    /// Sizes of the model, of which the prose speaks.
    pub sizes: Sizes,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The open page of the lessons.
#[component]
pub fn LessonsPage(props: &Props) -> Html {
    let Props {
        lessons, dispatch, ..
    } = props;
    let light = {
        let (dispatch, lit) = (dispatch.clone(), lessons.lit);
        move |event: &Event| {
            let part = browser::data(event, "part").and_then(|slug| Term::from_slug(&slug));
            if part != lit {
                dispatch.emit(Action::Lessons(Turn::Light(part)));
            }
        }
    };
    let onpointerover = {
        let light = light.clone();
        Callback::from(move |event: PointerEvent| light(&event))
    };
    let onfocusin = Callback::from(move |event: FocusEvent| light(&event));
    let out = dispatch.reform(|_: PointerEvent| Action::Lessons(Turn::Light(None)));
    let inside = match lessons.route {
        Route::Explorer => html! {},
        Route::Model => card(),
        Route::Lessons => contents(lessons.done, dispatch),
        Route::Teachers => teachers(dispatch),
        Route::Glossary(word) => glossary(word, dispatch),
        Route::Lesson(_) => match lessons.lesson().zip(lessons.reading()) {
            Some((lesson, state)) => reading(lesson, &state, props),
            None => html! {},
        },
    };
    html! {
        <main class="lesson" data-lit={lessons.lit.map(Term::slug)} {onpointerover} {onfocusin} onpointerleave={out}>
            { inside }
        </main>
    }
}
