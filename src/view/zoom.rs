//! Zoom and pan of a heatmap: buttons, the wheel with the control key, two fingers, and dragging.
//!
//! Refuses to know what is in the cells.

use yew::prelude::*;

use crate::browser;
use crate::figure::Scene;

/// From one level to the next.
const STEP: f32 = 1.5;
/// No figure needs more: cells stop growing before.
const MOST: f32 = 20.0;
/// Cells of so many pixels can be seen well; there is no use in offering larger ones.
const ENOUGH: f32 = 30.0;

/// How large the cells are, and how that is changed.
#[derive(Clone, PartialEq)]
pub struct Zoom {
    level: UseStateHandle<f32>,
    on: bool,
}

/// The zoom of the figure in `node`; without effect unless `on`.
#[hook]
pub fn use_zoom(node: &NodeRef, on: bool) -> Zoom {
    let level = use_state_eq(|| 1.0);
    let zoom = Zoom { level, on };
    let before = use_mut_ref(|| 1.0);
    use_effect_with((node.clone(), zoom.level()), move |(node, level)| {
        let factor = *level / before.replace(*level);
        if let Some(node) = node.get() {
            browser::keep_middle(&node, factor);
        }
    });
    zoom
}

impl Zoom {
    /// How many times as large as they would fit cells are.
    pub fn level(&self) -> f32 {
        if self.on { *self.level } else { 1.0 }
    }

    fn by(&self, factor: f32) {
        self.level.set((*self.level * factor).clamp(1.0, MOST));
    }

    /// The wheel with the control key, which is also what two fingers on a touch pad send.
    pub fn wheel(&self) -> Callback<WheelEvent> {
        let zoom = self.clone();
        Callback::from(move |event: WheelEvent| {
            if zoom.on && event.ctrl_key() {
                event.prevent_default();
                zoom.by(2.0_f64.powf(-event.delta_y() / 200.0) as f32);
            }
        })
    }

    /// Dragging with the mouse moves the figure.
    pub fn drag(&self, node: &NodeRef) -> Callback<PointerEvent> {
        let (node, moves) = (node.clone(), self.level() > 1.0);
        Callback::from(move |event: PointerEvent| {
            if moves
                && event.buttons() & 1 == 1
                && event.pointer_type() == "mouse"
                && let Some(node) = node.get()
            {
                browser::pan(&node, &event);
            }
        })
    }

    /// The buttons, where larger or smaller cells make sense.
    pub fn buttons(&self, scene: &Scene) -> Html {
        let cell = scene
            .grids
            .first()
            .map(|grid| grid.area.width / grid.keys.len().max(1) as f32);
        let grows = cell.is_some_and(|cell| cell < ENOUGH);
        if !self.on || !(grows || self.level() > 1.0) {
            return Html::default();
        }
        let button = |text: &'static str, label: &'static str, factor: f32, enabled: bool| {
            let zoom = self.clone();
            let onclick = Callback::from(move |_: MouseEvent| zoom.by(factor));
            html! {
                <button type="button" class="button quiet" aria-label={label} title={label} disabled={!enabled} {onclick}>
                    { text }
                </button>
            }
        };
        let shrinks = self.level() > 1.0;
        html! {
            <div class="zoom" role="group" aria-label="Zoom">
                { button("−", "Smaller cells", 1.0 / STEP, shrinks) }
                { button("fit", "Fit all cells into the window", 0.0, shrinks) }
                { button("+", "Larger cells", STEP, grows) }
            </div>
        }
    }
}
