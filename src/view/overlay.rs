//! What stands out of a figure, painted over its dimmed layers.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Shared;
use crate::figure::{Area, PALETTE};

use super::beside::Beside;
use super::drawing::Drawing;
use super::highlight::{Highlight, Tip};
use super::layers::{Layer, Sheet};
use super::markup;

/// What an [`Overlay`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The figure.
    pub drawing: Shared<Drawing>,
    /// What stands out of it.
    pub highlight: Rc<Highlight>,
}

/// The chosen words and lines lie under the writing, frames and numbers over it.
#[component]
pub fn Overlay(props: &Props) -> Html {
    let Props { drawing, highlight } = props;
    let lines = markup::group(drawing, highlight.marks.iter().copied());
    html! {
        <div class="overlay" aria-hidden="true">
            <Sheet {drawing} class="chosen">{ for highlight.words.iter().enumerate().map(frame) }</Sheet>
            <Sheet {drawing} class="standing" markup={lines} />
            <Layer {drawing} numbers={false} />
            <Sheet {drawing} class="frames">{ for highlight.frames.iter().enumerate().map(frame) }</Sheet>
            <Sheet {drawing} class="beside">
                { for highlight.beside.iter().enumerate().map(beside) }
                { for highlight.tip.iter().map(tip) }
            </Sheet>
        </div>
    }
}

fn frame((key, area): (usize, &Area)) -> Html {
    html! {
        <rect
            {key}
            x={area.x.to_string()}
            y={area.y.to_string()}
            width={area.width.to_string()}
            height={area.height.to_string()}
            rx="4"
        />
    }
}

fn beside((key, beside): (usize, &Beside)) -> Html {
    let numbers = beside.numbers.iter().enumerate().map(|(i, number)| {
        let head = match number.colour {
            Some(head) => format!("head-{}", head % PALETTE),
            None => "mean".to_owned(),
        };
        let gap = if i > 0 { "\u{a0}" } else { "" };
        html! { <tspan class={classes!(head, number.small.then_some("small"))}>{ gap }{ &number.text }</tspan> }
    });
    html! {
        <text {key} x={beside.at.x.to_string()} y={beside.at.y.to_string()} text-anchor={beside.text_anchor()} dy="0.36em">
            { for numbers }
        </text>
    }
}

fn tip(tip: &Tip) -> Html {
    let Area {
        x,
        y,
        width,
        height,
    } = tip.area;
    let (middle, line) = (x + width / 2.0, y + height / 2.0);
    html! {
        <g class="tip">
            { frame((0, &tip.area)) }
            <text x={middle.to_string()} y={line.to_string()} dy="0.36em" text-anchor="middle">
                { &tip.text }
            </text>
        </g>
    }
}
