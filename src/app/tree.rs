//! The translations that beam search found, as a tree: what they have in common is said once.

use std::rc::Rc;

use crate::engine::protocol::{Ask, Branch, Guess, Told};

use super::forecast::spelled;
use super::picture::Shown;
use super::shared::Shared;
use super::state::State;

/// So many translations are followed.
const BEAMS: usize = 5;
/// Sources of more pieces are not searched: it would keep the worker from what is typed.
const LONGEST: usize = 64;

/// A run of pieces, and what may follow it.
#[derive(Debug, Clone, PartialEq)]
pub struct Twig {
    /// As it is read.
    pub text: Rc<str>,
    /// How probable it is after what stands before it: the product over its pieces.
    pub p: f32,
    /// All pieces from the beginning to its end, as numbers in the vocabulary.
    pub pieces: Rc<[u32]>,
    /// Of a whole translation: what translations are ranked by, the mean of the logarithms of its pieces' probabilities.
    pub score: Option<f32>,
    /// What may follow, in the order of the best translation that goes that way.
    pub next: Vec<Twig>,
}

impl State {
    /// What is to be asked for the tree; `None` while nobody looks at it, and for sources that are too long.
    pub(super) fn beams_ask(&self) -> Option<Ask> {
        (self.panels.next && self.panels.tree && !self.is_long())
            .then_some(Ask::Beams { beams: BEAMS })
    }

    /// Other translations depend on the source and the machine alone: with another target they are those of the run before.
    pub(super) fn keep_beams(&self, next: &mut Shown) {
        let same = |before: &&Shared<Shown>| {
            before.source.text == next.source.text && before.interventions == next.interventions
        };
        let before = self.shown.as_ref().filter(same);
        let told = before.into_iter().flat_map(|before| before.told.iter());
        let beams = told.filter(|(ask, _)| matches!(ask, Ask::Beams { .. }));
        next.told.extend(beams.cloned());
    }

    /// Whether the source is too long to follow several translations of it.
    pub fn is_long(&self) -> bool {
        self.shown
            .as_ref()
            .is_some_and(|shown| shown.source.pieces.len() > LONGEST)
    }

    /// The translations found for the source on screen, as a tree; `None` until they have come.
    pub fn tree(&self) -> Option<Vec<Twig>> {
        let answer = self.shown.as_ref()?.told(&self.beams_ask()?)?;
        match &answer.told {
            Told::Beams(branches) => Some(grow(&branches.iter().collect::<Vec<_>>(), 0)),
            _ => None,
        }
    }
}

/// What may follow the first `from` pieces, which all `branches` share.
fn grow(branches: &[&Branch], from: usize) -> Vec<Twig> {
    let id = |branch: &Branch, at: usize| branch.pieces.get(at).map(|piece: &Guess| piece.id);
    let mut groups: Vec<Vec<&Branch>> = Vec::new();
    for &branch in branches.iter().filter(|branch| branch.pieces.len() > from) {
        let same = groups
            .iter_mut()
            .find(|group| id(group[0], from) == id(branch, from));
        match same {
            Some(group) => group.push(branch),
            None => groups.push(vec![branch]),
        }
    }
    let twig = |group: Vec<&Branch>| {
        let first = group[0];
        let shared = |at: &usize| group.iter().all(|branch| id(branch, *at) == id(first, *at));
        let end = (from..first.pieces.len()).take_while(shared).count() + from;
        let ends = group.iter().find(|branch| branch.pieces.len() == end);
        Twig {
            text: spelled(&first.pieces[from..end]).into(),
            p: first.pieces[from..end]
                .iter()
                .map(|piece| piece.p)
                .product(),
            pieces: first.pieces[..end].iter().map(|piece| piece.id).collect(),
            score: ends.map(|branch| branch.score),
            next: grow(&group, end),
        }
    };
    groups.into_iter().map(twig).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces are words; each is as probable as its place in the alphabet says.
    fn branch(text: &str, score: f32) -> Branch {
        let piece = |word: &str| Guess {
            text: format!("▁{word}"),
            id: u32::from(word.as_bytes()[0]),
            p: f32::from(word.as_bytes()[0] - b'a' + 1) / 10.0,
        };
        Branch {
            pieces: text.split(' ').map(piece).collect(),
            score,
        }
    }

    fn written(twigs: &[Twig]) -> String {
        let one = |twig: &Twig| {
            let score = twig
                .score
                .map(|score| format!("={score}"))
                .unwrap_or_default();
            let next = written(&twig.next);
            let next = if next.is_empty() {
                next
            } else {
                format!("({next})")
            };
            format!("{}{score}{next}", twig.text)
        };
        twigs.iter().map(one).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn what_translations_share_is_said_once() {
        let branches = [
            branch("d a b e", -0.1),
            branch("d a c e", -0.2),
            branch("g a b", -0.3),
            branch("d a", -0.4),
            branch("d a b f", -0.5),
        ];
        let tree = grow(&branches.iter().collect::<Vec<_>>(), 0);
        assert_eq!(
            written(&tree),
            "d a=-0.4(b(e=-0.1 | f=-0.5) | c e=-0.2) | g a b=-0.3"
        );
        assert!((tree[0].p - 0.04).abs() < 1e-6);
        let e = &tree[0].next[0].next[0];
        assert_eq!(&*e.pieces, b"dabe".map(u32::from));
        assert!(grow(&[], 0).is_empty());
    }
}
