//! A real run for tests: the opening pair as the page shows it before the model has arrived.

use crate::app::{Action, Figure, Picture, Shared, Spot, State};
use crate::engine::compact;
use crate::engine::protocol::Recording;
use crate::figure::text_width;

use super::{Asked, Drawing, Room};

const ROOM: Room = Room {
    width: 960.0,
    font_size: 16.0,
    zoom: 1.0,
};

/// The picture and its drawing as `figure`.
pub fn opening(figure: Figure) -> (Shared<Picture>, Drawing) {
    let bytes = include_bytes!("../../../static/recorded/opening.bin");
    let recording: Recording = compact::unpack(bytes).expect("the recorded run can be read");
    let state = State::default().reduce(Action::Recorded(Box::new(recording)));
    let state = state.reduce(Action::Figure(figure));
    let picture = state.picture.clone().expect("a recorded run has a picture");
    let measure = |text: &str| text_width(text, ROOM.font_size);
    let drawing = Drawing::new(&picture, Asked::from(&state.view), ROOM, measure);
    (picture, drawing)
}

/// The first word of this text on either side.
pub fn word(picture: &Picture, text: &str) -> Spot {
    let all = picture
        .attentions
        .iter()
        .flat_map(|drawn| drawn.queries.iter().chain(drawn.keys.iter()));
    let mut found = all
        .filter(|label| &*label.text == text)
        .filter_map(|label| label.spot);
    found.next().expect("the word is in the picture")
}
