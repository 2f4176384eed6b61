"""Makes tests/fixtures: what PyTorch `transformers` computes, for the Rust engine to be held to.

    python make_fixtures.py random                      # small random-weight models and their runs
    python make_fixtures.py shipped --model ../static/models/en-de   # runs of the built-in model
    python make_fixtures.py shipped --model FOLDER --out /tmp/somewhere   # to try another folder

Names and shapes: tests/fixtures/README.md.
"""

import argparse
import gzip
import json
import random
import shutil
import zlib
from pathlib import Path

import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import MarianConfig, MarianMTModel

import marian
import reference
from strings import ODD_STRINGS, PAIRS, SENTENCES, SPECIAL_STRINGS
from tokenizer import train as train_tokenizer

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
SAMPLED_ROWS = 12
GREEDY_MARGIN = 1e-3  # a smaller one could fall either way by rounding alone
MAX_LENGTH = 32

# name: vocabulary, d_model, layers, heads, feed-forward (encoder, decoder), rest of the configuration, type
MODELS = {
    "relu-f32": (200, 32, (2, 2), (4, 4), (64, 64), {"activation_function": "relu", "scale_embedding": True, "max_position_embeddings": 256}, torch.float32),
    "swish-f32-uneven": (120, 24, (1, 3), (3, 2), (40, 56), {"activation_function": "swish", "scale_embedding": True, "max_position_embeddings": 64}, torch.float32),
    "gelu-f16": (300, 48, (3, 1), (6, 8), (96, 80), {"activation_function": "gelu", "scale_embedding": False, "max_position_embeddings": 256}, torch.float16),
    "silu-bf16": (160, 16, (2, 2), (1, 4), (48, 32), {"activation_function": "silu", "scale_embedding": False, "max_position_embeddings": 256}, torch.bfloat16),
    "relu-i8": (240, 40, (1, 2), (5, 2), (72, 64), {"activation_function": "relu", "scale_embedding": True, "max_position_embeddings": 256}, torch.int8),
    "long-f32": (100, 16, (1, 1), (2, 2), (32, 32), {"activation_function": "relu", "scale_embedding": True, "max_position_embeddings": 256}, torch.float32),
}  # fmt: skip


def random_model(name: str) -> tuple[MarianConfig, dict[str, torch.Tensor]]:
    """Configuration and float32 weights of one small model, the same every time."""
    vocabulary, d_model, layers, heads, inner, rest, _ = MODELS[name]
    config = MarianConfig(
        vocab_size=vocabulary, decoder_vocab_size=vocabulary, d_model=d_model,
        encoder_layers=layers[0], decoder_layers=layers[1],
        encoder_attention_heads=heads[0], decoder_attention_heads=heads[1],
        encoder_ffn_dim=inner[0], decoder_ffn_dim=inner[1],
        pad_token_id=2, eos_token_id=0, decoder_start_token_id=2, forced_eos_token_id=None, bos_token_id=None,
        share_encoder_decoder_embeddings=True, tie_word_embeddings=True, **rest,
    )  # fmt: skip
    generator = torch.Generator().manual_seed(zlib.crc32(name.encode()))

    def normal(shape, mean=0.0, std=1.0):
        return mean + std * torch.randn(shape, generator=generator)

    weights = {}
    last_norm = f"model.decoder.layers.{config.decoder_layers - 1}.final_layer_norm.weight"
    for key, tensor in sorted(marian.stored_tensors(MarianMTModel(config)).items()):
        shape = tensor.shape
        if key == last_norm:
            weights[key] = normal(shape)  # of both signs, or the tied embedding says its own input again
        elif "layer_norm" in key:
            weights[key] = normal(shape, 1.0 if key.endswith("weight") else 0.0, 0.2)
        elif key == "final_logits_bias":
            weights[key] = normal(shape, std=0.5)
            weights[key][0, config.pad_token_id] = -30.0  # so that greedy never says padding
            weights[key][0, config.eos_token_id] = 1.5  # and sometimes comes to an end
        elif key == "model.shared.weight":
            weights[key] = normal(shape, std=config.d_model**-0.5 if config.scale_embedding else 1.0)
            weights[key][config.pad_token_id] = 0.0
        elif key.endswith("bias"):
            weights[key] = normal(shape, std=0.1)
        elif "q_proj" in key or "k_proj" in key:
            weights[key] = normal(shape, std=1.6 * shape[1] ** -0.5)  # so that attention is far from uniform
        else:
            weights[key] = normal(shape, std=1.2 * shape[1] ** -0.5)
    return config, weights


