//! What a page and its workers said and asked for: console, exceptions, the browser's own complaints, requests.
//!
//! It also lets workers go: each is held at its first line until it is being listened to, so that nothing is missed. It
//! refuses to know what counts as a failure of a test.

use std::fmt;

use serde_json::{Value, json};

use super::connection::{Connection, Event};

/// Where a line or a request came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The page's own thread.
    Page,
    /// A worker of the page.
    Worker,
}

/// How serious a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `console.log`, `info`, `debug` and their like.
    Info,
    /// `console.warn`, and warnings of the browser.
    Warning,
    /// `console.error`, a failed `console.assert`, an exception nobody caught, a failed request, a crash.
    Error,
}

/// One line of what would stand in the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who said it.
    pub source: Source,
    /// How serious it is.
    pub level: Level,
    /// What it says, with the stack if it is an exception.
    pub text: String,
    /// The script or resource it is about; may be empty.
    pub url: String,
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:?} in the {:?}: {} ({})",
            self.level, self.source, self.text, self.url
        )
    }
}

/// One request, as the browser was about to make it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Who asked for it.
    pub source: Source,
    /// The whole address; `data:` and `blob:` too.
    pub url: String,
}

/// A worker that is alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Worker {
    pub session: String,
    pub target: String,
    pub url: String,
}

/// The record of one page and its workers.
#[derive(Debug, Default)]
pub(super) struct Log {
    /// The page's session, once it has one.
    pub session: String,
    pub workers: Vec<Worker>,
    pub lines: Vec<Line>,
    pub requests: Vec<Request>,
    /// Commands that each new worker is given before it starts: throttling, for one.
    pub for_workers: Vec<(&'static str, Value)>,
}

impl Log {
    /// Takes note of an event if it is about this page or one of its workers.
    pub fn hear(&mut self, connection: &Connection, event: &Event) {
        let Some(source) = self.source(&event.session) else {
            return;
        };
        let params = &event.params;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match event.method.as_str() {
            "Target.attachedToTarget" => self.attached(connection, params),
            "Target.detachedFromTarget" => {
                self.workers
                    .retain(|worker| worker.session != params["sessionId"]);
            }
            "Runtime.consoleAPICalled" => {
                let level = match params["type"].as_str() {
                    Some("error" | "assert") => Level::Error,
                    Some("warning") => Level::Warning,
                    _ => Level::Info,
                };
                let said = params["args"]
                    .as_array()
                    .map_or_else(String::new, |values| words(values));
                let url = text(&params["stackTrace"]["callFrames"][0]["url"]);
                self.lines.push(Line {
                    source,
                    level,
                    text: said,
                    url,
                });
            }
            "Runtime.exceptionThrown" => {
                let details = &params["exceptionDetails"];
                let line = Line {
                    source,
                    level: Level::Error,
                    text: thrown(details),
                    url: text(&details["url"]),
                };
                self.lines.push(line);
            }
            // The page's echo of what its worker said, which is heard from the worker itself.
            "Log.entryAdded" if params["entry"]["source"] == "worker" => {}
            "Log.entryAdded" => {
                let entry = &params["entry"];
                let level = match entry["level"].as_str() {
                    Some("error") => Level::Error,
                    Some("warning") => Level::Warning,
                    _ => Level::Info,
                };
                self.lines.push(Line {
                    source,
                    level,
                    text: text(&entry["text"]),
                    url: text(&entry["url"]),
                });
            }
            "Inspector.targetCrashed" => {
                let text = "it crashed".to_owned();
                self.lines.push(Line {
                    source,
                    level: Level::Error,
                    text,
                    url: String::new(),
                });
            }
            "Network.requestWillBeSent" => {
                self.requests.push(Request {
                    source,
                    url: text(&params["request"]["url"]),
                });
            }
            "Network.webSocketCreated" => self.requests.push(Request {
                source,
                url: text(&params["url"]),
            }),
            // A dialog stops the page until somebody answers, and nobody will.
            "Page.javascriptDialogOpening" => {
                connection.send(
                    &event.session,
                    "Page.handleJavaScriptDialog",
                    json!({ "accept": true }),
                );
            }
            _ => {}
        }
    }

    fn source(&self, session: &str) -> Option<Source> {
        if session == self.session && !session.is_empty() {
            return Some(Source::Page);
        }
        self.workers
            .iter()
            .any(|worker| worker.session == session)
            .then_some(Source::Worker)
    }

    /// A worker has been started and waits: listen to it, then let it go.
    fn attached(&mut self, connection: &Connection, params: &Value) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let session = text(&params["sessionId"]);
        let info = &params["targetInfo"];
        for method in ["Runtime.enable", "Log.enable", "Network.enable"] {
            connection.send(&session, method, json!({}));
        }
        for (method, setting) in &self.for_workers {
            connection.send(&session, method, setting.clone());
        }
        connection.send(&session, "Target.setAutoAttach", attach_to_workers());
        connection.send(&session, "Runtime.runIfWaitingForDebugger", json!({}));
        self.workers.push(Worker {
            session,
            target: text(&info["targetId"]),
            url: text(&info["url"]),
        });
    }
}

/// The setting by which workers are held at their start until they are listened to.
pub(super) fn attach_to_workers() -> Value {
    json!({ "autoAttach": true, "waitForDebuggerOnStart": true, "flatten": true })
}

/// What an exception says, with its stack when it has one.
pub(super) fn thrown(details: &Value) -> String {
    let exception = &details["exception"];
    let described = exception["description"].as_str().map(str::to_owned);
    let said = described.or_else(|| exception.get("value").map(Value::to_string));
    said.or_else(|| details["text"].as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// The arguments of a console call as the console would print them.
fn words(values: &[Value]) -> String {
    let word = |value: &Value| match (&value["value"], &value["description"]) {
        (Value::String(text), _) | (Value::Null, Value::String(text)) => text.clone(),
        (Value::Null, _) => value["type"].as_str().unwrap_or_default().to_owned(),
        (other, _) => other.to_string(),
    };
    values.iter().map(word).collect::<Vec<_>>().join(" ")
}
