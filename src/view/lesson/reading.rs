//! One lesson.

use yew::prelude::*;

use crate::app::{Action, LessonReading, Route, Shared};
use crate::lesson::{LESSONS, Lesson, Section};

use super::exhibit::exhibit;
use super::formula;
use super::page::Props;
use super::prose::{link, prose};
use super::question::question;

/// The lesson as its reader has set it.
pub fn reading(lesson: &'static Lesson, reading: &Shared<LessonReading>, page: &Props) -> Html {
    let dispatch = &page.dispatch;
    let count = LESSONS.len().to_string();
    let number = lesson.number.to_string();
    html! {
        <>
            <header class="lesson-head">
                <p class="where">
                    { link(Route::Lessons, "", "Lessons".into(), dispatch) }
                    <span>{ ["Lesson ", &number, " of ", &count].concat() }</span>
                    <span>{ ["about ", &lesson.minutes.to_string(), " minutes"].concat() }</span>
                </p>
                <h1 id="heading" tabindex="-1">{ lesson.title }</h1>
                <p class="first"><strong>{ "First, do this. " }</strong>{ prose(lesson.try_first, dispatch) }</p>
            </header>
            { for lesson.sections.iter().map(|section| part(lesson, section, reading, page)) }
            <footer class="lesson-foot">
                <p class="remember"><strong>{ "Remember" }</strong><span>{ prose(lesson.remember, dispatch) }</span></p>
                <ol class="sources">
                    { for lesson.sources.iter().map(|source| html! {
                        <li>{ source.text }{ " " }<a href={source.link} rel="noreferrer">{ source.link.trim_start_matches("https://") }</a></li>
                    }) }
                </ol>
                { turns(lesson, dispatch) }
            </footer>
        </>
    }
}

/// One section: what is said before the exhibit, the question, the exhibit, and the rest.
fn part(
    lesson: &'static Lesson,
    section: &'static Section,
    reading: &Shared<LessonReading>,
    page: &Props,
) -> Html {
    let dispatch = &page.dispatch;
    let paragraph = |text: &&'static str| {
        html! { <p>{ prose(&page.sizes.fill(text), dispatch) }</p> }
    };
    let formula = section
        .formula
        .map(|formula| Html::from_html_unchecked(formula::markup(formula).into()));
    html! {
        <section class="lesson-part">
            <div class="before">
                <h2>{ section.title }</h2>
                { for section.prose.iter().map(paragraph) }
                if let Some(formula) = formula {
                    <div class="formula" tabindex="0" role="group" aria-label="Formula">{ formula }</div>
                }
            </div>
            if let Some(predict) = section.predict {
                <div class="asked-first">{ question(predict, reading, dispatch) }</div>
            }
            { exhibit(lesson, &section.exhibit, reading, page) }
            <div class="after">
                { for section.more.iter().map(paragraph) }
            </div>
        </section>
    }
}

fn turns(lesson: &'static Lesson, dispatch: &Callback<Action>) -> Html {
    let to = |lesson: &'static Lesson, before: &'static str, class: &'static str| {
        let inside = html! { <><small>{ before }</small><span>{ lesson.title }</span></> };
        link(Route::Lesson(lesson.number), class, inside, dispatch)
    };
    html! {
        <nav class="turns" aria-label="Other lessons">
            if let Some(previous) = lesson.previous() {
                { to(previous, "← Previous", "turn back") }
            }
            if let Some(next) = lesson.next() {
                { to(next, "Next →", "turn on") }
            } else {
                { link(Route::Explorer, "turn on", html! { <><small>{ "Done →" }</small><span>{ "To the explorer" }</span></> }, dispatch) }
            }
        </nav>
    }
}
