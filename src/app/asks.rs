//! What opened panels ask of the run on screen.

use crate::engine::protocol::Ask;

use super::state::State;

impl State {
    /// What is to be asked beside the looks, in the order in which it is wanted.
    pub(super) fn asks(&self) -> Vec<Ask> {
        Vec::new()
    }
}
