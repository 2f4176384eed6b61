//! As much of HTTP/1.1 as a browser needs to fetch files: the request's head, read and taken apart.
//!
//! It refuses to know files and faults.

use std::collections::HashMap;
use std::io::BufRead;

/// A request for a file.
#[derive(Debug)]
pub(super) struct Asked {
    /// `GET` or `HEAD`, or something that will be refused.
    pub method: String,
    /// The path, decoded.
    pub path: String,
    /// The query with its question mark; may be empty.
    pub query: String,
    /// The headers, their names in lower case.
    headers: HashMap<String, String>,
}

impl Asked {
    /// Reads the next request; nothing when the connection has ended or does not speak HTTP.
    pub fn read(reader: &mut impl BufRead) -> Option<Self> {
        let first = line(reader)?;
        let mut words = first.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?);
        let (path, query) = target
            .find('?')
            .map_or((target, ""), |at| target.split_at(at));
        let (path, query) = (decoded(path), query.to_owned());
        let mut headers = HashMap::new();
        loop {
            let next = line(reader)?;
            let Some((name, value)) = next.split_once(':') else {
                break;
            };
            headers.insert(name.trim().to_lowercase(), value.trim().to_owned());
        }
        Some(Self {
            method,
            path,
            query,
            headers,
        })
    }

    /// The same request by someone who has nothing of the file yet and takes it only as it is.
    pub fn bare(mut self) -> Self {
        self.headers.clear();
        self
    }

    /// Whether a header is there and lists `word`.
    pub fn says(&self, header: &str, word: &str) -> bool {
        let value = self.headers.get(header).map_or("", String::as_str);
        value.split(',').any(|part| {
            part.split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .eq_ignore_ascii_case(word)
        })
    }
}

/// One line without its end; nothing at the end of the connection.
fn line(reader: &mut impl BufRead) -> Option<String> {
    let mut bytes = Vec::new();
    let count = reader.read_until(b'\n', &mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
    (count > 0).then_some(text)
}

/// A path with its percent signs read.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after.get(..2).filter(|_| *first == b'%');
        let value = hex
            .and_then(|two| str::from_utf8(two).ok())
            .and_then(|two| u8::from_str_radix(two, 16).ok());
        bytes.push(value.unwrap_or(*first));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_taken_apart() {
        let text = "GET /a%20b/c.js?v=1%20 HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip;q=0.5, br\r\n\r\nGET";
        let mut reader = text.as_bytes();
        let asked = Asked::read(&mut reader).unwrap();
        assert_eq!(
            (
                asked.method.as_str(),
                asked.path.as_str(),
                asked.query.as_str()
            ),
            ("GET", "/a b/c.js", "?v=1%20")
        );
        assert!(asked.says("accept-encoding", "br") && asked.says("accept-encoding", "gzip"));
        assert!(!asked.says("accept-encoding", "b") && !asked.says("if-none-match", "br"));
        assert!(Asked::read(&mut reader).is_none());
    }

    #[test]
    fn percent_signs_that_mean_nothing_stay() {
        for (path, plain) in [
            ("/%", "/%"),
            ("/%4", "/%4"),
            ("/%zz", "/%zz"),
            ("/%c3%a9", "/é"),
        ] {
            assert_eq!(decoded(path), plain);
        }
    }
}
