//! Tests of the reducer: what a person does and what the worker says, and what comes of it.

use super::super::action::News;
use super::super::picture::Picture;
use super::super::place::Hover;
use super::super::samples::{info, ran};
use super::super::selection::Figure;
use super::*;
use crate::app::{CellAt, Contrast, Origin, Panels, Slot, Theme, Touch};
use crate::engine::protocol::{Quantity, Recording, RunId, Told};
use crate::model::{Interventions, Opening, Reading};

/// A page whose model has loaded and that has read its texts.
fn ready() -> State {
    read(
        1,
        &State::default().reduce(Action::News(News::Loaded(Box::new(info())))),
    )
}

/// The worker reads what is in the boxes.
fn read(run: RunId, state: &State) -> State {
    read_texts(run, state, &state.texts)
}

/// The worker has read these texts.
fn read_texts(run: RunId, state: &State, texts: &Texts) -> State {
    let wanted = state.wanted().unwrap();
    let (ran, buffers) = ran(run, &texts.source, &texts.target, &wanted.looks);
    state.reduce(Action::News(News::Ran {
        slot: Slot::Main,
        ran: Box::new(ran),
        interventions: wanted.interventions,
        buffers,
    }))
}

/// The worker reads what is to stand beside it.
fn read_beside(run: RunId, state: &State) -> State {
    let wanted = state.wanted().unwrap();
    let (texts, interventions) = wanted.beside.unwrap();
    let (ran, buffers) = ran(run, &texts.source, &texts.target, &wanted.looks);
    state.reduce(Action::News(News::Ran {
        slot: Slot::Beside,
        ran: Box::new(ran),
        interventions,
        buffers,
    }))
}

/// The worker answers the looks that are wanted.
fn looked(run: RunId, state: &State) -> State {
    let wanted = state.wanted().unwrap();
    let (source, target) = (&wanted.texts.source, &wanted.texts.target);
    let (ran, buffers) = ran(run, source, target, &wanted.looks);
    state.reduce(Action::News(News::Looked {
        slot: Slot::Main,
        run,
        looks: ran.looks,
        buffers,
    }))
}

fn picture(state: &State) -> &Picture {
    state.picture.as_deref().unwrap()
}

fn word(index: usize) -> Spot {
    Spot::word(Side::Target, index)
}

#[test]
fn a_run_is_painted_and_typing_keeps_it_on_screen_until_the_next() {
    let state = ready();
    assert_eq!(state.status, Status::Ready);
    assert!(state.is_current());
    let typed = state.reduce(Action::Type(Side::Target, "Das Tier schlief.".into()));
    assert!(typed.picture == state.picture);
    assert!(!typed.is_current());
    let read = read(2, &typed);
    assert!(read.is_current());
    assert_eq!(picture(&read).target.words.len(), 4);
    assert!(!read.history.can_undo(), "typing is the box's own");
}

#[test]
fn while_the_machine_is_touched_the_same_texts_untouched_are_wanted_beside() {
    let state = ready();
    assert_eq!(state.wanted().unwrap().beside, None);
    let touched = state.reduce(Action::Intervene(Interventions {
        positions: false,
        ..Interventions::default()
    }));
    let untouched = (touched.texts.clone(), Interventions::default());
    assert_eq!(touched.wanted().unwrap().beside, Some(untouched.clone()));
    let main = read(2, &touched);
    assert!(!main.is_current(), "what it is compared with has not come");
    let both = read_beside(3, &main);
    assert!(both.is_current());
    assert!(both.beside.as_ref().unwrap().is_of(&untouched));
    assert!(both.shown == main.shown);
    let typed = both.reduce(Action::Type(Side::Target, "Das Tier schlief.".into()));
    let main = read(4, &typed);
    assert!(!main.is_current(), "beside stands another text");
    let refused = main.reduce(Action::News(News::Refused {
        slot: Slot::Beside,
        message: "too long".to_owned(),
    }));
    assert!(refused.is_current() && refused.status == Status::Ready);
    assert_eq!(refused.beside_refused.as_deref(), Some("too long"));
    assert_eq!(read_beside(5, &refused).beside_refused, None);
    assert_eq!(typed.reduce(Action::Undo).wanted().unwrap().beside, None);
}

