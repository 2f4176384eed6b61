//! Norm-based weights and rollout against their definitions, on the built-in model.

use std::fs;
use std::path::Path;

use attention_loom::matrix::Matrix;
use attention_loom::measure::{norms, rollout};
use attention_loom::model::{Files, Heads, Interventions, Kind, Manifest, Model, Run, Side};

fn run(interventions: &Interventions) -> (Model, Run) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static/models/en-de");
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let files = Files {
        config: &read("config.json"),
        tokenizer: &read("tokenizer.json"),
        weights: &read("model.safetensors"),
    };
    let model = Model::load(files, Manifest::default()).unwrap();
    let source = model
        .sentence("The law will never be perfect.", Side::Source)
        .unwrap();
    let target = model
        .sentence("Das Gesetz wird nie perfekt sein.", Side::Target)
        .unwrap();
    let run = model.run(&source, &target, interventions).unwrap();
    (model, run)
}

/// ‖Σₕ αₕᵢⱼ vₕⱼ W_Oₕ‖, summed up number by number.
fn norm_by_definition(
    model: &Model,
    run: &Run,
    kind: Kind,
    layer: usize,
    heads: &[usize],
    i: usize,
    j: usize,
) -> f32 {
    let projection = model.network.output_projection(kind, layer).unwrap();
    let mut sum = vec![0f64; projection.rows()];
    for &head in heads {
        let ([_, _, v], _) = run.head(kind, layer, head).unwrap();
        let weight = run.attended(kind, layer, head).unwrap().weights.at(i, j);
        for (out, total) in sum.iter_mut().enumerate() {
            for (c, value) in v.row(j).enumerate() {
                *total += f64::from(weight * value * projection.at(out, head * v.cols() + c));
            }
        }
    }
    sum.iter().map(|x| x * x).sum::<f64>().sqrt() as f32
}

#[test]
fn norms_are_the_lengths_of_what_is_handed_over() {
    let (model, run) = run(&Interventions::default());
    for kind in Kind::ALL {
        for heads in [vec![3], (0..8).collect::<Vec<_>>()] {
            let all = norms(&model.network, &run, kind, 1, &heads).unwrap();
            for (i, j) in [(0, 0), (3, 1), (6, 4), (2, 5)] {
                let one = norm_by_definition(&model, &run, kind, 1, &heads, i, j);
                assert!(
                    (all.at(i, j) - one).abs() < 1e-4,
                    "{kind} {heads:?} {i} {j}"
                );
            }
        }
    }
    assert!(norms(&model.network, &run, Kind::Cross, 1, &[8]).is_err());
    assert!(norms(&model.network, &run, Kind::Cross, 3, &[0]).is_err());
}

#[test]
fn a_muted_head_hands_over_nothing() {
    let mute = vec![Heads {
        kind: Kind::Cross,
        layer: 0,
        head: Some(2),
    }];
    let (model, run) = run(&Interventions {
        mute,
        ..Interventions::default()
    });
    let muted = norms(&model.network, &run, Kind::Cross, 0, &[2]).unwrap();
    assert!(muted.as_slice().iter().all(|x| *x == 0.0));
}

#[test]
fn rollout_mixes_shares_and_stays_causal() {
    let (_, run) = run(&Interventions::default());
    for kind in [Kind::Encoder, Kind::Decoder] {
        let last = rollout(&run, kind, 2).unwrap().unwrap();
        for i in 0..last.rows() {
            assert!((last.row(i).iter().sum::<f32>() - 1.0).abs() < 1e-5);
            // An eighth of each row has come up through three residual connections.
            assert!(last.at(i, i) >= 0.125);
            if kind == Kind::Decoder {
                assert!(last.row(i)[i + 1..].iter().all(|x| *x == 0.0));
            }
        }
        let first = rollout(&run, kind, 0).unwrap().unwrap();
        let mean = |i: usize, j: usize| {
            (0..8)
                .map(|head| run.attended(kind, 0, head).unwrap().weights.at(i, j))
                .sum::<f32>()
                / 8.0
        };
        let expected = Matrix::from_fn(first.rows(), first.cols(), |i, j| {
            0.5 * mean(i, j) + if i == j { 0.5 } else { 0.0 }
        });
        for (a, b) in first.as_slice().iter().zip(expected.as_slice()) {
            assert!((a - b).abs() < 1e-6);
        }
    }
    assert_eq!(rollout(&run, Kind::Cross, 2).unwrap(), None);
    assert!(rollout(&run, Kind::Encoder, 3).is_err());
}
