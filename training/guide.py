"""Goes on from a finished model and shows layers of cross-attention where to look.

    python guide.py --profile guide

Mean of heads, in the row about to say a word or in the row that has just said it (Chen et al. 2016, Garg et al. 2019): a layer is asked for the
source word that aligned.jsonl links with that word, or, where the word is er, sie or es, for the noun that the pronoun stands for. A layer
that gives `enough` of its weight there is asked no more, so that heads remain free to do other things. Writes NAME.pt and NAME.jsonl to the
work folder (the profile says which name); can be stopped like train.py.
"""

import json
from types import SimpleNamespace

import numpy as np
import torch
import torch.nn.functional as functional
from tokenizers import Tokenizer

import marian
from corpus import IGNORED, Corpus
from generators import patterns, pronouns
from measures.words import SAID, Sentence, sentence
from train import Trainer, run

ALIGNMENT, PRONOUN = "alignment", "pronoun"
# (alignment or pronoun, piece of the target, source pieces to look at)
Asked = list[tuple[str, int, list[int]]]


class GuidedCorpus(Corpus):
    """Pairs with what their rows are asked to look at. `shown` says which layer is asked what, in which row: see settings.toml."""

    def __init__(self, pairs: list[tuple[Sentence, Sentence, Asked]], shown: list[dict], end: int, longest: int):
        self.shown = shown
        kept = [pair for pair in pairs if max(len(pair[0].ids), len(pair[1].ids)) < longest]
        self.source, self.target = ([np.array([*pair[side].ids, end], np.int32) for pair in kept] for side in (0, 1))
        self.asked = [pair[2] for pair in kept]
        self.lengths = np.array([(len(t), len(s)) for s, t in zip(self.source, self.target, strict=True)])

    def tensors(self, indices: np.ndarray, pad: int, start: int, multiple: int = 1) -> dict[str, torch.Tensor]:
        """A batch of the plain corpus, and `asked` [pairs, shown, target pieces, source pieces]: true where to look."""
        batch = super().tensors(indices, pad, start, multiple)
        rows, columns = batch["labels"].shape[1], batch["input_ids"].shape[1]
        asked = torch.zeros(len(indices), len(self.shown), rows, columns, dtype=torch.bool)
        for pair, index in enumerate(indices):
            for by, piece, pieces in self.asked[index]:
                for place, layer in enumerate(self.shown):
                    if layer["by"] == by:
                        # Row t predicts piece t, row t + 1 has read it.
                        asked[pair, place, piece + (layer["row"] == SAID), pieces] = True
        return batch | {"asked": asked}


def linked(tokenizer: Tokenizer, entry: dict) -> tuple[Sentence, Sentence, Asked]:
    """A pair of aligned.jsonl: every piece of a target word asks for all pieces of the words that it is linked with."""
    source, target = sentence(tokenizer, entry["source"]), sentence(tokenizer, entry["target"])
    asked = [
        (ALIGNMENT, piece, source.pieces_of[a])
        for a, b in entry["links"]
        if source.pieces_of[a]
        for piece in target.pieces_of[b]
    ]
    return source, target, asked


def resolved(tokenizer: Tokenizer, example: pronouns.Example) -> tuple[Sentence, Sentence, Asked]:
    """A generated pair: the first piece of its pronoun asks for the noun meant."""
    source, target = sentence(tokenizer, example.source), sentence(tokenizer, example.target)
    noun = source.pieces_of[source.word_at(example.source_spans[example.right])]
    pronoun = target.pieces_of[target.word_at(example.target_spans["it"])]
    return source, target, [(PRONOUN, pronoun[0], noun)] if pronoun and noun else []


class Guide(Trainer):
    """The same training, with guidance beside the cross-entropy."""

    def __init__(self, settings, work):
        self.guide = settings.guide
        self.checkpoint, self.history = f"{self.guide.name}.pt", f"{self.guide.name}.jsonl"
        names = ("steps", "learning_rate", "warmup", "average")
        changed = {name: getattr(settings.guide, name) for name in names} | {"begin": 0}
        settings.train = SimpleNamespace(**vars(settings.train) | changed)
        super().__init__(settings, work)
        self.model.set_attn_implementation("eager")  # the fused one gives no weights

    def _begin(self) -> None:
        """From the weights of the folder that the settings name."""
        tensors = marian.read_tensors(self.work / self.guide.start)
        parameters = dict(self.model.named_parameters())
        with torch.no_grad():
            for name, average in self.average.items():
                parameters[name].copy_(tensors[name])
                average.copy_(tensors[name])

    def _open_epoch(self) -> None:
        if self.corpus_epoch == self.epoch:
            return
        if self.corpus_epoch < 0:
            with open(self.work / "aligned.jsonl", encoding="utf-8") as file:
                pairs = [linked(self.tokenizer, json.loads(line)) for line in file]
            trained = tuple(pattern for pattern in patterns.TWO_NOUNS if not pattern.held_out and pattern.both)
            made = pronouns.examples(self.settings.seed + 2000, self.guide.pronouns, trained, pairs_held_out=False)
            pairs += [resolved(self.tokenizer, example) for example in made if example.kind == "er"]
            self.corpus = GuidedCorpus(pairs, self.guide.shown, self.model.config.eos_token_id, self.settings.data.longest)
        self.batches = self.corpus.batches(self.train.batch, self.settings.seed, self.epoch)
        self.corpus_epoch = self.epoch

    def _loss(self, batch: dict[str, torch.Tensor], smoothing: float) -> torch.Tensor:
        if "asked" not in batch:
            return super()._loss(batch, smoothing)
        labels, asked = batch["labels"], batch["asked"]
        inputs = {name: tensor for name, tensor in batch.items() if name not in ("labels", "asked")}
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.train.bfloat16):
            said = self.model(**inputs, use_cache=False, output_attentions=True)
        loss = functional.cross_entropy(
            said.logits.flatten(0, 1).float(), labels.flatten(), ignore_index=IGNORED, label_smoothing=smoothing, reduction="sum"
        )
        count = (labels != IGNORED).sum()
        for place, shown in enumerate(self.guide.shown):
            weights = said.cross_attentions[shown["layer"]].float().mean(1)  # [pairs, target pieces, source pieces]
            share = (weights * asked[:, place]).sum(-1) / self.guide.enough
            rows = asked[:, place].any(-1)
            lost = -share.clamp(1e-6, 1.0).log() * rows
            loss = loss + self.guide.weight * count * lost.sum() / rows.sum().clamp(min=1)
        return loss


if __name__ == "__main__":
    run(Guide, __doc__.splitlines()[0])
