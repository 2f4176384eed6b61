//! The complete state in the fragment of the address: `#v=1&source=…&target=…&…`, and back.
//!
//! What the page calls "layer 2, head 5, word 3" is `2`, `5`, `3` in the address too: counted from 1. Reading never fails: what
//! can be read is opened, and of everything else a sentence says that it could not. Parts at their default are left out.
//!
//! | part | value |
//! |---|---|
//! | `embed` | none: the figure alone, for another page's frame |
//! | `source`, `target` | the texts, percent-encoded |
//! | `source2`, `target2` | the pair that they are compared with |
//! | `figure` | `loom`, `lines`, `heatmap`, `heads` |
//! | `focus` | `encoder`, `decoder`, `cross` |
//! | `encoder`, `decoder`, `cross` | layer, then heads or `mean` or `max`, then `said`, `dim`: `3.1,5.said` |
//! | `show` | `score`, `scaled`, `weight`, `norm`, `rollout` |
//! | `by` | `words`, `pieces` |
//! | `pin` | `s3` the source's third word, `t2p` the target's second piece, `send` and `tstart` the symbols |
//! | `mute` | `cross.2.5` a head, `encoder.1` a layer's attention |
//! | `hide` | as `pin`, words and symbols |
//! | `scale` | what the scale is multiplied by: a plain decimal number |
//! | `positions` | `off` |
//! | `versus` | what is shown of two runs: `before`, `difference`, `both` |
//! | `shuffle` | the seed of another order of the source's words |
//! | `panel` | what is opened beside the figure: `sorted`; `link.t3.s2` who looks and who is looked at; `cell.t3.s2`, then `head5`, `pieces2,1`, `step3` of the walk |
//! | `open` | what is folded out: `touch`, `next`, `tree` |
//! | `lesson` | a lesson's number |
//! | `lessons`, `teachers`, `glossary` | nothing, or for the glossary a word |
//!
//! On the lessons' pages the address holds the page, and the texts when they are not the opening ones.

use crate::engine::protocol::{Quantity, Unit};
use crate::model::{Heads, Hidden, Kind, Reading, Side};

use super::chips::Chips;
use super::examples::EXAMPLES;
use super::place::{Node, Spot};
use super::route::Route;
use super::selection::{Choice, Contrast, Figure, View, index};
use super::state::{State, Texts};

mod decimal;
mod panel;
mod percent;
mod read;

pub use read::read;

/// The longest fragment that is written; mail programs and chats cut longer ones.
pub const LONGEST_WRITTEN: usize = 16_000;
/// The longest fragment that is read.
pub const LONGEST_READ: usize = 200_000;

/// An address as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The fragment, without `#`.
    pub fragment: String,
    /// Whether all of the state is in it; `false` when the texts were too long and had to stay out.
    pub whole: bool,
}

/// The fragment that opens what is on screen.
pub fn write(state: &State) -> Written {
    if state.lessons.route != Route::Explorer {
        return write_lesson(state);
    }
    let begin = if state.embed { "v=1&embed" } else { "v=1" };
    let rest = everything_but_texts(state);
    let source = percent::encode(&state.texts.source);
    let target = percent::encode(&state.texts.target);
    let mut texts = ["&source=", &source, "&target=", &target].concat();
    if let Some(compare) = &state.compare {
        let (source, target) = (
            percent::encode(&compare.source),
            percent::encode(&compare.target),
        );
        texts.extend(["&source2=", &source, "&target2=", &target]);
    }
    let fragment = [begin, &texts, &rest].concat();
    if fragment.len() <= LONGEST_WRITTEN {
        return Written {
            fragment,
            whole: true,
        };
    }
    Written {
        fragment: format!("{begin}{rest}"),
        whole: false,
    }
}

/// The fragment of a lessons' page, which is one to be read aloud and typed when the texts are the opening ones.
fn write_lesson(state: &State) -> Written {
    let mut page = state.lessons.route.fragment();
    if state.embed {
        page.push_str("&embed");
    }
    let (source, target) = EXAMPLES[0];
    if state.texts == Texts::new(source, target) {
        return Written {
            fragment: page,
            whole: true,
        };
    }
    let source = percent::encode(&state.texts.source);
    let target = percent::encode(&state.texts.target);
    let fragment = [&page, "&source=", &source, "&target=", &target].concat();
    if fragment.len() <= LONGEST_WRITTEN {
        return Written {
            fragment,
            whole: true,
        };
    }
    Written {
        fragment: page,
        whole: false,
    }
}

