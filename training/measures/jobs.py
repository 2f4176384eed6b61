"""Heads with a job, by the rules of the explorer (src/measure/job.rs), over many sentences.

A rule holds for a word when the head, in that word's row, looks most at the word before it, the word after it, the word
itself, a symbol, or the word that the best aligner names; or when its weight is spread out: entropy at least 0.85 of the largest
possible over the keys that hold weight. The share is over all words of all sentences; 0.6 makes a job.
"""

from collections import Counter

import torch

from .run import KINDS, Model
from .words import READINGS, SAYING

ENOUGH = 0.6
SPREAD = 0.85
ROLES = ("previous", "next", "itself", "sink", "aligner", "spread")


def measure(model: Model, pairs: list[tuple[str, str]], aligner: tuple[int, str, str | int]) -> list[dict]:
    """For every attention, layer and head (and reading, where there are two): the role that holds for most words, its share.

    `aligner` is the layer, reading and head (or "mean") of cross-attention whose strongest links are the alignment.
    """
    holds: dict[tuple, Counter] = {}
    for source, target in pairs:
        run = model.run(source, target)
        weights = run.weights("cross", *aligner[:2])
        head = aligner[2]
        alignment = (weights.mean(0) if head == "mean" else weights[head]).argmax(-1)
        for kind in KINDS:
            for layer in range(model.layers[kind]):
                for reading in READINGS if kind != "encoder" else (SAYING,):
                    for head, matrix in enumerate(run.weights(kind, layer, reading)):
                        counter = holds.setdefault((kind, layer, head, reading), Counter())
                        count_roles(counter, kind, matrix, alignment)
    return [_entry(key, counter) for key, counter in sorted(holds.items())]


def count_roles(counter: Counter, kind: str, matrix: torch.Tensor, alignment: torch.Tensor | None) -> None:
    """Adds, for each role, the rows [words, words + 1] in which it holds."""
    top = matrix.argmax(-1)
    query = torch.arange(len(matrix))
    symbol = matrix.shape[1] - 1
    self_attention = kind != "cross"
    rules = {
        "previous": (top + 1 == query) & self_attention,
        "next": (top == query + 1) & (top < symbol) & (kind == "encoder"),
        "itself": (top == query) & self_attention,
        "sink": top == symbol,
        "aligner": top == alignment if kind == "cross" and alignment is not None else query < 0,
        "spread": evenness(matrix) >= SPREAD,
    }
    counter["words"] += len(matrix)
    for role, holds in rules.items():
        counter[role] += int(holds.sum())


def evenness(matrix: torch.Tensor) -> torch.Tensor:
    """Entropy of each row as a share of the largest possible over its keys that hold weight; 0 with fewer than three of them."""
    held = (matrix > 0).sum(-1)
    entropy = -torch.where(matrix > 0, matrix * matrix.clamp(min=1e-45).log(), 0.0).sum(-1)
    return torch.where(held < 3, 0.0, entropy / held.clamp(min=2).float().log())


def _entry(key: tuple, counter: Counter) -> dict:
    kind, layer, head, reading = key
    words = max(counter["words"], 1)
    role = max(ROLES, key=lambda name: counter[name])
    score = counter[role] / words
    entry = {"kind": kind, "layer": layer, "head": head, "role": role if score >= ENOUGH else "none", "score": round(score, 3)}
    entry["shares"] = {name: round(counter[name] / words, 3) for name in ROLES}
    return entry | ({"reading": reading} if kind != "encoder" else {})
