"""The frozen value that says which part of a Record is meant."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from toolkit.errors import RecordError
from toolkit.tables.values import ACTS, CUE_CLASSES, KINDS

UNASSIGNED = "(unassigned)"
"""How the empty party is written in queries, lists of parties and colours."""

_LISTS = ("parties", "kinds", "acts", "cue_classes", "outlets", "articles", "speakers")
_CLOSED = {"kinds": KINDS, "acts": ACTS, "cue_classes": CUE_CLASSES}


@dataclass(frozen=True)
class Query:
    """A query is a plain value: two that ask the same in the same order are equal, and an empty part means "all".

    Parts that limit statements: `parties` (the empty party is written `(unassigned)`), `kinds`, `acts`,
    `cue_classes`, `speakers` (resolved names), `text` (found in the content or in the source as printed; case,
    the shape of quotation marks and line breaks do not matter), `min_confidence` (0 to 1).
    Parts that limit articles, and with them every table: `outlets` (the empty string is an unknown outlet),
    `articles` (ids), `since` and `until` (ISO dates, both days included; articles of unknown date are left out as
    soon as one of them is set).

    Raises RecordError for a value that is not allowed.

    >>> Query(parties=("Israel", "China"), kinds=("direct",), text="ceasefire").describe()
    "statements by Israel or China that are direct and contain 'ceasefire'; all outlets"
    """

    parties: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    cue_classes: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    text: str = ""
    min_confidence: float = 0.0
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        for name in _LISTS:
            object.__setattr__(self, name, _words(name, getattr(self, name)))
        object.__setattr__(self, "parties", tuple(dict.fromkeys(party or UNASSIGNED for party in self.parties)))
        if not isinstance(self.text, str):
            raise _wrong("text", self.text, "a piece of text, or the empty string for all")
        object.__setattr__(self, "min_confidence", _share(self.min_confidence))
        for name in ("since", "until"):
            object.__setattr__(self, name, _day(name, getattr(self, name)))
        if self.since and self.until and self.since > self.until:
            raise _wrong("since", self.since, f"a date not later than until, {self.until}")

    @property
    def limits_statements(self) -> bool:
        """Whether any part limits statements within the chosen articles."""
        return bool(
            self.parties or self.kinds or self.acts or self.cue_classes or self.speakers or self.text
            or self.min_confidence > 0
        )  # fmt: skip

    @property
    def limits_articles(self) -> bool:
        """Whether any part limits which articles are looked at."""
        return bool(self.outlets or self.articles or self.since or self.until)

    def without(self, *parts: str) -> Self:
        """The same query, with these parts left out, so that they mean "all".

        Raises RecordError for a part that a query does not have.

        >>> Query(parties=("China",), text="fire").without("parties") == Query(text="fire")
        True
        """
        return type(self).from_dict({key: value for key, value in self._told(parts).items() if key not in parts})

    def _told(self, parts: tuple[str, ...]) -> dict[str, Any]:
        values = self.to_dict()
        if strange := [part for part in parts if part not in values]:
            raise RecordError(
                f"a query has no part {strange[0]!r}", works=", ".join(values), step="correct the name of the part"
            )
        return values

    def to_dict(self) -> dict[str, Any]:
        """Every part under its name, lists for tuples: what JSON can hold, and what `from_dict` takes back.

        >>> Query.from_dict(Query(kinds=("direct",)).to_dict()) == Query(kinds=("direct",))
        True
        """
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The query that a mapping spells out; parts left out mean "all".

        Raises RecordError for an unknown part, naming those that exist, and for a value that is not allowed.
        """
        names = [field.name for field in fields(cls)]
        if not isinstance(values, Mapping):
            raise RecordError(
                f"a query cannot be read from {type(values).__name__} {values!r}",
                works="a mapping with any of " + ", ".join(names),
                step="give what Query.to_dict() returned",
            )
        if strange := [key for key in values if key not in names]:
            raise RecordError(
                f"a query has no part {strange[0]!r}", works=", ".join(names), step="correct the spelling of the key"
            )
        return cls(**values)

    def describe(self) -> str:
        """One line of plain English that says everything the query asks, and nothing else.

        >>> Query().describe()
        'all statements; all outlets'
        """
        statements = "statements" if self.limits_statements else "all statements"
        by = f" by {_any_of(self.parties)}" if self.parties else ""
        clauses = self._clauses()
        that = " that " + " and ".join(clauses) if clauses else ""
        return "; ".join([f"{statements}{by}{that}", *self._frame()])

    def _clauses(self) -> list[str]:
        """What a chosen statement is or does, one clause a part."""
        parts = (
            (self.kinds, f"are {_any_of(self.kinds)}"),
            (self.acts, f"are labelled {_any_of(self.acts)}"),
            (self.cue_classes, f"have a cue of {_any_of(self.cue_classes)}"),
            (self.speakers, f"are given to {_any_of(self.speakers)}"),
            (self.text, f"contain {self.text!r}"),
            (self.min_confidence > 0, f"have a confidence of at least {self.min_confidence:g}"),
        )
        return [clause for is_set, clause in parts if is_set]

    def _frame(self) -> list[str]:
        """Which articles are looked at, one piece a part."""
        outlets = "outlets: " + _any_of(self.outlets) if self.outlets else "all outlets"
        articles = ["articles: " + _any_of(self.articles)] if self.articles else []
        days = [f"from {self.since}"] if self.since else []
        days += [f"until {self.until}"] if self.until else []
        dates = [f"published {' '.join(days)}, articles of unknown date left out"] if days else []
        return [outlets, *articles, *dates]


def _any_of(values: tuple[str, ...]) -> str:
    named = [value or "(unknown)" for value in values]
    if len(named) < 2:
        return "".join(named)
    return ", ".join(named[:-1]) + " or " + named[-1]


def _words(name: str, value: Any) -> tuple[str, ...]:
    """A tuple of different strings in the order given; one string alone is one value."""
    values = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, Iterable) else None
    allowed = _CLOSED.get(name)
    works = ", ".join(allowed) if allowed else "a list of names, empty for all"
    if values is None or isinstance(value, Mapping):
        raise _wrong(name, value, works)
    for one in values:
        if not isinstance(one, str) or (allowed and one not in allowed):
            raise _wrong(name, one, works)
    return tuple(dict.fromkeys(values))


def _share(value: Any) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or math.isnan(value) or not 0 <= value <= 1:
        raise _wrong("min_confidence", value, "a number from 0 to 1")
    return float(value)


def _day(name: str, value: Any) -> str:
    if value == "":
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise _wrong(name, value, "a date such as 2023-10-24, or the empty string for no limit") from None


def _wrong(name: str, value: Any, works: str) -> RecordError:
    return RecordError(
        f"a query cannot have {value!r} as {name}", works=works, step=f"correct {name}, or leave it out for all"
    )
