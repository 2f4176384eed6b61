//! What the built-in model's manifest opens the page with: heads that measurement prefers, which no test knows by number.

use std::fs;
use std::path::Path;

use attention_loom::model::{Kind, Manifest, Opening, Reading};
use serde_json::Value;

/// The built-in model's manifest.
pub fn manifest() -> Manifest {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/models/en-de");
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// The layer, head and row that `kind` opens with.
pub fn opening(kind: Kind) -> Opening {
    let mut open = manifest().open.into_iter();
    open.find(|open| open.kind == kind).unwrap()
}

/// The number of that head, as people count.
pub fn head(kind: Kind) -> String {
    (opening(kind).heads[0] + 1).to_string()
}

/// “layer 1, head 5”.
pub fn place(kind: Kind) -> String {
    format!("layer {}, head {}", opening(kind).layer + 1, head(kind))
}

/// Its weights by word in a trace.
pub fn weights(trace: &Value, kind: Kind) -> &Value {
    let Opening { layer, heads, .. } = opening(kind);
    &layers(trace, kind)[layer][heads[0]]
}

/// All weights by word of an attention in a trace, `[layer][head]`, in the row that it opens with.
pub fn layers(trace: &Value, kind: Kind) -> &Value {
    let by_word = &trace["by_word"];
    let reading = match opening(kind).reading {
        Reading::Saying => "saying",
        Reading::Said => "said",
    };
    match kind {
        Kind::Encoder => &by_word["encoder"],
        Kind::Decoder => &by_word["decoder"][reading],
        Kind::Cross => &by_word["cross"][reading],
    }
}
