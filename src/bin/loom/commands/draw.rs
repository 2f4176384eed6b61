//! `loom draw`

use std::io::Write;

use crate::arguments::Draw;

/// Draws.
pub fn run(_command: &Draw, _out: &mut impl Write) -> Result<bool, String> {
    Err("no figures yet".to_owned())
}
