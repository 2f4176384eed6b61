//! Vectors as strips of cells, one under the other, of which one place at a time is read out.

use yew::prelude::*;

use crate::browser;

use super::taken_apart::{Strip, cells, reading};
use super::walk::Step;

/// What [`Strips`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// What they are, for assistive technology.
    pub name: AttrValue,
    /// The vectors, all of one length.
    pub strips: Vec<Strip>,
}

/// The strips. Pointing at a cell or moving along them with the arrow keys reads one place out.
#[component]
pub fn Strips(props: &Props) -> Html {
    let strips = &props.strips;
    let count = strips.first().map_or(0, |strip| strip.numbers.len());
    let chosen = use_state_eq(|| None::<usize>);
    let at = chosen
        .unwrap_or_else(|| largest(strips))
        .min(count.saturating_sub(1));
    let point = {
        let set = chosen.setter();
        Callback::from(move |event: PointerEvent| {
            if let Some(at) = browser::data(&event, "at").and_then(|at| at.parse().ok()) {
                set.set(Some(at));
            }
        })
    };
    let onkeydown = {
        let set = chosen.setter();
        Callback::from(move |event: KeyboardEvent| {
            let last = count.saturating_sub(1);
            let next = match Step::of_key(&event.key()) {
                Some(Step::Left | Step::Down) => at.saturating_sub(1),
                Some(Step::Right | Step::Up) => last.min(at + 1),
                Some(Step::First) => 0,
                Some(Step::Last) => last,
                None => return,
            };
            event.prevent_default();
            event.stop_propagation();
            set.set(Some(next));
        })
    };
    let said = reading(strips, at);
    let size = format!("0 0 {} 10", count * 10);
    let strip = |strip: &Strip| {
        html! {
            <div class="strip">
                <span class="strip-name">{ &strip.name }</span>
                <svg viewBox={size.clone()} preserveAspectRatio="none">
                    { Html::from_html_unchecked(cells(strip, at).into()) }
                </svg>
            </div>
        }
    };
    html! {
        <div class="strips-and-reading">
            <div
                class="strips"
                role="slider"
                tabindex="0"
                aria-label={props.name.clone()}
                aria-valuemin="1"
                aria-valuemax={count.to_string()}
                aria-valuenow={(at + 1).to_string()}
                aria-valuetext={said.clone()}
                onpointermove={point.clone()}
                onpointerdown={point}
                {onkeydown}
            >
                { for strips.iter().map(strip) }
            </div>
            <p class="reading">{ said }</p>
        </div>
    }
}

/// Where the last strip's number is farthest from zero: what is read out before anything is pointed at.
fn largest(strips: &[Strip]) -> usize {
    let numbers = strips.last().map_or(&[][..], |strip| &strip.numbers);
    let farther = |best: usize, at: usize| {
        if numbers[at].abs() > numbers[best].abs() {
            at
        } else {
            best
        }
    };
    (0..numbers.len()).fold(0, farther)
}