/// A picture's number of the first attention's first matrix.
fn number(state: &State, query: usize, key: usize) -> f32 {
    picture(state).attentions[0].sheets[0]
        .get(query, key)
        .unwrap()
}

#[test]
fn of_two_runs_either_their_difference_or_both_are_painted() {
    let touched = ready().reduce(Action::Touch(Touch::Positions(false)));
    let contrast = |state: &State, contrast| state.reduce(Action::Contrast(contrast));
    let alone = contrast(&read(2, &touched), Contrast::Difference);
    assert_eq!(
        picture(&alone).less,
        None,
        "there is nothing to compare with yet"
    );
    assert!(!alone.is_current());
    let main = read_beside(3, &read(2, &touched));
    assert_eq!((picture(&main).run, picture(&main).less), (2, None));
    let before = contrast(&main, Contrast::Beside);
    assert_eq!((picture(&before).run, picture(&before).less), (3, None));
    let difference = contrast(&main, Contrast::Difference);
    assert_eq!(
        (picture(&difference).run, picture(&difference).less),
        (2, Some(3))
    );
    // The samples' numbers are the same in every run.
    assert!((number(&main, 1, 2) - 3.5102).abs() < 1e-5);
    assert_eq!(number(&difference, 1, 2), 0.0);
    let both = contrast(&main, Contrast::Both);
    assert_eq!(both.second.as_ref().map(|second| second.run), Some(3));
    for state in [&before, &difference, &both] {
        assert!(state.is_current());
        assert_eq!(picture(&state.reduce(Action::Undo)).run, 2);
        let kept = state.reduce(Action::Pin(word(1)));
        assert!(
            kept.picture == state.picture,
            "what did not change is not painted anew"
        );
    }
    assert!(both.reduce(Action::Undo).second.is_none());
    let untouched = read(4, &difference.reduce(Action::Touch(Touch::Nothing)));
    assert_eq!(picture(&untouched).less, None);
    assert!(untouched.is_current());
}

#[test]
fn two_pairs_are_compared_by_the_same_machine_and_word_by_word() {
    let touched = ready().reduce(Action::Touch(Touch::Positions(false)));
    let compared = touched.reduce(Action::CompareExamples(0, 1));
    let (texts, interventions) = compared.wanted().unwrap().beside.unwrap();
    assert_eq!(
        (&texts, &interventions),
        (compared.compare.as_ref().unwrap(), &touched.interventions)
    );
    let both = read_beside(3, &read(2, &compared));
    assert!(both.is_current());
    assert_eq!(both.second.as_ref().map(|second| second.run), Some(3));
    assert_eq!(
        both.unmatched(),
        [vec!["tired", "es", "müde"], vec!["wide", "sie", "breit"]]
    );
    let difference = both.reduce(Action::Contrast(Contrast::Difference));
    assert_eq!(
        (picture(&difference).run, picture(&difference).less),
        (2, Some(3))
    );
    let alone: Vec<&str> = picture(&difference)
        .attentions
        .iter()
        .flat_map(|drawn| drawn.queries.iter())
        .filter(|label| label.alone)
        .map(|label| &*label.text)
        .collect();
    assert_eq!(alone, ["tired", "es", "müde", "es", "müde"]);
    // Typing there is the box's own; taking back something else leaves it.
    let typed = difference.reduce(Action::TypeBeside(Side::Target, "Nein".into()));
    assert!(!typed.is_current());
    assert_eq!(&*typed.reduce(Action::Undo).compare.unwrap().target, "Nein");
    let stopped = typed.reduce(Action::Compare(false));
    assert_eq!(stopped.compare, None);
    assert_eq!(stopped.reduce(Action::Undo).compare, typed.compare);
    let begun = ready().reduce(Action::Compare(true));
    assert_eq!(begun.compare.as_ref(), Some(&begun.texts));
}

