//! Answers to lessons' questions: the mean vector of a text, everything that one attention is made of, and how heads are
//! missed.

use super::guesses::next_pieces;
use super::kept::Buffers;
use super::protocol::{Missed, PairStudied, PairStudy, Studied, Study};
use crate::matrix::Matrix;
use crate::model::{Heads, Interventions, Kind, Model, ModelError, Plan, Side};
use crate::text::Sentence;

/// The answer to `study`.
///
/// # Errors
/// When a text cannot be read, or the model has not this layer.
pub(super) fn study(
    model: &Model,
    study: &Study,
    buffers: &mut Buffers,
) -> Result<Studied, ModelError> {
    match study {
        Study::Meanings(texts) => {
            let mut rows = Matrix::zeros(texts.len(), model.network.config().d_model);
            for (i, text) in texts.iter().enumerate() {
                mean(model, text, rows.row_mut(i))?;
            }
            Ok(Studied::Meanings(buffers.push(rows)))
        }
        Study::Pair(asked) => pair(model, asked, buffers),
        Study::Missed {
            source,
            target,
            layer,
        } => missed(model, [source, target], *layer),
    }
}

/// Runs the pair as it is, then with each head of an encoder layer muted, then with all; each run begins at that layer.
fn missed(model: &Model, [source, target]: [&str; 2], layer: usize) -> Result<Studied, ModelError> {
    let source = model.sentence(source, Side::Source)?;
    let target = model.sentence(target, Side::Target)?;
    let whole = model.run(&source, &target, &Interventions::default())?;
    let kind = Kind::Encoder;
    let without = |head: Option<usize>| {
        let mut muting = Interventions::default();
        muting.mute.push(Heads { kind, layer, head });
        let run = model.run_after(Some(&whole), &source, &target, &muting)?;
        Ok(next_pieces(model, &run, &target)?.written)
    };
    let heads = 0..whole.extent(kind).1;
    Ok(Studied::Missed(Missed {
        whole: next_pieces(model, &whole, &target)?.written,
        without: heads
            .map(|head| without(Some(head)))
            .collect::<Result<_, ModelError>>()?,
        without_all: without(None)?,
        target,
    }))
}

/// Adds the mean of the encoder's rows for `text` to `out`, d numbers. A text without pieces has the end symbol's row.
fn mean(model: &Model, text: &str, out: &mut [f32]) -> Result<(), ModelError> {
    let sentence = model.sentence(text, Side::Source)?;
    let plan = Plan::new(&sentence, &Sentence::default(), &Interventions::default());
    let (_, output) = model.network.encode(&sentence.ids(), &plan)?;
    let rows = (output.rows() - 1).max(1);
    for row in 0..rows {
        for (sum, number) in out.iter_mut().zip(output.row(row)) {
            *sum += number / rows as f32;
        }
    }
    Ok(())
}

fn pair(model: &Model, asked: &PairStudy, buffers: &mut Buffers) -> Result<Studied, ModelError> {
    let source = model.sentence(&asked.source, Side::Source)?;
    let target = model.sentence(&asked.target, Side::Target)?;
    let ids = source.ids();
    let mut places = asked.order.clone();
    places.sort_unstable();
    // What is no order of these pieces belongs to another text: they are read as they stand.
    let ids = match places.iter().copied().eq(0..ids.len()) {
        true => asked.order.iter().map(|&place| ids[place]).collect(),
        false => ids,
    };
    let mut rows = vec![model.network.config().start_token_id()];
    rows.extend(target.ids());
    let plan = Plan::new(&source, &target, &asked.interventions);
    let run = model.network.run(&ids, &rows, plan)?;
    let (kind, layer) = (asked.kind, asked.layer);
    let made = match kind {
        Kind::Encoder => run.encoder.get(layer).map(|run| (&run.input, &run.own)),
        Kind::Decoder => run.decoder.get(layer).map(|run| (&run.input, &run.own)),
        Kind::Cross => {
            let layer = run.decoder.get(layer);
            layer.map(|layer| (&run.encoder_output, &layer.cross))
        }
    };
    let (input, made) = made.ok_or(ModelError::NoSuchHead {
        kind,
        layer,
        head: 0,
    })?;
    let next = next_pieces(model, &run, &target)?;
    Ok(Studied::Pair(Box::new(PairStudied {
        input: buffers.push(input.clone()),
        q: buffers.push(made.q.clone()),
        k: buffers.push(made.k.clone()),
        v: buffers.push(made.v.clone()),
        output: buffers.push(run.encoder_output.clone()),
        heads: run.extent(kind).1,
        next: next.guesses,
        written: next.written,
        source,
        target,
    })))
}
