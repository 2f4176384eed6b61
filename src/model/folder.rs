//! A model's folder: configuration, tokenizer, weights and, where there is one, a manifest.

use super::beam::Hypothesis;
use super::config::Config;
use super::error::ModelError;
use super::kind::{Interventions, Side};
use super::manifest::Manifest;
use super::network::Network;
use super::run::{Plan, Run};
use super::weights::Weights;
use crate::text::{Sentence, TextError, Tokenizer};

/// The configuration's name in the folder.
pub const CONFIG_FILE: &str = "config.json";
/// The tokenizer's name in the folder.
pub const TOKENIZER_FILE: &str = "tokenizer.json";
/// The weights' name in the folder.
pub const WEIGHTS_FILE: &str = "model.safetensors";
/// The manifest's name in the folder.
pub const MANIFEST_FILE: &str = "manifest.json";

/// The contents of a folder's files.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// `config.json`.
    pub config: &'a [u8],
    /// `tokenizer.json`.
    pub tokenizer: &'a [u8],
    /// `model.safetensors`.
    pub weights: &'a [u8],
}

/// A network with its tokenizer.
pub struct Model {
    /// The network.
    pub network: Network,
    /// Its tokenizer.
    pub tokenizer: Tokenizer,
    /// What the folder says of itself; a default one where it says nothing.
    pub manifest: Manifest,
}

impl Model {
    /// Loads a folder's files.
    ///
    /// # Errors
    /// When one of them cannot be used; the sentence names it.
    pub fn load(files: Files<'_>, manifest: Manifest) -> Result<Self, ModelError> {
        let config = Config::from_bytes(files.config)?;
        let tokenizer = Tokenizer::from_bytes(files.tokenizer)
            .map_err(|e| ModelError::file(TOKENIZER_FILE, e))?;
        if tokenizer.vocabulary_size() > config.vocab_size {
            return Err(ModelError::file(
                TOKENIZER_FILE,
                format!(
                    "it has {} entries, but the model only {}",
                    tokenizer.vocabulary_size(),
                    config.vocab_size
                ),
            ));
        }
        for symbol in [config.eos_token_id, config.start_token_id()] {
            tokenizer
                .entry(symbol)
                .map_err(|e| ModelError::file(TOKENIZER_FILE, e))?;
        }
        let weights = Weights::from_bytes(files.weights)?;
        Ok(Self {
            network: Network::load(config, &weights)?,
            tokenizer,
            manifest,
        })
    }

    /// Cuts `text` as this side is read: the source ends with the end symbol, the target has no symbol.
    ///
    /// # Errors
    /// When the tokenizer fails on it.
    pub fn sentence(&self, text: &str, side: Side) -> Result<Sentence, TextError> {
        let mut sentence = self.tokenizer.sentence(text)?;
        if side == Side::Source {
            let end = self.network.config().eos_token_id;
            sentence
                .pieces
                .push(self.tokenizer.symbol(end, text.len())?);
        }
        Ok(sentence)
    }

    /// Reads a source (with its end symbol) and a target (without symbols).
    ///
    /// # Errors
    /// As [`Network::run`].
    pub fn run(
        &self,
        source: &Sentence,
        target: &Sentence,
        interventions: &Interventions,
    ) -> Result<Run, ModelError> {
        self.run_after(None, source, target, interventions)
    }

    /// The same, taking over from an `earlier` run of this model what would come out equal ([`Network::run_after`]).
    ///
    /// # Errors
    /// As [`Network::run`].
    pub fn run_after(
        &self,
        earlier: Option<&Run>,
        source: &Sentence,
        target: &Sentence,
        interventions: &Interventions,
    ) -> Result<Run, ModelError> {
        let plan = Plan::new(source, target, interventions);
        let mut rows = vec![self.network.config().start_token_id()];
        rows.extend(target.ids());
        self.network.run_after(earlier, &source.ids(), &rows, plan)
    }

    /// The greedy translation of a source, at most three pieces for each of its own and twenty more.
    ///
    /// # Errors
    /// As [`Network::run`], or when the pieces cannot be joined.
    pub fn translate(
        &self,
        source: &Sentence,
        interventions: &Interventions,
    ) -> Result<String, ModelError> {
        self.go_on(source, &Sentence::default(), 0, &[], interventions)
    }

    /// The first `kept` pieces of `target`, then those of `chosen`, then what the model says to that, piece by piece the
    /// likeliest: as one text, in which the kept part stays as it was typed.
    ///
    /// # Errors
    /// As [`Model::translate`].
    pub fn go_on(
        &self,
        source: &Sentence,
        target: &Sentence,
        kept: usize,
        chosen: &[u32],
        interventions: &Interventions,
    ) -> Result<String, ModelError> {
        let plan = Plan::new(source, target, interventions);
        let limit = source.pieces.len() * 3 + 20;
        let kept = &target.pieces[..kept.min(target.pieces.len())];
        let typed = &target.text[..kept.last().map_or(0, |piece| piece.end)];
        let mut said: Vec<u32> = kept.iter().map(|piece| piece.id).collect();
        let before = self.tokenizer.decode(&said)?;
        said.extend(chosen);
        let said = self
            .network
            .translate_from(&source.ids(), &said, limit, &plan)?;
        let text = self.tokenizer.decode(&said)?;
        Ok(match text.strip_prefix(&before) {
            Some(rest) => typed.to_owned() + rest,
            None => text,
        })
    }

    /// The best translations that `beams` beams find, best first, of as many pieces at most as [`Model::translate`].
    ///
    /// # Errors
    /// As [`Network::run`].
    pub fn beam_search(
        &self,
        source: &Sentence,
        beams: usize,
        interventions: &Interventions,
    ) -> Result<Vec<Hypothesis>, ModelError> {
        let plan = Plan::new(source, &Sentence::default(), interventions);
        let limit = source.pieces.len() * 3 + 20;
        self.network.beam_search(&source.ids(), beams, limit, &plan)
    }
}
