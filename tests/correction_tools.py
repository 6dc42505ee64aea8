"""What the tests of corrections share: records that have moved, and looking at tables as plain rows."""

from dataclasses import replace

import pandas as pd

from toolkit import tables
from toolkit.record import Record

KEYS = {
    "statement_id", "parent_id", "figure_id", "mention_id", "harm_id", "reply_id", "answers_id", "subset_of",
    "speaker_row_id", "name_id",
}  # fmt: skip


def same(one, other):
    """Whether two sets of tables have equal values, missing ones included."""
    assert list(one) == list(other)
    for name in one:
        pd.testing.assert_frame_equal(one[name], other[name], obj=name)
    return True


def row(record, key):
    """One statement as a mapping."""
    return record.statements.set_index("statement_id").loc[key].to_dict()


def values(record, column, table="statements"):
    """A column of a table by its key."""
    frame = getattr(record, table)
    return dict(zip(frame.iloc[:, 0], frame[column], strict=True))


def shifted(record: Record, article: str, words: str, new_id: str, *, source: str | None = None) -> Record:
    """The record as another run would make it with `words` put before one article: other offsets, other ids."""
    frames = {}
    for name, table in record.tables().items():
        if "article_id" not in table:
            frames[name] = table
            continue
        rows = tables.rows(table)
        for one in rows:
            if one["article_id"] == article:
                _shift(one, len(words), new_id)
                if name == "ARTICLES":
                    one |= {"text": words + one["text"], "source": one["source"] if source is None else source}
        frames[name] = tables.frame(name, rows)
    return replace(Record.from_tables(frames), home=record.home).verify()


def _shift(one, by, new_id):
    for column, value in one.items():
        if column in ("spans", "marks", "repairs"):
            one[column] = [_moved(piece, by) for piece in value]
        elif column in ("start", "end") or column.endswith(("_start", "_end")):
            one[column] = value if value is None or value is pd.NA else value + by
        elif column in KEYS and value:
            one[column] = f"{new_id}-{value}"
    one["article_id"] = new_id


def _moved(piece, by):
    if isinstance(piece, dict):
        return {**piece, "start": piece["start"] + by, "end": piece["end"] + by}
    return [place + by for place in piece]
