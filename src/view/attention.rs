//! One attention's panel: on or dimmed, layer, heads, and in which row a target word is read.

use yew::prelude::*;

use crate::app::{Action, Figure, Route, View, extent, jobs};
use crate::engine::protocol::ModelInfo;
use crate::model::{Kind, Reading, Side};

use super::heads::heads;
use super::lesson::link;
use super::segment::{Options, segment};
use super::touch::{Touching, effect, mute_shown};
use super::wording;

const READINGS: [Reading; 2] = [Reading::Saying, Reading::Said];

/// The panel. In figures of one attention, only that one's panel is open.
pub fn attention(
    kind: Kind,
    view: &View,
    model: &ModelInfo,
    touching: &Touching,
    dispatch: &Callback<Action>,
) -> Html {
    let name = wording::attention(kind);
    let inside = wording::attention_inside(kind);
    let choice = view.choice(kind);
    let (layers, count) = extent(model, kind);
    let source = wording::language(Some(model), Side::Source);
    let target = wording::language(Some(model), Side::Target);
    let focused = view.focused() == kind;
    let defined = view.quantity.is_of(kind);
    let alone = view.figure.shows_one();
    let class = classes!(
        "attention",
        focused.then_some("focused"),
        (choice.dimmed && view.figure == Figure::Loom).then_some("off"),
        ((alone && !focused) || !defined).then_some("shut"),
    );
    let all: Vec<usize> = (0..layers).collect();
    let layer = Options {
        name: format!("Layer of {inside}").into(),
        all: &all,
        chosen: choice.layer,
        called: |layer| (layer + 1).to_string().into(),
        meaning: None,
    };
    let reading = Options {
        name: format!("Row of {inside}").into(),
        all: &READINGS,
        chosen: choice.reading,
        called: |reading| wording::reading(reading).into(),
        meaning: Some(&|reading| wording::reading_meaning(reading, &target).into()),
    };
    let habits = model.manifest.habits.as_ref();
    let habit = |head| {
        let place = (kind, choice.layer, head);
        jobs::habit(habits?, place, choice.reading_of(kind))
    };
    let layers_guided = &model.manifest.guided;
    let guided = layers_guided
        .iter()
        .find(|own| (own.kind, own.layer) == (kind, choice.layer));
    html! {
        <section key={name} {class} aria-label={name}>
            <div class="attention-head">
                <h2>
                    <button
                        type="button"
                        class="focus"
                        disabled={!defined}
                        aria-pressed={focused.to_string()}
                        onclick={dispatch.reform(move |_: MouseEvent| Action::Focus(kind))}
                    >
                        { name }
                    </button>
                </h2>
                if view.figure == Figure::Loom && defined {
                    <button
                        type="button"
                        class="switch"
                        role="switch"
                        aria-checked={(!choice.dimmed).to_string()}
                        aria-label={format!("Show {inside}")}
                        title="Dim these lines, or show them"
                        onclick={dispatch.reform(move |_: MouseEvent| Action::Dim(kind))}
                    />
                }
            </div>
            <p class="who">{ wording::who(kind, &source, &target) }</p>
            if !defined {
                <p class="measure">{ wording::rollout(kind) }</p>
            }
            <div class="settings">
                <div class="named">
                    <span aria-hidden="true">{ "Layer" }</span>
                    { segment(layer, "tight", &dispatch.reform(move |layer| Action::Layer(kind, layer))) }
                </div>
                if view.quantity.has_heads() {
                    { heads(kind, choice.layer, count, &choice.chips, &touching.interventions, habit, dispatch) }
                    { mute_shown(kind, view, &touching.interventions, dispatch) }
                } else {
                    <p class="measure">{ wording::rollout(kind) }</p>
                }
                if kind != Kind::Encoder {
                    { segment(reading, "", &dispatch.reform(move |reading| Action::Reading(kind, reading))) }
                }
                if let Some(guided) = guided {
                    <p class="who">
                        { wording::guided(guided.by) }{ " " }
                        { link(Route::Model, "", "The model's card".into(), dispatch) }
                    </p>
                }
            </div>
            { effect(kind, touching) }
        </section>
    }
}
