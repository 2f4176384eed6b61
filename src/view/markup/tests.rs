//! Escaping, numbers, colours.

use super::*;
use crate::figure::{DARK, LIGHT, PALETTE, Part, Point, Quantity};

#[test]
fn what_was_typed_cannot_become_markup() {
    let mut out = String::new();
    push_escaped(&mut out, "</text><script>alert(\"x\") && 'y'\u{0}\u{1b}");
    assert_eq!(
        out,
        "&lt;/text&gt;&lt;script&gt;alert(&quot;x&quot;) &amp;&amp; 'y'"
    );
}

#[test]
fn coordinates_keep_a_tenth_of_a_pixel_and_are_always_numbers() {
    for (value, expected) in [
        (0.0, "0"),
        (-0.04, "0"),
        (-0.26, "-0.3"),
        (12.0, "12"),
        (99.96, "100"),
        (f32::NAN, "0"),
    ] {
        let mut out = String::new();
        push_number(&mut out, value);
        assert_eq!(out, expected, "{value}");
    }
}

#[test]
fn the_style_sheet_has_the_colours_that_files_are_saved_in() {
    let style = include_str!("../../../static/style/base.css");
    let flat = [
        Role::Ink,
        Role::Muted,
        Role::Faint,
        Role::Background,
        Role::Panel,
        Role::Mean,
        Role::Plus,
        Role::Minus,
    ];
    let heads = (0..PALETTE).map(Role::Head);
    let named = |role: Role| Some((role.variable()?, role));
    let last = (RAMP.len() - 1) as f32;
    let stop = |(i, name): (usize, &&str)| (name.to_string(), Role::Ramp(i as f32 / last));
    let ramp = RAMP.iter().enumerate().map(stop);
    for (name, role) in flat.into_iter().chain(heads).filter_map(named).chain(ramp) {
        let declaration = format!(
            "{name}: light-dark({}, {});",
            LIGHT.rgb(role).hex(),
            DARK.rgb(role).hex()
        );
        assert!(style.contains(&declaration), "{declaration}");
    }
}

fn line(head: usize, opacity: f32) -> Mark {
    let label = |side, index| crate::figure::LabelId { side, index };
    Mark {
        part: Part::Line,
        shape: Shape::Path(vec![
            Segment::Move(Point { x: 1.0, y: 2.5 }),
            Segment::Cubic(
                Point::default(),
                Point { x: 3.0, y: 4.0 },
                Point { x: 5.0, y: 6.0 },
            ),
            Segment::Close,
        ]),
        fill: Some(Role::Head(head)),
        stroke: None,
        opacity,
        datum: Some(Datum {
            attention: crate::figure::Attention::Cross,
            head: Some(head),
            query: 4,
            key: 2,
            quantity: Quantity::Weight,
            value: 0.25,
            from: label(crate::figure::Side::Target, 4),
            to: label(crate::figure::Side::Source, 2),
        }),
        label: None,
    }
}

fn drawing(marks: Vec<Mark>) -> Drawing {
    let mut drawing = Drawing::default();
    drawing.scene.marks = marks;
    drawing
}

#[test]
fn a_mark_carries_its_number_and_neighbours_share_their_colour() {
    let path = "<path d=\"M1 2.5C0 0 3 4 5 6Z\"";
    let data = "data-query=\"4\" data-key=\"2\" data-weight=\"0.250000\"></path>";
    let one = drawing(vec![line(3, 0.254), line(3, 1.0)]);
    assert_eq!(
        group(&one, 0..2),
        format!(
            "<g><g class=\"line\" fill=\"var(--head-3)\">\
             {path} fill-opacity=\"0.25\" data-kind=\"cross\" data-head=\"3\" {data}\
             {path} data-kind=\"cross\" data-head=\"3\" {data}</g></g>"
        )
    );
    let two = drawing(vec![line(3, 1.0), line(4, 1.0)]);
    assert_eq!(
        group(&two, 0..2),
        format!(
            "<g><g class=\"line\">\
             {path} fill=\"var(--head-3)\" data-kind=\"cross\" data-head=\"3\" {data}\
             {path} fill=\"var(--head-4)\" data-kind=\"cross\" data-head=\"4\" {data}</g></g>"
        )
    );
}
