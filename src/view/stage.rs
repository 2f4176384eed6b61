//! The figure in its room: measured, drawn when something of it changes, with its sentence above it.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Figure, Hover, Overview, Picture, Shared, Spot, View};
use crate::browser::Ruler;
use crate::figure::FONT_FAMILY;

use super::all_heads::AllHeads;
use super::drawing::{Asked, Drawing, Room};
use super::edges::Edges;
use super::highlight::Chosen;
use super::hooks::{use_rested, use_width};
use super::scene_view::SceneView;
use super::table::tables;
use super::zoom::use_zoom;

/// The name of the figure that the sentences above belong to.
pub const FIGURE: &str = "figure";

/// Milliseconds without a change after which the tables for screen readers follow.
const REST: u32 = 400;

/// What a [`Stage`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// What is painted.
    pub picture: Option<Shared<Picture>>,
    /// All heads at a glance.
    pub overview: Option<Shared<Overview>>,
    /// What the names of its parts begin with, where there are several stages.
    #[prop_or_default]
    pub name: &'static str,
    /// What is chosen to be seen.
    pub view: View,
    /// What the pointer rests on.
    pub hover: Option<Hover>,
    /// What stands out beside what is pinned.
    pub pointed: Option<Hover>,
    /// What is pinned.
    pub pinned: Vec<Spot>,
    /// What the picture shows, in a sentence.
    pub summary: AttrValue,
    /// What more there is to know about it, one sentence each.
    pub asides: Rc<[AttrValue]>,
    /// Large type.
    pub large: bool,
    /// On dark ground.
    pub dark: bool,
    /// Stands at the end of the sentence above the figure.
    #[prop_or_default]
    pub children: Html,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The stage.
#[component]
pub fn Stage(props: &Props) -> Html {
    let node = use_node_ref();
    let width = use_width(&node);
    let zoom = use_zoom(&node, props.view.figure == Figure::Heatmap);
    let room = Room {
        zoom: zoom.level(),
        ..Room::new(width, props.large)
    };
    let ruler = use_memo(room.font_size as u8, |size| {
        Ruler::new(&format!("{size}px {FONT_FAMILY}"))
    });
    let drawing = use_memo(
        (
            props.picture.clone(),
            Asked::from(&props.view),
            room,
            props.name,
        ),
        |(picture, asked, room, name)| {
            let picture = picture
                .as_ref()
                .filter(|picture| has_words(picture) && room.width > 0.0)
                .filter(|_| asked.figure != Figure::Heads)?;
            let mut drawing = Drawing::new(picture, *asked, *room, |text| ruler.width(text));
            drawing.name = name;
            Some(Shared::new(drawing))
        },
    );
    let overview = props.overview.as_ref();
    let all_heads = overview.filter(|_| props.view.figure == Figure::Heads && width > 0.0);
    let figure = match (all_heads, &*drawing) {
        (Some(overview), _) => html! {
            <AllHeads {overview} view={props.view.clone()} {room} dark={props.dark} dispatch={&props.dispatch} />
        },
        (None, Some(drawing)) => html! {
            <SceneView
                {drawing}
                summary={&props.summary}
                hover={props.hover}
                pointed={props.pointed}
                pinned={props.pinned.clone()}
                dark={props.dark}
                dispatch={&props.dispatch}
            />
        },
        (None, None) => empty(props.picture.is_some()),
    };
    html! {
        <section class="stage" id={props.name.is_empty().then_some(FIGURE)} aria-label={if props.name.is_empty() { "Figure" } else { "Figure to compare with" }}>
            <div class="said">
                <p class="summary" role="status">{ &props.summary }</p>
                if props.picture.as_ref().is_some_and(|picture| picture.recorded) {
                    <span class="recorded" title="Made beforehand with this very model, until the model is here">{ "Recorded run" }</span>
                }
                { props.children.clone() }
            </div>
            <div class="framed">
                <figure
                    ref={node.clone()}
                    class={classes!("canvas", (zoom.level() > 1.0).then_some("zoomed"))}
                    onwheel={zoom.wheel()}
                    onpointermove={zoom.drag(&node)}
                >
                    { figure }
                </figure>
                if let Some(drawing) = &*drawing {
                    { zoom.buttons(&drawing.scene) }
                    <Edges
                        {drawing}
                        {node}
                        chosen={Chosen::new(drawing, props.hover, &props.pinned).labels}
                    />
                }
            </div>
            // In an element of their own: siblings that come and go without keys would cost the figure its place.
            <div>{ for props.asides.iter().map(|aside| html! { <p class="aside">{ aside }</p> }) }</div>
            <Tables picture={props.picture.clone()} hover={props.hover} pinned={props.pinned.clone()} />
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct TablesProps {
    picture: Option<Shared<Picture>>,
    hover: Option<Hover>,
    pinned: Vec<Spot>,
}

/// The numbers as tables. They come when typing rests: laying them out at every key press would cost more than the figure.
#[component]
fn Tables(props: &TablesProps) -> Html {
    let rested = use_rested(props.clone(), REST);
    let markup = use_memo(rested, |rested| {
        let rested = rested.as_ref()?;
        let picture = rested.picture.as_ref()?;
        Some(AttrValue::from(tables(
            picture,
            rested.hover,
            &rested.pinned,
        )))
    });
    let tables = (*markup).clone().map(Html::from_html_unchecked);
    html! { <div class="unseen">{ tables }</div> }
}

fn has_words(picture: &Picture) -> bool {
    !picture.source.words.is_empty() || !picture.target.words.is_empty()
}

fn empty(model_is_here: bool) -> Html {
    let (title, more) = if model_is_here {
        (
            "Nothing to read yet.",
            "Type a sentence above, or pick one of the examples.",
        )
    } else {
        (
            "The figure comes with the model.",
            "What you type meanwhile is kept.",
        )
    };
    html! { <div class="empty"><strong>{ title }</strong><span>{ more }</span></div> }
}
