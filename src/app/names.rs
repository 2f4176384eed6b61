//! The same things under their two names: as the model has them, and as a figure has them.

use crate::app::Picture;
use crate::engine::protocol::Quantity;
use crate::figure::{self, Attention};
use crate::model::{Kind, Reading, Side};

/// The figure's name for an attention.
pub fn attention(kind: Kind) -> Attention {
    match kind {
        Kind::Encoder => Attention::Encoder,
        Kind::Decoder => Attention::Decoder,
        Kind::Cross => Attention::Cross,
    }
}

/// The name of an attention in the field.
pub fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::Encoder => "Encoder self-attention",
        Kind::Decoder => "Masked decoder self-attention",
        Kind::Cross => "Cross-attention",
    }
}

/// The name in files of the row in which a target word is read; the encoder has only one.
pub fn reading(kind: Kind, reading: Reading) -> &'static str {
    match (kind, reading) {
        (Kind::Encoder, _) => "",
        (_, Reading::Saying) => "saying",
        (_, Reading::Said) => "said",
    }
}

/// The model's name for a figure's attention.
pub fn kind(attention: Attention) -> Kind {
    match attention {
        Attention::Encoder => Kind::Encoder,
        Attention::Decoder => Kind::Decoder,
        Attention::Cross => Kind::Cross,
    }
}

/// The figure's name for a side.
pub fn side(side: Side) -> figure::Side {
    match side {
        Side::Source => figure::Side::Source,
        Side::Target => figure::Side::Target,
    }
}

/// The figure's name for what a picture's numbers are.
pub fn quantity(picture: &Picture) -> figure::Quantity {
    match (picture.quantity, picture.less) {
        (Quantity::Weight | Quantity::Rollout, None) => figure::Quantity::Weight,
        (Quantity::Weight | Quantity::Rollout, Some(_)) => figure::Quantity::WeightDifference,
        (Quantity::Norm, None) => figure::Quantity::Norm,
        (Quantity::Score | Quantity::Scaled, None) => figure::Quantity::Score,
        (Quantity::Score | Quantity::Scaled | Quantity::Norm, Some(_)) => {
            figure::Quantity::ScoreDifference
        }
    }
}
