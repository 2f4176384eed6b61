//! What is done to the machine changes what it should and nothing else; and two readings of the sentences agree with the text.

use std::fs;
use std::path::Path;

use attention_loom::engine::Session;
use attention_loom::engine::protocol::{
    Ask, Look, Quantity, Ran, Reply, Request, RunId, Tensor, Told, Unit,
};
use attention_loom::model::{
    Files, Heads, Hidden, Interventions, Kind, Manifest, Model, Reading, Run, Side,
};
use attention_loom::text::Sentence;

const SOURCE: &str = "The animal did not cross the street because it was too tired.";
const TARGET: &str = "Das Tier überquerte die Straße nicht, weil es zu müde war.";

fn files<T>(then: impl FnOnce(Files<'_>, Manifest) -> T) -> T {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/models/en-de");
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let (config, tokenizer, weights) = (
        read("config.json"),
        read("tokenizer.json"),
        read("model.safetensors"),
    );
    let manifest = serde_json::from_slice(&read("manifest.json")).unwrap();
    let files = Files {
        config: &config,
        tokenizer: &tokenizer,
        weights: &weights,
    };
    then(files, manifest)
}

fn model() -> Model {
    files(|files, manifest| Model::load(files, manifest).unwrap())
}

fn session() -> Session {
    let mut session = Session::new();
    files(|files, manifest| session.load(files, manifest).unwrap());
    session
}

fn run_pair(model: &Model, interventions: &Interventions) -> (Sentence, Sentence, Run) {
    let source = model.sentence(SOURCE, Side::Source).unwrap();
    let target = model.sentence(TARGET, Side::Target).unwrap();
    let run = model.run(&source, &target, interventions).unwrap();
    (source, target, run)
}

#[test]
fn muting_a_head_zeroes_its_output_and_leaves_earlier_layers_alone() {
    let model = model();
    let mute = vec![Heads {
        kind: Kind::Encoder,
        layer: 1,
        head: Some(3),
    }];
    let interventions = Interventions {
        mute,
        ..Interventions::default()
    };
    let (_, _, plain) = run_pair(&model, &Interventions::default());
    let (_, _, muted) = run_pair(&model, &interventions);
    assert_eq!(plain.encoder[0], muted.encoder[0]);
    assert_eq!(plain.encoder[1], muted.encoder[1]);
    assert_ne!(plain.encoder[2].input, muted.encoder[2].input);
    let head = muted.attended(Kind::Encoder, 1, 3).unwrap();
    assert!(head.output.as_slice().iter().all(|x| *x == 0.0));
    let other = muted.attended(Kind::Encoder, 1, 2).unwrap();
    assert!(other.output.as_slice().iter().any(|x| *x != 0.0));
}

#[test]
fn a_hidden_word_gets_no_weight_anywhere() {
    let model = model();
    let hide = vec![
        Hidden {
            side: Side::Source,
            word: Some(1),
        },
        Hidden {
            side: Side::Target,
            word: Some(0),
        },
    ];
    let interventions = Interventions {
        hide,
        ..Interventions::default()
    };
    let (source, target, run) = run_pair(&model, &interventions);
    let animal = source.pieces_of_words()[1].clone();
    let das: Vec<usize> = target.pieces_of_words()[0]
        .iter()
        .map(|piece| piece + 1)
        .collect();
    let columns = [
        (Kind::Encoder, animal.clone()),
        (Kind::Cross, animal),
        (Kind::Decoder, das),
    ];
    for (kind, columns) in columns {
        for layer in 0..3 {
            let weights = run.attended(kind, layer, 0).unwrap().weights;
            for row in 0..weights.rows() {
                assert!(columns.iter().all(|&column| weights.at(row, column) == 0.0));
                assert!((weights.row(row).iter().sum::<f32>() - 1.0).abs() < 1e-5);
            }
        }
    }
}

#[test]
fn with_everything_hidden_the_reply_says_in_words_that_nothing_is_left() {
    let mut hide: Vec<Hidden> = (0..3)
        .map(|word| Hidden {
            side: Side::Source,
            word: Some(word),
        })
        .collect();
    hide.push(Hidden {
        side: Side::Source,
        word: None,
    });
    let interventions = Interventions {
        hide,
        ..Interventions::default()
    };
    let (reply, _) = session().answer(Request::Run {
        source: "I know .".to_owned(),
        target: "Ich weiß.".to_owned(),
        interventions,
        looks: vec![],
    });
    let Reply::Refused { message } = reply else {
        panic!("{reply:?}")
    };
    assert!(message.contains("may look at nothing"), "{message}");
}

#[test]
fn without_positions_the_encoder_sees_no_order() {
    let model = model();
    let interventions = Interventions {
        positions: false,
        ..Interventions::default()
    };
    let encode = |text: &str| {
        let source = model.sentence(text, Side::Source).unwrap();
        let target = model.sentence("", Side::Target).unwrap();
        let run = model.run(&source, &target, &interventions).unwrap();
        run.encoder_output
    };
    let (one, other) = (encode("tired animal street"), encode("street tired animal"));
    for (row, moved) in [(0, 1), (1, 2), (2, 0), (3, 3)] {
        for (a, b) in one.row(row).iter().zip(other.row(moved)) {
            assert!((a - b).abs() < 1e-5);
        }
    }
}

fn look(kind: Kind, quantity: Quantity, unit: Unit, reading: Reading) -> Look {
    Look {
        kind,
        layer: 0,
        heads: vec![0, 4],
        quantity,
        unit,
        reading,
    }
}

fn ran(
    session: &mut Session,
    source: &str,
    target: &str,
    looks: Vec<Look>,
) -> (Ran, Vec<Vec<f32>>) {
    let (reply, buffers) = session.answer(Request::Run {
        source: source.to_owned(),
        target: target.to_owned(),
        interventions: Interventions::default(),
        looks,
    });
    match reply {
        Reply::Ran(ran) => (*ran, buffers),
        other => panic!("{other:?}"),
    }
}

#[test]
fn looks_have_the_shapes_that_the_protocol_promises_and_their_rows_sum_to_one() {
    let mut session = session();
    for source in ["", "Hi", SOURCE, "🙂 שלום e\u{301} \u{0} <script>", "   "] {
        for target in ["", "Ja", TARGET] {
            let mut looks = vec![];
            for kind in Kind::ALL {
                for reading in [Reading::Saying, Reading::Said] {
                    for unit in [Unit::Words, Unit::Pieces] {
                        looks.push(look(kind, Quantity::Weight, unit, reading));
                    }
                }
            }
            let (ran, buffers) = ran(&mut session, source, target, looks);
            assert_eq!(ran.next.len(), ran.target.pieces.len() + 1);
            assert_eq!(ran.source.pieces.last().unwrap().id, 0);
            for looked in &ran.looks {
                let (asks, at) = match looked.look.kind {
                    Kind::Encoder => (&ran.source, &ran.source),
                    Kind::Decoder => (&ran.target, &ran.target),
                    Kind::Cross => (&ran.target, &ran.source),
                };
                let start = usize::from(looked.look.kind != Kind::Encoder);
                let own_start = usize::from(looked.look.kind == Kind::Decoder);
                let shape = match looked.look.unit {
                    Unit::Words => (asks.words.len(), at.words.len() + 1),
                    Unit::Pieces => (asks.pieces.len() + start, at.pieces.len() + own_start),
                };
                for tensor in &looked.heads {
                    assert_eq!((tensor.rows, tensor.cols), shape, "{:?}", looked.look);
                    let numbers = &buffers[tensor.buffer];
                    assert_eq!(numbers.len(), tensor.rows * tensor.cols);
                    for row in numbers.chunks(tensor.cols.max(1)) {
                        assert!(
                            (row.iter().sum::<f32>() - 1.0).abs() < 1e-4,
                            "{source:?} {target:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn a_cell_adds_up_to_the_score_and_weight_that_the_look_shows() {
    let mut session = session();
    for kind in Kind::ALL {
        let looks = [Quantity::Score, Quantity::Weight]
            .map(|quantity| look(kind, quantity, Unit::Pieces, Reading::Saying));
        let (ran, buffers) = ran(&mut session, SOURCE, TARGET, looks.to_vec());
        let (cell, parts) = match tell(&mut session, ran.run, cell(kind, 5, 2)) {
            (Told::Cell(cell), parts) => (cell, parts),
            other => panic!("{other:?}"),
        };
        let row = |looked: usize| {
            let tensor = ran.looks[looked].heads[1];
            &buffers[tensor.buffer][5 * tensor.cols..][..tensor.cols]
        };
        let of = |tensor: Tensor| {
            let numbers = &parts[tensor.buffer];
            assert_eq!((tensor.rows, tensor.cols), (1, numbers.len()));
            numbers
        };
        let sum: f32 = of(cell.products).iter().sum();
        assert!((sum - cell.score).abs() < 1e-4 && (cell.score - row(0)[2]).abs() < 1e-4);
        assert!((cell.score * cell.scale - cell.scaled).abs() < 1e-6);
        assert!((cell.weight - row(1)[2]).abs() < 1e-6 && cell.weight == of(cell.weights)[2]);
        let near = |a: &[f32], b: &[f32]| {
            let apart = |(a, b): (&f32, &f32)| a != b && (a - b).abs() > 1e-4;
            a.len() == b.len() && !a.iter().zip(b).any(apart)
        };
        assert!(near(of(cell.scores), row(0)) && near(of(cell.weights), row(1)));
        let shares = of(cell.v).iter().zip(of(cell.contribution));
        assert!(
            shares
                .into_iter()
                .all(|(v, share)| v * cell.weight == *share)
        );
        let mut output = vec![0.0; cell.output.cols];
        for key in 0..cell.weights.cols {
            let (Told::Cell(other), parts) = tell(&mut session, ran.run, self::cell(kind, 5, key))
            else {
                panic!("no cell");
            };
            let contribution = &parts[other.contribution.buffer];
            output
                .iter_mut()
                .zip(contribution)
                .for_each(|(sum, c)| *sum += c);
        }
        assert!(near(&output, of(cell.output)));
    }
}

fn cell(kind: Kind, query: usize, key: usize) -> Ask {
    Ask::Cell {
        kind,
        layer: 0,
        head: 4,
        query,
        key,
    }
}

fn tell(session: &mut Session, run: RunId, ask: Ask) -> (Told, Vec<Vec<f32>>) {
    match session.answer(Request::Ask { run, ask }) {
        (Reply::Told { told, .. }, buffers) => (told, buffers),
        (other, _) => panic!("{other:?}"),
    }
}

#[test]
fn an_overview_and_a_link_say_of_every_head_what_a_look_says_of_it() {
    let mut session = session();
    for kind in Kind::ALL {
        for (reading, unit) in [
            (Reading::Saying, Unit::Words),
            (Reading::Said, Unit::Pieces),
        ] {
            let looks =
                [Quantity::Weight, Quantity::Score, Quantity::Scaled].map(|quantity| Look {
                    layer: 1,
                    heads: (0..8).collect(),
                    ..look(kind, quantity, unit, reading)
                });
            let (ran, buffers) = ran(&mut session, SOURCE, TARGET, looks.to_vec());
            for (look, looked) in looks.iter().zip(&ran.looks) {
                for (query, key) in [(3, 1), (0, 4), (6, 6)] {
                    let ask = Ask::Link {
                        kind,
                        quantity: look.quantity,
                        unit,
                        reading,
                        query,
                        key,
                    };
                    let (Told::Link(link), numbers) = tell(&mut session, ran.run, ask) else {
                        panic!("no link");
                    };
                    for (head, tensor) in looked.heads.iter().enumerate() {
                        let shown = buffers[tensor.buffer][query * tensor.cols + key];
                        let linked = numbers[link.buffer][link.cols + head];
                        let same = shown == linked || (shown - linked).abs() < 1e-4;
                        assert!(same, "{look:?} {query} {key} {head}: {shown} {linked}");
                    }
                }
            }
            if unit == Unit::Words {
                let ask = Ask::Overview {
                    kind,
                    layer: 1,
                    reading,
                };
                let (Told::Overview(heads), numbers) = tell(&mut session, ran.run, ask) else {
                    panic!("no overview");
                };
                for (head, looked) in heads.iter().zip(&ran.looks[0].heads) {
                    assert_eq!(numbers[head.weights.buffer], buffers[looked.buffer]);
                    assert!((0.0..=1.0).contains(&head.job.score));
                }
            }
        }
    }
}

#[test]
fn a_run_that_is_no_longer_kept_is_gone_and_nonsense_is_refused() {
    let mut session = session();
    let (first, _) = ran(&mut session, "One.", "Eins.", vec![]);
    for _ in 0..8 {
        ran(&mut session, "Two.", "Zwei.", vec![]);
    }
    let (reply, _) = session.answer(Request::Look {
        run: first.run,
        looks: vec![],
    });
    assert_eq!(reply, Reply::Gone { run: first.run });
    let (now, _) = ran(&mut session, "Two.", "Zwei.", vec![]);
    let link = |query, key| Ask::Link {
        kind: Kind::Cross,
        quantity: Quantity::Weight,
        unit: Unit::Words,
        reading: Reading::Saying,
        query,
        key,
    };
    for ask in [
        cell(Kind::Cross, 99, 0),
        cell(Kind::Cross, 0, 99),
        link(99, 0),
        link(0, 99),
    ] {
        let nonsense = Request::Ask { run: now.run, ask };
        let (reply, _) = session.answer(nonsense);
        assert!(matches!(reply, Reply::Refused { .. }), "{reply:?}");
    }
    let long = "tired ".repeat(2000);
    let (reply, _) = session.answer(Request::Run {
        source: long,
        target: String::new(),
        interventions: Interventions::default(),
        looks: vec![],
    });
    let Reply::Refused { message } = reply else {
        panic!("{reply:?}")
    };
    assert!(
        message.contains("2002 pieces") && message.contains("1024"),
        "{message}"
    );
    let (reply, _) = Session::new().answer(Request::Translate {
        interventions: Interventions::default(),
        begin: None,
        source: "Hi".to_owned(),
    });
    assert!(matches!(reply, Reply::Refused { .. }));
}

#[test]
fn memory_grows_with_the_number_of_pieces_not_with_its_square() {
    let mut session = session();
    let mut bytes = |words: usize| {
        ran(&mut session, &"tired ".repeat(words), "Ja", vec![])
            .0
            .bytes
    };
    let ratio = bytes(511) as f64 / bytes(127) as f64;
    assert!(ratio <= 4.5, "{ratio}");
}
