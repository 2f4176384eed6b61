//! What is taken away from the page: the figure as a file that stands alone, and the numbers it shows.
//!
//! Refuses to know how a file is saved. The command line makes its figures here too, so that what `loom draw` writes is what the
//! page saves.

use crate::engine::protocol::Quantity;
use crate::export::{self, Origin, Table};
use crate::figure::{DARK, LIGHT};
use crate::matrix::Matrix;

use super::address::{self, Written};
use super::chips::Chip;
use super::drawing::Drawing;
use super::grid;
use super::names;
use super::overview::Overview;
use super::picture::{Drawn, Picture, Sheet};
use super::seen::seen;
use super::selection::Figure;
use super::state::State;

/// How many times as large as usual large type is (`page[data-type]` in the style sheet).
const LARGE: f32 = 1.25;

impl State {
    /// `drawing`, which is of this state, as an SVG document: text as text, every line with its number.
    pub fn svg(&self, drawing: &Drawing) -> String {
        let theme = if self.is_dark() { DARK } else { LIGHT };
        let enlarged = if self.settings.large { LARGE } else { 1.0 };
        export::svg(
            &seen(drawing, self.pointed(), &self.pinned, enlarged),
            &theme,
            &self.title(),
            &self.description(),
        )
    }

    /// The numbers on screen, one line each; empty without a picture.
    pub fn csv(&self) -> String {
        export::csv(&self.tables())
    }

    /// The numbers on screen with their sentences; without tables when there is no picture.
    pub fn json(&self) -> String {
        let (source, target) = self.drawn_texts();
        let origin = Origin {
            model: self.model.as_ref().map_or("", |model| &model.name),
            source,
            target,
            address: &address::write(self).fragment,
        };
        export::json(origin, &self.tables())
    }

    /// The fragment of an address that opens what is on screen: the whole page, or the figure alone.
    pub fn link(&self, embed: bool) -> Written {
        let state = State {
            embed,
            ..self.clone()
        };
        address::write(&state)
    }

    /// The code by which another page shows the figure at `address` in a frame of this many pixels.
    pub fn frame(&self, address: &str, width: u32, height: u32) -> String {
        let mut out = String::from("<iframe src=\"");
        escape(&mut out, address);
        out.push_str("\" title=\"");
        escape(&mut out, &self.title());
        let [width, height] = [width, height].map(|pixels| pixels.to_string());
        out.extend([
            "\" width=\"",
            &width,
            "\" height=\"",
            &height,
            "\" loading=\"lazy\"></iframe>",
        ]);
        out
    }

    /// A name for a file with this ending.
    pub fn file_name(&self, ending: &str) -> String {
        let figure = match self.view.figure {
            Figure::Loom => "loom",
            Figure::Lines => "lines",
            Figure::Heatmap => "heatmap",
            Figure::Heads => "heads",
        };
        ["attention-", figure, ".", ending].concat()
    }

    /// The two sentences of the picture.
    fn title(&self) -> String {
        let (source, target) = self.drawn_texts();
        ["“", source, "” → “", target, "”"].concat()
    }

    /// The sentences of the figure on screen, else those in the boxes.
    fn drawn_texts(&self) -> (&str, &str) {
        let heads = self.heads_on_screen();
        let heads = heads.map(|all| (&*all.source.text, &*all.target.text));
        let picture = self.picture.as_deref();
        let picture = picture.map(|picture| (&*picture.source.text, &*picture.target.text));
        let boxes = (&*self.texts.source, &*self.texts.target);
        heads.or(picture).unwrap_or(boxes)
    }

    fn heads_on_screen(&self) -> Option<&Overview> {
        let overview = self.overview.as_deref();
        overview.filter(|_| self.view.figure == Figure::Heads)
    }

    /// What the picture shows, and of which model.
    fn description(&self) -> String {
        let mut said = self.summary();
        if let Some(model) = &self.model {
            said.extend([" Computed by the model ", &model.name]);
            let recorded = self.picture.as_ref().is_some_and(|shown| shown.recorded);
            said.push_str(if recorded { ", beforehand." } else { "." });
        }
        said
    }

    fn tables(&self) -> Vec<Table> {
        if let Some(overview) = self.heads_on_screen() {
            return grid::tables(overview, &self.view);
        }
        let Some(picture) = self.picture.as_deref() else {
            return Vec::new();
        };
        let of_attention = |drawn: &'_ _| tables_of(picture, drawn);
        picture
            .attentions
            .iter()
            .flat_map(|drawn| of_attention(drawn))
            .collect()
    }
}

fn tables_of(picture: &Picture, drawn: &Drawn) -> Vec<Table> {
    let words =
        |labels: &[super::Label]| labels.iter().map(|label| label.text.to_string()).collect();
    let table = |sheet: &Sheet| {
        Some(Table {
            attention: names::attention(drawn.kind).name(),
            layer: drawn.layer + 1,
            head: match sheet.chip {
                _ if !picture.quantity.has_heads() => "all".to_owned(),
                Chip::Head(head) => (head + 1).to_string(),
                Chip::Mean => "mean".to_owned(),
                Chip::Max => "max".to_owned(),
            },
            reading: names::reading(drawn.kind, drawn.reading),
            quantity: quantity(picture),
            queries: words(&drawn.queries),
            keys: words(&drawn.keys),
            values: Matrix::from_vec(sheet.rows, sheet.cols, sheet.numbers.to_vec()).ok()?,
            job: None,
        })
    };
    drawn.sheets.iter().filter_map(table).collect()
}

/// Text for an attribute of HTML.
fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '<' => out.push_str("&lt;"),
            c => out.push(c),
        }
    }
}

/// The name in files of what the numbers are.
fn quantity(picture: &Picture) -> &'static str {
    match (picture.quantity, picture.less.is_some()) {
        (Quantity::Score, false) => "score",
        (Quantity::Scaled, false) => "scaled",
        (Quantity::Weight, false) => "weight",
        (Quantity::Norm, false) => "norm",
        (Quantity::Rollout, false) => "rollout",
        (Quantity::Score, true) => "score difference",
        (Quantity::Scaled, true) => "scaled difference",
        (Quantity::Weight, true) => "weight difference",
        (Quantity::Norm, true) => "norm difference",
        (Quantity::Rollout, true) => "rollout difference",
    }
}
