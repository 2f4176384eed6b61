//! What the lessons claim, held on the numbers that they show.

use std::fs;
use std::path::Path;

use attention_loom::app::{EXAMPLES, address};
use attention_loom::attention::{Rule, attend};
use attention_loom::engine::Session;
use attention_loom::engine::protocol::{
    Look, ModelInfo, PairStudy, Quantity, Reply, Request, Study, Unit,
};
use attention_loom::lesson::{
    Desk, Entry, Given, Known, LESSONS, Lesson, Shown, Sizes, Table, differences, habit, heads,
    hunted, missed, moved, row_weights, spread, switched_attention, variance,
};
use attention_loom::matrix::Matrix;
use attention_loom::model::{Files, Interventions, Kind};
use attention_loom::text::Sentence;

const SOURCE: &str = "The animal did not cross the street because it was too tired.";
const TARGET: &str = "Das Tier überquerte die Straße nicht, weil es zu müde war.";

/// A lesson with what its reader has set and the model has told.
struct Read {
    lesson: &'static Lesson,
    desk: Desk,
    texts: [&'static str; 2],
    known: Vec<(Study, Known)>,
    session: Session,
}

fn session() -> Session {
    loaded().0
}

/// A session with the shipped model, and what it says of it.
fn loaded() -> (Session, ModelInfo) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/models/en-de");
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let (config, tokenizer, weights) = (
        read("config.json"),
        read("tokenizer.json"),
        read("model.safetensors"),
    );
    let files = Files {
        config: &config,
        tokenizer: &tokenizer,
        weights: &weights,
    };
    let manifest = serde_json::from_slice(&read("manifest.json")).unwrap();
    let mut session = Session::new();
    let info = session.load(files, manifest).unwrap();
    (session, info)
}

impl Read {
    fn open(number: u8) -> Self {
        let lesson = Lesson::numbered(number).unwrap();
        Read {
            desk: lesson.desk(),
            lesson,
            texts: [SOURCE, TARGET],
            known: vec![],
            session: Session::new(),
        }
    }

    /// With the shipped model.
    fn with_model(number: u8) -> Self {
        Read {
            session: session(),
            ..Self::open(number)
        }
    }

    fn given(&self) -> Given<'_> {
        Given {
            desk: &self.desk,
            texts: self.texts,
            known: &self.known,
        }
    }

    /// Has the model answer until the lesson asks nothing more.
    fn ask(&mut self) {
        loop {
            let asks = self
                .lesson
                .sections
                .iter()
                .filter_map(|section| section.exhibit.asks);
            let all: Vec<Study> = asks.flat_map(|asks| asks(&self.given())).collect();
            let known = |study: &Study| self.known.iter().any(|(other, _)| other == study);
            let Some(study) = all.into_iter().find(|study| !known(study)) else {
                return;
            };
            let request = Request::Study {
                study: study.clone(),
            };
            let (reply, buffers) = self.session.answer(request);
            let Reply::Studied { studied } = reply else {
                panic!("{reply:?}");
            };
            self.known.push((study, Known::new(studied, &buffers)));
        }
    }

    fn set(&mut self, knobs: &[(usize, f32)]) {
        for &(knob, number) in knobs {
            self.desk.set(self.lesson.knobs, knob, number);
        }
    }

    /// What the exhibit of section number `section` shows.
    fn shown(&self, section: usize) -> Vec<Shown> {
        (self.lesson.sections[section].exhibit.show)(&self.given()).unwrap()
    }

    fn table(&self, section: usize) -> Table {
        let tables = self.shown(section).into_iter();
        let mut tables = tables.filter_map(|shown| match shown {
            Shown::Table(table) => Some(table),
            _ => None,
        });
        tables.next().unwrap()
    }

    /// The numbers of a column of the first table, the total apart.
    fn column(&self, section: usize, column: usize) -> Vec<f32> {
        let table = self.table(section);
        let rows = table.rows.iter().filter(|row| !row.total);
        rows.map(|row| number(&row.cells[column])).collect()
    }
}

fn number(entry: &Entry) -> f32 {
    match entry {
        Entry::Number(number, _) | Entry::Share(number) | Entry::Apart(number) => *number,
        other => panic!("{other:?} is no number"),
    }
}

