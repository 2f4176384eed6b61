//! Probabilities as bars.

use yew::prelude::*;

use crate::figure::decimal;

/// A bar as long as a share, and the share before as a mark on it where there was one. Its number stands beside it.
pub fn bar(share: f32, before: Option<f32>) -> Html {
    let length = |share: f32| decimal(share * 100.0, 1) + "%";
    html! {
        <svg class="bar" aria-hidden="true">
            <rect class="whole" width="100%" height="100%" rx="2" />
            <rect class="share" width={length(share)} height="100%" rx="2" />
            if let Some(before) = before {
                <rect class="before" x={length(before)} width="2" height="100%" />
            }
        </svg>
    }
}

/// Two shares in per cent, told apart where whole per cents would not.
pub fn from_to(before: f32, after: f32) -> [String; 2] {
    let whole = [percent(before), percent(after)];
    if whole[0] != whole[1] {
        return whole;
    }
    [before, after].map(|share| decimal(share * 100.0, 1) + "\u{a0}%")
}

/// A share in per cent, as precise as it is large.
pub fn percent(share: f32) -> String {
    match share {
        share if share >= 0.0995 => decimal(share * 100.0, 0) + "\u{a0}%",
        share if share >= 0.0005 => decimal(share * 100.0, 1) + "\u{a0}%",
        _ => "<\u{a0}0.1\u{a0}%".to_owned(),
    }
}
