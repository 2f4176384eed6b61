//! The session: a model, the newest runs, and an answer to every request.

use std::collections::VecDeque;
use std::hint::black_box;

use super::guesses::{Next, next_pieces};
use super::kept::{Buffers, Kept};
use super::protocol::{Begin, Look, ModelInfo, Ran, Reply, Request, RunId};
use crate::model::{Files, Interventions, Kind, Manifest, Model, ModelError, Opening, Run, Side};
use crate::text::Sentence;

/// Runs that are kept: what is on screen, what it is compared with, and what undo goes back to.
const KEPT_RUNS: usize = 4;

/// A model and the runs that can be looked at.
#[derive(Default)]
pub struct Session {
    model: Option<Model>,
    runs: VecDeque<Kept>,
    last: RunId,
    clock: Option<Clock>,
}

/// Milliseconds since some fixed moment. A session has no clock of its own: what runs it brings one.
pub type Clock = fn() -> f64;

/// Why a request is not met.
enum Refusal {
    Gone(RunId),
    Said(String),
}

impl From<ModelError> for Refusal {
    fn from(error: ModelError) -> Self {
        Refusal::Said(error.to_string())
    }
}

impl Session {
    /// A session without a model.
    pub fn new() -> Self {
        Self::default()
    }

    /// A session that times its runs.
    pub fn with_clock(clock: Clock) -> Self {
        Self {
            clock: Some(clock),
            ..Self::default()
        }
    }

    /// Loads a model in place of the present one; its runs go.
    ///
    /// # Errors
    /// When a file cannot be used; the present model and its runs then stay.
    pub fn load(&mut self, files: Files<'_>, manifest: Manifest) -> Result<ModelInfo, ModelError> {
        let model = Model::load(files, manifest)?;
        let info = describe(&model);
        self.model = Some(model);
        self.runs.clear();
        Ok(info)
    }

    /// Answers one request; the buffers belong to the reply's tensors. [`Request::Load`] is the worker's own affair, since
    /// a session fetches nothing.
    pub fn answer(&mut self, request: Request) -> (Reply, Vec<Vec<f32>>) {
        let mut buffers = Buffers::default();
        match self.try_answer(request, &mut buffers) {
            Ok(reply) => (reply, buffers.into_inner()),
            Err(Refusal::Gone(run)) => (Reply::Gone { run }, vec![]),
            Err(Refusal::Said(message)) => (Reply::Refused { message }, vec![]),
        }
    }

    fn try_answer(&mut self, request: Request, buffers: &mut Buffers) -> Result<Reply, Refusal> {
        match request {
            Request::Load { .. } => Err(Refusal::Said(
                "a session is given its model, it fetches none".to_owned(),
            )),
            Request::Run {
                source,
                target,
                interventions,
                looks,
            } => self.run(&source, &target, &interventions, &looks, buffers),
            Request::Look { run, looks } => Ok(Reply::Looked {
                run,
                looks: self
                    .kept(run)?
                    .look_all(&looks, &self.model()?.network, buffers)?,
            }),
            Request::Ask { run, ask } => {
                let aligner = self.opening(Kind::Cross);
                let told = self
                    .kept(run)?
                    .tell(self.model()?, &ask, aligner, buffers)?;
                Ok(Reply::Told { run, ask, told })
            }
            Request::Translate {
                source,
                interventions,
                begin,
            } => {
                let model = self.model()?;
                let read = |text: &str, side| model.sentence(text, side).map_err(ModelError::from);
                let source = read(&source, Side::Source)?;
                let text = match begin {
                    None => model.translate(&source, &interventions)?,
                    Some(begin) => {
                        let target = read(&begin.target, Side::Target)?;
                        let Begin { kept, chosen, .. } = begin;
                        model.go_on(&source, &target, kept, &chosen, &interventions)?
                    }
                };
                Ok(Reply::Translated { text })
            }
            Request::Study { study } => Ok(Reply::Studied {
                studied: super::study::study(self.model()?, &study, buffers)?,
            }),
            Request::Measure {
                source,
                target,
                times,
            } => self.measure(&source, &target, times),
        }
    }

