//! What surrounds a page: the window's size, the reader's preferences, a slow machine, a slow network.
//!
//! It refuses to know what the page makes of them.

use std::time::Duration;

use serde_json::{Value, json};

use super::connection::lock;
use super::page::Page;
use crate::error::Result;

/// Whether the reader prefers light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// What media queries see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// `prefers-color-scheme`.
    pub scheme: Scheme,
    /// `prefers-reduced-motion`.
    pub reduced_motion: bool,
    /// `forced-colors`, as in a high-contrast mode.
    pub forced_colors: bool,
    /// The page as it is printed.
    pub print: bool,
}

/// A slower network than loopback.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Network {
    /// From asking to the first byte.
    pub latency: Duration,
    /// Bytes a second, down and up.
    pub bytes_per_second: f64,
}

impl Page {
    /// Sets the viewport, in CSS pixels, and how many device pixels one of them is. `mobile` also makes it a touch
    /// screen, with overlay scrollbars and the viewport meta tag obeyed.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn set_viewport(&self, width: u32, height: u32, ratio: f64, mobile: bool) -> Result<()> {
        self.call("Emulation.setDeviceMetricsOverride", {
            json!({ "width": width, "height": height, "deviceScaleFactor": ratio, "mobile": mobile })
        })?;
        let kind = if mobile { "mobile" } else { "desktop" };
        self.call(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": mobile }),
        )?;
        self.call(
            "Emulation.setEmitTouchEventsForMouse",
            json!({ "enabled": mobile, "configuration": kind }),
        )?;
        Ok(())
    }

    /// Sets what media queries see.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn emulate_media(&self, media: Media) -> Result<()> {
        let feature = |name: &str, value: &str| json!({ "name": name, "value": value });
        let scheme = if media.scheme == Scheme::Dark {
            "dark"
        } else {
            "light"
        };
        let motion = if media.reduced_motion {
            "reduce"
        } else {
            "no-preference"
        };
        let forced = if media.forced_colors {
            "active"
        } else {
            "none"
        };
        let features = [
            feature("prefers-color-scheme", scheme),
            feature("prefers-reduced-motion", motion),
            feature("forced-colors", forced),
        ];
        let kind = if media.print { "print" } else { "" };
        self.call(
            "Emulation.setEmulatedMedia",
            json!({ "media": kind, "features": features }),
        )?;
        Ok(())
    }

    /// Makes the page's own thread `times` as slow; 1 is its own pace. Workers keep theirs.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn slow_down(&self, times: f64) -> Result<()> {
        self.call("Emulation.setCPUThrottlingRate", json!({ "rate": times }))?;
        Ok(())
    }

    /// Slows the network of the page and its workers, those that come too; `None` gives it back.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn throttle_network(&self, network: Option<Network>) -> Result<()> {
        self.set_network(match network {
            Some(network) => conditions(false, network.latency, network.bytes_per_second),
            None => conditions(false, Duration::ZERO, -1.0),
        })
    }

    /// Takes the network from the page and its workers, or gives it back.
    ///
    /// # Errors
    /// When the browser refuses.
    pub fn set_offline(&self, offline: bool) -> Result<()> {
        self.set_network(conditions(offline, Duration::ZERO, -1.0))
    }

    fn set_network(&self, conditions: Value) -> Result<()> {
        const METHOD: &str = "Network.emulateNetworkConditions";
        self.call(METHOD, conditions.clone())?;
        let mut log = lock(&self.log);
        log.for_workers.retain(|(method, _)| *method != METHOD);
        for worker in &log.workers {
            self.connection()
                .send(&worker.session, METHOD, conditions.clone());
        }
        log.for_workers.push((METHOD, conditions));
        Ok(())
    }
}

/// The protocol's words; −1 is no limit.
fn conditions(offline: bool, latency: Duration, bytes_per_second: f64) -> Value {
    json!({
        "offline": offline, "latency": latency.as_secs_f64() * 1e3,
        "downloadThroughput": bytes_per_second, "uploadThroughput": bytes_per_second,
    })
}
