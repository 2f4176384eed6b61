//! A run that takes over from an earlier one equals the run from the beginning, exactly, and computes no layer before the first
//! one touched; another order of the words is what it says it is; a translation goes on from what it is given.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::Path;

use attention_loom::model::{
    Files, Heads, Hidden, Interventions, Kind, Manifest, Model, Plan, Run, Side,
};
use attention_loom::text::Sentence;

const SOURCE: &str = "The animal did not cross the street because it was too tired.";
const TARGET: &str = "Das Tier überquerte die Straße nicht, weil es zu müde war.";

fn model() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/models/en-de");
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let (config, tokenizer) = (read("config.json"), read("tokenizer.json"));
    let weights = read("model.safetensors");
    let files = Files {
        config: &config,
        tokenizer: &tokenizer,
        weights: &weights,
    };
    Model::load(files, Manifest::default()).unwrap()
}

fn sentences(model: &Model, source: &str, target: &str) -> (Sentence, Sentence) {
    let source = model.sentence(source, Side::Source).unwrap();
    (source, model.sentence(target, Side::Target).unwrap())
}

fn mute(kind: Kind, layer: usize, head: Option<usize>) -> Interventions {
    Interventions {
        mute: vec![Heads { kind, layer, head }],
        ..Interventions::default()
    }
}

fn hide(side: Side, word: usize) -> Interventions {
    Interventions {
        hide: vec![Hidden {
            side,
            word: Some(word),
        }],
        ..Interventions::default()
    }
}

/// Everything that can be done, alone.
fn touches() -> Vec<Interventions> {
    let none = Interventions::default();
    let mut all = vec![
        none.clone(),
        hide(Side::Source, 1),
        hide(Side::Target, 1),
        Interventions {
            scale: 2.0,
            ..none.clone()
        },
        Interventions {
            positions: false,
            ..none.clone()
        },
        Interventions {
            shuffle: Some(7),
            ..none
        },
    ];
    for kind in Kind::ALL {
        all.extend((0..3).map(|layer| mute(kind, layer, Some(4))));
        all.push(mute(kind, 1, None));
    }
    all
}

#[test]
fn taking_over_from_any_run_equals_the_run_from_the_beginning() {
    let model = model();
    let (source, target) = sentences(&model, SOURCE, TARGET);
    let (other_source, longer) = sentences(&model, "I am tired.", "Das Tier überquerte die");
    let touches = touches();
    let plain = model.run(&source, &target, &touches[0]).unwrap();
    for touch in &touches {
        let full = model.run(&source, &target, touch).unwrap();
        let other = model.run(&source, &longer, touch).unwrap();
        for (name, earlier) in [
            ("untouched", &plain),
            ("touched", &full),
            ("other target", &other),
        ] {
            let again = model.run_after(Some(earlier), &source, &target, touch);
            assert!(again.unwrap() == full, "{touch:?} after the {name} run");
        }
        let back = model.run_after(Some(&full), &source, &target, &touches[0]);
        assert!(back.unwrap() == plain, "nothing after {touch:?}");
        let unlike = model.run(&other_source, &target, touch).unwrap();
        let again = model.run_after(Some(&unlike), &source, &target, touch);
        assert!(again.unwrap() == full, "{touch:?} after another source");
    }
}

/// The earlier run with every q of its layers marked, so that what is taken over can be told from what is computed.
fn marked(run: &Run) -> Run {
    let mut run = run.clone();
    let mark = |matrix: &mut attention_loom::matrix::Matrix| matrix.row_mut(0)[0] = 1e4;
    run.encoder
        .iter_mut()
        .for_each(|layer| mark(&mut layer.own.q));
    for layer in &mut run.decoder {
        mark(&mut layer.own.q);
        mark(&mut layer.cross.q);
    }
    run
}

#[test]
fn no_layer_before_the_first_one_touched_is_computed_again() {
    let model = model();
    let (source, target) = sentences(&model, SOURCE, TARGET);
    let plain = model
        .run(&source, &target, &Interventions::default())
        .unwrap();
    let earlier = marked(&plain);
    // The touched layer still takes over its projections: only what its heads make of them is new.
    let cases = [
        (Interventions::default(), [3, 3, 3]),
        (mute(Kind::Encoder, 1, Some(2)), [2, 1, 0]),
        (mute(Kind::Decoder, 1, None), [3, 2, 1]),
        (mute(Kind::Cross, 0, Some(0)), [3, 1, 0]),
        (hide(Side::Source, 1), [1, 1, 0]),
    ];
    for (touch, expected) in cases {
        let again = model
            .run_after(Some(&earlier), &source, &target, &touch)
            .unwrap();
        let taken = |q: &attention_loom::matrix::Matrix| usize::from(q.at(0, 0) == 1e4);
        let found = [
            again
                .encoder
                .iter()
                .map(|layer| taken(&layer.own.q))
                .sum::<usize>(),
            again.decoder.iter().map(|layer| taken(&layer.own.q)).sum(),
            again
                .decoder
                .iter()
                .map(|layer| taken(&layer.cross.q))
                .sum(),
        ];
        assert_eq!(found, expected, "{touch:?}");
    }
}

