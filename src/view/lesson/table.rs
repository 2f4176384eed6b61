//! Numbers in rows, shares as bars.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Turn};
use crate::figure::decimal;
use crate::lesson::{Desk, Entry, Line, Table};

use super::prose::label;

/// The table; where rows can be chosen, the chosen one stands out.
pub fn table(table: &Table, desk: &Desk, dispatch: &Callback<Action>) -> Html {
    let chosen = table.pick.map(|knob| desk.index(knob));
    let row = |(i, line): (usize, &Line)| {
        let pick = table.pick.map(|knob| {
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
                { for line.cells.iter().enumerate().map(|(j, entry)| cell(entry, table, j + 1)) }
            </tr>
        }
    };
    html! {
        <div class="numbers-table">
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

fn cell(entry: &Entry, table: &Table, column: usize) -> Html {
    let part = table.columns.get(column).and_then(|column| column.part);
    let part = part.map(|part| part.slug());
    match entry {
        Entry::Number(number, places) => {
            html! { <td data-part={part}>{ number_text(*number, *places) }</td> }
        }
        Entry::Share(share) => html! {
            <td class="share" data-part={part} data-share={decimal(*share, 6)}>
                <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="rail" width="100" height="10" />
                    <rect class="fill" width={decimal(share.clamp(0.0, 1.0) * 100.0, 2)} height="10" />
                </svg>
                <span>{ share_text(*share) }</span>
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

/// A share in per cent; what is more than nothing never reads as nothing, what is less than all never as all.
pub fn share_text(share: f32) -> String {
    if share > 0.0 && share < 0.0005 {
        return "< 0.1 %".to_owned();
    }
    let mut text = decimal(share * 100.0, 1);
    text.push_str(" %");
    text
}
