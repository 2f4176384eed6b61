//! `loom trace`

use std::io::Write;

use attention_loom::engine::{ModelName, Only, Trace};
use attention_loom::model::Model;
use serde_json::json;

use super::{lines, written};
use crate::arguments;
use crate::folder::Folder;

/// Prints one JSON object a pair; `Ok(false)` when a line of the input had an error in its place.
pub fn run(command: &arguments::Trace, out: &mut impl Write) -> Result<bool, String> {
    let (model, name) = Folder::load(&command.model.folder)?;
    let Some(input) = &command.input else {
        let source = command.source.as_deref().unwrap_or_default();
        let target = command.target.as_deref().unwrap_or_default();
        let trace = trace(command, &model, &name, source, target)?;
        writeln!(out, "{trace}").map_err(written)?;
        return Ok(true);
    };
    let mut all_well = true;
    for (i, line) in lines(input)?.enumerate() {
        let traced = line.and_then(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [source, target] => trace(command, &model, &name, source, target),
            ref fields => Err(format!(
                "a line is a source and a target with one tab between, this one has {} fields",
                fields.len()
            )),
        });
        let printed = traced.unwrap_or_else(|error| {
            all_well = false;
            json!({"line": i + 1, "error": error}).to_string()
        });
        writeln!(out, "{printed}").map_err(written)?;
    }
    Ok(all_well)
}

fn trace(
    command: &arguments::Trace,
    model: &Model,
    name: &ModelName,
    source: &str,
    target: &str,
) -> Result<String, String> {
    let only = Only {
        attention: command.attention.map(Into::into),
        layer: command.layer,
        head: command.head,
    };
    let name = name.clone();
    let trace = Trace::new(model, name, source, target, &command.interventions, only);
    serde_json::to_string(&trace.map_err(|e| e.to_string())?).map_err(|e| e.to_string())
}
