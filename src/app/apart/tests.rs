//! Panels: what they ask, what they show of the answer, and what becomes of them when the texts change.

use super::super::action::{Action, News};
use super::super::panel::CellAt;
use super::super::place::Spot;
use super::super::samples::{info, ran};
use super::super::wanted::Slot;
use super::*;
use crate::engine::protocol::Look;
use crate::model::{Interventions, Reading, Side};

/// A page that has read "a bright day" and "ein heller Tag", in cross-attention head 2 of layer 1, just said.
fn state() -> State {
    let source = Action::Type(Side::Source, "a brightest day".into());
    let target = Action::Type(Side::Target, "ein heller Tag".into());
    let state = State::default()
        .reduce(Action::News(News::Loaded(Box::new(info()))))
        .reduce(source)
        .reduce(target)
        .reduce(Action::Layer(Kind::Cross, 1))
        .reduce(Action::OnlyHead(Kind::Cross, 2))
        .reduce(Action::Reading(Kind::Cross, Reading::Said));
    read(7, &state)
}

fn read(run: RunId, state: &State) -> State {
    let texts = &state.texts;
    let looks: Vec<Look> = state.view.looks(&info());
    let (ran, buffers) = ran(run, &texts.source, &texts.target, &looks);
    state.reduce(Action::News(News::Ran {
        slot: Slot::Main,
        ran: Box::new(ran),
        interventions: Interventions::default(),
        buffers,
    }))
}

fn opened(panel: Panel) -> State {
    state().reduce(Action::Panel(Some(panel)))
}

fn word(side: Side, index: usize) -> Spot {
    Spot::word(side, index)
}

/// "heller" looks at "brightest", which is two pieces.
fn pair() -> CellAt {
    CellAt::new(
        Kind::Cross,
        word(Side::Target, 1),
        word(Side::Source, 1),
        None,
    )
}

fn told(state: &State, run: RunId) -> State {
    let ask = state.panel_ask().unwrap();
    let row = |cols: usize, buffer: usize| Tensor {
        rows: 1,
        cols,
        buffer,
    };
    let (told, buffers) = match ask {
        Ask::Cell { .. } => {
            let numbers = row(2, 0);
            let cell = Cell {
                q: numbers,
                k: numbers,
                products: numbers,
                scores: row(5, 1),
                weights: row(5, 1),
                v: numbers,
                contribution: row(2, 2),
                output: row(2, 3),
                score: 5.0,
                scale: 0.5,
                scaled: 2.5,
                weight: 0.3,
                allowed: true,
                muted: false,
            };
            let all = vec![
                vec![1.0, 2.0],
                vec![0.1, 0.1, 0.3, 0.4, 0.1],
                vec![0.5, 0.0],
                vec![2.0, 0.0],
            ];
            (Told::Cell(Box::new(cell)), all)
        }
        _ => {
            let tensor = Tensor {
                rows: 3,
                cols: 8,
                buffer: 0,
            };
            let number = |at: usize| if at == 11 { 0.9 } else { at as f32 / 100.0 };
            (Told::Link(tensor), vec![(0..24).map(number).collect()])
        }
    };
    state.reduce(Action::News(News::Told {
        run,
        ask,
        told,
        buffers,
    }))
}

#[test]
fn a_pair_of_words_is_asked_piece_by_piece_in_the_row_that_is_chosen() {
    let state = opened(Panel::Cell(pair()));
    let cell = |head, query, key| Ask::Cell {
        kind: Kind::Cross,
        layer: 1,
        head,
        query,
        key,
    };
    // Just said: the row after the piece. "brightest" is pieces 1 and 2.
    assert_eq!(state.wanted().unwrap().asks, [cell(2, 2, 1)]);
    let saying = state.reduce(Action::Reading(Kind::Cross, Reading::Saying));
    assert_eq!(saying.panel_ask(), Some(cell(2, 1, 1)));
    let second = CellAt {
        pieces: [0, 1],
        head: Some(5),
        ..pair()
    };
    let state = state.reduce(Action::Panel(Some(Panel::Cell(second))));
    assert_eq!(state.panel_ask(), Some(cell(5, 2, 2)));
    let state = told(&state, 7);
    let apart = state.apart.as_deref().unwrap();
    assert_eq!((apart.query(), apart.key()), ("heller", "est"));
    assert_eq!((apart.keys.len(), apart.column, apart.row.len()), (2, 2, 5));
    assert_eq!(apart.share(), Some(0.25));
    assert_eq!(apart.numbers(&apart.cell.output), [2.0, 0.0]);
}