#[test]
fn lesson_2_place_by_place_and_length_times_length_times_cosine_are_one_number() {
    let mut read = Read::open(2);
    for (q, k) in [
        ([2.0, 1.0], [1.0, 2.0]),
        ([-1.5, 0.5], [0.3, 2.9]),
        ([2.0, 0.0], [0.0, 3.0]),
    ] {
        read.set(&[(0, q[0]), (1, q[1]), (2, k[0]), (3, k[1])]);
        let products: f32 = read.column(0, 2).iter().sum();
        let angle = k[1].atan2(k[0]) - q[1].atan2(q[0]);
        let lengths = q[0].hypot(q[1]) * k[0].hypot(k[1]);
        assert!((products - lengths * angle.cos()).abs() < 1e-5);
        let total = number(&read.table(0).rows[2].cells[2]);
        assert!((total - products).abs() < 1e-6);
    }
}

#[test]
fn lesson_2_a_long_key_wins_and_doubling_it_doubles_its_score() {
    let mut read = Read::open(2);
    let before = read.column(1, 2);
    assert!(before[0] > before[1], "the aligned key wins to begin with");
    read.set(&[(4, 2.0)]);
    let doubled = read.column(1, 2);
    assert!((doubled[1] - 2.0 * before[1]).abs() < 1e-6);
    assert!(doubled[1] > doubled[0], "from about twice the length on");
    // Divided by the lengths, only the angle is left.
    read.set(&[(5, 1.0)]);
    let cosines = read.column(1, 2);
    assert!((cosines[1] - 0.5).abs() < 1e-6 && cosines[0] > 0.98);
}

#[test]
fn lesson_3_shares_are_the_softmax_and_sum_to_1() {
    let read = Read::open(3);
    let (scores, shares) = (read.column(0, 0), read.column(0, 2));
    let sum: f32 = scores.iter().map(|score| score.exp()).sum();
    for (score, share) in scores.iter().zip(&shares) {
        assert!((share - score.exp() / sum).abs() < 1e-6);
    }
    assert!((shares.iter().sum::<f32>() - 1.0).abs() < 1e-6);
    // "A score that lies 5 below another gets a 148th of its share."
    assert_eq!(scores[4] - scores[2], 5.0);
    assert!((shares[4] / shares[2] - 148.4).abs() < 0.1);
}

#[test]
fn lesson_3_adding_to_all_changes_nothing_and_temperature_sharpens_or_evens() {
    let mut read = Read::open(3);
    let before = read.column(0, 2);
    read.set(&[(5, 3.0)]);
    for (a, b) in before.iter().zip(read.column(0, 2)) {
        assert!((a - b).abs() < 1e-6);
    }
    read.set(&[(5, 0.0), (6, 0.1)]);
    assert!(read.column(1, 2)[4] > 0.999);
    read.set(&[(6, 10.0)]);
    let even = read.column(1, 2);
    assert!(even.iter().all(|share| (share - 0.2).abs() < 0.1));
}

#[test]
fn lesson_5_the_variance_of_a_product_is_its_length() {
    for d in [2, 4, 8, 16, 32, 64, 128, 256, 512] {
        let measured = variance(7, d, 10_000);
        let off = (measured / d as f32 - 1.0).abs();
        assert!(off < 0.05, "d = {d}: {measured}");
    }
}

#[test]
fn lesson_5_without_the_division_attention_narrows_and_with_it_it_does_not() {
    for seed in [7, 8, 9] {
        let at = |d, divided| spread(seed, d, divided).unwrap();
        assert!(at(2, false) > at(16, false) + 1.0);
        assert!(at(16, false) > at(512, false) + 0.3);
        assert!(at(512, false) < 1.4);
        assert!((at(2, true) - at(512, true)).abs() < 1.0);
        assert!(at(512, true) > 4.5);
    }
}

#[test]
fn lesson_5_shows_what_attention_gives_and_the_largest_weight_grows() {
    let mut read = Read::open(5);
    read.set(&[(0, 8.0)]);
    let (scores, weights) = (read.column(0, 0), read.column(0, 2));
    let keys = Matrix::from_fn(8, 1, |i, _| scores[i]);
    let rule = Rule {
        scale: 1.0,
        ..Rule::for_dimension(1)
    };
    let found = attend(0, &[1.0], keys.view(), keys.view(), &rule).unwrap();
    for (a, b) in weights.iter().zip(&found.weights) {
        assert!((a - b).abs() < 1e-6);
    }
    assert!(weights.iter().copied().fold(0.0, f32::max) > 0.9);
    read.set(&[(1, 1.0)]);
    assert!(read.column(0, 2).iter().copied().fold(0.0, f32::max) < 0.7);
}

