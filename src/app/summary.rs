//! The one sentence that says what the picture shows: "Cross-attention, layer 2, head 5: “müde”, about to say, looks at “tired”
//! 71 %, “animal” 12 %, the end symbol 9 %."

use crate::engine::protocol::Quantity;
use crate::figure::decimal;
use crate::model::{Kind, Reading, Role, Side};

use super::chips::Chips;
use super::overview::Overview;
use super::picture::{Drawn, Label, Picture};
use super::place::{Hover, Node, Spot};
use super::selection::Figure;
use super::state::State;

mod difference;

/// So many words are named; a sentence is no table.
const NAMED: usize = 3;

/// Smaller shares are said to be under one per cent.
const HALF_A_PERCENT: f32 = 0.005;

impl State {
    /// What the picture shows, of what is rested on, else of what was pinned last, else in general; empty without a picture.
    pub fn summary(&self) -> String {
        if self.view.figure == Figure::Heads {
            return self.overview.as_deref().map_or_else(String::new, of_all);
        }
        let Some(picture) = &self.picture else {
            return String::new();
        };
        let spot = self.pinned.last().map(|&spot| Hover::Spot(spot));
        if picture.less.is_some() {
            let muted = self.compare.is_none() && !self.interventions.mute.is_empty();
            return difference::said(picture, self.view.focus, self.pointed().or(spot), muted)
                .unwrap_or_default();
        }
        let focus = self.view.focused();
        let said = self.pointed().or(spot);
        said.and_then(|chosen| of(picture, focus, chosen))
            .or_else(|| in_general(picture, focus))
            .unwrap_or_default()
    }

    /// What the figure of the run beside shows, of what is rested on or pinned; without the attention's name, which the main one's
    /// sentence says.
    pub fn summary_beside(&self) -> Option<String> {
        let picture = self.second.as_deref()?;
        let pinned = self.pinned_beside().last().copied().map(Hover::Spot);
        let chosen = self.pointed_beside().or(pinned)?;
        let said = of(picture, self.view.focused(), chosen)?;
        Some(said.split_once(": ")?.1.to_owned())
    }
}

fn of(picture: &Picture, focus: Kind, chosen: Hover) -> Option<String> {
    match chosen {
        Hover::Spot(spot) => of_spot(picture, focus, spot),
        Hover::Pair { kind, query, key } => of_pair(picture, kind, query, key),
    }
}

/// How many heads have which job: "What 72 heads do on these sentences: aligner 9, previous word 12, mixed 51."
fn of_all(overview: &Overview) -> String {
    let layers = overview.attentions.iter().flat_map(|(_, layers)| layers);
    let roles: Vec<Role> = layers.flatten().map(|head| head.job.role).collect();
    let named = [
        (Role::Aligner, "aligner"),
        (Role::Previous, "previous word"),
        (Role::Next, "next word"),
        (Role::Itself, "the word itself"),
        (Role::Sink, "end or start symbol"),
        (Role::Spread, "spread out"),
        (Role::None, "mixed"),
    ];
    let count = |role| roles.iter().filter(|own| **own == role).count();
    let counted = named.into_iter().map(|(role, name)| (count(role), name));
    let counted: Vec<String> = counted
        .filter(|(count, _)| *count > 0)
        .map(|(count, name)| format!("{name} {count}"))
        .collect();
    let all = roles.len();
    format!(
        "What {all} heads do on these sentences: {}.",
        counted.join(", ")
    )
}

/// One attention with the number that is said of a pair: of the one matrix shown, or the mean of those shown.
struct Told<'a> {
    picture: &'a Picture,
    drawn: &'a Drawn,
}

impl<'a> Told<'a> {
    fn new(picture: &'a Picture, kind: Kind) -> Option<Self> {
        let drawn = picture.attention(kind)?;
        (!drawn.sheets.is_empty()).then_some(Self { picture, drawn })
    }

    fn number(&self, query: usize, key: usize) -> f32 {
        let sheets = &self.drawn.sheets;
        let sum: f32 = sheets
            .iter()
            .filter_map(|sheet| sheet.get(query, key))
            .sum();
        sum / sheets.len() as f32
    }

