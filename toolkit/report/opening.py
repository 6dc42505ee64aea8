"""What a reader who has nothing else needs first, as plain values: what was read, how, how sure, and how to cite it."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit import compare
from toolkit.record import UNASSIGNED, Query, Record, reviewed
from toolkit.record.amending import is_part

UNSURE = 0.5  # below it the extractor would bet against itself; such statements are marked, not left out


@dataclass(frozen=True)
class Asked:
    """The query that one notebook was left with: its name, its words, and the JSON that asks the same again."""

    notebook: str
    words: str
    json: str


@dataclass(frozen=True)
class Opening:
    """The first page: pairs of a name and words for each of its parts, and the inputs that were refused."""

    title: str
    read: tuple[tuple[str, str], ...]
    refused: tuple[Mapping[Any, Any], ...]
    how: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]
    sure: tuple[tuple[str, str], ...]
    citation: str


def opening(record: Record, notebooks: tuple[str, ...], *, today: date) -> Opening:
    """What was read, how, how sure and how to cite, for the page of `record` with `notebooks` (their names)."""
    number = _counted(len(record.articles), "article")
    title = f"Who said what, by party: {number}"
    return Opening(
        title=title,
        read=_read(record),
        refused=tuple(record.refused.to_dict("records")),
        how=_how(record),
        asked=tuple(_asked(name, record.saved_query(name)) for name in notebooks),
        sure=_sure(record),
        citation=_citation(record, title, today),
    )


def _asked(name: str, query: Query) -> Asked:
    return Asked(name, query.describe(), json.dumps(query.to_dict(), ensure_ascii=False))


def _read(record: Record) -> tuple[tuple[str, str], ...]:
    articles = record.articles
    repeats = int((articles["duplicate_of"] != "").sum())
    again = f"; {_counted(repeats, 'article repeats', 'articles repeat')} an earlier one" if repeats else ""
    words = int(articles["words"].fillna(0).sum())
    refused = f"{_counted(len(record.refused), 'input')}, listed below" if len(record.refused) else "none"
    return (
        ("Articles", f"{_counted(len(articles), 'article')}, {words:,} words{again}"),
        ("Outlets", _outlets(articles)),
        ("Dates", _dates(articles)),
        ("Found", _found(record)),
        ("Refused", refused),
    )


def _found(record: Record) -> str:
    heard = compare.innermost(record.statements)
    held = len(record.statements) - len(heard)
    more = "holds another one and is" if held == 1 else "hold another one and are"
    relayed = f" ({held} more {more} not counted)" if held else ""
    return f"{_counted(len(heard), 'statement')}{relayed}, {_counted(len(record.figures), 'figure')}"


def _outlets(articles: pd.DataFrame) -> str:
    counts = Counter(articles["outlet"])
    unknown = counts.pop("", 0)
    named = [f"{outlet} ({number})" for outlet, number in counts.most_common()]
    return ", ".join([*named, *([f"unknown ({unknown})"] if unknown else [])]) or "none"


def _dates(articles: pd.DataFrame) -> str:
    known = articles["published"].dropna()
    lacking = len(articles) - len(known)
    without = f"{_counted(lacking, 'article')} without a date" if lacking else ""
    if known.empty:
        return without or "none"
    first, last = f"{known.min():%Y-%m-%d}", f"{known.max():%Y-%m-%d}"
    span = first if first == last else f"{first} to {last}"
    return f"{span}; {without}" if without else span


def _how(record: Record) -> tuple[tuple[str, str], ...]:
    about = record.provenance
    parties = [party for party in record.parties if party != UNASSIGNED]
    pairs = (
        ("Counterpoint", str(about.get("toolkit", "unknown"))),
        ("Language model", _model(about)),
        ("Attributions", _attribution(about)),
        ("Extracted", str(about.get("made_at", ""))[:16].replace("T", " at ")),
        ("Parties", ", ".join(parties) or "none found"),
        ("Parties come from", _from(about)),
        ("Unit", "one innermost statement: words that one source passes on from another are counted once"),
    )
    return tuple((name, words) for name, words in pairs if words)


def _attribution(about: Mapping[str, Any]) -> str:
    """By the tagger, with the beginning of the hash of its weights, or by rules; empty where the record doesn't say."""
    told = about.get("attribution")
    if not isinstance(told, Mapping) or not told.get("by"):
        return ""
    weights = str(told.get("weights", ""))[:12]
    return f"found by the trained tagger, weights {weights}" if weights else "found by rules alone"


def _model(about: Mapping[str, Any]) -> str:
    model = about.get("model", "unknown")
    if isinstance(model, Mapping):
        return " ".join(str(model[part]) for part in ("name", "version") if model.get(part))
    return " ".join(str(part) for part in (model, about.get("model_version", "")) if part)


def _from(about: Mapping[str, Any]) -> str:
    """Where the parties come from; of a file only its name, since its place is of no use to a reader."""
    parties = about.get("parties")
    origin = str(parties.get("from", "")) if isinstance(parties, Mapping) else ""
    return origin if origin.startswith(("the ", "a ")) else Path(origin).name


def _sure(record: Record) -> tuple[tuple[str, str], ...]:
    heard = compare.innermost(record.statements)
    total = len(heard)
    doubtful = int((heard["confidence"] < UNSURE).fillna(value=False).sum())
    return (
        ("Checked by hand", _checked(record, set(heard["statement_id"]))),
        ("Party not assigned", _unassigned(record)),
        ("Low confidence", f"{doubtful} of {total} statements are marked with a confidence below {UNSURE:g}"),
    )


def _checked(record: Record, counted: set[str]) -> str:
    """How many of the statements that are counted a person has looked at, and how many were taken out."""
    if is_part(record.provenance):
        return f"not known for a part of a record, which these {len(counted):,} statements are"
    done = reviewed(record)
    number = done.loc[done["what"] != "reject", "statement_id"].drop_duplicates().isin(counted).sum()
    out = done.loc[done["what"] == "reject", "statement_id"].nunique()
    told = f"{number:,} of {len(counted):,} statements"
    if not number and not out:
        return f"{told}: nothing on this page has been checked by a person"
    rest = f"; {_counted(out, 'statement was', 'statements were')} rejected and left out" if out else ""
    return f"{told} were accepted, corrected or added by a person{rest}"


def _unassigned(record: Record) -> str:
    shares = compare.voice_share(record.statements, articles=record.articles, parties=[UNASSIGNED])
    for row in shares.to_dict("records"):
        if row["party"] == UNASSIGNED:
            return f"{row['n']:g} of {row['total']:g} statements ({row['value']:.0%})"
    return "0 of 0 statements"


def _citation(record: Record, title: str, today: date) -> str:
    version = record.provenance.get("toolkit", "(unknown version)")
    model = _model(record.provenance)
    return f"{title}. Report made with Counterpoint {version} (language model {model}), {today.isoformat()}."


def _counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> _counted(1, "article"), _counted(2, "article")
    ('1 article', '2 articles')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"
