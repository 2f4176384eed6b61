"""Step 8: every figure of the card, measured on sentences the model has not seen.

    python evaluate.py --model ../static/models/en-de --full work/model --loom ../target/release/loom

Translations come from `loom translate` when --loom is given (the shipped engine on the shipped weights), else from PyTorch. Attention is
computed with PyTorch on the same weights, multiplied out; tests/parity.rs holds the engine to those numbers. Writes evaluation.json and
evaluation.md (the tables of the card) to --out, and with --card into the card.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import torch

import marian
import settings as settings_module
from generators.pronouns import Example
from measures import alignment, antecedent, jobs, quality
from measures.run import Model
from prepare import read_pairs
from report import FIRST_HEADING, markdown

HERE = Path(__file__).resolve().parent


def translate(folder: Path, model: Model, loom: Path | None, sentences: list[str]) -> list[str]:
    """One greedy translation a sentence."""
    if loom is None:
        return model.translate(sentences)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("".join(sentence + "\n" for sentence in sentences))
        file.flush()
        command = [str(loom), "translate", "--model", str(folder), "--input", file.name]
        said = subprocess.run(command, capture_output=True, encoding="utf-8")
    if said.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {said.stderr.strip()}")
    lines = said.stdout.removesuffix("\n").split("\n")
    if len(lines) != len(sentences):
        raise SystemExit(f"loom gave {len(lines)} translations of {len(sentences)} sentences")
    return lines


def read_examples(path: Path, limit: int | None) -> list[Example]:
    """The examples that prepare.py wrote."""
    return [Example(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()[:limit]]


def read_references(path: Path, count: int) -> list[list[str]]:
    """All references of each sentence, as many lists as the richest sentence has; sacrebleu wants None where there are fewer."""
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
        rows = [line.rstrip("\n").split("\t")[1:] for line in file][:count]
    return [[row[i] if i < len(row) else None for row in rows] for i in range(max(map(len, rows)))]


def parameters(folder: Path) -> int:
    return sum(tensor.numel() for name, tensor in marian.read_tensors(folder).items())


def evaluate(arguments: argparse.Namespace) -> dict:
    """All figures, as JSON would hold them."""
    settings, work, limit = arguments.settings, arguments.work, arguments.limit
    resamples = settings.evaluate.bootstrap
    step = iter(range(1, 9))

    def doing(what: str) -> None:
        print(f"{next(step)}. {what}", file=sys.stderr, flush=True)

    model = Model(arguments.model)
    result = {
        "model": {
            "sha256": marian.file_hash(arguments.model / "model.safetensors"),
            "parameters": parameters(arguments.model),
            "config": json.loads((arguments.model / "config.json").read_text()),
        },
        "translated_by": "loom" if arguments.loom else "transformers",
    }

    doing("translating the test sentences")
    pairs = read_pairs(work / "test.tsv.gz")[:limit]
    sources, targets = [s for s, _ in pairs], [t for _, t in pairs]
    said = translate(arguments.model, model, arguments.loom, sources)
    result["quality"] = quality.bleu_and_chrf(said, [targets], resamples)
    every = settings.data.folder / "en-de.test.allrefs.tsv.gz"
    if every.exists():
        result["quality, all references"] = quality.bleu_and_chrf(said, read_references(every, len(pairs)), resamples)
    rng = random.Random(settings.seed)
    chosen = sorted(rng.sample(range(len(pairs)), min(settings.evaluate.examples, len(pairs))))
    result["examples"] = [{"source": sources[i], "said": said[i], "reference": targets[i]} for i in chosen]
    if arguments.full:
        doing("the same in full precision")
        full = translate(arguments.full, Model(arguments.full), arguments.loom, sources)
        result["quality, full precision"] = quality.bleu_and_chrf(full, [targets], resamples)
        result["same translation"] = quality.share([a == b for a, b in zip(said, full, strict=True)], resamples)

    doing("pronouns")
    sets = {name: read_examples(work / f"pronouns.{name}.jsonl", limit) for name in ("dev", "pairs", "patterns")}
    result["pronouns"] = {}
    for name in ("pairs", "patterns"):
        examples = sets[name]
        translations = translate(arguments.model, model, arguments.loom, [e.source for e in examples])
        result["pronouns"][name] = quality.pronouns_right(examples, translations, resamples)
        result["pronouns"][f"{name} by pattern"] = by_pattern(examples, translations)

    doing("what attention looks at when a pronoun is resolved")
    asked = {name: sets[name] for name in ("pairs", "patterns")}
    result["antecedent"] = antecedent.measure(model, sets["dev"], asked, resamples)

    doing("alignment")
    result["alignment"] = alignment.measure(model, arguments.gold, resamples)

    doing("the jobs of heads")
    best = result["alignment"]["weights-head"]
    aligner = best["layer"], best["reading"], best["head"]
    held = read_pairs(work / "valid.tsv.gz")[: min(settings.evaluate.sentences, limit or settings.evaluate.sentences)]
    result["jobs"] = {"sentences": len(held), "heads": jobs.measure(model, held, aligner)}
    return result


def by_pattern(examples: list[Example], translations: list[str]) -> dict[str, str]:
    """Right of all, for each pattern."""
    counts: dict[str, list[bool]] = {}
    for example, translation in zip(examples, translations, strict=True):
        if example.kind != "ihn":
            counts.setdefault(example.pattern, []).append(quality.pronoun_is_right(example, translation))
    return {name: f"{sum(found)}/{len(found)}" for name, found in sorted(counts.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="the Marian folder to measure")
    parser.add_argument("--full", type=Path, help="the same model in full precision, to compare with")
    parser.add_argument("--loom", type=Path, help="the engine's command line program, to translate with")
    parser.add_argument("--gold", type=Path, default=HERE / "align-en-de.jsonl", help="hand-made alignments")
    parser.add_argument("--card", type=Path, help="a model's README.md, whose tables are replaced from the heading of the first one on")
    parser.add_argument("--beside", type=Path, help="evaluation.json of another model, whose figures stand beside")
    parser.add_argument("--beside-name", default="another model", help="what it is called")
    parser.add_argument("--out", type=Path, help="folder for the results (default: the work folder)")
    parser.add_argument("--limit", type=int, help="only so many sentences of each set, to try things")
    arguments = settings_module.arguments(parser)
    torch.set_num_threads(arguments.settings.train.threads)
    result = evaluate(arguments)
    out = arguments.out or arguments.work
    out.mkdir(parents=True, exist_ok=True)
    (out / "evaluation.json").write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    other = (arguments.beside_name, json.loads(arguments.beside.read_text())) if arguments.beside else None
    table = markdown(result, other)
    (out / "evaluation.md").write_text(table, encoding="utf-8")
    if arguments.card:
        prose, _, _ = arguments.card.read_text(encoding="utf-8").partition(FIRST_HEADING)
        arguments.card.write_text(prose.rstrip() + "\n\n" + table, encoding="utf-8")
    print(table)


if __name__ == "__main__":
    main()
