//! The command line's words.

use std::path::PathBuf;
use std::process::ExitCode;

use attention_loom::app::{Chips, Figure};
use attention_loom::engine::protocol::{Quantity, Unit};
use attention_loom::model::{Interventions, Kind, Reading};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Where the built-in model lies in the checkout that this program was built from.
const BUILT_IN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/static/models/en-de");

/// See every number of a Transformer's attention.
#[derive(Parser)]
#[command(
    name = "loom",
    version,
    after_help = "Example: loom trace 'I am tired.' 'Ich bin müde.'"
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Print everything the model does with a pair of sentences, as JSON.
    #[command(
        after_help = "Examples:\n  loom trace 'I am tired.' 'Ich bin müde.'\n  \
        loom trace --attention cross --layer 1 --head 5 --input pairs.tsv"
    )]
    Trace(Trace),
    /// Translate greedily.
    #[command(
        after_help = "Examples:\n  loom translate 'I am tired.'\n  loom translate --input sentences.txt"
    )]
    Translate(Translate),
    /// Draw a figure of a pair of sentences as SVG, as the page does.
    #[command(
        after_help = "Examples:\n  loom draw 'I am tired.' 'Ich bin müde.' --output tired.svg\n  \
        loom draw 'I am tired.' 'Ich bin müde.' --figure lines --attention decoder --layer 2 --head 1,4 --dark"
    )]
    Draw(Draw),
    /// Make a small folder (I8 with a scale per row, with manifest) of an ordinary Marian folder.
    #[command(
        after_help = "Example: loom quantize trained/ static/models/en-de --manifest training/manifest.json"
    )]
    Quantize(Convert),
    /// Make an ordinary Marian folder (F32) of a small one.
    #[command(after_help = "Example: loom dequantize static/models/en-de full/")]
    Dequantize(Convert),
    /// Record the run that the page shows until the model has arrived.
    #[command(
        after_help = "Example: loom record 'I am tired.' 'Ich bin müde.' --output static/recorded/opening.bin"
    )]
    Record(Record),
}

/// Which model.
#[derive(Args)]
pub struct ModelFolder {
    /// A Marian folder: config.json, tokenizer.json, model.safetensors.
    #[arg(long = "model", value_name = "FOLDER", default_value = BUILT_IN, hide_default_value = true)]
    pub folder: PathBuf,
}

#[derive(Args)]
pub struct Trace {
    #[command(flatten)]
    pub model: ModelFolder,
    /// The source sentence.
    #[arg(required_unless_present = "input")]
    pub source: Option<String>,
    /// The target sentence.
    #[arg(required_unless_present = "input")]
    pub target: Option<String>,
    /// Pairs, one a line, source and target with a tab between; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["source", "target"])]
    pub input: Option<PathBuf>,
    /// Only this attention.
    #[arg(long)]
    pub attention: Option<Attention>,
    /// Only this layer, counted from 1.
    #[arg(long, value_parser = from_one)]
    pub layer: Option<usize>,
    /// Only this head, counted from 1.
    #[arg(long, value_parser = from_one)]
    pub head: Option<usize>,
    /// What is done to the machine, as JSON: {"mute": [{"kind": "cross", "layer": 0, "head": 4}]}.
    #[arg(long, value_name = "JSON", value_parser = interventions, default_value = "{}")]
    pub interventions: Interventions,
}

#[derive(Args)]
pub struct Translate {
    #[command(flatten)]
    pub model: ModelFolder,
    /// The sentence.
    #[arg(required_unless_present = "input")]
    pub source: Option<String>,
    /// Sentences, one a line; `-` is standard input.
    #[arg(long, value_name = "FILE", conflicts_with = "source")]
    pub input: Option<PathBuf>,
}

