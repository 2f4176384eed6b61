//! A matrix in cells: the larger a number, the stronger its cell; what the mask forbids is crossed out.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Turn};
use crate::figure::{decimal, text_width};
use crate::lesson::Grid;

use super::prose::label;
use super::table::number_text;

/// The side of a cell, the size of its type, and the space beside words, in the picture's own units.
const CELL: f32 = 22.0;
const TYPE: f32 = 15.0;
const SPACE: f32 = 8.0;
/// The side of a cell without words.
const SMALL: f32 = 6.0;

/// The matrix. Where pairs can be chosen, every cell is a button for the pointer, and the arrow keys move the choice.
pub fn grid(grid: &Grid, dispatch: &Callback<Action>) -> Html {
    let side = if grid.small { SMALL } else { CELL };
    let widest = |names: &[String]| {
        let widths = names.iter().map(|name| text_width(name, TYPE));
        widths.fold(0.0, f32::max) + SPACE
    };
    let (left, top) = match grid.small {
        true => (0.0, 0.0),
        // The names of the columns lean.
        false => (widest(&grid.rows), 0.8 * widest(&grid.cols) + SPACE),
    };
    let lean = if grid.small {
        0.0
    } else {
        0.6 * widest(&grid.cols)
    };
    let (rows, cols) = (grid.rows.len(), grid.cols.len());
    let size = [left + side * cols as f32 + lean, top + side * rows as f32];
    let view = ["0 0", &decimal(size[0], 0), &decimal(size[1], 0)].join(" ");
    let finite = || {
        grid.numbers
            .iter()
            .copied()
            .filter(|number| number.is_finite())
    };
    let (least, most) = (finite().fold(0.0, f32::min), finite().fold(0.0, f32::max));
    let largest = most.max(-least).max(1e-6);
    let at = |i: usize, j: usize| (left + side * j as f32, top + side * i as f32);
    let cell = |place: usize| {
        let (i, j) = (place / cols.max(1), place % cols.max(1));
        let (x, y) = at(i, j);
        let number = grid.numbers.get(place).copied().unwrap_or_default();
        let class = match number {
            number if !number.is_finite() => "cell masked",
            number if number < 0.0 => "cell minus",
            _ => "cell",
        };
        let strength = if number.is_finite() {
            number.abs() / largest
        } else {
            1.0
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
    let picture = html! {
        <svg viewBox={view} class={if grid.small { "cells small" } else { "cells" }} aria-hidden="true">
            { for (0..rows * cols).map(cell) }
            if !grid.small {
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
    };
    let onkeydown = keys(grid, dispatch);
    let said = grid
        .at
        .filter(|&(i, j)| i < rows && j < cols)
        .map(|(i, j)| {
            let number = grid.numbers.get(i * cols + j).copied().unwrap_or_default();
            [
                &*grid.rows[i],
                " looks at ",
                &grid.cols[j],
                ": ",
                &number_text(number, 2),
            ]
            .concat()
        });
    html! {
        <figure class={if grid.small { "grid small" } else { "grid" }} data-part={grid.part.slug()}>
            <figcaption>{ label(&grid.title) }</figcaption>
            if grid.pick.is_some() {
                <div class="pairs" role="slider" tabindex="0" aria-label={crate::lesson::plain(&grid.title)} aria-valuenow="0" aria-valuetext={said} {onkeydown}>
                    { picture }
                </div>
            } else {
                { picture }
            }
        </figure>
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
