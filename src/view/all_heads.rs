//! All heads at a glance: a grid of thumbnails an attention, each a way to its head.

use yew::prelude::*;

use crate::app::grid::{KINDS, selected};
use crate::app::{Action, Overview, Shared, View, jobs};
use crate::browser;
use crate::figure::{Tile, decimal};
use crate::model::Kind;

use super::drawing::{Drawing, Room};
use super::layers::{Layer, pixels};
use super::names;
use super::walk::{Step, walk_tiles};
use super::wording;

/// What [`AllHeads`] shows.
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The heads.
    pub overview: Shared<Overview>,
    /// What is chosen; the heads of it are framed.
    pub view: View,
    /// Width and type.
    pub room: Room,
    /// On dark ground.
    pub dark: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The grids, and what the jobs mean.
#[component]
pub fn AllHeads(props: &Props) -> Html {
    let facts = (props.overview.clone(), props.view.clone(), props.room);
    let drawings = use_memo(facts, |(overview, view, room)| {
        let grid = |kind| {
            let (_, layers) = overview.attentions.iter().find(|(own, _)| *own == kind)?;
            let drawing = jobs::drawing(
                kind,
                layers,
                &selected(view, kind),
                view.choice(kind).reading_of(kind),
                *room,
            );
            Some((kind, Shared::new(drawing)))
        };
        KINDS.into_iter().filter_map(grid).collect::<Vec<_>>()
    });
    html! {
        <div class="all-heads">
            <details class="jobs">
                <summary>{ "What the words under a head say" }</summary>
                <p>
                    { "Its job on these two sentences: the rule that holds for the largest share of the words, if that is at least 60 %. The number is that share. In the decoder, “to say” or “said” after it means: so it is in the other row than the one shown. Other sentences may give a head another job" }
                    if props.overview.habits.sentences > 0 {
                        { format!("; what it does on {} sentences that the model was not trained on is said when you point at it", props.overview.habits.sentences) }
                    }
                    { "." }
                </p>
                <dl>
                    { for jobs::MEANINGS.iter().map(|(name, meaning)| html! {
                        <div key={*name}><dt>{ name }</dt><dd>{ meaning }</dd></div>
                    }) }
                </dl>
            </details>
            { for drawings.iter().map(|(kind, drawing)| grid(props, *kind, drawing)) }
        </div>
    }
}

fn grid(props: &Props, kind: Kind, drawing: &Shared<Drawing>) -> Html {
    let name = wording::attention(kind);
    html! {
        <section key={name} class="grid" aria-label={format!("All heads of {}", wording::attention_inside(kind))}>
            <h2>{ name }</h2>
            <div class="scene">
                <Layer {drawing} numbers={false} />
                { pixels(drawing, props.dark) }
                { tiles(props, kind, drawing) }
            </div>
        </section>
    }
}

/// Transparent buttons over the thumbnails. The Tab key stops once a grid, at the head that is open; arrows go on from there.
fn tiles(props: &Props, kind: Kind, drawing: &Shared<Drawing>) -> Html {
    let scene = &drawing.scene;
    let open = selected(&props.view, kind);
    let is_open = |tile: &Tile| open.contains(&(tile.layer, tile.head));
    let stop = scene.tiles.iter().position(is_open).unwrap_or(0);
    let reading = props.view.choice(kind).reading_of(kind);
    let heads = props
        .overview
        .attentions
        .iter()
        .find(|(own, _)| *own == kind);
    let tile = |(index, tile): (usize, &Tile)| {
        let found = heads?.1.get(tile.layer)?.get(tile.head)?;
        let role = jobs::role(kind, found.job.role);
        let (layer, head) = (tile.layer + 1, tile.head + 1);
        let tenth = |pixels: f32| decimal(pixels, 1);
        let label = format!(
            "layer {layer}, head {head}: {role}, {}",
            jobs::share(found, reading)
        );
        let place = (kind, tile.layer, tile.head);
        let label = match jobs::habit(&props.overview.habits, place, reading) {
            Some(habit) => [&*label, "; ", &habit].concat(),
            None => label,
        };
        Some(html! {
            <g
                key={index}
                id={id(kind, index)}
                class="tile"
                role="button"
                tabindex={if index == stop { "0" } else { "-1" }}
                aria-pressed={is_open(tile).to_string()}
                aria-label={label.clone()}
                data-tile={index.to_string()}
                data-job={role}
                data-score={decimal(found.job.score, 6)}
            >
                <title>{ label }{ ". Click to open it" }</title>
                <rect
                    x={tenth(tile.area.x)}
                    y={tenth(tile.area.y)}
                    width={tenth(tile.area.width)}
                    height={tenth(tile.area.height)}
                    rx="3"
                />
            </g>
        })
    };
    let onclick = {
        let (drawing, dispatch) = (drawing.clone(), props.dispatch.clone());
        Callback::from(move |event: MouseEvent| open_tile(&drawing, kind, &event, &dispatch))
    };
    let onkeydown = {
        let (drawing, dispatch) = (drawing.clone(), props.dispatch.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            if key == "Enter" || key == " " {
                event.prevent_default();
                open_tile(&drawing, kind, &event, &dispatch);
            } else if let Some(step) = Step::of_key(&key)
                && let Some(from) = index(&event)
            {
                event.prevent_default();
                browser::focus(&id(kind, walk_tiles(&drawing.scene.tiles, from, step)));
            }
        })
    };
    html! {
        <svg
            class="targets"
            role="group"
            aria-label="Heads: arrow keys move along them, Enter opens one"
            width={(scene.width.ceil() as u32).to_string()}
            height={(scene.height.ceil() as u32).to_string()}
            {onclick}
            {onkeydown}
        >
            { for scene.tiles.iter().enumerate().filter_map(tile) }
        </svg>
    }
}

fn id(kind: Kind, index: usize) -> String {
    format!("head-{}-{index}", names::attention(kind).name())
}

/// The tile that an event comes from.
fn index(event: &Event) -> Option<usize> {
    browser::data(event, "tile")?.parse().ok()
}

fn open_tile(drawing: &Drawing, kind: Kind, event: &Event, dispatch: &Callback<Action>) {
    let tile = index(event).and_then(|index| drawing.scene.tiles.get(index));
    if let Some(&Tile { layer, head, .. }) = tile {
        dispatch.emit(Action::OpenHead(kind, layer, head));
    }
}
