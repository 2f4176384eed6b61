"""Where *it* is resolved: does attention give more weight to the noun that is meant than to the other one?

Cross-attention is asked in the row that is about to say er, sie or es; the encoder in the row of *it*. What to look at (the
layer's mean of heads, or a head) is chosen on examples like the training data and then asked on held-out ones.
"""

from collections.abc import Iterable

from generators.pronouns import Example

from .bootstrap import share
from .run import Model
from .words import SAYING

Key = tuple[int, str | int]  # layer, and "mean" or a head


def answers(model: Model, examples: Iterable[Example]) -> dict[str, dict[Key, list[bool]]]:
    """For every attention, layer and head, whether each example's noun gets more weight than the other."""
    found: dict[str, dict[Key, list[bool]]] = {"cross": {}, "encoder": {}}
    for example in examples:
        if example.kind != "er" or not example.both:
            continue
        run = model.run(example.source, example.target)
        nouns = {side: run.source.word_at(example.source_spans[side]) for side in "ab"}
        right, wrong = nouns[example.right], nouns["b" if example.right == "a" else "a"]
        rows = {"cross": run.target.word_at(example.target_spans["it"]), "encoder": run.source.word_at(example.source_spans["it"])}
        for kind, row in rows.items():
            for layer in range(model.layers[kind]):
                weights = run.weights(kind, layer, SAYING)[:, row]
                for head, vector in (("mean", weights.mean(0)), *enumerate(weights)):
                    found[kind].setdefault((layer, head), []).append(bool(vector[right] > vector[wrong]))
    return found


def measure(model: Model, chosen_on: list[Example], asked: dict[str, list[Example]], resamples: int) -> dict:
    """The choice on the one set and the shares on the others. Cross-attention: a layer's mean of heads. Encoder: mean or head."""
    dev = answers(model, chosen_on)
    best = {
        "cross": max((key for key in dev["cross"] if key[1] == "mean"), key=lambda key: sum(dev["cross"][key])),
        "encoder": max(dev["encoder"], key=lambda key: sum(dev["encoder"][key])),
    }
    out = {kind: {"layer": key[0], "head": key[1], "dev": share(dev[kind][key], resamples)} for kind, key in best.items()}
    for name, examples in asked.items():
        found = answers(model, examples)
        for kind, key in best.items():
            out[kind][name] = share(found[kind][key], resamples)
            out[kind][f"{name} by layer"] = [
                round(100 * sum(found[kind][layer, "mean"]) / len(found[kind][layer, "mean"]), 1)
                for layer in range(model.layers[kind])
            ]
    return out
