//! The still parts of a figure, painted anew only when the figure itself changes, whatever is pointed at.

use yew::prelude::*;

use crate::app::Shared;
use crate::browser;
use crate::figure::{Area, DARK, LIGHT, Rgb, Role, Scene, Shape};

use super::drawing::Drawing;
use super::markup;

/// An SVG as large as the figure, with this markup in it; several lie upon each other.
pub fn sheet(scene: &Scene, class: &'static str, markup: String) -> Html {
    let (width, height) = (scene.width.ceil() as u32, scene.height.ceil() as u32);
    // On paper it is as wide as that.
    let view_box = ["0 0", &width.to_string(), &height.to_string()].join(" ");
    html! {
        <svg {class} width={width.to_string()} height={height.to_string()} viewBox={view_box}>
            { Html::from_html_unchecked(markup.into()) }
        </svg>
    }
}

/// What a [`Layer`] shows.
#[derive(PartialEq, Properties)]
pub struct LayerProps {
    /// The figure.
    pub drawing: Shared<Drawing>,
    /// The marks that carry numbers, or else the words around them.
    pub numbers: bool,
}

/// One half of a figure's marks as SVG.
#[component]
pub fn Layer(props: &LayerProps) -> Html {
    let drawing = &props.drawing;
    let (numbers, words) = markup::split(&drawing.scene);
    let (marks, class) = if props.numbers {
        (numbers, "numbers")
    } else {
        (words, "words")
    };
    sheet(
        &drawing.scene,
        class,
        markup::group(drawing, marks.into_iter()),
    )
}

/// The cells of large heatmaps, a pixel a cell.
pub fn pixels(drawing: &Shared<Drawing>, dark: bool) -> Html {
    let is_image = |i: &usize| matches!(drawing.scene.marks[*i].shape, Shape::Image { .. });
    let images = (0..drawing.scene.marks.len()).filter(is_image);
    images
        .map(|index| html! { <Image key={index} {drawing} {index} {dark} /> })
        .collect()
}

#[derive(PartialEq, Properties)]
struct ImageProps {
    drawing: Shared<Drawing>,
    index: usize,
    dark: bool,
}

#[component]
fn Image(props: &ImageProps) -> Html {
    let node = use_node_ref();
    let painted = (props.drawing.clone(), props.index, props.dark);
    let canvas = node.clone();
    use_effect_with(painted, move |(drawing, index, dark)| {
        let shape = drawing.scene.marks.get(*index).map(|mark| &mark.shape);
        let Some(Shape::Image {
            area,
            rows,
            cols,
            cells,
        }) = shape
        else {
            return;
        };
        let Area {
            x,
            y,
            width,
            height,
        } = *area;
        if let Some(canvas) = canvas.get() {
            let colours = colours(cells, *dark);
            browser::paint_pixels(&canvas, *rows, *cols, &colours, [x, y, width, height]);
        }
    });
    html! { <canvas ref={node} class="pixels" aria-hidden="true" /> }
}

/// Red, green, blue and opacity of every cell.
fn colours(cells: &[Option<Role>], dark: bool) -> Vec<u8> {
    let theme = if dark { DARK } else { LIGHT };
    let pixel = |cell: &Option<Role>| match cell.map(|role| theme.rgb(role)) {
        Some(Rgb(r, g, b)) => [r, g, b, 255],
        None => [0; 4],
    };
    cells.iter().flat_map(pixel).collect()
}
