//! Beam search: several translations followed side by side, as `transformers` does it (length penalty 1, no early stopping).

use super::error::ModelError;
use super::network::Network;
use super::run::Plan;
use super::translate::Decoder;
use crate::matrix::Matrix;

/// A translation that beam search ended with.
#[derive(Debug, Clone, PartialEq)]
pub struct Hypothesis {
    /// The pieces said, without start symbol; the end symbol is last if it was reached.
    pub pieces: Vec<u32>,
    /// The natural logarithm of each piece's probability.
    pub log_probabilities: Vec<f32>,
    /// Their mean: what hypotheses are ranked by.
    pub score: f32,
}

/// A translation under way.
#[derive(Clone)]
struct Beam<'a> {
    decoder: Decoder<'a>,
    pieces: Vec<u32>,
    log_probabilities: Vec<f32>,
    sum: f32,
}

/// One piece more for one of the beams.
struct Step {
    beam: usize,
    piece: u32,
    log_probability: f32,
    sum: f32,
}

impl Network {
    /// The best translations of `source` (end symbol last) that `beams` beams find, best first, of `limit` pieces at most.
    ///
    /// # Errors
    /// As [`Network::run`].
    pub fn beam_search(
        &self,
        source: &[u32],
        beams: usize,
        limit: usize,
        plan: &Plan,
    ) -> Result<Vec<Hypothesis>, ModelError> {
        let beams = beams.max(1);
        let limit = limit.min(self.config.max_position_embeddings);
        let mut running = vec![Beam {
            decoder: Decoder::new(self, source, plan)?,
            pieces: vec![],
            log_probabilities: vec![],
            sum: 0.0,
        }];
        let mut finished: Vec<Hypothesis> = vec![];
        while !running.is_empty() {
            let length = running[0].pieces.len() + 1;
            if length > limit {
                break;
            }
            let mut next = vec![];
            // Twice as many steps as beams, so that enough are left if the best ones all end.
            for (rank, step) in self.best_steps(&mut running, 2 * beams)?.iter().enumerate() {
                let beam = &running[step.beam];
                if step.piece == self.config.eos_token_id || length == limit {
                    if rank < beams {
                        finished.push(beam.finish(step, length));
                    }
                } else if next.len() < beams {
                    next.push(beam.follow(step));
                }
            }
            // Stable, so that of equals the earlier stays.
            finished.sort_by(|a, b| b.score.total_cmp(&a.score));
            finished.truncate(beams);
            running = next;
            let best = running.first().map(|beam| beam.sum / length as f32);
            let worst = finished.get(beams - 1).map(|hypothesis| hypothesis.score);
            if let (Some(best), Some(worst)) = (best, worst)
                && best <= worst
            {
                break;
            }
        }
        Ok(finished)
    }

    /// Reads each beam's last piece and gives the `count` likeliest steps over all beams, likeliest first.
    fn best_steps(&self, running: &mut [Beam<'_>], count: usize) -> Result<Vec<Step>, ModelError> {
        let mut steps = vec![];
        for (index, beam) in running.iter_mut().enumerate() {
            let last = beam.pieces.last().copied();
            let logits = beam
                .decoder
                .read(last.unwrap_or_else(|| self.config.start_token_id()))?;
            let normaliser = log_sum_exp(&logits)?;
            let allowed = logits.row(0).iter().enumerate();
            steps.extend(
                allowed
                    .filter(|(id, _)| !self.forbidden(*id))
                    .map(|(id, logit)| Step {
                        beam: index,
                        piece: id as u32,
                        log_probability: logit - normaliser,
                        sum: beam.sum + logit - normaliser,
                    }),
            );
        }
        let likeliest = |a: &Step, b: &Step| {
            (b.sum.total_cmp(&a.sum)).then((a.beam, a.piece).cmp(&(b.beam, b.piece)))
        };
        if count < steps.len() {
            steps.select_nth_unstable_by(count, likeliest);
            steps.truncate(count);
        }
        steps.sort_unstable_by(likeliest);
        Ok(steps)
    }
}

impl<'a> Beam<'a> {
    fn follow(&self, step: &Step) -> Beam<'a> {
        let mut beam = self.clone();
        beam.pieces.push(step.piece);
        beam.log_probabilities.push(step.log_probability);
        beam.sum = step.sum;
        beam
    }

    fn finish(&self, step: &Step, length: usize) -> Hypothesis {
        let pieces = self.pieces.iter().copied();
        let log_probabilities = self.log_probabilities.iter().copied();
        Hypothesis {
            pieces: pieces.chain([step.piece]).collect(),
            log_probabilities: log_probabilities.chain([step.log_probability]).collect(),
            score: step.sum / length as f32,
        }
    }
}

/// ln Σ exp of the one row of `logits`, the largest taken out first.
fn log_sum_exp(logits: &Matrix) -> Result<f32, ModelError> {
    let row = logits.row(0);
    let max = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if !max.is_finite() || row.iter().any(|x| x.is_nan()) {
        return Err(ModelError::NotFinite);
    }
    Ok(max + row.iter().map(|x| (x - max).exp()).sum::<f32>().ln())
}
