//! One page: going somewhere, asking it things, waiting for it, and what it and its workers said meanwhile.
//!
//! `keyboard`, `mouse`, `emulate`, `workers` and `capture` add to [`Page`] what they hold.

use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::connection::{Connection, lock};
use super::log::{self, Level, Line, Log, Request};
use super::{ANSWER, Browser};
use crate::error::{Context, Error, Result};

/// How often a condition is looked at.
pub(super) const PAUSE: Duration = Duration::from_millis(20);

/// How long [`Page::eval`], loading, and finding an element may take, unless set otherwise.
const LIMIT: Duration = Duration::from_secs(20);

/// A page (a tab) and its workers. Dropping it closes it.
pub struct Page {
    browser: Browser,
    pub(super) context: String,
    target: String,
    pub(super) session: String,
    pub(super) log: Arc<Mutex<Log>>,
    listener: u64,
    limit: Mutex<Duration>,
    /// Where the mouse is, in CSS pixels of the viewport.
    pub(super) mouse: Mutex<(f64, f64)>,
}

impl Page {
    pub(super) fn open(browser: &Browser, context: &str) -> Result<Self> {
        let created = browser.call(
            "Target.createTarget",
            json!({ "url": "about:blank", "browserContextId": context }),
        )?;
        let target = created["targetId"]
            .as_str()
            .context("the browser made no page")?
            .to_owned();
        let attached = browser.call(
            "Target.attachToTarget",
            json!({ "targetId": target, "flatten": true }),
        )?;
        let session = attached["sessionId"]
            .as_str()
            .context("the page has no session")?
            .to_owned();
        let log = Arc::new(Mutex::new(Log {
            session: session.clone(),
            ..Log::default()
        }));
        let hearing = Arc::clone(&log);
        let listener = browser
            .connection()
            .listen(Box::new(move |connection, event| {
                lock(&hearing).hear(connection, event);
            }));
        let page = Self {
            browser: browser.clone(),
            context: context.to_owned(),
            target,
            session,
            log,
            listener,
            limit: Mutex::new(LIMIT),
            mouse: Mutex::default(),
        };
        for domain in [
            "Page.enable",
            "Runtime.enable",
            "Log.enable",
            "Network.enable",
            "Inspector.enable",
        ] {
            page.call(domain, json!({}))?;
        }
        page.call("Target.setAutoAttach", log::attach_to_workers())?;
        // Several pages at once each behave as the one that has the focus.
        page.call(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        )?;
        Ok(page)
    }

