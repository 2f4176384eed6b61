//! Numbers with their words, as CSV (RFC 4180) and JSON (RFC 8259).
//!
//! Words go out as they are; layers, heads, rows and columns count from 1, as the page counts them. Numbers are
//! written in the digits that name them, at most nine behind the point; what is not finite (a masked score) is an empty field in CSV and null in JSON, which has no other
//! word for it.

use crate::figure::shortest;
use crate::matrix::Matrix;

/// The columns of [`csv`], and those of heads with jobs.
const COLUMNS: &str = "attention,layer,head,reading,quantity,row,asks,column,looked_at,value";
const JOB_COLUMNS: &str = ",job,job_score,job_reading";

/// One matrix with the words of its rows and columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Which attention: `encoder`, `decoder` or `cross`.
    pub attention: &'static str,
    /// The layer, from 1.
    pub layer: usize,
    /// The head's number from 1, or what stands for several.
    pub head: String,
    /// In which row of the decoder a target word is read; empty for the encoder.
    pub reading: &'static str,
    /// What the numbers are.
    pub quantity: &'static str,
    /// Who asks, one a row.
    pub queries: Vec<String>,
    /// Who is looked at, one a column.
    pub keys: Vec<String>,
    /// `[queries, keys]`.
    pub values: Matrix,
    /// What the head does on these sentences, where the figure says so.
    pub job: Option<Job>,
}

/// A head's job.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Job {
    /// As the figure calls it.
    pub name: &'static str,
    /// The share of words for which its rule holds.
    pub score: f32,
    /// In which row of the decoder it was found; empty for the encoder.
    pub reading: &'static str,
}

/// What the numbers belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'a> {
    /// The model's name.
    pub model: &'a str,
    /// The source as it was read.
    pub source: &'a str,
    /// The target as it was read.
    pub target: &'a str,
    /// The fragment of the page's address that shows the same again.
    pub address: &'a str,
}

/// `tables` as CSV, one line a number, so that several matrices fit into one file. Lines end with CR LF.
pub fn csv(tables: &[Table]) -> String {
    let jobs = tables.iter().any(|table| table.job.is_some());
    let mut out = [COLUMNS, if jobs { JOB_COLUMNS } else { "" }, "\r\n"].concat();
    for table in tables {
        let job = match &table.job {
            Some(job) => [",", job.name, ",", &shortest(job.score), ",", job.reading].concat(),
            None if jobs => ",,,".to_owned(),
            None => String::new(),
        };
        let head = [
            table.attention,
            &table.layer.to_string(),
            &table.head,
            table.reading,
            table.quantity,
        ]
        .map(field)
        .join(",");
        for row in 0..table.values.rows() {
            for (column, &value) in table.values.row(row).iter().enumerate() {
                let (row_number, column_number) = ((row + 1).to_string(), (column + 1).to_string());
                let fields = [
                    &head,
                    &row_number,
                    &field(word(&table.queries, row)),
                    &column_number,
                    &field(word(&table.keys, column)),
                    &number(value).unwrap_or_default(),
                ];
                for (i, field) in fields.into_iter().enumerate() {
                    out.push_str(if i == 0 { "" } else { "," });
                    out.push_str(field);
                }
                out.extend([&job, "\r\n"]);
            }
        }
    }
    out
}

/// `tables` with what they belong to as one JSON object.
pub fn json(origin: Origin<'_>, tables: &[Table]) -> String {
    let mut out = String::from("{\"format\":1");
    for (name, text) in [
        ("model", origin.model),
        ("source", origin.source),
        ("target", origin.target),
        ("address", origin.address),
    ] {
        member(&mut out, name, text);
    }
    out.push_str(",\"tables\":[");
    list(&mut out, tables, |out, table| {
        out.push_str("\n{\"layer\":");
        out.push_str(&table.layer.to_string());
        for (name, text) in [
            ("attention", table.attention),
            ("head", &table.head),
            ("reading", table.reading),
            ("quantity", table.quantity),
        ] {
            member(out, name, text);
        }
        if let Some(job) = &table.job {
            out.extend([",\"job\":{\"score\":", &shortest(job.score)]);
            member(out, "name", job.name);
            member(out, "reading", job.reading);
            out.push('}');
        }
        for (name, words) in [("queries", &table.queries), ("keys", &table.keys)] {
            out.extend([",\"", name, "\":["]);
            list(out, words, |out, word| string(out, word));
            out.push(']');
        }
        out.push_str(",\"values\":[");
        let rows: Vec<&[f32]> = (0..table.values.rows())
            .map(|row| table.values.row(row))
            .collect();
        list(out, &rows, |out, row| {
            out.push('[');
            list(out, row, |out, &value| {
                out.push_str(number(value).as_deref().unwrap_or("null"));
            });
            out.push(']');
        });
        out.push_str("]}");
    });
    out.push_str("\n]}\n");
    out
}

