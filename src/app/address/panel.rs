//! What is opened beside the figure, in the address: `sorted`, `link.t3.s2`, `cell.t3.s2.head5.pieces2,1.step3`; and which
//! panels are folded out.

use super::super::panel::{CellAt, Panel, STEPS, link_kind};
use super::super::state::Panels;
use super::read::{all, counted, spot as read_spot};
use super::{list, spot as written};

/// The opened panel; empty for none.
pub fn write(panel: Option<Panel>) -> String {
    match panel {
        None => String::new(),
        Some(Panel::Sorted) => "sorted".to_owned(),
        Some(Panel::Link(query, key)) => ["link", &written(query), &written(key)].join("."),
        Some(Panel::Cell(at)) => cell(&at),
    }
}

/// The attention is not written: the sides of the two words say which.
fn cell(at: &CellAt) -> String {
    let mut out = ["cell", &written(at.query), &written(at.key)].join(".");
    if let Some(head) = at.head {
        out.extend([".head", &(head + 1).to_string()]);
    }
    if at.pieces != [0, 0] {
        let pieces = list(&at.pieces, |piece| (piece + 1).to_string());
        out.extend([".pieces", &pieces]);
    }
    if let Some(step) = at.step {
        out.extend([".step", &(step + 1).to_string()]);
    }
    out
}

/// The panel that [`write`] has written so.
pub fn read(value: &str) -> Option<Panel> {
    let mut parts = value.split('.');
    let name = parts.next()?;
    let panel = match name {
        "sorted" => Panel::Sorted,
        "link" | "cell" => {
            let (query, key) = (read_spot(parts.next()?)?, read_spot(parts.next()?)?);
            let kind = link_kind(query, key)?;
            match name {
                "link" => Panel::Link(query, key),
                _ => options(CellAt::new(kind, query, key, None), parts.by_ref())?,
            }
        }
        _ => return None,
    };
    parts.next().is_none().then_some(panel)
}

fn options<'a>(mut at: CellAt, parts: impl Iterator<Item = &'a str>) -> Option<Panel> {
    for part in parts {
        if let Some(head) = part.strip_prefix("head") {
            at.head = Some(counted(head)?);
        } else if let Some(pieces) = part.strip_prefix("pieces") {
            at.pieces = all(pieces, counted)?.try_into().ok()?;
        } else {
            let step = counted(part.strip_prefix("step")?)?;
            at.step = Some(step).filter(|step| *step < STEPS);
            at.step?;
        }
    }
    Some(Panel::Cell(at))
}

/// The panels that are folded out; empty for none.
pub fn write_open(panels: Panels) -> String {
    let Panels { touch, next, tree } = panels;
    let all = [(touch, "touch"), (next, "next"), (tree, "tree")];
    let open: Vec<&str> = all
        .into_iter()
        .filter_map(|(open, name)| open.then_some(name))
        .collect();
    open.join(",")
}

/// The panels that [`write_open`] has written so.
pub fn read_open(value: &str) -> Option<Panels> {
    let mut panels = Panels::default();
    for name in value.split(',') {
        match name {
            "touch" => panels.touch = true,
            "next" => panels.next = true,
            "tree" => panels.tree = true,
            _ => return None,
        }
    }
    Some(panels)
}
