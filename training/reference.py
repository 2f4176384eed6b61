"""One teacher-forced run of a `MarianMTModel`, every intermediate kept.

Captured with hooks from the model's own modules, so that nothing is computed a second time except the
scores, which `transformers` does not hand out; they are recomputed from the captured q and k and checked
against the captured weights.
"""

from contextlib import contextmanager

import torch
from transformers import MarianMTModel

Tensors = dict[str, torch.Tensor]


@contextmanager
def captured(model: MarianMTModel):
    """Yields a dict that fills, while the model runs, with batch-first tensors under the fixtures' names."""
    seen: Tensors = {}
    handles = []

    def keep(module, name, what):
        def hook(_module, args, kwargs, output):
            value = what(args, kwargs, output)
            seen[name] = value.detach().float()

        handles.append(module.register_forward_hook(hook, with_kwargs=True))

    def first_argument(args, kwargs, _output):
        return args[0] if args else kwargs["hidden_states"]

    def attention(module, prefix):
        keep(module.q_proj, f"{prefix}q", lambda a, k, out: out)
        keep(module.k_proj, f"{prefix}k", lambda a, k, out: out)
        keep(module.v_proj, f"{prefix}v", lambda a, k, out: out)
        keep(module, f"{prefix}weights", lambda a, k, out: out[1])
        keep(module.out_proj, f"{prefix}head_output", first_argument)

    for i, layer in enumerate(model.model.encoder.layers):
        keep(layer, f"encoder.layers.{i}.input", first_argument)
        attention(layer.self_attn, f"encoder.layers.{i}.")
        keep(layer, f"encoder.layers.{i}.output", lambda a, k, out: out)
    for i, layer in enumerate(model.model.decoder.layers):
        keep(layer, f"decoder.layers.{i}.input", first_argument)
        attention(layer.self_attn, f"decoder.layers.{i}.self.")
        attention(layer.encoder_attn, f"decoder.layers.{i}.cross.")
        keep(layer, f"decoder.layers.{i}.output", lambda a, k, out: out)
    try:
        yield seen
    finally:
        for handle in handles:
            handle.remove()


def attention_prefixes(model: MarianMTModel) -> list[tuple[str, int]]:
    """Name prefix and number of heads of every attention, in the order the data flows."""
    config = model.config
    found = [(f"encoder.layers.{i}.", config.encoder_attention_heads) for i in range(config.encoder_layers)]
    for i in range(config.decoder_layers):
        found += [(f"decoder.layers.{i}.{kind}.", config.decoder_attention_heads) for kind in ("self", "cross")]
    return found


@torch.no_grad()
def run(model: MarianMTModel, source: list[int], target: list[int], beside: list[int] | None = None) -> Tensors:
    """Every tensor of one pair, without a batch axis.

    `source` ends with the end symbol, `target` begins with the start symbol. With `beside`, a second and
    longer source shares the batch, so that `source` is padded and masked; what is returned is still the
    first pair alone, without its padding.
    """
    rows = [source] if beside is None else [source, beside]
    width = max(map(len, rows))
    pad = model.config.pad_token_id
    ids = torch.tensor([row + [pad] * (width - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in rows])
    targets = torch.tensor([target] * len(rows))
    with captured(model) as seen:
        logits = model(input_ids=ids, attention_mask=mask, decoder_input_ids=targets, use_cache=False).logits
    n, m = len(source), len(target)

    tensors: Tensors = {"source_ids": torch.tensor(source), "target_ids": torch.tensor(target)}
    for name, value in seen.items():
        tensors[name] = unpadded(name, value[0], n, m)
    tensors["encoder.embeddings"] = tensors["encoder.layers.0.input"]
    tensors["decoder.embeddings"] = tensors["decoder.layers.0.input"]
    tensors["logits"] = logits[0, :m].float()
    for prefix, heads in attention_prefixes(model):
        tensors[f"{prefix}scores"] = scores(tensors, prefix, heads)
    return tensors


def unpadded(name: str, value: torch.Tensor, n: int, m: int) -> torch.Tensor:
    """Cuts the padding from a tensor of one sentence: positions of the source (n) or of the target (m)."""
    reads_source = name.startswith("encoder.") or name.endswith(("cross.k", "cross.v"))
    queries = n if reads_source else m
    if name.endswith("weights"):
        keys = n if name.startswith("encoder.") or ".cross." in name else m
        return value[:, :queries, :keys]
    return value[:queries]


def scores(tensors: Tensors, prefix: str, heads: int) -> torch.Tensor:
    """q k^T / sqrt(head size), before any mask [heads, queries, keys]; checked against the weights."""
    q, k = (tensors[prefix + part].unflatten(-1, (heads, -1)).transpose(0, 1) for part in "qk")
    scaled = q @ k.transpose(1, 2) * q.shape[-1] ** -0.5
    masked = scaled
    if prefix.endswith("self."):
        later = torch.ones(scaled.shape[-2:], dtype=torch.bool).triu(1)
        masked = scaled.masked_fill(later, float("-inf"))
    difference = (masked.softmax(-1) - tensors[f"{prefix}weights"]).abs().max()
    if difference > 1e-5:
        raise AssertionError(f"{prefix}scores do not give the captured weights: {difference:.2e}")
    return scaled


@torch.no_grad()
def greedy(model: MarianMTModel, source: list[int], max_length: int) -> tuple[list[int], float]:
    """Greedy ids, start symbol first, and the smallest margin between best and second-best logit.

    `max_length` counts the start symbol, as `generate` does. Nothing is banned and nothing is forced.
    """
    out = model.generate(
        input_ids=torch.tensor([source]),
        attention_mask=torch.ones(1, len(source), dtype=torch.long),
        num_beams=1,
        do_sample=False,
        max_length=max_length,
        return_dict_in_generate=True,
        output_logits=True,
    )
    margins = [float(step[0].topk(2).values.diff().abs()) for step in out.logits]
    return out.sequences[0].tolist(), min(margins)
