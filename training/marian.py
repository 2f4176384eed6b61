"""Marian folders on disk: config.json, tokenizer.json, model.safetensors.

Knows the project's one addition to the format (a tensor NAME of type I8 [rows, columns] beside
NAME.scale of type F32 [rows] stands for I8 x scale) and hands out plain float32 `MarianMTModel`s.
Refuses to know where a model came from or what is measured on it.
"""

import hashlib
import shutil
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from tokenizers import Tokenizer
from transformers import MarianConfig, MarianMTModel

SCALE = ".scale"
# Made from other tensors or from the configuration when a model is built, so never stored.
DERIVED = {
    "model.encoder.embed_tokens.weight",
    "model.decoder.embed_tokens.weight",
    "model.encoder.embed_positions.weight",
    "model.decoder.embed_positions.weight",
    "lm_head.weight",
}


def read_tensors(folder: Path) -> dict[str, torch.Tensor]:
    """Every tensor of the folder in float32; I8 tensors multiplied by their row scales."""
    stored = {}
    with safe_open(folder / "model.safetensors", "pt") as file:
        for name in file.keys():
            stored[name] = file.get_tensor(name)
    tensors = {}
    for name, tensor in stored.items():
        if name.endswith(SCALE) and name.removesuffix(SCALE) in stored:
            continue
        if tensor.dtype == torch.int8:
            scale = stored.get(name + SCALE)
            if scale is None or scale.shape != tensor.shape[:1]:
                raise ValueError(f"{folder}: {name} is I8 without one {name}{SCALE} per row")
            tensors[name] = tensor.float() * scale.float()[:, None]
        else:
            tensors[name] = tensor.float()
    return tensors


def load_model(folder: Path, attention: str = "eager") -> MarianMTModel:
    """The folder's model in float32, ready to run (no dropout), with eager attention by default."""
    config = MarianConfig.from_pretrained(folder)
    return build_model(config, read_tensors(folder), attention, str(folder))


def build_model(
    config: MarianConfig, tensors: dict[str, torch.Tensor], attention: str = "eager", name: str = "model"
) -> MarianMTModel:
    """A model with these weights; a tensor too few or too many is an error."""
    config = MarianConfig.from_dict(config.to_dict() | {"dtype": "float32"})
    config._attn_implementation = attention
    model = MarianMTModel(config).float()
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    missing = sorted(set(missing) - DERIVED)
    if missing or unexpected:
        raise ValueError(f"{name}: missing {missing}, unexpected {sorted(unexpected)}")
    model.tie_weights()
    # A hub model may force the end symbol at the length limit; greedy here means greedy.
    model.generation_config.forced_eos_token_id = None
    return model.eval()


def stored_tensors(model: MarianMTModel) -> dict[str, torch.Tensor]:
    """The tensors a folder stores: tied embeddings once, no positions; contiguous, on the CPU."""
    state = model.state_dict()
    return {name: t.detach().cpu().contiguous() for name, t in state.items() if name not in DERIVED}


def quantize(tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Symmetric rounding of every weight matrix, one scale a row: max|row| / 127."""
    out = {}
    for name, tensor in tensors.items():
        if tensor.dim() == 2 and name.endswith(".weight"):
            scale = tensor.abs().amax(dim=1) / 127
            out[name + SCALE] = scale
            # A row of zeros has scale 0; any divisor gives its zeros.
            safe = torch.where(scale > 0, scale, torch.ones_like(scale))
            out[name] = (tensor / safe[:, None]).round().clamp(-127, 127).to(torch.int8)
        else:
            out[name] = tensor
    return out


def write_folder(
    folder: Path, config: MarianConfig, tensors: dict[str, torch.Tensor], tokenizer: Path | Tokenizer
) -> None:
    """Writes the three files, replacing what is there."""
    folder.mkdir(parents=True, exist_ok=True)
    config.architectures = ["MarianMTModel"]
    config.save_pretrained(folder)
    save_file(dict(sorted(tensors.items())), folder / "model.safetensors", {"format": "pt"})
    target = folder / "tokenizer.json"
    if isinstance(tokenizer, Tokenizer):
        tokenizer.save(str(target))
    elif tokenizer.resolve() != target.resolve():
        shutil.copyfile(tokenizer, target)


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
