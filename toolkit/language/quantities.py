"""A number as the grammar reads it, and the words that stand for values."""

from dataclasses import dataclass
from functools import lru_cache

from toolkit import data


@dataclass(frozen=True)
class Number:
    """One number: its tokens (first, last, inclusive), its least and greatest value, its bound and bound words."""

    first: int
    last: int
    low: float | None
    high: float | None
    bound: str = "="
    words: tuple[int, int] | None = None
    unit: str = ""
    measure: str = ""
    scale: float = 1.0


@lru_cache(maxsize=1)
def values() -> dict[str, tuple[float, str]]:
    """Number word to its value and sort: unit, ten, magnitude, fraction."""
    rows = data.lexicon("number_words").to_dict("records")
    return {row["word"]: (float(row["value"]), row["sort"]) for row in rows}


@lru_cache(maxsize=1)
def vague() -> dict[tuple[str, ...], tuple[float | None, float | None]]:
    """Words of a vague number to the least and greatest value they stand for."""
    rows = data.lexicon("vague_numbers").to_dict("records")
    return {tuple(row["words"].split()): (_float(row["low"]), _float(row["high"])) for row in rows}


def _float(text: str) -> float | None:
    return float(text) if text else None


@lru_cache(maxsize=1)
def currency_signs() -> frozenset[str]:
    """Signs that stand before an amount: "$", "C$", "Rs"."""
    rows = data.lexicon("units").to_dict("records")
    return frozenset(row["text"] for row in rows if row["measure"] == "money" and not row["text"].islower())
