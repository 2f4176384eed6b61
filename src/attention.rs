//! The core: scaled dot-product attention, `softmax(q kᵀ · scale + mask) v` (Vaswani et al. 2017, equation 1).
//!
//! Everything on the page that is called attention (lessons, encoder, masked decoder, the decoder's look at the encoder,
//! every intervention) is computed here, in one of two forms that agree:
//!
//! * [`attend`], for one query: a sum over keys, `Σᵢ softmax(q·kᵢ · scale)ᵢ vᵢ`;
//! * [`attention`], for all queries at once: two matrix products around a row-wise softmax.
//!
//! Refuses to know of models, files and screens. Shapes: q is `[n, d]`, k is `[m, d]`, v is `[m, e]`; scores and weights are
//! `[n, m]`, the output is `[n, e]`: n queries look at m keys.

use std::collections::BTreeSet;

use crate::matrix::{Matrix, ShapeError, View, product, rows_product, softmax};

/// How one attention is to be computed, beside its q, k and v.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// What scores are multiplied by before the softmax; the paper's is 1/√d, see [`Rule::for_dimension`].
    pub scale: f32,
    /// Which query may look at which key.
    pub mask: Mask,
    /// The output is all zeros; scores and weights are still given.
    pub muted: bool,
    /// Weights set by hand; the rest of each such row shares what is left.
    pub overrides: Vec<Override>,
}

/// Which query may look at which key. The default lets every query look at every key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mask {
    /// Query i may look at keys 0 ..= i only.
    pub causal: bool,
    /// Only the first so many keys are real, the rest is padding.
    pub keys: Option<usize>,
    /// Keys that no query may look at.
    pub hidden: BTreeSet<usize>,
    /// Single pairs (query, key) that are forbidden.
    pub pairs: BTreeSet<(usize, usize)>,
}

/// One weight set by hand.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Override {
    /// The query's row.
    pub query: usize,
    /// The key's column.
    pub key: usize,
    /// The weight it gets, 0 ..= 1.
    pub weight: f32,
}

/// What all queries get.
#[derive(Debug, Clone, PartialEq)]
pub struct Attended {
    /// q·k, before scale and mask, `[n, m]`.
    pub scores: Matrix,
    /// The softmax's shares, `[n, m]`; each row sums to 1, masked pairs are 0.
    pub weights: Matrix,
    /// The weighted sums of values, `[n, e]`.
    pub output: Matrix,
}

/// What one query gets.
#[derive(Debug, Clone, PartialEq)]
pub struct AttendedRow {
    /// q·k, before scale and mask, one per key.
    pub scores: Vec<f32>,
    /// One share per key; they sum to 1.
    pub weights: Vec<f32>,
    /// The weighted sum of values, `e` numbers.
    pub output: Vec<f32>,
}

/// Why an attention cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AttentionError {
    /// q, k and v do not fit each other.
    #[error("attention: {0}")]
    Shape(#[from] ShapeError),
    /// Every key is masked for this query, so there is nothing to share the weight between.
    #[error("query {query} may look at nothing: all its keys are masked")]
    NothingToLookAt {
        /// The query's row.
        query: usize,
    },
    /// A score is not a finite number.
    #[error("query {query}: a score is not a finite number")]
    NotFinite {
        /// The query's row.
        query: usize,
    },
    /// An override outside the matrix or 0 ..= 1, on a masked pair, or in a row whose weights cannot sum to 1.
    #[error("query {query}: the weights set by hand {problem}")]
    Override {
        /// The query's row.
        query: usize,
        /// What is wrong with them.
        problem: &'static str,
    },
}

impl Rule {
    /// The paper's rule for queries and keys of `d` numbers: scale 1/√d, nothing masked, nothing changed.
    pub fn for_dimension(d: usize) -> Self {
        Rule {
            scale: 1.0 / (d.max(1) as f32).sqrt(),
            mask: Mask::default(),
            muted: false,
            overrides: Vec::new(),
        }
    }
}

impl Mask {
    /// The decoder's mask: no query looks at what comes after it.
    pub fn causal() -> Self {
        Mask {
            causal: true,
            ..Mask::default()
        }
    }

    /// Whether `query` may look at `key`.
    pub fn allows(&self, query: usize, key: usize) -> bool {
        !(self.causal && key > query
            || self.keys.is_some_and(|keys| key >= keys)
            || self.hidden.contains(&key)
            || self.pairs.contains(&(query, key)))
    }

    /// Sets the scores of the keys that `query` may not look at to −∞.
    fn apply(&self, row: &mut [f32], query: usize) {
        let real = self.keys.unwrap_or(row.len());
        let seen = if self.causal {
            real.min(query + 1)
        } else {
            real
        };
        let end = row.len();
        let pairs = self.pairs.range((query, 0)..(query, end));
        let single = self.hidden.range(..end).chain(pairs.map(|(_, key)| key));
        for key in (seen.min(end)..end).chain(single.copied()) {
            row[key] = f32::NEG_INFINITY;
        }
    }
}

