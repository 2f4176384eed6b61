//! Text boxes over an exhibit: the reader's sentences, which the explorer shares, and a lesson's own texts.

use yew::prelude::*;

use crate::app::{Action, LessonReading, Turn};
use crate::browser;
use crate::model::Side;

use super::page::Props;

/// One of the reader's sentences.
pub fn sentence(side: Side, page: &Props) -> Html {
    let (id, name) = match side {
        Side::Source => ("source", "Your sentence, in English"),
        Side::Target => ("target", "Its translation, in German"),
    };
    let write = page.dispatch.clone();
    let write = Callback::from(move |text: String| write.emit(Action::Type(side, text.into())));
    text_box(id.to_owned(), name, page.texts.of(side).to_string(), write)
}

/// A text of the lesson's own.
pub fn own_text(
    text: usize,
    name: &'static str,
    reading: &LessonReading,
    dispatch: &Callback<Action>,
) -> Html {
    let dispatch = dispatch.clone();
    let write = Callback::from(move |words: String| {
        dispatch.emit(Action::Lessons(Turn::Write(text, words.into())));
    });
    let id = ["text-", &text.to_string()].concat();
    text_box(id, name, reading.desk.text(text).to_owned(), write)
}

fn text_box(id: String, name: &'static str, value: String, write: Callback<String>) -> Html {
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(text) = browser::typed(&event) {
            write.emit(text);
        }
    });
    html! {
        <label class="box">
            <span>{ name }</span>
            <input type="text" {id} {value} dir="auto" spellcheck="false" autocomplete="off" {oninput} />
        </label>
    }
}
