"""Proves the whole chain in two minutes, on sentences that the generators make: no download, no GPU.

    python smoke.py [--loom ../target/release/loom]

Prepares data, trains a tokenizer, trains a tiny model once straight through and once stopped and taken up again (both must end with
the same weights), exports it, makes it I8 (by `loom quantize` when --loom is given) and evaluates it. Exits 1 at the first thing that is
not as it should be.
"""

import argparse
import gzip
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--loom", type=Path, help="the engine's command line program; also translates for the evaluation")
    parser.add_argument("--keep", type=Path, help="folder to work in and to keep (default: a temporary one)")
    arguments = parser.parse_args()
    started = time.monotonic()
    folder = arguments.keep or Path(tempfile.mkdtemp(prefix="smoke-"))
    try:
        chain(folder, arguments.loom)
    finally:
        if arguments.keep is None:
            shutil.rmtree(folder, ignore_errors=True)
    print(f"The whole chain works ({time.monotonic() - started:.0f} s).")


def chain(folder: Path, loom: Path | None) -> None:
    """Every step, each checked."""
    data, work, other = folder / "data", folder / "work", folder / "other"
    for path in (data, work):
        path.mkdir(parents=True, exist_ok=True)
    make_data(data)
    run("prepare.py", work, data)
    run("train_tokenizer.py", work, data)
    check((work / "train.1.tsv.gz").stat().st_size > 10_000, "no second edition of the training data")

    shutil.copytree(work, other, dirs_exist_ok=True)
    run("train.py", work, data)
    check(run("train.py", other, data, "--until", "47", allow=(3,)) == 3, "training to step 47 did not say that it is unfinished")
    run("train.py", other, data)
    straight, resumed = (losses(path / "log.jsonl") for path in (work, other))
    check(straight[-1] < straight[0] - 0.5, f"the loss did not fall: {straight}")
    check(straight[-1] == resumed[-1], f"stopped and taken up again, training went another way: {straight} {resumed}")
    check(tensors_of_checkpoint(work) == tensors_of_checkpoint(other), "stopped and taken up again, training ended with other weights")

    plain, model, small = work / "plain", folder / "model", folder / "small"
    run("export.py", work, data, "--out", str(plain))
    check(tensors(plain) == tensors_of_checkpoint(work), "the exported weights are not the averaged ones of the checkpoint")
    own = folder / "nearest.tsv.gz"
    run("translate.py", work, data, "--model", str(plain), "--nearest", "--beams", "2", "--out", str(own))
    run("prepare.py", work, data, "--pairs", str(own))
    run("align.py", work, data, "--gold", str(data / "gold.jsonl"))
    run("guide.py", work, data)
    guided = losses(work / "guided.jsonl")
    check(guided[-1] < guided[0], f"guidance did not lower its loss: {guided}")
    run("export.py", work, data, "--checkpoint", "guided.pt", "--out", str(model))
    make_small(model, small, loom)
    gold = data / "gold.jsonl"
    extra = ["--loom", str(loom.resolve())] if loom else []
    run("evaluate.py", work, data, "--model", str(small), "--full", str(model), "--gold", str(gold), "--out", str(folder), "--limit", "30", *extra)
    result = json.loads((folder / "evaluation.json").read_text())
    check(0 <= result["quality"]["bleu"]["value"] <= 100, "BLEU is not a number from 0 to 100")
    check(len(result["examples"]) == 20 and len(result["jobs"]["heads"]) == 2 * 4 * (1 + 2 + 2), "the evaluation is not whole")
    check("alignment error rate" in (folder / "evaluation.md").read_text(), "the tables are not whole")


def run(script: str, work: Path, data: Path, *options: str, allow: tuple[int, ...] = ()) -> int:
    """One step as a person would call it."""
    command = [sys.executable, str(HERE / script), "--profile", "smoke", "--work", str(work), "--data", str(data), *options]
    print("·", script, *options, flush=True)
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    if done.returncode and done.returncode not in allow:
        print(done.stdout, done.stderr, sep="\n")
        raise SystemExit(f"{script} failed with status {done.returncode}")
    return done.returncode


def check(condition: bool, otherwise: str) -> None:
    if not condition:
        raise SystemExit(otherwise)


def make_data(folder: Path) -> None:
    """Stands in for the Tatoeba files: generated sentences in the same format, and alignments of a few of them."""
    from generators import patterns, pronouns

    trained = tuple(p for p in patterns.ALL if not p.held_out)
    examples = pronouns.examples(99, 1200, trained, pairs_held_out=False)
    random.Random(1).shuffle(examples)
    parts = {"": examples[:1000], ".valid": examples[1000:1100], ".test": examples[1100:]}
    for name, part in parts.items():
        text = "".join(f"{e.source}\t{e.target}\n" for e in part)
        (folder / f"en-de{name}.tsv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    lines = []
    for example in examples[:50]:
        source, target = example.source.split(), example.target.split()
        links = [[i, j] for i, a in enumerate(source) for j, b in enumerate(target) if example.nouns[0] in a and b[0].isupper()]
        entry = {"source_text": example.source, "target_text": example.target, "source": source, "target": target}
        lines.append(json.dumps(entry | {"sure": links or [[0, 0]], "possible": links or [[0, 0]]}, ensure_ascii=False))
    (folder / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def losses(log: Path) -> list[float]:
    return [entry["loss"] for entry in map(json.loads, log.read_text().splitlines()) if "loss" in entry]


def tensors(folder: Path) -> dict[str, list]:
    import marian

    return {name: tensor.tolist() for name, tensor in marian.read_tensors(folder).items() if name != "final_logits_bias"}


def tensors_of_checkpoint(work: Path) -> dict[str, list]:
    import torch

    import marian

    average = torch.load(work / "checkpoint.pt", weights_only=True)["average"]
    return {name: tensor.tolist() for name, tensor in average.items() if name not in marian.DERIVED}


def make_small(model: Path, small: Path, loom: Path | None) -> None:
    """The I8 folder: by the engine's own command, or by the same rule here."""
    if loom:
        command = [str(loom), "quantize", str(model), str(small)]
        done = subprocess.run(command, capture_output=True, text=True)
        check(done.returncode == 0, f"{' '.join(command)}: {done.stderr.strip()}")
        return
    from transformers import MarianConfig

    import marian

    config = MarianConfig.from_pretrained(model)
    marian.write_folder(small, config, marian.quantize(marian.read_tensors(model)), model / "tokenizer.json")


if __name__ == "__main__":
    main()
