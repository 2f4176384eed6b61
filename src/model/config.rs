//! `config.json` of a Marian folder.

use serde::Deserialize;

use super::error::ModelError;
use super::folder::CONFIG_FILE;

/// The shape of the network, as `config.json` names it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Config {
    /// Must be `marian`.
    pub model_type: String,
    /// Numbers in a piece's vector.
    pub d_model: usize,
    /// Layers of the encoder.
    pub encoder_layers: usize,
    /// Layers of the decoder.
    pub decoder_layers: usize,
    /// Heads of each encoder self-attention.
    pub encoder_attention_heads: usize,
    /// Heads of each decoder self-attention and cross-attention.
    pub decoder_attention_heads: usize,
    /// Inner width of the encoder's feed-forward layers.
    pub encoder_ffn_dim: usize,
    /// Inner width of the decoder's feed-forward layers.
    pub decoder_ffn_dim: usize,
    /// Non-linearity of the feed-forward layers.
    pub activation_function: Activation,
    /// Whether embeddings are multiplied by √d_model.
    #[serde(default)]
    pub scale_embedding: bool,
    /// Entries in the vocabulary.
    pub vocab_size: usize,
    /// Positions the model may use, so the pieces of a side at most.
    pub max_position_embeddings: usize,
    /// The end symbol.
    pub eos_token_id: u32,
    /// The padding symbol.
    pub pad_token_id: u32,
    /// What the decoder reads first; the padding symbol where nothing is said.
    #[serde(default)]
    pub decoder_start_token_id: Option<u32>,
    /// Pieces that may never be said (lists of one piece each are heeded).
    #[serde(default)]
    pub bad_words_ids: Option<Vec<Vec<u32>>>,
    #[serde(default = "yes")]
    share_encoder_decoder_embeddings: bool,
    #[serde(default)]
    normalize_before: bool,
    #[serde(default)]
    normalize_embedding: bool,
}

/// Non-linearity of a feed-forward layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Activation {
    /// max(0, x).
    Relu,
    /// x · sigmoid(x), also called SiLU.
    #[serde(alias = "silu")]
    Swish,
    /// x · Φ(x), with the error function.
    Gelu,
}

fn yes() -> bool {
    true
}

impl Config {
    /// Reads and checks the contents of a `config.json`.
    ///
    /// # Errors
    /// When it is not the configuration of a network that this module computes.
    pub fn from_bytes(json: &[u8]) -> Result<Self, ModelError> {
        let config: Config =
            serde_json::from_slice(json).map_err(|e| ModelError::file(CONFIG_FILE, e))?;
        match config.problem() {
            Some(problem) => Err(ModelError::file(CONFIG_FILE, problem)),
            None => Ok(config),
        }
    }

    fn problem(&self) -> Option<String> {
        if self.model_type != "marian" {
            return Some(format!(
                "model_type is {:?}, but only \"marian\" can be read",
                self.model_type
            ));
        }
        if self.normalize_before || self.normalize_embedding {
            return Some(
                "normalize_before and normalize_embedding are not part of Marian".to_owned(),
            );
        }
        if !self.share_encoder_decoder_embeddings {
            return Some("separate encoder and decoder embeddings cannot be read".to_owned());
        }
        // Generous limits, so that products of these numbers cannot overflow even where usize has 32 bits.
        let bounded = [
            ("d_model", self.d_model, 1 << 14),
            ("encoder_layers", self.encoder_layers, 1 << 8),
            ("decoder_layers", self.decoder_layers, 1 << 8),
            (
                "encoder_attention_heads",
                self.encoder_attention_heads,
                1 << 8,
            ),
            (
                "decoder_attention_heads",
                self.decoder_attention_heads,
                1 << 8,
            ),
            ("encoder_ffn_dim", self.encoder_ffn_dim, 1 << 16),
            ("decoder_ffn_dim", self.decoder_ffn_dim, 1 << 16),
            ("vocab_size", self.vocab_size, 1 << 17),
            (
                "max_position_embeddings",
                self.max_position_embeddings,
                1 << 14,
            ),
        ];
        if let Some((name, value, most)) = bounded
            .iter()
            .find(|(_, value, most)| !(1..=*most).contains(value))
        {
            return Some(format!("{name} is {value}, not between 1 and {most}"));
        }
        for (name, heads) in [
            ("encoder_attention_heads", self.encoder_attention_heads),
            ("decoder_attention_heads", self.decoder_attention_heads),
        ] {
            if !self.d_model.is_multiple_of(heads) {
                return Some(format!(
                    "d_model {} is no multiple of {name} {heads}",
                    self.d_model
                ));
            }
        }
        let symbols = [self.eos_token_id, self.pad_token_id, self.start_token_id()];
        symbols
            .iter()
            .find(|&&id| id as usize >= self.vocab_size)
            .map(|id| format!("symbol {id} is beyond vocab_size {}", self.vocab_size))
    }

