//! A figure on screen: still layers, what stands out of them, and the words to point at.

use yew::prelude::*;

use crate::app::{Action, CellAt, Hover, Panel, Shared, Spot};
use crate::browser;
use crate::figure::{Datum, Duty};

use super::drawing::Drawing;
use super::highlight::{Chosen, Highlight};
use super::layers::{Layer, pixels, sheet};
use super::markup;
use super::names;
use super::overlay;
use super::targets::{Targets, Touch, id};
use super::walk::walk;

/// What a [`SceneView`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The figure.
    pub drawing: Shared<Drawing>,
    /// What it shows, in a sentence.
    pub summary: AttrValue,
    /// What the pointer rests on.
    pub hover: Option<Hover>,
    /// What stands out beside what is pinned.
    pub pointed: Option<Hover>,
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
    let Props {
        drawing, dispatch, ..
    } = props;
    let scene = &drawing.scene;
    let node = use_node_ref();
    let at = use_state_eq(At::default);
    let on = {
        let set = at.setter();
        let facts = (drawing.clone(), props.hover, *at, dispatch.clone());
        use_callback(
            facts,
            move |(index, touch), (drawing, hover, at, dispatch)| {
                touched(drawing, *hover, index, touch, dispatch);
                let duty = drawing
                    .scene
                    .boxes
                    .get(index)
                    .map_or(Duty::Both, |b| b.duty);
                match touch {
                    Touch::Rest => set.set(At { duty, ..*at }),
                    Touch::Focus | Touch::Tap | Touch::Pin { .. } => {
                        set.set(At { stop: index, duty })
                    }
                    Touch::Leave | Touch::Step(_) => {}
                }
            },
        )
    };
    let chosen = Chosen::new(drawing, props.pointed, &props.pinned);
    let isolates = !chosen.is_none() && scene.grids.is_empty();
    let out = Highlight::new(drawing, &chosen, at.duty);
    let standing = markup::group(drawing, out.marks.iter().copied());
    let (onpointermove, onpointerleave) = pair_handlers(props, &node);
    let onclick = clicked(props, &node);
    html! {
        <div
            ref={node}
            class={classes!("scene", isolates.then_some("isolates"))}
            {onclick}
            {onpointermove}
            {onpointerleave}
        >
            <div class="still" role="img" aria-label={&props.summary}>
                <Layer {drawing} numbers={true} />
                { pixels(drawing, props.dark) }
            </div>
            <div class="overlay" aria-hidden="true">
                { sheet(scene, "chosen", overlay::frames(&out.words)) }
                { sheet(scene, "standing", standing) }
                <Layer {drawing} numbers={false} />
                { sheet(scene, "frames", overlay::frames(&out.frames)) }
                { sheet(scene, "beside", overlay::numbers(&out.beside, out.tip.as_ref())) }
            </div>
            <Targets {drawing} pinned={props.pinned.clone()} stop={at.stop} {on} />
        </div>
    }
}

/// Where the pointer and the keyboard were last.
#[derive(Debug, Clone, Copy, PartialEq)]
struct At {
    /// The label box at which the Tab key stops.
    stop: usize,
    /// In which column a word was pointed at.
    duty: Duty,
}

impl Default for At {
    fn default() -> Self {
        Self {
            stop: 0,
            duty: Duty::Both,
        }
    }
}

/// What is to be done when something happens to the word of label box `index`.
fn touched(
    drawing: &Drawing,
    hover: Option<Hover>,
    index: usize,
    touch: Touch,
    dispatch: &Callback<Action>,
) {
    let boxes = &drawing.scene.boxes;
    let Some(spot) = boxes.get(index).and_then(|b| drawing.spot(b.id)) else {
        return;
    };
    let here = Some(Hover::Spot(spot));
    dispatch.emit(match touch {
        Touch::Rest | Touch::Focus => Action::Hover(here),
        Touch::Leave => Action::Hover(None),
        Touch::Tap => Action::Hover(here.filter(|_| hover != here)),
        Touch::Pin { also: false } => Action::Pin(spot),
        Touch::Pin { also: true } => Action::AlsoPin(spot),
        Touch::Step(step) => return browser::focus(&id(drawing, walk(boxes, index, step))),
    });
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

/// A click on a line or a cell takes it apart; a click beside everything lets go.
fn clicked(props: &Props, node: &NodeRef) -> Callback<MouseEvent> {
    let (drawing, node) = (props.drawing.clone(), node.clone());
    props.dispatch.reform(move |event: MouseEvent| {
        let apart = || {
            let datum = datum(&drawing, &node, &event)?;
            let (query, key) = (drawing.spot(datum.from)?, drawing.spot(datum.to)?);
            let kind = names::kind(datum.attention);
            Some(CellAt::new(kind, query, key, datum.head))
        };
        match apart() {
            Some(at) => Action::Panel(Some(Panel::Cell(at))),
            None => Action::LetGo,
        }
    })
}

/// The number under the pointer: of the line it is on, or of the cell at its place.
fn datum(drawing: &Drawing, node: &NodeRef, event: &MouseEvent) -> Option<Datum> {
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
