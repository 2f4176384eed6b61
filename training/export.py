"""Step 7: the averaged weights of the checkpoint as an ordinary Marian folder.

    python export.py [--out work/model] [--checkpoint guided.pt] [--type f32|f16]

`loom quantize` makes the built-in model of it.
"""

import argparse
from pathlib import Path

import torch
from transformers import MarianConfig

import marian
import settings as settings_module
from train import new_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, help="folder to write (default: model, in the work folder)")
    parser.add_argument("--checkpoint", default="checkpoint.pt", help="checkpoint.pt of train.py or guided.pt of guide.py")
    parser.add_argument("--type", choices=["f32", "f16"], default="f32")
    arguments = settings_module.arguments(parser)
    work = arguments.work
    state = torch.load(work / arguments.checkpoint, map_location="cpu", weights_only=True)
    config = MarianConfig.from_dict(state["config"])
    model = new_model(arguments.settings, config.vocab_size)
    model.load_state_dict(state["model"])
    parameters = dict(model.named_parameters())
    with torch.no_grad():
        for name, value in state["average"].items():
            parameters[name].copy_(value)
    dtype = {"f32": torch.float32, "f16": torch.float16}[arguments.type]
    tensors = {name: tensor.to(dtype) for name, tensor in marian.stored_tensors(model).items()}
    config.dtype = str(dtype).removeprefix("torch.")
    out = arguments.out or work / "model"
    marian.write_folder(out, config, tensors, work / "tokenizer.json")
    count = sum(tensor.numel() for tensor in tensors.values())
    print(f"{count:,} parameters after {state['place'][0]} steps -> {out}")


if __name__ == "__main__":
    main()
