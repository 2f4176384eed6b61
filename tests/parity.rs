//! The engine computes what PyTorch `transformers` computes, to the design's bounds; `tests/fixtures/README.md` says what is
//! in a fixture.

use std::fs;
use std::path::{Path, PathBuf};

use attention_loom::matrix::Matrix;
use attention_loom::model::{
    CONFIG_FILE, Config, Kind, Network, Plan, Projected, Run, WEIGHTS_FILE, Weights,
};
use safetensors::{Dtype, SafeTensors};

/// Largest absolute difference of an attention weight.
const WEIGHT_BOUND: f32 = 1e-4;

/// Largest difference of any other number, as a share of the reference tensor's largest magnitude.
const RELATIVE_BOUND: f32 = 1e-3;

struct Case<'a> {
    name: String,
    tensors: SafeTensors<'a>,
}

impl Case<'_> {
    fn floats(&self, name: &str) -> Option<(Vec<usize>, Vec<f32>)> {
        let tensor = self.tensors.tensor(name).ok()?;
        assert_eq!(tensor.dtype(), Dtype::F32, "{}: {name}", self.name);
        let numbers = tensor.data().as_chunks().0.iter();
        Some((
            tensor.shape().to_vec(),
            numbers.map(|&b| f32::from_le_bytes(b)).collect(),
        ))
    }

    fn integers(&self, name: &str) -> Option<Vec<usize>> {
        let tensor = self.tensors.tensor(name).ok()?;
        assert_eq!(tensor.dtype(), Dtype::I64, "{}: {name}", self.name);
        let numbers = tensor.data().as_chunks().0.iter();
        Some(numbers.map(|&b| i64::from_le_bytes(b) as usize).collect())
    }

    fn ids(&self, name: &str) -> Vec<u32> {
        let ids = self
            .integers(name)
            .unwrap_or_else(|| panic!("{}: no {name}", self.name));
        ids.into_iter().map(|id| id as u32).collect()
    }

    /// Compares the rows `rows` of `ours` with the reference tensor `name`; returns whether there was one.
    fn same(&self, name: &str, ours: &Matrix, rows: &[usize]) -> bool {
        let Some((shape, theirs)) = self.floats(name) else {
            return false;
        };
        assert_eq!(shape, [rows.len(), ours.cols()], "{}: {name}", self.name);
        let largest = theirs.iter().fold(0f32, |most, x| most.max(x.abs()));
        let ours: Vec<f32> = rows
            .iter()
            .flat_map(|&row| ours.row(row).to_vec())
            .collect();
        self.within(name, &ours, &theirs, RELATIVE_BOUND * largest.max(1e-6));
        true
    }

    fn within(&self, name: &str, ours: &[f32], theirs: &[f32], bound: f32) {
        assert_eq!(ours.len(), theirs.len(), "{}: {name}", self.name);
        for (i, (a, b)) in ours.iter().zip(theirs).enumerate() {
            // Written so that NaN fails.
            assert!(
                (a - b).abs() <= bound,
                "{}: {name}[{i}]: {a} here, {b} in the reference, bound {bound}",
                self.name
            );
        }
    }

    /// q, k, v, scores, weights and outputs of one attention. Returns how many tensors were compared.
    fn same_attention(
        &self,
        prefix: &str,
        run: &Run,
        (kind, layer): (Kind, usize),
        projected: &Projected,
        (queries, keys): (&[usize], &[usize]),
    ) -> usize {
        let mut compared = 0;
        for (part, matrix, rows) in [
            ("q", &projected.q, queries),
            ("k", &projected.k, keys),
            ("v", &projected.v, keys),
        ] {
            compared += usize::from(self.same(&format!("{prefix}.{part}"), matrix, rows));
        }
        let heads = run.extent(kind).1;
        let attended: Vec<_> = (0..heads)
            .map(|head| run.attended(kind, layer, head).unwrap())
            .collect();
        let (_, rule) = run.head(kind, layer, 0).unwrap();
        let gather = |of: &dyn Fn(usize, usize) -> Vec<f32>| -> Vec<f32> {
            (0..heads)
                .flat_map(|head| queries.iter().flat_map(move |&row| of(head, row)))
                .collect()
        };
        if let Some((_, theirs)) = self.floats(&format!("{prefix}.scores")) {
            let scaled = |head: usize, row: usize| -> Vec<f32> {
                attended[head]
                    .scores
                    .row(row)
                    .iter()
                    .map(|s| s * rule.scale)
                    .collect()
            };
            let largest = theirs.iter().fold(0f32, |most, x| most.max(x.abs()));
            self.within(
                &format!("{prefix}.scores"),
                &gather(&scaled),
                &theirs,
                RELATIVE_BOUND * largest,
            );
            compared += 1;
        }
        if let Some((_, theirs)) = self.floats(&format!("{prefix}.weights")) {
            let weights = |head: usize, row: usize| attended[head].weights.row(row).to_vec();
            self.within(
                &format!("{prefix}.weights"),
                &gather(&weights),
                &theirs,
                WEIGHT_BOUND,
            );
            compared += 1;
            // The vector form, which greedy translation uses, gives the same.
            let row = queries[queries.len() / 2];
            for (head, attended) in attended.iter().enumerate() {
                let one = run.attended_row(kind, layer, head, row).unwrap();
                self.within(prefix, &one.weights, attended.weights.row(row), 1e-5);
            }
        }
        let mut outputs = Matrix::zeros(projected.q.rows(), projected.q.cols());
        for (head, attended) in attended.iter().enumerate() {
            outputs
                .write_cols(head * attended.output.cols(), &attended.output)
                .unwrap();
        }
        compared + usize::from(self.same(&format!("{prefix}.head_output"), &outputs, queries))
    }

    /// Runs the network on the case and compares every tensor that the case holds.
    fn check(&self, network: &Network) -> usize {
        let (source, target) = (self.ids("source_ids"), self.ids("target_ids"));
        let run = network.run(&source, &target, Plan::default()).unwrap();
        let all = |n: usize| (0..n).collect::<Vec<_>>();
        let sources = self
            .integers("source_rows")
            .unwrap_or_else(|| all(source.len()));
        let targets = self
            .integers("target_rows")
            .unwrap_or_else(|| all(target.len()));
        let mut compared = 0;
        let mut same = |name: &str, matrix: &Matrix, rows: &[usize]| {
            compared += usize::from(self.same(name, matrix, rows));
        };
        same("encoder.embeddings", &run.encoder[0].input, &sources);
        same("decoder.embeddings", &run.decoder[0].input, &targets);
        for i in 0..run.encoder.len() {
            same(
                &format!("encoder.layers.{i}.input"),
                &run.encoder[i].input,
                &sources,
            );
            let output = run
                .encoder
                .get(i + 1)
                .map_or(&run.encoder_output, |next| &next.input);
            same(&format!("encoder.layers.{i}.output"), output, &sources);
        }
        for i in 0..run.decoder.len() {
            same(
                &format!("decoder.layers.{i}.input"),
                &run.decoder[i].input,
                &targets,
            );
            let output = run
                .decoder
                .get(i + 1)
                .map_or(&run.decoder_output, |next| &next.input);
            same(&format!("decoder.layers.{i}.output"), output, &targets);
        }
        for (i, layer) in run.encoder.iter().enumerate() {
            let prefix = format!("encoder.layers.{i}");
            let rows = (&sources[..], &sources[..]);
            compared += self.same_attention(&prefix, &run, (Kind::Encoder, i), &layer.own, rows);
        }
        for (i, layer) in run.decoder.iter().enumerate() {
            let prefix = format!("decoder.layers.{i}");
            let own = (&targets[..], &targets[..]);
            compared += self.same_attention(
                &format!("{prefix}.self"),
                &run,
                (Kind::Decoder, i),
                &layer.own,
                own,
            );
            let cross = (&targets[..], &sources[..]);
            compared += self.same_attention(
                &format!("{prefix}.cross"),
                &run,
                (Kind::Cross, i),
                &layer.cross,
                cross,
            );
        }
        let logits = network.logits(&run.decoder_output).unwrap();
        let columns = self
            .integers("logit_columns")
            .unwrap_or_else(|| all(logits.cols()));
        let kept = Matrix::from_fn(logits.rows(), columns.len(), |i, j| {
            logits.at(i, columns[j])
        });
        compared += usize::from(self.same("logits", &kept, &targets));
        if let Some(greedy) = self.integers("greedy_ids") {
            let expected: Vec<u32> = greedy.iter().skip(1).map(|&id| id as u32).collect();
            let said = network
                .translate(&source, expected.len(), &Plan::default())
                .unwrap();
            assert_eq!(said, expected, "{}: greedy ids", self.name);
            assert_eq!(
                without_cache(network, &source, expected.len()),
                expected,
                "{}",
                self.name
            );
            compared += 1;
        }
        compared
    }
}

