"""Optional: lets a trained model translate English sentences, so that another can learn from them (Kim and Rush 2016).

    python translate.py --model work-teacher/model --sources en-de.tsv.gz en-fr.tsv.gz en-es.tsv.gz --out taught.tsv.gz

A small model learns more from one steady way of saying things than from the many ways of people. Reads the first column of each file, each
different sentence once; writes `source<TAB>translation`. Use the result as `data.extra`.
"""

import argparse
from pathlib import Path

import torch
from tokenizers import Tokenizer
from tqdm import tqdm

import marian
import settings as settings_module
from prepare import read_pairs, write_pairs


@torch.no_grad()
def translate(model, tokenizer: Tokenizer, sentences: list[str], beams: int, batch: int) -> list[str]:
    """Beam search over many sentences, those of similar length together; in order."""
    config, device = model.config, model.device
    ids = [entry.ids for entry in tokenizer.encode_batch(sentences)]
    order = sorted(range(len(ids)), key=lambda i: len(ids[i]))
    out = [""] * len(ids)
    with tqdm(total=len(ids), desc="sentences") as bar:
        at = 0
        while at < len(order):
            rows = order[at : at + 1]
            while at + len(rows) < len(order) and (len(rows) + 1) * len(ids[order[at + len(rows)]]) <= batch:
                rows.append(order[at + len(rows)])
            width = len(ids[rows[-1]])
            source = torch.full((len(rows), width), config.pad_token_id)
            for row, i in enumerate(rows):
                source[row, : len(ids[i])] = torch.tensor(ids[i])
            source = source.to(device)
            said = model.generate(
                input_ids=source, attention_mask=(source != config.pad_token_id).long(), num_beams=beams, do_sample=False,
                max_length=2 * width + 10, early_stopping=True,
            )  # fmt: skip
            for i, text in zip(rows, tokenizer.decode_batch(said.tolist()), strict=True):
                out[i] = text
            at += len(rows)
            bar.update(len(rows))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--sources", type=Path, nargs="+", required=True, help="files of `source<TAB>…` lines, gzipped")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--beams", type=int, default=4)
    parser.add_argument("--batch", type=int, default=30_000, help="pieces a batch")
    arguments = settings_module.arguments(parser)
    train = arguments.settings.train
    torch.set_num_threads(train.threads)
    model = marian.load_model(arguments.model, attention="sdpa").to(train.device)
    if train.bfloat16:
        model = model.to(torch.bfloat16)
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    sentences = list(dict.fromkeys(source for path in arguments.sources for source, _ in read_pairs(path)))
    said = translate(model, tokenizer, sentences, arguments.beams, arguments.batch)
    pairs = [(source, target) for source, target in zip(sentences, said, strict=True) if plausible(source, target)]
    write_pairs(arguments.out, pairs)
    print(f"{len(pairs)} of {len(sentences)} translations kept -> {arguments.out}")


def plausible(source: str, target: str) -> bool:
    """Leaves out what a model in trouble says: nothing, far too much, or the same words over and over."""
    words = target.split()
    return (
        bool(words)
        and 0.4 < len(target) / len(source) < 2.6
        and len(set(words)) > 0.5 * len(words)
        and (source[-1] in ".!?") == (target[-1] in ".!?")
    )


if __name__ == "__main__":
    main()
