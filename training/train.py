"""Step 3: trains the model, from the last checkpoint if there is one.

    python train.py [--profile cpu|gpu] [--minutes 9]

Can be stopped at any moment (Ctrl-C, kill, power): the next call goes on from the last checkpoint, with the same weights,
optimizer, random numbers and order of data as if it had not stopped. Writes checkpoint.pt and log.jsonl to the work folder.
"""

import argparse
import json
import math
import os
import random
import signal
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as functional
from tokenizers import Tokenizer
from tqdm import tqdm
from transformers import MarianConfig, MarianMTModel

import settings as settings_module
import tokenizer as tokenizer_module
from corpus import IGNORED, Corpus
from dropout import Dropout
from optimizer import Optimizer

UNFINISHED = 3  # exit status when stopped before the last step


def new_model(settings, vocabulary: int) -> MarianMTModel:
    """A fresh model of the configured shape. Weights start at a standard deviation of 1/sqrt(d_model)."""
    shape = settings.model
    config = MarianConfig(
        vocab_size=vocabulary, decoder_vocab_size=vocabulary, d_model=shape.d_model,
        encoder_layers=shape.encoder_layers, decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.heads, decoder_attention_heads=shape.heads,
        encoder_ffn_dim=shape.feed_forward, decoder_ffn_dim=shape.feed_forward,
        activation_function=shape.activation, max_position_embeddings=shape.positions,
        dropout=shape.dropout, attention_dropout=shape.attention_dropout, activation_dropout=0.0,
        scale_embedding=True, init_std=shape.d_model**-0.5,
        share_encoder_decoder_embeddings=True, tie_word_embeddings=True,
        eos_token_id=0, forced_eos_token_id=0, pad_token_id=2, decoder_start_token_id=2, bos_token_id=None,
    )  # fmt: skip
    # On a CPU, PyTorch's fused attention takes twice as long backwards as the plain one, compiled.
    config._attn_implementation = "eager" if settings.train.device == "cpu" else "sdpa"
    return MarianMTModel(config)


def rate(step: int, train) -> float:
    """Learning rate of a step (from 0): a linear rise, then a cosine down to a share of the peak. A profile that goes on where
    another ended begins its own rise at step `begin` (warm restart, Loshchilov and Hutter 2017)."""
    step -= train.begin
    if step < train.warmup:
        return train.learning_rate * (step + 1) / train.warmup
    done = min(1.0, (step - train.warmup) / max(1, train.steps - train.begin - train.warmup))
    return train.learning_rate * (train.final_rate + (1 - train.final_rate) * 0.5 * (1 + math.cos(math.pi * done)))


