//! What the model would say next.

use super::protocol::Guess;
use crate::matrix::softmax;
use crate::model::{Model, ModelError, Run};

/// Next pieces that are named for every row.
pub const GUESSES: usize = 10;

/// For every decoder row the [`GUESSES`] likeliest next pieces, likeliest first.
pub fn next_pieces(model: &Model, run: &Run) -> Result<Vec<Vec<Guess>>, ModelError> {
    let mut logits = model.network.logits(&run.decoder_output)?;
    let guesses = |row: &mut [f32]| {
        if !softmax(row) {
            return Err(ModelError::NotFinite);
        }
        let mut order: Vec<usize> = (0..row.len()).collect();
        let most_likely = |&a: &usize, &b: &usize| row[b].total_cmp(&row[a]).then(a.cmp(&b));
        let count = GUESSES.min(order.len());
        if count < order.len() {
            order.select_nth_unstable_by(count, most_likely);
            order.truncate(count);
        }
        order.sort_unstable_by(most_likely);
        let guess = |id: usize| Guess {
            text: model.tokenizer.entry(id as u32).unwrap_or_default(),
            id: id as u32,
            p: row[id],
        };
        Ok(order.into_iter().map(guess).collect())
    };
    (0..logits.rows())
        .map(|i| guesses(logits.row_mut(i)))
        .collect()
}
