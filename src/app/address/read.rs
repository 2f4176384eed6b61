//! From a fragment to what it opens.

use crate::model::{Heads, Hidden, Interventions, Kind, Reading, Side};

use super::super::action::Opened;
use super::super::chips::Chips;
use super::super::place::{Node, Spot};
use super::super::route::Route;
use super::super::selection::{Choice, View, index};
use super::super::state::Texts;
use super::{CONTRASTS, FIGURES, KINDS, LONGEST_READ, QUANTITIES, UNITS, decimal, panel, percent};

/// What `fragment` (without `#`) opens. Of what cannot be read a sentence says so.
pub fn read(fragment: &str) -> Opened {
    let mut reader = Reader::default();
    let mut text = fragment;
    if text.len() > LONGEST_READ {
        let end = (0..=LONGEST_READ)
            .rev()
            .find(|&end| text.is_char_boundary(end));
        text = &text[..end.unwrap_or(0)];
        reader.complain("The address is too long; only its beginning could be read.");
    }
    for part in text.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        // Without its sign of equality it is what a cut has left of a longer name: no text, and not an empty one either.
        let cut = name == part && TEXTS.contains(&name);
        if cut || reader.part(name, value).is_none() {
            reader.complain(&format!(
                "The address says {}, which this page cannot read.",
                quoted(part)
            ));
        }
    }
    let mut opened = reader.opened;
    opened.view = reader.view_seen.then_some(reader.view);
    opened
}

/// The parts that hold texts.
const TEXTS: [&str; 4] = ["source", "target", "source2", "target2"];

#[derive(Default)]
struct Reader {
    opened: Opened,
    view: View,
    view_seen: bool,
}

impl Reader {
    /// Takes in one part; `None` when it cannot be read.
    fn part(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "v" if value == "1" => {}
            "v" => self.complain(
                "The address is of another version of this page; what could be read of it was opened.",
            ),
            "embed" => self.opened.embed = true,
            "source" => self.opened.source = Some(self.text(value).into()),
            "target" => self.opened.target = Some(self.text(value).into()),
            "source2" => {
                let text = self.text(value);
                self.compare().source = text.into();
            }
            "target2" => {
                let text = self.text(value);
                self.compare().target = text.into();
            }
            "lesson" | "lessons" | "teachers" | "glossary" | "model" => {
                self.opened.route = Route::read(name, value)?;
            }
            "pin" => self.opened.pinned = spots(value)?,
            "panel" => self.opened.panel = Some(panel::read(value)?),
            "open" => self.opened.panels = panel::read_open(value)?,
            "mute" | "hide" | "scale" | "positions" | "shuffle" => {
                intervention(&mut self.opened.interventions, name, value)?;
            }
            _ => self.view(name, value)?,
        }
        Some(())
    }

    fn view(&mut self, name: &str, value: &str) -> Option<()> {
        let view = &mut self.view;
        match name {
            "figure" => view.figure = named(value, FIGURES)?,
            "focus" => view.focus = named(value, KINDS)?,
            "show" => view.quantity = named(value, QUANTITIES)?,
            "versus" => view.contrast = named(value, CONTRASTS)?,
            "by" => view.unit = named(value, UNITS)?,
            _ => {
                let kind = named(name, KINDS)?;
                *view.choice_mut(kind) = choice(value)?;
                self.opened.chosen[index(kind)] = true;
            }
        }
        self.view_seen = true;
        Some(())
    }

    /// The pair to compare with, empty at first.
    fn compare(&mut self) -> &mut Texts {
        self.opened
            .compare
            .get_or_insert_with(|| Texts::new("", ""))
    }

    fn text(&mut self, value: &str) -> String {
        let (text, whole) = percent::decode(value);
        if !whole {
            self.complain("A text in the address is damaged; what is left of it was opened.");
        }
        text
    }

    fn complain(&mut self, complaint: &str) {
        if !self.opened.complaints.iter().any(|said| said == complaint) {
            self.opened.complaints.push(complaint.to_owned());
        }
    }
}

/// A part of the address as it is repeated to the reader: its beginning.
fn quoted(part: &str) -> String {
    const MOST: usize = 40;
    let (text, _) = percent::decode(part);
    let cut: String = text.chars().take(MOST).collect();
    let more = if text.chars().count() > MOST {
        "…"
    } else {
        ""
    };
    format!("“{cut}{more}”")
}

fn named<T, const N: usize>(name: &str, names: [(T, &str); N]) -> Option<T> {
    names
        .into_iter()
        .find(|(_, other)| *other == name)
        .map(|(value, _)| value)
}

/// A number that counts from 1, as an index.
pub(super) fn counted(text: &str) -> Option<usize> {
    text.parse::<usize>().ok()?.checked_sub(1)
}

pub(super) fn all<T>(value: &str, one: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(one).collect()
}

fn choice(value: &str) -> Option<Choice> {
    let mut parts = value.split('.');
    let mut choice = Choice {
        layer: counted(parts.next()?)?,
        ..Choice::default()
    };
    for part in parts {
        match part {
            "said" => choice.reading = Reading::Said,
            "dim" => choice.dimmed = true,
            "mean" => choice.chips = Chips::Mean,
            "max" => choice.chips = Chips::Max,
            heads => choice.chips = Chips::of(all(heads, counted)?),
        }
    }
    Some(choice)
}

fn spots(value: &str) -> Option<Vec<Spot>> {
    let mut spots = Vec::new();
    for spot in all(value, spot)? {
        if !spots.contains(&spot) {
            spots.push(spot);
        }
    }
    Some(spots)
}

pub(super) fn spot(text: &str) -> Option<Spot> {
    let (side, symbol, rest) = match text.strip_prefix('s') {
        Some(rest) => (Side::Source, "end", rest),
        None => (Side::Target, "start", text.strip_prefix('t')?),
    };
    let node = match rest.strip_suffix('p') {
        Some(piece) => Node::Piece(counted(piece)?),
        None if rest == symbol => Node::Symbol,
        None => Node::Word(counted(rest)?),
    };
    Some(Spot { side, node })
}

fn intervention(interventions: &mut Interventions, name: &str, value: &str) -> Option<()> {
    match name {
        "mute" => interventions.mute = all(value, muted)?,
        "hide" => interventions.hide = all(value, hidden)?,
        "scale" => {
            interventions.scale = decimal::read(value)?;
        }
        "shuffle" => interventions.shuffle = Some(value.parse().ok()?),
        _ => {
            interventions.positions = match value {
                "off" => false,
                "on" => true,
                _ => return None,
            }
        }
    }
    Some(())
}

fn muted(text: &str) -> Option<Heads> {
    let mut parts = text.split('.');
    let kind: Kind = named(parts.next()?, KINDS)?;
    let layer = counted(parts.next()?)?;
    let head = match parts.next() {
        Some(head) => Some(counted(head)?),
        None => None,
    };
    parts
        .next()
        .is_none()
        .then_some(Heads { kind, layer, head })
}

fn hidden(text: &str) -> Option<Hidden> {
    let Spot { side, node } = spot(text)?;
    let word = match node {
        Node::Word(word) => Some(word),
        Node::Symbol => None,
        Node::Piece(_) => return None,
    };
    Some(Hidden { side, word })
}
