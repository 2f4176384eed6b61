//! The lessons' contents, the teacher's page and the glossary.

use yew::prelude::*;

use crate::app::{Action, Route};
use crate::lesson::{GLOSSARY, LESSONS, Lesson, Progress, Term, plain};

use super::prose::link;

/// All lessons, with what is finished of them.
pub fn contents(done: Progress, dispatch: &Callback<Action>) -> Html {
    let finished = LESSONS
        .iter()
        .filter(|lesson| done.has(lesson.number))
        .count();
    let card = |lesson: &&'static Lesson| {
        let has = done.has(lesson.number);
        let inside = html! {
            <>
                <b class="number">{ if has { "✓".to_owned() } else { lesson.number.to_string() } }</b>
                <span class="what">
                    <strong>{ lesson.title }</strong>
                    <span>{ lesson.aim }</span>
                </span>
                <span class="minutes">{ [&*lesson.minutes.to_string(), " min"].concat() }</span>
                if has {
                    <span class="unseen">{ "finished" }</span>
                }
            </>
        };
        let class = if has { "card done" } else { "card" };
        html! { <li>{ link(Route::Lesson(lesson.number), class, inside, dispatch) }</li> }
    };
    html! {
        <>
            <header class="lesson-head">
                <h1 id="heading" tabindex="-1">{ "Query, key and value, by hand" }</h1>
                <p class="first">
                    { "What is the idea behind attention? In these short lessons you move it: arrows, scores and shares, and then the \
                       real numbers of the model on this page. You need to know what a vector is, and nothing else." }
                </p>
                <p class="where">
                    <span>{ [&*finished.to_string(), " of ", &LESSONS.len().to_string(), " finished"].concat() }</span>
                    { link(Route::Glossary(None), "", "Glossary".into(), dispatch) }
                    { link(Route::Teachers, "", "For teachers".into(), dispatch) }
                </p>
            </header>
            <ol class="cards">{ for LESSONS.iter().map(card) }</ol>
        </>
    }
}

/// What a teacher needs: each lesson's aim, time, and the question to ask first.
pub fn teachers(dispatch: &Callback<Action>) -> Html {
    let minutes: u32 = LESSONS.iter().map(|lesson| u32::from(lesson.minutes)).sum();
    let row = |lesson: &&'static Lesson| {
        html! {
            <tr>
                <td>{ lesson.number }</td>
                <th scope="row">{ link(Route::Lesson(lesson.number), "", lesson.title.into(), dispatch) }</th>
                <td>{ lesson.aim }</td>
                <td>{ lesson.ask_first }</td>
                <td>{ plain(lesson.remember) }</td>
                <td class="minutes">{ lesson.minutes }</td>
            </tr>
        }
    };
    html! {
        <>
            <header class="lesson-head">
                <h1 id="heading" tabindex="-1">{ "For teachers" }</h1>
                <p class="first">
                    { ["All lessons together take about ", &minutes.to_string(), " minutes. Each begins with something to do and asks one \
                       question: let the class decide before anybody moves anything, then do it together. The arrow keys turn to the \
                       next lesson and back; the button Aa makes everything larger."].concat() }
                </p>
                <p class="where">
                    { link(Route::Lessons, "", "Lessons".into(), dispatch) }
                    { link(Route::Glossary(None), "", "Glossary".into(), dispatch) }
                </p>
            </header>
            <div class="wide">
                <table class="teachers">
                    <thead>
                        <tr>
                            <th scope="col">{ "No." }</th>
                            <th scope="col">{ "Lesson" }</th>
                            <th scope="col">{ "Afterwards they can" }</th>
                            <th scope="col">{ "Ask first" }</th>
                            <th scope="col">{ "To remember" }</th>
                            <th scope="col">{ "Minutes" }</th>
                        </tr>
                    </thead>
                    <tbody>{ for LESSONS.iter().map(row) }</tbody>
                </table>
            </div>
        </>
    }
}

/// All words, one of them perhaps asked for.
pub fn glossary(asked: Option<Term>, dispatch: &Callback<Action>) -> Html {
    let entries = GLOSSARY.iter().map(|entry| {
        let lesson = Lesson::numbered(entry.lesson);
        html! {
            <div class={classes!("entry", (asked == Some(entry.term)).then_some("asked"))} data-part={entry.slug}>
                <dt id={["term-", entry.slug].concat()} tabindex="-1">{ entry.name }</dt>
                <dd>
                    { entry.meaning }
                    if let Some(lesson) = lesson {
                        { " " }
                        { link(Route::Lesson(lesson.number), "", ["Lesson ", &lesson.number.to_string()].concat().into(), dispatch) }
                    }
                </dd>
            </div>
        }
    });
    html! {
        <>
            <header class="lesson-head">
                <h1 id="heading" tabindex="-1">{ "Glossary" }</h1>
                <p class="where">{ link(Route::Lessons, "", "Lessons".into(), dispatch) }</p>
            </header>
            <dl class="glossary">{ for entries }</dl>
        </>
    }
}
