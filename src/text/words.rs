//! Words, cut by the text alone, so that they are the same for every model.

use unicode_segmentation::UnicodeSegmentation;

use super::Word;

/// The words of `text`: its segments between Unicode word boundaries (UAX #29) that hold more than space.
pub fn words(text: &str) -> Vec<Word> {
    text.split_word_bound_indices()
        .filter(|(_, segment)| !segment.chars().all(char::is_whitespace))
        .map(|(start, segment)| Word {
            text: segment.to_owned(),
            start,
            end: start + segment.len(),
        })
        .collect()
}

/// The word that holds the first byte at or after `byte` that belongs to any word; the last word beyond them all.
pub(super) fn word_at(words: &[Word], byte: usize) -> Option<usize> {
    let next = words.partition_point(|word| word.end <= byte);
    next.min(words.len().checked_sub(1)?).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_follow_the_text_and_punctuation_stands_apart() {
        let cases: &[(&str, &[&str])] = &[
            ("", &[]),
            (" \t\n\u{a0} ", &[]),
            ("Don't stop, Tom.", &["Don't", "stop", ",", "Tom", "."]),
            ("3.14 über", &["3.14", "über"]),
            ("e\u{301}te\u{301}", &["e\u{301}te\u{301}"]),
            ("👩‍👩‍👧 ok", &["👩‍👩‍👧", "ok"]),
            ("שלום עולם", &["שלום", "עולם"]),
            ("<b>", &["<", "b", ">"]),
            ("a\u{0}b", &["a", "\u{0}", "b"]),
        ];
        for (text, expected) in cases {
            let found = words(text);
            let texts: Vec<&str> = found.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(&texts, expected, "{text:?}");
            assert!(
                found
                    .iter()
                    .all(|word| text[word.start..word.end] == word.text)
            );
        }
    }

    #[test]
    fn space_belongs_to_the_word_after_it_and_at_the_end_to_the_last() {
        let found = words("a  bc ");
        let at: Vec<_> = (0..6).map(|byte| word_at(&found, byte)).collect();
        assert_eq!(at, [0, 1, 1, 1, 1, 1].map(Some));
        assert_eq!(word_at(&[], 0), None);
    }
}