    /// Another page that shares storage and cache with this one, as a second tab does.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub fn new_tab(&self) -> Result<Self> {
        Self::open(&self.browser, &self.context)
    }

    /// Sets how long [`Page::eval`], loading, and finding an element may take; 20 seconds until then.
    pub fn set_limit(&self, limit: Duration) {
        *lock(&self.limit) = limit;
    }

    pub(super) fn limit(&self) -> Duration {
        *lock(&self.limit)
    }

    /// The browser that this page is in.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// A command of the protocol to this page.
    ///
    /// # Errors
    /// When it is refused or not answered.
    pub fn call(&self, method: &str, params: Value) -> Result<Value> {
        self.connection()
            .call(&self.session, method, params, ANSWER)
    }

    pub(super) fn connection(&self) -> &Arc<Connection> {
        self.browser.connection()
    }

    /// Has a script run in every document that this page opens from now on, before the document's own.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn before_scripts(&self, script: &str) -> Result<()> {
        let source = json!({ "source": script });
        self.call("Page.addScriptToEvaluateOnNewDocument", source)
            .map(|_| ())
    }

    /// Goes to an address and waits until it has loaded.
    ///
    /// # Errors
    /// When it cannot be loaded, or not in time.
    pub fn goto(&self, url: &str) -> Result<()> {
        let what = format!("going to {url}");
        let loaded = self
            .connection()
            .expect(&self.session, &["Page.loadEventFired"]);
        let answer = self
            .call("Page.navigate", json!({ "url": url }))
            .context(&what)?;
        if let Some(error) = answer["errorText"]
            .as_str()
            .filter(|error| !error.is_empty())
        {
            return Err(Error::new(format!("{what}: {error}")));
        }
        // Without a loader nothing is loaded: only the fragment has changed.
        if answer["loaderId"].is_string() {
            loaded.next(self.limit()).context(what)?;
        }
        Ok(())
    }

    /// Loads the page again and waits until it has loaded.
    ///
    /// # Errors
    /// When it does not load in time.
    pub fn reload(&self) -> Result<()> {
        let loaded = self
            .connection()
            .expect(&self.session, &["Page.loadEventFired"]);
        self.call("Page.reload", json!({}))?;
        loaded
            .next(self.limit())
            .context("loading the page again")?;
        Ok(())
    }

    /// Goes one step back in the history.
    ///
    /// # Errors
    /// When there is none, or it does not load in time.
    pub fn back(&self) -> Result<()> {
        self.travel(-1)
    }

    /// Goes one step forward in the history.
    ///
    /// # Errors
    /// When there is none, or it does not load in time.
    pub fn forward(&self) -> Result<()> {
        self.travel(1)
    }

    fn travel(&self, steps: i64) -> Result<()> {
        const CAME: &[&str] = &[
            "Page.loadEventFired",
            "Page.navigatedWithinDocument",
            "Page.frameNavigated",
        ];
        let history = self.call("Page.getNavigationHistory", json!({}))?;
        let wanted = usize::try_from(history["currentIndex"].as_i64().unwrap_or(0) + steps).ok();
        let entry = wanted.and_then(|index| history["entries"].get(index));
        let entry = entry.context(format!("the history has nothing {steps} steps from here"))?;
        let came = self.connection().expect(&self.session, CAME);
        self.call(
            "Page.navigateToHistoryEntry",
            json!({ "entryId": entry["id"] }),
        )?;
        loop {
            let (method, params) = came.next(self.limit()).context("moving in the history")?;
            // A page that was kept alive comes back without loading.
            if method != "Page.frameNavigated" || params["type"] == "BackForwardCacheRestore" {
                return Ok(());
            }
        }
    }

    /// The value of a JavaScript expression in the page; a promise is waited for.
    ///
    /// # Errors
    /// When it throws, does not end in time, or its value is no JSON.
    pub fn eval(&self, expression: &str) -> Result<Value> {
        self.eval_within(expression, self.limit())
    }

    fn eval_within(&self, expression: &str, limit: Duration) -> Result<Value> {
        evaluate(self.connection(), &self.session, expression, limit)
            .context(format!("in the page: {}", short(expression)))
    }

    /// Waits until a JavaScript expression is truthy (a promise: until its value is) and returns its value. An exception
    /// counts as not yet.
    ///
    /// # Errors
    /// When it has not come true within `limit`; the error shows the condition and its last value.
    pub fn wait_for(&self, condition: &str, limit: Duration) -> Result<Value> {
        let start = Instant::now();
        let question = format!(
            "(async () => {{ const value = await ({condition}); return [!!value, value]; }})()"
        );
        let mut last = "not looked at".to_owned();
        loop {
            let left = limit.saturating_sub(start.elapsed()).max(PAUSE);
            match evaluate(self.connection(), &self.session, &question, left) {
                Ok(answer) if answer[0] == true => return Ok(answer[1].clone()),
                Ok(answer) => last = short(&answer[1].to_string()),
                // The last look is cut short by the limit and says less than the one before it.
                Err(error) if start.elapsed() < limit || last == "not looked at" => {
                    last = error.to_string()
                }
                Err(_) => {}
            }
            if start.elapsed() >= limit {
                let condition = short(condition);
                return Err(Error::new(format!(
                    "not true within {limit:?}: {condition}; last value: {last}"
                )));
            }
            thread::sleep(PAUSE);
        }
    }

    /// Everything the page and its workers said since the last [`Page::clear_log`].
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        self.heard().lines.clone()
    }

    /// The lines that are errors, as text.
    #[must_use]
    pub fn errors(&self) -> Vec<String> {
        let log = self.heard();
        let errors = log.lines.iter().filter(|line| line.level == Level::Error);
        errors.map(Line::to_string).collect()
    }

    /// Every request of the page and its workers since the last [`Page::clear_log`].
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        self.heard().requests.clone()
    }

    /// Forgets the lines and requests so far.
    pub fn clear_log(&self) {
        let mut log = self.heard();
        log.lines.clear();
        log.requests.clear();
    }

    /// The log, once all that has happened so far is in it: the answer to a question comes after what was said before.
    fn heard(&self) -> MutexGuard<'_, Log> {
        let log = lock(&self.log);
        let sessions: Vec<String> = log
            .workers
            .iter()
            .map(|worker| worker.session.clone())
            .collect();
        drop(log);
        for session in sessions.iter().chain([&self.session]) {
            // One that hangs says nothing more, and one that has gone has said all.
            let _ = evaluate(self.connection(), session, "0", Duration::from_millis(500));
        }
        lock(&self.log)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.connection().forget(self.listener);
        self.connection()
            .send("", "Target.closeTarget", json!({ "targetId": self.target }));
    }
}

/// The value of `expression` in a session.
pub(super) fn evaluate(
    connection: &Connection,
    session: &str,
    expression: &str,
    limit: Duration,
) -> Result<Value> {
    let question = json!({
        "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true,
    });
    let mut answer = connection.call(session, "Runtime.evaluate", question, limit)?;
    if let Some(details) = answer.get("exceptionDetails") {
        return Err(Error::new(log::thrown(details)));
    }
    Ok(answer["result"]["value"].take())
}

/// The beginning of a text, for an error.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 300;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} …", &text[..end]),
        None => text.to_owned(),
    }
}
