"""A few articles of a record to replay corrections in, since panels wait for it."""

from collections.abc import Iterable
from typing import Any

from toolkit.record.record import PARTS, Record, before_corrections


def narrowed(record: Record, articles: Iterable[str]) -> Record:
    """The record of some articles before any correction, in which each coder's statements are those of the whole.

    Articles of the same file come along, since a correction may look for its words in them, and so do all mentions,
    since the party of a speaker is looked up everywhere. It is no selection: it knows the whole log.

    >>> from toolkit.tables import frame
    >>> news = [{"article_id": name, "source": source} for name, source in (("a", "1.txt"), ("b", "1.txt"), ("c", "2"))]
    >>> list(narrowed(Record(frame("ARTICLES", news)), ["a"]).articles["article_id"])
    ['a', 'b']
    """
    frames = before_corrections(record)
    all_of = frames["ARTICLES"]
    files = all_of["source"].str.rpartition("/")[2] if len(all_of) else all_of["source"]
    named = all_of["article_id"].isin(list(articles))
    near = named | (files.isin(files[named]) & (all_of["source"] != ""))
    ids = all_of.loc[near, "article_id"]
    parts: dict[str, Any] = {}
    for part, name in PARTS.items():
        table = frames[name]
        local = "article_id" in table.columns and name != "MENTIONS"
        parts[part] = table[table["article_id"].isin(ids)].reset_index(drop=True) if local else table
    kept = record.uncorrected
    return Record(
        **parts,
        provenance=record.provenance,
        home=record.home,
        uncorrected=None if kept is None else kept.bare(),
    )
