//! `loom translate`

use std::io::Write;

use attention_loom::model::{Interventions, Model, ModelError, Side};

use super::{lines, written};
use crate::arguments;
use crate::folder::Folder;

/// Prints one translation a line, an empty one where a line could not be translated (standard error says why).
pub fn run(command: &arguments::Translate, out: &mut impl Write) -> Result<bool, String> {
    let (model, _) = Folder::load(&command.model.folder)?;
    let Some(input) = &command.input else {
        let source = command.source.as_deref().unwrap_or_default();
        let text = translate(&model, source).map_err(|e| e.to_string())?;
        writeln!(out, "{text}").map_err(written)?;
        return Ok(true);
    };
    let mut all_well = true;
    for (i, line) in lines(input)?.enumerate() {
        let translated = line.and_then(|line| translate(&model, &line).map_err(|e| e.to_string()));
        let text = translated.unwrap_or_else(|problem| {
            all_well = false;
            eprintln!("loom: line {}: {problem}", i + 1);
            String::new()
        });
        writeln!(out, "{text}").map_err(written)?;
    }
    Ok(all_well)
}

/// The greedy translation on one line; nothing said is nothing translated.
fn translate(model: &Model, source: &str) -> Result<String, ModelError> {
    let source = model.sentence(source, Side::Source)?;
    if source.words.is_empty() {
        return Ok(String::new());
    }
    let text = model.translate(&source, &Interventions::default())?;
    Ok(text.lines().collect::<Vec<_>>().join(" "))
}
