//! Curves over an axis of named places.

use yew::prelude::*;

use crate::figure::decimal;
use crate::lesson::{Chart, Curve};

use super::table::number_text;

/// The picture's size and the room around its curves, in its own units.
const WIDTH: f32 = 420.0;
const HEIGHT: f32 = 220.0;
const LEFT: f32 = 26.0;
const RIGHT: f32 = 12.0;
const TOP: f32 = 14.0;
const BOTTOM: f32 = 38.0;

/// The curves, and the same as a table for those who do not see them.
pub fn chart(chart: &Chart) -> Html {
    let steps = chart.places.len().saturating_sub(1).max(1) as f32;
    let x = |place: usize| LEFT + (WIDTH - LEFT - RIGHT) * place as f32 / steps;
    let y = |number: f32| {
        HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (number / chart.top).clamp(0.0, 1.0)
    };
    let size = ["0 0", &decimal(WIDTH, 0), &decimal(HEIGHT, 0)].join(" ");
    let rule = |number: f32| {
        html! {
            <>
                <line class="ruled" x1={decimal(LEFT, 1)} x2={decimal(WIDTH - RIGHT, 1)} y1={decimal(y(number), 1)} y2={decimal(y(number), 1)} />
                <text class="mark" x={decimal(LEFT - 6.0, 1)} y={decimal(y(number) + 4.0, 1)} text-anchor="end">{ decimal(number, 0) }</text>
            </>
        }
    };
    let curve = |curve: &Curve| {
        let points: Vec<String> = (0..curve.numbers.len())
            .map(|i| [decimal(x(i), 1), decimal(y(curve.numbers[i]), 1)].join(","))
            .collect();
        let last = curve.numbers.last().copied().unwrap_or_default();
        html! {
            <g class="curve" data-part={curve.part.slug()}>
                <polyline points={points.join(" ")} />
                { for curve.numbers.iter().enumerate().map(|(i, number)| html! {
                    <circle cx={decimal(x(i), 1)} cy={decimal(y(*number), 1)} r={if i == chart.at { "5" } else { "3" }} data-number={decimal(*number, 4)} />
                }) }
                <text class="name" x={decimal(WIDTH - RIGHT, 1)} y={decimal(y(last) - 10.0, 1)} text-anchor="end">{ curve.name }</text>
            </g>
        }
    };
    html! {
        <figure class="chart">
            <svg viewBox={size} aria-hidden="true">
                { for [0.0, chart.top / 2.0, chart.top].map(rule) }
                <line class="here" x1={decimal(x(chart.at), 1)} x2={decimal(x(chart.at), 1)} y1={decimal(TOP, 1)} y2={decimal(HEIGHT - BOTTOM, 1)} />
                { for chart.places.iter().enumerate().map(|(i, place)| html! {
                    <text class="mark" x={decimal(x(i), 1)} y={decimal(HEIGHT - BOTTOM + 16.0, 1)} text-anchor="middle">{ place }</text>
                }) }
                <text class="axis-name" x={decimal(WIDTH / 2.0, 1)} y={decimal(HEIGHT - 4.0, 1)} text-anchor="middle">{ chart.axis }</text>
                { for chart.curves.iter().map(curve) }
            </svg>
            { as_table(chart) }
        </figure>
    }
}

fn as_table(chart: &Chart) -> Html {
    html! {
        <table class="unseen">
            <caption>{ &chart.title }</caption>
            <thead>
                <tr><th>{ chart.axis }</th>{ for chart.curves.iter().map(|curve| html! { <th>{ curve.name }</th> }) }</tr>
            </thead>
            <tbody>
                { for chart.places.iter().enumerate().map(|(i, place)| html! {
                    <tr>
                        <th>{ place }</th>
                        { for chart.curves.iter().map(|curve| html! {
                            <td>{ curve.numbers.get(i).map(|&number| number_text(number, 2)) }</td>
                        }) }
                    </tr>
                }) }
            </tbody>
        </table>
    }
}
