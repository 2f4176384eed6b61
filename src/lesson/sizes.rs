//! The sizes of the open model, of which prose speaks by name: `#width`, `#size`, `#heads`, `#layers`, `#sets`. So the same
//! sentence is true of a model that somebody has brought.

use crate::engine::protocol::ModelInfo;

/// Sizes of a model's encoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Numbers in a word's vector.
    pub width: usize,
    /// Heads of a layer.
    pub heads: usize,
    /// Layers.
    pub layers: usize,
}

impl Sizes {
    /// Those of the model that the page comes with, for as long as none has arrived; a test holds them.
    pub const BUILT_IN: Sizes = Sizes {
        width: 256,
        heads: 8,
        layers: 3,
    };

    /// Those of a model.
    pub fn of(info: &ModelInfo) -> Self {
        Self {
            width: info.d_model,
            heads: info.encoder_heads,
            layers: info.encoder_layers,
        }
    }

    /// `text` with the numbers where it names them.
    pub fn fill(self, text: &str) -> String {
        let named = [
            ("#width", self.width),
            ("#size", self.width / self.heads.max(1)),
            ("#heads", self.heads),
            ("#layers", self.layers),
            ("#sets", self.heads * self.layers),
        ];
        named.iter().fold(text.to_owned(), |text, (name, size)| {
            text.replace(name, &size.to_string())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sizes_become_numbers() {
        let text = "#width numbers, #heads × #size; #sets heads in #layers layers";
        assert_eq!(
            Sizes::BUILT_IN.fill(text),
            "256 numbers, 8 × 32; 24 heads in 3 layers"
        );
    }
}