#[test]
fn every_question_is_answered_by_doing_what_it_says() {
    for lesson in LESSONS {
        let predict = lesson.predict().unwrap();
        let mut read = Read::with_model(lesson.number);
        read.ask();
        assert!(
            !(predict.seen)(&read.given()),
            "{}: seen before it is done",
            lesson.title
        );
        read.set(predict.by);
        read.ask();
        assert!(
            (predict.seen)(&read.given()),
            "{}: the shortcut does not do it",
            lesson.title
        );
    }
}

#[test]
fn every_exhibit_shows_something_once_the_model_has_told() {
    for lesson in LESSONS {
        for texts in [[SOURCE, TARGET], ["Hi.", ""], ["", ""]] {
            let mut read = Read {
                texts,
                ..Read::with_model(lesson.number)
            };
            read.ask();
            for section in 0..lesson.sections.len() {
                assert!(
                    !read.shown(section).is_empty(),
                    "{} {texts:?}",
                    lesson.title
                );
            }
        }
    }
}

#[test]
fn lesson_1_between_two_keys_the_blend_is_half_way() {
    let mut read = Read::open(1);
    read.set(&[(0, 1.4), (1, 1.4)]);
    let weights = read.column(0, 1);
    assert!((weights[0] - weights[1]).abs() < 0.06 && weights[2] < 0.01);
    let [first, second] = [[8, 9], [10, 11]].map(|value| read.desk.at(value));
    let middle = ((first.0 + second.0) / 2.0, (first.1 + second.1) / 2.0);
    let mut blends = read.shown(0).into_iter().filter_map(|shown| match shown {
        Shown::Plane(plane) => plane.arrows.into_iter().find(|arrow| arrow.name == "A"),
        _ => None,
    });
    let blend = blends.next_back().unwrap().to;
    assert!(
        (blend.0 - middle.0).hypot(blend.1 - middle.1) < 0.2,
        "{blend:?}"
    );
}

#[test]
fn lesson_1_the_model_finds_some_answers_and_misses_others() {
    let mut read = Read::with_model(1);
    for (question, best) in [
        ("Who plays the piano?", "My sister plays the piano."),
        ("Who sleeps in the garden?", "The dog sleeps in the garden."),
        ("What did you have for dinner?", "We had soup for dinner."),
    ] {
        read.desk.texts[0] = question.into();
        read.ask();
        assert_eq!(read.table(1).rows[0].name, best, "{question}");
    }
    // The failure that the text speaks of.
    read.desk.texts[0] = "Where is your pet?".into();
    read.ask();
    assert_ne!(read.table(1).rows[0].name, "The dog sleeps in the garden.");
}

#[test]
fn lesson_1_an_empty_question_is_asked_for_and_an_empty_answer_is_none() {
    let mut read = Read::with_model(1);
    read.desk.texts[2] = " ".into();
    read.ask();
    assert_eq!(read.table(1).rows.len(), 3);
    read.desk.texts[0] = "".into();
    read.ask();
    let shown = read.shown(1);
    assert!(
        matches!(&shown[..], [Shown::Say(text)] if text.contains("needs a question")),
        "{shown:?}"
    );
}

#[test]
fn what_prose_says_of_sizes_until_a_model_has_come_is_true_of_the_shipped_one() {
    let (_, info) = loaded();
    assert_eq!(Sizes::of(&info), Sizes::BUILT_IN);
    for lesson in LESSONS {
        for section in lesson.sections {
            for text in section.prose.iter().chain(section.more) {
                assert!(!Sizes::BUILT_IN.fill(text).contains('#'), "{text}");
            }
        }
    }
}

/// What a lesson opens in the explorer is an address that the explorer reads whole.
#[test]
fn every_way_to_the_explorer_is_an_address() {
    for lesson in LESSONS {
        let mut read = Read::with_model(lesson.number);
        read.ask();
        for section in lesson.sections {
            let visit = section
                .exhibit
                .explore
                .and_then(|explore| explore(&read.given()));
            if let Some(visit) = visit {
                let opened = address::read(&address::visit(&visit.view, [SOURCE, TARGET]));
                assert!(opened.complaints.is_empty(), "{:?}", opened.complaints);
                assert!(opened.view.is_some() && opened.source.as_deref() == Some(SOURCE));
            }
        }
    }
}

