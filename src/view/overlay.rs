//! What stands out of a figure as markup: frames, numbers beside words, a tip.
//!
//! Refuses to know where the strings go.

use crate::figure::{Anchor, Area};

use super::beside::Beside;
use super::highlight::Tip;
use super::markup::{attribute, push_all, push_escaped};

/// A rectangle for each area.
pub fn frames(areas: &[Area]) -> String {
    let mut out = String::from("<g>");
    for area in areas {
        push_rect(&mut out, area);
    }
    out.push_str("</g>");
    out
}

/// The numbers beside words and, over them, the tip.
pub fn numbers(beside: &[Beside], tip: Option<&Tip>) -> String {
    let mut out = String::from("<g>");
    for beside in beside {
        push_beside(&mut out, beside);
    }
    if let Some(tip) = tip {
        out.push_str("<g class=\"tip\">");
        push_rect(&mut out, &tip.area);
        push_text(
            &mut out,
            tip.area.x + tip.area.width / 2.0,
            tip.area.y + tip.area.height / 2.0,
            Anchor::Middle,
        );
        push_escaped(&mut out, &tip.text);
        out.push_str("</text></g>");
    }
    out.push_str("</g>");
    out
}

fn push_beside(out: &mut String, beside: &Beside) {
    push_text(out, beside.at.x, beside.at.y, beside.anchor);
    for (i, number) in beside.numbers.iter().enumerate() {
        out.push_str("<tspan class=\"");
        match number.colour {
            Some(head) => push_all(
                out,
                &["head-", &(head % crate::figure::PALETTE).to_string()],
            ),
            None => out.push_str("mean"),
        }
        let (small, gap) = (
            if number.small { " small" } else { "" },
            if i > 0 { "\u{a0}" } else { "" },
        );
        push_all(out, &[small, "\">", gap, &number.text, "</tspan>"]);
    }
    out.push_str("</text>");
}

/// The beginning of a text whose middle line is at `y`.
fn push_text(out: &mut String, x: f32, y: f32, anchor: Anchor) {
    out.push_str("<text dy=\"0.36em\"");
    attribute(out, "x", x);
    attribute(out, "y", y);
    let anchor = match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    };
    push_all(out, &[" text-anchor=\"", anchor, "\">"]);
}

fn push_rect(out: &mut String, area: &Area) {
    out.push_str("<rect rx=\"4\"");
    attribute(out, "x", area.x);
    attribute(out, "y", area.y);
    attribute(out, "width", area.width);
    attribute(out, "height", area.height);
    out.push_str("></rect>");
}

#[cfg(test)]
mod tests {
    use super::super::beside::Number;
    use super::*;
    use crate::figure::{LabelId, Point, Side};

    #[test]
    fn numbers_stand_in_their_heads_colours() {
        let number = |colour, text: &str, small| Number {
            colour,
            text: text.to_owned(),
            small,
        };
        let beside = Beside {
            label: LabelId {
                side: Side::Source,
                index: 0,
            },
            at: Point { x: 1.0, y: 2.5 },
            anchor: Anchor::End,
            numbers: vec![number(Some(9), "71%", false), number(None, "3%", true)],
        };
        assert_eq!(
            numbers(&[beside], None),
            "<g><text dy=\"0.36em\" x=\"1\" y=\"2.5\" text-anchor=\"end\"><tspan class=\"head-1\">71%</tspan>\
             <tspan class=\"mean small\">\u{a0}3%</tspan></text></g>"
        );
    }

    #[test]
    fn a_tip_of_typed_words_is_no_markup() {
        let tip = Tip {
            area: Area::default(),
            text: "<b> → a: 1%".to_owned(),
        };
        assert!(numbers(&[], Some(&tip)).contains(">&lt;b&gt; → a: 1%</text>"));
    }
}