    /// The labels with the largest numbers, as many as are named, the largest first; pairs that may not look at each other are
    /// left out.
    fn largest(&self, labels: &'a [Label], number: &dyn Fn(usize) -> f32) -> Vec<(&'a Label, f32)> {
        let all: Vec<_> = labels
            .iter()
            .enumerate()
            .map(|(index, label)| (label, number(index)))
            .filter(|(_, number)| {
                number.is_finite() && (self.picture.quantity.is_score() || *number > 0.0)
            })
            .collect();
        let mut largest = Vec::with_capacity(NAMED);
        let mut taken = vec![false; all.len()];
        while largest.len() < NAMED.min(all.len()) {
            let left = (0..all.len()).filter(|&i| !taken[i]);
            let Some(next) = left.reduce(|a, b| if all[b].1 > all[a].1 { b } else { a }) else {
                break;
            };
            taken[next] = true;
            largest.push(all[next]);
        }
        largest
    }

    fn where_from(&self) -> String {
        let name = match self.drawn.kind {
            Kind::Encoder => "Encoder self-attention",
            Kind::Decoder => "Masked decoder self-attention",
            Kind::Cross => "Cross-attention",
        };
        let layer = self.drawn.layer + 1;
        match self.picture.quantity {
            Quantity::Rollout if layer == 1 => return format!("{name}, rollout of layer 1"),
            Quantity::Rollout => return format!("{name}, rollout of layers 1 to {layer}"),
            _ => {}
        }
        let heads = match &self.drawn.chips {
            Chips::Mean => "mean of all heads".to_owned(),
            Chips::Max => "largest of all heads".to_owned(),
            Chips::Heads(heads) => match heads[..] {
                [head] => format!("head {}", head + 1),
                _ => {
                    let heads: Vec<String> =
                        heads.iter().map(|head| (head + 1).to_string()).collect();
                    format!("mean of heads {}", heads.join(", "))
                }
            },
        };
        format!("{name}, layer {layer}, {heads}")
    }

    /// The word that looks, with the row that it is read in.
    fn asking(&self, label: &Label) -> String {
        let reading = match (self.drawn.kind, self.drawn.reading) {
            (Kind::Encoder, _) => "",
            _ if label.spot.is_none() => "",
            (_, Reading::Saying) => ", about to say,",
            (_, Reading::Said) => ", just said,",
        };
        format!("{}{reading}", named(label))
    }

    fn value(&self, number: f32) -> String {
        match self.picture.quantity {
            Quantity::Weight | Quantity::Rollout => percent(number),
            _ if number.is_finite() => decimal(number, 2),
            _ => "not allowed".to_owned(),
        }
    }

    fn list(&self, largest: &[(&Label, f32)]) -> String {
        let one =
            |(label, number): &(&Label, f32)| format!("{} {}", named(label), self.value(*number));
        // After the first, shares that would be said as nearly nothing say nothing.
        let told = |(i, (_, number)): &(usize, &(&Label, f32))| {
            *i == 0 || !self.picture.quantity.is_share() || *number >= HALF_A_PERCENT
        };
        let named = largest.iter().enumerate().take(NAMED).filter(told);
        let list: Vec<String> = named.map(|(_, largest)| one(largest)).collect();
        list.join(", ")
    }

    fn row(&self, query: usize) -> Option<String> {
        let largest = self.largest(&self.drawn.keys, &|key| self.number(query, key));
        let asking = self.asking(self.drawn.queries.get(query)?);
        Some(if largest.is_empty() {
            format!("{}: {asking} looks at nothing.", self.where_from())
        } else {
            let looks = match self.picture.quantity {
                Quantity::Weight => "looks at",
                Quantity::Score | Quantity::Scaled => "scores highest",
                Quantity::Norm => "is handed most by",
                Quantity::Rollout => "draws on",
            };
            format!(
                "{}: {asking} {looks} {}.",
                self.where_from(),
                self.list(&largest)
            )
        })
    }

