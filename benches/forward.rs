//! The forward pass of the built-in model, natively: all weights derived and all logits, as in the page's benchmark.

use std::fs;
use std::path::Path;

use attention_loom::attention::{Rule, attention};
use attention_loom::engine::read_everything;
use attention_loom::matrix::{Matrix, product};
use attention_loom::model::{Files, Interventions, Manifest, Model, Side};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

fn model() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/models/en-de");
    let read = |name: &str| fs::read(folder.join(name)).expect("the built-in model");
    let files = Files {
        config: &read("config.json"),
        tokenizer: &read("tokenizer.json"),
        weights: &read("model.safetensors"),
    };
    Model::load(files, Manifest::default()).expect("the built-in model")
}

/// A text of `pieces` pieces: `tired` is one.
fn text(pieces: usize) -> String {
    vec!["tired"; pieces].join(" ")
}

fn forward(c: &mut Criterion) {
    let model = model();
    let mut group = c.benchmark_group("forward, all weights, all logits");
    for pieces in [8, 16, 64, 256] {
        // With its end symbol the source has `pieces` pieces, with its start symbol the target as many rows.
        let source = model
            .sentence(&text(pieces - 1), Side::Source)
            .expect("a sentence");
        let target = model
            .sentence(&text(pieces - 1), Side::Target)
            .expect("a sentence");
        group.bench_with_input(BenchmarkId::from_parameter(pieces), &pieces, |b, _| {
            b.iter(|| read_everything(&model, &source, &target));
        });
    }
    group.finish();
    let source = model.sentence(&text(15), Side::Source).expect("a sentence");
    c.bench_function("greedy translation, 16 pieces", |b| {
        b.iter(|| model.translate(&source, &Interventions::default()));
    });
}

fn core(c: &mut Criterion) {
    let numbers = |rows, cols| Matrix::from_fn(rows, cols, |i, j| ((i * 7 + j * 13) as f32).sin());
    let (q, k, v) = (numbers(512, 24), numbers(512, 24), numbers(512, 24));
    c.bench_function("one head, 512 x 512", |b| {
        b.iter(|| attention(q.view(), k.view(), v.view(), &Rule::for_dimension(24)));
    });
    let (x, weight) = (numbers(16, 256), numbers(1024, 256));
    c.bench_function("product 16 x 256 x 1024", |b| {
        b.iter(|| product(x.view(), weight.view().transposed(), 1.0));
    });
}

criterion_group!(benches, forward, core);
criterion_main!(benches);