def stored_as(weights: dict[str, torch.Tensor], dtype: torch.dtype) -> dict[str, torch.Tensor]:
    if dtype == torch.int8:
        return marian.quantize(weights)
    return {name: tensor.to(dtype) for name, tensor in weights.items()}


def sampled(length: int, keep: int, rng: random.Random) -> list[int]:
    """All positions of a short sentence; of a long one the first, the last and some between."""
    if length <= 32:
        return list(range(length))
    return sorted({0, length - 1, *rng.sample(range(1, length - 1), keep - 2)})


def only_rows(tensors: reference.Tensors, source_rows: list[int], target_rows: list[int]) -> reference.Tensors:
    """Keeps the listed positions; the last axis of scores and weights (the keys) stays whole."""
    out = {"source_rows": torch.tensor(source_rows), "target_rows": torch.tensor(target_rows)}
    for name, tensor in tensors.items():
        if not tensor.dtype.is_floating_point:
            out[name] = tensor
            continue
        of_source = name.startswith("encoder.") or name.endswith(("cross.k", "cross.v"))
        axis = 1 if name.endswith(("scores", "weights")) else 0
        out[name] = tensor.index_select(axis, torch.tensor(source_rows if of_source else target_rows))
    return out


def save_case(path: Path, tensors: reference.Tensors, about: dict[str, str]) -> None:
    save_file({name: t.contiguous().clone() for name, t in sorted(tensors.items())}, path, about)


def make_random(data: Path) -> None:
    with gzip.open(data / "en-de.valid.tsv.gz", "rt", encoding="utf-8") as file:
        sentences = [side for line in list(file)[:300] for side in line.rstrip("\n").split("\t")]
    out = FIXTURES / "random"
    shutil.rmtree(out, ignore_errors=True)
    for name in MODELS:
        folder = out / name
        config, weights = random_model(name)
        tokenizer = train_tokenizer(sentences, config.vocab_size, alphabet=60)
        assert tokenizer.get_vocab_size() == config.vocab_size
        config.dtype = str(MODELS[name][-1]).removeprefix("torch.") if MODELS[name][-1] != torch.int8 else "float32"
        marian.write_folder(folder, config, stored_as(weights, MODELS[name][-1]), tokenizer)
        model = marian.load_model(folder)
        rng = random.Random(name)

        def ids(count, rng=rng, size=config.vocab_size):
            return [rng.randrange(3, size) for _ in range(count)]

        # case: source pieces before the end symbol, target pieces after the start symbol, neighbour in the batch
        cases = {"case-0": (0, 0, None), "case-1": (1, 1, None), "case-16": (16, 16, None), "case-padded": (16, 11, 31)}
        if config.max_position_embeddings > 200:
            cases["case-200"] = (200, 200, None)
        for case, (n, m, neighbour) in cases.items():
            source, said, margin = clear_source(model, lambda n=n: [*ids(n), config.eos_token_id])
            target = [config.decoder_start_token_id, *ids(m)]
            beside = None if neighbour is None else [*ids(neighbour), config.eos_token_id]
            tensors = reference.run(model, source, target, beside)
            keep = 4 * SAMPLED_ROWS if name == "long-f32" else SAMPLED_ROWS
            tensors = only_rows(tensors, sampled(n + 1, keep, rng), sampled(m + 1, keep, rng))
            tensors["greedy_ids"] = torch.tensor(said)
            save_case(folder / f"{case}.safetensors", tensors, {"max_length": str(MAX_LENGTH)})
            print(f"{name:18} {case:12} greedy {len(said):3} ids, {len(set(said)):3} different, margin {margin:.1e}")


def clear_source(model: MarianMTModel, draw) -> tuple[list[int], list[int], float]:
    """The source, of 40 drawn, whose greedy output is most varied and yet decided by clear margins."""
    best = None
    for _ in range(40):
        source = draw()
        said, margin = reference.greedy(model, source, MAX_LENGTH)
        if margin > GREEDY_MARGIN and (best is None or len(set(said)) > len(set(best[1]))):
            best = (source, said, margin)
    if best is None:
        raise AssertionError("every greedy output hangs on rounding; change the model's seed")
    return best


