"""Thresholds and calibration, on articles that the network was not trained on."""

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
from attribution.corpus import articles
from scipy.optimize import minimize

from toolkit.language.tagging.confidence import Settings, logit
from toolkit.language.tagging.decode import Found, Limits, Tagged, decode
from toolkit.language.tagging.network import Tagger
from toolkit.language.tagging.pieces import pieces_in

_WORD = re.compile(r"\w+")
_STOP = frozenset("the a an of to in on for at by and or his her their its s mr mrs ms".split())  # noqa: SIM905
WIDE = Limits(cue=0.1, kept=0.05)
RIDGE = 1e-3


@dataclass
class Read:
    """One article: what the network says of its paragraphs, its words, and the words of each coded attribution."""

    tagged: list[Tagged]
    words: np.ndarray
    stop: np.ndarray
    gold: list[tuple[frozenset[int], frozenset[int]]]


def read(folder: Path, tagger: Tagger, names: Iterable[str] | None = None) -> list[Read]:
    """The articles of a split, or those of `names`, tagged with wide limits."""
    wanted = set(names) if names is not None else None
    found = []
    for name, text, attributions in articles(folder):
        if wanted is not None and name not in wanted:
            continue
        places = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        stop = np.array([text[start:end].lower() in _STOP for start, end in places])
        words = np.array(places).reshape(-1, 2)
        gold = [(held(words, one["content"]), content_words(held(words, one["source"]), stop)) for one in attributions]
        found.append(Read(tagger.tag(list(pieces_in(text, tagger.tokenizer)), WIDE), words, stop, gold))
    return found


def held(words: np.ndarray, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the words that the spans touch."""
    return frozenset(
        int(place) for start, end in spans for place in np.flatnonzero((words[:, 0] < end) & (words[:, 1] > start))
    )


def content_words(numbers: frozenset[int], stop: np.ndarray) -> frozenset[int]:
    """The numbers without those of stop words, unless there are no others."""
    return frozenset(number for number in numbers if not stop[number]) or numbers


def outcomes(one: Read, limits: Limits) -> list[tuple[Found, bool]]:
    """Every attribution that decoding gives, and whether a coder has it: half of the words, and the right source."""
    found, told = [], []
    for tagged in one.tagged:
        for attribution in decode(tagged, limits):
            source = [tagged.pieces.stretch(attribution.source)] if attribution.source else []
            found.append(attribution)
            content = [tagged.pieces.stretch(run) for run in attribution.content]
            told.append((held(one.words, content), held(one.words, source)))
    return list(zip(found, _right(told, one.gold), strict=True))


def _right(
    told: list[tuple[frozenset[int], frozenset[int]]], gold: list[tuple[frozenset[int], frozenset[int]]]
) -> list[bool]:
    """One-to-one matching, the best pairs first."""
    pairs = sorted(
        (
            (len(mine[0] & theirs[0]) / len(mine[0] | theirs[0]), here, there)
            for here, mine in enumerate(told)
            for there, theirs in enumerate(gold)
            if mine[0] & theirs[0]
        ),
        reverse=True,
    )
    right = [False] * len(told)
    used: set[int] = set()
    seen: set[int] = set()
    for share, here, there in pairs:
        if share < 0.5 or here in seen or there in used:
            continue
        seen.add(here)
        used.add(there)
        source = gold[there][1]
        right[here] = bool(source & told[here][1]) if source else not told[here][1]
    return right


def tune(found: list[Read]) -> Settings:
    """The limits that give the best F1 with the right source, the regression that fits, and the least confidence.

    With chances that are calibrated F1 is best where the least is half of it (Lipton, Elkan and Naryanaswamy 2014).
    """
    gold = sum(len(one.gold) for one in found)
    if not any(outcomes(one, WIDE) for one in found):
        sys.exit(
            "the network finds nothing in the articles held out. What works: more articles. Next: add some, retrain."
        )
    best: tuple[float, Settings] = (-1.0, Settings(WIDE, (), 0.0, 0.0))
    for cue, content, source, kept in product((0.1, 0.2), (0.4, 0.5), (0.15, 0.3), (0.1, 0.3)):
        limits = Limits(cue=cue, content=content, source=source, kept=kept)
        pairs = [pair for one in found for pair in outcomes(one, limits)]
        settings = fit(pairs, limits)
        score = _best_score(pairs, settings, gold)
        if score > best[0]:
            best = score, replace(settings, least=round(score / 2, 2))
    return best[1]


def fit(pairs: list[tuple[Found, bool]], limits: Limits) -> Settings:
    """Logistic regression of being right on the log odds of what the network says (Platt 1999)."""
    inputs = np.array([[logit(value) for value in one.features] for one, _ in pairs])
    right = np.array([right for _, right in pairs], dtype=float)

    def loss(weights: np.ndarray) -> float:
        scores = inputs @ weights[1:] + weights[0]
        return float(np.mean(np.logaddexp(0, scores) - right * scores) + RIDGE * np.mean(weights[1:] ** 2))

    # No slope may be negative: what the network is surer of is told with no less confidence.
    bounds = [(None, None), *[(0, None)] * inputs.shape[1]]
    fitted = minimize(loss, np.zeros(inputs.shape[1] + 1), method="L-BFGS-B", bounds=bounds).x
    return Settings(limits, tuple(round(float(value), 4) for value in fitted[1:]), round(float(fitted[0]), 4), 0.0)


def _best_score(pairs: list[tuple[Found, bool]], settings: Settings, gold: int) -> float:
    sure = np.array([settings.confidence(one.features) for one, _ in pairs])
    right = np.array([right for _, right in pairs])
    kept = [sure >= least for least in np.arange(0.2, 0.6, 0.02)]
    return max(float(2 * right[one].sum() / max(1, gold + one.sum())) for one in kept)


def calibration_error(pairs: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over bins of equal width (Naeini, Cooper and Hauskrecht 2015)."""
    sure = np.array([value for value, _ in pairs])
    right = np.array([right for _, right in pairs], dtype=float)
    numbers = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [abs(sure[numbers == n].sum() - right[numbers == n].sum()) for n in range(bins)]
    return float(sum(gaps) / max(1, len(pairs)))


def measure(found: list[Read], settings: Settings) -> dict[str, float]:
    """Precision, recall and F1 with the right source, and the calibration error, of the network alone."""
    pairs = [
        (settings.confidence(one.features), right) for read_ in found for one, right in outcomes(read_, settings.limits)
    ]
    kept = [pair for pair in pairs if pair[0] >= settings.least]
    gold, right = sum(len(one.gold) for one in found), sum(right for _, right in kept)
    values = {
        "coded": gold,
        "found": len(kept),
        "right": right,
        "precision": right / max(1, len(kept)),
        "recall": right / max(1, gold),
        "f1": 2 * right / max(1, gold + len(kept)),
        "calibration error": calibration_error(kept),
    }
    return {name: round(value, 4) for name, value in values.items()}