#[test]
fn a_panel_stays_with_its_words_and_shows_what_was_told_until_more_is() {
    let state = told(&opened(Panel::Cell(pair())), 7);
    let before = state.apart.clone();
    assert!(before.is_some());
    let typed = state.reduce(Action::Type(Side::Source, "such a brightest day".into()));
    let next = read(8, &typed);
    let Some(Panel::Cell(at)) = next.panel else {
        panic!("{:?}", next.panel)
    };
    assert_eq!(at.key, word(Side::Source, 2));
    assert_eq!(next.apart, before);
    assert_ne!(told(&next, 8).apart, before);
    // An answer about a run that is no longer shown changes nothing.
    assert_eq!(told(&next, 7).apart, before);
    let gone = read(9, &next.reduce(Action::Type(Side::Source, "".into())));
    assert_eq!((gone.panel, gone.apart.is_none()), (None, true));
}

#[test]
fn words_become_pieces_in_the_panel_too_and_escape_shuts_it_at_last() {
    let pieces = opened(Panel::Cell(pair())).reduce(Action::Unit(Unit::Pieces));
    let Some(Panel::Cell(at)) = pieces.panel else {
        panic!("{:?}", pieces.panel)
    };
    assert_eq!(at.key, Spot::piece(Side::Source, 1));
    let pinned = pieces.reduce(Action::Pin(at.key));
    let once = pinned.reduce(Action::LetGo);
    assert!(once.pinned.is_empty() && once.panel.is_some());
    assert_eq!(once.reduce(Action::LetGo).panel, None);
}

#[test]
fn a_link_is_asked_of_the_pinned_words_whatever_their_order_and_ranked() {
    let (heller, bright) = (word(Side::Target, 1), word(Side::Source, 1));
    for pins in [[heller, bright], [bright, heller]] {
        let pinned = pins
            .into_iter()
            .fold(state(), |state, spot| state.reduce(Action::AlsoPin(spot)));
        let state = pinned.reduce(Action::FindLink);
        assert_eq!(state.panel, Some(Panel::Link(heller, bright)));
        let state = told(&state, 7);
        let ranking = state.ranking.as_deref().unwrap();
        let first: Vec<(usize, usize)> = ranking.heads.iter().take(3).map(|h| (h.0, h.1)).collect();
        assert_eq!(
            (ranking.heads.len(), first),
            (24, vec![(1, 3), (2, 7), (2, 6)])
        );
        let there = state.reduce(Action::OpenHead(Kind::Cross, 1, 3));
        assert_eq!(there.panel, state.panel);
        assert!(there.view.choice(Kind::Cross).chips.shows(3));
    }
    // Of two words of the target the later looks at the earlier; with nothing pinned any two do.
    let (a, b) = (word(Side::Target, 0), word(Side::Target, 2));
    let both = state()
        .reduce(Action::AlsoPin(a))
        .reduce(Action::AlsoPin(b));
    assert_eq!(both.pinned_pair(), Some((b, a)));
    let any = state().reduce(Action::FindLink).panel;
    assert_eq!(
        any,
        Some(Panel::Link(word(Side::Target, 0), word(Side::Source, 0)))
    );
}

#[test]
fn a_head_of_another_attention_is_opened_in_place_of_what_is_taken_apart() {
    let state = opened(Panel::Cell(pair()));
    let same = state.reduce(Action::OpenHead(pair().kind, 1, 3));
    assert!(matches!(same.panel, Some(Panel::Cell(at)) if at.head.is_none()));
    let other = state.reduce(Action::OpenHead(Kind::Encoder, 1, 3));
    assert_eq!((other.panel, other.pointed()), (None, None));
}

#[test]
fn numbers_are_sorted_with_the_emphasised_attention_first() {
    let state = state();
    let sorted = state.sorted(word(Side::Target, 1));
    assert_eq!((sorted[0].kind, sorted[0].asks), (Kind::Cross, true));
    let words: Vec<&str> = sorted[0].words.iter().map(|word| &*word.0).collect();
    assert_eq!(words, ["end", "day", "brightest", "a"]);
    assert!(sorted.iter().any(|s| s.kind == Kind::Decoder && !s.asks));
}
