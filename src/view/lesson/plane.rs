//! Arrows in the plane, whose tips are dragged by mouse, finger or arrow keys.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Turn};
use crate::browser;
use crate::figure::decimal;
use crate::lesson::{Arrow, Plane};

use super::table::number_text;

/// How near a pointer must come to a tip to take it, in units of the plane.
const GRASP: f32 = 0.9;
/// What an arrow key moves; with Shift, five times that.
const STEP: f32 = 0.1;

/// What a [`PlaneView`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The arrows.
    pub plane: Plane,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The plane.
#[component]
pub fn PlaneView(props: &Props) -> Html {
    let plane = &props.plane;
    let node = use_node_ref();
    let held = use_mut_ref(|| None::<[usize; 2]>);
    let place = {
        let (node, reach) = (node.clone(), plane.reach);
        move |event: &MouseEvent| {
            let (x, y) = browser::share_in(&node.get()?, event)?;
            Some(((x * 2.0 - 1.0) * reach, (1.0 - y * 2.0) * reach))
        }
    };
    let onpointerdown = {
        let (held, node, place) = (held.clone(), node.clone(), place.clone());
        let handles: Vec<_> = plane
            .arrows
            .iter()
            .filter_map(|a| Some((a.handle?, a.to)))
            .collect();
        Callback::from(move |event: PointerEvent| {
            let Some(at) = place(&event) else { return };
            let near = |to: (f32, f32)| (to.0 - at.0).hypot(to.1 - at.1);
            let nearest = handles
                .iter()
                .min_by(|a, b| near(a.1).total_cmp(&near(b.1)));
            if let Some(&(handle, _)) = nearest.filter(|nearest| near(nearest.1) <= GRASP)
                && let Some(node) = node.get()
            {
                browser::hold(&node, &event);
                held.replace(Some(handle));
            }
        })
    };
    let onpointermove = {
        let (held, dispatch) = (held.clone(), props.dispatch.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some((handle, at)) = (*held.borrow()).zip(place(&event)) {
                set(&dispatch, handle, at);
            }
        })
    };
    let let_go = Callback::from(move |_: PointerEvent| {
        held.take();
    });
    let reach = plane.reach;
    let view = [-reach, -reach, 2.0 * reach, 2.0 * reach]
        .map(|x| decimal(x, 1))
        .join(" ");
    let lines = (1..reach.ceil() as i32)
        .flat_map(|i| [i, -i])
        .map(|i| ruled(i as f32, reach, "ruled"));
    html! {
        <svg
            ref={node}
            class="plane"
            viewBox={view}
            role={if plane.arrows.iter().any(|arrow| arrow.handle.is_some()) { "group" } else { "img" }}
            aria-label={plane.in_words()}
            {onpointerdown}
            {onpointermove}
            onpointerup={let_go.clone()}
            onpointercancel={let_go}
        >
            { for lines }
            <text class="caption" x={decimal(0.12 - reach, 2)} y={decimal(0.38 - reach, 2)}>{ plane.title.clone() }</text>
            { ruled(0.0, reach, "axis") }
            { for plane.dashed.iter().map(|[from, to]| line(*from, *to, "dashed")) }
            { for plane.arrows.iter().map(|arrow| drawn(arrow, &props.dispatch)) }
        </svg>
    }
}

fn set(dispatch: &Callback<Action>, [x, y]: [usize; 2], at: (f32, f32)) {
    let numbers: Rc<[(usize, f32)]> = [(x, at.0), (y, at.1)].into();
    dispatch.emit(Action::Lessons(Turn::Set(numbers)));
}

/// A line across and one up, both `at` units from the origin.
fn ruled(at: f32, reach: f32, class: &'static str) -> Html {
    html! { <>{ line((-reach, at), (reach, at), class) }{ line((at, -reach), (at, reach), class) }</> }
}

fn line(from: (f32, f32), to: (f32, f32), class: &'static str) -> Html {
    html! {
        <line {class} x1={decimal(from.0, 3)} y1={decimal(-from.1, 3)} x2={decimal(to.0, 3)} y2={decimal(-to.1, 3)} />
    }
}

fn drawn(arrow: &Arrow, dispatch: &Callback<Action>) -> Html {
    let (x, y) = arrow.to;
    let length = x.hypot(y).max(1e-3);
    let along = (x / length, y / length);
    // The name stands beyond the tip and the place where it is taken; a blend's before it, since what it blends lies beyond.
    let beyond = match (arrow.handle, arrow.point) {
        (Some(_), _) => 0.48,
        (None, true) => -0.34,
        (None, false) => 0.32,
    };
    let name = (x + along.0 * beyond, y + along.1 * beyond);
    let opacity = decimal(arrow.strength.clamp(0.0, 1.0), 2);
    html! {
        <g class={if arrow.point { "point" } else { "arrow" }} data-part={arrow.part.slug()} {opacity}>
            if arrow.point {
                <circle class="spot" cx={decimal(x, 3)} cy={decimal(-y, 3)} r="0.11" />
            } else {
                { line((0.0, 0.0), (x - along.0 * 0.18, y - along.1 * 0.18), "shaft") }
                <path class="tip" d={head(arrow.to, along, length)} />
            }
            <text x={decimal(name.0, 3)} y={decimal(-name.1, 3)} dy="0.1">{ &arrow.name }</text>
            if let Some(handle) = arrow.handle {
                { grip(arrow, handle, dispatch) }
            }
        </g>
    }
}

/// The triangle at an arrow's tip.
fn head((x, y): (f32, f32), along: (f32, f32), length: f32) -> String {
    let size = length.min(0.28);
    let base = (x - along.0 * size, y - along.1 * size);
    let side = (-along.1 * size * 0.45, along.0 * size * 0.45);
    let corners = [
        (x, y),
        (base.0 + side.0, base.1 + side.1),
        (base.0 - side.0, base.1 - side.1),
    ];
    let corners = corners.map(|(x, y)| [decimal(x, 3), decimal(-y, 3)].join(" "));
    ["M", &corners.join("L"), "Z"].concat()
}

/// The place where a tip is taken, which the keyboard can reach too.
fn grip(arrow: &Arrow, handle: [usize; 2], dispatch: &Callback<Action>) -> Html {
    let ((x, y), dispatch) = (arrow.to, dispatch.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let step = if event.shift_key() { 5.0 * STEP } else { STEP };
        let (dx, dy) = match &*event.key() {
            "ArrowLeft" => (-step, 0.0),
            "ArrowRight" => (step, 0.0),
            "ArrowUp" => (0.0, step),
            "ArrowDown" => (0.0, -step),
            _ => return,
        };
        event.prevent_default();
        let steps: Rc<[(usize, f32)]> = [(handle[0], dx), (handle[1], dy)].into();
        dispatch.emit(Action::Lessons(Turn::Nudge(steps)));
    });
    let place = ["across ", &number_text(x, 1), ", up ", &number_text(y, 1)].concat();
    html! {
        <circle
            class="grip"
            cx={decimal(x, 3)}
            cy={decimal(-y, 3)}
            r="0.24"
            tabindex="0"
            role="slider"
            aria-label={["tip of ", &arrow.name].concat()}
            aria-roledescription="arrow tip, moved by the four arrow keys"
            aria-valuenow={decimal(x, 1)}
            aria-valuetext={place}
            {onkeydown}
        />
    }
}
