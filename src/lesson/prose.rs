//! Prose that names parts of the picture: `[keys|key]` is a word of the glossary, `{k|key}` a symbol in that word's colour,
//! `*this*` is stressed and `^2` points at the lesson's second source.

use super::term::Term;

/// A stretch of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span<'a> {
    /// As it stands.
    Plain(&'a str),
    /// Stressed.
    Stressed(&'a str),
    /// A word of the glossary, as it is written here.
    Term(Term, &'a str),
    /// A symbol, in the colour of what it stands for.
    Symbol(Option<Term>, &'a str),
    /// Source number so-and-so, from 1.
    Source(usize),
}

/// The spans of `text`. Marks that do not close are plain text.
pub fn spans(text: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['[', '{', '*', '^']) {
        let (before, marked) = rest.split_at(at);
        let Some((span, after)) = marked_span(marked) else {
            let end = at + 1;
            spans.push(Span::Plain(&rest[..end]));
            rest = &rest[end..];
            continue;
        };
        if !before.is_empty() {
            spans.push(Span::Plain(before));
        }
        spans.push(span);
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Plain(rest));
    }
    spans
}

/// The span that `text`, which begins with a mark, begins with, and what follows it.
fn marked_span(text: &str) -> Option<(Span<'_>, &str)> {
    let (mark, inside) = text.split_at(1);
    if mark == "^" {
        let end = inside.find(|c: char| !c.is_ascii_digit());
        let (number, after) = inside.split_at(end.unwrap_or(inside.len()));
        return Some((Span::Source(number.parse().ok()?), after));
    }
    let close = match mark {
        "[" => ']',
        "{" => '}',
        _ => '*',
    };
    let (inside, after) = inside.split_once(close)?;
    let span = match (mark, inside.split_once('|')) {
        ("*", _) => Span::Stressed(inside),
        ("[", Some((words, slug))) => Span::Term(Term::from_slug(slug)?, words),
        ("[", None) => Span::Term(Term::from_slug(inside)?, inside),
        (_, Some((symbol, slug))) => Span::Symbol(Some(Term::from_slug(slug)?), symbol),
        (_, None) => Span::Symbol(None, inside),
    };
    Some((span, after))
}

/// The words alone.
pub fn plain(text: &str) -> String {
    let words = |span: &Span<'_>| match *span {
        Span::Plain(text) | Span::Stressed(text) | Span::Term(_, text) | Span::Symbol(_, text) => {
            text.to_owned()
        }
        Span::Source(_) => String::new(),
    };
    spans(text).iter().map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans() {
        assert_eq!(
            spans("A [query] meets *all* [keys|key]: {q·k|score}, {d}.^2"),
            [
                Span::Plain("A "),
                Span::Term(Term::Query, "query"),
                Span::Plain(" meets "),
                Span::Stressed("all"),
                Span::Plain(" "),
                Span::Term(Term::Key, "keys"),
                Span::Plain(": "),
                Span::Symbol(Some(Term::Score), "q·k"),
                Span::Plain(", "),
                Span::Symbol(None, "d"),
                Span::Plain("."),
                Span::Source(2),
            ]
        );
    }

    #[test]
    fn what_does_not_close_or_is_not_known_stays_as_it_is() {
        for text in ["a [b", "2 * 3", "[no such word]", "x^n", "{a|b}", ""] {
            assert_eq!(plain(text), text);
        }
    }
}