#[test]
fn what_leaves_nothing_to_compute_is_said_and_taken_back() {
    let state = ready();
    let hidden = state.reduce(Action::Touch(Touch::Scale(3.0)));
    let refused = |state: &State| {
        state.reduce(Action::News(News::Refused {
            slot: Slot::Main,
            message: "query 0 may look at nothing".to_owned(),
        }))
    };
    let back = refused(&hidden);
    assert!(back.interventions.is_none() && back.is_current());
    assert_eq!(back.history.can_undo(), state.history.can_undo());
    assert!(
        back.complaints[0].contains("may look at nothing"),
        "{:?}",
        back.complaints
    );
    // What is typed stays, and so does what was done before it.
    let typed = refused(&hidden.reduce(Action::Type(Side::Source, "x".into())));
    assert!(matches!(typed.status, Status::Refused { .. }) && !typed.interventions.is_none());
}

#[test]
fn another_choice_is_painted_only_once_it_has_arrived() {
    let state = ready();
    let chosen = state.reduce(Action::Quantity(Quantity::Score));
    assert!(chosen.picture == state.picture);
    assert!(!chosen.is_current());
    let other = looked(9, &chosen);
    assert!(other.picture == state.picture, "a look at another run");
    let arrived = looked(1, &chosen);
    assert!(arrived.is_current());
    assert_eq!(picture(&arrived).quantity, Quantity::Score);
    let back = arrived.reduce(Action::Undo);
    assert!(back.is_current(), "what has come once is there at once");
    assert_eq!(picture(&back).quantity, Quantity::Weight);
}

#[test]
fn every_deliberate_change_is_taken_back_and_done_again() {
    let state = ready();
    let mute = Interventions {
        positions: false,
        ..Interventions::default()
    };
    let cases = [
        Action::Figure(Figure::Heatmap),
        Action::Focus(Kind::Encoder),
        Action::Dim(Kind::Decoder),
        Action::Layer(Kind::Cross, 0),
        Action::ToggleHead(Kind::Cross, 3),
        Action::OnlyHead(Kind::Encoder, 3),
        Action::AllHeads(Kind::Encoder),
        Action::Max(Kind::Encoder),
        Action::Reading(Kind::Cross, Reading::Said),
        Action::Quantity(Quantity::Scaled),
        Action::Unit(Unit::Pieces),
        Action::Pin(word(2)),
        Action::AlsoPin(word(3)),
        Action::Intervene(mute),
        Action::Touch(Touch::Shuffle(Some(3))),
        Action::Contrast(Contrast::Difference),
        Action::Compare(true),
        Action::Example(2),
        Action::Panel(Some(Panel::Sorted)),
        Action::FindLink,
        Action::Panels(Panels {
            next: true,
            ..Panels::default()
        }),
    ];
    let chosen = |state: &State| {
        (
            state.view.clone(),
            state.pinned.clone(),
            state.interventions.clone(),
            state.texts.clone(),
            state.compare.clone(),
            (state.panel, state.panels),
        )
    };
    for action in cases {
        let done = state.reduce(action.clone());
        assert_ne!(chosen(&done), chosen(&state), "{action:?}");
        let undone = done.reduce(Action::Undo);
        assert_eq!(chosen(&undone), chosen(&state), "{action:?}");
        assert!(!undone.history.can_undo() && undone.history.can_redo());
        let redone = undone.reduce(Action::Redo);
        assert_eq!(chosen(&redone), chosen(&done), "{action:?}");
    }
}

#[test]
fn a_walk_is_one_step_and_comes_back_where_it_was() {
    let at = |step| {
        let pair = (word(1), Spot::word(Side::Source, 2));
        let cell = CellAt {
            step,
            ..CellAt::new(Kind::Cross, pair.0, pair.1, None)
        };
        Action::Panel(Some(Panel::Cell(cell)))
    };
    let opened = ready().reduce(at(None));
    let walked = opened.reduce(at(Some(0))).reduce(at(Some(1)));
    let undone = walked.reduce(Action::Undo);
    assert_eq!((undone.panel, undone.history.can_undo()), (None, false));
    assert_eq!(undone.reduce(Action::Redo).panel, walked.panel);
    let shut = walked.reduce(Action::LetGo);
    assert_eq!(shut.panel, None);
    assert_eq!(shut.reduce(Action::Undo).panel, walked.panel);
}

