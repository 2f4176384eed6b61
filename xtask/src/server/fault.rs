//! What a bad host or a bad line does to an answer, and the sending of answers, good or bad.
//!
//! It refuses to know which file is which.

use std::io::{self, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use super::files::Answer;
use super::http::Asked;

/// How a file is answered instead of as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// With this status and a short text: 404, 500 …
    Status(u16),
    /// Whole at first sight, but with other bytes.
    Replace(Vec<u8>),
    /// As a file that is shorter than it should be: its first bytes, and a length that agrees.
    Shorten(usize),
    /// The line breaks after so many bytes of the body: the length announced is not reached.
    CutOff(usize),
    /// As it should be, but not before this long.
    Delay(Duration),
    /// As it should be, but so many bytes a second.
    Slow(u64),
    /// Never: the connection stays open and nothing comes.
    Hang,
}

impl Fault {
    /// Changes what is sent; how it is sent is [`send`]'s affair.
    pub(super) fn apply(&self, answer: &mut Answer) {
        match self {
            Self::Status(status) => *answer = Answer::plain(*status, "a fault of the server"),
            Self::Replace(bytes) => other_body(answer, bytes.as_slice().into()),
            Self::Shorten(length) => {
                let length = (*length).min(answer.body.len());
                other_body(answer, answer.body[..length].into());
            }
            Self::CutOff(_) | Self::Delay(_) | Self::Slow(_) | Self::Hang => {}
        }
    }
}

fn other_body(answer: &mut Answer, body: Arc<[u8]>) {
    answer.body = body;
    answer.status = 200;
    answer.headers.retain(|(name, _)| name != "ETag");
}

/// How often a sender that waits looks whether the server has ended.
const TICK: Duration = Duration::from_millis(50);

/// Sends an answer as the fault demands; whether the connection may carry another request.
pub(super) fn send(
    mut stream: &TcpStream,
    asked: &Asked,
    answer: &Answer,
    fault: Option<&Fault>,
    ended: &dyn Fn() -> bool,
) -> io::Result<bool> {
    match fault {
        Some(Fault::Hang) => {
            wait(Duration::MAX, ended);
            return Ok(false);
        }
        Some(Fault::Delay(time)) => wait(*time, ended),
        _ => {}
    }
    let mut head = format!(
        "HTTP/1.1 {} {}\r\nContent-Length: {}\r\n",
        answer.status,
        reason(answer.status),
        answer.body.len()
    );
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.write_all(head.as_bytes())?;
    if asked.method == "HEAD" || answer.status == 304 {
        return Ok(true);
    }
    match fault {
        Some(Fault::CutOff(length)) => {
            stream.write_all(&answer.body[..(*length).min(answer.body.len())])?;
            stream.shutdown(Shutdown::Both)?;
            return Ok(false);
        }
        Some(Fault::Slow(rate)) => {
            let piece = usize::try_from(rate * 50 / 1000)
                .unwrap_or(usize::MAX)
                .max(1);
            for part in answer.body.chunks(piece) {
                if ended() {
                    return Ok(false);
                }
                stream.write_all(part)?;
                thread::sleep(TICK);
            }
        }
        _ => stream.write_all(&answer.body)?,
    }
    Ok(true)
}

/// Waits, but not past the server's end.
fn wait(time: Duration, ended: &dyn Fn() -> bool) {
    let mut left = time;
    while !left.is_zero() && !ended() {
        thread::sleep(left.min(TICK));
        left = left.saturating_sub(TICK);
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        301 => "Moved Permanently",
        304 => "Not Modified",
        404 => "Not Found",
        405 => "Method Not Allowed",
        500 => "Internal Server Error",
        _ => "Other",
    }
}
