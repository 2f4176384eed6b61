//! The question of a lesson: first a guess, then the thing itself.

use yew::prelude::*;

use crate::app::{Action, LessonReading, Turn};
use crate::lesson::Predict;

use super::prose::{label, prose};

/// The question as far as its reader has come.
pub fn question(
    predict: &'static Predict,
    reading: &LessonReading,
    dispatch: &Callback<Action>,
) -> Html {
    let option = |(i, text): (usize, &&'static str)| {
        let onchange = dispatch.reform(move |_: Event| Action::Lessons(Turn::Predict(i)));
        let right = reading.seen && i == predict.right;
        html! {
            <label class={classes!("guess", right.then_some("right"))}>
                <input type="radio" name="guess" checked={reading.predicted == Some(i)} disabled={reading.seen} {onchange} />
                <span>{ label(text) }</span>
            </label>
        }
    };
    let by = dispatch.reform(|_: MouseEvent| Action::Lessons(Turn::Set(predict.by.into())));
    let verdict = reading.predicted.map(|guess| match guess == predict.right {
        true => "As you expected. ",
        false => "Not what you expected. ",
    });
    html! {
        <fieldset class="question">
            <legend>{ "Predict, then see" }</legend>
            <p>{ prose(predict.question, dispatch) }</p>
            <div class="guesses">{ for predict.options.iter().enumerate().map(option) }</div>
            <div class="outcome" role="status">
                if reading.seen {
                    <p><strong>{ verdict }</strong>{ prose(predict.answer, dispatch) }</p>
                } else if reading.predicted.is_some() {
                    <p><strong>{ "Now see: " }</strong>{ prose(predict.task, dispatch) }</p>
                    <button type="button" class="button" onclick={by}>{ "Do it for me" }</button>
                } else {
                    <p class="quiet">{ "Choose what you expect; then find out." }</p>
                }
            </div>
        </fieldset>
    }
}