/// Greedy translation with the whole forward pass for every piece.
fn without_cache(network: &Network, source: &[u32], limit: usize) -> Vec<u32> {
    let mut rows = vec![network.config().start_token_id()];
    while rows.len() <= limit
        && (rows.len() == 1 || rows.last() != Some(&network.config().eos_token_id))
    {
        let run = network.run(source, &rows, Plan::default()).unwrap();
        let logits = network.logits(&run.decoder_output).unwrap();
        let last = logits.row(logits.rows() - 1);
        let best = (0..last.len()).max_by(|&a, &b| last[a].total_cmp(&last[b]).then(b.cmp(&a)));
        rows.push(best.unwrap() as u32);
    }
    rows[1..].to_vec()
}

fn network(folder: &Path) -> Network {
    let config = Config::from_bytes(&fs::read(folder.join(CONFIG_FILE)).unwrap()).unwrap();
    let bytes = fs::read(folder.join(WEIGHTS_FILE)).unwrap();
    Network::load(config, &Weights::from_bytes(&bytes).unwrap()).unwrap()
}

/// Checks every case in `cases` on the model in `folder`; returns how many tensors were compared.
fn check_folder(folder: &Path, cases: &Path) -> usize {
    let network = network(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(cases)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("case-")
        })
        .collect();
    files.sort();
    let mut compared = 0;
    for path in files {
        let bytes = fs::read(&path).unwrap();
        let case = Case {
            name: path.display().to_string(),
            tensors: SafeTensors::deserialize(&bytes).unwrap(),
        };
        compared += case.check(&network);
    }
    compared
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn small_models_of_every_shape_activation_and_number_type() {
    let folder = root().join("tests/fixtures/random");
    let mut models = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let compared = check_folder(&path, &path);
        // At least four cases of one encoder and one decoder layer.
        assert!(
            compared >= 4 * 20,
            "{}: only {compared} tensors",
            path.display()
        );
        models += 1;
    }
    assert!(models >= 6);
}

#[test]
fn the_built_in_model() {
    let compared = check_folder(
        &root().join("static/models/en-de"),
        &root().join("tests/fixtures/shipped"),
    );
    assert!(compared >= 60, "only {compared} tensors");
}
