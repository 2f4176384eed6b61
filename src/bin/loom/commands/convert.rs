//! `loom quantize` and `loom dequantize`

use attention_loom::model::{self, ModelError};

use crate::arguments::Convert;
use crate::folder::{Folder, read_manifest};

/// Writes the folder with its matrices as I8.
pub fn quantize(command: &Convert) -> Result<bool, String> {
    convert(command, model::quantize)
}

/// Writes the folder with all numbers as F32.
pub fn dequantize(command: &Convert) -> Result<bool, String> {
    convert(command, model::dequantize)
}

fn convert(
    command: &Convert,
    change: fn(&[u8]) -> Result<Vec<u8>, ModelError>,
) -> Result<bool, String> {
    let mut folder = Folder::read(&command.from)?;
    if let Some(path) = &command.manifest {
        folder.manifest = read_manifest(path)?;
    }
    folder.weights =
        change(&folder.weights).map_err(|e| format!("{}/{e}", command.from.display()))?;
    // A folder that cannot be loaded is not worth writing.
    model::Model::load(folder.files(), folder.manifest.clone())
        .map_err(|e| format!("{}/{e}", command.from.display()))?;
    folder.write(&command.to)?;
    Ok(true)
}
