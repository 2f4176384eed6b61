"""Step 4, second part: which word translates which, by statistics over the training pairs alone.

    python align.py --profile guide

Runs eflomal (Östling and Tiedemann 2016) over word pairs of the first edition in both directions and keeps the links that either
names: of the hand-made alignments' first 40 pairs this leaves fewest target words without a link and has the lowest error rate
(14.1; of one direction 15.2 and 15.6, of what both name 16.7). Writes aligned.jsonl to the work folder: source, target, and links as
[source word, target word], words counted as in measures/words.py. Prints the alignment error rate on those 40 pairs.
"""

import argparse
import json
import random
import tempfile
from pathlib import Path

import eflomal
import numpy as np

import settings as settings_module
from measures.alignment import CHOSEN_ON, compared, error_rate
from measures.words import spans_of, word_spans
from prepare import read_pairs

HERE = Path(__file__).resolve().parent


def words(text: str, spans: list[tuple[int, int]] | None = None) -> list[str]:
    """Words as the aligner reads them: in lower case, without space in them."""
    spans = word_spans(text) if spans is None else spans
    return ["".join(text[a:b].lower().split()) for a, b in spans]


def aligned(pairs: list[tuple[list[str], list[str]]]) -> list[set[tuple[int, int]]]:
    """For each pair of word lists the links (source word, target word) that either direction names."""
    with tempfile.TemporaryDirectory() as folder:
        links = [Path(folder) / name for name in ("forward", "reverse")]
        source, target = ([" ".join(pair[side]) for pair in pairs] for side in (0, 1))
        eflomal.Aligner().align(source, target, links_filename_fwd=str(links[0]), links_filename_rev=str(links[1]))
        found = [[_read(line) for line in path.read_text().splitlines()] for path in links]
    return [forward | reverse for forward, reverse in zip(*found, strict=True)]


def _read(line: str) -> set[tuple[int, int]]:
    return {(int(a), int(b)) for a, _, b in (link.partition("-") for link in line.split())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=HERE / "align-en-de.jsonl", help="hand-made alignments")
    arguments = settings_module.arguments(parser)
    settings, work = arguments.settings, arguments.work
    every = [pair for pair in read_pairs(work / "train.0.tsv.gz") if all(len(word_spans(text)) <= 40 for text in pair)]
    gold = [json.loads(line) for line in arguments.gold.read_text(encoding="utf-8").splitlines()[:CHOSEN_ON]]
    known = [
        tuple(words(entry[f"{side}_text"], spans_of(entry[f"{side}_text"], entry[side])) for side in ("source", "target"))
        for entry in gold
    ]
    links = aligned([(words(a), words(b)) for a, b in every] + known)

    counts = np.array([compared(found, entry) for found, entry in zip(links[len(every) :], gold, strict=True)])
    print(f"alignment error rate of the aligner: {error_rate(counts):.1f}")

    chosen = random.Random(settings.seed).sample(range(len(every)), min(settings.guide.sentences, len(every)))
    with open(work / "aligned.jsonl", "w", encoding="utf-8") as file:
        for index in sorted(chosen):
            source, target = every[index]
            file.write(json.dumps({"source": source, "target": target, "links": sorted(links[index])}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
