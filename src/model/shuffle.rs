//! Another order of a sentence's words, drawn at random from a seed.

use crate::text::Sentence;

/// The position at which each piece is read when the words stand in another order: the pieces of a word stay together, symbols
/// stay where they are. With two words or more it is never the order of the text.
pub(super) fn shuffled(sentence: &Sentence, seed: u32) -> Vec<usize> {
    let places: Vec<usize> = (0..sentence.pieces.len())
        .filter(|&i| sentence.pieces[i].word.is_some())
        .collect();
    let order = word_order(sentence.words.len(), seed);
    let of_word = |word: usize| {
        let pieces = places.iter().copied();
        pieces.filter(move |&i| sentence.pieces[i].word == Some(word))
    };
    let mut positions: Vec<usize> = (0..sentence.pieces.len()).collect();
    for (piece, &place) in order.into_iter().flat_map(of_word).zip(&places) {
        positions[piece] = place;
    }
    positions
}

/// The order in which a source of `count` words is read when it is shuffled by `seed` (Fisher and Yates).
pub fn word_order(count: usize, seed: u32) -> Vec<usize> {
    let mut random = Random(u64::from(seed));
    let mut order: Vec<usize> = (0..count).collect();
    for last in (1..count).rev() {
        order.swap(last, random.below(last + 1));
    }
    if count > 1 && order.is_sorted() {
        order.swap(0, 1);
    }
    order
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    /// A number below `bound`, which is not 0. The bias of the remainder is below 2⁻⁵⁰ for any sentence.
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_is_another_one_and_the_same_seed_draws_the_same() {
        for count in 0..9 {
            for seed in 0..50 {
                let drawn = word_order(count, seed);
                assert_eq!(drawn, word_order(count, seed));
                assert_eq!(drawn.is_sorted(), count < 2, "{count} words, seed {seed}");
                let mut sorted = drawn;
                sorted.sort_unstable();
                assert_eq!(sorted, (0..count).collect::<Vec<_>>());
            }
        }
        assert_ne!(word_order(12, 1), word_order(12, 2));
    }
}