/// The fragment that opens these texts in the explorer as `view`, parts of an address, says.
pub fn visit(view: &str, [source, target]: [&str; 2]) -> String {
    let (source, target) = (percent::encode(source), percent::encode(target));
    ["v=1&source=", &source, "&target=", &target, "&", view].concat()
}

fn everything_but_texts(state: &State) -> String {
    let mut out = String::new();
    let mut part = |name: &str, value: &str| {
        if !value.is_empty() {
            out.extend(["&", name, "=", value]);
        }
    };
    let view = &state.view;
    part("figure", name(view.figure, Figure::default(), FIGURES));
    part("focus", name(view.focus, View::default().focus, KINDS));
    for (kind, name) in KINDS {
        // Before the model is known, what nobody has chosen is not known either.
        if state.model.is_some() || state.chosen[index(kind)] {
            part(name, &choice(view.choice(kind)));
        }
    }
    part("show", name(view.quantity, Quantity::default(), QUANTITIES));
    part("by", name(view.unit, Unit::default(), UNITS));
    part(
        "versus",
        name(view.contrast, Contrast::default(), CONTRASTS),
    );
    part("pin", &list(&state.pinned, |&pinned| spot(pinned)));
    let interventions = &state.interventions;
    part("mute", &list(&interventions.mute, muted));
    part("hide", &list(&interventions.hide, hidden));
    if interventions.scale != 1.0 {
        part("scale", &decimal::write(interventions.scale));
    }
    part(
        "positions",
        if interventions.positions { "" } else { "off" },
    );
    if let Some(seed) = interventions.shuffle {
        part("shuffle", &seed.to_string());
    }
    part("panel", &panel::write(state.panel));
    part("open", &panel::write_open(state.panels));
    out
}

const FIGURES: [(Figure, &str); 4] = [
    (Figure::Loom, "loom"),
    (Figure::Lines, "lines"),
    (Figure::Heatmap, "heatmap"),
    (Figure::Heads, "heads"),
];
const KINDS: [(Kind, &str); 3] = [
    (Kind::Encoder, "encoder"),
    (Kind::Decoder, "decoder"),
    (Kind::Cross, "cross"),
];
const QUANTITIES: [(Quantity, &str); 5] = [
    (Quantity::Score, "score"),
    (Quantity::Scaled, "scaled"),
    (Quantity::Weight, "weight"),
    (Quantity::Norm, "norm"),
    (Quantity::Rollout, "rollout"),
];
const CONTRASTS: [(Contrast, &str); 4] = [
    (Contrast::Main, "this"),
    (Contrast::Beside, "before"),
    (Contrast::Difference, "difference"),
    (Contrast::Both, "both"),
];
const UNITS: [(Unit, &str); 2] = [(Unit::Words, "words"), (Unit::Pieces, "pieces")];

/// The name of `value`, empty for the default.
fn name<T: PartialEq, const N: usize>(
    value: T,
    default: T,
    names: [(T, &'static str); N],
) -> &'static str {
    let mut names = names.into_iter().filter(|(named, _)| *named != default);
    names
        .find(|(named, _)| *named == value)
        .map_or("", |(_, name)| name)
}

fn list<T>(items: &[T], name: impl Fn(&T) -> String) -> String {
    items.iter().map(name).collect::<Vec<_>>().join(",")
}

fn choice(choice: &Choice) -> String {
    let chips = match &choice.chips {
        Chips::Heads(heads) => list(heads, |head| (head + 1).to_string()),
        Chips::Mean => "mean".to_owned(),
        Chips::Max => "max".to_owned(),
    };
    let said = match choice.reading {
        Reading::Saying => "",
        Reading::Said => ".said",
    };
    let dim = if choice.dimmed { ".dim" } else { "" };
    format!("{}.{chips}{said}{dim}", choice.layer + 1)
}

fn spot(spot: Spot) -> String {
    let (side, symbol) = match spot.side {
        Side::Source => ("s", "end"),
        Side::Target => ("t", "start"),
    };
    match spot.node {
        Node::Word(word) => format!("{side}{}", word + 1),
        Node::Piece(piece) => format!("{side}{}p", piece + 1),
        Node::Symbol => format!("{side}{symbol}"),
    }
}

fn muted(muted: &Heads) -> String {
    let kind = match muted.kind {
        Kind::Encoder => "encoder",
        Kind::Decoder => "decoder",
        Kind::Cross => "cross",
    };
    let head = muted.head.map(|head| format!(".{}", head + 1));
    format!("{kind}.{}{}", muted.layer + 1, head.unwrap_or_default())
}

fn hidden(&Hidden { side, word }: &Hidden) -> String {
    let node = word.map_or(Node::Symbol, Node::Word);
    spot(Spot { side, node })
}

#[cfg(test)]
mod tests;
