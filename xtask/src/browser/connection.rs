//! One connection to Chromium's DevTools protocol: commands go out numbered, answers and events come back.
//!
//! A thread of its own reads, so that events are heard the moment they come and not only while somebody waits: a worker
//! held at its first line has to be let go. It refuses to know what commands and events mean.

use std::collections::HashMap;
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::protocol::{Role, WebSocketConfig};
use tungstenite::{Message, WebSocket};

use crate::error::{Context, Error, Result};

/// Something that happened, told without being asked.
#[derive(Debug)]
pub(super) struct Event {
    /// The session it happened in; empty for the browser's own.
    pub session: String,
    pub method: String,
    pub params: Value,
}

/// Hears every event, on the reading thread. It may send, but must not wait for an answer or add listeners.
type Listener = Box<dyn Fn(&Connection, &Event) + Send>;

/// See the module.
pub(super) struct Connection {
    writer: Mutex<WebSocket<TcpStream>>,
    next: AtomicU64,
    waiting: Mutex<HashMap<u64, Waiting>>,
    listeners: Mutex<Vec<(u64, Listener)>>,
}

/// Someone waits for the answer to a command.
struct Waiting {
    session: String,
    answer: mpsc::Sender<Result<Value>>,
}

/// The lock, also after a panic elsewhere: a test that failed must not bring down the next with another message.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Connection {
    /// Connects to the browser that listens on a loopback `port` under `path`.
    pub fn open(port: u16, path: &str) -> Result<Arc<Self>> {
        let stream = TcpStream::connect(("127.0.0.1", port)).context("connecting to Chromium")?;
        stream.set_nodelay(true).context("connecting to Chromium")?;
        // Screenshots and traces are larger than the usual limits.
        let config = || {
            WebSocketConfig::default()
                .max_message_size(None)
                .max_frame_size(None)
        };
        let address = format!("ws://127.0.0.1:{port}{path}");
        let (mut reader, _) =
            tungstenite::client::client_with_config(address, stream, Some(config()))
                .context("opening Chromium's DevTools connection")?;
        let half = reader
            .get_ref()
            .try_clone()
            .context("connecting to Chromium")?;
        let connection = Arc::new(Self {
            writer: Mutex::new(WebSocket::from_raw_socket(
                half,
                Role::Client,
                Some(config()),
            )),
            next: AtomicU64::new(1),
            waiting: Mutex::default(),
            listeners: Mutex::default(),
        });
        let hearing = Arc::clone(&connection);
        thread::spawn(move || {
            while let Ok(message) = reader.read() {
                if let Message::Text(text) = message
                    && let Ok(value) = serde_json::from_str(&text)
                {
                    hearing.hear(value);
                }
            }
            // Whoever still waits learns at once that no answer will come.
            lock(&hearing.waiting).clear();
            lock(&hearing.listeners).clear();
        });
        Ok(connection)
    }

    /// Sends a command and waits for its answer, at most `limit`.
    pub fn call(
        &self,
        session: &str,
        method: &str,
        params: Value,
        limit: Duration,
    ) -> Result<Value> {
        let (sender, answer) = mpsc::channel();
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        lock(&self.waiting).insert(
            number,
            Waiting {
                session: session.to_owned(),
                answer: sender,
            },
        );
        let sent = self.write(number, session, method, params);
        let result = sent.and_then(|()| match answer.recv_timeout(limit) {
            Ok(result) => result,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                Err(Error::new(format!("no answer within {limit:?}")))
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                Err(Error::new("the page or the browser has gone"))
            }
        });
        lock(&self.waiting).remove(&number);
        result.context(method)
    }

    /// Sends a command and leaves its answer unheard.
    pub fn send(&self, session: &str, method: &str, params: Value) {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        // A connection that is gone is noticed by whoever waits for something.
        let _ = self.write(number, session, method, params);
    }

    /// Has every event heard until the returned number is given to [`Connection::forget`].
    pub fn listen(&self, listener: Listener) -> u64 {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        lock(&self.listeners).push((number, listener));
        number
    }

    pub fn forget(&self, listener: u64) {
        lock(&self.listeners).retain(|(number, _)| *number != listener);
    }

    /// Collects the events called `methods` in `session` from now on.
    pub fn expect(self: &Arc<Self>, session: &str, methods: &'static [&'static str]) -> Expected {
        let (sender, events) = mpsc::channel();
        let session = session.to_owned();
        let listener = self.listen(Box::new(move |_, event| {
            if event.session == session && methods.contains(&event.method.as_str()) {
                // Nobody expects it any more: the listener is about to be forgotten.
                let _ = sender.send((event.method.clone(), event.params.clone()));
            }
        }));
        Expected {
            connection: Arc::clone(self),
            listener,
            events,
        }
    }

    fn write(&self, number: u64, session: &str, method: &str, params: Value) -> Result<()> {
        let mut command = json!({ "id": number, "method": method, "params": params });
        if !session.is_empty() {
            command["sessionId"] = session.into();
        }
        lock(&self.writer)
            .send(Message::text(command.to_string()))
            .context("writing to Chromium")
    }

    fn hear(&self, mut message: Value) {
        let session = message["sessionId"].as_str().unwrap_or_default().to_owned();
        if let Some(number) = message["id"].as_u64() {
            let answer = match message.get("error") {
                Some(error) => Err(Error::new(error["message"].as_str().unwrap_or("refused"))),
                None => Ok(message["result"].take()),
            };
            if let Some(waiting) = lock(&self.waiting).remove(&number) {
                // Whoever asked may have stopped waiting.
                let _ = waiting.answer.send(answer);
            }
            return;
        }
        let event = Event {
            session,
            method: message["method"].as_str().unwrap_or_default().to_owned(),
            params: message["params"].take(),
        };
        if let Some(gone) = gone(&event) {
            lock(&self.waiting).retain(|_, waiting| waiting.session != gone);
        }
        for (_, listener) in lock(&self.listeners).iter() {
            listener(self, &event);
        }
    }
}

/// The session that no longer answers after this event.
fn gone(event: &Event) -> Option<&str> {
    match event.method.as_str() {
        "Inspector.targetCrashed" => Some(&event.session),
        "Target.detachedFromTarget" => event.params["sessionId"].as_str(),
        _ => None,
    }
}

/// Events that are being collected; dropping it ends that.
pub(super) struct Expected {
    connection: Arc<Connection>,
    listener: u64,
    events: mpsc::Receiver<(String, Value)>,
}

impl Expected {
    /// The next of the events, its method and parameters; waits at most `limit`.
    pub fn next(&self, limit: Duration) -> Result<(String, Value)> {
        self.events
            .recv_timeout(limit)
            .map_err(|error| match error {
                mpsc::RecvTimeoutError::Timeout => {
                    Error::new(format!("nothing happened within {limit:?}"))
                }
                mpsc::RecvTimeoutError::Disconnected => Error::new("the browser has gone"),
            })
    }
}

impl Drop for Expected {
    fn drop(&mut self) {
        self.connection.forget(self.listener);
    }
}
