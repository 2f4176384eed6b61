//! A figure on screen: still layers, what stands out of them, and the words to point at.

use yew::prelude::*;

use crate::app::{Action, Hover, Shared, Spot};
use crate::browser;
use crate::figure::{Datum, Duty};

use super::drawing::Drawing;
use super::highlight::{Chosen, Highlight};
use super::layers::{Layer, Pixels};
use super::names;
use super::overlay::Overlay;
use super::walk::walk;
use super::word::{Touch, Word, id};

/// What a [`SceneView`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The figure.
    pub drawing: Shared<Drawing>,
    /// What it shows, in a sentence.
    pub summary: AttrValue,
    /// What the pointer rests on.
    pub hover: Option<Hover>,
    /// What is pinned.
    pub pinned: Vec<Spot>,
    /// On dark ground.
    pub dark: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The figure. Pointing at a word leaves the still layers as they are: they are dimmed as a whole, and only what stands out is
/// painted.
#[component]
pub fn SceneView(props: &Props) -> Html {
    let drawing = &props.drawing;
    let node = use_node_ref();
    let stop = use_state(|| 0);
    let duty = use_state(|| Duty::Both);
    let chosen = Chosen::new(drawing, props.hover, &props.pinned);
    let highlight = use_memo(
        (drawing.clone(), chosen.clone(), *duty),
        |(drawing, chosen, duty)| Highlight::new(drawing, chosen, *duty),
    );

    let on = {
        let (stop, duty) = (stop.setter(), duty.setter());
        use_callback(
            (drawing.clone(), props.hover, props.dispatch.clone()),
            move |(index, touch): (usize, Touch), (drawing, hover, dispatch)| {
                let Some(word) = drawing.scene.boxes.get(index) else {
                    return;
                };
                let Some(spot) = drawing.spot(word.id) else {
                    return;
                };
                let here = Some(Hover::Spot(spot));
                if !matches!(touch, Touch::Leave | Touch::Step(_)) {
                    stop.set(index);
                    duty.set(word.duty);
                }
                match touch {
                    Touch::Rest => dispatch.emit(Action::Hover(here)),
                    Touch::Leave => dispatch.emit(Action::Hover(None)),
                    Touch::Tap if *hover == here => dispatch.emit(Action::Hover(None)),
                    Touch::Tap => dispatch.emit(Action::Hover(here)),
                    Touch::Pin { also: false } => dispatch.emit(Action::Pin(spot)),
                    Touch::Pin { also: true } => dispatch.emit(Action::AlsoPin(spot)),
                    Touch::Step(step) => {
                        browser::focus(&id(walk(&drawing.scene.boxes, index, step)))
                    }
                }
            },
        )
    };
    let (onpointermove, onpointerleave) = pair_handlers(props, &node);
    let let_go = props.dispatch.reform(|_: MouseEvent| Action::LetGo);

    let isolates = !chosen.is_none() && drawing.scene.grids.is_empty();
    let stop = (*stop).min(drawing.scene.boxes.len().saturating_sub(1));
    let words = drawing.scene.boxes.iter().enumerate().map(|(index, word)| {
        let pinned = drawing
            .spot(word.id)
            .is_some_and(|spot| props.pinned.contains(&spot));
        html! { <Word key={index} {drawing} {index} {pinned} stop={index == stop} on={&on} /> }
    });
    html! {
        <div ref={node} class={classes!("scene", isolates.then_some("isolates"))} onclick={let_go} {onpointermove} {onpointerleave}>
            <div class="still" role="img" aria-label={&props.summary}>
                <Layer {drawing} numbers={true} />
                <Pixels {drawing} dark={props.dark} />
            </div>
            <Overlay {drawing} {highlight} />
            <svg
                class="targets"
                role="group"
                aria-label="Words: arrow keys move along them, Enter pins, Escape lets go"
                width={drawing.scene.width.ceil().to_string()}
                height={drawing.scene.height.ceil().to_string()}
            >
                { for words }
            </svg>
        </div>
    }
}

/// Pointing at a line or a cell.
fn pair_handlers(
    props: &Props,
    node: &NodeRef,
) -> (Callback<PointerEvent>, Callback<PointerEvent>) {
    let (drawing, hover, dispatch) = (props.drawing.clone(), props.hover, props.dispatch.clone());
    let node = node.clone();
    let moved = Callback::from(move |event: PointerEvent| {
        let under = datum(&drawing, &node, &event).and_then(|datum| pair(&drawing, datum));
        let on_pair = matches!(hover, Some(Hover::Pair { .. }));
        if under != hover && (under.is_some() || on_pair) {
            dispatch.emit(Action::Hover(under));
        }
    });
    let left = props.dispatch.reform(|_: PointerEvent| Action::Hover(None));
    (moved, left)
}

/// The number under the pointer: of the line it is on, or of the cell at its place.
fn datum(drawing: &Drawing, node: &NodeRef, event: &PointerEvent) -> Option<Datum> {
    if let Some(kind) = browser::data(event, "kind") {
        let number = |name| browser::data(event, name)?.parse::<usize>().ok();
        let head = number("head");
        let (query, key) = (number("query")?, number("key")?);
        let mut data = drawing.scene.marks.iter().filter_map(|mark| mark.datum);
        return data.find(|datum| {
            (datum.query, datum.key, datum.head) == (query, key, head)
                && datum.attention.name() == kind
        });
    }
    if drawing.scene.grids.is_empty() {
        return None;
    }
    let (x, y) = browser::place_in(&node.get()?, event)?;
    drawing.scene.datum_at(x, y)
}

fn pair(drawing: &Drawing, datum: Datum) -> Option<Hover> {
    Some(Hover::Pair {
        kind: names::kind(datum.attention),
        query: drawing.spot(datum.from)?,
        key: drawing.spot(datum.to)?,
    })
}
