"""Sentence pairs as ids, in batches of similar length, in an order that seed and epoch alone decide."""

from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from prepare import read_pairs

IGNORED = -100  # a label that no loss is taken of


class Corpus:
    """The pairs of one file, encoded. Sources end with the end symbol, targets too."""

    def __init__(self, path: Path, tokenizer: Tokenizer, longest: int, limit: int | None = None):
        pairs = read_pairs(path)[:limit]
        source, target = (
            [np.array(entry.ids, np.int32) for entry in tokenizer.encode_batch([pair[side] for pair in pairs])]
            for side in (0, 1)
        )
        kept = [i for i in range(len(pairs)) if max(len(source[i]), len(target[i])) <= longest]
        self.source = [source[i] for i in kept]
        self.target = [target[i] for i in kept]
        self.lengths = np.array([(len(t), len(s)) for s, t in zip(self.source, self.target, strict=True)])

    def batches(self, budget: int, seed: int, epoch: int) -> list[np.ndarray]:
        """Indices of the pairs of each batch. A batch holds at most `budget` target pieces and as many source pieces,
        padding included (or a single pair longer than that)."""
        rng = np.random.default_rng([seed, epoch])
        order = rng.permutation(len(self.target))
        # Sorted within large chunks only, so that batches differ from epoch to epoch.
        chunk = max(1, len(order) // 8)
        found = []
        for start in range(0, len(order), chunk):
            part = order[start : start + chunk]
            part = part[np.lexsort((self.lengths[part, 1], self.lengths[part, 0]))]
            batch, longest = [], 0
            for index in part:
                size = max(longest, int(self.lengths[index].max()))
                if batch and size * (len(batch) + 1) > budget:
                    found.append(np.array(batch))
                    batch, size = [], int(self.lengths[index].max())
                batch.append(index)
                longest = size
            if batch:
                found.append(np.array(batch))
        return [found[i] for i in rng.permutation(len(found))]

    def tensors(self, indices: np.ndarray, pad: int, start: int, multiple: int = 1) -> dict[str, torch.Tensor]:
        """One batch as the model wants it: [pairs, pieces] each; lengths rounded up to a multiple."""
        source = _padded([self.source[i] for i in indices], pad, multiple)
        labels = _padded([self.target[i] for i in indices], IGNORED, multiple)
        shifted = np.full_like(labels, pad)
        shifted[:, 1:] = np.where(labels[:, :-1] == IGNORED, pad, labels[:, :-1])
        shifted[:, 0] = start
        mask = np.zeros_like(source)
        for row, index in enumerate(indices):
            mask[row, : len(self.source[index])] = 1
        arrays = {"input_ids": source, "attention_mask": mask, "decoder_input_ids": shifted, "labels": labels}
        return {name: torch.from_numpy(array) for name, array in arrays.items()}


def _padded(rows: list[np.ndarray], value: int, multiple: int) -> np.ndarray:
    width = -(-max(map(len, rows)) // multiple) * multiple
    out = np.full((len(rows), width), value, np.int64)
    for row, ids in zip(out, rows, strict=True):
        row[: len(ids)] = ids
    return out