#[test]
fn the_explorer_opens_at_the_head_and_the_word_of_the_lesson() {
    let view = |read: &Read, section: usize| {
        let explore = read.lesson.sections[section].exhibit.explore.unwrap();
        explore(&read.given()).map(|visit| visit.view)
    };
    let mut read = Read::with_model(4);
    read.ask();
    assert_eq!(view(&read, 0), None, "the model has no head of x itself");
    read.set(&[(0, 3.0), (1, 1.0), (2, 4.0)]);
    let heatmap = "figure=heatmap&by=pieces&focus=encoder&encoder=";
    let expected = [heatmap, "1.5&pin=s4p"].concat();
    assert_eq!(view(&read, 0), Some(expected));
    read.set(&[(0, 99.0)]);
    assert_eq!(view(&read, 0), Some([heatmap, "1.5&pin=send"].concat()));
    let mut read = Read::with_model(10);
    read.set(&[(1, 1.0), (2, 1.0), (3, 3.0)]);
    read.ask();
    let expected = "figure=heatmap&by=pieces&focus=cross&cross=2.3&pin=t9p";
    assert_eq!(view(&read, 1).as_deref(), Some(expected));
}

#[test]
fn lesson_4_both_forms_are_equal_to_a_millionth() {
    let mut read = Read::with_model(4);
    read.ask();
    for made in [0.0, 1.0] {
        for set in 0..8 {
            read.set(&[(1, made), (2, set as f32)]);
            let off = differences(&read.given()).unwrap();
            assert_eq!(off.len(), 14);
            assert!(off.iter().all(|off| *off <= 1e-6), "{made} {set}: {off:?}");
        }
    }
}

#[test]
fn lesson_4_weights_follow_from_the_divided_scores_that_are_shown() {
    let mut read = Read::with_model(4);
    read.ask();
    for (made, size) in [(0.0, "256"), (1.0, "32")] {
        read.set(&[(1, made)]);
        let table = read.table(0);
        assert_eq!(table.columns[2].name, ["score/√", size].concat());
        let (scores, divided, weights) = (read.column(0, 0), read.column(0, 1), read.column(0, 2));
        let root = size.parse::<f32>().unwrap().sqrt();
        let sum: f32 = divided.iter().map(|score| score.exp()).sum();
        for i in 0..scores.len() {
            assert!((scores[i] / root - divided[i]).abs() < 1e-4);
            assert!((divided[i].exp() / sum - weights[i]).abs() < 1e-5);
        }
    }
}

#[test]
fn lesson_4_without_learned_matrices_every_word_finds_itself_most() {
    let mut read = Read::with_model(4);
    read.ask();
    for word in 0..14 {
        read.set(&[(0, word as f32)]);
        let weights = read.column(0, 2);
        let best = weights.iter().copied().fold(0.0, f32::max);
        assert_eq!(weights[word], best, "{word}: {weights:?}");
    }
}

#[test]
fn lesson_6_the_shipped_model_has_a_pair_that_is_related_without_being_alike() {
    let mut read = Read::with_model(6);
    read.ask();
    let mut found = vec![];
    for set in 0..8 {
        for asks in 0..14 {
            for looked_at in 0..14 {
                read.set(&[(0, set as f32), (1, asks as f32), (2, looked_at as f32)]);
                let (hunt, _) = hunted(&read.given()).unwrap();
                if asks != looked_at && hunt.found() && hunt.likeness < 0.25 && hunt.score > 8.0 {
                    found.push((set, asks, looked_at));
                }
            }
        }
    }
    // The one that "do it for me" shows: the, of the fifth set, looks at cross.
    assert!(found.contains(&(4, 5, 4)), "{found:?}");
}

#[test]
fn lesson_6_queries_and_keys_decide_the_weights_and_values_do_not() {
    let mut read = Read::with_model(6);
    read.ask();
    let with = |with| switched_attention(&read.given(), with).unwrap();
    let (plain, values) = (with([false; 3]), with([false, false, true]));
    assert_eq!(plain.weights, values.weights);
    assert_ne!(plain.output, values.output);
    assert_ne!(plain.weights, with([true, false, false]).weights);
    assert_ne!(plain.weights, with([false, true, false]).weights);
}