class Trainer:
    """A model in training, all that a checkpoint holds, and the data it reads."""

    checkpoint, history = "checkpoint.pt", "log.jsonl"

    def __init__(self, settings, work: Path):
        self.settings, self.work, self.train = settings, work, settings.train
        torch.manual_seed(settings.seed)
        torch.set_num_threads(self.train.threads)
        self.device = torch.device(self.train.device)
        self.tokenizer = Tokenizer.from_file(str(work / "tokenizer.json"))
        self.model = new_model(settings, self.tokenizer.get_vocab_size()).to(self.device)
        pieces = max(self.train.batch, settings.data.longest)
        self.dropout = Dropout(self.model, settings.model.dropout, pieces, settings.seed) if self.device.type == "cpu" else None
        self.average = {name: p.detach().clone() for name, p in self.model.named_parameters() if p.requires_grad}
        self.optimizer = Optimizer(
            self.model, self.train.optimizer, self.train.learning_rate, tuple(self.train.betas),
            self.train.weight_decay, fused=self.device.type == "cuda",
        )  # fmt: skip
        self.step, self.epoch, self.position = 0, 0, 0
        self.corpus_epoch, self.batches = -1, []
        self.valid = Corpus(work / "valid.tsv.gz", self.tokenizer, settings.data.longest)
        self.forward = torch.compile(self._loss, dynamic=True) if self.train.compile else self._loss
        self._resume()

    # One step

    def _loss(self, batch: dict[str, torch.Tensor], smoothing: float) -> torch.Tensor:
        """Sum of the cross-entropies of the batch's target pieces."""
        labels = batch["labels"]
        inputs = {name: tensor for name, tensor in batch.items() if name != "labels"}
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.train.bfloat16):
            logits = self.model(**inputs, use_cache=False).logits
        return functional.cross_entropy(
            logits.flatten(0, 1).float(), labels.flatten(), ignore_index=IGNORED, label_smoothing=smoothing, reduction="sum"
        )

    def _batch(self, corpus: Corpus, indices) -> tuple[dict[str, torch.Tensor], int]:
        config = self.model.config
        multiple = 8 if self.device.type == "cuda" else 1
        batch = corpus.tensors(indices, config.pad_token_id, config.decoder_start_token_id, multiple)
        count = int((batch["labels"] != IGNORED).sum())
        if self.device.type == "cuda":
            batch = {name: tensor.pin_memory().to(self.device, non_blocking=True) for name, tensor in batch.items()}
        return batch, count

    def next_batch(self) -> tuple[dict[str, torch.Tensor], int]:
        """The batch at the present place in the data, which moves on."""
        self._open_epoch()
        if self.position == len(self.batches):
            self.epoch, self.position = self.epoch + 1, 0
            self._open_epoch()
        found = self._batch(self.corpus, self.batches[self.position])
        self.position += 1
        return found

    def _open_epoch(self) -> None:
        if self.corpus_epoch == self.epoch:
            return
        number = self.epoch % self.settings.data.editions
        if self.corpus_epoch < 0 or number != self.corpus_epoch % self.settings.data.editions:
            path = self.work / f"train.{number}.tsv.gz"
            self.corpus = Corpus(path, self.tokenizer, self.settings.data.longest)
        self.batches = self.corpus.batches(self.train.batch, self.settings.seed, self.epoch)
        self.corpus_epoch = self.epoch

    def one_step(self) -> tuple[torch.Tensor, int]:
        """Trains on one batch; the loss per piece and the number of pieces."""
        self.model.train()
        batch, count = self.next_batch()
        if self.dropout:
            self.dropout.draw(self.step)
        loss = self.forward(batch, self.train.label_smoothing) / count
        self.optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.train.clip)
        self.optimizer.step(rate(self.step, self.train))
        self.step += 1
        # The first steps count for little: the average is young until 1/(1 - decay) steps have passed.
        decay = min(self.train.average, (1 + self.step) / (10 + self.step))
        current = [p.detach() for p in self.model.parameters() if p.requires_grad]
        torch._foreach_lerp_(list(self.average.values()), current, 1 - decay)
        return loss.detach(), count

    @torch.no_grad()
    def validate(self) -> float:
        """Cross-entropy per piece of the averaged weights on the validation pairs, without smoothing."""
        parameters = {name: p for name, p in self.model.named_parameters() if p.requires_grad}
        trained = {name: p.detach().clone() for name, p in parameters.items()}
        for name, value in self.average.items():
            parameters[name].copy_(value)
        self.model.eval()
        total, pieces = 0.0, 0
        for indices in self.valid.batches(self.train.batch, 0, 0):
            batch, count = self._batch(self.valid, indices)
            total, pieces = total + float(self._loss(batch, 0.0)), pieces + count
        for name, value in trained.items():
            parameters[name].copy_(value)
        return total / pieces

    # Stopping and going on

    def save(self) -> None:
        """Writes the checkpoint beside the old one and puts it in its place in one move."""
        state = {
            "settings": settings_module.as_dict(self.settings),
            "config": self.model.config.to_dict(),
            "model": self.model.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "place": (self.step, self.epoch, self.position),
            "random": torch.get_rng_state(),
            "random_cuda": torch.cuda.get_rng_state_all() if self.device.type == "cuda" else [],
        }
        path = self.work / self.checkpoint
        temporary = path.with_suffix(".new")
        with open(temporary, "wb") as file:
            torch.save(state, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    def _begin(self) -> None:
        """Called when there is no checkpoint yet."""

    def _resume(self) -> None:
        path = self.work / self.checkpoint
        if not path.exists():
            (self.work / self.history).unlink(missing_ok=True)
            self._begin()
            return
        state = torch.load(path, map_location="cpu", weights_only=True)
        for section in ("model", "tokenizer"):
            if state["settings"][section] != vars(getattr(self.settings, section)):
                raise SystemExit(f"{path} was made with another [{section}]; move it away to start anew")
        self.model.load_state_dict(state["model"])
        for name, value in state["average"].items():
            self.average[name].copy_(value)
        # A profile that goes on with another optimizer leaves the moments of the one before behind.
        if state["settings"]["train"].get("optimizer") == self.train.optimizer:
            self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.epoch, self.position = state["place"]
        torch.set_rng_state(state["random"])
        if state["random_cuda"] and self.device.type == "cuda":
            torch.cuda.set_rng_state_all(state["random_cuda"])
        # What was logged after the checkpoint will be logged again.
        log = self.work / self.history
        lines = log.read_text().splitlines() if log.exists() else []
        log.write_text("".join(f"{line}\n" for line in lines if json.loads(line)["step"] <= self.step))
        print(f"going on from step {self.step}", file=sys.stderr)

    def log(self, **values) -> None:
        with open(self.work / self.history, "a") as file:
            file.write(json.dumps({"step": self.step, "epoch": self.epoch, **values}) + "\n")


def run(kind: type[Trainer], description: str) -> None:
    """Trains to the last step, or until it is stopped, and says so by the exit status."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--minutes", type=float, default=math.inf, help="save and stop after so long")
    parser.add_argument("--until", type=int, help="save and stop after this step")
    arguments = settings_module.arguments(parser)
    random.seed(arguments.settings.seed)
    trainer = kind(arguments.settings, arguments.work)
    train = trainer.train
    stopped: list[int] = []
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda number, _frame: stopped.append(number))

    started = saved = logged = time.monotonic()
    losses: list[torch.Tensor] = []
    pieces = 0
    last = min(train.steps, arguments.until or train.steps)
    valid = float("nan")
    with tqdm(total=train.steps, initial=trainer.step, desc="steps", smoothing=0.02) as bar:
        while trainer.step < last and not stopped and time.monotonic() - started < 60 * arguments.minutes:
            loss, count = trainer.one_step()
            losses.append(loss)
            pieces += count
            bar.update()
            if trainer.step % 50 == 0 or trainer.step == last:
                now = time.monotonic()
                mean = float(torch.stack(losses).mean())
                if not math.isfinite(mean):
                    raise SystemExit(f"the loss at step {trainer.step} is {mean}; lower the learning rate")
                trainer.log(loss=mean, rate=rate(trainer.step - 1, train), pieces_a_second=round(pieces / (now - logged)))
                bar.set_postfix(loss=f"{mean:.3f}", valid=f"{valid:.3f}", epoch=trainer.epoch)
                losses, pieces, logged = [], 0, now
            if trainer.step % train.validate_every == 0 or trainer.step == train.steps:
                valid = trainer.validate()
                trainer.log(valid=valid, perplexity=math.exp(valid))
            if time.monotonic() - saved > train.save_every:
                trainer.save()
                saved = time.monotonic()
    trainer.save()
    if trainer.step < train.steps:
        print(f"stopped at step {trainer.step} of {train.steps}; the same command goes on", file=sys.stderr)
        sys.exit(UNFINISHED)


if __name__ == "__main__":
    run(Trainer, __doc__.splitlines()[0])
