//! What can be done to the machine: heads muted, words hidden, the scale changed, positions off, words shuffled.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Change, Chips, Hideable, Panels, Touch, View, extent, heads_shown};
use crate::engine::protocol::ModelInfo;
use crate::figure::trimmed;
use crate::model::{Heads, Interventions, Kind, Side};

use super::bars::from_to;
use super::segment::{Options, segment};
use super::wording;

/// What scores can be multiplied by with a click; an address may say any other number.
const SCALES: [f32; 5] = [0.0, 0.5, 1.0, 2.0, 4.0];

/// What the panel needs of the state.
#[derive(Debug, Clone, PartialEq)]
pub struct Touching {
    /// Which panels are open.
    pub panels: Panels,
    /// What is done now.
    pub interventions: Interventions,
    /// Words that can be hidden, of the source and of the target; empty while the panel is closed.
    pub words: [Rc<[Hideable]>; 2],
    /// The word of the target whose probability has changed most by what is done.
    pub changed: Option<Change>,
}

/// What the muted heads of an attention have changed most, close to where they were muted.
pub fn effect(kind: Kind, touching: &Touching) -> Html {
    let muted = &touching.interventions.mute;
    match &touching.changed {
        Some(change) if muted.iter().any(|heads| heads.kind == kind) => {
            let [from, to] = from_to(change.before, change.after);
            html! {
                <p class="felt">
                    { "Changed most: " }<b>{ change.text.clone() }</b>{ format!(" {from} → {to}") }
                </p>
            }
        }
        _ => html! {},
    }
}

/// The panel: closed at first.
pub fn panel(
    touching: &Touching,
    view: &View,
    model: &ModelInfo,
    dispatch: &Callback<Action>,
) -> Html {
    let Touching {
        panels,
        interventions,
        ..
    } = touching;
    let open = panels.touch;
    let toggled = Panels {
        touch: !open,
        ..*panels
    };
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Panels(toggled));
    html! {
        <section class="touch" aria-label="Touch the machine">
            <h2>
                <button type="button" class="unfold" aria-expanded={open.to_string()} {onclick}>
                    { "Touch the machine" }
                    <span class="role">{ "mute, hide, shuffle …" }</span>
                </button>
            </h2>
            if open {
                <div class="touch-body">
                    { mutes(view.focus, interventions, model, dispatch) }
                    { hides(&touching.words, model, dispatch) }
                    { scale(interventions.scale, dispatch) }
                    { positions(interventions, dispatch) }
                </div>
            }
        </section>
    }
}

/// A button that mutes what an attention's panel shows, or lets it speak again.
pub fn mute_shown(
    kind: Kind,
    view: &View,
    interventions: &Interventions,
    dispatch: &Callback<Action>,
) -> Html {
    let choice = view.choice(kind);
    let chosen = match &choice.chips {
        Chips::Heads(heads) => Some(&heads[..]),
        Chips::Mean | Chips::Max => None,
    };
    let heads = heads_shown(kind, choice.layer, chosen);
    let muted = heads.iter().all(|heads| interventions.mute.contains(heads));
    let what = match chosen {
        None => format!("layer {}", choice.layer + 1),
        Some([head]) => format!("head {}", head + 1),
        Some(_) => "these heads".to_owned(),
    };
    let verb = if muted { "Unmute" } else { "Mute" };
    let onclick = dispatch.reform(move |_: MouseEvent| Action::Touch(Touch::Mute(heads.clone())));
    html! {
        <button
            type="button"
            class="button quiet mute"
            aria-pressed={muted.to_string()}
            title="The output of a muted head is zero; everything after it is computed anew"
            {onclick}
        >
            { format!("{verb} {what}") }
        </button>
    }
}

