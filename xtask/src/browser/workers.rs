//! A page's workers, from outside: asked, made to hang or throw, ended.
//!
//! What they say and request is in the page's log, beside what the page itself does.

use std::thread;
use std::time::Instant;

use serde_json::{Value, json};

use super::connection::lock;
use super::log::Worker;
use super::page::{PAUSE, Page, evaluate, short};
use crate::error::{Context, Error, Result};

impl Page {
    /// The addresses of the workers that are alive.
    #[must_use]
    pub fn workers(&self) -> Vec<String> {
        lock(&self.log)
            .workers
            .iter()
            .map(|worker| worker.url.clone())
            .collect()
    }

    /// The value of a JavaScript expression in the newest worker. `while (true) {}` makes it hang, and this give an
    /// error after the limit; see [`Page::worker_start`].
    ///
    /// # Errors
    /// When there is no worker, or as [`Page::eval`].
    pub fn worker_eval(&self, expression: &str) -> Result<Value> {
        let worker = self.worker()?;
        evaluate(self.connection(), &worker.session, expression, self.limit())
            .context(format!("in the worker: {}", short(expression)))
    }

    /// Has the newest worker evaluate an expression, and does not wait for it: the way to make it hang or throw.
    ///
    /// # Errors
    /// When there is no worker.
    pub fn worker_start(&self, expression: &str) -> Result<()> {
        let worker = self.worker()?;
        self.connection().send(
            &worker.session,
            "Runtime.evaluate",
            json!({ "expression": expression }),
        );
        Ok(())
    }

    /// Ends the newest worker from outside, without a word to the page: as a browser short of memory does.
    ///
    /// # Errors
    /// When there is no worker, or it lives on.
    pub fn kill_worker(&self) -> Result<()> {
        let worker = self.worker()?;
        // Ends a script that is running, so that also a worker that hangs hears the rest.
        self.connection()
            .send(&worker.session, "Runtime.terminateExecution", json!({}));
        self.connection().send(
            &worker.session,
            "Runtime.evaluate",
            json!({ "expression": "self.close()" }),
        );
        let start = Instant::now();
        while lock(&self.log).workers.contains(&worker) {
            if start.elapsed() > self.limit() {
                return Err(Error::new(format!("the worker {} lives on", worker.url)));
            }
            thread::sleep(PAUSE);
        }
        Ok(())
    }

    fn worker(&self) -> Result<Worker> {
        lock(&self.log)
            .workers
            .last()
            .cloned()
            .context("the page has no worker")
    }
}