#[derive(Args)]
pub struct Draw {
    #[command(flatten)]
    pub model: ModelFolder,
    /// The source sentence.
    pub source: String,
    /// The target sentence.
    pub target: String,
    /// Which figure.
    #[arg(long, default_value = "loom")]
    pub figure: FigureName,
    /// Which attention the lines or the heatmap show, and the options below are about.
    #[arg(long, default_value = "cross")]
    pub attention: Attention,
    /// Its layer, counted from 1; what the model's manifest opens with if left out.
    #[arg(long, value_parser = from_one)]
    pub layer: Option<usize>,
    /// Its heads, counted from 1, with commas between, or `mean`, or `max`; what the manifest opens with if left out.
    #[arg(long, value_name = "HEADS", value_parser = heads)]
    pub head: Option<Chips>,
    /// In which row of the decoder a target word is read; what the manifest opens with if left out.
    #[arg(long)]
    pub reading: Option<RowReading>,
    /// What is shown of a pair.
    #[arg(long, default_value = "weight")]
    pub quantity: Shown,
    /// What stands on the axes.
    #[arg(long, default_value = "words")]
    pub unit: Cut,
    /// Width in pixels.
    #[arg(long, default_value_t = 960, value_parser = clap::value_parser!(u32).range(240..=8192))]
    pub width: u32,
    /// Light lines on dark ground.
    #[arg(long)]
    pub dark: bool,
    /// The file to write; standard output if left out.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Args)]
pub struct Convert {
    /// The folder to read.
    pub from: PathBuf,
    /// The folder to write.
    pub to: PathBuf,
    /// What the new folder's manifest says beside its files: name, languages, the view to open with.
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
}

#[derive(Args)]
pub struct Record {
    #[command(flatten)]
    pub model: ModelFolder,
    /// The source sentence.
    pub source: String,
    /// The target sentence.
    pub target: String,
    /// The file to write.
    #[arg(long, short, value_name = "FILE")]
    pub output: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Attention {
    Encoder,
    Decoder,
    Cross,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum FigureName {
    Loom,
    Lines,
    Heatmap,
}

/// In which row a target word is read.
#[derive(Clone, Copy, ValueEnum)]
pub enum RowReading {
    /// About to say it.
    Saying,
    /// Just said it.
    Said,
}

/// What is shown of a pair.
#[derive(Clone, Copy, ValueEnum)]
pub enum Shown {
    /// The product q·k.
    Score,
    /// q·k times the scale.
    Scaled,
    /// The softmax's share.
    Weight,
    /// How long the vector is that the pair hands over (Kobayashi et al. 2020).
    Norm,
    /// What is left of each first embedding, from the first layer up, all heads together (Abnar & Zuidema 2020).
    Rollout,
}

/// What stands on the axes.
#[derive(Clone, Copy, ValueEnum)]
pub enum Cut {
    Words,
    Pieces,
}

impl From<FigureName> for Figure {
    fn from(figure: FigureName) -> Self {
        match figure {
            FigureName::Loom => Figure::Loom,
            FigureName::Lines => Figure::Lines,
            FigureName::Heatmap => Figure::Heatmap,
        }
    }
}

impl From<RowReading> for Reading {
    fn from(reading: RowReading) -> Self {
        match reading {
            RowReading::Saying => Reading::Saying,
            RowReading::Said => Reading::Said,
        }
    }
}

impl From<Shown> for Quantity {
    fn from(shown: Shown) -> Self {
        match shown {
            Shown::Score => Quantity::Score,
            Shown::Scaled => Quantity::Scaled,
            Shown::Weight => Quantity::Weight,
            Shown::Norm => Quantity::Norm,
            Shown::Rollout => Quantity::Rollout,
        }
    }
}

impl From<Cut> for Unit {
    fn from(cut: Cut) -> Self {
        match cut {
            Cut::Words => Unit::Words,
            Cut::Pieces => Unit::Pieces,
        }
    }
}

impl From<Attention> for Kind {
    fn from(attention: Attention) -> Self {
        match attention {
            Attention::Encoder => Kind::Encoder,
            Attention::Decoder => Kind::Decoder,
            Attention::Cross => Kind::Cross,
        }
    }
}

fn from_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err("counts from 1".to_owned()),
    }
}

fn heads(text: &str) -> Result<Chips, String> {
    match text {
        "mean" => Ok(Chips::Mean),
        "max" => Ok(Chips::Max),
        _ => {
            let heads: Result<Vec<usize>, String> = text.split(',').map(from_one).collect();
            Ok(Chips::of(heads?.into_iter().map(|head| head - 1).collect()))
        }
    }
}

fn interventions(json: &str) -> Result<Interventions, String> {
    serde_json::from_str(json).map_err(|e| e.to_string())
}

/// Reads the program's arguments. Help and version go to standard output; anything wrong is one line, status 2.
pub fn read() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        if !error.use_stderr() {
            print!("{error}");
            return ExitCode::SUCCESS;
        }
        let text = error.render().to_string();
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or("error: unreadable arguments");
        // Clap names missing arguments on lines of their own.
        let missing: Vec<&str> = lines
            .take_while(|line| line.starts_with(['<', '-']))
            .collect();
        eprintln!("{} {}", first, missing.join(" "));
        ExitCode::from(2)
    })
}
