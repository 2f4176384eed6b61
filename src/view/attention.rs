//! One attention's panel: on or dimmed, layer, heads, and in which row a target word is read.

use yew::prelude::*;

use crate::app::{Action, Choice, Figure};
use crate::model::{Kind, Reading};

use super::heads::Heads;
use super::segment::Segment;
use super::wording;

const READINGS: [Reading; 2] = [Reading::Saying, Reading::Said];

/// What an [`Attention`] panel shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Which attention.
    pub kind: Kind,
    /// What is chosen for it.
    pub choice: Choice,
    /// Its layers and heads.
    pub extent: (usize, usize),
    /// Whether it is the one that is emphasised.
    pub focused: bool,
    /// Which figure is on screen: all but the Loom show one attention.
    pub figure: Figure,
    /// Languages of source and target.
    pub languages: (AttrValue, AttrValue),
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The panel. In figures of one attention, only that one's panel is open.
#[component]
pub fn Attention(props: &Props) -> Html {
    let kind = props.kind;
    let name = wording::attention(kind);
    let (source, target) = &props.languages;
    let alone = props.figure != Figure::Loom;
    let focus = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Focus(kind));
    let dim = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Dim(kind));
    let off = props.choice.dimmed && !alone;
    let class = classes!(
        "attention",
        props.focused.then_some("focused"),
        off.then_some("off"),
        (alone && !props.focused).then_some("shut"),
    );
    html! {
        <section {class} aria-label={name}>
            <div class="attention-head">
                <h3>
                    <button type="button" class="focus" aria-pressed={props.focused.to_string()} onclick={focus}>{ name }</button>
                </h3>
                if !alone {
                    <button
                        type="button"
                        class="switch"
                        role="switch"
                        aria-checked={(!props.choice.dimmed).to_string()}
                        aria-label={format!("Show {}", name.to_lowercase())}
                        title="Dim these lines, or show them"
                        onclick={dim}
                    />
                }
            </div>
            <p class="who">{ wording::who(kind, source, target) }</p>
            <div class="settings">
                { layer(props, name) }
                <Heads {kind} count={props.extent.1} chips={props.choice.chips.clone()} dispatch={&props.dispatch} />
                if kind != Kind::Encoder {
                    { reading(props, name) }
                }
            </div>
        </section>
    }
}

fn layer(props: &Props, name: &str) -> Html {
    let kind = props.kind;
    html! {
        <div class="named">
            <span aria-hidden="true">{ "Layer" }</span>
            <Segment
                class="tight"
                name={format!("Layer of {}", name.to_lowercase())}
                options={(1..=props.extent.0).map(|layer| AttrValue::from(layer.to_string())).collect::<Vec<_>>()}
                chosen={props.choice.layer}
                choose={props.dispatch.reform(move |layer| Action::Layer(kind, layer))}
            />
        </div>
    }
}

fn reading(props: &Props, name: &str) -> Html {
    let kind = props.kind;
    let target = &props.languages.1;
    let meaning = |reading: &Reading| AttrValue::from(wording::reading_meaning(*reading, target));
    html! {
        <Segment
            name={format!("Row of {}", name.to_lowercase())}
            options={READINGS.iter().map(|reading| wording::reading(*reading).into()).collect::<Vec<_>>()}
            meanings={READINGS.iter().map(meaning).collect::<Vec<_>>()}
            chosen={READINGS.iter().position(|own| *own == props.choice.reading).unwrap_or_default()}
            choose={props.dispatch.reform(move |i: usize| Action::Reading(kind, READINGS[i.min(1)]))}
        />
    }
}
