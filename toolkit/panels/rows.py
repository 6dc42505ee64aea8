"""What the views are given, as plain lists of words: no number is worked out here, only written."""

from typing import Any

import pandas as pd

from toolkit import compare, show
from toolkit.record import UNASSIGNED, Record

UNKNOWN = "(unknown)"


def options(record: Record, by: str, chosen: tuple[str, ...]) -> list[dict[str, Any]]:
    """One option for each party, kind or outlet of the record, with the number of statements it has a voice in.

    Innermost statements are counted. Parties stand in the order of the record, the others in the order of the
    alphabet. What was `chosen` and is not in the record has an option too, so that it can be seen and unticked.
    """
    voices = compare.voices(compare.innermost(record.statements))
    if by == "outlet":
        outlets = dict(zip(record.articles["article_id"], record.articles["outlet"], strict=True))
        voices = voices.assign(outlet=voices["article_id"].map(outlets))
    counts: dict[str, int] = {str(key): number for key, number in voices.groupby(by)["statement_id"].nunique().items()}
    if by == "party":
        counts[UNASSIGNED] = counts.pop("", 0)
        known = [party for party in record.parties if counts.get(party)]
    else:
        known = sorted(counts)
    lost = [value for value in chosen if value not in known]
    return [
        {"value": value, "label": value or UNKNOWN, "count": int(counts.get(value, 0))} for value in [*known, *lost]
    ]


def table(shares: pd.DataFrame) -> dict[str, Any]:
    """The voice shares as words: a caption, the names of the columns, one list of words a row, and what to know."""
    shown = show.table(shares, "Statements of each party, of those chosen above")
    return {"caption": shown.caption, "columns": list(shown.columns), "rows": [list(row) for row in shown.rows],
            "numbers": sorted(shown.numbers), "note": shown.note}  # fmt: skip


def items(record: Record, *, limit: int) -> list[dict[str, Any]]:
    """The innermost statements in the order of the articles, each in its paragraph, `limit` at most."""
    return [_item(show.statement(record, key)) for key in record.innermost["statement_id"].head(limit)]


def _item(card: show.Card) -> dict[str, Any]:
    return {
        "who": card.speaker,
        "tags": [tag for tag in (" and ".join(card.parties), card.kind, card.act) if tag],
        "pieces": [[piece.role, piece.words] for piece in card.pieces],
        "where": card.where,
    }
