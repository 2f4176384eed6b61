//! What the model would say next.

use super::protocol::Guess;
use crate::matrix::softmax;
use crate::model::{Model, ModelError, Run};
use crate::text::Sentence;

/// Next pieces that are named for every row.
pub const GUESSES: usize = 10;

/// What the decoder's rows predict.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// For every row the [`GUESSES`] likeliest next pieces, likeliest first.
    pub guesses: Vec<Vec<Guess>>,
    /// For every row the piece of the target that comes next in truth; for the last one the end symbol.
    pub written: Vec<Guess>,
}

/// What every row of `run`, which has read `target`, predicts.
///
/// # Errors
/// When a number is not finite.
pub fn next_pieces(model: &Model, run: &Run, target: &Sentence) -> Result<Next, ModelError> {
    let mut logits = model.network.logits(&run.decoder_output)?;
    let end = model.network.config().eos_token_id;
    let guess = |id: u32, row: &[f32]| Guess {
        text: model.tokenizer.entry(id).unwrap_or_default(),
        id,
        p: row.get(id as usize).copied().unwrap_or_default(),
    };
    let guesses = |row: &[f32]| {
        let mut order: Vec<usize> = (0..row.len()).collect();
        let most_likely = |&a: &usize, &b: &usize| row[b].total_cmp(&row[a]).then(a.cmp(&b));
        let count = GUESSES.min(order.len());
        if count < order.len() {
            order.select_nth_unstable_by(count, most_likely);
            order.truncate(count);
        }
        order.sort_unstable_by(most_likely);
        order.into_iter().map(|id| guess(id as u32, row)).collect()
    };
    let mut next = Next {
        guesses: vec![],
        written: vec![],
    };
    for i in 0..logits.rows() {
        let row = logits.row_mut(i);
        if !softmax(row) {
            return Err(ModelError::NotFinite);
        }
        let written = target.pieces.get(i).map_or(end, |piece| piece.id);
        next.guesses.push(guesses(row));
        next.written.push(guess(written, row));
    }
    Ok(next)
}
