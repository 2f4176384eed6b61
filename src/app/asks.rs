//! What opened panels ask of the run on screen.

use crate::engine::protocol::Ask;

use super::selection::Figure;
use super::state::State;

impl State {
    /// What is to be asked beside the looks, in the order in which it is wanted.
    pub(super) fn asks(&self) -> Vec<Ask> {
        let mut asks: Vec<Ask> = self.panel_ask().into_iter().collect();
        if self.view.figure == Figure::Heads {
            asks.extend(self.overview_asks());
        }
        let told = |ask: &Ask| {
            self.shown
                .as_ref()
                .is_some_and(|shown| shown.told(ask).is_some())
        };
        // What was told of the run before is not asked again.
        asks.extend(self.beams_ask().filter(|ask| !told(ask)));
        asks
    }
}
