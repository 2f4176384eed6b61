//! What is said of made-up pictures. Weights of the samples are `head + query / 100 + key / 10 000`.

use super::super::action::{Action, News};
use super::super::samples::{info, ran};
use super::super::selection::Figure;
use super::*;
use crate::engine::protocol::Unit;
use crate::model::Heads;

fn read(view: impl FnOnce(&mut State)) -> State {
    let mut state = State::default().reduce(Action::News(News::Loaded(Box::new(info()))));
    for kind in Kind::ALL {
        state.view.choice_mut(kind).chips = Chips::Heads(vec![0]);
    }
    view(&mut state);
    let wanted = state.wanted().unwrap();
    let (ran, buffers) = ran(1, "a bright day", "ein Tag", &wanted.looks);
    let (ran, interventions) = (Box::new(ran), wanted.interventions);
    state.reduce(Action::News(News::Ran {
        slot: crate::app::Slot::Main,
        ran,
        interventions,
        buffers,
    }))
}

fn rest_on(state: State, spot: Spot) -> String {
    state
        .reduce(Action::Hover(Some(Hover::Spot(spot))))
        .summary()
}

const TAG: Spot = Spot {
    side: Side::Target,
    node: Node::Word(1),
};
const DAY: Spot = Spot {
    side: Side::Source,
    node: Node::Word(2),
};

#[test]
fn a_word_is_said_to_look_and_to_be_looked_at() {
    let cases: Vec<(Kind, Spot, &str)> = vec![
        (
            Kind::Cross,
            TAG,
            "Cross-attention, layer 3, head 1: “Tag”, about to say, looks at the end symbol 1\u{a0}%, “day” 1\u{a0}%, “bright” 1\u{a0}%.",
        ),
        (
            Kind::Cross,
            DAY,
            "Cross-attention, layer 3, head 1: “day” is looked at most by “Tag” 1\u{a0}%.",
        ),
        (
            Kind::Encoder,
            DAY,
            "Encoder self-attention, layer 3, head 1: “day” looks at the end symbol 2\u{a0}%, “day” 2\u{a0}%, “bright” 2\u{a0}%.",
        ),
        (
            Kind::Encoder,
            TAG,
            "Cross-attention, layer 3, head 1: “Tag”, about to say, looks at the end symbol 1\u{a0}%, “day” 1\u{a0}%, “bright” 1\u{a0}%.",
        ),
        (
            Kind::Decoder,
            Spot::symbol(Side::Target),
            "Masked decoder self-attention, layer 3, head 1: the start symbol is looked at most by “Tag” 1\u{a0}%.",
        ),
    ];
    for (focus, spot, expected) in cases {
        assert_eq!(
            rest_on(read(|state| state.view.focus = focus), spot),
            expected
        );
    }
}

#[test]
fn without_a_word_the_strongest_pair_is_named_and_pins_come_before_it() {
    let state = read(|_| {});
    assert_eq!(
        state.summary(),
        "Cross-attention, layer 3, head 1: “Tag”, about to say, looks hardest, at “day” 1\u{a0}%."
    );
    let pinned = state.reduce(Action::Pin(DAY));
    assert!(pinned.summary().contains("“day” is looked at"));
    assert!(rest_on(pinned, TAG).contains("“Tag”, about to say, looks"));
    assert_eq!(State::default().summary(), "");
}

#[test]
fn heads_quantities_readings_and_pairs_are_named() {
    let state = read(|state| {
        let choice = state.view.choice_mut(Kind::Cross);
        choice.chips = Chips::Heads(vec![0, 4]);
        choice.reading = Reading::Said;
        state.view.quantity = Quantity::Score;
        state.view.figure = Figure::Lines;
    });
    let pair = Hover::Pair {
        kind: Kind::Cross,
        query: TAG,
        key: DAY,
    };
    let pair = state.reduce(Action::Hover(Some(pair)));
    assert_eq!(
        pair.summary(),
        "Cross-attention, layer 3, mean of heads 1, 5: “Tag”, just said, scores “day” 2.01."
    );
    let general = read(|state| {
        state.view.choice_mut(Kind::Cross).chips = Chips::Max;
        state.view.unit = Unit::Pieces;
    });
    assert_eq!(
        general.summary(),
        "Cross-attention, layer 3, largest of all heads: the next word looks hardest, at “day” 702\u{a0}%."
    );
}

#[test]
fn a_difference_is_told_as_more_and_less() {
    let mut state = read(|_| {});
    let mut picture = (**state.picture.as_ref().unwrap()).clone();
    let mut drawn = (**picture.attention(Kind::Cross).unwrap()).clone();
    let mut numbers = vec![0.0; drawn.sheets[0].numbers.len()];
    numbers[..4].copy_from_slice(&[-0.12, 0.2, f32::NEG_INFINITY, 0.0001]);
    drawn.sheets[0].numbers = numbers.into();
    picture.less = Some(9);
    picture.attentions = vec![super::super::shared::Shared::new(drawn)];
    state.picture = Some(super::super::shared::Shared::new(picture));
    let where_from = "Cross-attention, layer 3, head 1";
    assert_eq!(
        state.summary(),
        format!(
            "{where_from}, the difference: “ein”, about to say, looks at “bright” 20\u{a0}% more, “a” 12\u{a0}% less."
        )
    );
    let spot = Spot::word(Side::Target, 1);
    assert_eq!(
        rest_on(state.clone(), spot),
        format!("{where_from}: no difference.")
    );
    state.interventions.mute = vec![Heads {
        kind: Kind::Cross,
        layer: 2,
        head: Some(0),
    }];
    assert_eq!(
        rest_on(state, spot),
        format!(
            "{where_from}: no difference. A muted head still looks; what it leaves out shows in later layers."
        )
    );
}
