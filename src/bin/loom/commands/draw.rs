//! `loom draw`: a figure as the page draws it, by the page's own state and reducer.

use std::io::Write;

use attention_loom::app::drawing::{Asked, Drawing, Room};
use attention_loom::app::{
    Action, Chips, Figure, News, Settings, Slot, State, Texts, Theme, extent,
};
use attention_loom::engine::Session;
use attention_loom::engine::protocol::{ModelInfo, Quantity, Reply, Request};
use attention_loom::figure::text_width;
use attention_loom::model::{Kind, ModelError};

use super::written;
use crate::arguments::Draw;
use crate::folder::{Folder, write};

/// Writes the figure.
pub fn run(command: &Draw, out: &mut impl Write) -> Result<bool, String> {
    let (mut session, info) = Folder::session(&command.model.folder)?;
    let state = read(&mut session, chosen(command, info)?)?;
    let picture = state.picture.as_ref().ok_or("the figure has no numbers")?;
    let room = Room::new(command.width as f32, false);
    // Nothing measures text here: its width is estimated.
    let measure = |text: &str| text_width(text, room.font_size);
    let drawing = Drawing::new(picture, Asked::from(&state.view), room, measure);
    let svg = state.svg(&drawing);
    match &command.output {
        Some(path) => write(path, svg.as_bytes())?,
        None => out.write_all(svg.as_bytes()).map_err(written)?,
    }
    Ok(true)
}

/// The state that shows what is asked for: as the model's manifest opens, and then as the arguments say.
fn chosen(command: &Draw, info: ModelInfo) -> Result<State, String> {
    let kind: Kind = command.attention.into();
    exists(command, kind, &info)?;
    let theme = if command.dark {
        Theme::Dark
    } else {
        Theme::Light
    };
    let state = State {
        texts: Texts::new(&command.source, &command.target),
        settings: Settings {
            theme,
            large: false,
        },
        ..State::default()
    };
    let mut state = state.reduce(Action::News(News::Loaded(Box::new(info))));
    let view = &mut state.view;
    view.figure = command.figure.into();
    view.focus = kind;
    view.quantity = command.quantity.into();
    view.unit = command.unit.into();
    let choice = view.choice_mut(kind);
    choice.layer = command.layer.map_or(choice.layer, |layer| layer - 1);
    choice.chips = command.head.clone().unwrap_or(choice.chips.clone());
    choice.reading = command.reading.map_or(choice.reading, Into::into);
    Ok(state)
}

/// Whether the model has the layer and the heads asked for, and they the quantity.
fn exists(command: &Draw, kind: Kind, info: &ModelInfo) -> Result<(), String> {
    let quantity: Quantity = command.quantity.into();
    let figure: Figure = command.figure.into();
    if figure.shows_one() && !quantity.is_of(kind) {
        return Err(ModelError::NoRollout.to_string());
    }
    let (layers, heads) = extent(info, kind);
    let layer = command.layer.unwrap_or(1) - 1;
    let last = match &command.head {
        Some(Chips::Heads(heads)) => heads.last().copied().unwrap_or_default(),
        Some(Chips::Mean | Chips::Max) | None => 0,
    };
    if layer < layers && last < heads {
        return Ok(());
    }
    let head = last;
    Err(ModelError::NoSuchHead { kind, layer, head }.to_string())
}

/// The state with what the session answers.
fn read(session: &mut Session, state: State) -> Result<State, String> {
    let wanted = state.wanted().ok_or("there is no model")?;
    let request = Request::Run {
        source: wanted.texts.source.to_string(),
        target: wanted.texts.target.to_string(),
        interventions: wanted.interventions.clone(),
        looks: wanted.looks,
    };
    match session.answer(request) {
        (Reply::Ran(ran), buffers) => Ok(state.reduce(Action::News(News::Ran {
            slot: Slot::Main,
            ran,
            interventions: wanted.interventions,
            buffers,
        }))),
        (Reply::Refused { message }, _) => Err(message),
        (other, _) => Err(format!("the session answered {other:?}")),
    }
}
