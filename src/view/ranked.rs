//! Numbers as bars, one under the other.

use yew::prelude::*;

use crate::figure::decimal;

/// One bar.
pub struct Bar {
    /// What it belongs to.
    pub name: String,
    /// Its length as a share of the longest, −1 ..= 1.
    pub share: f32,
    /// The number as it is written.
    pub text: String,
    /// The number itself.
    pub number: f32,
    /// It stands out.
    pub own: bool,
    /// What a click does, and what it is called.
    pub click: Option<(Callback<MouseEvent>, String)>,
}

/// A list of bars.
pub fn bars(label: AttrValue, all: Vec<Bar>) -> Html {
    let bar = |(index, bar): (usize, Bar)| {
        let body = html! {
            <>
                <span class="bar-name">{ bar.name }</span>
                <span class="length">{ percent_bar(bar.share) }</span>
                <span class="bar-number">{ bar.text }</span>
            </>
        };
        let number = decimal(bar.number, 6);
        let class = classes!("bar-line", bar.own.then_some("own"));
        html! {
            <li key={index} data-number={number}>
                if let Some((onclick, title)) = bar.click {
                    <button type="button" {class} {title} {onclick}>{ body }</button>
                } else {
                    <div {class}>{ body }</div>
                }
            </li>
        }
    };
    html! { <ol class="ranked" aria-label={label}>{ for all.into_iter().enumerate().map(bar) }</ol> }
}

/// A bar of this share of its room; less than nothing is drawn in the other colour.
pub fn percent_bar(share: f32) -> Html {
    let width = decimal(share.abs().min(1.0) * 100.0, 1) + "%";
    let class = if share < 0.0 { "minus" } else { "plus" };
    html! {
        <svg aria-hidden="true"><rect {class} {width} height="100%" rx="2" /></svg>
    }
}
