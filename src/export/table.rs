//! Numbers with their words, as CSV (RFC 4180) and JSON.
//!
//! Words and numbers go out as they are. What is not finite (a masked score) is an empty field in CSV and null in JSON, which
//! has no other word for it.

use serde_json::{Value, json};

use crate::figure::{Label, Pattern, Quantity, Side};
use crate::matrix::Matrix;

/// One matrix with the words of its rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Which attention: `encoder`, `decoder` or `cross`.
    pub attention: &'static str,
    /// The head's number from 0; `None` for a mean.
    pub head: Option<usize>,
    /// `weight` or `score`.
    pub quantity: &'static str,
    /// Who asks, one a row.
    pub queries: Vec<String>,
    /// Who is looked at, one a column.
    pub keys: Vec<String>,
    /// `[queries, keys]`.
    pub values: Matrix,
}

/// The numbers of a pattern, one table a head; a row or column without label has an empty word.
pub fn tables(pattern: &Pattern, source: &[Label], target: &[Label]) -> Vec<Table> {
    let word = |label: Option<crate::figure::LabelId>| {
        let labels = |side| match side {
            Side::Source => source,
            Side::Target => target,
        };
        let label = label.and_then(|label| labels(label.side).get(label.index));
        label.map_or(String::new(), |label| label.text.clone())
    };
    let table = |head: &crate::figure::Head| Table {
        attention: pattern.attention.name(),
        head: head.head,
        quantity: match pattern.quantity {
            Quantity::Weight => "weight",
            Quantity::Score => "score",
        },
        queries: (0..head.values.rows())
            .map(|row| word(pattern.query_label(row)))
            .collect(),
        keys: (0..head.values.cols())
            .map(|col| word(pattern.key_label(col)))
            .collect(),
        values: head.values.clone(),
    };
    pattern.heads.iter().map(table).collect()
}

/// `table` as CSV: a first line with the words looked at, then a line for every word that asks. Lines end with CR LF.
pub fn csv(table: &Table) -> String {
    let mut out = field("asks \\ is looked at");
    for key in &table.keys {
        out.push(',');
        out.push_str(&field(key));
    }
    out.push_str("\r\n");
    for row in 0..table.values.rows() {
        out.push_str(&field(table.queries.get(row).map_or("", String::as_str)));
        for &value in table.values.row(row) {
            out.push(',');
            if value.is_finite() {
                out.push_str(&value.to_string());
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// `tables` as one JSON array of objects, numbers with every digit they need.
pub fn json(tables: &[Table]) -> String {
    let number = |value: f32| {
        // By way of its shortest text, so that 0.1 does not come out as 0.10000000149011612.
        let shortest = value.to_string().parse::<f64>().ok();
        shortest
            .and_then(serde_json::Number::from_f64)
            .map_or(Value::Null, Value::Number)
    };
    let object = |table: &Table| {
        let rows = (0..table.values.rows()).map(|row| table.values.row(row));
        let values: Vec<Vec<Value>> = rows
            .map(|row| row.iter().map(|&value| number(value)).collect())
            .collect();
        json!({
            "attention": table.attention,
            "head": table.head,
            "quantity": table.quantity,
            "queries": table.queries,
            "keys": table.keys,
            "values": values,
        })
    };
    let mut out = Value::Array(tables.iter().map(object).collect()).to_string();
    out.push('\n');
    out
}

/// A field of CSV, in quotes where it must be, and where spaces at its ends might be lost.
fn field(text: &str) -> String {
    let special = text.contains([',', '"', '\r', '\n']);
    let spaced = text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
    if special || spaced {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        Table {
            attention: "cross",
            head: Some(4),
            quantity: "score",
            queries: vec!["\"".into(), "=müde, ".into()],
            keys: vec![",".into(), "two\nlines".into(), "plain".into()],
            values: Matrix::from_vec(2, 3, vec![0.1, -2.0, 1e-9, f32::NEG_INFINITY, 0.0, 3.5])
                .unwrap(),
        }
    }

    #[test]
    fn csv_quotes_what_must_be_quoted_and_nothing_else() {
        assert_eq!(
            csv(&table()),
            "asks \\ is looked at,\",\",\"two\nlines\",plain\r\n\
             \"\"\"\",0.1,-2,0.000000001\r\n\
             \"=müde, \",,0,3.5\r\n"
        );
    }

    #[test]
    fn json_reads_back_to_the_same_numbers() {
        let text = json(&[table()]);
        let read: Value = serde_json::from_str(&text).unwrap();
        assert!(text.contains("[0.1,-2.0,"), "{text}");
        assert_eq!(read[0]["values"][1], json!([null, 0.0, 3.5]));
        assert_eq!(read[0]["queries"][1], "=müde, ");
        assert_eq!(
            (&read[0]["head"], &read[0]["attention"]),
            (&json!(4), &json!("cross"))
        );
    }

    #[test]
    fn a_pattern_gives_one_table_a_head_with_its_words() {
        let label = |text: &str| Label {
            text: text.into(),
            ..Label::default()
        };
        let head = |number| crate::figure::Head {
            head: Some(number),
            colour: None,
            values: Matrix::zeros(1, 2),
        };
        let mut pattern = Pattern::weights(crate::figure::Attention::Cross, vec![head(0), head(3)]);
        pattern.keys = vec![1, 9];
        let found = tables(&pattern, &[label("it"), label("tired")], &[label("müde")]);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (&found[1].queries, &found[1].keys),
            (&vec!["müde".into()], &vec!["tired".into(), String::new()])
        );
        assert_eq!((found[1].head, found[1].quantity), (Some(3), "weight"));
    }
}
