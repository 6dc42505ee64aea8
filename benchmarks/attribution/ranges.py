"""The range of the inputs of every linear layer, over paragraphs that the network was not trained on."""

import numpy as np
import torch
from attribution.batches import batch, conditioned, epoch
from attribution.corpus import Sample
from attribution.loop import ask
from torch import nn

# What lies beyond is cut off: one stray value in ten thousand must not make all steps coarse.
BEYOND = 1e-5


def ranges(both: nn.ModuleList, found: list[Sample]) -> dict[str, tuple[float, float]]:
    """Least and greatest input of each linear layer of the encoder layers, by its name."""
    seen: dict[str, list[np.ndarray]] = {}
    hooks = [
        part.register_forward_pre_hook(lambda _, given, name=name: _keep(seen, name, given[0]))
        for name, part in both.named_modules()
        if isinstance(part, nn.Linear) and name.rsplit(".", 1)[-1] in {"mixed", "out", "up", "down"}
    ]
    encoder, roles = both.eval()
    with torch.no_grad():
        for group in epoch([one for one in found if one.cues], pieces=2048, seed=0, names=None):
            given = batch(group)
            hidden, _ = encoder(given.ids, given.states, given.mask)
            cues = [
                (row, cue, roles_of)
                for row, one in enumerate(group)
                for cue, roles_of in zip(one.cues, one.roles, strict=True)
            ]
            ask(roles, hidden, conditioned(cues, [len(one.pieces) for one in group]))
    for hook in hooks:
        hook.remove()
    return {name: _range(np.stack(values)) for name, values in seen.items()}


def _keep(seen: dict[str, list[np.ndarray]], name: str, values: torch.Tensor) -> None:
    """The quantiles of one batch stand for it."""
    flat = values.flatten()
    picked = flat[torch.randint(len(flat), (min(len(flat), 200_000),), generator=torch.Generator().manual_seed(0))]
    low, high = torch.quantile(picked, torch.tensor([BEYOND, 1 - BEYOND])).tolist()
    seen.setdefault(name, []).append(np.array([low, high]))


def _range(values: np.ndarray) -> tuple[float, float]:
    return min(float(values[:, 0].min()), 0.0), max(float(values[:, 1].max()), 0.0)
