//! Every state comes back from its address, and no address does harm.

use proptest::prelude::*;

use super::super::action::{Action, News, Opened};
use super::super::panel::{CellAt, Panel, STEPS, link_kind};
use super::super::samples::info;
use super::super::selection::View;
use super::super::settings::Settings;
use super::super::state::{Panels, Texts};
use super::*;
use crate::model::{Heads, Interventions};

fn any_text(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 0..most).prop_map(String::from_iter)
}

fn any_kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(Kind::ALL.to_vec())
}

fn any_side() -> impl Strategy<Value = Side> {
    prop::sample::select(vec![Side::Source, Side::Target])
}

fn any_spot() -> impl Strategy<Value = Spot> {
    let node = prop_oneof![
        (0_usize..600).prop_map(Node::Word),
        (0_usize..600).prop_map(Node::Piece),
        Just(Node::Symbol),
    ];
    (any_side(), node).prop_map(|(side, node)| Spot { side, node })
}

fn any_choice() -> impl Strategy<Value = Choice> {
    let chips = prop_oneof![
        prop::collection::vec(0_usize..8, 1..8).prop_map(Chips::of),
        Just(Chips::Mean),
        Just(Chips::Max),
    ];
    (0_usize..3, chips, any::<bool>(), any::<bool>()).prop_map(|(layer, chips, said, dimmed)| {
        Choice {
            layer,
            chips,
            reading: if said { Reading::Said } else { Reading::Saying },
            dimmed,
        }
    })
}

fn any_view() -> impl Strategy<Value = View> {
    let choices = [any_choice(), any_choice(), any_choice()];
    let figure = prop::sample::select(Figure::ALL.to_vec());
    let quantity = prop::sample::select(QUANTITIES.map(|(quantity, _)| quantity).to_vec());
    let unit = prop::sample::select(UNITS.map(|(unit, _)| unit).to_vec());
    let contrast = prop::sample::select(Contrast::ALL.to_vec());
    (figure, any_kind(), choices, quantity, unit, contrast).prop_map(
        |(figure, focus, choices, quantity, unit, contrast)| View {
            figure,
            focus,
            choices,
            quantity,
            unit,
            contrast,
        },
    )
}

fn any_interventions() -> impl Strategy<Value = Interventions> {
    let heads = (any_kind(), 0_usize..9, prop::option::of(0_usize..9));
    let mute = heads.prop_map(|(kind, layer, head)| Heads { kind, layer, head });
    let hide =
        (any_side(), prop::option::of(0_usize..600)).prop_map(|(side, word)| Hidden { side, word });
    let scale = (0_u32..1_000_000).prop_map(|thousandths| thousandths as f32 / 1000.0);
    (
        prop::collection::vec(mute, 0..4),
        prop::collection::vec(hide, 0..4),
        prop_oneof![Just(1.0), scale],
        any::<bool>(),
        prop::option::of(any::<u32>()),
    )
        .prop_map(|(mute, hide, scale, positions, shuffle)| Interventions {
            mute,
            hide,
            scale,
            positions,
            shuffle,
        })
}

fn any_panel() -> impl Strategy<Value = Option<Panel>> {
    let cell = (
        prop::option::of(0_usize..8),
        [0_usize..9, 0..9],
        prop::option::of(0..STEPS),
    );
    let pair = (any_spot(), any_spot(), prop::option::of(cell));
    let pair = pair.prop_map(|(query, key, cell)| {
        let kind = link_kind(query, key)?;
        Some(match cell {
            None => Panel::Link(query, key),
            Some((head, pieces, step)) => Panel::Cell(CellAt {
                kind,
                query,
                key,
                head,
                pieces,
                step,
            }),
        })
    });
    prop_oneof![Just(Some(Panel::Sorted)), pair]
}

fn any_panels() -> impl Strategy<Value = Panels> {
    let open = (any::<bool>(), any::<bool>(), any::<bool>());
    open.prop_map(|(touch, next, tree)| Panels { touch, next, tree })
}

fn loaded(state: &State) -> State {
    state.reduce(Action::News(News::Loaded(Box::new(info()))))
}

fn any_state() -> impl Strategy<Value = State> {
    let pinned = prop::collection::hash_set(any_spot(), 0..4);
    (
        any_text(60),
        any_text(60),
        any_view(),
        any_interventions(),
        pinned,
        prop::option::of((any_text(40), any_text(40))),
        (any_panel(), any_panels()),
    )
        .prop_map(
            |(source, target, view, interventions, pinned, compare, (panel, panels))| State {
                texts: Texts::new(&source, &target),
                view,
                interventions,
                pinned: pinned.into_iter().collect(),
                compare: compare.map(|(source, target)| Texts::new(&source, &target)),
                panel,
                panels,
                ..loaded(&State::default())
            },
        )
}

proptest! {
    #[test]
    fn every_state_comes_back(state in any_state()) {
        let written = write(&state);
        prop_assert!(written.whole && written.fragment.is_ascii());
        let opened = read(&written.fragment);
        prop_assert_eq!(&opened.complaints, &Vec::<String>::new());
        let back = loaded(&State::opened(opened, Settings::default()));
        prop_assert_eq!(&back.texts, &state.texts);
        prop_assert_eq!(&back.view, &state.view);
        prop_assert_eq!(&back.interventions, &state.interventions);
        prop_assert_eq!(&back.pinned, &state.pinned);
        prop_assert_eq!(&back.compare, &state.compare);
        prop_assert_eq!((back.panel, back.panels), (state.panel, state.panels));
        prop_assert_eq!(write(&back), written);
    }

    #[test]
    fn no_address_does_harm(fragment in any_text(200)) {
        let state = State::opened(read(&fragment), Settings::default());
        prop_assert!(write(&state).whole);
    }

    #[test]
    fn an_address_cut_anywhere_opens_what_is_left(state in any_state(), cut in 0_usize..400) {
        let written = write(&state).fragment;
        let opened = read(&written[..cut.min(written.len())]);
        if let Some(source) = opened.source.filter(|_| opened.target.is_some()) {
            prop_assert_eq!(&source, &state.texts.source);
        }
    }
}

