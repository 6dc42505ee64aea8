"""What follows when statements change: their order, who holds whom, and the rows of other tables that belong to them.

All of it is worked out from the statements as they are in the end, so the order of the corrections does not matter.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.parties.mentions import role_of
from toolkit.record.working import Row, Working, differences, rows_at, written
from toolkit.text import paragraphs

_FIGURE = ("article_id", "start", "end", "statement_id", "speaker", "party", "standing", "source_qualifier",
           "source_qualifier_start", "source_qualifier_end")  # fmt: skip
_MENTION = ("article_id", "start", "end", "statement_id", "party", "role")
_HARM = ("article_id", "start", "end", "statement_id", "harm_word_start", "harm_word_end")


def follow(work: Working) -> dict[str, pd.DataFrame]:
    """The tables with the statements as they were worked on, and with everything that hangs on them."""
    ordered = _nest(work)
    frames = dict(work.frames)
    frames["STATEMENTS"] = _statements(work, ordered=ordered)
    held = _Held(work)
    for name, columns, fill in (
        ("FIGURES", _FIGURE, _figure), ("HARMS", _HARM, _harm), ("MENTIONS", _MENTION, _mention)
    ):  # fmt: skip
        frames[name] = _refilled(work, name, columns, partial(fill, held=held))
    if work.rejected:
        replies, gone = frames["REPLIES"], set(work.rejected)
        lost = replies["statement_id"].isin(gone) | replies["answers_id"].isin(gone)
        frames["REPLIES"] = replies[~lost].reset_index(drop=True) if lost.any() else replies
    return frames


def _nest(work: Working) -> bool:
    """Set order, parents, `holds` and the place in the article, where something changed; tells whether rows move."""
    put = {work.rows[key]["article_id"] for key in work.moved - work.rejected.keys()}
    for article in put | {work.rows[key]["article_id"] for key in work.rejected}:
        rows = work.standing(article)
        moved = [row for row in rows if row["statement_id"] in work.moved]
        for row in moved:
            row.update(_position(row, work.texts[article], work.marks(article)))
        before = _children(work.was[key] for key in work.held[article] if key in work.was)
        for row in rows:
            row["parent_id"] = _parent(row, rows, moved, work)
        after = _children(rows)
        for row in rows:
            key = row["statement_id"]
            if key in work.moved or before[key] != after[key]:
                row["holds"] = bool(after[key])
        if article in put:
            rows.sort(key=lambda row: (row["start"], -row["end"], _last(row["order"]), row["statement_id"]))
        else:
            rows.sort(key=lambda row: _last(row["order"]))
        for order, row in enumerate(rows):
            row["order"] = order
    return bool(put)


def _last(order: int | None) -> float:
    return float("inf") if order is None else order


def _position(row: Row, text: str, marks: list[Row]) -> Row:
    """Where in its article a content stands, as the language room tells it."""
    stretches = [(mark["start"], mark["end"]) for mark in marks]
    lead = next(((a, b) for a, b in paragraphs(text) if not any(x <= a and b <= y for x, y in stretches)), (0, 0))
    headline_end = max((mark["end"] for mark in marks if mark["kind"] == "headline"), default=0)
    start = row["start"]
    return {
        "in_headline": start < headline_end,
        "in_lead": lead[0] <= start < lead[1],
        "prominence": 1 - start / max(1, len(text)),
    }


def _children(rows: Iterable[Row]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["parent_id"]:
            found[row["parent_id"]].add(row["statement_id"])
    return found


def _parent(row: Row, rows: list[Row], moved: list[Row], work: Working) -> str:
    """The innermost statement that holds this one: the one that did, unless either was moved or rejected."""
    if row["statement_id"] in work.moved:
        holders = [other for other in rows if _holds(other, row)]
    else:
        kept = row["parent_id"]
        while kept in work.rejected:
            kept = work.rows[kept]["parent_id"]
        holders = [other for other in moved if _holds(other, row)]
        if kept in work.rows and kept not in work.moved:
            holders.append(work.rows[kept])
        elif not holders and kept not in work.moved:
            return str(kept)
    return str(min(holders, key=_size, default={"statement_id": ""})["statement_id"])


def _size(row: Row) -> tuple[int, int, str]:
    return row["end"] - row["start"], row["start"], row["statement_id"]


def _holds(outer: Row, inner: Row) -> bool:
    """Whether one statement is told inside the other's content, its cue with it where it has one."""
    pieces = [*inner["spans"], *([(inner["cue_start"], inner["cue_end"])] if inner["cue_start"] is not None else [])]
    larger = outer["end"] - outer["start"] > inner["end"] - inner["start"]
    return larger and all(any(a <= low and high <= b for a, b in outer["spans"]) for low, high in pieces)