#[test]
fn a_step_back_to_other_texts_keeps_their_words_pinned_and_opened() {
    let state = ready()
        .reduce(Action::Pin(word(8)))
        .reduce(Action::FindLink);
    let panel = state.panel;
    let other = read(2, &state.reduce(Action::Example(2)));
    let back = other.reduce(Action::Undo);
    assert!(back.ahead && (&back.pinned, back.panel) == (&vec![word(8)], panel));
    // What was under way before arrives, and is of neither.
    let late = read(3, &other.reduce(Action::Type(Side::Target, "Nein".into())));
    let late = State {
        shown: late.shown,
        ..back.clone()
    };
    let read = read(4, &late);
    assert!(!read.ahead && read.is_current());
    assert_eq!((&read.pinned, read.panel), (&vec![word(8)], panel));
    // Typing took the word away before the step back.
    let typed = self::read(5, &state.reduce(Action::Type(Side::Target, "Nein".into())));
    let unpinned = typed.reduce(Action::Figure(Figure::Lines));
    assert!(typed.pinned.is_empty() && unpinned.reduce(Action::Undo).pinned.is_empty());
    let stepped = typed.reduce(Action::Undo);
    assert_eq!((&stepped.pinned, stepped.panel), (&vec![], None));
    assert!(stepped.complaints.is_empty());
}

#[test]
fn words_of_two_figures_stand_out_with_their_partners() {
    let typed = |state: State,
                 action: fn(Side, std::rc::Rc<str>) -> Action,
                 [source, target]: [&str; 2]| {
        let state = state.reduce(action(Side::Source, source.into()));
        state.reduce(action(Side::Target, target.into()))
    };
    let state = ready().reduce(Action::Compare(true));
    let state = typed(state, Action::Type, ["a day", "der Tag war hell"]);
    let state = typed(
        state,
        Action::TypeBeside,
        ["a day", "nur der Abend war hell"],
    );
    let state = state.reduce(Action::Contrast(Contrast::Both));
    let both = read_beside(3, &read(2, &state));
    assert!(both.second.is_some());
    let hover = |index| Some(Hover::Spot(word(index)));
    let in_beside = |action| Action::Beside(Box::new(action));
    let cases = [
        (Action::Hover(hover(0)), hover(0), hover(1)),
        // “Abend” stands in the place of “Tag”; nothing stands in that of “nur”.
        (Action::Hover(hover(1)), hover(1), hover(2)),
        (in_beside(Action::Hover(hover(3))), hover(2), hover(3)),
        (in_beside(Action::Hover(hover(2))), hover(1), hover(2)),
        (in_beside(Action::Hover(hover(0))), None, hover(0)),
        (in_beside(Action::Hover(None)), None, None),
    ];
    for (action, own, beside) in cases {
        let next = both.reduce(action.clone());
        assert_eq!((next.hover, next.hover_beside), (own, beside), "{action:?}");
        assert_eq!((next.pointed(), next.pointed_beside()), (own, beside));
    }
    let pinned = both.reduce(in_beside(Action::Pin(word(4))));
    assert_eq!(
        (&pinned.pinned, pinned.pinned_beside()),
        (&vec![word(3)], vec![word(4)])
    );
    let alone = both.reduce(in_beside(Action::Pin(word(0))));
    assert!(alone == both, "only the other pair has it");
    let pair = CellAt::new(Kind::Cross, word(3), Spot::word(Side::Source, 1), None);
    let opened = both.reduce(in_beside(Action::Panel(Some(Panel::Cell(pair)))));
    let Some(Panel::Cell(at)) = opened.panel else {
        panic!("{:?}", opened.panel);
    };
    assert_eq!((at.query, at.key), (word(2), pair.key));
    let pair = Some(Hover::Pair {
        kind: Kind::Cross,
        query: word(3),
        key: pair.key,
    });
    assert_eq!(opened.pointed_beside(), pair);
}

