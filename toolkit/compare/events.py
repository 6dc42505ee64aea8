"""Whether two figures count the same thing: what the record prints decides, and what it does not print is said."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

PEOPLE = frozenset({"killed", "wounded", "missing", "hostage", "displaced", "arrested"})
UNDEFINED = frozenset({"share", "other", ""})
NEAR = 0.1  # "around" reaches so far to each side, as FIGURES.md has it

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Figure = Mapping[str, Any]
Dates = tuple[str, str]


def compared(a: Figure, b: Figure, *, published: Mapping[str, str]) -> dict[str, str]:
    """The outcome for two figures of one measure, what sets them apart, and what had to be assumed.

    `a` and `b` are rows of FIGURES; `published` gives the ISO date of an article by its id, where it is known. The
    result has `outcome`, `differs` and `assumed` as in `figures.pairs`.
    """
    dates = _date(a, published), _date(b, published)
    differs = [*_number(a, b), *_victims(a, b), *_circumstances(a, b), *_apart_in_time(a, b, dates)]
    assumed = ", ".join(_assumed(a, b, dates))
    if differs:
        return {"outcome": "not comparable", "differs": "; ".join(differs), "assumed": ""}
    if a["scope"] == "cumulative" and dates[0] != dates[1] and all(dates):
        (before, earlier), (day, later) = sorted(zip(dates, (a["verbatim"], b["verbatim"]), strict=True))
        words = f"{later!r} is of {day}, {earlier!r} of {before}"
        return {"outcome": "newer", "differs": words, "assumed": assumed}
    return {"outcome": _ranges(a, b), "differs": "", "assumed": assumed}


def _number(a: Figure, b: Figure) -> Iterator[str]:
    if any(pd.isna(one["low"]) and pd.isna(one["high"]) for one in (a, b)):
        yield "number: not read as a number"
    if a["measure"] in UNDEFINED:
        yield f"what is measured: a figure of measure {a['measure'] or '(none)'} does not say"
    if a["measure"] not in PEOPLE and a["unit"].casefold() != b["unit"].casefold():
        yield _both("unit", a["unit"], b["unit"])


def _victims(a: Figure, b: Figure) -> Iterator[str]:
    if a["figure_id"] in b["subset_of"].split() or b["figure_id"] in a["subset_of"].split():
        yield "one is a part of the other"
    if a["measure"] not in PEOPLE:
        return
    if _who(a) != _who(b) or _sort(a) != _sort(b):
        yield _both("victims", _described(a), _described(b))
    elif not _who(a):
        yield "victims: not stated"


def _who(figure: Figure) -> str:
    """The party harmed, or the words for them where the party is not known."""
    return str(figure["victim_party"] or figure["victims"].casefold())


def _sort(figure: Figure) -> str:
    """The class that all of them belong to; "mainly civilians" counts others too."""
    whole = figure["victim_class_extent"] in ("", "all")
    return str(figure["victim_class"] or "not stated") if whole else "not stated"


def _described(figure: Figure) -> str:
    party = figure["victim_party"]
    notes = [
        note for note in (party if party != figure["victims"] else "", _sort(figure)) if note not in ("", "not stated")
    ]
    return (figure["victims"] or "not stated") + (f" ({', '.join(notes)})" if notes else "")


def _circumstances(a: Figure, b: Figure) -> Iterator[str]:
    if a["agent_party"] and b["agent_party"] and a["agent_party"] != b["agent_party"]:
        yield _both("agent", a["agent_party"], b["agent_party"])
    if a["scope"] != b["scope"]:
        yield _both("scope", a["scope"], b["scope"])
    if a["place"] and b["place"] and a["place"].casefold() != b["place"].casefold():
        yield _both("place", a["place"], b["place"])
    if a["since"] and b["since"] and a["since"] != b["since"]:
        yield _both("start of the count", a["since"], b["since"])
    if "denied" in (a["standing"], b["standing"]):
        yield _both("standing", a["standing"], b["standing"])


def _apart_in_time(a: Figure, b: Figure, dates: Dates) -> Iterator[str]:
    """Unknown dates are taken as equal within one article only, and dates as printed mean one day only there."""
    together = a["article_id"] == b["article_id"]
    known = all(_DAY.fullmatch(date) for date in dates)
    if known and (a["scope"] == "cumulative" or dates[0] == dates[1]):
        return
    if together and (dates[0] == dates[1] or not all(dates)):
        return
    yield _both("date", *dates)


def _date(figure: Figure, published: Mapping[str, str]) -> str:
    running = figure["scope"] == "cumulative"
    return figure["as_of"] or (published.get(figure["article_id"], "") if running else "")


def _assumed(a: Figure, b: Figure, dates: Dates) -> Iterator[str]:
    if not a["scope"]:
        yield "scope"
    if not (a["place"] and b["place"]):
        yield "place"
    if not all(dates):
        yield "date"


def _both(what: str, a: str, b: str) -> str:
    return f"{what}: {a or 'not stated'} / {b or 'not stated'}"


def _ranges(a: Figure, b: Figure) -> str:
    if all(a[key] == b[key] or (pd.isna(a[key]) and pd.isna(b[key])) for key in ("bound", "low", "high")):
        return "same"
    # A bound that leaves its own value out sorts as the tighter one: (5, 1) above (5, 0), (5, -1) below (5, 0).
    low = max(_range(a)[0], _range(b)[0])
    high = min(_range(a)[1], _range(b)[1])
    return "compatible" if low[0] < high[0] or (low[0] == high[0] and low[1] == high[1] == 0) else "conflict"


def _range(figure: Figure) -> tuple[tuple[float, int], tuple[float, int]]:
    """Least and greatest value, each with 0, or with 1 or -1 where the value itself is left out."""
    low: float = -math.inf if pd.isna(figure["low"]) else float(figure["low"])
    high: float = math.inf if pd.isna(figure["high"]) else float(figure["high"])
    if figure["bound"] == "≈":
        low, high = low * (1 - NEAR), high * (1 + NEAR)
    return (low, int(figure["bound"] == ">")), (high, -int(figure["bound"] == "<"))
