//! Which lessons a reader has finished.

/// The numbers of the lessons finished: those whose question has been answered by doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress(u16);

impl Progress {
    /// Whether lesson `number` is finished.
    pub fn has(self, number: u8) -> bool {
        self.0 & bit(number) != 0
    }

    /// With lesson `number` finished.
    #[must_use]
    pub fn with(self, number: u8) -> Self {
        Self(self.0 | bit(number))
    }

    /// As it is stored: the numbers, with spaces.
    pub fn to_text(self) -> String {
        let done = (1..16).filter(|&number| self.has(number));
        let words: Vec<String> = done.map(|number| number.to_string()).collect();
        words.join(" ")
    }

    /// From what is stored; what is no lesson's number means nothing.
    pub fn from_text(text: &str) -> Self {
        let numbers = text.split_whitespace().filter_map(|word| word.parse().ok());
        numbers.fold(Self::default(), Self::with)
    }
}

fn bit(number: u8) -> u16 {
    match number {
        1..16 => 1 << number,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_comes_back_and_nonsense_is_none() {
        let progress = Progress::default().with(2).with(10);
        assert_eq!(progress.to_text(), "2 10");
        assert_eq!(Progress::from_text("2 10"), progress);
        assert_eq!(Progress::from_text("0 16 255 x -1"), Progress::default());
    }
}
