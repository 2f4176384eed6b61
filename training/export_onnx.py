"""A Marian folder as ONNX, with all logits and all attention weights as outputs: the benchmark's other side.

    python training/export_onnx.py static/models/en-de out.onnx

Inputs `input_ids` [1, n] and `decoder_input_ids` [1, m], both I64. Outputs `logits` [1, m, vocabulary] and, for every layer i,
`encoder_{i}`, `decoder_{i}`, `cross_{i}`: weights [1, heads, queries, keys]. Needs `onnx` and `onnxscript` beside the requirements.
"""

import argparse
from pathlib import Path

import torch

from marian import load_model


class Everything(torch.nn.Module):
    """The model's forward pass, its outputs in one flat tuple."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, decoder_input_ids):
        out = self.model(
            input_ids=input_ids,
            decoder_input_ids=decoder_input_ids,
            output_attentions=True,
            use_cache=False,
        )
        return (out.logits, *out.encoder_attentions, *out.decoder_attentions, *out.cross_attentions)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()

    model = load_model(arguments.model)
    encoder, decoder = model.config.encoder_layers, model.config.decoder_layers
    names = ["logits"]
    names += [f"encoder_{i}" for i in range(encoder)]
    names += [f"{kind}_{i}" for kind in ("decoder", "cross") for i in range(decoder)]
    source = torch.arange(10, 27)[None]
    target = torch.arange(30, 43)[None]
    n, m = torch.export.Dim("n", min=2, max=1000), torch.export.Dim("m", min=2, max=1000)
    with torch.no_grad():
        torch.onnx.export(
            Everything(model).eval(),
            (source, target),
            arguments.out,
            input_names=["input_ids", "decoder_input_ids"],
            output_names=names,
            dynamic_shapes={"input_ids": {1: n}, "decoder_input_ids": {1: m}},
            dynamo=True,
            external_data=False,
            verbose=False,
        )


if __name__ == "__main__":
    main()
