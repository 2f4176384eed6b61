//! Everything that can be chosen: figure, unit, quantity, and the three attentions. On a narrow screen a sheet at the lower edge.

use yew::prelude::*;

use crate::app::{Action, Figure, Shared, View, extent};
use crate::engine::protocol::{ModelInfo, Quantity, Unit};
use crate::model::{Kind, Side};

use super::attention::Attention;
use super::icon::Icon;
use super::segment::Segment;
use super::wording;

const UNITS: [Unit; 2] = [Unit::Words, Unit::Pieces];
const QUANTITIES: [Quantity; 3] = [Quantity::Weight, Quantity::Scaled, Quantity::Score];

/// The order on screen follows the Loom from left to right.
const KINDS: [Kind; 3] = [Kind::Encoder, Kind::Cross, Kind::Decoder];

/// What [`Controls`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// What is chosen.
    pub view: View,
    /// The model, once known; without it there are no layers and heads to choose from.
    pub model: Option<Shared<ModelInfo>>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The panel and, on a narrow screen, the button that opens it.
#[component]
pub fn Controls(props: &Props) -> Html {
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let view = &props.view;
    html! {
        <section class="controls" aria-label="What is shown">
            <button type="button" class="opener" aria-expanded={open.to_string()} aria-controls="panel" onclick={toggle}>
                <b>{ "Controls" }</b>
                <span class="now">{ now(view) }</span>
                <Icon name="up" />
            </button>
            <div id="panel" class={classes!("panel", (!*open).then_some("shut"))}>
                { toolbar(view, &props.dispatch) }
                if let Some(model) = &props.model {
                    <div class="attentions">{ for KINDS.map(|kind| attention(props, model, kind)) }</div>
                }
            </div>
        </section>
    }
}

fn toolbar(view: &View, dispatch: &Callback<Action>) -> Html {
    html! {
        <div class="toolbar">
            <Segment
                class="main"
                name="Figure"
                options={Figure::ALL.map(|figure| wording::figure(figure).into()).to_vec()}
                chosen={place(&Figure::ALL, &view.figure)}
                choose={dispatch.reform(|i: usize| Action::Figure(Figure::ALL[i.min(2)]))}
            />
            <Segment
                name="Unit"
                options={UNITS.map(|unit| wording::unit(unit).into()).to_vec()}
                chosen={place(&UNITS, &view.unit)}
                choose={dispatch.reform(|i: usize| Action::Unit(UNITS[i.min(1)]))}
            />
            <Segment
                name="Quantity"
                options={QUANTITIES.map(|quantity| wording::quantity(quantity).into()).to_vec()}
                meanings={QUANTITIES.map(|quantity| wording::quantity_meaning(quantity).into()).to_vec()}
                chosen={place(&QUANTITIES, &view.quantity)}
                choose={dispatch.reform(|i: usize| Action::Quantity(QUANTITIES[i.min(2)]))}
            />
        </div>
    }
}

fn attention(props: &Props, model: &Shared<ModelInfo>, kind: Kind) -> Html {
    let language = |side| AttrValue::from(wording::language(Some(model), side));
    html! {
        <Attention
            key={wording::attention(kind)}
            {kind}
            choice={props.view.choice(kind).clone()}
            extent={extent(model, kind)}
            focused={props.view.focus == kind}
            figure={props.view.figure}
            languages={(language(Side::Source), language(Side::Target))}
            dispatch={&props.dispatch}
        />
    }
}

/// What is chosen, in a few words, for the closed sheet.
fn now(view: &View) -> String {
    let choice = view.choice(view.focus);
    let figure = wording::figure(view.figure);
    format!(
        "{figure}, {}, layer {}",
        wording::attention(view.focus).to_lowercase(),
        choice.layer + 1
    )
}

fn place<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|own| own == one).unwrap_or_default()
}
