//! The client against scripts: what happens, and what is done about it.

use super::super::samples::{info, ran};
use super::*;
use crate::app::Texts;
use crate::engine::protocol::{
    Ask, BUILD, PROTOCOL, Quantity, Reply, Request, Studied as Answered, Study as Question, Tensor,
    Told, Unit,
};
use crate::lesson::Known;
use crate::model::{Interventions, Kind, Reading as Row};

/// One thing that happens.
#[derive(Clone, Copy)]
enum Step {
    Start,
    /// The screen needs these texts (source) and heads of one layer.
    Want(&'static str, &'static [usize]),
    /// The same of two texts, the second to compare the first with.
    Both(&'static str, &'static str, &'static [usize]),
    /// The screen needs this text, head 0, and to be told of these layers beside.
    Ask(&'static str, &'static [usize]),
    Translate(&'static str),
    /// A lesson wants the meanings of these texts, one question each.
    Study(&'static [&'static str]),
    /// Another model is chosen.
    Model(&'static str),
    Hello,
    WrongBuild,
    Progress,
    Loaded,
    /// The run that is under way is answered.
    Ran(RunId),
    Looked(RunId),
    /// The question about this layer is answered.
    Told(RunId, usize),
    Gone(RunId),
    /// The lesson's question is answered.
    Studied,
    Translated,
    Refused,
    /// An answer to a question that nobody asks any more.
    Stale,
    Panicked,
    Failed,
    /// The deadline of the question under way passes.
    Deadline,
    /// A deadline passes that was met long ago.
    OldDeadline,
}

use Step::*;

/// A conversation that remembers the number of its last question.
struct Talk {
    client: Client,
    id: u64,
    deadline: Option<u64>,
}

impl Talk {
    fn new() -> Self {
        Self {
            client: Client::new("model/"),
            id: 0,
            deadline: None,
        }
    }

    /// Performs a step; what is done about it, without deadlines.
    fn step(&mut self, step: &Step) -> String {
        let event = self.event(step);
        let mut words = Vec::new();
        for effect in self.client.on(event) {
            match &effect {
                Effect::Post(said) => self.id = said.id,
                Effect::Deadline { id, .. } => self.deadline = Some(*id),
                Effect::NoDeadline => self.deadline = None,
                _ => {}
            }
            words.extend(word(effect));
        }
        words.join(", ")
    }

    fn event(&self, step: &Step) -> Event {
        let answer = |id, reply, buffers| Event::Heard(FromWorker::Answer { id, reply }, buffers);
        let hello = |build: &str| FromWorker::Hello {
            protocol: PROTOCOL,
            build: build.to_owned(),
        };
        match *step {
            Start => Event::Start,
            Want(source, heads) => Event::Want(wanted(source, heads)),
            Both(source, beside, heads) => Event::Want(Wanted {
                beside: Some(wanted(beside, heads).main()),
                ..wanted(source, heads)
            }),
            Step::Ask(source, layers) => Event::Want(Wanted {
                asks: layers.iter().map(|&layer| overview(layer)).collect(),
                ..wanted(source, &[0])
            }),
            Step::Study(texts) => Event::Study(texts.iter().map(|text| meaning(text)).collect()),
            Model(folder) => Event::Model(folder.to_owned()),
            Translate(source) => Event::Translate(Shared::new(Translation {
                source: source.into(),
                interventions: Interventions::default(),
                begin: None,
            })),
            Hello => Event::Heard(hello(BUILD), vec![]),
            WrongBuild => Event::Heard(hello("another"), vec![]),
            Progress => Event::Heard(
                FromWorker::Progress {
                    loaded: 3,
                    total: 9,
                },
                vec![],
            ),
            Loaded => answer(self.id, Reply::Loaded(Box::new(info())), vec![]),
            Ran(run) => {
                let (ran, buffers) = ran(run, "", "", &[]);
                answer(self.id, Reply::Ran(Box::new(ran)), buffers)
            }
            Looked(run) => answer(self.id, Reply::Looked { run, looks: vec![] }, vec![]),
            Step::Told(run, layer) => {
                let (ask, told) = (overview(layer), Told::Overview(vec![]));
                answer(self.id, Reply::Told { run, ask, told }, vec![])
            }
            Gone(run) => answer(self.id, Reply::Gone { run }, vec![]),
            Studied => {
                let studied = Answered::Meanings(Tensor {
                    rows: 0,
                    cols: 0,
                    buffer: 0,
                });
                answer(self.id, Reply::Studied { studied }, vec![])
            }
            Translated => {
                let text = "Hallo".to_owned();
                answer(self.id, Reply::Translated { text }, vec![])
            }
            Refused => {
                let message = "too long".to_owned();
                answer(self.id, Reply::Refused { message }, vec![])
            }
            Stale => answer(self.id - 1, Reply::Gone { run: 1 }, vec![]),
            Panicked => {
                let message = "index out of bounds".to_owned();
                Event::Heard(FromWorker::Panicked { message }, vec![])
            }
            Failed => Event::Failed("the network is down".to_owned()),
            Deadline => Event::Deadline(self.deadline.unwrap()),
            OldDeadline => Event::Deadline(self.deadline.map_or(1, |id| id - 1)),
        }
    }
}

fn wanted(source: &str, heads: &[usize]) -> Wanted {
    Wanted {
        texts: Texts::new(source, ""),
        interventions: Interventions::default(),
        looks: vec![Look {
            kind: Kind::Cross,
            layer: 0,
            heads: heads.to_vec(),
            quantity: Quantity::Weight,
            unit: Unit::Words,
            reading: Row::Saying,
        }],
        beside: None,
        asks: vec![],
    }
}

fn overview(layer: usize) -> Ask {
    Ask::Overview {
        kind: Kind::Cross,
        layer,
        reading: Row::Saying,
    }
}

fn meaning(text: &str) -> Question {
    Question::Meanings(vec![text.to_owned()])
}

fn about(study: &Question) -> &str {
    match study {
        Question::Meanings(texts) => &texts[0],
        other => panic!("{other:?}"),
    }
}

fn layer(ask: &Ask) -> usize {
    match ask {
        Ask::Overview { layer, .. } => *layer,
        other => panic!("{other:?}"),
    }
}

fn word(effect: Effect) -> Option<String> {
    let heads = |looks: &[Look]| format!("{:?}", looks[0].heads);
    Some(match effect {
        Effect::Spawn => "spawn".to_owned(),
        Effect::Terminate => "terminate".to_owned(),
        Effect::Deadline { .. } | Effect::NoDeadline => return None,
        Effect::Post(said) => match said.request {
            Request::Load { folder } => format!("ask load {folder}"),
            Request::Run { source, looks, .. } => format!("ask run {source}{}", heads(&looks)),
            Request::Look { run, looks } => format!("ask look {run}{}", heads(&looks)),
            Request::Ask { run, ask } => format!("ask {run} of layer {}", layer(&ask)),
            Request::Study { study } => format!("ask about {}", about(&study)),
            Request::Translate { source, .. } => format!("ask translate {source}"),
            other => panic!("{other:?}"),
        },
        Effect::Tell(news) => match news {
            News::Starting => "starting".to_owned(),
            News::Progress { loaded, total } => format!("{loaded} of {total}"),
            News::Loaded(_) => "loaded".to_owned(),
            News::Running => "running".to_owned(),
            News::Settled(slot) => format!("settled{}", at(slot)),
            News::Ran { slot, ran, .. } => format!("ran {}{}", ran.run, at(slot)),
            News::Looked { slot, run, .. } => format!("looked {run}{}", at(slot)),
            News::Told { run, ask, .. } => format!("told {run} of layer {}", layer(&ask)),
            News::Studied { study, known } => match known {
                Known::Refused(why) => format!("not known of {}: {why}", about(&study)),
                _ => format!("known of {}", about(&study)),
            },
            News::Translated { source, text } => format!("{source} = {text}"),
            News::NotTranslated { .. } => "not translated".to_owned(),
            News::Complaint { message } => format!("complaint: {message}"),
            News::Refused { slot, message } => format!("refused{}: {message}", at(slot)),
            News::Broken { message } => format!("broken: {message}"),
        },
    })
}

fn at(slot: Slot) -> &'static str {
    match slot {
        Slot::Main => "",
        Slot::Beside => " beside",
    }
}

/// A model is ready; nothing has been asked of it.
const UP: [(Step, &str); 3] = [
    (Start, "spawn, starting"),
    (Hello, "ask load model/"),
    (Loaded, "loaded"),
];

/// "a", head 0, has been read.
const READ: [(Step, &str); 2] = [
    (Want("a", &[0]), "running, ask run a[0]"),
    (Ran(1), "ran 1"),
];

#[test]
fn every_script_is_followed() {
    let cases: Vec<(&str, Vec<(Step, &str)>)> = vec![
        (
            "what is wanted before the model has come is read as soon as it has",
            vec![
                (Want("a", &[0]), ""),
                (Start, "spawn, starting"),
                (Want("ab", &[0]), ""),
                (Hello, "ask load model/"),
                (Progress, "3 of 9"),
                (Want("abc", &[0]), ""),
                (Loaded, "loaded, running, ask run abc[0]"),
                (Ran(1), "ran 1"),
            ],
        ),
        (
            "one run under way and the newest pending; everything between is dropped",
            [&UP[..], &[
                (Want("a", &[0]), "running, ask run a[0]"),
                (Want("ab", &[0]), ""),
                (Want("abc", &[0]), ""),
                (Want("abcd", &[0]), ""),
                (Ran(1), "ran 1, running, ask run abcd[0]"),
                (Ran(2), "ran 2"),
                (Want("abcd", &[0]), ""),
            ]]
            .concat(),
        ),
        (
            "what lessons want comes after what is on screen, in order, and each once",
            [&UP[..], &READ, &[
                (Step::Study(&["x", "y"]), "ask about x"),
                (Want("b", &[0]), ""),
                (Studied, "known of x, running, ask run b[0]"),
                (Ran(2), "ran 2, ask about y"),
                (Refused, "not known of y: too long"),
                (Translate("b"), "ask translate b"),
            ]]
            .concat(),
        ),
        (
            "a lesson's question is asked again of the next worker, and given up with it",
            [&UP[..], &READ, &[
                (Step::Study(&["x"]), "ask about x"),
                (Panicked, "terminate, spawn, starting"),
                (Hello, "ask load model/"),
                (Loaded, "loaded, running, ask run a[0]"),
                (Ran(1), "ran 1, ask about x"),
                (Step::Study(&[]), ""),
                (Studied, "known of x"),
            ]]
            .concat(),
        ),
        (
            "only what has not been seen is looked at",
            [&UP[..], &READ, &[
                (Want("a", &[0, 1, 2]), "ask look 1[1, 2]"),
                (Looked(1), "looked 1"),
                (Want("a", &[1]), ""),
                (Want("a", &[1, 3]), "ask look 1[3]"),
                (Want("b", &[3]), ""),
                (Looked(1), "looked 1, running, ask run b[3]"),
            ]]
            .concat(),
        ),
        (
            "a run that is gone is run again",
            [&UP[..], &READ, &[
                (Want("a", &[1]), "ask look 1[1]"),
                (Gone(1), "running, ask run a[1]"),
                (Ran(2), "ran 2"),
            ]]
            .concat(),
        ),
        (
            "answers that nobody waits for and deadlines that were met do nothing",
            [&UP[..], &READ, &[
                (Want("b", &[0]), "running, ask run b[0]"),
                (Stale, ""),
                (OldDeadline, ""),
                (Hello, ""),
                (Progress, ""),
                (Ran(2), "ran 2"),
                (Ran(3), ""),
                (OldDeadline, ""),
            ]]
            .concat(),
        ),
        (
            "what is refused is not asked again, the run before can be looked at, and the way back is free",
            [&UP[..], &READ, &[
                (Want("aa", &[0]), "running, ask run aa[0]"),
                (Refused, "refused: too long"),
                (Want("aa", &[0]), ""),
                (Want("aa", &[1]), "ask look 1[1]"),
                (Looked(1), "looked 1"),
                (Want("a", &[1]), "settled"),
                (Want("aa", &[1]), "running, ask run aa[1]"),
            ]]
            .concat(),
        ),
        (
            "a second run comes after the first, and is looked at in the same way",
            [&UP[..], &READ, &[
                (Both("a", "b", &[0]), "ask run b[0]"),
                (Ran(2), "ran 2 beside"),
                (Both("a", "b", &[0, 1]), "ask look 1[1]"),
                (Looked(1), "looked 1, ask look 2[1]"),
                (Looked(2), "looked 2 beside"),
                (Both("aa", "b", &[0]), "running, ask run aa[0]"),
                (Ran(3), "ran 3"),
                (Want("aa", &[0]), ""),
                (Both("aa", "b", &[1]), "ask look 3[1]"),
                (Looked(3), "looked 3"),
            ]]
            .concat(),
        ),
        (
            "whoever types does not wait for the second run: of both the newest alone is asked for",
            [&UP[..], &[
                (Both("a", "x", &[0]), "running, ask run a[0]"),
                (Both("ab", "xy", &[0]), ""),
                (Both("abc", "xyz", &[0]), ""),
                (Ran(1), "ran 1, running, ask run abc[0]"),
                (Both("abc", "xyzz", &[0]), ""),
                (Ran(2), "ran 2, ask run xyzz[0]"),
                (Both("abcd", "xyzz", &[0]), ""),
                (Ran(3), "ran 3 beside, running, ask run abcd[0]"),
                (Ran(4), "ran 4"),
            ]]
            .concat(),
        ),
        (
            "a second run that is refused leaves the first alone, and is not asked again",
            [&UP[..], &READ, &[
                (Both("a", "bb", &[0]), "ask run bb[0]"),
                (Refused, "refused beside: too long"),
                (Both("a", "bb", &[1]), "ask look 1[1]"),
                (Looked(1), "looked 1"),
                (Both("a", "b", &[1]), "ask run b[1]"),
                (Ran(2), "ran 2 beside"),
                (Both("a", "bb", &[1]), "ask run bb[1]"),
                (Refused, "refused beside: too long"),
                (Both("a", "b", &[1]), "settled beside"),
            ]]
            .concat(),
        ),
        (
            "a second run that is gone or was lost with its worker is run again",
            [&UP[..], &READ, &[
                (Both("a", "b", &[0]), "ask run b[0]"),
                (Ran(2), "ran 2 beside"),
                (Both("a", "b", &[1]), "ask look 1[1]"),
                (Looked(1), "looked 1, ask look 2[1]"),
                (Gone(2), "ask run b[1]"),
                (Panicked, "terminate, spawn, starting"),
                (Hello, "ask load model/"),
                (Loaded, "loaded, running, ask run a[1]"),
                (Ran(1), "ran 1, ask run b[1]"),
                (Ran(2), "ran 2 beside"),
            ]]
            .concat(),
        ),
        (
            "a look that is refused is said once",
            [&UP[..], &READ, &[
                (Want("a", &[9]), "ask look 1[9]"),
                (Refused, "complaint: too long"),
                (Want("a", &[9]), ""),
            ]]
            .concat(),
        ),
        (
            "what is asked beside comes after the looks, one at a time, and each once a run",
            [&UP[..], &[
                (Step::Ask("a", &[0, 1]), "running, ask run a[0]"),
                (Ran(1), "ran 1, ask 1 of layer 0"),
                (Step::Ask("a", &[0, 1, 2]), ""),
                (Step::Told(1, 0), "told 1 of layer 0, ask 1 of layer 1"),
                (Step::Ask("a", &[2, 0]), ""),
                (Step::Told(1, 1), "told 1 of layer 1, ask 1 of layer 2"),
                (Refused, "complaint: too long"),
                (Step::Ask("a", &[2, 0]), ""),
                (Step::Ask("ab", &[2]), "running, ask run ab[0]"),
                (Ran(2), "ran 2, ask 2 of layer 2"),
                (Step::Ask("abc", &[2]), ""),
                (Step::Told(2, 2), "told 2 of layer 2, running, ask run abc[0]"),
                (Ran(3), "ran 3, ask 3 of layer 2"),
                (Gone(3), "running, ask run abc[0]"),
                (Ran(4), "ran 4, ask 4 of layer 2"),
                (Translated, "terminate, spawn, starting"),
            ]]
            .concat(),
        ),
        (
            "a translation waits for what is on screen",
            [&UP[..], &[
                (Want("a", &[0]), "running, ask run a[0]"),
                (Translate("a"), ""),
                (Ran(1), "ran 1, ask translate a"),
                (Want("ab", &[0]), ""),
                (Translated, "a = Hallo, running, ask run ab[0]"),
                (Ran(2), "ran 2"),
                (Translate(""), "ask translate "),
                (Refused, "not translated"),
            ]]
            .concat(),
        ),
        (
            "a worker that dies is replaced, and the run repeated",
            [&UP[..], &READ, &[
                (Want("ab", &[0]), "running, ask run ab[0]"),
                (Panicked, "terminate, spawn, starting"),
                (Want("abc", &[0]), ""),
                (Hello, "ask load model/"),
                (Loaded, "loaded, running, ask run abc[0]"),
                (Ran(1), "ran 1"),
                (Want("abcd", &[0]), "running, ask run abcd[0]"),
                (Failed, "terminate, spawn, starting"),
            ]]
            .concat(),
        ),
        (
            "a worker that hangs is replaced, and the look repeated as a run",
            [&UP[..], &READ, &[
                (Want("a", &[1]), "ask look 1[1]"),
                (Deadline, "terminate, spawn, starting"),
                (Hello, "ask load model/"),
                (Loaded, "loaded, running, ask run a[1]"),
            ]]
            .concat(),
        ),
        (
            "a text that kills twice is given up; another text or try again revive it",
            [&UP[..], &[
                (Want("a", &[0]), "running, ask run a[0]"),
                (Panicked, "terminate, spawn, starting"),
                (Hello, "ask load model/"),
                (Loaded, "loaded, running, ask run a[0]"),
                (
                    Panicked,
                    "terminate, broken: The model failed twice in a row: index out of bounds.",
                ),
                (Failed, ""),
                (Want("a", &[1]), ""),
                (Want("b", &[1]), "spawn, starting"),
                (Hello, "ask load model/"),
                (Loaded, "loaded, running, ask run b[1]"),
                (
                    Panicked,
                    "terminate, broken: The model failed twice in a row: index out of bounds.",
                ),
                (Start, "spawn, starting"),
                (Hello, "ask load model/"),
                (Loaded, "loaded, running, ask run b[1]"),
                (Ran(1), "ran 1"),
            ]]
            .concat(),
        ),
        (
            "a translation that kills is lost, what is on screen is not",
            [&UP[..], &READ, &[
                (Translate("a"), "ask translate a"),
                (Panicked, "not translated, terminate, spawn, starting"),
                (Hello, "ask load model/"),
                (Loaded, "loaded, running, ask run a[0]"),
                (Ran(1), "ran 1"),
            ]]
            .concat(),
        ),
        (
            "a model that cannot be loaded is said, and tried again when asked",
            vec![
                (Start, "spawn, starting"),
                (Hello, "ask load model/"),
                (Refused, "terminate, broken: too long"),
                (Want("a", &[0]), ""),
                (Want("b", &[0]), ""),
                (Start, "spawn, starting"),
                (Hello, "ask load model/"),
                (Loaded, "loaded, running, ask run b[0]"),
            ],
        ),
        (
            "a worker that does not start, says nothing, or stops loading is said",
            vec![
                (Start, "spawn, starting"),
                (Failed, "terminate, broken: The model could not be started: the network is down."),
                (Start, "spawn, starting"),
                (Deadline, "terminate, broken: The model could not be started: it did not answer in time."),
                (Start, "spawn, starting"),
                (Hello, "ask load model/"),
                (Progress, "3 of 9"),
                (Deadline, "terminate, broken: The model could not be started: it did not answer in time."),
                (Start, "spawn, starting"),
                (Start, "terminate, spawn, starting"),
            ],
        ),
        (
            "another model takes the worker's place, and is asked only what the page wants of it",
            [
                &UP[..],
                &READ,
                &[
                    (Want("ab", &[0]), "running, ask run ab[0]"),
                    (Model("own/1/"), "terminate, spawn, starting"),
                    (Hello, "ask load own/1/"),
                    (Loaded, "loaded"),
                    (Want("ab", &[9]), "running, ask run ab[9]"),
                    (Ran(1), "ran 1"),
                ],
            ]
            .concat(),
        ),
        (
            "a worker of another build is not talked to",
            vec![
                (Start, "spawn, starting"),
                (
                    WrongBuild,
                    "terminate, broken: The page and its model program are of different versions. Load the page again, \
                     past the browser's cache if need be.",
                ),
                (Hello, ""),
            ],
        ),
        (
            "an answer of the wrong kind is a death",
            [&UP[..], &[
                (Want("a", &[0]), "running, ask run a[0]"),
                (Translated, "terminate, spawn, starting"),
                (Hello, "ask load model/"),
                (Ran(1), "terminate, broken: The model could not be started: it answered something else than was asked."),
            ]]
            .concat(),
        ),
    ];
    for (name, steps) in cases {
        let mut talk = Talk::new();
        for (number, (step, expected)) in steps.iter().enumerate() {
            assert_eq!(&talk.step(step), expected, "{name}, step {number}");
        }
    }
}

#[test]
fn every_question_has_a_deadline_and_every_answer_ends_it() {
    let mut talk = Talk::new();
    let steps = [&UP[..], &READ, &[(Translate("a"), ""), (Translated, "")]].concat();
    let mut waiting = Vec::new();
    for (step, _) in &steps {
        talk.step(step);
        waiting.push(talk.deadline.is_some());
    }
    assert_eq!(
        waiting,
        [true, true, false, true, false, true, false],
        "start, hello, loaded, want, ran, translate, translated"
    );
}

#[test]
fn long_texts_are_waited_for_longer() {
    let patience_for = |source: String| {
        let mut talk = Talk::new();
        UP.iter().for_each(|(step, _)| {
            talk.step(step);
        });
        let wanted = Wanted {
            texts: Texts::new(&source, ""),
            ..wanted("", &[0])
        };
        let effects = talk.client.on(Event::Want(wanted));
        effects
            .iter()
            .find_map(|effect| match effect {
                Effect::Deadline { milliseconds, .. } => Some(*milliseconds),
                _ => None,
            })
            .unwrap()
    };
    assert_eq!(patience_for("a".repeat(100)), 6_000);
    assert_eq!(patience_for("a".repeat(10_000)), 105_000);
}