#[test]
fn a_name_cut_short_is_no_empty_text() {
    let opened = read("v=1&source=It+was&target=Es+war&source");
    assert_eq!(opened.source.as_deref(), Some("It was"));
    assert_eq!(opened.complaints.len(), 1, "{:?}", opened.complaints);
    assert_eq!(read("v=1&source=").source.as_deref(), Some(""));
}

#[test]
fn an_address_reads_like_the_page() {
    let mut state = loaded(&State::default());
    state.texts = Texts::new("It was", "Es war");
    let choice = state.view.choice_mut(Kind::Cross);
    choice.chips = Chips::Heads(vec![0, 4]);
    choice.reading = Reading::Said;
    state.view.figure = Figure::Lines;
    state.pinned = vec![Spot::word(Side::Target, 1), Spot::symbol(Side::Source)];
    state.interventions.positions = false;
    assert_eq!(
        write(&state).fragment,
        "v=1&source=It+was&target=Es+war&figure=lines&encoder=3.mean&decoder=3.mean&cross=3.1,5.said\
         &pin=t2,send&positions=off"
    );
}

#[test]
fn an_opened_panel_reads_like_the_page() {
    let (query, key) = (Spot::word(Side::Target, 2), Spot::word(Side::Source, 1));
    let whole = CellAt {
        head: Some(4),
        pieces: [1, 0],
        step: Some(2),
        ..CellAt::new(Kind::Cross, query, key, None)
    };
    let end = Spot::symbol(Side::Source);
    let first = CellAt::new(Kind::Encoder, Spot::piece(Side::Source, 0), end, None);
    let cases = [
        (Panel::Sorted, "sorted"),
        (Panel::Link(query, key), "link.t3.s2"),
        (Panel::Cell(whole), "cell.t3.s2.head5.pieces2,1.step3"),
        (Panel::Cell(first), "cell.s1p.send"),
    ];
    for (panel, value) in cases {
        assert_eq!(super::panel::write(Some(panel)), value);
        assert_eq!(read(&format!("v=1&panel={value}")).panel, Some(panel));
    }
    let panels = read("v=1&open=tree,next").panels;
    assert_eq!(super::panel::write_open(panels), "next,tree");
    for broken in [
        "panel=",
        "panel=sorted.t3",
        "panel=link.t3",
        "panel=link.s3.t2",
        "panel=link.t3.s2.head5",
        "panel=cell.t3.s2.head0",
        "panel=cell.t3.s2.pieces1",
        "panel=cell.t3.s2.step6",
        "panel=cell.t3.s2.wide",
        "open=next,door",
    ] {
        let opened = read(broken);
        assert_eq!((opened.panel, opened.panels), (None, Panels::default()));
        assert!(opened.complaints[0].contains(broken), "{broken}");
    }
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_opened() {
    let opened = read(
        "v=1&source=a%2&figure=loomm&by=pieces&cross=0.1&what&pin=t0&scale=inf&mute=cross.1.x",
    );
    assert_eq!(opened.source.as_deref(), Some("a%2"));
    assert_eq!(opened.view.unwrap().unit, Unit::Pieces);
    assert_eq!(opened.chosen, [false; 3]);
    assert!(opened.interventions.is_none() && opened.pinned.is_empty());
    let said = opened.complaints.join("\n");
    assert_eq!(opened.complaints.len(), 7, "{said}");
    for part in [
        "damaged",
        "figure=loomm",
        "cross=0.1",
        "“what”",
        "pin=t0",
        "scale=inf",
        "mute=cross.1.x",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(read(""), Opened::default());
    let complaint = |fragment: &str| read(fragment).complaints[0].clone();
    assert!(complaint("v=2&by=pieces").contains("another version"));
    let long = format!("v=1&source={}&target=x", "ü".repeat(LONGEST_READ));
    assert!(complaint(&long).contains("too long"));
    assert!(complaint(&"x".repeat(999)).chars().count() < 120);
}

#[test]
fn every_page_opens_from_its_address() {
    for route in [
        Route::Lessons,
        Route::Lesson(3),
        Route::Teachers,
        Route::Glossary(None),
        Route::Model,
    ] {
        let opened = read(&route.fragment());
        assert_eq!((opened.route, opened.complaints), (route, vec![]));
    }
}

#[test]
fn texts_too_long_for_an_address_stay_out_and_that_is_known() {
    let mut state = State {
        texts: Texts::new(&"word ".repeat(5_000), "Wort"),
        ..State::default()
    };
    state.view.unit = Unit::Pieces;
    let written = write(&state);
    assert!(!written.whole && written.fragment.len() <= LONGEST_WRITTEN);
    let opened = read(&written.fragment);
    assert_eq!(
        (opened.source, opened.view.map(|view| view.unit)),
        (None, Some(Unit::Pieces))
    );
}
