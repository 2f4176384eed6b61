//! Everything that can be chosen: figure, unit, quantity, and the three attentions. On a narrow screen a sheet at the lower edge.

use yew::prelude::*;

use crate::app::{Action, Figure, Shared, View};
use crate::browser;
use crate::engine::protocol::{ModelInfo, Quantity, Unit};
use crate::model::Kind;

use super::attention::attention;
use super::icon::icon;
use super::segment::{Options, segment};
use super::stage::FIGURE;
use super::touch::{Touching, panel};
use super::wording;

const UNITS: [Unit; 2] = [Unit::Words, Unit::Pieces];
const QUANTITIES: [Quantity; 5] = [
    Quantity::Weight,
    Quantity::Scaled,
    Quantity::Score,
    Quantity::Norm,
    Quantity::Rollout,
];

/// The order on screen follows the Loom from left to right.
const KINDS: [Kind; 3] = [Kind::Encoder, Kind::Cross, Kind::Decoder];

/// What [`Controls`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// What is chosen.
    pub view: View,
    /// The model, once known; without it there are no layers and heads to choose from.
    pub model: Option<Shared<ModelInfo>>,
    /// What is done to the machine.
    pub touching: Touching,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The panel and, on a narrow screen, the button that opens it.
#[component]
pub fn Controls(props: &Props) -> Html {
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| {
            // What is chosen in the sheet is seen at once: the figure stands above it.
            if !*open {
                browser::bring(FIGURE);
            }
            open.set(!*open);
        })
    };
    let view = &props.view;
    html! {
        <section class="controls" aria-label="What is shown">
            <button type="button" class="opener" aria-expanded={open.to_string()} aria-controls="panel" onclick={toggle}>
                <b>{ "Controls" }</b>
                <span class="now">{ now(view) }</span>
                { icon("up") }
            </button>
            <div id="panel" class={classes!("panel", (!*open).then_some("shut"))}>
                { toolbar(view, &props.dispatch) }
                if let Some(model) = &props.model {
                    <div class="attentions">
                        { for KINDS.map(|kind| attention(kind, view, model, &props.touching, &props.dispatch)) }
                    </div>
                    { panel(&props.touching, view, model, &props.dispatch) }
                    { caution() }
                }
            </div>
        </section>
    }
}

fn toolbar(view: &View, dispatch: &Callback<Action>) -> Html {
    let figures = Options {
        name: "Figure".into(),
        all: &Figure::ALL,
        chosen: view.figure,
        called: |figure| wording::figure(figure).into(),
        meaning: None,
    };
    let units = Options {
        name: "Unit".into(),
        all: &UNITS,
        chosen: view.unit,
        called: |unit| wording::unit(unit).into(),
        meaning: None,
    };
    let quantities = Options {
        name: "Quantity".into(),
        all: &QUANTITIES,
        chosen: view.quantity,
        called: |quantity| wording::quantity(quantity).into(),
        meaning: Some(&|quantity| wording::quantity_meaning(quantity).into()),
    };
    html! {
        <div class="toolbar">
            { segment(figures, "main", &dispatch.reform(Action::Figure)) }
            // Thumbnails are of weights by words.
            if view.figure != Figure::Heads {
            { segment(units, "", &dispatch.reform(Action::Unit)) }
            { segment(quantities, "measures", &dispatch.reform(Action::Quantity)) }
            { measure(view.quantity) }
            }
        </div>
    }
}

/// What the numbers mean.
fn measure(quantity: Quantity) -> Html {
    html! {
        <p class="measure">
            { wording::quantity(quantity) }{ ": " }{ wording::quantity_meaning(quantity) }
            { " (" }{ source(wording::source(quantity)) }{ ")." }
        </p>
    }
}

/// What the numbers do not mean.
fn caution() -> Html {
    let [against, but_see] = wording::NOT_AN_EXPLANATION;
    html! {
        <p class="measure caution">
            { "Attention by itself is not an explanation of what the model does (" }
            { source(against) }{ "; but see " }{ source(but_see) }{ ")." }
        </p>
    }
}

fn source((name, address): (&'static str, &'static str)) -> Html {
    html! { <a href={address} target="_blank" rel="noopener noreferrer">{ name }</a> }
}

/// What is chosen, in a few words, for the closed sheet.
fn now(view: &View) -> String {
    let choice = view.choice(view.focused());
    let figure = wording::figure(view.figure);
    format!(
        "{figure}, {}, layer {}",
        wording::attention_inside(view.focused()),
        choice.layer + 1
    )
}
