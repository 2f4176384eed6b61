//! The browser driver and the file server, tried on a small page with a worker.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use serde_json::{Value, json};
use xtask::browser::{Browser, Level, Media, Network, Page, Scheme, Source};
use xtask::server::{Fault, Server};

const SOON: Duration = Duration::from_secs(20);

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/page")
}

/// The page under a sub-path, open and past the complaints that its worker begins with.
fn open() -> (Server, Page) {
    let server = Server::start_under(folder(), "/some/where").unwrap();
    let page = Browser::shared().unwrap().new_page().unwrap();
    page.goto(&server.url()).unwrap();
    let start = Instant::now();
    while page.errors().is_empty() && start.elapsed() < SOON {
        thread::sleep(Duration::from_millis(10));
    }
    (server, page)
}

/// What the page has written down, and forgets.
fn seen(page: &Page) -> Vec<String> {
    let Value::Array(lines) = page.eval("seen.splice(0)").unwrap() else {
        panic!("no list")
    };
    lines
        .iter()
        .map(|line| line.as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_value_is_awaited_and_an_exception_is_an_error() {
    let (_server, page) = open();
    assert_eq!(
        page.eval("Promise.resolve({ a: [1, 'b', null] })").unwrap(),
        json!({ "a": [1, "b", null] })
    );
    let error = page.eval("missing.thing").unwrap_err().to_string();
    assert!(
        error.contains("missing.thing") && error.contains("ReferenceError"),
        "{error}"
    );
    page.set_limit(Duration::from_millis(200));
    let error = page.eval("new Promise(() => {})").unwrap_err().to_string();
    assert!(error.contains("no answer within 200ms"), "{error}");
}

#[test]
fn waiting_ends_with_the_value_or_with_an_error_that_shows_the_last() {
    let (_server, page) = open();
    page.eval("setTimeout(() => { window.ready = 'now' }, 300); 0")
        .unwrap();
    assert_eq!(page.wait_for("window.ready", SOON).unwrap(), "now");
    let error = page
        .wait_for("seen.length > 99 && 'x'", Duration::from_millis(150))
        .unwrap_err()
        .to_string();
    assert_eq!(
        error,
        "not true within 150ms: seen.length > 99 && 'x'; last value: false"
    );
    let error = page
        .wait_for("nothing.here", Duration::from_millis(150))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("ReferenceError: nothing is not defined"),
        "{error}"
    );
}

#[test]
fn the_worker_is_heard_from_its_first_line() {
    let (server, page) = open();
    let workers = page.workers();
    assert_eq!(workers, [format!("{}worker.js?v=1", server.url())]);
    let lines = page.lines();
    let first = lines
        .iter()
        .find(|line| line.text == "the worker has started")
        .unwrap();
    assert_eq!((first.source, first.level), (Source::Worker, Level::Info));
    assert_eq!(page.errors().len(), 1, "{:?}", page.errors());
    assert!(
        page.errors()[0].contains("an early complaint Object"),
        "{:?}",
        page.errors()
    );

    page.clear_log();
    page.eval("worker.postMessage('throw')").unwrap();
    page.wait_for(
        "seen.some((line) => line.includes('thrown in the worker'))",
        SOON,
    )
    .unwrap();
    let errors = page.errors();
    assert!(
        errors
            .iter()
            .any(|line| line.contains("in the Worker") && line.contains("thrown in the worker")),
        "{errors:?}"
    );
}

#[test]
fn every_request_is_seen_those_of_the_worker_too() {
    let (server, page) = open();
    page.eval("worker.postMessage('../elsewhere.txt')").unwrap();
    page.wait_for(
        "document.getElementById('reply').textContent === '404 9'",
        SOON,
    )
    .unwrap();
    let requests = page.requests();
    let asked = |source, end: &str| {
        requests
            .iter()
            .any(|asked| asked.source == source && asked.url.ends_with(end))
    };
    assert!(asked(Source::Page, "/some/where/"), "{requests:?}");
    assert!(asked(Source::Page, "page.js"), "{requests:?}");
    assert!(
        requests
            .iter()
            .any(|asked| asked.url.ends_with("worker.js?v=1")),
        "{requests:?}"
    );
    assert!(asked(Source::Worker, "/some/elsewhere.txt"), "{requests:?}");
    let served = server.served();
    assert!(
        served
            .iter()
            .any(|file| file.path == "worker.js?v=1" && file.status == 200),
        "{served:?}"
    );
    assert!(
        served
            .iter()
            .any(|file| file.path == "/some/elsewhere.txt" && file.status == 404),
        "{served:?}"
    );
}

#[test]
fn keys_are_real() {
    let (_server, page) = open();
    page.click("#text").unwrap();
    seen(&page);
    page.type_text("aü").unwrap();
    assert_eq!(seen(&page), ["key a", "input a", "key ü", "input aü"]);
    page.press("Control+Shift+ArrowLeft").unwrap();
    assert_eq!(
        seen(&page),
        [
            "key Control Control",
            "key Control Shift Shift",
            "key Control Shift ArrowLeft"
        ]
    );
    page.press("Backspace").unwrap();
    assert_eq!(seen(&page), ["key Backspace", "input "]);
    page.press("Control+z").unwrap();
    assert_eq!(seen(&page)[2], "input aü");
    page.fill("#text", "whole text at once").unwrap();
    assert_eq!(seen(&page), ["input whole text at once"]);
    page.press("Tab").unwrap();
    assert_eq!(page.eval("document.activeElement.id").unwrap(), "button");
    page.press("Space").unwrap();
    page.press("Enter").unwrap();
    assert_eq!(
        page.eval("document.getElementById('count').textContent")
            .unwrap(),
        "2"
    );
    assert!(page.press("Hyper+x").is_err());
}

#[test]
fn the_mouse_is_real() {
    let (_server, page) = open();
    let clicks = |page: &Page| {
        seen(page)
            .into_iter()
            .filter(|line| line.contains("click"))
            .collect::<Vec<_>>()
    };
    page.click("#button").unwrap();
    assert_eq!(clicks(&page), ["click"]);
    page.shift_click("#button").unwrap();
    assert_eq!(clicks(&page), ["shift-click"]);
    page.double_click("#button").unwrap();
    assert_eq!(clicks(&page), ["click", "click", "dblclick"]);
    page.move_to("#line").unwrap();
    assert_eq!(
        page.eval("document.querySelector('.hot')?.id").unwrap(),
        "line"
    );
    page.click("#far").unwrap();
    assert_eq!(clicks(&page).len(), 0);
    assert_eq!(page.eval("scrollY > 1000").unwrap(), true);
    page.eval("scrollTo(0, 0)").unwrap();
    seen(&page);
    page.drag_points((300.0, 200.0), (380.0, 200.0)).unwrap();
    let moves = seen(&page);
    assert_eq!(
        (moves[1].as_str(), moves.last().unwrap().as_str()),
        ("pointerdown 300", "pointerup 380"),
        "{moves:?}"
    );
    assert_eq!(
        moves
            .iter()
            .filter(|line| line.starts_with("pointermove"))
            .count(),
        9,
        "{moves:?}"
    );
}

#[test]
fn what_cannot_be_clicked_says_why() {
    let (_server, page) = open();
    page.set_limit(Duration::from_millis(200));
    assert_eq!(
        page.click("#under").unwrap_err().to_string(),
        "#under: it is covered by #over"
    );
    assert_eq!(
        page.click("#none").unwrap_err().to_string(),
        "#none: no such element"
    );
    page.move_to("#under").unwrap();
}

#[test]
fn fields_are_filled_in() {
    let (_server, page) = open();
    page.select("#choice", "b").unwrap();
    assert!(page.select("#choice", "z").is_err());
    page.choose_files("#file", &[&folder().join("page.js")])
        .unwrap();
    assert_eq!(seen(&page), ["choice b", "file page.js"]);
}

#[test]
fn fingers_are_real() {
    let (_server, page) = open();
    page.set_viewport(390, 844, 3.0, true).unwrap();
    assert_eq!(
        page.eval("[innerWidth, devicePixelRatio, matchMedia('(pointer: coarse)').matches]")
            .unwrap(),
        json!([390, 3, true])
    );
    page.tap("#touch").unwrap();
    page.wait_for("seen.length === 2 && seen", SOON).unwrap();
    assert_eq!(seen(&page), ["pointerdown touch", "click touch"]);
    page.long_press("#touch").unwrap();
    let lines = seen(&page);
    assert_eq!(
        lines[..2],
        ["pointerdown touch", "contextmenu touch"],
        "{lines:?}"
    );
}

#[test]
fn surroundings_are_as_set() {
    let (_server, page) = open();
    let matches = |query: &str| {
        page.eval(&format!("matchMedia('({query})').matches"))
            .unwrap()
            == true
    };
    page.emulate_media(Media {
        scheme: Scheme::Dark,
        reduced_motion: true,
        ..Media::default()
    })
    .unwrap();
    assert!(matches("prefers-color-scheme: dark") && matches("prefers-reduced-motion: reduce"));
    assert_eq!(
        page.eval("getComputedStyle(document.body).color").unwrap(),
        "rgb(255, 255, 255)"
    );
    page.emulate_media(Media {
        print: true,
        ..Media::default()
    })
    .unwrap();
    assert_eq!(page.eval("matchMedia('print').matches").unwrap(), true);
    assert!(matches("prefers-color-scheme: light") && !matches("prefers-reduced-motion: reduce"));

    let time = "(() => { const start = performance.now(); let sum = 0; \
                for (let i = 0; i < 2e7; i++) sum += Math.sqrt(i); return performance.now() - start; })()";
    let spent = || page.eval(time).unwrap().as_f64().unwrap();
    // The first run also compiles.
    let fast = spent().min(spent());
    page.slow_down(20.0).unwrap();
    let slow = spent();
    assert!(slow > 3.0 * fast, "{slow} ms against {fast} ms");
}

#[test]
fn the_network_of_page_and_worker_can_be_slow_or_gone() {
    let (_server, page) = open();
    let reply = |what: &str| {
        page.eval(&format!(
            "document.getElementById('reply').textContent = ''; worker.postMessage('{what}')"
        ))
        .unwrap();
        page.wait_for("document.getElementById('reply').textContent", SOON)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(reply("page.js").starts_with("200 "));
    page.set_offline(true).unwrap();
    assert_eq!(reply("page.js"), "failed: Failed to fetch");
    assert!(page.eval("fetch('page.js')").is_err());
    page.set_offline(false).unwrap();
    assert!(reply("page.js").starts_with("200 "));
    page.throttle_network(Some(Network {
        latency: Duration::from_millis(600),
        bytes_per_second: 1e6,
    }))
    .unwrap();
    let start = Instant::now();
    assert!(reply("page.js").starts_with("200 "));
    assert!(
        start.elapsed() > Duration::from_millis(550),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_worker_that_hangs_can_be_ended() {
    let (_server, page) = open();
    page.worker_start("while (true) {}").unwrap();
    page.set_limit(Duration::from_millis(300));
    assert!(
        page.worker_eval("1 + 1")
            .unwrap_err()
            .to_string()
            .contains("no answer")
    );
    page.set_limit(SOON);
    page.kill_worker().unwrap();
    assert!(page.workers().is_empty());
    page.eval("startWorker()").unwrap();
    let start = Instant::now();
    while page.workers().is_empty() && start.elapsed() < SOON {
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(page.worker_eval("1 + 1").unwrap(), 2);
}

#[test]
fn the_history_is_travelled() {
    let (server, page) = open();
    page.goto(&format!("{}#v=1", server.url())).unwrap();
    page.goto(&format!("{}worker.js", server.url())).unwrap();
    page.back().unwrap();
    assert_eq!(page.eval("location.hash").unwrap(), "#v=1");
    page.back().unwrap();
    assert_eq!(page.eval("location.hash").unwrap(), "");
    page.forward().unwrap();
    assert_eq!(page.eval("location.hash").unwrap(), "#v=1");
    page.eval("window.mark = 1").unwrap();
    page.reload().unwrap();
    assert_eq!(page.eval("typeof mark").unwrap(), "undefined");
    let error = page.goto("http://127.0.0.1:1/").unwrap_err().to_string();
    assert!(error.contains("ERR_"), "{error}");
}

#[test]
fn pages_share_nothing_and_tabs_share_storage() {
    let (server, page) = open();
    page.eval("localStorage.setItem('kept', 'yes')").unwrap();
    let tab = page.new_tab().unwrap();
    tab.goto(&server.url()).unwrap();
    assert_eq!(tab.eval("localStorage.getItem('kept')").unwrap(), "yes");
    let other = page.browser().new_page().unwrap();
    other.goto(&server.url()).unwrap();
    assert_eq!(
        other.eval("localStorage.getItem('kept')").unwrap(),
        Value::Null
    );
}

#[test]
fn pictures_and_files_leave_the_page() {
    let (_server, page) = open();
    let folder = env::temp_dir().join(format!("loom-driver-test-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    page.set_viewport(500, 300, 2.0, false).unwrap();
    page.screenshot(folder.join("shot.png")).unwrap();
    let png = fs::read(folder.join("shot.png")).unwrap();
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(
        (&png[1..4], number(16), number(20)),
        (&b"PNG"[..], 1000, 600)
    );

    page.download_to(&folder).unwrap();
    page.eval("save('numbers.csv', '1,2')").unwrap();
    let saved = folder.join("numbers.csv");
    let start = Instant::now();
    while fs::read_to_string(&saved)
        .is_ok_and(|text| text == "1,2")
        .then_some(())
        .is_none()
    {
        assert!(start.elapsed() < SOON, "no download");
        thread::sleep(Duration::from_millis(20));
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_trace_holds_the_long_task() {
    let browser = Browser::launch().unwrap();
    let page = browser.new_page().unwrap();
    let trace = browser
        .trace(&[
            "toplevel",
            "devtools.timeline",
            "disabled-by-default-devtools.timeline",
        ])
        .unwrap();
    page.eval(
        "new Promise((done) => setTimeout(() => { const end = performance.now() + 120; \
               while (performance.now() < end); done() }, 10))",
    )
    .unwrap();
    let events = trace.finish().unwrap();
    let longest = events.iter().filter(|event| {
        event["name"] == "RunTask" || event["name"] == "ThreadControllerImpl::RunTask"
    });
    let longest = longest
        .filter_map(|event| event["dur"].as_f64())
        .fold(0.0, f64::max);
    assert!(
        longest > 110_000.0,
        "{longest} µs in {} events",
        events.len()
    );
}

#[test]
fn faults_are_seen_by_the_worker() {
    let (server, page) = open();
    let length = fs::metadata(folder().join("page.js")).unwrap().len();
    let reply = || {
        page.eval(
            "document.getElementById('reply').textContent = ''; worker.postMessage('page.js')",
        )
        .unwrap();
        page.wait_for("document.getElementById('reply').textContent", SOON)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(reply(), format!("200 {length}"));
    let cases = [
        (Fault::Status(404), "404 21".to_owned()),
        (Fault::Status(500), "500 21".to_owned()),
        (Fault::Replace(b"other".to_vec()), "200 5".to_owned()),
        (Fault::Shorten(100), "200 100".to_owned()),
        (Fault::CutOff(100), "failed: Failed to fetch".to_owned()),
    ];
    for (fault, expected) in cases {
        server.set_fault("page.js", fault.clone());
        let got = reply();
        let broken = matches!(fault, Fault::CutOff(_)) && got.starts_with("failed: ");
        assert!(got == expected || broken, "{fault:?}: {got}");
    }
    for fault in [
        Fault::Delay(Duration::from_millis(400)),
        Fault::Slow(length * 2),
    ] {
        server.set_fault("page.js", fault.clone());
        let start = Instant::now();
        assert_eq!(reply(), format!("200 {length}"), "{fault:?}");
        assert!(
            start.elapsed() > Duration::from_millis(350),
            "{fault:?}: {:?}",
            start.elapsed()
        );
    }
    server.set_fault("page.js", Fault::Hang);
    page.eval("document.getElementById('reply').textContent = ''; worker.postMessage('page.js')")
        .unwrap();
    assert!(
        page.wait_for(
            "document.getElementById('reply').textContent",
            Duration::from_millis(500)
        )
        .is_err()
    );
    assert_eq!(server.served().last().unwrap().status, 0);
    server.clear_fault("page.js");
    assert_eq!(reply(), format!("200 {length}"));
}

#[test]
fn files_are_served_as_a_static_host_does() {
    let (server, page) = open();
    let head = |path: &str, name: &str| {
        page.eval(&format!(
            "fetch('{path}', {{ cache: 'no-store' }}).then((reply) => reply.headers.get('{name}'))"
        ))
        .unwrap()
    };
    assert_eq!(
        head("page.js", "content-type"),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(head("", "content-type"), "text/html; charset=utf-8");
    assert_eq!(head("page.js", "cache-control"), "no-cache");
    assert_eq!(head("page.js", "content-encoding"), "br");
    server.clear_served();
    page.eval("fetch('page.js').then((reply) => reply.text())")
        .unwrap();
    page.eval("fetch('page.js').then((reply) => reply.text())")
        .unwrap();
    let statuses: Vec<u16> = server.served().iter().map(|file| file.status).collect();
    assert_eq!(statuses.last(), Some(&304), "{statuses:?}");
    let status = |path: &str| {
        page.eval(&format!("fetch('{path}').then((reply) => reply.status)"))
            .unwrap()
    };
    assert_eq!(status("none.txt"), 404);
    assert_eq!(status("/page.js"), 404);
    assert_eq!(status("%2e%2e/driver.rs"), 404);
    assert_eq!(status("/some/where"), 200);
    server.add_header("X-Extra", "1");
    assert_eq!(head("page.js", "x-extra"), "1");
}
