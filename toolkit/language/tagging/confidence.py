"""How sure the tagger is, on a scale that was checked against coders: logistic regression on what the network says."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from toolkit.language.tagging.decode import Limits
from toolkit.language.tagging.network import weights_folder


@dataclass(frozen=True)
class Settings:
    """The thresholds that go with the weights, and the regression that turns features into a confidence.

    An attribution below `least` is not told at all.
    """

    limits: Limits
    slopes: tuple[float, ...]
    intercept: float
    least: float

    def confidence(self, features: Sequence[float]) -> float:
        """The chance, 0 to 1, that a coder would agree (Platt 1999).

        >>> Settings(Limits(), (1.0,), 0.0, 0.3).confidence([0.5])
        0.5
        """
        total = self.intercept + sum(slope * logit(value) for slope, value in zip(self.slopes, features, strict=True))
        return round(1 / (1 + math.exp(-total)), 4)


def logit(chance: float) -> float:
    """The log odds of a chance, held within what eight bits can tell."""
    held = min(max(chance, 0.002), 0.998)
    return math.log(held / (1 - held))


@lru_cache(maxsize=1)
def load_settings() -> Settings:
    """The settings that lie beside the weights."""
    held = json.loads((weights_folder() / "settings.json").read_text(encoding="utf-8"))
    return Settings(Limits(**held["limits"]), tuple(held["slopes"]), held["intercept"], held["least"])
