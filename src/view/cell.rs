//! One pair taken apart: from query and key to what the head hands on, step by step.

use yew::prelude::*;

use crate::app::{Action, Apart, CellAt, Panel, STEPS, Shared, extent};
use crate::browser;
use crate::engine::protocol::ModelInfo;

use super::ranked::percent_bar;
use super::segment::{Radio, radios};
use super::strips::Strips;
use super::taken_apart::{self as numbers, Line};

/// What the steps are called.
const NAMES: [&str; STEPS] = [
    "query · key",
    "scale",
    "softmax",
    "weight · value",
    "sum and onwards",
];

/// What [`Cell`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Which pair, and how far the walk is.
    pub at: CellAt,
    /// Its numbers, once they have come.
    pub apart: Option<Shared<Apart>>,
    /// The model.
    pub model: Shared<ModelInfo>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The panel's content.
#[component]
pub fn Cell(props: &Props) -> Html {
    let at = props.at;
    use_effect_with(at.step, |step| {
        if let Some(step) = step {
            browser::reveal(&id(*step));
        }
    });
    let Some(apart) = &props.apart else {
        return html! { <p class="waiting">{ "The numbers come with the model." }</p> };
    };
    let go = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |step: Option<usize>| {
            dispatch.emit(Action::Panel(Some(Panel::Cell(CellAt { step, ..at }))));
        })
    };
    let onkeydown = {
        let go = go.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(step) = at.step else { return };
            let radio = browser::comes_from_input(&event);
            match event.key().as_str() {
                "ArrowRight" if !radio && step + 1 < STEPS => go.emit(Some(step + 1)),
                "ArrowLeft" if !radio && step > 0 => go.emit(Some(step - 1)),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let (_, heads) = extent(&props.model, apart.kind);
    let said = numbers::said(apart, heads, props.model.d_model);
    let bodies = [
        html! {
            <>
                <Strips name="Numbers of query and key" strips={numbers::products(apart)} />
                <p class="result">
                    { format!("Sum of the {} products: ", apart.cell.q.cols) }
                    <b data-sum={crate::figure::decimal(apart.cell.score, 6)}>{ crate::figure::decimal(apart.cell.score, 3) }</b>
                </p>
            </>
        },
        html! {
            <p class="result">
                { crate::figure::decimal(apart.cell.score, 3) }{ " × " }{ crate::figure::decimal(apart.cell.scale, 3) }{ " = " }
                <b data-scaled={crate::figure::decimal(apart.cell.scaled, 6)}>{ crate::figure::decimal(apart.cell.scaled, 3) }</b>
            </p>
        },
        row(apart),
        html! { <Strips name="Numbers of the value" strips={numbers::values(apart)} /> },
        html! { <Strips name="Numbers of the sum" strips={numbers::sums(apart)} /> },
    ];
    html! {
        <div class="cell-apart" {onkeydown}>
            <div class="cell-head">
                <p class="cell-title">{ numbers::title(apart) }</p>
                <p class="cell-place">{ numbers::place(apart) }</p>
                <div class="cell-choices">
                    { choices(props, apart, heads) }
                    if at.step.is_none() {
                        <button type="button" class="button first walk" onclick={go.reform(|_: MouseEvent| Some(0))}>
                            { "Walk through it" }
                        </button>
                    }
                </div>
            </div>
            <ol class="steps">
                { for bodies.into_iter().zip(said).enumerate().map(|(step, (body, said))| part(step, at.step, said, body)) }
            </ol>
            if let Some(now) = at.step {
                { walking(now, &go) }
            }
        </div>
    }
}

fn id(step: usize) -> String {
    format!("step-{}", step + 1)
}

fn part(step: usize, now: Option<usize>, said: String, body: Html) -> Html {
    let class = match now {
        Some(now) if now == step => "now",
        Some(now) if now < step => "later",
        _ => "",
    };
    html! {
        <li key={step} id={id(step)} class={classes!("step", class)} tabindex="-1">
            <h3>{ NAMES[step] }</h3>
            <p class="step-said">{ said }</p>
            { body }
        </li>
    }
}

/// Back, next and out of the walk.
fn walking(now: usize, go: &Callback<Option<usize>>) -> Html {
    let to = |step: Option<usize>| go.reform(move |_: MouseEvent| step);
    let last = now + 1 == STEPS;
    html! {
        <div class="walking" role="group" aria-label="Walk: the left and right arrow keys go back and on">
            <button type="button" class="button" disabled={now == 0} onclick={to(now.checked_sub(1))}>{ "Back" }</button>
            <span>{ format!("{} of {STEPS}", now + 1) }</span>
            <button type="button" class="button first" onclick={to((!last).then_some(now + 1))}>
                { if last { "Done" } else { "Next" } }
            </button>
        </div>
    }
}

/// Which head, and which piece of words that have several.
fn choices(props: &Props, apart: &Apart, heads: usize) -> Html {
    let at = props.at;
    let choose = |change: fn(&mut CellAt, usize), value: usize| {
        props.dispatch.reform(move |_: Event| {
            let mut at = at;
            change(&mut at, value);
            Action::Panel(Some(Panel::Cell(at)))
        })
    };
    let several =
        |name: String, texts: Vec<String>, chosen: usize, change: fn(&mut CellAt, usize)| {
            let radio = |(index, text): (usize, String)| Radio {
                text: text.into(),
                title: None,
                checked: index == chosen,
                choose: choose(change, index),
            };
            let all = texts.into_iter().enumerate().map(radio).collect();
            html! {
                <div class="named">
                    <span aria-hidden="true">{ &name }</span>
                    { radios(name.clone().into(), "tight", all) }
                </div>
            }
        };
    let numbers = (1..=heads).map(|head| head.to_string()).collect();
    let pieces =
        |pieces: &[std::rc::Rc<str>]| pieces.iter().map(|piece| piece.to_string()).collect();
    html! {
        <>
            { several("Head".to_owned(), numbers, apart.head, |at, head| at.head = Some(head)) }
            if apart.queries.len() > 1 {
                { several("Piece that looks".to_owned(), pieces(&apart.queries), apart.pieces[0], |at, piece| at.pieces[0] = piece) }
            }
            if apart.keys.len() > 1 {
                { several("Piece looked at".to_owned(), pieces(&apart.keys), apart.pieces[1], |at, piece| at.pieces[1] = piece) }
            }
        </>
    }
}

/// The whole row, from score to weight.
fn row(apart: &Apart) -> Html {
    let (lines, beside) = numbers::lines(apart);
    let line = |line: &Line| {
        html! {
            <tr class={line.own.then_some("own")}>
                <th scope="row">{ &line.text }</th>
                <td>{ &line.score }</td>
                <td>{ &line.scaled }</td>
                <td data-weight={crate::figure::decimal(line.weight, 6)}>{ numbers::weight(line.weight) }</td>
                <td class="length">{ percent_bar(line.weight) }</td>
            </tr>
        }
    };
    html! {
        <div class="row-apart">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ "looks at" }</th>
                        <th scope="col">{ "q·k" }</th>
                        <th scope="col">{ "scaled" }</th>
                        <th scope="col">{ "weight" }</th>
                        <td></td>
                    </tr>
                </thead>
                <tbody>{ for lines.iter().map(line) }</tbody>
            </table>
            if let Some((count, held)) = beside {
                <p class="step-said">{ format!("And {count} more, which hold {} together.", numbers::weight(held)) }</p>
            }
        </div>
    }
}