    fn run(
        &mut self,
        source: &str,
        target: &str,
        interventions: &Interventions,
        looks: &[Look],
        buffers: &mut Buffers,
    ) -> Result<Reply, Refusal> {
        let model = self.model()?;
        let source = model
            .sentence(source, Side::Source)
            .map_err(ModelError::from)?;
        let target = model
            .sentence(target, Side::Target)
            .map_err(ModelError::from)?;
        let start = self.clock.map(|now| now());
        let earlier = self.nearest(&source, &target);
        let run = model.run_after(earlier, &source, &target, interventions)?;
        let Next { guesses, written } = next_pieces(model, &run, &target)?;
        let milliseconds = self.clock.zip(start).map(|(now, start)| now() - start);
        let kept = Kept {
            id: self.last + 1,
            run,
            source,
            target,
        };
        let reply = Ran {
            run: kept.id,
            source: kept.source.clone(),
            target: kept.target.clone(),
            next: guesses,
            written,
            looks: kept.look_all(looks, &model.network, buffers)?,
            bytes: kept.run.bytes(),
            milliseconds,
        };
        self.last = kept.id;
        self.runs.truncate(KEPT_RUNS - 1);
        self.runs.push_front(kept);
        Ok(Reply::Ran(Box::new(reply)))
    }

    fn measure(&self, source: &str, target: &str, times: usize) -> Result<Reply, Refusal> {
        let model = self.model()?;
        let clock = self
            .clock
            .ok_or_else(|| Refusal::Said("this session has no clock".to_owned()))?;
        let source = model
            .sentence(source, Side::Source)
            .map_err(ModelError::from)?;
        let target = model
            .sentence(target, Side::Target)
            .map_err(ModelError::from)?;
        let mut milliseconds = Vec::with_capacity(times);
        for _ in 0..times {
            let start = clock();
            read_everything(model, &source, &target)?;
            milliseconds.push(clock() - start);
        }
        Ok(Reply::Measured {
            source: source.pieces.len(),
            target: target.pieces.len() + 1,
            milliseconds,
        })
    }

    fn model(&self) -> Result<&Model, Refusal> {
        self.model
            .as_ref()
            .ok_or_else(|| Refusal::Said("no model has been loaded yet".to_owned()))
    }

    /// The kept run that most can be taken over from: of the same pair, else of the same source.
    fn nearest(&self, source: &Sentence, target: &Sentence) -> Option<&Run> {
        let same_source = || self.runs.iter().filter(|kept| kept.source == *source);
        let same = same_source().find(|kept| kept.target == *target);
        same.or(same_source().next()).map(|kept| &kept.run)
    }

    fn kept(&self, run: RunId) -> Result<&Kept, Refusal> {
        let kept = self.runs.iter().find(|kept| kept.id == run);
        kept.ok_or(Refusal::Gone(run))
    }

    fn opening(&self, kind: Kind) -> Option<&Opening> {
        let open = &self.model.as_ref()?.manifest.open;
        open.iter().find(|opening| opening.kind == kind)
    }
}

/// The forward pass, every head's weights and all logits: what the benchmarks time.
///
/// # Errors
/// As [`Model::run`].
pub fn read_everything(
    model: &Model,
    source: &Sentence,
    target: &Sentence,
) -> Result<(), ModelError> {
    let run = model.run(source, target, &Interventions::default())?;
    for kind in Kind::ALL {
        let (layers, heads) = run.extent(kind);
        for (layer, head) in (0..layers).flat_map(|layer| (0..heads).map(move |head| (layer, head)))
        {
            black_box(run.attended(kind, layer, head)?);
        }
    }
    black_box(model.network.logits(&run.decoder_output)?);
    Ok(())
}

fn describe(model: &Model) -> ModelInfo {
    let config = model.network.config();
    ModelInfo {
        name: model.manifest.name.clone(),
        encoder_layers: config.encoder_layers,
        decoder_layers: config.decoder_layers,
        encoder_heads: config.encoder_attention_heads,
        decoder_heads: config.decoder_attention_heads,
        d_model: config.d_model,
        max_pieces: config.max_position_embeddings,
        manifest: model.manifest.clone(),
    }
}
