//! Finding an element and the point at which a hand would touch it.
//!
//! It refuses to know what is done there.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::page::Page;
use crate::error::{Error, Result};

/// Runs in the page: scrolls to the element and describes where it is. A line's point is half-way along it, since the
/// middle of its box may be far from it.
const LOCATE: &str = r"(selector) => {
    const element = document.querySelector(selector);
    if (!element) return { problem: 'no such element' };
    const point = () => {
        if (element instanceof SVGGeometryElement && getComputedStyle(element).fill === 'none') {
            const half = element.getPointAtLength(element.getTotalLength() / 2);
            const there = half.matrixTransform(element.getScreenCTM());
            return [there.x, there.y, 1];
        }
        const box = element.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2, Math.max(box.width, box.height)];
    };
    const outside = ([x, y]) => x < 0 || y < 0 || x >= innerWidth || y >= innerHeight;
    if (outside(point())) element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    const [x, y, size] = point();
    if (size === 0) return { problem: 'it has no size' };
    if (outside([x, y])) return { problem: `it is outside the window, at ${x}, ${y}` };
    const top = document.elementFromPoint(x, y);
    const same = top && (element.contains(top) || top.contains(element) || top.closest('label')?.control === element);
    const name = top && (top.id ? '#' + top.id : `${top.localName}.${top.getAttribute('class') ?? ''}`);
    return { x, y, cover: same ? null : name ?? 'nothing' };
}";

/// How often an element is looked for.
const PAUSE: Duration = Duration::from_millis(20);

impl Page {
    /// The middle of the first element that matches `selector`, once it is there and has stopped moving; with
    /// `uncovered`, once a click there would reach it.
    pub(super) fn locate(&self, selector: &str, uncovered: bool) -> Result<(f64, f64)> {
        let question = format!("({LOCATE})({})", Value::from(selector));
        let start = Instant::now();
        let mut before = None;
        loop {
            let found = self.eval(&question)?;
            let point = found["x"].as_f64().zip(found["y"].as_f64());
            let cover = found["cover"].as_str().filter(|_| uncovered);
            if let (Some(point), None) = (point, cover)
                && before == Some(point)
            {
                return Ok(point);
            }
            before = point;
            if start.elapsed() > self.limit() {
                let problem = match (found["problem"].as_str(), cover) {
                    (Some(problem), _) => problem.to_owned(),
                    (None, Some(cover)) => format!("it is covered by {cover}"),
                    (None, None) => "it does not stop moving".to_owned(),
                };
                return Err(Error::new(format!("{selector}: {problem}")));
            }
            thread::sleep(PAUSE);
        }
    }
}
