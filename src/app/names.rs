//! The same things under their two names: as the model has them, and as a figure has them.

use crate::engine::protocol::Quantity;
use crate::figure::{self, Attention};
use crate::model::{Kind, Side};

/// The figure's name for an attention.
pub fn attention(kind: Kind) -> Attention {
    match kind {
        Kind::Encoder => Attention::Encoder,
        Kind::Decoder => Attention::Decoder,
        Kind::Cross => Attention::Cross,
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

/// The figure's name for a quantity.
pub fn quantity(quantity: Quantity) -> figure::Quantity {
    match quantity {
        Quantity::Weight => figure::Quantity::Weight,
        Quantity::Score | Quantity::Scaled => figure::Quantity::Score,
    }
}
