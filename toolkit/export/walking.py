"""The statements of a record, article by article, with the places of their parts."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from toolkit.export import cells
from toolkit.record import Record

Row = dict[str, Any]
Places = list[tuple[int, int]]

ROLES = ("content", "cue", "source", "addressee", "via", "qualifier")
"""The parts of a statement that stand in the text."""

OF_ARTICLE = ("article_id", "title", "outlet", "published", "url", "source")
"""What a statement tells of its article where the two stand on one line."""

_COLUMN = {"source": "speaker"}  # the columns that hold the places of a part, where they are named otherwise


def by_article(record: Record) -> Iterator[tuple[Row, list[Row]]]:
    """Every article with its statements, both as plain mappings, in the order of the tables.

    >>> from toolkit import tables
    >>> [len(rows) for _, rows in by_article(Record(tables.frame("ARTICLES", [{"article_id": "a0", "text": "No."}])))]
    [0]
    """
    statements = defaultdict(list)
    for row in cells.rows(record.statements, "STATEMENTS"):
        statements[row["article_id"]].append(row)
    for article in cells.rows(record.articles, "ARTICLES"):
        yield article, statements[article["article_id"]]


def places(statement: Row, role: str) -> Places:
    """Where a part of a statement stands: pieces as (start, end), code points, half open; none where it is not printed.

    >>> places({"spans": [[0, 4], [9, 12]]}, "content"), places({"cue_start": 4, "cue_end": 8}, "cue")
    ([(0, 4), (9, 12)], [(4, 8)])
    """
    if role == "content":
        return [(start, end) for start, end in statement["spans"] if start < end]
    stem = _COLUMN.get(role, role)
    start, end = statement[f"{stem}_start"], statement[f"{stem}_end"]
    return [] if start is None or end is None or start >= end else [(start, end)]


def pieces(record: Record, *roles: str) -> int:
    """How many pieces the parts of all statements have.

    >>> from toolkit import tables
    >>> pieces(Record(tables.frame("ARTICLES", [{"article_id": "a0", "text": "No."}])), *ROLES)
    0
    """
    rows = cells.rows(record.statements, "STATEMENTS")
    return sum(len(places(row, role)) for row in rows for role in roles)


def parties(statement: Row) -> list[str]:
    """The parties a statement is given to, each once, in order: those of all who speak, empty for none.

    >>> parties({"speaker_parties": ["Norland", ""], "party": ""}), parties({"speaker_parties": [], "party": "Sudria"})
    (['Norland'], ['Sudria'])
    """
    several = statement["speaker_parties"] or [statement["party"]]
    return list(dict.fromkeys(party for party in several if party))


def file_names(ids: list[str]) -> dict[str, str]:
    """A name of a file for each id, safe on every system and no two alike, whatever the case.

    >>> file_names(["harbour", "../Harbour", "con", "é/"])
    {'harbour': 'harbour', '../Harbour': 'Harbour-2', 'con': 'article-con', 'é/': 'article'}
    """
    given: dict[str, str] = {}
    taken: set[str] = set()
    for one in ids:
        stem = re.sub(r"[^A-Za-z0-9_-]+", "-", one).strip("-")[:80] or "article"
        if stem.casefold() in _RESERVED:
            stem = f"article-{stem}"
        name, number = stem, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}-{number}"
        given[one] = name
        taken.add(name.casefold())
    return given


# Names that Windows keeps for devices, and those that stand for something else in a folder of coded texts.
_RESERVED = {"con", "prn", "aux", "nul", "readme", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