#[test]
fn other_translations_stay_while_the_source_is_the_same() {
    let panels = Panels {
        next: true,
        tree: true,
        ..Panels::default()
    };
    let asks = |state: &State| state.wanted().unwrap().asks.len();
    let state = ready().reduce(Action::Panels(panels));
    assert_eq!((asks(&state), state.tree()), (1, None));
    let told = state.reduce(Action::News(News::Told {
        run: 1,
        ask: state.wanted().unwrap().asks[0].clone(),
        told: Told::Beams(vec![]),
        buffers: vec![],
    }));
    assert_eq!((asks(&told), told.tree()), (0, Some(vec![])));
    let typed = read(2, &told.reduce(Action::Type(Side::Target, "Nein".into())));
    assert_eq!((asks(&typed), typed.tree()), (0, Some(vec![])));
    let other = read(3, &typed.reduce(Action::Type(Side::Source, "No".into())));
    assert_eq!((asks(&other), other.tree()), (1, None));
}

#[test]
fn undo_of_a_choice_keeps_what_was_typed_since() {
    let chosen = ready().reduce(Action::Focus(Kind::Decoder));
    let typed = chosen.reduce(Action::Type(Side::Source, "New".into()));
    let undone = typed.reduce(Action::Undo);
    assert_eq!(undone.view.focus, Kind::Cross);
    assert_eq!(&*undone.texts.source, "New");
}

#[test]
fn what_changes_nothing_is_equal_and_leaves_no_step() {
    let state = ready();
    let cases = [
        Action::Focus(Kind::Cross),
        Action::Mean(Kind::Encoder),
        Action::LetGo,
        Action::Hover(None),
        Action::Undo,
        Action::Redo,
        Action::Example(99),
        Action::Heard,
        Action::Layer(Kind::Cross, 99),
    ];
    for action in cases {
        let next = state.reduce(action.clone());
        assert!(
            !next.history.can_undo() && next.picture == state.picture,
            "{action:?}"
        );
    }
    assert!(state.reduce(Action::Focus(Kind::Cross)) == state);
    assert!(state.reduce(Action::Undo) == state && state.reduce(Action::Heard) == state);
}

#[test]
fn a_click_pins_and_lets_go_and_shift_adds() {
    let act = |state: &State, action| state.reduce(action);
    let one = act(&ready(), Action::Pin(word(1)));
    assert_eq!(one.pinned, [word(1)]);
    let two = act(&one, Action::AlsoPin(word(4)));
    assert_eq!(two.pinned, [word(1), word(4)]);
    assert_eq!(act(&two, Action::AlsoPin(word(1))).pinned, [word(4)]);
    assert_eq!(act(&two, Action::Pin(word(1))).pinned, [word(1)]);
    assert!(act(&one, Action::Pin(word(1))).pinned.is_empty());
    assert!(act(&two, Action::LetGo).pinned.is_empty());
}

#[test]
fn what_is_pinned_and_rested_on_follows_the_words() {
    let (muede, war) = (word(10), word(11));
    let state = ready()
        .reduce(Action::Pin(muede))
        .reduce(Action::Hover(Some(Hover::Spot(war))));
    let target = "Das Tier überquerte die Straße heute nicht, weil es zu müde war.";
    let typed = read(2, &state.reduce(Action::Type(Side::Target, target.into())));
    assert_eq!(typed.pinned, [word(11)]);
    assert_eq!(typed.hover, Some(Hover::Spot(word(12))));
    let empty = read(3, &typed.reduce(Action::Type(Side::Target, "".into())));
    assert!(empty.pinned.is_empty() && empty.hover.is_none());
}

#[test]
fn words_or_pieces_a_pin_stays_where_it_is_in_the_text() {
    let state = ready().reduce(Action::Pin(word(2)));
    let pieces = state.reduce(Action::Unit(Unit::Pieces));
    assert_eq!(
        pieces.pinned,
        [2, 3].map(|piece| Spot::piece(Side::Target, piece))
    );
    assert_eq!(pieces.reduce(Action::Unit(Unit::Words)).pinned, [word(2)]);
}

