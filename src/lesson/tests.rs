//! Every lesson is whole: it has what a lesson must have, and uses no word before it is introduced.

use super::*;

/// Every piece of marked prose of a lesson, in the order in which it is read, its exhibits' sentences included.
fn prose(lesson: &Lesson) -> Vec<String> {
    let mut all = vec![lesson.try_first.to_owned()];
    for section in lesson.sections {
        all.extend(
            section
                .prose
                .iter()
                .chain(section.more)
                .map(|&text| text.to_owned()),
        );
        if let Some(predict) = section.predict {
            all.extend([predict.question, predict.task, predict.answer].map(str::to_owned));
            all.extend(predict.options.iter().map(|&option| option.to_owned()));
        }
        all.extend(
            section
                .exhibit
                .knobs
                .iter()
                .map(|&knob| lesson.knobs[knob].label.to_owned()),
        );
        for shown in shown(lesson, section) {
            if let Shown::Say(text) = shown {
                all.push(text);
            }
        }
    }
    all.push(lesson.remember.to_owned());
    all
}

/// What an exhibit shows to begin with; nothing when it needs the model.
fn shown(lesson: &Lesson, section: &Section) -> Vec<Shown> {
    let given = Given {
        desk: &lesson.desk(),
        texts: ["", ""],
        known: &[],
    };
    (section.exhibit.show)(&given).unwrap_or_default()
}

fn terms(text: &str) -> Vec<Term> {
    let term = |span: &Span<'_>| match *span {
        Span::Term(term, _) | Span::Symbol(Some(term), _) => Some(term),
        _ => None,
    };
    spans(text).iter().filter_map(term).collect()
}

#[test]
fn no_word_is_used_before_it_is_introduced() {
    for lesson in LESSONS {
        for text in prose(lesson) {
            for term in terms(&text) {
                assert!(
                    term.entry().lesson <= lesson.number,
                    "{}: {text}",
                    lesson.title
                );
            }
        }
    }
    // What a lesson introduces it explains.
    for entry in &GLOSSARY {
        if let Some(lesson) = Lesson::numbered(entry.lesson) {
            let said = prose(lesson).iter().any(|text| {
                spans(text)
                    .iter()
                    .any(|span| matches!(*span, Span::Term(term, _) if term == entry.term))
            });
            assert!(said, "lesson {} never says {}", entry.lesson, entry.name);
        }
    }
}

#[test]
fn marks_in_prose_all_close() {
    for lesson in LESSONS {
        for text in prose(lesson) {
            let rest = plain(&text);
            assert!(
                !rest.contains(['[', ']', '{', '}', '|', '*', '^']),
                "{rest}"
            );
        }
    }
}

#[test]
fn every_lesson_has_one_question() {
    for lesson in LESSONS {
        let questions = lesson
            .sections
            .iter()
            .filter(|section| section.predict.is_some());
        assert_eq!(questions.count(), 1, "{}", lesson.title);
        let predict = lesson.predict().unwrap();
        assert!(predict.right < predict.options.len());
        assert!(
            predict
                .by
                .iter()
                .all(|&(knob, _)| knob < lesson.knobs.len())
        );
    }
}

#[test]
fn sources_are_all_cited_and_there_are_no_others() {
    for lesson in LESSONS {
        let mut cited: Vec<usize> = prose(lesson)
            .iter()
            .flat_map(|text| {
                let number = |span: &Span<'_>| match *span {
                    Span::Source(number) => Some(number),
                    _ => None,
                };
                spans(text).iter().filter_map(number).collect::<Vec<_>>()
            })
            .collect();
        cited.sort_unstable();
        cited.dedup();
        let expected: Vec<usize> = (1..=lesson.sources.len()).collect();
        assert_eq!(cited, expected, "{}", lesson.title);
    }
}

#[test]
fn a_formula_names_parts_that_are_introduced_and_shown() {
    for lesson in LESSONS {
        for section in lesson.sections {
            let mut found = Vec::new();
            if let Some(formula) = section.formula {
                parts(formula, &mut found);
                assert!(!found.is_empty(), "{}", section.title);
            }
            assert!(
                found
                    .iter()
                    .all(|term| term.entry().lesson <= lesson.number)
            );
        }
    }
}

#[test]
fn numbers_go_up_and_neighbours_are_neighbours() {
    assert!(LESSONS.is_sorted_by_key(|lesson| lesson.number));
    for pair in LESSONS.windows(2) {
        assert_eq!(pair[0].next().unwrap().number, pair[1].number);
        assert_eq!(pair[1].previous().unwrap().number, pair[0].number);
    }
    assert!(LESSONS[0].previous().is_none());
    assert!(LESSONS[LESSONS.len() - 1].next().is_none());
}
