//! Numbers in rows, shares as bars.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Turn};
use crate::figure::decimal;
use crate::lesson::{Entry, Line, Table, plain};

use super::prose::label;

/// The table; where rows can be chosen, the chosen one stands out.
pub fn table(table: &Table, dispatch: &Callback<Action>) -> Html {
    let chosen = table.pick.map(|(_, row)| row);
    let row = |(i, line): (usize, &Line)| {
        let pick = table.pick.filter(|_| !line.total).map(|(knob, _)| {
            let set: Rc<[(usize, f32)]> = [(knob, i as f32)].into();
            dispatch.reform(move |_: MouseEvent| Action::Lessons(Turn::Set(set.clone())))
        });
        let class = classes!(
            line.total.then_some("total"),
            (chosen == Some(i)).then_some("chosen")
        );
        let part = line.part.map(|part| part.slug());
        html! {
            <tr {class}>
                <th scope="row" data-part={part}>
                    if let Some(onclick) = pick {
                        <button type="button" class="choose" aria-pressed={(chosen == Some(i)).to_string()} {onclick}>
                            { &line.name }
                        </button>
                    } else {
                        { &line.name }
                    }
                </th>
                { for line.cells.iter().enumerate().map(|(j, entry)| cell(entry, line, table, j + 1)) }
            </tr>
        }
    };
    // What its words and numbers take may be wider than a phone: then the keyboard has to be able to scroll it, and a table without
    // buttons has nothing else to stop at. Whole vectors are wider in any case.
    let vector = |line: &Line| {
        line.cells
            .iter()
            .any(|entry| matches!(entry, Entry::Vector(_)))
    };
    let scrolls = table.pick.is_none() || table.rows.iter().any(vector);
    let (tabindex, role) = (scrolls.then_some("0"), scrolls.then_some("group"));
    let name = scrolls.then(|| match table.title.is_empty() {
        true => "Numbers".to_owned(),
        false => plain(&table.title),
    });
    html! {
        <div class="numbers-table" {tabindex} {role} aria-label={name}>
            <table>
                if !table.title.is_empty() {
                    <caption>{ label(&table.title) }</caption>
                }
                <thead>
                    <tr>
                        { for table.columns.iter().map(|column| html! {
                            <th scope="col" data-part={column.part.map(|part| part.slug())}>{ label(&column.name) }</th>
                        }) }
                    </tr>
                </thead>
                <tbody>{ for table.rows.iter().enumerate().map(row) }</tbody>
            </table>
        </div>
    }
}

fn cell(entry: &Entry, line: &Line, table: &Table, column: usize) -> Html {
    let part = table.columns.get(column).and_then(|column| column.part);
    let part = part.map(|part| part.slug());
    match entry {
        Entry::Number(number, places) => {
            html! { <td data-part={part}>{ number_text(*number, *places) }</td> }
        }
        Entry::Apart(off) => html! { <td data-part={part}>{ apart_text(*off) }</td> },
        Entry::Share(share) => html! {
            <td class="share" data-part={part} data-share={decimal(*share, 6)}>
                <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="rail" width="100" height="10" />
                    <rect class="fill" width={decimal(share.clamp(0.0, 1.0) * 100.0, 2)} height="10" />
                </svg>
                <span>{ if line.total { sum_text(*share) } else { share_text(*share) } }</span>
            </td>
        },
        Entry::Vector(numbers) => {
            let numbers: Vec<String> = numbers
                .iter()
                .map(|&number| number_text(number, 2))
                .collect();
            html! { <td class="vector" data-part={part}>{ for numbers.iter().map(|n| html! { <span>{ n }</span> }) }</td> }
        }
        Entry::Text(text) => html! { <td class="words">{ text }</td> },
    }
}

/// A number with a true minus sign.
pub fn number_text(number: f32, places: u32) -> String {
    decimal(number, places).replace('-', "−")
}

/// How far two numbers are apart: 3.1·10⁻⁸, or 0.
fn apart_text(off: f32) -> String {
    let power = match off > 0.0 && off.is_finite() {
        true => off.log10().floor() as i32,
        false => return decimal(off, 0),
    };
    let digits = power.unsigned_abs().to_string();
    let raised = digits
        .chars()
        .filter_map(|digit| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10)? as usize));
    let sign = if power < 0 { "⁻" } else { "" };
    let front = decimal(off / 10.0_f32.powi(power), 1);
    [&*front, " · 10", sign, &raised.collect::<String>()].concat()
}

/// A share of a softmax in per cent. None is ever nothing, though it may be too small for a 32-bit number, or all.
pub fn share_text(share: f32) -> String {
    match share {
        share if share < 0.0005 => "< 0.1 %".to_owned(),
        share if share >= 0.9995 => "> 99.9 %".to_owned(),
        share => sum_text(share),
    }
}

/// A sum of shares in per cent.
fn sum_text(share: f32) -> String {
    let mut text = decimal(share * 100.0, 1);
    text.push_str(" %");
    text
}
