"""What the views are given, as plain lists of words: no number is worked out here, only written."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from toolkit import compare, show
from toolkit.record import UNASSIGNED, Record, having, parties_of
from toolkit.record.corrections import Correction, holding
from toolkit.show import who
from toolkit.show.passage import label, pieces

UNKNOWN = "(unknown)"
DONE = {"accept": "accepted", "change": "corrected", "add": "added"}
_SHOWN = (
    "statement_id", "article_id", "speaker", "speakers", "speaker_parties", "party", "kind", "act", "spans", "cue",
    "cue_start", "cue_end", "speaker_mention", "speaker_start", "speaker_end",
)  # fmt: skip
PLACED = ("article_id", "title", "text", "outlet", "published")

Option = dict[str, Any]


def options(record: Record, *columns: str) -> dict[str, list[Option]]:
    """For each column, party, kind or outlet, one option a value, with the number of statements it has a voice in.

    Innermost statements are counted. Parties stand in the order of the record, the others in the order of the alphabet.
    """
    needed = ["statement_id", "article_id", "speaker", "speakers", "speaker_parties", "party", "kind"]
    voices = compare.voices(record.statements.loc[innermost(record), needed])
    if "outlet" in columns:
        outlets = dict(zip(record.articles["article_id"], record.articles["outlet"], strict=True))
        voices = voices.assign(outlet=voices["article_id"].map(outlets))
    return {by: _options(record, voices, by) for by in columns}


def _options(record: Record, voices: pd.DataFrame, by: str) -> list[Option]:
    counts = {str(key): int(number) for key, number in voices.groupby(by)["statement_id"].nunique().items()}
    if by == "party":
        counts[UNASSIGNED] = counts.pop("", 0)
    known = [party for party in record.parties if counts.get(party)] if by == "party" else sorted(counts)
    return [_option(value, counts[value]) for value in known]


def act_options(record: Record) -> list[Option]:
    """One option for each act of the record, with the number of innermost statements that do it, most first."""
    counts = record.innermost["act"].value_counts()
    return [_option(str(act), int(count)) for act, count in counts.items() if act]


def choosable(record: Record) -> list[str]:
    """The parties that can be chosen: those of the record and those of the analyst, without the unassigned."""
    named = dict.fromkeys([*record.parties, *parties_of(record).aliases])
    return [party for party in named if party != UNASSIGNED]


def with_lost(known: list[Option], chosen: tuple[str, ...]) -> list[Option]:
    """The options, and after them those that are chosen and not among them, so that they can be seen and unticked."""
    there = {option["value"] for option in known}
    return [*known, *(_option(value, 0) for value in chosen if value not in there)]


def _option(value: str, count: int) -> Option:
    return {"value": value, "label": value or UNKNOWN, "count": count}


def table(shares: pd.DataFrame) -> dict[str, Any]:
    """The voice shares as words: a caption, the names of the columns, one list of words a row, and what to know."""
    return in_words(
        show.table(shares, "Statements of each party; a choice of parties narrows the list below, not the shares")
    )


def in_words(shown: show.Table) -> dict[str, Any]:
    """A table as the view takes it."""
    return {"caption": shown.caption, "columns": list(shown.columns), "rows": [list(row) for row in shown.rows],
            "numbers": sorted(shown.numbers), "note": shown.note}  # fmt: skip


def innermost(record: Record) -> "pd.Index[Any]":
    """Which of its statements hold no other, by their places: to cut all columns of many takes seconds."""
    return compare.innermost(record.statements[["statement_id", "parent_id", "holds"]]).index


def items(record: Record, inner: "pd.Index[Any]", *, limit: int) -> list[dict[str, Any]]:
    """Statements at some places, in the order of the articles, each in its paragraph, `limit` at most."""
    return cards(record.statements.loc[inner[:limit]], record, limit=limit)


def cards(statements: pd.DataFrame, record: Record, *, limit: int) -> list[dict[str, Any]]:
    """These statements of a record, in their order, each in its paragraph, `limit` at most."""
    rows = statements[list(_SHOWN)].head(limit)
    needed = having(record, "articles", "article_id", rows["article_id"])
    known = {row["article_id"]: row for row in needed[list(PLACED)].to_dict("records")}
    return [_item(row, known[row["article_id"]]) for row in rows.to_dict("records")]


def _item(row: Mapping[Any, Any], article: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        "id": row["statement_id"],
        "who": who.speaker(row),
        "tags": [tag for tag in (" and ".join(who.parties(row)), row["kind"], row["act"]) if tag],
        "pieces": [[piece.role, piece.words] for piece in pieces(article["text"], row)],
        "where": label(article),
    }


def articles_of(record: Record) -> list[tuple[str, str]]:
    """Each article in one line, with the number of its statements, and its id; in the order of the record."""
    counts = record.statements["article_id"].value_counts().to_dict()
    rows = record.articles[list(PLACED)].to_dict("records")
    return [(f"{label(row)} ({counts.get(row['article_id'], 0)})", row["article_id"]) for row in rows]


def corrected_in(log: Iterable[Correction], article_id: str) -> pd.DataFrame:
    """The corrections of one article that hold, the last first, in words.

    One row is one correction: when, what, words (of the statement, shortened), changes, why, who; all text.
    """
    rows = [
        {"when": one.when[:16].replace("T", " "), "what": one.what, "words": shortened(one.anchor.quote.exact, 60),
         "changes": _changes(one), "why": one.why, "who": one.who}
        for one in reversed(holding(tuple(log)))
        if one.anchor is not None and one.anchor.article_id == article_id
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["when", "what", "words", "changes", "why", "who"], dtype="str")


def in_short(reviewed: pd.DataFrame) -> dict[str, str]:
    """Each statement that was looked at, with what was decided and by whom.

    >>> in_short(pd.DataFrame([{"statement_id": "s0", "what": "accept", "who": "ann"}]))
    {'s0': 'accepted by ann'}
    """
    words: dict[str, list[str]] = {}
    for row in reviewed.to_dict("records"):
        words.setdefault(row["statement_id"], []).append(f"{DONE.get(row['what'], row['what'])} by {row['who']}")
    return {key: " and ".join(several) for key, several in words.items()}


def _changes(one: Correction) -> str:
    """What a correction changed, as "party: Norland → Sudria"; of words only that they are others."""
    if one.what != "change":
        return ""
    plain = {name: words for name, words in one.after.items() if isinstance(words, str)}
    told = [
        f"{name.replace('_', ' ')}: {one.before.get(name) or '(none)'} → {words or '(none)'}"
        for name, words in plain.items()
    ]
    return "; ".join([*told, *(["other words"] if "spans" in one.after else [])])


def shortened(words: str, most: int) -> str:
    """The words, cut after `most` code points, and then with a sign that they go on."""
    return words if len(words) <= most else f"{words[:most]} …"


def counted(number: int, noun: str) -> str:
    """A number of things in words.

    >>> counted(1, "statement"), counted(0, "correction")
    ('1 statement', '0 corrections')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
