//! `loom record`: the page's own first request, answered in advance.

use attention_loom::engine::compact;
use attention_loom::engine::protocol::{Look, Quantity, Recording, Reply, Request, Unit};
use attention_loom::model::Interventions;

use crate::arguments;
use crate::folder::{Folder, write};

/// Writes the recording.
pub fn run(command: &arguments::Record) -> Result<bool, String> {
    let (mut session, info) = Folder::session(&command.model.folder)?;
    let looks = info.manifest.open.iter().map(|opening| Look {
        kind: opening.kind,
        layer: opening.layer,
        heads: opening.heads.clone(),
        quantity: Quantity::Weight,
        unit: Unit::Words,
        reading: opening.reading,
    });
    let (reply, buffers) = session.answer(Request::Run {
        source: command.source.clone(),
        target: command.target.clone(),
        interventions: Interventions::default(),
        looks: looks.collect(),
    });
    let ran = match reply {
        Reply::Ran(ran) => *ran,
        Reply::Refused { message } => return Err(message),
        other => return Err(format!("the session answered {other:?}")),
    };
    let recording = Recording { info, ran, buffers };
    let bytes = compact::pack(&recording).map_err(|e| e.to_string())?;
    write(&command.output, &bytes)?;
    Ok(true)
}
