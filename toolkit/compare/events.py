"""Whether two figures count the same thing: what the record prints decides, and what it does not print is said."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from toolkit.tables.values import PEOPLE

UNDEFINED = frozenset({"share", "other", ""})
NEAR = 0.1  # "around" reaches so far to each side, as FIGURES.md has it

# Words that count whoever was harmed: "12 people", "12 dead".
GENERAL = frozenset({"", "people", "persons", "person", "victims", "the dead"})
NEARBY = 2  # days between two reports of one incident whose day neither prints
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Figure = Mapping[str, Any]


@dataclass(frozen=True)
class Days:
    """What is known of time, as ISO dates: when articles were published, and when what figures count happened."""

    published: Mapping[str, str] = field(default_factory=dict)
    borrowed: Mapping[str, str] = field(default_factory=dict)

    def of_event(self, figure: Figure) -> str:
        """The day of what is counted: printed with the figure, else the only day of such figures in its article."""
        printed = str(figure["since"] if figure["scope"] == "cumulative" else figure["as_of"])
        return printed or self.borrowed.get(figure["article_id"], "")

    def of_count(self, figure: Figure) -> str:
        """The day up to which it is counted: the printed one of a cumulative count, else the day of the article."""
        printed = str(figure["as_of"]) if figure["scope"] == "cumulative" else ""
        return printed or self.published.get(figure["article_id"], "")


def days_of(figures: pd.DataFrame, published: Mapping[str, str]) -> Days:
    """The days of articles, and for each article the day of its tolls where they print one day and no other."""
    printed: dict[str, set[str]] = {}
    for row in figures[figures["measure"].isin(PEOPLE)].to_dict("records"):
        day = row["since"] if row["scope"] == "cumulative" else row["as_of"]
        if _DAY.fullmatch(day):
            printed.setdefault(row["article_id"], set()).add(day)
    return Days(published, {article: next(iter(days)) for article, days in printed.items() if len(days) == 1})


def compared(a: Figure, b: Figure, *, days: Days) -> dict[str, str]:
    """The outcome for two figures of one measure, what sets them apart, and what had to be assumed.

    `a` and `b` are rows of FIGURES. The result has `outcome`, `differs` and `assumed` as in `figures.pairs`.
    """
    differs = [*_number(a, b), *_victims(a, b), *_circumstances(a, b), *_events(a, b, days)]
    if differs:
        scope = [] if a["scope"] == b["scope"] else [_both("scope", a["scope"], b["scope"])]
        told = [one for one in differs if one != "scope"]
        return {"outcome": "not comparable", "differs": "; ".join(told + scope), "assumed": ""}
    assumed = ", ".join(_assumed(a, b, days))
    counted = days.of_count(a), days.of_count(b)
    apart = counted[0] != counted[1] and all(_DAY.fullmatch(day) for day in counted)
    if apart and (words := _newer(a, b, counted)):
        return {"outcome": "newer", "differs": words, "assumed": assumed}
    outcome = _ranges(a, b)
    if outcome == "conflict" and a["article_id"] == b["article_id"] and a["speaker"] == b["speaker"]:
        # "Raised their count to 16 from four": nobody contradicts himself in one breath, the report least of all.
        return {"outcome": "not comparable", "differs": "source: one source gives both in one report", "assumed": ""}
    return {"outcome": outcome, "differs": "", "assumed": assumed}


def _newer(a: Figure, b: Figure, counted: tuple[str, str]) -> str:
    """In words which count is the later one, where the later replaces the earlier; empty where they stand as rivals.

    A cumulative count replaces any earlier one. A count of an incident does where it is higher, or where the same
    party says so: a lower one of another party contradicts.
    """
    (before, earlier), (day, later) = sorted(zip(counted, (a, b), strict=True), key=lambda one: one[0])
    running = a["scope"] == b["scope"] == "cumulative"
    least = [figure["low"] if not pd.isna(figure["low"]) else figure["high"] for figure in (earlier, later)]
    if not running and (least[1] == least[0] or (least[1] < least[0] and a["party"] != b["party"])):
        return ""
    return f"{later['verbatim']!r} is of {day}, {earlier['verbatim']!r} of {before}"


def _number(a: Figure, b: Figure) -> Iterator[str]:
    if any(pd.isna(one["low"]) and pd.isna(one["high"]) for one in (a, b)):
        yield "number: not read as a number"
    if a["measure"] in UNDEFINED:
        yield f"what is measured: a figure of measure {a['measure'] or '(none)'} does not say"
    if a["measure"] in PEOPLE or a["measure"] in UNDEFINED:
        return
    if a["unit"].casefold() != b["unit"].casefold():
        yield _both("unit", a["unit"], b["unit"])
    elif not _equal(a, b):
        # A price and a budget are both money; only equal amounts are taken for one.
        yield "what is measured: two amounts of one unit, and no words that tie them"


def _victims(a: Figure, b: Figure) -> Iterator[str]:
    if a["figure_id"] in b["subset_of"].split() or b["figure_id"] in a["subset_of"].split():
        yield "one is a part of the other"
    if a["measure"] not in PEOPLE:
        return
    if _who(a) != _who(b) or _sort(a) != _sort(b):
        yield _both("victims", _described(a), _described(b))


def counted_thing(figure: Figure) -> tuple[str, ...]:
    """What figures of different articles must have in common to be compared at all."""
    if figure["measure"] in PEOPLE:
        return figure["measure"], _who(figure), _sort(figure)
    return figure["measure"], figure["unit"].casefold()


def _who(figure: Figure) -> str:
    """The party harmed, or the words for them where the party is not known; empty for words that name nobody."""
    words = figure["victims"].casefold()
    return str(figure["victim_party"] or ("" if words in GENERAL else words))


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
    if a["place"] and b["place"] and a["place"].casefold() != b["place"].casefold():
        yield _both("place", a["place"], b["place"])
    if a["since"] and b["since"] and a["since"] != b["since"]:
        yield _both("start of the count", a["since"], b["since"])
    if "denied" in (a["standing"], b["standing"]):
        yield _both("standing", a["standing"], b["standing"])


def _events(a: Figure, b: Figure, days: Days) -> Iterator[str]:
    """What is printed must tie two figures to one event: its day, or for two running counts the place or the victims.

    Within one article they are taken as of one event unless two days are printed. A count that runs and one of an
    incident are of one event only where the count begins on the day of the incident.
    """
    happened = days.of_event(a), days.of_event(b)
    if a["scope"] != b["scope"]:
        if not all(happened) or happened[0] != happened[1]:
            yield "scope"
    elif a["article_id"] == b["article_id"]:
        if a["scope"] != "cumulative" and all(happened) and happened[0] != happened[1]:
            yield _both("date", *happened)
    elif all(_DAY.fullmatch(day) for day in happened):
        if happened[0] != happened[1]:
            yield _both("date", *happened)
    elif a["scope"] == "cumulative":
        yield from _two_counts(a, b, days)
    elif not (_one_place(a, b) and _within(days.of_count(a), days.of_count(b))):
        yield _both("date", *happened)
    if a["article_id"] != b["article_id"] and _one_source(a, b) and days.of_count(a) == days.of_count(b) != "":
        yield "time of day: one source on one day in two reports"


def _two_counts(a: Figure, b: Figure, days: Days) -> Iterator[str]:
    if not all(days.of_count(one) for one in (a, b)):
        yield _both("date", a["as_of"], b["as_of"])
    elif not (_one_place(a, b) or _who(a)):
        yield "event: nothing printed ties the two counts"


def _one_place(a: Figure, b: Figure) -> bool:
    return bool(a["place"] != "" and a["place"].casefold() == b["place"].casefold())


def _one_source(a: Figure, b: Figure) -> bool:
    """Whether one source gives both, and gives two numbers: it does not contradict itself, it counts again."""
    return bool(a["speaker"] != "" and a["speaker"] == b["speaker"] and not _equal(a, b))


def _equal(a: Figure, b: Figure) -> bool:
    """Whether two figures have the same ends."""
    return all(a[end] == b[end] or (pd.isna(a[end]) and pd.isna(b[end])) for end in ("low", "high"))


def _within(one: str, other: str) -> bool:
    """Whether two reports are so near in time that they may tell of one incident."""
    if not (_DAY.fullmatch(one) and _DAY.fullmatch(other)):
        return False
    return abs((dt.date.fromisoformat(one) - dt.date.fromisoformat(other)).days) <= NEARBY


def _assumed(a: Figure, b: Figure, days: Days) -> Iterator[str]:
    if a["measure"] in PEOPLE and a["victims"].casefold() != b["victims"].casefold() and not _who(a):
        yield "victims"
    if not a["scope"]:
        yield "scope"
    if not (a["place"] and b["place"]):
        yield "place"
    printed = [one["since"] if one["scope"] == "cumulative" else one["as_of"] for one in (a, b)]
    if not all(printed) or "" in (days.of_event(a), days.of_event(b)):
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
