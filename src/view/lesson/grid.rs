//! A matrix in cells: the larger a number, the stronger its cell; what the mask forbids is crossed out.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Turn};
use crate::figure::{decimal, text_width};
use crate::lesson::{Grid, Term, plain};

use super::prose::label;
use super::table::number_text;

/// The side of a cell, the size of its type, and the space beside words, in the picture's own units.
const CELL: f32 = 22.0;
const TYPE: f32 = 15.0;
const SPACE: f32 = 8.0;
/// The side of a cell without words.
const SMALL: f32 = 6.0;

/// The matrix. Where pairs can be chosen, every cell is a button for the pointer, and the arrow keys move the choice; a small one
/// is a button itself.
pub fn grid(grid: &Grid, dispatch: &Callback<Action>) -> Html {
    let class = if grid.small.is_some() {
        "grid small"
    } else {
        "grid"
    };
    let inside = match (grid.small, grid.pick) {
        (Some(small), _) => {
            let numbers: Rc<[(usize, f32)]> = [(small.knob, small.number as f32)].into();
            let onclick =
                dispatch.reform(move |_: MouseEvent| Action::Lessons(Turn::Set(numbers.clone())));
            html! {
                <button type="button" class="enlarge" aria-pressed={small.chosen.to_string()} {onclick}>
                    { label(&grid.title) }
                    { picture(grid, dispatch) }
                </button>
            }
        }
        (None, Some(_)) => html! {
            <div class="pairs" role="slider" tabindex="0" aria-label={plain(&grid.title)} aria-valuenow="0" aria-valuetext={chosen(grid)} onkeydown={keys(grid, dispatch)}>
                { picture(grid, dispatch) }
            </div>
        },
        (None, None) => picture(grid, dispatch),
    };
    html! {
        <figure {class} data-part={grid.part.slug()}>
            if grid.small.is_none() {
                <figcaption>{ label(&grid.title) }</figcaption>
            }
            { inside }
            if grid.small.is_none() {
                { legend(grid) }
            }
        </figure>
    }
}

/// What no colour and the full colour mean.
fn legend(grid: &Grid) -> Html {
    let least = grid.numbers.iter().filter(|number| number.is_finite());
    let below = least.copied().any(|number| number < 0.0);
    html! {
        <p class="legend">
            <span class="swatch" />{ if below { "0 or less" } else { "0" } }
            <span class="swatch full" />{ in_words(grid.full(), grid.part) }
        </p>
    }
}

/// A number of the grid: a weight in per cent.
fn in_words(number: f32, part: Term) -> String {
    match part {
        Term::Weight => [&*number_text(number * 100.0, 0), " %"].concat(),
        _ => number_text(number, 2),
    }
}

/// The pair chosen, and its number.
fn chosen(grid: &Grid) -> Option<String> {
    let (i, j) = grid.at?;
    let number = grid.numbers.get(i * grid.cols.len() + j).copied()?;
    let (row, col) = (grid.rows.get(i)?, grid.cols.get(j)?);
    Some([row, " looks at ", col, ": ", &number_text(number, 2)].concat())
}

/// For those who do not see it: for every row, where its largest number stands.
fn told(grid: &Grid) -> String {
    let strongest = grid.strongest();
    let row = |(row, &(col, number)): (&String, &(usize, f32))| {
        let col = grid.cols.get(col).map_or("", |col| col);
        [row, " most at ", col, ", ", &in_words(number, grid.part)].concat()
    };
    let rows: Vec<String> = grid.rows.iter().zip(&strongest).map(row).collect();
    [&*plain(&grid.title), ". ", &rows.join("; ")].concat()
}

