//! Mouse and fingers, as real input events that go the whole way through the browser.
//!
//! It refuses to know what they act on beyond where it is.

use std::thread;
use std::time::Duration;

use serde_json::json;

use super::connection::lock;
use super::page::Page;
use crate::error::Result;

/// The protocol's bit of the Shift key.
const SHIFT: u32 = 8;

/// How long a finger rests for a long press; browsers wait about half a second.
const LONG_PRESS: Duration = Duration::from_millis(900);

impl Page {
    /// Moves the mouse onto an element, whatever lies over it.
    ///
    /// # Errors
    /// When there is no such element in time.
    pub fn move_to(&self, selector: &str) -> Result<()> {
        let (x, y) = self.locate(selector, false)?;
        self.move_to_point(x, y)
    }

    /// Moves the mouse to a point of the viewport, in CSS pixels.
    ///
    /// # Errors
    /// When the page does not take it in time.
    pub fn move_to_point(&self, x: f64, y: f64) -> Result<()> {
        *lock(&self.mouse) = (x, y);
        self.mouse("mouseMoved", "none", 0, 0, 0)
    }

    /// Clicks an element, once a click would reach it.
    ///
    /// # Errors
    /// When there is no such element in time, or something covers it.
    pub fn click(&self, selector: &str) -> Result<()> {
        self.click_with(selector, 0, 1)
    }

    /// As [`Page::click`], with Shift held.
    ///
    /// # Errors
    /// As [`Page::click`].
    pub fn shift_click(&self, selector: &str) -> Result<()> {
        self.click_with(selector, SHIFT, 1)
    }

    /// As [`Page::click`], twice in the time of a double click.
    ///
    /// # Errors
    /// As [`Page::click`].
    pub fn double_click(&self, selector: &str) -> Result<()> {
        self.click_with(selector, 0, 2)
    }

    fn click_with(&self, selector: &str, bits: u32, times: u32) -> Result<()> {
        let (x, y) = self.locate(selector, true)?;
        self.move_to_point(x, y)?;
        for count in 1..=times {
            self.mouse("mousePressed", "left", 1, bits, count)?;
            self.mouse("mouseReleased", "left", 0, bits, count)?;
        }
        Ok(())
    }

    /// Clicks where the mouse is.
    ///
    /// # Errors
    /// When the page does not take it in time.
    pub fn click_here(&self) -> Result<()> {
        self.mouse("mousePressed", "left", 1, 0, 1)?;
        self.mouse("mouseReleased", "left", 0, 0, 1)
    }

    /// Presses the mouse on one element, moves it in steps onto another, and lets go.
    ///
    /// # Errors
    /// When one of them is not there in time, or the first is covered.
    pub fn drag(&self, from: &str, to: &str) -> Result<()> {
        let start = self.locate(from, true)?;
        let end = self.locate(to, false)?;
        self.drag_points(start, end)
    }

    /// As [`Page::drag`], between two points of the viewport.
    ///
    /// # Errors
    /// When the page does not take it in time.
    pub fn drag_points(&self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        const STEPS: u32 = 8;
        self.move_to_point(from.0, from.1)?;
        self.mouse("mousePressed", "left", 1, 0, 1)?;
        for step in 1..=STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            *lock(&self.mouse) = (
                from.0 + (to.0 - from.0) * part,
                from.1 + (to.1 - from.1) * part,
            );
            self.mouse("mouseMoved", "left", 1, 0, 0)?;
        }
        self.mouse("mouseReleased", "left", 0, 0, 1)
    }

    /// Turns the mouse wheel where the mouse is, by CSS pixels.
    ///
    /// # Errors
    /// When the page does not take it in time.
    pub fn wheel(&self, across: f64, down: f64) -> Result<()> {
        let (x, y) = *lock(&self.mouse);
        let event =
            json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": across, "deltaY": down });
        self.call("Input.dispatchMouseEvent", event).map(|_| ())
    }

    fn mouse(&self, kind: &str, button: &str, buttons: u32, bits: u32, count: u32) -> Result<()> {
        let (x, y) = *lock(&self.mouse);
        let event = json!({
            "type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "modifiers": bits, "clickCount": count,
        });
        self.call("Input.dispatchMouseEvent", event).map(|_| ())
    }

    /// Touches an element shortly; the page must be a touch screen ([`Page::set_viewport`]).
    ///
    /// # Errors
    /// As [`Page::click`].
    pub fn tap(&self, selector: &str) -> Result<()> {
        self.touch(selector, Duration::from_millis(40))
    }

    /// Rests a finger on an element until that counts as a long press.
    ///
    /// # Errors
    /// As [`Page::click`].
    pub fn long_press(&self, selector: &str) -> Result<()> {
        self.touch(selector, LONG_PRESS)
    }

    fn touch(&self, selector: &str, rest: Duration) -> Result<()> {
        let (x, y) = self.locate(selector, true)?;
        // By way of the browser's gesture recognition, which plain touch events go around: it makes the long press.
        let finger = |kind: &str| {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.call("Input.emulateTouchFromMouseEvent", event)
        };
        finger("mousePressed")?;
        thread::sleep(rest);
        finger("mouseReleased")?;
        Ok(())
    }
}
