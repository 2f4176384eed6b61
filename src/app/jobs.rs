//! All heads of one attention as a figure, and heads' jobs in words.
//!
//! Refuses to know how jobs are found (`measure`) and what a click does.

use crate::figure::{Quantity, Style, ThumbnailsInput, decimal, thumbnails};
use crate::model::{Habits, Kind, Reading, Role};

use super::drawing::{Drawing, Room};
use super::names;
use super::overview::Thumbnail;

/// The jobs in the order in which they are explained, with the rule of each.
pub const MEANINGS: [(&str, &str); 7] = [
    (
        "aligner",
        "Looks most where the best aligning head looks: at the word that is being translated (cross-attention).",
    ),
    ("previous", "Looks most at the word before this one."),
    ("next", "Looks most at the word after this one (encoder)."),
    ("itself", "Looks most at the very word that asks."),
    (
        "end, start",
        "A sink: looks most at the end or start symbol, where a head rests that has nothing to fetch.",
    ),
    (
        "spread out",
        "Shares its weight nearly evenly: at least 85 % of the largest possible entropy.",
    ),
    (
        "mixed",
        "No rule holds for 60 % of the words; the number is that of the best rule.",
    ),
];

/// What a job is called.
pub fn role(kind: Kind, role: Role) -> &'static str {
    match role {
        Role::Previous => "previous",
        Role::Next => "next",
        Role::Itself => "itself",
        Role::Sink if kind == Kind::Decoder => "start",
        Role::Sink => "end",
        Role::Aligner => "aligner",
        Role::Spread => "spread out",
        Role::None => "mixed",
    }
}

/// The share of words for which a job's rule holds; with the row of the decoder, where it is not the one that is shown.
pub fn share(head: &Thumbnail, shown: Reading) -> String {
    in_row(head.job.role, head.job.score, head.reading, shown)
}

/// What a head does on many sentences: "on 500 other sentences: previous, 82 %".
pub fn habit(
    habits: &Habits,
    (kind, layer, head): (Kind, usize, usize),
    shown: Reading,
) -> Option<String> {
    let found = habits.of(kind, layer, head)?;
    let share = in_row(found.role, found.score, found.reading, shown);
    let name = role(kind, found.role);
    Some(format!(
        "on {} other sentences: {name}, {share}",
        habits.sentences
    ))
}

fn in_row(role: Role, score: f32, reading: Reading, shown: Reading) -> String {
    // Where no rule holds, it is the best one's.
    let at_best = match role {
        Role::None => "at best ",
        _ => "",
    };
    let share = format!("{at_best}{}\u{a0}%", decimal(score * 100.0, 0));
    match reading {
        reading if reading == shown => share,
        Reading::Saying => share + ", to say",
        Reading::Said => share + ", said",
    }
}

/// Draws every layer and head of one attention; `selected` are the layers and heads that are open, `reading` the row of the
/// decoder that is shown.
pub fn drawing(
    kind: Kind,
    layers: &[Vec<Thumbnail>],
    selected: &[(usize, usize)],
    reading: Reading,
    room: Room,
) -> Drawing {
    let note = |head: &Thumbnail| [role(kind, head.job.role).to_owned(), share(head, reading)];
    let notes: Vec<Vec<[String; 2]>> = each(layers, note);
    let weights = each(layers, |head| head.weights.clone());
    Drawing::of(thumbnails(&ThumbnailsInput {
        attention: names::attention(kind),
        layers: &weights,
        quantity: Quantity::Weight,
        notes: &notes,
        selected,
        style: Style {
            width: room.width,
            font_size: room.font_size,
            ..Style::default()
        },
    }))
}

fn each<T>(layers: &[Vec<Thumbnail>], of: impl Fn(&Thumbnail) -> T) -> Vec<Vec<T>> {
    let layer = |heads: &Vec<Thumbnail>| heads.iter().map(&of).collect();
    layers.iter().map(layer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Part, Shape};
    use crate::matrix::Matrix;
    use crate::measure::Job;
    use crate::model::Habit;

    #[test]
    fn a_head_that_was_measured_on_many_sentences_has_a_habit() {
        let habits = Habits {
            sentences: 500,
            heads: vec![Habit {
                kind: Kind::Decoder,
                layer: 1,
                head: 6,
                reading: Reading::Said,
                role: Role::Previous,
                score: 0.824,
            }],
        };
        let said = |head, shown| habit(&habits, (Kind::Decoder, 1, head), shown);
        let words = "on 500 other sentences: previous, 82\u{a0}%";
        assert_eq!(said(6, Reading::Said).unwrap(), words);
        assert_eq!(said(6, Reading::Saying).unwrap(), format!("{words}, said"));
        assert_eq!(said(5, Reading::Said), None);
    }

    #[test]
    fn every_head_stands_with_its_job_and_score_and_every_job_is_explained() {
        let roles = [
            Role::Previous,
            Role::Next,
            Role::Itself,
            Role::Sink,
            Role::Aligner,
            Role::Spread,
            Role::None,
        ];
        let head = |&role: &Role| Thumbnail {
            weights: Matrix::from_fn(2, 3, |i, j| (i + j) as f32 / 4.0),
            job: Job { role, score: 0.625 },
            reading: match role {
                Role::Aligner => Reading::Saying,
                _ => Reading::Said,
            },
        };
        let layers = [roles.iter().map(head).collect::<Vec<_>>()];
        let room = Room {
            width: 800.0,
            font_size: 16.0,
            zoom: 1.0,
        };
        let drawing = drawing(Kind::Cross, &layers, &[(0, 2)], Reading::Said, room);
        assert_eq!(drawing.scene.tiles.len(), roles.len());
        let notes = drawing
            .scene
            .marks
            .iter()
            .filter_map(|mark| match &mark.shape {
                Shape::Text { text, .. } if mark.part == Part::Note => Some(text.as_str()),
                _ => None,
            });
        let notes: Vec<&str> = notes.collect();
        for (role, pair) in roles.iter().zip(notes.chunks(2)) {
            let name = self::role(Kind::Cross, *role);
            let share = match role {
                Role::Aligner => "63\u{a0}%, to say",
                Role::None => "at best 63\u{a0}%",
                _ => "63\u{a0}%",
            };
            assert_eq!(pair, [name, share]);
            let explained = |(names, _): &(&str, &str)| names.split(", ").any(|own| own == name);
            assert!(MEANINGS.iter().any(explained), "{name}");
        }
    }
}
