//! A pair taken apart: its numbers as strips, rows and sentences.
//!
//! Refuses to know components, and how the numbers came about.

use crate::app::Apart;
use crate::figure::{Role, decimal};
use crate::model::Kind;

use super::markup::{push_all, push_number, push_paint};
use super::wording;

/// So many keys of a row are listed; the rest is counted.
const LISTED: usize = 24;

/// One vector as a strip of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// What it is.
    pub name: String,
    /// What is said before one of its numbers when that is read out.
    pub lead: String,
    /// Its numbers.
    pub numbers: Vec<f32>,
    /// The size of number that has full colour.
    pub most: f32,
}

/// One key of the row.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What is looked at.
    pub text: String,
    /// q·k; a dash where the query may not look.
    pub score: String,
    /// The score times the scale.
    pub scaled: String,
    /// The weight.
    pub weight: f32,
    /// It is the pair that is taken apart.
    pub own: bool,
}

/// The keys of a row in their order, as many as are listed: the strongest, and always the pair's own. Then how many there are
/// beside, and what they hold together.
pub fn lines(apart: &Apart) -> (Vec<Line>, Option<(usize, f32)>) {
    let scores = apart.numbers(&apart.cell.scores);
    let weights = apart.numbers(&apart.cell.weights);
    let mut order: Vec<usize> = (0..weights.len()).collect();
    let first = |at: &usize| (*at != apart.column, -weights[*at]);
    order.sort_by(|a, b| {
        let (a, b) = (first(a), first(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let rest = order.split_off(order.len().min(LISTED));
    order.sort_unstable();
    let number = |value: Option<f32>| match value {
        Some(value) if value.is_finite() => decimal(value, 2),
        _ => "–".to_owned(),
    };
    let line = |at: usize| Line {
        text: apart
            .row
            .get(at)
            .map_or_else(String::new, |label| label.text.to_string()),
        score: number(scores.get(at).copied()),
        scaled: number(scores.get(at).map(|score| score * apart.cell.scale)),
        weight: weights[at],
        own: at == apart.column,
    };
    let held = rest.iter().map(|&at| weights[at]).sum();
    let beside = (!rest.is_empty()).then_some((rest.len(), held));
    (order.into_iter().map(line).collect(), beside)
}

/// Query, key and their products.
pub fn products(apart: &Apart) -> Vec<Strip> {
    let strip = |name: String, lead: &str, tensor| {
        let numbers = apart.numbers(tensor).to_vec();
        Strip {
            name,
            lead: lead.to_owned(),
            most: most(&numbers),
            numbers,
        }
    };
    let cell = &apart.cell;
    vec![
        strip(format!("query of “{}”", apart.query()), "", &cell.q),
        strip(format!("key of “{}”", apart.key()), " × ", &cell.k),
        strip("query × key".to_owned(), " = ", &cell.products),
    ]
}

/// The value and what is left of it, on one scale.
pub fn values(apart: &Apart) -> Vec<Strip> {
    let cell = &apart.cell;
    let weight = weight(if cell.muted { 0.0 } else { cell.weight });
    on_one_scale(vec![
        (
            format!("value of “{}”", apart.key()),
            String::new(),
            apart.numbers(&cell.v),
        ),
        (
            "weight × value".to_owned(),
            format!(" × {weight} = "),
            apart.numbers(&cell.contribution),
        ),
    ])
}

/// What this pair hands over beside all that the head hands over, on one scale.
pub fn sums(apart: &Apart) -> Vec<Strip> {
    let cell = &apart.cell;
    on_one_scale(vec![
        (
            format!("from “{}”", apart.key()),
            String::new(),
            apart.numbers(&cell.contribution),
        ),
        (
            "sum over all keys".to_owned(),
            " of ".to_owned(),
            apart.numbers(&cell.output),
        ),
    ])
}

fn on_one_scale(strips: Vec<(String, String, &[f32])>) -> Vec<Strip> {
    let all = strips.iter().map(|(_, _, numbers)| most(numbers));
    let most = all.fold(f32::MIN_POSITIVE, f32::max);
    let strip = |(name, lead, numbers): (String, String, &[f32])| Strip {
        name,
        lead,
        numbers: numbers.to_vec(),
        most,
    };
    strips.into_iter().map(strip).collect()
}

fn most(numbers: &[f32]) -> f32 {
    let finite = numbers.iter().filter(|number| number.is_finite());
    finite.fold(f32::MIN_POSITIVE, |most, number| most.max(number.abs()))
}

/// What stands at place `at` of the strips, as a sentence: "number 7: 0.312 × 1.204 = 0.376".
pub fn reading(strips: &[Strip], at: usize) -> String {
    let mut said = format!("number {}: ", at + 1);
    for strip in strips {
        let number = strip.numbers.get(at).copied().unwrap_or(0.0);
        push_all(&mut said, &[&strip.lead, &decimal(number, 3)]);
    }
    said
}

/// A strip's cells, ten units wide and high; `at` is framed.
pub fn cells(strip: &Strip, at: usize) -> String {
    let mut out = String::from("<g>");
    for (i, number) in strip.numbers.iter().enumerate() {
        out.push_str("<rect y=\"0\" width=\"9\" height=\"10\" x=\"");
        push_number(&mut out, i as f32 * 10.0 + 0.5);
        push_all(
            &mut out,
            &["\" data-at=\"", &i.to_string(), "\" data-number=\""],
        );
        push_all(&mut out, &[&decimal(*number, 6), "\" fill=\""]);
        push_paint(&mut out, Some(Role::Signed(number / strip.most)));
        out.push_str("\"></rect>");
    }
    out.push_str("<rect class=\"at\" y=\"0\" width=\"9\" height=\"10\" x=\"");
    push_number(&mut out, at as f32 * 10.0 + 0.5);
    out.push_str("\"></rect></g>");
    out
}

/// A weight, in percent with one decimal.
pub fn weight(weight: f32) -> String {
    decimal(weight * 100.0, 1) + "\u{a0}%"
}

/// What the pair is, in a sentence.
pub fn title(apart: &Apart) -> String {
    let (query, key) = (apart.query(), apart.key());
    if apart.cell.allowed {
        format!("“{query}” gives “{key}” {}", weight(apart.cell.weight))
    } else {
        format!("“{query}” may not look at “{key}”")
    }
}

/// Where it is.
pub fn place(apart: &Apart) -> String {
    format!(
        "{}, layer {}, head {}",
        wording::attention(apart.kind),
        apart.layer + 1,
        apart.head + 1
    )
}

/// What each step of the walk says; the last two numbers of the model are its heads and the size of its vectors.
pub fn said(apart: &Apart, heads: usize, vectors: usize) -> [String; 5] {
    let cell = &apart.cell;
    let (query, key) = (apart.query(), apart.key());
    let (size, score) = (cell.q.cols, decimal(cell.score, 3));
    let keys = apart.row.len();
    let share = match apart.share() {
        _ if cell.muted => "This head is muted: what it hands on is all zeros.".to_owned(),
        Some(share) => format!("“{key}” makes {} of it, measured along it.", weight(share)),
        None => "It is all zeros.".to_owned(),
    };
    let stream = match apart.kind {
        Kind::Encoder => "feed-forward network",
        Kind::Decoder => "look at the source",
        Kind::Cross => "feed-forward network",
    };
    [
        format!(
            "“{query}” asks with {size} numbers, its query; “{key}” is found by {size} numbers, its key. Number times number, added up: the score is {score}. It is large where both are large with the same sign."
        ),
        format!(
            "The score is multiplied by {}: {score} becomes {}. The paper's scale is 1/√{size}, so that sums of many products do not push the softmax to all or nothing.",
            decimal(cell.scale, 3),
            decimal(cell.scaled, 3)
        ),
        if cell.allowed {
            format!(
                "The same for each of the {keys} keys that “{query}” may look at. The softmax makes shares of the scaled scores: e to the power of each, divided by the sum of them all. “{key}” gets {}.",
                weight(cell.weight)
            )
        } else {
            format!(
                "“{query}” may not look at “{key}”: the mask takes it out before the softmax, so its weight is 0."
            )
        },
        format!(
            "What “{key}” hands over is another {size} numbers, its value. They are multiplied by the weight, {}.",
            weight(cell.weight)
        ),
        format!(
            "The head's output for “{query}” is the sum of such parts over all keys. {share} Then the outputs of all {heads} heads, side by side, are {vectors} numbers; a matrix, W_O, mixes them, and the result is added to what this row held before (the residual connection). After layer normalisation it goes on to the {stream}."
        ),
    ]
}