    fn column(&self, key: usize) -> Option<String> {
        let largest = self.largest(&self.drawn.queries, &|query| self.number(query, key));
        let name = named(self.drawn.keys.get(key)?);
        Some(if largest.is_empty() {
            format!("{}: nothing looks at {name}.", self.where_from())
        } else {
            let looked = match self.picture.quantity {
                Quantity::Weight => "is looked at most by",
                Quantity::Score | Quantity::Scaled => "is scored highest by",
                Quantity::Norm => "hands most to",
                Quantity::Rollout => "is drawn on most by",
            };
            format!(
                "{}: {name} {looked} {}.",
                self.where_from(),
                self.list(&largest)
            )
        })
    }
}

fn of_spot(picture: &Picture, focus: Kind, spot: Spot) -> Option<String> {
    let kinds = [focus, Kind::Cross, Kind::Encoder, Kind::Decoder];
    let told = || {
        kinds
            .into_iter()
            .filter_map(|kind| Told::new(picture, kind))
    };
    let row = told().find_map(|told| told.row(find(&told.drawn.queries, spot)?));
    let column = || told().find_map(|told| told.column(find(&told.drawn.keys, spot)?));
    // In the attention that is emphasised, being looked at comes before looking in another.
    let focused = Told::new(picture, focus)?;
    if find(&focused.drawn.queries, spot).is_none() && find(&focused.drawn.keys, spot).is_some() {
        return column().or(row);
    }
    row.or_else(column)
}

fn of_pair(picture: &Picture, kind: Kind, query: Spot, key: Spot) -> Option<String> {
    let told = Told::new(picture, kind)?;
    let row = find(&told.drawn.queries, query)?;
    let column = find(&told.drawn.keys, key)?;
    let number = told.number(row, column);
    let asking = told.asking(&told.drawn.queries[row]);
    let looked_at = named(&told.drawn.keys[column]);
    let verb = match picture.quantity {
        Quantity::Weight => "looks at",
        Quantity::Score | Quantity::Scaled => "scores",
        Quantity::Norm => "is handed, by",
        Quantity::Rollout => "draws on",
    };
    Some(format!(
        "{}: {asking} {verb} {looked_at} {}.",
        told.where_from(),
        told.value(number)
    ))
}

fn in_general(picture: &Picture, focus: Kind) -> Option<String> {
    let told = Told::new(picture, focus)?;
    let symbol = |label: &Label| label.spot.is_none_or(|spot| spot.node == Node::Symbol);
    let mut strongest: Option<(usize, usize, f32)> = None;
    for query in 0..told.drawn.queries.len() {
        for (key, label) in told.drawn.keys.iter().enumerate() {
            let number = told.number(query, key);
            let more = strongest.is_none_or(|(_, _, most)| number > most);
            if more && number.is_finite() && !symbol(label) {
                strongest = Some((query, key, number));
            }
        }
    }
    let where_from = told.where_from();
    let Some((query, key, number)) = strongest else {
        return Some(format!("{where_from}: there are no words to look at."));
    };
    let verb = match picture.quantity {
        Quantity::Weight => "looks hardest, at",
        Quantity::Score | Quantity::Scaled => "scores highest, at",
        Quantity::Norm => "is handed most, by",
        Quantity::Rollout => "draws most, on",
    };
    Some(format!(
        "{where_from}: {} {verb} {} {}.",
        told.asking(&told.drawn.queries[query]),
        named(&told.drawn.keys[key]),
        told.value(number)
    ))
}

fn find(labels: &[Label], spot: Spot) -> Option<usize> {
    labels.iter().position(|label| label.spot == Some(spot))
}

fn named(label: &Label) -> String {
    match label.spot {
        None => "the next word".to_owned(),
        Some(Spot {
            node: Node::Symbol,
            side,
        }) => match side {
            Side::Source => "the end symbol".to_owned(),
            Side::Target => "the start symbol".to_owned(),
        },
        Some(_) => format!("“{}”", label.text),
    }
}

/// A share in per cent, with a no-break space; what would round to nothing is said to be less than one.
fn percent(share: f32) -> String {
    if share > 0.0 && share < HALF_A_PERCENT {
        "under 1\u{a0}%".to_owned()
    } else {
        decimal(share * 100.0, 0) + "\u{a0}%"
    }
}

#[cfg(test)]
mod tests;
