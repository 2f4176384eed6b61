"""Alignment error rate of cross-attention against hand-made alignments (Och and Ney 2003).

AER = 1 − (|A∩S| + |A∩P|) / (|A| + |S|). Every target word is linked to the source word that it gives most weight to; the end
symbol is not a word. Layer, row reading and head are chosen on the first 40 pairs and scored on the last 40.
"""

import json
from pathlib import Path

import numpy as np
import torch

from .bootstrap import interval
from .run import Model
from .words import READINGS, spans_of

CHOSEN_ON = 40


def error_rate(counts: np.ndarray) -> float:
    """AER in percent from rows of |A∩S|, |A∩P|, |A|, |S|."""
    sure, possible, links, gold = counts.sum(0)
    return float(100 * (1 - (sure + possible) / (links + gold)))


def compared(links: set[tuple[int, int]], entry: dict) -> list[int]:
    """|A∩S|, |A∩P|, |A|, |S| of the links found in one hand-aligned pair; what is sure is possible too."""
    sure = {tuple(link) for link in entry["sure"]}
    possible = sure | {tuple(link) for link in entry["possible"]}
    return [len(links & sure), len(links & possible), len(links), len(sure)]


def measure(model: Model, gold: Path, resamples: int) -> dict:
    """For weights and norms, mean of heads and best head: the choice and its error rate with an interval; and the
    error rate on all pairs of every layer, reading and head."""
    counts: dict[tuple, list[list[int]]] = {}
    for line in gold.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        source, target = entry["source_text"], entry["target_text"]
        run = model.run(source, target, spans_of(source, entry["source"]), spans_of(target, entry["target"]))
        for layer in range(model.layers["cross"]):
            for reading in READINGS:
                weights = run.weights("cross", layer, reading)
                each, together = run.norms("cross", layer, reading)
                for quantity, heads, mean in (("weights", weights, weights.mean(0)), ("norms", each, together)):
                    for head, matrix in (("mean", mean), *enumerate(heads)):
                        counts.setdefault((quantity, layer, reading, head), []).append(compared(_links(matrix), entry))
    tables = {key: np.array(rows) for key, rows in counts.items()}
    out = {"all": [_entry(key, error_rate(table)) for key, table in tables.items()]}
    for quantity in ("weights", "norms"):
        for name, wanted in (("mean", lambda head: head == "mean"), ("head", lambda head: head != "mean")):
            found = [key for key in tables if key[0] == quantity and wanted(key[3])]
            best = min(found, key=lambda key: error_rate(tables[key][:CHOSEN_ON]))
            scored = interval(tables[best][CHOSEN_ON:], error_rate, resamples)
            out[f"{quantity}-{name}"] = _entry(best, error_rate(tables[best])) | {"scored": scored}
    return out


def _links(matrix: torch.Tensor) -> set[tuple[int, int]]:
    """(source word, target word) for every target word; the last column, the end symbol, is left out."""
    return {(int(word), row) for row, word in enumerate(matrix[:, :-1].argmax(-1))}


def _entry(key: tuple, value: float) -> dict:
    quantity, layer, reading, head = key
    return {"quantity": quantity, "layer": layer, "reading": reading, "head": head, "all_pairs": value}
