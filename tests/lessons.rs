//! What the lessons claim, held on the numbers that they show.

use attention_loom::attention::{Rule, attend};
use attention_loom::lesson::{Desk, Entry, Given, Lesson, Shown, Table, spread, variance};
use attention_loom::matrix::Matrix;

/// A lesson with what its reader has set.
struct Read {
    lesson: &'static Lesson,
    desk: Desk,
}

impl Read {
    fn open(number: u8) -> Self {
        let lesson = Lesson::numbered(number).unwrap();
        Read {
            desk: lesson.desk(),
            lesson,
        }
    }

    fn set(&mut self, knobs: &[(usize, f32)]) {
        for &(knob, number) in knobs {
            self.desk.set(self.lesson.knobs, knob, number);
        }
    }

    /// What the exhibit of section number `section` shows.
    fn shown(&self, section: usize) -> Vec<Shown> {
        let given = Given {
            desk: &self.desk,
            texts: ["", ""],
            known: &[],
        };
        (self.lesson.sections[section].exhibit.show)(&given).unwrap()
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
        Entry::Number(number, _) | Entry::Share(number) => *number,
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
