"""What the page has to know of a model, from what evaluate.py measured: ./manifest.json, which `loom quantize --manifest` takes up.

    python make_manifest.py --model ../static/models/en-de --measured work/evaluation.json --corpus work/train.0.tsv.gz

* `open`: the head that each attention opens on. Cross-attention: the single head with the lowest alignment error rate. The others: the
  head that looks at a neighbouring word most reliably.
* `pronoun`: the head of cross-attention that, about to say the pronoun of the page's first two examples, looks hardest at its noun in both.
* `habits`: what every head does on many sentences, in the row of the decoder in which its rule holds more often.
* `guided`: the layers that the profiles of --guided showed where to look.
* `trained_pieces`: how long, in pieces, 95 of 100 training sentences are at most.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np

import settings as settings_module
from corpus import Corpus
from measures.run import Model
from measures.words import SAYING
from strings import PAIRS

HERE = Path(__file__).resolve().parent

# The pronoun that is said in the first and the second example, and its noun.
MEANT = (("es", "animal"), ("sie", "street"))


def neighbour(jobs: list[dict], kind: str) -> dict:
    """The head of `kind` that most reliably looks at the word before, or the word after: there the lines lead somewhere."""
    own = [job for job in jobs if job["kind"] == kind]
    best = max(own, key=lambda job: max(job["shares"]["previous"], job["shares"]["next"]))
    return opening(kind, best["layer"], best["head"], best.get("reading"))


def opening(kind: str, layer: int, head: int, reading: str | None) -> dict:
    return {"kind": kind, "layer": layer, "heads": [head]} | ({"reading": reading} if reading else {})


def pronoun(model: Model) -> dict:
    """Where the smaller of the two weights is greatest."""
    runs = []
    for (source, target), (said, noun) in zip(PAIRS[:2], MEANT, strict=True):
        run = model.run(source, target)
        runs.append((run, word(run.target, said), word(run.source, noun)))

    def least(key: tuple[int, int]) -> float:
        layer, head = key
        return min(float(run.weights("cross", layer, SAYING)[head, row, column]) for run, row, column in runs)

    heads = [(layer, head) for layer in range(model.layers["cross"]) for head in range(model.heads["cross"])]
    layer, head = max(heads, key=least)
    return opening("cross", layer, head, SAYING)


def word(sentence, text: str) -> int:
    return next(i for i, (start, end) in enumerate(sentence.words) if sentence.text[start:end] == text)


def habits(jobs: list[dict]) -> list[dict]:
    """Each head once, in the row in which its rule holds more often."""
    best: dict[tuple, dict] = {}
    for job in jobs:
        key = job["kind"], job["layer"], job["head"]
        if key not in best or job["score"] > best[key]["score"]:
            best[key] = job
    return [{name: value for name, value in best[key].items() if name != "shares"} for key in sorted(best)]


def guided(profiles: list[str]) -> list[dict]:
    """Each layer that one of the profiles showed something, once for each thing shown."""
    shown = {(layer["layer"], layer["by"]) for profile in profiles for layer in settings_module.load(profile).guide.shown}
    return [{"kind": "cross", "layer": layer, "by": by} for layer, by in sorted(shown)]


def trained_pieces(corpus: Path, model: Model) -> int:
    lengths = Corpus(corpus, model.tokenizer, model.marian.config.max_position_embeddings).lengths
    return int(np.quantile(lengths.max(-1), 0.95))


def written(manifest: dict) -> str:
    """As JSON, with what is said of one head in one line."""
    whole = json.dumps(manifest, ensure_ascii=False, indent=2)
    flat = re.sub(r"\{[^{}\[\]]*(\[[^{}\[\]]*\][^{}\[\]]*)?\}", lambda entry: re.sub(r"\s+", " ", entry[0]), whole)
    return flat + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path, required=True, help="the Marian folder that was measured")
    parser.add_argument("--measured", type=Path, required=True, help="its evaluation.json")
    parser.add_argument("--corpus", type=Path, required=True, help="an edition of its training data")
    parser.add_argument("--manifest", type=Path, default=HERE / "manifest.json", help="what to bring up to date")
    parser.add_argument("--guided", nargs="+", default=[], metavar="PROFILE", help="the profiles with which guide.py trained it")
    arguments = settings_module.arguments(parser)
    model = Model(arguments.model)
    measured = json.loads(arguments.measured.read_text())
    jobs = measured["jobs"]["heads"]
    aligner = measured["alignment"]["weights-head"]
    manifest = json.loads(arguments.manifest.read_text())
    manifest["open"] = [
        neighbour(jobs, "encoder"),
        neighbour(jobs, "decoder"),
        opening("cross", aligner["layer"], aligner["head"], aligner["reading"]),
    ]
    manifest["pronoun"] = pronoun(model)
    manifest["guided"] = guided(arguments.guided)
    manifest["habits"] = {"sentences": measured["jobs"]["sentences"], "heads": habits(jobs)}
    manifest["trained_pieces"] = trained_pieces(arguments.corpus, model)
    arguments.manifest.write_text(written(manifest), encoding="utf-8")


if __name__ == "__main__":
    main()
