//! What the page says: names and sentences that depend on the model's languages.
//!
//! Refuses to know the numbers; what they say is `app`'s.

use crate::app::{Chip, Figure, State, View};
use crate::engine::protocol::{ModelInfo, Quantity, Unit};
use crate::figure::decimal;
use crate::model::{Guidance, Kind, Reading, Side};

use super::names;

/// The name of an attention in the field.
pub fn attention(kind: Kind) -> &'static str {
    names::title(kind)
}

/// The same inside a sentence.
pub fn attention_inside(kind: Kind) -> &'static str {
    match kind {
        Kind::Encoder => "encoder self-attention",
        Kind::Decoder => "masked decoder self-attention",
        Kind::Cross => "cross-attention",
    }
}

/// Who looks at whom, in a sentence.
pub fn who(kind: Kind, source: &str, target: &str) -> String {
    match kind {
        Kind::Encoder => format!("{source} words look at {source} words."),
        Kind::Decoder => format!("{target} words look at earlier {target} words."),
        Kind::Cross => format!("{target} words look at {source} words."),
    }
}

/// What a layer was shown in training.
pub fn guided(by: Guidance) -> &'static str {
    match by {
        Guidance::Alignment => "In training, this layer was shown which word translates which.",
        Guidance::Pronoun => "In training, this layer was shown which noun a pronoun stands for.",
    }
}

/// The name of a figure.
pub fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Loom => "Loom",
        Figure::Lines => "Lines",
        Figure::Heatmap => "Heatmap",
        Figure::Heads => "All heads",
    }
}

/// The name of one matrix among those shown.
pub fn chip(chip: Chip) -> String {
    match chip {
        Chip::Head(head) => format!("head {}", head + 1),
        Chip::Mean => "mean of all heads".to_owned(),
        Chip::Max => "largest of all heads".to_owned(),
    }
}

/// The name of a unit.
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Words => "Words",
        Unit::Pieces => "Pieces",
    }
}

/// The name of a quantity.
pub fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Weight => "Weight",
        Quantity::Scaled => "Scaled",
        Quantity::Score => "Score",
        Quantity::Norm => "Norm",
        Quantity::Rollout => "Rollout",
    }
}

/// What a quantity is.
pub fn quantity_meaning(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Weight => "the share of a word's attention, after the softmax",
        Quantity::Norm => {
            "the length of the vector that one word hands to another in a head: weight times value times output projection"
        }
        Quantity::Rollout => {
            "how much of every word's first vector is left in a word after the layers up to the chosen one, if attention only passed on shares: half by the mean of the heads, half straight on"
        }
        Quantity::Scaled => "the product q·k, divided by √d",
        Quantity::Score => "the product q·k of query and key",
    }
}

/// Where a quantity is defined, and the address of that.
pub fn source(quantity: Quantity) -> (&'static str, &'static str) {
    match quantity {
        Quantity::Weight | Quantity::Scaled | Quantity::Score => {
            ("Vaswani et al. 2017", "https://arxiv.org/abs/1706.03762")
        }
        Quantity::Norm => ("Kobayashi et al. 2020", "https://arxiv.org/abs/2004.10102"),
        Quantity::Rollout => ("Abnar & Zuidema 2020", "https://arxiv.org/abs/2005.00928"),
    }
}

/// Whether attention explains what a model does was disputed: against, and what may be said for it.
pub const NOT_AN_EXPLANATION: [(&str, &str); 2] = [
    ("Jain & Wallace 2019", "https://arxiv.org/abs/1902.10186"),
    (
        "Wiegreffe & Pinter 2019",
        "https://arxiv.org/abs/1908.04626",
    ),
];

/// Why an attention has no rollout, or why there are no heads to choose.
pub fn rollout(kind: Kind) -> &'static str {
    match kind {
        Kind::Cross => {
            "Rollout is defined for one stack that looks at itself. Between the two stacks its paper defines none, so none is shown."
        }
        Kind::Encoder | Kind::Decoder => {
            "Of all layers up to this one; each by the mean of its heads, so there are none to choose."
        }
    }
}

/// The name of a reading.
pub fn reading(reading: Reading) -> &'static str {
    match reading {
        Reading::Saying => "about to say",
        Reading::Said => "just said",
    }
}

/// What a reading means, in a sentence.
pub fn reading_meaning(reading: Reading, target: &str) -> String {
    match reading {
        Reading::Saying => format!(
            "About to say: each {target} word shows where the model looks in the step that predicts it, before it has read it."
        ),
        Reading::Said => format!(
            "Just said: each {target} word shows where the model looks in the step after it, having read it, to predict what follows."
        ),
    }
}

/// In which rows the target words on screen are read, each once.
pub fn readings(view: &View) -> Vec<Reading> {
    let of_decoder = view
        .kinds()
        .into_iter()
        .filter(|kind| *kind != Kind::Encoder);
    let mut readings: Vec<Reading> = of_decoder.map(|kind| view.choice(kind).reading).collect();
    readings.dedup();
    readings
}

/// The language of a side, as the model's manifest names it.
pub fn language(model: Option<&ModelInfo>, side: Side) -> String {
    let tag = model.and_then(|model| match side {
        Side::Source => model.manifest.source_language.as_deref(),
        Side::Target => model.manifest.target_language.as_deref(),
    });
    let name = match tag.map(|tag| tag.split('-').next().unwrap_or(tag)) {
        Some("cs") => "Czech",
        Some("de") => "German",
        Some("en") => "English",
        Some("es") => "Spanish",
        Some("fi") => "Finnish",
        Some("fr") => "French",
        Some("it") => "Italian",
        Some("nl") => "Dutch",
        Some("pl") => "Polish",
        Some("pt") => "Portuguese",
        Some("ru") => "Russian",
        Some("sv") => "Swedish",
        Some("uk") => "Ukrainian",
        Some(tag) => tag,
        None => match side {
            Side::Source => "Source",
            Side::Target => "Target",
        },
    };
    name.to_owned()
}

/// A number of bytes, for people.
pub fn megabytes(bytes: u64) -> String {
    decimal(bytes as f32 / 1e6, 1) + " MB"
}

/// What stands over the second figure while both runs are shown.
pub fn beside(state: &State) -> String {
    let whose = match &state.compare {
        Some(texts) => format!("Compared with: {}", tail(&texts.source)),
        None => "Before: the machine as it was trained".to_owned(),
    };
    match state.summary_beside() {
        Some(said) => format!("{whose}. {said}"),
        None => whose,
    }
}

/// Words in quotation marks, with commas between.
pub fn quoted(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
    match quoted.is_empty() {
        true => "nothing".to_owned(),
        false => quoted.join(", "),
    }
}

/// The end of a sentence, by which an example can be told from the others.
pub fn tail(text: &str) -> String {
    let words: Vec<&str> = text
        .trim_end_matches(['.', '?', '!'])
        .split_whitespace()
        .collect();
    let last = &words[words.len().saturating_sub(3)..];
    if last.len() < words.len() {
        format!("… {}", last.join(" "))
    } else {
        last.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_told_apart_by_how_they_end() {
        for (text, expected) in [
            ("", ""),
            ("Yes.", "Yes"),
            ("it was too tired.", "… was too tired"),
            ("Does your brother like music?", "… brother like music"),
        ] {
            assert_eq!(tail(text), expected, "{text:?}");
        }
    }
}
