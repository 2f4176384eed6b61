//! A recording of what the browser's threads did: the longest task of the main thread, for one.
//!
//! It refuses to know what the events mean; `chrome://tracing` documents them.

use std::time::Duration;

use serde_json::{Value, json};

use super::Browser;
use super::connection::Expected;
use crate::error::{Context, Result};

/// How long the browser may take to hand over what it recorded.
const HAND_OVER: Duration = Duration::from_secs(60);

/// A recording that is going on; of the whole browser, so one at a time.
#[must_use = "a trace records until it is finished"]
pub struct Trace {
    browser: Browser,
    events: Expected,
}

impl Trace {
    pub(super) fn start(browser: &Browser, categories: &[&str]) -> Result<Self> {
        let events = browser
            .connection()
            .expect("", &["Tracing.dataCollected", "Tracing.tracingComplete"]);
        let config = json!({ "includedCategories": categories, "excludedCategories": ["*"] });
        browser.call(
            "Tracing.start",
            json!({ "transferMode": "ReportEvents", "traceConfig": config }),
        )?;
        Ok(Self {
            browser: browser.clone(),
            events,
        })
    }

    /// Ends the recording and returns its events: `name`, `ph`, `ts` and `dur` in microseconds, `pid`, `tid`, `args`.
    ///
    /// # Errors
    /// When the browser does not hand them over in time.
    pub fn finish(self) -> Result<Vec<Value>> {
        self.browser.call("Tracing.end", json!({}))?;
        let mut all = Vec::new();
        loop {
            let (method, mut params) = self.events.next(HAND_OVER).context("the trace")?;
            if method == "Tracing.tracingComplete" {
                return Ok(all);
            }
            if let Value::Array(events) = params["value"].take() {
                all.extend(events);
            }
        }
    }
}