def _statements(work: Working, *, ordered: bool) -> pd.DataFrame:
    table = work.frames["STATEMENTS"]
    rows = ((place, work.was[key], work.rows[key]) for key, place in work.at.items())
    table = written(table, "STATEMENTS", differences(one for one in rows if one[1] != one[2]))
    gone = [work.at[key] for key in work.rejected if key in work.at]
    if gone:
        table = table.drop(index=table.index[gone]).reset_index(drop=True)
    fresh = [work.rows[key] for key in sorted(work.added - work.rejected.keys())]
    if fresh:
        added = tables.frame("STATEMENTS", fresh)
        table = pd.concat([table, added], ignore_index=True) if len(table) else added
    if ordered:
        rank = pd.Index(work.frames["ARTICLES"]["article_id"]).get_indexer(table["article_id"])
        order = np.lexsort((table["order"].to_numpy(dtype=float, na_value=np.inf), rank))
        table = table if (np.diff(order) == 1).all() else table.iloc[order].reset_index(drop=True)
    return table


class _Held:
    """The statements of each article concerned, and what was moved there; asked once a row of another table."""

    def __init__(self, work: Working) -> None:
        self.work = work
        self.rows = {article: work.standing(article) for article in work.held}
        for rows in self.rows.values():
            rows.sort(key=lambda row: _last(row["order"]))

    def article(self, row: Row) -> list[Row]:
        """The statements of the row's article, in order."""
        return self.rows.get(row["article_id"], [])

    def is_moved(self, row: Row) -> bool:
        """Whether what holds a row may have changed: its statement was moved or is gone, or content came or went."""
        key = row["statement_id"]
        around = self.work.stretches.get(row["article_id"], ())
        return key in self.work.rejected or key in self.work.moved or _within(row, around)

    def innermost(self, row: Row) -> str:
        """The id of the smallest statement whose content holds a row, empty in narration."""
        holding = [one for one in self.article(row) if _within(row, one["spans"])]
        return str(min(holding, key=_size, default={"statement_id": ""})["statement_id"])


def _within(row: Row, stretches: Iterable[Iterable[int]]) -> bool:
    return any(low <= row["start"] and row["end"] <= high for low, high in stretches)


def _refilled(work: Working, name: str, columns: tuple[str, ...], fill: Callable[[Row], Row]) -> pd.DataFrame:
    """A table in which each row of the articles concerned has what `fill` gives for it."""
    table = work.frames[name]
    places = np.flatnonzero(table["article_id"].isin({*work.stretches, *work.voices})).tolist()
    rows = rows_at(table, places, columns)
    filled = ((place, row, fill(row)) for place, row in zip(places, rows, strict=True))
    return written(table, name, differences(filled))


def _harm(row: Row, held: _Held) -> Row:
    """A clause of harm belongs where its word of harm stands: the clause may reach over the cue."""
    low, high = row["harm_word_start"], row["harm_word_end"]
    word = row if low is None else {**row, "start": low, "end": high}
    return {"statement_id": held.innermost(word)} if held.is_moved(word) else {}


def _figure(row: Row, held: _Held) -> Row:
    """A figure belongs to the innermost statement that holds it, and is said by who says that."""
    key = held.innermost(row) if held.is_moved(row) else row["statement_id"]
    if key == row["statement_id"] and key not in held.work.changed:
        return {}
    holder = held.work.rows[key] if key else {"speaker": "", "party": "", "act": ""}
    found = {"statement_id": key, "speaker": holder["speaker"], "party": holder["party"]}
    if key != row["statement_id"]:
        found |= {"source_qualifier": "", "source_qualifier_start": None, "source_qualifier_end": None}
        if row["standing"] in ("asserted", "denied"):
            found["standing"] = "denied" if holder["act"] == "deny" else "asserted"
    return found


def _mention(row: Row, held: _Held) -> Row:
    """A mention does what it does in the statements as they are now."""
    beside_voice = _within(row, held.work.voices.get(row["article_id"], ()))
    if beside_voice or held.is_moved(row) or row["statement_id"] in held.work.changed:
        return role_of(row, held.article(row))
    return {}
