//! A table of measurements, printed as Markdown.
//!
//! It refuses to know what was measured.

use std::fmt;

/// One measurement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// Its values, one a column.
    pub values: Vec<String>,
}

impl Row {
    /// A row of values that are ready to be read, units included.
    pub fn new(what: impl Into<String>, values: impl IntoIterator<Item = String>) -> Self {
        Self {
            what: what.into(),
            values: values.into_iter().collect(),
        }
    }
}

/// A group of measurements of the same kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the group is about.
    pub title: String,
    /// Names of the columns: of what was measured, then of the values.
    pub columns: Vec<String>,
    /// The measurements.
    pub rows: Vec<Row>,
    /// How it was measured, when the columns do not say.
    pub note: String,
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "## {}\n", self.title)?;
        let line = |formatter: &mut fmt::Formatter<'_>, cells: &[String]| {
            writeln!(formatter, "| {} |", cells.join(" | "))
        };
        line(formatter, &self.columns)?;
        // What was measured to the left, numbers to the right.
        let ruler = (0..self.columns.len()).map(|column| if column == 0 { "---" } else { "---:" });
        writeln!(formatter, "| {} |", ruler.collect::<Vec<_>>().join(" | "))?;
        for row in &self.rows {
            let cells: Vec<String> = std::iter::once(row.what.clone())
                .chain(row.values.iter().cloned())
                .collect();
            line(formatter, &cells)?;
        }
        if !self.note.is_empty() {
            writeln!(formatter, "\n{}", self.note)?;
        }
        Ok(())
    }
}

/// A number with a space between thousands: `12 345`.
#[must_use]
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_markdown() {
        let table = Table {
            title: "Bytes".into(),
            columns: vec!["file".into(), "raw".into()],
            rows: vec![Row::new("a.js", [grouped(1_234_567)])],
            note: "As served.".into(),
        };
        let expected = "## Bytes\n\n| file | raw |\n| --- | ---: |\n| a.js | 1\u{202f}234\u{202f}567 |\n\nAs served.\n";
        assert_eq!(table.to_string(), expected);
        assert_eq!(grouped(12), "12");
    }
}
