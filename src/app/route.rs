//! Which page of the page is open: the explorer, or one of the lessons' pages, or what there is to know of the model.

use crate::lesson::{Lesson, Term};

/// An open page. Its address is in the fragment, beside the sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Route {
    /// The figures of the reader's two sentences.
    #[default]
    Explorer,
    /// The lessons' contents.
    Lessons,
    /// Lesson number so-and-so, from 1; there is one of this number.
    Lesson(u8),
    /// What teachers need.
    Teachers,
    /// The words of the field, perhaps at one of them.
    Glossary(Option<Term>),
    /// The built-in model's card.
    Model,
}

impl Route {
    /// The part of the fragment that opens it; empty for the explorer.
    pub fn fragment(self) -> String {
        match self {
            Route::Explorer => String::new(),
            Route::Lessons => "lessons".to_owned(),
            Route::Lesson(number) => ["lesson=", &number.to_string()].concat(),
            Route::Teachers => "teachers".to_owned(),
            Route::Glossary(None) => "glossary".to_owned(),
            Route::Glossary(Some(term)) => ["glossary=", term.slug()].concat(),
            Route::Model => "model".to_owned(),
        }
    }

    /// What a part of the fragment opens; `None` when it is no page, or there is no such lesson or word.
    pub fn read(name: &str, value: &str) -> Option<Self> {
        Some(match (name, value) {
            ("lessons", "") => Route::Lessons,
            ("teachers", "") => Route::Teachers,
            ("glossary", "") => Route::Glossary(None),
            ("model", "") => Route::Model,
            ("glossary", slug) => Route::Glossary(Some(Term::from_slug(slug)?)),
            ("lesson", number) => Route::Lesson(Lesson::numbered(number.parse().ok()?)?.number),
            _ => return None,
        })
    }

    /// The page's name.
    pub fn title(self) -> &'static str {
        match self {
            Route::Explorer => "Explorer",
            Route::Lessons => "Lessons",
            Route::Lesson(number) => Lesson::numbered(number).map_or("Lessons", |l| l.title),
            Route::Teachers => "For teachers",
            Route::Glossary(_) => "Glossary",
            Route::Model => "The built-in model",
        }
    }

    /// What the browser's tab and its history say.
    pub fn tab(self) -> String {
        let name = "Attention Loom";
        match self {
            Route::Explorer => [name, ": watch a Transformer read"].concat(),
            _ => [self.title(), " · ", name].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_address_and_nothing_else_has_one() {
        let word = Route::Glossary(Some(Term::Key));
        for route in [
            Route::Lessons,
            Route::Lesson(3),
            Route::Teachers,
            Route::Glossary(None),
            word,
            Route::Model,
        ] {
            let fragment = route.fragment();
            let (name, value) = fragment.split_once('=').unwrap_or((&fragment, ""));
            assert_eq!(Route::read(name, value), Some(route));
        }
        for (name, value) in [
            ("lesson", "99"),
            ("lesson", ""),
            ("glossary", "x"),
            ("source", "a"),
        ] {
            assert_eq!(Route::read(name, value), None);
        }
        assert_eq!(Route::Explorer.fragment(), "");
    }

    #[test]
    fn the_tab_says_which_page_is_open() {
        let written = ["<title>", &Route::Explorer.tab(), "</title>"].concat();
        assert!(include_str!("../../index.html").contains(&written));
        assert_eq!(Route::Lessons.tab(), "Lessons · Attention Loom");
    }
}