/// Attention for all queries at once: `q [n, d]`, `k [m, d]`, `v [m, e]`.
///
/// # Errors
/// See [`AttentionError`].
pub fn attention(
    q: View<'_>,
    k: View<'_>,
    v: View<'_>,
    rule: &Rule,
) -> Result<Attended, AttentionError> {
    check_shapes(q.shape(), k, v)?;
    if let Some(o) = rule.overrides.iter().find(|o| o.query >= q.rows()) {
        return Err(AttentionError::Override {
            query: o.query,
            problem: "name a query that is not there",
        });
    }
    let scores = rows_product(q, k)?;
    let mut weights = scores.clone();
    for query in 0..weights.rows() {
        share(weights.row_mut(query), query, rule)?;
    }
    let output = if rule.muted {
        Matrix::zeros(q.rows(), v.cols())
    } else {
        product(weights.view(), v, 1.0)?
    };
    Ok(Attended {
        scores,
        weights,
        output,
    })
}

/// Attention for the one query in row `query` of its sequence: `q` of d numbers, `k [m, d]`, `v [m, e]`.
///
/// # Errors
/// See [`AttentionError`].
pub fn attend(
    query: usize,
    q: &[f32],
    k: View<'_>,
    v: View<'_>,
    rule: &Rule,
) -> Result<AttendedRow, AttentionError> {
    check_shapes([1, q.len()], k, v)?;
    let scores = rows_product(View::from_row(q), k)?.into_vec();
    let mut weights = scores.clone();
    share(&mut weights, query, rule)?;
    let mut output = vec![0.0; v.cols()];
    if !rule.muted {
        for (i, weight) in weights.iter().enumerate() {
            for (sum, value) in output.iter_mut().zip(v.row(i)) {
                *sum += weight * value;
            }
        }
    }
    Ok(AttendedRow {
        scores,
        weights,
        output,
    })
}

/// Turns one row of scores into weights, in place: scale, mask, softmax, overrides.
fn share(row: &mut [f32], query: usize, rule: &Rule) -> Result<(), AttentionError> {
    if !(0..row.len()).any(|key| rule.mask.allows(query, key)) {
        return Err(AttentionError::NothingToLookAt { query });
    }
    row.iter_mut().for_each(|score| *score *= rule.scale);
    rule.mask.apply(row, query);
    if !softmax(row) {
        return Err(AttentionError::NotFinite { query });
    }
    override_weights(row, query, rule)
}

/// Sets the weights chosen by hand and shares what is left of 1 among the others, in their old proportions.
fn override_weights(row: &mut [f32], query: usize, rule: &Rule) -> Result<(), AttentionError> {
    let mut chosen = vec![];
    for o in rule.overrides.iter().filter(|o| o.query == query) {
        // The last one said about a pair counts.
        chosen.retain(|&(key, _)| key != o.key);
        chosen.push((o.key, o.weight));
    }
    if chosen.is_empty() {
        return Ok(());
    }
    let fail = |problem| Err(AttentionError::Override { query, problem });
    if chosen.iter().any(|&(key, _)| key >= row.len()) {
        return fail("name a key that is not there");
    }
    if !chosen
        .iter()
        .all(|(_, weight)| (0.0..=1.0).contains(weight))
    {
        return fail("are not between 0 and 1");
    }
    if chosen.iter().any(|&(key, _)| !rule.mask.allows(query, key)) {
        return fail("are on a masked key");
    }
    let fixed: f32 = chosen.iter().map(|&(_, weight)| weight).sum();
    let others = 1.0 - chosen.iter().map(|&(key, _)| row[key]).sum::<f32>();
    if fixed > 1.0 + 1e-6 {
        return fail("sum to more than 1");
    }
    let free = (1.0 - fixed).max(0.0);
    // Below this the other keys hold nothing but rounding, which cannot be scaled up to a share.
    let nothing_left = others <= 1e-6;
    if nothing_left && free > 1e-6 {
        return fail("leave a rest that no other key can take");
    }
    let factor = if nothing_left { 0.0 } else { free / others };
    row.iter_mut().for_each(|weight| *weight *= factor);
    for (key, weight) in chosen {
        row[key] = weight;
    }
    Ok(())
}

/// Whether queries of this shape, keys and values fit each other.
fn check_shapes(q: [usize; 2], k: View<'_>, v: View<'_>) -> Result<(), ShapeError> {
    let misfit = |operation, left, right| {
        Err(ShapeError {
            operation,
            left,
            right,
        })
    };
    if q[1] != k.cols() {
        return misfit("queries and keys", q, k.shape());
    }
    if k.rows() != v.rows() {
        return misfit("keys and values", k.shape(), v.shape());
    }
    Ok(())
}
