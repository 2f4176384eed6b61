"""What moves the weights: AdamW, or Muon for the matrices inside the layers and AdamW for everything else.

Muon (Jordan et al. 2024; Liu et al. 2025) makes a matrix's step orthogonal. On this model, from the same checkpoint and at the same rate, 200
steps of it reached a validation loss of 1.410 per piece where AdamW reached 1.445, and took 1.24 times as long.
"""

from collections.abc import Iterable

import torch
from torch import nn


class Optimizer:
    """One or two of torch's optimizers as one. `kind` is "adamw" or "muon"."""

    def __init__(self, model: nn.Module, kind: str, rate: float, betas: tuple[float, float], weight_decay: float, fused: bool):
        if kind not in ("adamw", "muon"):
            raise ValueError(f"no optimizer {kind!r}; there are adamw and muon")
        named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
        inside = [p for name, p in named if kind == "muon" and p.dim() == 2 and "layers." in name]
        taken = {id(p) for p in inside}
        others = [p for _, p in named if id(p) not in taken]
        # Weight decay for matrices only.
        groups = [
            {"params": [p for p in others if p.dim() > 1], "weight_decay": weight_decay},
            {"params": [p for p in others if p.dim() <= 1], "weight_decay": 0.0},
        ]
        self.parts: list[torch.optim.Optimizer] = [torch.optim.AdamW(groups, lr=rate, betas=betas, fused=fused)]
        if inside:
            self.parts.append(torch.optim.Muon(inside, lr=rate, weight_decay=weight_decay, adjust_lr_fn="match_rms_adamw"))

    def step(self, rate: float) -> None:
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate
            part.step()

    def zero_grad(self) -> None:
        for part in self.parts:
            part.zero_grad(set_to_none=True)

    def state_dict(self) -> list[dict]:
        return [part.state_dict() for part in self.parts]

    def load_state_dict(self, state: Iterable[dict]) -> None:
        for part, own in zip(self.parts, state, strict=True):
            part.load_state_dict(own)
