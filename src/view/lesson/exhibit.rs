//! An exhibit: what it shows, and the knobs under it.

use yew::prelude::*;

use crate::app::{Action, LessonReading, Shared, address};
use crate::lesson::{Exhibit, Given, Lesson, Missing, Shown, Visit};

use super::boxes::{own_text, sentence};
use super::chart::chart;
use super::grid::grid;
use super::knobs::control;
use super::page::Props;
use super::plane::PlaneView;
use super::prose::prose;
use super::table::table;
use super::wires::wiring;

/// Stands in place of numbers that the model has not given yet.
const UNTOLD: &str = "This exhibit shows numbers of the model, which has not arrived yet. The text, and the exhibits that need no model, are here already.";

/// The exhibit of a lesson's section as its reader has set it.
pub fn exhibit(
    lesson: &'static Lesson,
    exhibit: &'static Exhibit,
    reading: &Shared<LessonReading>,
    page: &Props,
) -> Html {
    let (desk, dispatch) = (&reading.desk, &page.dispatch);
    let given = Given {
        desk,
        texts: [&page.texts.source, &page.texts.target],
        known: &page.lessons.known,
    };
    let knobs = exhibit
        .knobs
        .iter()
        .filter_map(|&at| Some((at, lesson.knobs.get(at)?)));
    html! {
        <div class="exhibit" role="group" aria-label={exhibit.title}>
            <p class="exhibit-title">{ exhibit.title }</p>
            { for exhibit.sentences.iter().map(|&side| sentence(side, page)) }
            { for exhibit.texts.iter().map(|&(text, label)| own_text(text, label, reading, dispatch)) }
            { match (exhibit.show)(&given) {
                Ok(shown) => shown.into_iter().map(|shown| one(shown, dispatch)).collect::<Html>(),
                Err(Missing::Untold) => html! { <p class="untold" role="status">{ UNTOLD }</p> },
                Err(Missing::Said(why)) => html! { <p class="cannot" role="status">{ why }</p> },
            } }
            if let Some(visit) = exhibit.explore.and_then(|explore| explore(&given)) {
                { explore(&visit, page) }
            }
            if !exhibit.knobs.is_empty() {
                <div class="knobs">{ for knobs.map(|(at, knob)| control(at, knob, desk, dispatch)) }</div>
            }
        </div>
    }
}

fn one(shown: Shown, dispatch: &Callback<Action>) -> Html {
    match shown {
        Shown::Plane(plane) => html! { <PlaneView {plane} {dispatch} /> },
        Shown::Table(numbers) => table(&numbers, dispatch),
        Shown::Chart(curves) => chart(&curves),
        Shown::Say(text) => html! { <p class="say">{ prose(&text, dispatch) }</p> },
        Shown::Grid(numbers) => grid(&numbers, dispatch),
        Shown::Wires(wires) => wiring(&wires, dispatch),
    }
}

/// The way to the same attention in the explorer, with the sentences that are read here.
fn explore(visit: &Visit, page: &Props) -> Html {
    let texts = visit
        .texts
        .unwrap_or([&page.texts.source, &page.texts.target]);
    let fragment = address::visit(&visit.view, texts);
    let href = ["#", &fragment].concat();
    let opened = page.dispatch.reform(move |event: MouseEvent| {
        event.prevent_default();
        Action::Open(Box::new(address::read(&fragment)))
    });
    html! {
        <p class="explore"><a {href} onclick={opened}>{ "Open this in the explorer" }</a></p>
    }
}