    /// What the decoder reads first.
    pub fn start_token_id(&self) -> u32 {
        self.decoder_start_token_id.unwrap_or(self.pad_token_id)
    }
}

impl Activation {
    /// Applies it to every number.
    pub fn apply(self, numbers: &mut [f32]) {
        match self {
            // Not `max`, which is a call for every number in WASM.
            Activation::Relu => numbers
                .iter_mut()
                .for_each(|x| *x = if *x > 0.0 { *x } else { 0.0 }),
            Activation::Swish => numbers.iter_mut().for_each(|x| *x /= 1.0 + (-*x).exp()),
            Activation::Gelu => numbers
                .iter_mut()
                .for_each(|x| *x *= 0.5 * (1.0 + erf(*x * std::f32::consts::FRAC_1_SQRT_2))),
        }
    }
}

/// The error function, to 1.2e-7 (Numerical Recipes, `erfcc`), in double precision inside.
fn erf(x: f32) -> f32 {
    let x = f64::from(x);
    let t = 1.0 / (1.0 + 0.5 * x.abs());
    let coefficients = [
        -1.265_512_23,
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    let series = coefficients.iter().rev().fold(0.0, |sum, c| sum * t + c);
    let complement = t * (-x * x + series).exp();
    (if x >= 0.0 {
        1.0 - complement
    } else {
        complement - 1.0
    }) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r#"{"model_type": "marian", "d_model": 8, "encoder_layers": 1, "decoder_layers": 1,
        "encoder_attention_heads": 2, "decoder_attention_heads": 2, "encoder_ffn_dim": 16, "decoder_ffn_dim": 16,
        "activation_function": "silu", "vocab_size": 10, "max_position_embeddings": 64, "eos_token_id": 0, "pad_token_id": 2}"#;

    #[test]
    fn reads_what_it_knows_and_names_what_it_does_not() {
        let config = Config::from_bytes(GOOD.as_bytes()).unwrap();
        assert_eq!(
            (config.activation_function, config.start_token_id()),
            (Activation::Swish, 2)
        );
        let cases = [
            ("\"marian\"", "\"bart\"", "model_type is \"bart\""),
            ("\"d_model\": 8", "\"d_model\": 9", "no multiple"),
            (
                "\"d_model\": 8",
                "\"d_model\": 0",
                "d_model is 0, not between",
            ),
            (
                "\"encoder_layers\": 1",
                "\"encoder_layers\": 99999",
                "encoder_layers is 99999",
            ),
            ("\"pad_token_id\": 2", "\"pad_token_id\": 10", "symbol 10"),
            ("silu", "tanh", "unknown variant `tanh`"),
            ("}", "", "EOF"),
        ];
        for (from, to, expected) in cases {
            let error = Config::from_bytes(GOOD.replace(from, to).as_bytes())
                .unwrap_err()
                .to_string();
            assert!(
                error.starts_with("config.json: ") && error.contains(expected),
                "{error}"
            );
        }
    }

    #[test]
    fn activations_at_known_points() {
        let at = |activation: Activation, x: f32| {
            let mut numbers = [x];
            activation.apply(&mut numbers);
            numbers[0]
        };
        assert_eq!(at(Activation::Relu, -1.0), 0.0);
        assert!((at(Activation::Swish, 1.0) - 0.731_058_6).abs() < 1e-6);
        assert!((at(Activation::Gelu, 1.0) - 0.841_344_8).abs() < 1e-6);
        assert!((at(Activation::Gelu, -0.5) + 0.154_268_77).abs() < 1e-6);
        assert_eq!(at(Activation::Swish, -200.0), 0.0);
    }
}