fn word(words: &[String], index: usize) -> &str {
    words.get(index).map_or("", String::as_str)
}

fn number(value: f32) -> Option<String> {
    value.is_finite().then(|| shortest(value))
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

fn list<T>(out: &mut String, items: &[T], write: impl Fn(&mut String, &T)) {
    for (i, item) in items.iter().enumerate() {
        out.push_str(if i == 0 { "" } else { "," });
        write(out, item);
    }
}

fn member(out: &mut String, name: &str, text: &str) {
    out.extend([",\"", name, "\":"]);
    string(out, text);
}

/// A string of JSON.
fn string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\0'..='\u{1F}' => {
                let digit = |n: u32| char::from_digit(n, 16).unwrap_or('0');
                out.push_str("\\u00");
                out.extend([digit(c as u32 >> 4), digit(c as u32 & 15)]);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn table() -> Table {
        Table {
            attention: "cross",
            layer: 2,
            head: "5".into(),
            reading: "said",
            quantity: "score",
            queries: vec!["\"".into(), "=müde, ".into()],
            keys: vec![",".into(), "two\nlines\u{1}\\".into(), "plain".into()],
            values: Matrix::from_vec(2, 3, vec![0.1, -2.0, 1e-9, f32::NEG_INFINITY, 0.0, 3.5])
                .unwrap(),
            job: None,
        }
    }

    #[test]
    fn csv_quotes_what_must_be_quoted_and_nothing_else() {
        let text = csv(&[table()]);
        let mut lines = text.split("\r\n");
        assert_eq!(lines.next(), Some(COLUMNS));
        let expected = [
            r#"cross,2,5,said,score,1,"""",1,",",0.1"#,
            "cross,2,5,said,score,1,\"\"\"\",2,\"two\nlines\u{1}\\\",-2",
            r#"cross,2,5,said,score,1,"""",3,plain,0.000000001"#,
            r#"cross,2,5,said,score,2,"=müde, ",1,",","#,
        ];
        for expected in expected {
            assert_eq!(lines.next(), Some(expected));
        }
        assert_eq!(lines.count(), 3, "two more numbers and the end");
    }

    #[test]
    fn a_job_stands_at_the_end_of_its_lines_and_in_its_table() {
        let job = Job {
            name: "spread out",
            score: 0.625,
            reading: "saying",
        };
        let with = Table {
            job: Some(job),
            ..table()
        };
        let text = csv(&[with.clone(), table()]);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[0], [COLUMNS, JOB_COLUMNS].concat());
        assert!(lines[1].ends_with(",0.1,spread out,0.625,saying"));
        assert!(lines[7].ends_with(",0.1,,,"));
        let origin = Origin {
            model: "m",
            source: "s",
            target: "t",
            address: "v=1",
        };
        let read: Value = serde_json::from_str(&json(origin, &[with, table()])).unwrap();
        let expected = json!({"name": "spread out", "score": 0.625, "reading": "saying"});
        assert_eq!(read["tables"][0]["job"], expected);
        assert_eq!(read["tables"][1].get("job"), None);
    }

    #[test]
    fn json_reads_back_to_the_same_numbers_and_words() {
        let origin = Origin {
            model: "m",
            source: "a \"b\"",
            target: "c\td",
            address: "v=1",
        };
        let read: Value = serde_json::from_str(&json(origin, &[table(), table()])).unwrap();
        assert_eq!(
            (&read["source"], &read["target"]),
            (&json!("a \"b\""), &json!("c\td"))
        );
        assert_eq!(read["tables"].as_array().unwrap().len(), 2);
        let table = &read["tables"][1];
        assert_eq!(table["values"], json!([[0.1, -2, 1e-9], [null, 0, 3.5]]));
        assert_eq!(table["queries"][1], "=müde, ");
        assert_eq!(table["keys"][1], "two\nlines\u{1}\\");
        assert_eq!(
            (&table["head"], &table["layer"], &table["reading"]),
            (&json!("5"), &json!(2), &json!("said"))
        );
    }
}
