//! A link across all heads: which layer and head gives most to one pair of words.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Chips, Choice, Node, Panel, Spot, State, link_kind};
use crate::browser;
use crate::engine::protocol::Quantity;
use crate::figure;
use crate::model::Side;

use super::ranked::{Bar, bars};
use super::{beside, wording};

/// The panel's content: two words to choose, and every head in order.
pub fn link(state: &State, query: Spot, key: Spot, dispatch: &Callback<Action>) -> Html {
    let words = state.spots();
    let pick = |name: &'static str,
                chosen: Spot,
                allowed: &dyn Fn(Spot) -> bool,
                make: fn(Spot, Spot, Spot) -> Panel| {
        let choose = {
            let (words, dispatch) = (Rc::clone(&words), dispatch.clone());
            Callback::from(move |event: Event| {
                let index = browser::chosen(&event).and_then(|value| value.parse::<usize>().ok());
                if let Some((spot, _)) = index.and_then(|index| words.get(index)) {
                    dispatch.emit(Action::Panel(Some(make(*spot, query, key))));
                }
            })
        };
        let group = |side: Side| {
            let of_side = words
                .iter()
                .enumerate()
                .filter(|(_, (spot, _))| spot.side == side && allowed(*spot));
            let options: Html = of_side
                .map(|(index, (spot, text))| {
                    html! { <option value={index.to_string()} selected={*spot == chosen}>{ &**text }</option> }
                })
                .collect();
            html! { <optgroup label={wording::language(state.model.as_deref(), side)}>{ options }</optgroup> }
        };
        html! {
            <label class="pick-word">
                <span>{ name }</span>
                <select onchange={choose}>{ group(Side::Source) }{ group(Side::Target) }</select>
            </label>
        }
    };
    html! {
        <div class="link">
            <div class="link-words">
                { pick("Who looks", query, &|spot| spot.node != Node::Symbol, |spot, _, key| Panel::Link(spot, key)) }
                { pick("At", key, &|_| true, |spot, query, _| Panel::Link(query, spot)) }
            </div>
            { ranking(state, query, key, dispatch) }
        </div>
    }
}

fn ranking(state: &State, query: Spot, key: Spot, dispatch: &Callback<Action>) -> Html {
    let Some(kind) = link_kind(query, key) else {
        return html! { <p class="waiting">{ "The source is read before the target is written: its words never look at the target's. Choose the two the other way round." }</p> };
    };
    let Some(ranking) = &state.ranking else {
        return html! { <p class="waiting">{ "The numbers come with the model." }</p> };
    };
    let finite = |(_, _, number): &&(usize, usize, f32)| number.is_finite();
    let most = ranking
        .heads
        .iter()
        .filter(finite)
        .map(|head| head.2.abs())
        .fold(0.0, f32::max);
    if ranking.quantity == Quantity::Weight && most == 0.0
        || ranking.heads.iter().all(|head| !head.2.is_finite())
    {
        return html! { <p class="waiting">{ "This word may not look at that one: in the decoder no word looks at a later one." }</p> };
    }
    let (what, quantity) = match ranking.quantity {
        Quantity::Weight | Quantity::Norm | Quantity::Rollout => {
            ("weight", figure::Quantity::Weight)
        }
        Quantity::Scaled => ("scaled score", figure::Quantity::Score),
        Quantity::Score => ("score q·k", figure::Quantity::Score),
    };
    let choice: &Choice = state.view.choice(kind);
    let is_open = |layer, head| {
        choice.layer == layer
            && matches!(&choice.chips, Chips::Heads(heads) if heads.contains(&head))
    };
    let bar = |&(layer, head, number): &(usize, usize, f32)| {
        let name = format!("layer {}, head {}", layer + 1, head + 1);
        let go = dispatch.reform(move |_: MouseEvent| Action::OpenHead(kind, layer, head));
        let title = format!("Show {name}");
        Bar {
            share: if most > 0.0 { number / most } else { 0.0 },
            text: beside::precise(number, quantity),
            number,
            own: is_open(layer, head),
            click: Some((go, title)),
            name,
        }
    };
    let finite = |head: &&(usize, usize, f32)| head.2.is_finite();
    let all: Vec<Bar> = ranking.heads.iter().filter(finite).map(bar).collect();
    html! {
        <>
            <p class="step-said">
                { format!("{}: all layers and heads by the {what} they give this pair. A click goes there.", wording::attention(kind)) }
            </p>
            { bars("Heads, ranked".into(), all) }
        </>
    }
}
