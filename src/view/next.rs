//! What the model says next: the likeliest pieces at one place of the target, and its other translations as a tree.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Chance, Forecast, Panels, State, Twig};
use crate::engine::protocol::Begin;
use crate::figure::decimal;

use super::bars::{bar, percent};

/// The panel: closed at first.
pub fn next(state: &State, dispatch: &Callback<Action>) -> Html {
    let panels = state.panels;
    let open = panels.next;
    html! {
        <section class="next" aria-label="What it says next">
            <h2>{ unfold("What it says next", "the likeliest words at any place", open, Panels { next: !open, ..panels }, dispatch) }</h2>
            if open {
                if let Some(forecast) = state.forecast() {
                    { chances(&forecast, &state.texts.target, dispatch) }
                }
                <h3>{ unfold("Other translations", "the best five, as a tree", panels.tree, Panels { tree: !panels.tree, ..panels }, dispatch) }</h3>
                if panels.tree {
                    { tree(state, dispatch) }
                }
            }
        </section>
    }
}

fn unfold(
    name: &'static str,
    more: &'static str,
    open: bool,
    toggled: Panels,
    dispatch: &Callback<Action>,
) -> Html {
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Panels(toggled));
    html! {
        <button type="button" class="unfold" aria-expanded={open.to_string()} {onclick}>
            { name }<span class="role">{ more }</span>
        </button>
    }
}

/// The ten likeliest pieces; a click goes on from one.
fn chances(forecast: &Forecast, target: &Rc<str>, dispatch: &Callback<Action>) -> Html {
    let chance = |chance: &Chance| {
        let begin = Begin {
            target: target.to_string(),
            kept: forecast.row,
            chosen: vec![chance.id],
        };
        let onclick = dispatch.reform(move |_: MouseEvent| Action::GoOn(begin.clone()));
        let piece = if chance.begins { "" } else { "·" };
        html! {
            <li key={chance.id}>
                <button
                    type="button"
                    class={classes!("chance", chance.written.then_some("written"))}
                    title="Go on from here"
                    data-id={chance.id.to_string()}
                    data-p={decimal(chance.p, 6)}
                    {onclick}
                >
                    <span class="word">{ piece }{ chance.text.clone() }</span>
                    { bar(chance.p, chance.beside) }
                    <span class="numbers">{ percent(chance.p) }</span>
                </button>
            </li>
        }
    };
    let rest = 1.0 - forecast.guesses.iter().map(|chance| chance.p).sum::<f32>();
    let place = match &*forecast.before {
        "" => "At the beginning".to_owned(),
        before => format!("After “{before}”"),
    };
    html! {
        <>
            <p class="aside">{ place }{ ", the model says next (bold: what is written). Point at or pin a word of the target for another place; click a bar to go on from there." }</p>
            <ol class="chances">{ for forecast.guesses.iter().map(chance) }</ol>
            <p class="aside">
                { format!("All other pieces together: {}.", percent(rest)) }
                if forecast.guesses.iter().any(|chance| !chance.begins) {
                    { " · goes on with the same word." }
                }
                if forecast.guesses.iter().any(|chance| chance.beside.is_some()) {
                    { " The dark tick: how probable it is in the other run." }
                }
            </p>
        </>
    }
}

fn tree(state: &State, dispatch: &Callback<Action>) -> Html {
    match state.tree() {
        _ if state.is_long() => {
            html! { <p class="aside">{ "This sentence is too long to follow several translations." }</p> }
        }
        None => html! { <p class="aside">{ "Searching." }</p> },
        Some(twigs) => html! {
            <>
                <p class="aside">{ "In per cent how probable each part is after what stands before it; at the ends the score: the mean of ln p over the pieces. A click goes on from there." }</p>
                <ul class="tree">{ for twigs.iter().map(|twig| branch(twig, dispatch)) }</ul>
            </>
        },
    }
}

fn branch(twig: &Twig, dispatch: &Callback<Action>) -> Html {
    let begin = Begin {
        target: String::new(),
        kept: 0,
        chosen: twig.pieces.to_vec(),
    };
    let onclick = dispatch.reform(move |_: MouseEvent| Action::GoOn(begin.clone()));
    html! {
        <li>
            <button type="button" class="twig" {onclick}>
                <span class="word">{ twig.text.clone() }</span>
                <span class="numbers">{ percent(twig.p) }</span>
                if let Some(score) = twig.score {
                    <span class="score" data-score={decimal(score, 6)}>{ "score " }{ decimal(score, 3) }</span>
                }
            </button>
            if !twig.next.is_empty() {
                <ul>{ for twig.next.iter().map(|twig| branch(twig, dispatch)) }</ul>
            }
        </li>
    }
}