#[test]
fn shuffled_words_are_read_as_if_they_stood_in_that_order() {
    let model = model();
    let (source, target) = sentences(&model, SOURCE, TARGET);
    let shuffle = Interventions {
        shuffle: Some(7),
        ..Interventions::default()
    };
    let shuffled = model.run(&source, &target, &shuffle).unwrap();
    let plain = model
        .run(&source, &target, &Interventions::default())
        .unwrap();
    assert_ne!(shuffled.encoder[0].input, plain.encoder[0].input);
    // The same pieces, put into that order and read one after the other.
    let (vocabulary, rows) = (model.network.config(), source.pieces.len());
    let mut order = vec![usize::MAX; rows];
    for (row, of_row) in positions(&model, &source, &shuffled)
        .into_iter()
        .enumerate()
    {
        order[of_row] = row;
    }
    let mut ids = vec![vocabulary.start_token_id()];
    ids.extend(target.ids());
    let moved: Vec<u32> = order.iter().map(|&row| source.pieces[row].id).collect();
    assert_ne!(moved, source.ids());
    assert_eq!(
        moved.last(),
        source.ids().last(),
        "the end symbol stays at the end"
    );
    let expected = model.network.run(&moved, &ids, Plan::default()).unwrap();
    for (kind, layer) in [(Kind::Encoder, 2), (Kind::Cross, 0), (Kind::Cross, 2)] {
        let ours = shuffled.attended(kind, layer, 4).unwrap().weights;
        let theirs = expected.attended(kind, layer, 4).unwrap().weights;
        for query in 0..ours.rows() {
            for (place, &row) in order.iter().enumerate() {
                let theirs = match kind {
                    Kind::Encoder => {
                        theirs.at(order.iter().position(|&r| r == query).unwrap(), place)
                    }
                    _ => theirs.at(query, place),
                };
                assert!((ours.at(query, row) - theirs).abs() < 1e-4);
            }
        }
    }
}

/// At which position each source row was read: the one whose sinusoids stand in its input.
fn positions(model: &Model, source: &Sentence, run: &Run) -> Vec<usize> {
    let bare = Interventions {
        positions: false,
        ..Interventions::default()
    };
    let input = |interventions: &Interventions| {
        let run = model.run(source, &Sentence::default(), interventions);
        run.unwrap().encoder[0].input.clone()
    };
    let (plain, bare) = (input(&Interventions::default()), input(&bare));
    let rows = source.pieces.len();
    let read_at = |row: usize, position: usize| {
        let d = plain.cols();
        (0..d).all(|j| {
            let sinusoid = plain.at(position, j) - bare.at(position, j);
            (run.encoder[0].input.at(row, j) - bare.at(row, j) - sinusoid).abs() < 1e-3
        })
    };
    (0..rows)
        .map(|row| (0..rows).find(|&position| read_at(row, position)).unwrap())
        .collect()
}

#[test]
fn without_positions_the_order_of_the_words_is_nothing() {
    let model = model();
    let (source, target) = sentences(&model, SOURCE, TARGET);
    let bare = Interventions {
        positions: false,
        ..Interventions::default()
    };
    let shuffled = Interventions {
        shuffle: Some(3),
        ..bare.clone()
    };
    let [bare, shuffled] = [bare, shuffled].map(|i| model.run(&source, &target, &i).unwrap());
    assert_eq!(bare.encoder_output, shuffled.encoder_output);
}

#[test]
fn a_translation_goes_on_from_what_is_kept_and_chosen() {
    let model = model();
    let none = Interventions::default();
    let (source, target) = sentences(&model, SOURCE, TARGET);
    let greedy = model.translate(&source, &none).unwrap();
    let (_, said) = sentences(&model, SOURCE, &greedy);
    for kept in [0, 1, said.pieces.len()] {
        let text = model.go_on(&source, &said, kept, &[], &none).unwrap();
        assert_eq!(text, greedy, "after {kept} of its own pieces");
    }
    // "Das Tier" and then the end.
    let end = model.network.config().eos_token_id;
    let das_tier = target
        .pieces
        .iter()
        .take_while(|piece| piece.end <= "Das Tier".len())
        .count();
    let text = model
        .go_on(&source, &target, das_tier, &[end], &none)
        .unwrap();
    assert_eq!(text, "Das Tier");
    // Another beginning stays as it was typed, also what the model does not know.
    let (_, typed) = sentences(&model, SOURCE, "Der 🦀 ");
    let chosen = target.pieces[das_tier].id;
    let text = model
        .go_on(&source, &typed, typed.pieces.len(), &[chosen], &none)
        .unwrap();
    assert!(
        text.starts_with("Der 🦀 ") && text.len() > "Der 🦀 überquert".len(),
        "{text}"
    );
}