#[test]
fn lesson_7_trained_heads_have_habits_and_random_ones_have_not() {
    let mut read = Read::with_model(7);
    read.ask();
    let clear = |read: &Read| {
        let (heads, _) = heads(&read.given()).unwrap();
        heads
            .iter()
            .filter(|weights| habit(weights).1 >= 0.4)
            .count()
    };
    // Head 5 of layer 1, which the lesson names.
    let (trained, _) = heads(&read.given()).unwrap();
    let (name, share) = habit(&trained[4]);
    assert!(name == "the word before" && share > 0.7, "{name} {share}");
    for seed in [7.0, 8.0, 9.0] {
        read.set(&[(1, 1.0), (2, seed)]);
        assert_eq!(clear(&read), 0, "seed {seed}");
    }
}

/// Before the reader has chosen a head it is the one that is missed most; and all of them can be muted together.
#[test]
fn lesson_7_opens_on_the_head_that_is_missed_most() {
    let mut read = Read::with_model(7);
    for layer in [0.0, 1.0, 2.0] {
        read.set(&[(0, layer)]);
        read.ask();
        let loss = missed(&read.given()).unwrap();
        let (_, heads) = loss.without.split_last().unwrap();
        assert_eq!(heads.len(), 8);
        assert!(heads.iter().any(|mean| (mean - loss.whole).abs() > 1e-4));
        let least = heads.iter().copied().fold(1.0, f32::min);
        let table = read.table(1);
        let (knob, chosen) = table.pick.unwrap();
        assert_eq!(number(&table.rows[chosen].cells[0]), least, "layer {layer}");
        let total = table.rows.last().unwrap();
        assert!(total.total && number(&total.cells[0]) == loss.whole);
        // All of them, chosen: their name stands over what is left.
        read.set(&[(knob, 8.0)]);
        let named = read.shown(1).iter().any(|shown| {
            matches!(shown, Shown::Table(table) if table.columns.last().unwrap().name == "without all of them")
        });
        assert!(named);
        read.set(&[(knob, 999.0)]);
    }
}

/// "In the cross-attention of layer 1, head 3 looks back at what that word translates."
#[test]
fn lesson_8_head_3_looks_back_at_what_the_last_word_translates() {
    let mut read = Read::with_model(8);
    read.set(&[(0, 1.0)]);
    read.ask();
    let mut grids = read.shown(0).into_iter().filter_map(|shown| match shown {
        Shown::Grid(grid) => Some(grid),
        _ => None,
    });
    let grid = grids.next_back().unwrap();
    let strongest = grid.strongest();
    for (written, translated) in [
        ("Tier", "animal"),
        ("Straße", "street"),
        ("nicht", "not"),
        ("weil", "because"),
        ("müde", "tired"),
    ] {
        let row = grid.rows.iter().position(|row| row == written).unwrap();
        assert_eq!(grid.cols[strongest[row].0], translated, "{written}");
    }
}

#[test]
fn lesson_8_each_wiring_is_the_attention_of_its_name() {
    let mut read = Read::with_model(8);
    for (knobs, name, shape) in [
        ([0.0, 0.0, 0.0], "Encoder self-attention", [14, 14]),
        ([1.0, 1.0, 1.0], "Masked decoder self-attention", [14, 14]),
        ([1.0, 0.0, 0.0], "Cross-attention", [14, 14]),
    ] {
        read.set(&[(0, knobs[0]), (1, knobs[1]), (2, knobs[2])]);
        read.ask();
        let shown = read.shown(0);
        let said = shown
            .iter()
            .any(|shown| matches!(shown, Shown::Say(text) if text.contains(name)));
        assert!(said, "{name}: {shown:?}");
        let mut grids = shown.iter().filter_map(|shown| match shown {
            Shown::Grid(grid) => Some(grid),
            _ => None,
        });
        let grid = grids.next_back().unwrap();
        assert_eq!([grid.rows.len(), grid.cols.len()], shape, "{name}");
        for (i, row) in grid.numbers.chunks(grid.cols.len()).enumerate() {
            let sum: f32 = row.iter().filter(|weight| weight.is_finite()).sum();
            assert!((sum - 1.0).abs() < 1e-5, "{name}: {sum}");
            let forbidden = row.iter().filter(|weight| !weight.is_finite()).count();
            let ahead = if knobs[2] == 1.0 {
                row.len() - 1 - i
            } else {
                0
            };
            assert_eq!(forbidden, ahead, "{name}, row {i}");
        }
    }
    for knobs in [
        [1.0, 1.0, 0.0],
        [0.0, 1.0, 0.0],
        [0.0, 0.0, 1.0],
        [1.0, 0.0, 1.0],
    ] {
        read.set(&[(0, knobs[0]), (1, knobs[1]), (2, knobs[2])]);
        assert!(
            read.shown(0)
                .iter()
                .all(|shown| !matches!(shown, Shown::Grid(_)))
        );
    }
}