def make_shipped(folder: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.safetensors"):
        old.unlink()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    model = marian.load_model(folder)
    config = model.config
    model_hash = marian.file_hash(folder / "model.safetensors")
    about = {"model_sha256": model_hash, "max_length": "256"}
    for number, (source_text, target_text) in enumerate(PAIRS):
        source = tokenizer.encode(source_text).ids
        target = [config.decoder_start_token_id, *tokenizer.encode(target_text).ids[:-1]]
        tensors = reference.run(model, source, target)
        said, margin = reference.greedy(model, source, 256)
        assert margin > GREEDY_MARGIN, f"{source_text}: greedy margin {margin:.1e}"
        if number > 0:  # the opening pair is kept whole, of the others what is looked at
            tensors = {n: t for n, t in tensors.items() if n.endswith(("_ids", "weights", "logits", "embeddings"))}
        tensors = only_columns(tensors, random.Random(number))
        tensors["greedy_ids"] = torch.tensor(said)
        tensors = only_rows(tensors, list(range(len(source))), list(range(len(target))))
        texts = {"source_text": source_text, "target_text": target_text}
        save_case(out / f"case-{number}.safetensors", tensors, about | texts)
        print(f"case-{number}: {len(source)} + {len(target)} pieces, says {tokenizer.decode(said)!r}")
    write_json(out / "greedy.json", {**about, "sentences": greedy_sentences(model, tokenizer)})
    write_json(out / "tokenizer.json", {
        "tokenizer_sha256": marian.file_hash(folder / "tokenizer.json"),
        "strings": [encoded(tokenizer, text) for text in ODD_STRINGS],
        "special": [encoded(tokenizer, text) for text in SPECIAL_STRINGS],
    })  # fmt: skip


def only_columns(tensors: reference.Tensors, rng: random.Random) -> reference.Tensors:
    """Logits of a large vocabulary: each row's ten best, its largest in size, and a seeded 64 more."""
    logits = tensors["logits"]
    columns = set(rng.sample(range(logits.shape[1]), 64))
    columns.update(logits.topk(10).indices.flatten().tolist(), logits.abs().argmax(-1).tolist())
    chosen = torch.tensor(sorted(columns))
    return tensors | {"logits": logits[:, chosen], "logit_columns": chosen}


def greedy_sentences(model: MarianMTModel, tokenizer: Tokenizer) -> list[dict]:
    said = []
    for text in SENTENCES:
        source = tokenizer.encode(text).ids
        ids, margin = reference.greedy(model, source, 256)
        if margin <= GREEDY_MARGIN:
            print(f"left out, margin {margin:.1e}: {text}")
            continue
        said.append({"text": text, "source_ids": source, "greedy_ids": ids, "translation": tokenizer.decode(ids)})
    return said


def encoded(tokenizer: Tokenizer, text: str) -> dict:
    """Ids, vocabulary entries and spans (UTF-8 bytes of the text as given) of one string."""
    found = tokenizer.encode(text)
    byte = [0]
    for character in text:
        byte.append(byte[-1] + len(character.encode()))
    spans = [[byte[start], byte[end]] for start, end in found.offsets]
    return {"text": text, "ids": found.ids, "pieces": found.tokens, "offsets": spans, "decoded": tokenizer.decode(found.ids)}


def write_json(path: Path, value: dict) -> None:
    lists = {key: entry for key, entry in value.items() if isinstance(entry, list)}
    lines = [f'  "{key}": {json.dumps(entry, ensure_ascii=False)}' for key, entry in value.items() if key not in lists]
    for key, entries in lists.items():
        rows = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in entries)
        lines.append(f'  "{key}": [\n{rows}\n  ]')
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["random", "shipped"])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder of en-de.*.tsv.gz")
    parser.add_argument("--model", type=Path, default=ROOT / "static" / "models" / "en-de")
    parser.add_argument("--out", type=Path, default=FIXTURES / "shipped")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.what == "random":
        make_random(arguments.data)
    else:
        make_shipped(arguments.model, arguments.out)


if __name__ == "__main__":
    main()