#[test]
fn a_recorded_run_is_labelled_and_gives_way() {
    let mut info = info();
    info.manifest.open = vec![Opening {
        kind: Kind::Cross,
        layer: 1,
        heads: vec![5],
        reading: Reading::Said,
    }];
    let mut view = View::default();
    Kind::ALL
        .into_iter()
        .for_each(|kind| view.open(kind, &info));
    let texts = State::default().texts;
    let (run, buffers) = ran(1, &texts.source, &texts.target, &view.looks(&info));
    let recording = Recording {
        info: info.clone(),
        ran: run,
        buffers,
    };
    let recorded = State::default().reduce(Action::Recorded(Box::new(recording.clone())));
    assert!(picture(&recorded).recorded);
    assert_eq!(recorded.view.choice(Kind::Cross).layer, 1);
    assert_eq!(recorded.status, Status::Starting);
    let loaded = recorded.reduce(Action::News(News::Loaded(Box::new(info.clone()))));
    assert!(picture(&loaded).recorded, "it stays until the run");
    let ran = read(1, &loaded);
    assert!(!picture(&ran).recorded);
    let again = ran.reduce(Action::Recorded(Box::new(recording)));
    assert!(again == ran, "a late recording is of no interest");

    let mut other = info;
    other.manifest.files.push(crate::model::ModelFile {
        name: "model.safetensors".to_owned(),
        bytes: 1,
        sha256: "0".to_owned(),
    });
    let loaded = recorded.reduce(Action::News(News::Loaded(Box::new(other))));
    assert!(
        loaded.picture.is_none(),
        "another model's recording must go"
    );
}

#[test]
fn another_model_opens_anew_and_no_number_of_the_old_one_stays() {
    let chosen = ready().reduce(Action::Layer(Kind::Cross, 0));
    let asked = chosen.reduce(Action::Model(Origin::Own(1)));
    assert_eq!(asked.status, Status::Starting);
    assert!(asked.picture == chosen.picture, "until the other is there");
    assert!(asked.wanted().is_none(), "nothing can be asked of it yet");
    let mut own = info();
    own.name = "own".to_owned();
    own.decoder_layers = 6;
    let loaded = asked.reduce(Action::News(News::Loaded(Box::new(own))));
    assert!(loaded.shown.is_none() && loaded.picture.is_none());
    assert_eq!(loaded.view.choice(Kind::Cross).layer, 5);
    assert!(loaded.complaints.is_empty());
}

#[test]
fn what_a_person_has_chosen_is_not_overruled_by_the_manifest() {
    let chosen = State::default().reduce(Action::Layer(Kind::Encoder, 0));
    let loaded = chosen.reduce(Action::News(News::Loaded(Box::new(info()))));
    assert_eq!(loaded.view.choice(Kind::Encoder).layer, 0);
    assert_eq!(loaded.view.choice(Kind::Decoder).layer, 2);
}

#[test]
fn a_translation_fills_the_target_unless_the_source_has_changed() {
    let asked = ready().reduce(Action::Translate);
    assert!(asked.translating.is_some());
    let news = |source: &str| {
        Action::News(News::Translated {
            source: source.into(),
            text: "Hallo".to_owned(),
        })
    };
    let filled = asked.reduce(news(&asked.texts.source));
    assert_eq!(
        (&*filled.texts.target, filled.translating.is_some()),
        ("Hallo", false)
    );
    assert_eq!(filled.reduce(Action::Undo).texts, asked.texts);
    let late = asked
        .reduce(Action::Type(Side::Source, "Other".into()))
        .reduce(news(&asked.texts.source));
    assert_eq!(late.texts.target, asked.texts.target);
    let failed = asked.reduce(Action::News(News::NotTranslated {
        message: "no".to_owned(),
    }));
    assert_eq!(
        (failed.translating.is_some(), &*failed.complaints),
        (false, &vec!["no".to_owned()])
    );
}

