//! Which heads of an attention are shown: some, each in its colour, or all of them as one matrix.

/// Which heads of an attention are shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Chips {
    /// These, in ascending order, one colour each; never empty.
    Heads(Vec<usize>),
    /// The mean of all heads.
    Mean,
    /// The largest of all heads, pair by pair.
    Max,
}

/// One matrix's name among those shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Chip {
    /// This head.
    Head(usize),
    /// The mean of all heads.
    Mean,
    /// The largest of all heads, pair by pair.
    Max,
}

impl Chips {
    /// These heads, sorted, each once; the mean when there are none.
    pub fn of(chosen: Vec<usize>) -> Self {
        let mut heads = Vec::with_capacity(chosen.len());
        for head in chosen {
            if let Err(place) = heads.binary_search(&head) {
                heads.insert(place, head);
            }
        }
        if heads.is_empty() {
            Chips::Mean
        } else {
            Chips::Heads(heads)
        }
    }

    /// The heads whose matrices are needed, of `count`.
    pub fn heads(&self, count: usize) -> Vec<usize> {
        match self {
            Chips::Heads(heads) => heads.clone(),
            Chips::Mean | Chips::Max => (0..count).collect(),
        }
    }

    /// Whether `head` is shown by itself.
    pub fn shows(&self, head: usize) -> bool {
        matches!(self, Chips::Heads(heads) if heads.contains(&head))
    }

    /// With `head` added or taken out. The last head stays; from a mean or a maximum one comes to this head alone.
    pub fn toggled(&self, head: usize) -> Self {
        match self {
            Chips::Heads(heads) if heads.contains(&head) && heads.len() > 1 => {
                Chips::of(heads.iter().copied().filter(|&h| h != head).collect())
            }
            Chips::Heads(heads) => Chips::of(heads.iter().copied().chain([head]).collect()),
            Chips::Mean | Chips::Max => Chips::Heads(vec![head]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_head_stays_and_a_mean_gives_way_to_the_head_that_is_clicked() {
        let cases = [
            (Chips::Mean, 3, vec![3]),
            (Chips::Max, 0, vec![0]),
            (Chips::Heads(vec![3]), 3, vec![3]),
            (Chips::Heads(vec![3]), 1, vec![1, 3]),
            (Chips::Heads(vec![1, 3]), 3, vec![1]),
        ];
        for (chips, head, expected) in cases {
            assert_eq!(chips.toggled(head), Chips::Heads(expected), "{chips:?}");
        }
    }
}
