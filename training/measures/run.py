"""Teacher-forced runs of a model over sentence pairs: weights and norm-based weights of every attention, by word."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import torch
from tokenizers import Tokenizer

import marian
import reference

from .words import SAYING, Sentence, Span, by_word, sentence

KINDS = ("encoder", "decoder", "cross")


class Model:
    """A Marian folder ready to be asked."""

    def __init__(self, folder: Path):
        self.marian = marian.load_model(folder)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        config = self.marian.config
        self.layers = {"encoder": config.encoder_layers, "decoder": config.decoder_layers, "cross": config.decoder_layers}
        self.heads = {"encoder": config.encoder_attention_heads, "decoder": config.decoder_attention_heads}
        self.heads["cross"] = self.heads["decoder"]

    def run(self, source: str, target: str, source_words: list[Span] | None = None, target_words: list[Span] | None = None) -> "Run":
        """Reads a pair. Words default to those of the text."""
        config = self.marian.config
        a, b = sentence(self.tokenizer, source, source_words), sentence(self.tokenizer, target, target_words)
        ids = a.ids + [config.eos_token_id], [config.decoder_start_token_id] + b.ids
        return Run(self, a, b, reference.run(self.marian, *ids))

    @torch.no_grad()
    def translate(self, sentences: list[str], batch: int = 64, longest: int = 200) -> list[str]:
        """Greedy translations, in order. Padding is masked, so that a batch says what single sentences would."""
        order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
        out = [""] * len(sentences)
        pad = self.marian.config.pad_token_id
        for start in range(0, len(order), batch):
            rows = [self.tokenizer.encode(sentences[i]).ids for i in order[start : start + batch]]
            width = max(map(len, rows))
            ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
            mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
            limit = min(longest, 3 * width + 10)
            said = self.marian.generate(input_ids=ids, attention_mask=mask, num_beams=1, do_sample=False, max_length=limit)
            for i, row in zip(order[start : start + batch], said.tolist(), strict=True):
                out[i] = self.tokenizer.decode(row)
        return out


@dataclass
class Run:
    """One pair that was read."""

    model: Model
    source: Sentence
    target: Sentence
    tensors: reference.Tensors

    def weights(self, kind: str, layer: int, reading: str = SAYING) -> torch.Tensor:
        """Weights of every head, by word [heads, words, words + 1]."""
        return by_word(self.tensors[self._prefix(kind, layer) + "weights"], kind, reading, self.source, self.target)

    def norms(self, kind: str, layer: int, reading: str = SAYING) -> tuple[torch.Tensor, torch.Tensor]:
        """‖weight · v W_O‖ by word: of every head [heads, words, words + 1], and of all heads together [words, words + 1]."""
        each, together = self._norms[kind, layer]
        return tuple(by_word(norms, kind, reading, self.source, self.target) for norms in (each, together))

    @cached_property
    def _norms(self) -> dict[tuple[str, int], tuple[torch.Tensor, torch.Tensor]]:
        found = {}
        for kind in KINDS:
            for layer in range(self.model.layers[kind]):
                prefix = self._prefix(kind, layer)
                heads = self.model.heads[kind]
                values = self.tensors[prefix + "v"].unflatten(-1, (heads, -1)).transpose(0, 1)  # [heads, m, size]
                projection = self._attention(kind, layer).out_proj.weight.detach()  # [d, heads × size]
                handed = values @ projection.unflatten(-1, (heads, -1)).permute(1, 2, 0)  # [heads, m, d]
                weights = self.tensors[prefix + "weights"]  # [heads, n, m]
                each = weights * handed.norm(dim=-1)[:, None, :]
                together = torch.einsum("hnm,hmd->nmd", weights, handed).norm(dim=-1)
                found[kind, layer] = each, together
        return found

    def _attention(self, kind: str, layer: int):
        stack = self.model.marian.model
        if kind == "encoder":
            return stack.encoder.layers[layer].self_attn
        block = stack.decoder.layers[layer]
        return block.self_attn if kind == "decoder" else block.encoder_attn

    @staticmethod
    def _prefix(kind: str, layer: int) -> str:
        return f"encoder.layers.{layer}." if kind == "encoder" else f"decoder.layers.{layer}.{'self' if kind == 'decoder' else 'cross'}."