/// Every head of the attention that is emphasised, a row a layer.
fn mutes(
    kind: Kind,
    interventions: &Interventions,
    model: &ModelInfo,
    dispatch: &Callback<Action>,
) -> Html {
    let (layers, count) = extent(model, kind);
    let mute = |heads: Heads, text: String, name: String, disabled: bool| {
        let muted = interventions.mute.contains(&heads);
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Touch(Touch::Mute(vec![heads])));
        html! {
            <button type="button" class="chip" aria-pressed={muted.to_string()} aria-label={name} {disabled} {onclick}>{ text }</button>
        }
    };
    let row = |layer: usize| {
        let all = Heads {
            kind,
            layer,
            head: None,
        };
        let whole = interventions.mute.contains(&all);
        let heads = (0..count).map(|head| {
            let name = format!("Mute head {} of layer {}", head + 1, layer + 1);
            let heads = Heads {
                kind,
                layer,
                head: Some(head),
            };
            mute(heads, (head + 1).to_string(), name, whole)
        });
        html! {
            <div class="mutes" role="group" aria-label={format!("Layer {}", layer + 1)}>
                { mute(all, format!("Layer {}", layer + 1), format!("Mute layer {}", layer + 1), false) }
                { for heads }
            </div>
        }
    };
    html! {
        <div>
            <h3>{ format!("Mute heads of {}", wording::attention_inside(kind)) }</h3>
            { for (0..layers).map(row) }
        </div>
    }
}

fn hides(words: &[Rc<[Hideable]>; 2], model: &ModelInfo, dispatch: &Callback<Action>) -> Html {
    let hide = |word: &Hideable| {
        let hidden = word.hidden;
        let onclick = dispatch.reform(move |_: MouseEvent| Action::Touch(Touch::Hide(hidden)));
        html! {
            <button type="button" class="chip wide" aria-pressed={word.is_hidden.to_string()} {onclick}>{ word.text.clone() }</button>
        }
    };
    let side = |side: Side, words: &[Hideable]| {
        let name = format!("Hide a word of {}", wording::language(Some(model), side));
        html! {
            <div class="hides" role="group" aria-label={name}>{ for words.iter().map(hide) }</div>
        }
    };
    html! {
        <div>
            <h3>{ "Hide a word from being looked at" }</h3>
            { side(Side::Source, &words[0]) }
            { side(Side::Target, &words[1]) }
        </div>
    }
}

fn scale(chosen: f32, dispatch: &Callback<Action>) -> Html {
    let mut all = SCALES.to_vec();
    if !all.contains(&chosen) {
        all.push(chosen);
    }
    let options = Options {
        name: "Scale".into(),
        all: &all,
        chosen,
        called: |scale| format!("×\u{202f}{}", trimmed(scale, 2)).into(),
        meaning: None,
    };
    html! {
        <div>
            <h3>{ "Multiply every score before the softmax" }</h3>
            { segment(options, "tight", &dispatch.reform(|scale| Action::Touch(Touch::Scale(scale)))) }
        </div>
    }
}

fn positions(interventions: &Interventions, dispatch: &Callback<Action>) -> Html {
    let (positions, shuffle) = (interventions.positions, interventions.shuffle);
    let switch = dispatch.reform(move |_: MouseEvent| Action::Touch(Touch::Positions(!positions)));
    let seed = shuffle.map_or(1, |seed| seed.wrapping_add(1));
    let draw = dispatch.reform(move |_: MouseEvent| Action::Touch(Touch::Shuffle(Some(seed))));
    let back = dispatch.reform(|_: MouseEvent| Action::Touch(Touch::Shuffle(None)));
    html! {
        <div>
            <h3>{ "The order of the words" }</h3>
            <div class="hides">
                <button type="button" class="chip wide" aria-pressed={(!positions).to_string()} onclick={switch}>{ "Positions off" }</button>
                <button type="button" class="chip wide" aria-pressed={shuffle.is_some().to_string()} onclick={draw}>
                    { if shuffle.is_some() { "Draw again" } else { "Shuffle the source words" } }
                </button>
                if let Some(seed) = shuffle {
                    <button type="button" class="chip wide" onclick={back}>{ "As they stand" }</button>
                    <span class="role">{ format!("random, seed {seed}") }</span>
                }
            </div>
        </div>
    }
}