fn picture(grid: &Grid, dispatch: &Callback<Action>) -> Html {
    let small = grid.small.is_some();
    let side = if small { SMALL } else { CELL };
    let widest = |names: &[String]| {
        let widths = names.iter().map(|name| text_width(name, TYPE));
        widths.fold(0.0, f32::max) + SPACE
    };
    // The names of the columns lean.
    let (left, top, lean) = match small {
        true => (0.0, 0.0, 0.0),
        false => (
            widest(&grid.rows),
            0.8 * widest(&grid.cols) + SPACE,
            0.6 * widest(&grid.cols),
        ),
    };
    let (rows, cols) = (grid.rows.len(), grid.cols.len());
    let size = [left + side * cols as f32 + lean, top + side * rows as f32];
    let view = ["0 0", &decimal(size[0], 0), &decimal(size[1], 0)].join(" ");
    let full = grid.full();
    let at = |i: usize, j: usize| (left + side * j as f32, top + side * i as f32);
    let cell = |place: usize| {
        let (i, j) = (place / cols.max(1), place % cols.max(1));
        let (x, y) = at(i, j);
        let number = grid.numbers.get(place).copied().unwrap_or_default();
        let (class, strength) = match number {
            number if !number.is_finite() => ("cell masked", 1.0),
            number if number < 0.0 => ("cell minus", 0.0),
            number => ("cell", (number / full).min(1.0)),
        };
        let choose = grid.pick.map(|pick| choose(pick, (i, j), dispatch));
        html! {
            <rect
                {class}
                x={decimal(x, 1)}
                y={decimal(y, 1)}
                width={decimal(side - side / 20.0, 1)}
                height={decimal(side - side / 20.0, 1)}
                fill-opacity={decimal(strength, 3)}
                data-number={decimal(number, 5)}
                onclick={choose}
            />
        }
    };
    // A button and a slider say themselves what they are.
    let told = (!small && grid.pick.is_none()).then(|| told(grid));
    let role = if told.is_some() {
        "img"
    } else {
        "presentation"
    };
    html! {
        <svg viewBox={view} class={if small { "cells small" } else { "cells" }} {role} aria-label={told.clone()} aria-hidden={told.is_none().then_some("true")}>
            { for (0..rows * cols).map(cell) }
            if !small {
                { for grid.rows.iter().enumerate().map(|(i, name)| html! {
                    <text x={decimal(left - SPACE / 2.0, 1)} y={decimal(at(i, 0).1 + side * 0.65, 1)} text-anchor="end">{ name }</text>
                }) }
                { for grid.cols.iter().enumerate().map(|(j, name)| {
                    let (x, y) = (decimal(at(0, j).0 + side * 0.6, 1), decimal(top - SPACE / 2.0, 1));
                    let turn = ["rotate(-50 ", &x, " ", &y, ")"].concat();
                    html! { <text {x} {y} transform={turn}>{ name }</text> }
                }) }
            }
            if let Some((i, j)) = grid.at.filter(|&(i, j)| i < rows && j < cols) {
                <rect class="chosen" x={decimal(at(i, j).0, 1)} y={decimal(at(i, j).1, 1)} width={decimal(side, 1)} height={decimal(side, 1)} />
            }
        </svg>
    }
}

fn choose(
    [row, col]: [usize; 2],
    (i, j): (usize, usize),
    dispatch: &Callback<Action>,
) -> Callback<MouseEvent> {
    let numbers: Rc<[(usize, f32)]> = [(row, i as f32), (col, j as f32)].into();
    dispatch.reform(move |_: MouseEvent| Action::Lessons(Turn::Set(numbers.clone())))
}

fn keys(grid: &Grid, dispatch: &Callback<Action>) -> Option<Callback<KeyboardEvent>> {
    let (pick, (i, j)) = grid.pick.zip(grid.at)?;
    let (rows, cols, dispatch) = (grid.rows.len(), grid.cols.len(), dispatch.clone());
    Some(Callback::from(move |event: KeyboardEvent| {
        let (i, j) = match &*event.key() {
            "ArrowUp" => (i.saturating_sub(1), j),
            "ArrowDown" => ((i + 1).min(rows.saturating_sub(1)), j),
            "ArrowLeft" => (i, j.saturating_sub(1)),
            "ArrowRight" => (i, (j + 1).min(cols.saturating_sub(1))),
            _ => return,
        };
        event.prevent_default();
        let numbers: Rc<[(usize, f32)]> = [(pick[0], i as f32), (pick[1], j as f32)].into();
        dispatch.emit(Action::Lessons(Turn::Set(numbers)));
    }))
}
