"""The training loop: both taggers at once, the second also on false cues that the first believes in."""

import copy
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from attribution.batches import Batch, Conditioned, Names, batch, conditioned, epoch
from attribution.corpus import CUE, Sample
from attribution.network import Encoder, Roles
from torch import Tensor, nn
from torch.nn import functional

from toolkit.language.tagging.decode import runs_of

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Settings:
    """What the training is run with; the model card repeats it. There is one run for each number of `epochs`."""

    epochs: tuple[int, ...] = (5, 4)
    pieces: int = 1536
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.06
    average: float = 0.998
    false_cues: float = 0.15
    seed: int = 20


def train(both: nn.ModuleList, found: list[Sample], settings: Settings, names: Names, tell: Tell) -> nn.ModuleList:
    """The mean of the weights of several runs that begin alike and see the data in other orders (Wortsman 2022)."""
    weights = [
        _run(copy.deepcopy(both), found, replace(settings, epochs=(epochs,), seed=settings.seed + number), names, tell)
        for number, epochs in enumerate(settings.epochs)
    ]
    mean = {name: torch.stack([one[name] for one in weights]).mean(0) for name in weights[0]}
    both.load_state_dict(mean)
    return both.eval()


def _run(
    both: nn.ModuleList, found: list[Sample], settings: Settings, names: Names, tell: Tell
) -> dict[str, torch.Tensor]:
    """One run; what comes back is the running average of its weights."""
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)
    encoder, roles = both
    encoder.words.requires_grad_(requires_grad=False)
    optimiser = _optimiser(encoder, roles, settings)
    steps = settings.epochs[0] * sum(1 for _ in epoch(found, pieces=settings.pieces, seed=0, names=None))
    plan = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, steps, settings.warm_up))
    mean = torch.optim.swa_utils.AveragedModel(
        both, avg_fn=lambda old, new, count: old + (new - old) * max(1 - settings.average, 1 / (10 + float(count)))
    )
    both.train()
    groups = (
        group
        for number in range(settings.epochs[0])
        for group in epoch(found, pieces=settings.pieces, seed=settings.seed + number, names=names)
    )
    for step, group in enumerate(groups, 1):
        losses = _step(encoder, roles, batch(group), settings, chance)
        optimiser.zero_grad(set_to_none=True)
        torch.stack(losses).sum().backward()
        nn.utils.clip_grad_norm_([p for p in both.parameters() if p.requires_grad], 1.0)
        optimiser.step()
        plan.step()
        mean.update_parameters(both)
        if step % 100 == 0:
            tell(f"seed {settings.seed} step {step}/{steps} losses {[round(float(one.detach()), 3) for one in losses]}")
    return {name: weight.detach().clone() for name, weight in mean.module.state_dict().items()}


def _optimiser(encoder: Encoder, roles: Roles, settings: Settings) -> torch.optim.Optimizer:
    fresh = [encoder.head, encoder.states, roles.head, roles.valid, roles.marks, roles.distances]
    high = [weight for part in fresh for weight in part.parameters()]
    known = {id(weight) for weight in high}
    low = [w for part in (encoder, roles) for w in part.parameters() if w.requires_grad and id(w) not in known]
    groups = [{"params": low, "lr": settings.encoder_rate}, {"params": high, "lr": settings.head_rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _rate(step: int, steps: int, warm_up: float) -> float:
    begin = max(1, math.ceil(steps * warm_up))
    return (step + 1) / begin if step < begin else max(0.0, (steps - step) / max(1, steps - begin))


def _step(encoder: Encoder, roles: Roles, found: Batch, settings: Settings, chance: random.Random) -> list[Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden, logits = encoder(found.ids, found.states, found.mask)
    logits = logits.float()
    first = functional.cross_entropy(logits.flatten(0, 1), found.flat.flatten(), ignore_index=-100)
    cues = _cues(found, logits.detach(), settings, chance)
    if not cues:
        return [first]
    asked = conditioned(cues, [len(one.pieces) for one in found.samples])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        told, valid = ask(roles, hidden, asked)
    second = functional.cross_entropy(told.float().flatten(0, 1), asked.roles.flatten(), ignore_index=-100)
    third = functional.binary_cross_entropy_with_logits(valid.float(), asked.valid)
    return [first, second, 0.2 * third]


def ask(roles: Roles, hidden: Tensor, asked: Conditioned) -> tuple[Tensor, Tensor]:
    """The second tagger on the shared hidden states of the paragraphs."""
    return roles(hidden[asked.rows[:, None], asked.places], asked.marks, asked.distances, asked.mask)


def _cues(found: Batch, logits: Tensor, settings: Settings, chance: random.Random) -> list:
    """The coded cues, half of them as the first tagger sees them, and the false ones it believes in."""
    believed = functional.softmax(logits, -1)[:, :, CUE : CUE + 2].sum(-1).numpy() > settings.false_cues
    cues, false = [], []
    for row, one in enumerate(found.samples):
        runs = runs_of(believed[row, 1 : len(one.pieces) + 1])
        for cue, roles in zip(one.cues, one.roles, strict=True):
            seen = [run for run in runs if run[0] < cue[1] and cue[0] < run[1] and run[1] - run[0] < 6]
            place = seen[0] if len(seen) == 1 and chance.random() < 0.5 else cue
            cues.append((row, place, roles))
        false += [(row, run, None) for run in runs if not any(run[0] < c[1] and c[0] < run[1] for c in one.cues)]
    chance.shuffle(false)
    return cues + [one for one in false if one[1][1] - one[1][0] < 8][: 4 + len(cues) // 3]
