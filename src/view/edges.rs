//! Notes at the window's edges: what a tall figure's lines lead to beyond it.

use yew::prelude::*;

use crate::app::Shared;
use crate::browser;
use crate::figure::{LabelId, decimal};

use super::beside::number;
use super::beyond::{Beyond, beyond};
use super::drawing::Drawing;
use super::hooks::use_window;
use super::icon::icon;
use super::targets::id;

/// What [`Edges`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The figure.
    pub drawing: Shared<Drawing>,
    /// Where it is on the page.
    pub node: NodeRef,
    /// The words pointed at or pinned.
    pub chosen: Vec<LabelId>,
}

/// A note at the window's upper and lower edge, for figures that reach beyond it; the words in it lead there.
#[component]
pub fn Edges(props: &Props) -> Html {
    let window = use_window(&props.node);
    let drawing = &props.drawing;
    let tall = |window: &[f32; 2]| drawing.scene.height > window[1] - window[0];
    // Cells have their words at the edge of the figure, not of the window.
    let Some(window) = window.filter(|window| tall(window) && drawing.scene.grids.is_empty())
    else {
        return Html::default();
    };
    let [above, below] = beyond(drawing, &props.chosen, window);
    html! {
        <div class="edges">
            { edge(drawing, &above, "up", "above") }
            { edge(drawing, &below, "down", "below") }
        </div>
    }
}

fn edge(drawing: &Drawing, beyond: &Beyond, drawn: &'static str, side: &'static str) -> Html {
    if beyond.lines == 0 {
        return Html::default();
    }
    let lines = match beyond.lines {
        1 => "1 line goes on ".to_owned() + side,
        many => many.to_string() + " lines go on " + side,
    };
    let boxes = &drawing.scene.boxes;
    let words = beyond.words.iter().filter_map(|(label, value)| {
        let place = boxes.iter().position(|b| b.id == *label)?;
        let id = id(drawing, place);
        let go = Callback::from(move |_: MouseEvent| browser::focus(&id));
        let value = written(drawing, *value);
        Some(html! {
            <button type="button" onclick={go}>{ &boxes[place].text }{ " " }<b>{ value }</b></button>
        })
    });
    html! {
        <div class={classes!("edge", side)}>
            <div>{ icon(drawn) }<span>{ lines }</span>{ for words }</div>
        </div>
    }
}

fn written(drawing: &Drawing, value: f32) -> String {
    let quantity = drawing.patterns.first().map(|pattern| pattern.quantity);
    quantity.map_or_else(|| decimal(value, 2), |quantity| number(value, quantity))
}