#[test]
fn a_refusal_and_a_breakdown_leave_picture_and_texts() {
    let typed = ready().reduce(Action::Type(Side::Source, "x".into()));
    let message = "why".to_owned();
    for news in [
        News::Refused {
            slot: Slot::Main,
            message: message.clone(),
        },
        News::Broken {
            message: message.clone(),
        },
    ] {
        let next = typed.reduce(Action::News(news));
        assert!(matches!(
            &next.status,
            Status::Refused { message } | Status::Broken { message } if message == "why"
        ));
        assert_eq!((&next.texts, &next.picture), (&typed.texts, &typed.picture));
        let again = next.reduce(Action::Retry);
        assert_eq!((again.retries, again.status), (1, Status::Starting));
    }
}

#[test]
fn an_address_opens_what_it_names_and_complains_of_words_that_are_not_there() {
    let opened = Opened {
        source: Some("one two".into()),
        target: Some("eins zwei".into()),
        pinned: vec![word(1), word(7)],
        complaints: vec!["half of it was missing".to_owned()],
        ..Opened::default()
    };
    let state = State::opened(opened, Settings::default());
    assert!(!state.history.can_undo());
    let loaded = state.reduce(Action::News(News::Loaded(Box::new(info()))));
    let ran = read(1, &loaded);
    assert_eq!(ran.pinned, [word(1)]);
    assert_eq!(ran.complaints.len(), 2);
    assert!(ran.complaints[1].contains("no word 8"));
}

#[test]
fn an_address_opens_its_panel_or_says_why_not() {
    let said = |fragment: &str| {
        let opened =
            crate::app::address::read(&format!("v=1&source=one+two&target=eins+zwei&{fragment}"));
        let state = State::opened(opened, Settings::default());
        let ran = read(
            1,
            &state.reduce(Action::News(News::Loaded(Box::new(info())))),
        );
        (ran.panel, ran.complaints.join(" "))
    };
    let (one, eins) = (Spot::word(Side::Source, 0), word(0));
    assert_eq!(
        said("panel=link.t1.s1"),
        (Some(Panel::Link(eins, one)), String::new())
    );
    let cell = Panel::Cell(CellAt::new(Kind::Cross, eins, one, None));
    for (fragment, panel, because) in [
        ("panel=cell.t1.s9", None, "no word 9"),
        ("panel=link.tstart.s1", None, "does not look at anything"),
        ("panel=cell.t1.s1.head9", Some(cell), "no head 9"),
        ("panel=cell.t1.s1.pieces1,2", Some(cell), "fewer pieces"),
    ] {
        let (found, complaints) = said(fragment);
        assert_eq!(found, panel, "{fragment}");
        assert!(complaints.contains(because), "{fragment}: {complaints}");
    }
}

#[test]
fn dark_is_what_the_person_says_or_else_the_system() {
    let systems = [false, true];
    for dark in systems {
        let state = State::default().reduce(Action::SystemDark(dark));
        let with = |theme| {
            let settings = Settings {
                theme,
                large: false,
            };
            state.reduce(Action::Settings(settings)).is_dark()
        };
        assert_eq!(
            [Theme::System, Theme::Light, Theme::Dark].map(with),
            [dark, false, true]
        );
    }
}

#[test]
fn pins_of_texts_on_their_way_wait_for_them() {
    let pin = Spot::word(Side::Target, 8);
    // Another pair is on screen, in which no such word stands.
    let other = read(2, &ready().reduce(Action::Example(5)));
    let compared = other.reduce(Action::CompareExamples(0, 1));
    assert_eq!(compared.pinned, [pin]);
    assert_eq!(compared.view.choice(Kind::Cross).reading, Reading::Saying);
    let stale = read_texts(3, &compared, &other.texts);
    assert_eq!(stale.pinned, [pin]);
    let here = read(4, &stale);
    assert_eq!(here.text_of(pin).as_deref(), Some("es"));
    assert_eq!(here.pinned, [pin]);
    // What is taken back comes with its own pins.
    let undone = here.reduce(Action::Undo);
    assert!(undone.pinned.is_empty());
    let redone = read(6, &read(5, &undone).reduce(Action::Redo));
    assert_eq!(redone.pinned, [pin]);
}