#[test]
fn lesson_9_without_positions_shuffled_words_get_the_same_vectors_and_with_them_others() {
    let mut read = Read::with_model(9);
    for seed in [7.0, 8.0, 9.0] {
        read.set(&[(0, 0.0), (1, seed)]);
        read.ask();
        let same = moved(&read.given()).unwrap();
        assert!(
            same.iter().all(|(_, off)| *off < 1e-5),
            "seed {seed}: {same:?}"
        );
        let elsewhere = same
            .iter()
            .enumerate()
            .filter(|(piece, (place, _))| piece != place);
        assert!(elsewhere.count() > 5, "the words have moved");
        assert_eq!(same[13].0, 13, "the end symbol stays");
        read.set(&[(0, 1.0)]);
        read.ask();
        let others = moved(&read.given()).unwrap();
        assert!(
            others.iter().all(|(_, off)| *off > 1e-2),
            "seed {seed}: {others:?}"
        );
    }
}

/// A line of `fixtures/pronouns.tsv`, which `training/make_pronouns.py` writes: noun pairs that training never saw.
struct Pronoun {
    source: String,
    target: String,
    /// First bytes: of *it*, of the noun meant, of the other noun, and of the pronoun in the target.
    at: [usize; 4],
}

fn pronouns() -> Vec<Pronoun> {
    let lines = include_str!("fixtures/pronouns.tsv").lines();
    let read = |line: &str| {
        let parts: Vec<&str> = line.split('\t').collect();
        Pronoun {
            source: parts[0].to_owned(),
            target: parts[1].to_owned(),
            at: [3, 4, 5, 6].map(|part: usize| parts[part].parse().unwrap()),
        }
    };
    lines.map(read).collect()
}

/// The pieces of the word that holds byte `at`.
fn pieces(sentence: &Sentence, at: usize) -> Vec<usize> {
    let word = sentence
        .words
        .iter()
        .position(|word| word.start <= at && at < word.end);
    sentence.pieces_of_words()[word.unwrap()].clone()
}

/// Of the hundred pairs, those in which the row of the pronoun gives more weight to the noun meant (the mean of all heads of a
/// layer, then each head), and those in which the right one of er, sie and es is the likeliest.
fn rates(kind: Kind, layer: usize) -> (Vec<usize>, usize) {
    let mut session = session();
    let (mut rates, mut said_right) = (vec![0; 9], 0);
    for pronoun in pronouns() {
        let study = Study::Pair(Box::new(PairStudy {
            source: pronoun.source,
            target: pronoun.target,
            interventions: Interventions::default(),
            kind,
            layer,
            order: vec![],
        }));
        let (reply, buffers) = session.answer(Request::Study { study });
        let Reply::Studied { studied } = reply else {
            panic!("{reply:?}");
        };
        let Known::Pair(pair) = Known::new(studied, &buffers) else {
            panic!("no pair");
        };
        let [it, meant, other, said] = pronoun.at;
        // Row t of the decoder is about to say piece t.
        let saying = pieces(&pair.target, said)[0];
        let row = match kind {
            Kind::Encoder => pieces(&pair.source, it)[0],
            _ => saying,
        };
        let pronouns = ["er", "sie", "es"].map(|word| {
            let guesses = pair.next[saying].iter();
            let named = |text: &str| text.trim_start_matches('▁').to_lowercase() == word;
            let found = guesses
                .filter(|guess| named(&guess.text))
                .map(|guess| guess.p);
            found.fold(0.0, f32::max)
        });
        let likeliest = pronouns.into_iter().fold(0.0, f32::max);
        said_right += usize::from(pair.written[saying].p >= likeliest);
        let [meant, other] = [meant, other].map(|at| pieces(&pair.source, at));
        for (place, rate) in rates.iter_mut().enumerate() {
            let weights = row_weights(&pair, row, place.checked_sub(1)).unwrap();
            let weight = |pieces: &[usize]| pieces.iter().map(|&piece| weights[piece]).sum::<f32>();
            *rate += usize::from(weight(&meant) > weight(&other));
        }
    }
    (rates, said_right)
}

