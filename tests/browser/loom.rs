//! The page, open: where it is served from, what stands in it, and what is drawn.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use serde::Deserialize;
use xtask::browser::{Browser, Page};
use xtask::server::Server;

/// The machine may be busy; what takes longer than this is broken.
pub const SOON: Duration = Duration::from_secs(90);

/// Two cores run one page, with its worker, at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The page on its server.
pub struct Loom {
    pub page: Page,
    pub server: Server,
    _turn: MutexGuard<'static, ()>,
}

/// A line or cell as it stands in the document.
#[derive(Debug, Clone, Deserialize, PartialEq)]
pub struct Mark {
    pub kind: String,
    /// A head's number from 0, or `all`.
    pub head: String,
    pub query: usize,
    pub key: usize,
    pub value: f64,
}

/// Reads every mark that carries a number.
const MARKS: &str = r#"[...document.querySelectorAll(".still [data-kind]")].map((mark) => ({
    kind: mark.dataset.kind, head: mark.dataset.head, query: +mark.dataset.query, key: +mark.dataset.key,
    value: +(mark.dataset.weight ?? mark.dataset.score ?? mark.dataset.norm) }))"#;

impl Loom {
    /// The page under a sub-path, before its model has arrived. `prepare` sets the server's faults.
    pub fn open(prepare: impl FnOnce(&Server)) -> Self {
        Self::open_at("", prepare)
    }

    /// The page with `fragment` behind its address.
    pub fn open_at(fragment: &str, prepare: impl FnOnce(&Server)) -> Self {
        // A test that failed has let go of its turn all the same.
        let turn = ONE_AT_A_TIME
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let dist = std::env::var_os("LOOM_DIST")
            .map(PathBuf::from)
            .unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/dist")));
        let server = Server::start_under(dist, "/some/where").unwrap();
        server.set_brotli_quality(4);
        prepare(&server);
        let page = Browser::shared().unwrap().new_page().unwrap();
        page.set_viewport(1440, 900, 1.0, false).unwrap();
        page.goto(&format!("{}{fragment}", server.url())).unwrap();
        page.wait_for("window.__loom", SOON).unwrap();
        Loom {
            page,
            server,
            _turn: turn,
        }
    }

    /// The page with its model there.
    pub fn ready() -> Self {
        let loom = Self::open(|_| {});
        loom.settle();
        loom
    }

    /// Waits until the model is there and what is on screen is what is typed and chosen.
    pub fn settle(&self) {
        self.page.wait_for("window.__loom.ready", SOON).unwrap();
    }

    /// Types over what stands in a box (`source` or `target`), key by key, and waits for the picture of it.
    pub fn retype(&self, side: &str, text: &str) {
        self.page.fill(&format!("#{side}"), "").unwrap();
        self.page.focus(&format!("#{side}")).unwrap();
        self.page.type_text(text).unwrap();
        self.settle();
    }

    /// What stands in a box.
    pub fn typed(&self, side: &str) -> String {
        self.text(&format!("document.querySelector('#{side}').value"))
    }

    /// The value of an expression, as text.
    pub fn text(&self, expression: &str) -> String {
        let value = self.page.eval(expression).unwrap();
        value
            .as_str()
            .unwrap_or_else(|| panic!("{expression} is {value}"))
            .to_owned()
    }

    /// Whether an expression is true.
    pub fn holds(&self, expression: &str) -> bool {
        self.page.eval(&format!("!!({expression})")).unwrap() == true
    }

    /// Every line or cell on screen.
    pub fn marks(&self) -> Vec<Mark> {
        serde_json::from_value(self.page.eval(MARKS).unwrap()).unwrap()
    }

    /// The lines or cells of one attention: `encoder`, `decoder` or `cross`.
    pub fn marks_of(&self, kind: &str) -> Vec<Mark> {
        self.marks()
            .into_iter()
            .filter(|mark| mark.kind == kind)
            .collect()
    }

    /// The text of the message on screen.
    pub fn message(&self) -> String {
        self.text("document.querySelector('.messages').innerText")
    }

    /// Nothing complained, nothing was asked of another host, and no number went missing.
    pub fn is_well(&self) {
        assert_eq!(self.page.errors(), Vec::<String>::new());
        self.asks_nobody_else();
        self.shows_only_numbers();
    }

    /// Every request went to the server of the page.
    pub fn asks_nobody_else(&self) {
        let own = self.server.url();
        for request in self.page.requests() {
            let inside = ["data:", "blob:", "about:"]
                .iter()
                .any(|scheme| request.url.starts_with(scheme));
            assert!(inside || request.url.starts_with(&own), "{}", request.url);
        }
    }

    /// No NaN and no infinity stands anywhere in the document.
    pub fn shows_only_numbers(&self) {
        let wrong = "document.querySelector('#app, body').outerHTML.match(/NaN|[^a-z]inf(inity)?[^a-z]|undefined/i)";
        assert!(!self.holds(wrong), "{}", self.page.eval(wrong).unwrap());
    }

    /// Chooses the option `option` of the radio group `group` with the mouse.
    pub fn choose(&self, group: &str, option: &str) {
        let tag = "data-under-test";
        let found = format!(
            r#"(() => {{
                for (const old of document.querySelectorAll("[{tag}]")) old.removeAttribute("{tag}");
                const group = document.querySelector(`[role=radiogroup][aria-label="{group}"]`);
                const label = group && [...group.querySelectorAll("label")].find((l) => l.innerText.trim() === "{option}");
                label?.setAttribute("{tag}", "");
                label?.scrollIntoView({{ block: "center" }});
                return !!label;
            }})()"#
        );
        assert!(self.holds(&found), "no {option} in {group}");
        self.page.click(&format!("[{tag}]")).unwrap();
        self.settle();
    }
}
