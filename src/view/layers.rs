//! The still parts of a figure, painted anew only when the figure itself changes, whatever is pointed at.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::Shared;
use crate::browser;
use crate::figure::{Area, DARK, LIGHT, Rgb, Role, Shape};

use super::drawing::Drawing;
use super::markup;

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
    let (numbers, words) = markup::split(&props.drawing.scene);
    let (marks, class) = if props.numbers {
        (numbers, "numbers")
    } else {
        (words, "words")
    };
    let markup = markup::group(&props.drawing, marks.into_iter());
    html! { <Sheet drawing={&props.drawing} {class} {markup} /> }
}

/// What a [`Sheet`] shows.
#[derive(PartialEq, Properties)]
pub struct SheetProps {
    /// Gives the size.
    pub drawing: Shared<Drawing>,
    /// Its class.
    pub class: AttrValue,
    /// What is on it, as markup.
    #[prop_or_default]
    pub markup: AttrValue,
    /// What is on it besides.
    #[prop_or_default]
    pub children: Html,
}

/// An SVG as large as the figure; several lie upon each other.
#[component]
pub fn Sheet(props: &SheetProps) -> Html {
    let scene = &props.drawing.scene;
    let (width, height) = (scene.width.ceil(), scene.height.ceil());
    html! {
        <svg
            class={props.class.to_string()}
            width={width.to_string()}
            height={height.to_string()}
            viewBox={format!("0 0 {width} {height}")}
        >
            { Html::from_html_unchecked(props.markup.clone()) }
            { props.children.clone() }
        </svg>
    }
}

/// What [`Pixels`] shows.
#[derive(PartialEq, Properties)]
pub struct PixelsProps {
    /// The figure.
    pub drawing: Shared<Drawing>,
    /// On dark ground.
    pub dark: bool,
}

/// The cells of a large heatmap, a pixel a cell.
#[component]
pub fn Pixels(props: &PixelsProps) -> Html {
    let images = props
        .drawing
        .scene
        .marks
        .iter()
        .enumerate()
        .filter_map(|(i, mark)| {
            let is_image = matches!(mark.shape, Shape::Image { .. });
            is_image.then(
                || html! { <Image key={i} drawing={&props.drawing} index={i} dark={props.dark} /> },
            )
        });
    html! { <>{ for images }</> }
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
    use_effect_with(
        (props.drawing.clone(), props.index, props.dark, node.clone()),
        |(drawing, index, dark, node)| {
            let shape = drawing.scene.marks.get(*index).map(|mark| &mark.shape);
            if let (
                Some(node),
                Some(Shape::Image {
                    area,
                    rows,
                    cols,
                    cells,
                }),
            ) = (node.get(), shape)
            {
                let Area {
                    x,
                    y,
                    width,
                    height,
                } = *area;
                browser::paint_pixels(
                    &node,
                    *rows,
                    *cols,
                    &pixels(cells, *dark),
                    [x, y, width, height],
                );
            }
        },
    );
    html! { <canvas ref={node} class="pixels" aria-hidden="true" /> }
}

/// Red, green, blue and opacity of every cell.
fn pixels(cells: &[Option<Role>], dark: bool) -> Rc<[u8]> {
    let theme = if dark { DARK } else { LIGHT };
    let pixel = |cell: &Option<Role>| match cell.map(|role| theme.rgb(role)) {
        Some(Rgb(r, g, b)) => [r, g, b, 255],
        None => [0; 4],
    };
    cells.iter().flat_map(pixel).collect()
}