/// The three numbers that lesson 10 states, and draws its conclusion from: another model wants other words there.
#[test]
fn lesson_10_states_the_rates_of_the_shipped_model() {
    assert_eq!(pronouns().len(), 100);
    let (decoder, said_right) = rates(Kind::Cross, 2);
    let encoder = (0..3).flat_map(|layer| rates(Kind::Encoder, layer).0);
    let lesson = Lesson::numbered(10).unwrap();
    let said: String = lesson
        .sections
        .iter()
        .flat_map(|section| section.more)
        .copied()
        .collect();
    for (what, rate) in [
        ("pronoun", said_right),
        ("decoder", decoder[0]),
        ("encoder", encoder.max().unwrap()),
    ] {
        let words = format!("*{rate} of 100*");
        assert!(
            said.contains(&words),
            "{what}: {words} is not what the lesson says"
        );
    }
    // What plain training had made, as the card's last column has it.
    let card = include_str!("../static/models/en-de/README.md");
    for row in [
        "| pronoun right, held-out noun pairs |",
        "| about to say er/sie/es, cross-attention gives more weight to the right noun than to the other; held-out noun pairs |",
    ] {
        let row = card.lines().find(|line| line.starts_with(row)).unwrap();
        let plain = row.trim_end_matches(" |").rsplit("| ").next().unwrap();
        let rate: f32 = plain.split(' ').next().unwrap().parse().unwrap();
        let words = format!("*{rate:.0} %*");
        assert!(
            said.contains(&words),
            "{row}: {words} is not what the lesson says"
        );
    }
}

#[test]
fn lesson_10_the_pronoun_follows_the_last_word_and_the_decoder_looks_at_its_noun() {
    let mut read = Read::with_model(10);
    for (sentence, pronoun, meant, other) in [
        (0, "es", "animal", "street"),
        (1, "sie", "street", "animal"),
    ] {
        read.set(&[(0, sentence as f32), (1, 1.0), (2, 2.0), (3, 0.0)]);
        read.ask();
        assert_eq!(read.table(0).rows[0].name, pronoun);
        assert!(number(&read.table(0).rows[0].cells[0]) > 0.5);
        let table = read.table(1);
        let weight = |noun: &str| {
            let row = table.rows.iter().find(|row| row.name == noun).unwrap();
            number(&row.cells[0])
        };
        assert!(weight(meant) > weight(other), "{meant}: {table:?}");
    }
}

/// The page opens the comparison of the first two examples there.
#[test]
fn the_manifest_names_the_head_that_looks_hardest_at_the_noun_in_both_examples() {
    let (mut session, info) = loaded();
    let named = info.manifest.pronoun.unwrap();
    let meant = [("es", "animal"), ("sie", "street")];
    let mut least = vec![];
    for (layer, head) in (0..3).flat_map(|layer| (0..8).map(move |head| (layer, head))) {
        let weights = meant.iter().zip(EXAMPLES).map(|((said, noun), texts)| {
            let look = Look {
                kind: Kind::Cross,
                layer,
                heads: vec![head],
                quantity: Quantity::Weight,
                unit: Unit::Words,
                reading: named.reading,
            };
            let (reply, buffers) = session.answer(Request::Run {
                source: texts.0.to_owned(),
                target: texts.1.to_owned(),
                interventions: Interventions::default(),
                looks: vec![look],
            });
            let Reply::Ran(ran) = reply else {
                panic!("{reply:?}");
            };
            let at = |sentence: &Sentence, text: &str| {
                let mut words = sentence.words.iter();
                words.position(|word| word.text == text).unwrap()
            };
            let (row, col) = (at(&ran.target, said), at(&ran.source, noun));
            let head = &ran.looks[0].heads[0];
            buffers[head.buffer][row * head.cols + col]
        });
        least.push((weights.fold(1.0, f32::min), (layer, head)));
    }
    let best = least.iter().max_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
    assert_eq!(best.1, (named.layer, named.heads[0]), "{least:?}");
    assert!(best.0 > 0.9);
}
