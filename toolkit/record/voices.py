"""Who speaks in a statement and where: innermost statements, their voices, and the articles they stand in."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from toolkit.tables import among

_SEVERAL = {"speaker": "speakers", "party": "speaker_parties"}


def innermost(statements: pd.DataFrame) -> pd.DataFrame:
    """Statements that hold another one are left out, so that relayed words are counted once.

    One row is one statement that holds no other: neither its column `holds` nor anybody's `parent_id` says so. So a
    selection that leaves the inner statement out does not count the outer one in its place. Columns and index stay.

    >>> from toolkit.tables import frame
    >>> table = frame("STATEMENTS", [{"statement_id": "s0"}, {"statement_id": "s1", "parent_id": "s0"}])
    >>> list(innermost(table)["statement_id"])
    ['s1']
    """
    parents = statements.loc[statements["parent_id"] != statements["statement_id"], "parent_id"]
    holds = statements["holds"].fillna(value=False).astype(bool) | among(statements["statement_id"], parents)
    return statements[~holds]


def voices(statements: pd.DataFrame) -> pd.DataFrame:
    """Every statement is shared out among those who speak it, and its weights sum to 1.

    One row is one voice of one statement. To the columns of STATEMENTS comes `weight` (Float64, 0 to 1): 1 where one
    source speaks, 1/k where `speakers` holds k of them; such a statement gives k rows, with `speaker` and `party`
    taken from `speakers` and `speaker_parties`. Parties that are not given are left empty, that is, unassigned.

    >>> from toolkit.tables import frame
    >>> both = {"statement_id": "s0", "speakers": ["Ann", "Bo"], "speaker_parties": ["Red", ""]}
    >>> voices(frame("STATEMENTS", [both]))[["speaker", "party", "weight"]].values.tolist()
    [['Ann', 'Red', 0.5], ['Bo', '', 0.5]]
    """
    lengths = map(len, statements["speakers"].tolist())
    counts = np.maximum(np.fromiter(lengths, dtype=np.intp, count=len(statements)), 1)
    rows = np.repeat(np.arange(len(counts)), counts)
    together = statements if len(rows) == len(counts) else statements.iloc[rows]
    result = together.reset_index(drop=True)
    result["weight"] = pd.Series(1 / counts[rows], dtype="Float64")
    first = np.repeat(np.cumsum(counts) - counts, counts)
    several = np.flatnonzero(counts[rows] > 1)
    if len(several):
        for column, source in (("speaker", "speakers"), ("party", "speaker_parties")):
            values, told = result[column].to_numpy(dtype=object, copy=True), result[source].to_numpy()
            values[several] = [_nth(told[row], row - first[row]) for row in several]
            result[column] = pd.Series(values, dtype="str")
    return result


def _nth(values: list[str], place: int) -> str:
    return values[place] if place < len(values) else ""


def value_of(row: Mapping[str, Any], column: str) -> str:
    """What a statement has in a column; where several speak at once, all of them, in the order of the alphabet.

    >>> value_of({"party": "", "speakers": ["Bo", "Ann"], "speaker_parties": ["Red", "Blue"]}, "party")
    'Blue; Red'
    """
    several = column in _SEVERAL and len(row["speakers"]) > 1
    return "; ".join(sorted(map(str, row[_SEVERAL[column]]))) if several else str(row[column])


def clusters(statements: pd.DataFrame, articles: pd.DataFrame | None = None) -> "pd.Series[str]":
    """Statements of one article, and of articles that repeat one another, have the same cluster.

    One value for each row of `statements`, with its index: the `article_id`, or the id of the article that it repeats
    by `duplicate_of`, followed to the first. Without `articles` no repetition is known.

    >>> from toolkit.tables import frame
    >>> table = frame("STATEMENTS", [{"statement_id": "s0", "article_id": "wire"}, {"article_id": "copy"}])
    >>> news = frame("ARTICLES", [{"article_id": "wire"}, {"article_id": "copy", "duplicate_of": "wire"}])
    >>> list(clusters(table, news))
    ['wire', 'wire']
    """
    first: dict[str, str] = {}
    if articles is not None:
        pairs = zip(articles["article_id"].tolist(), articles["duplicate_of"].tolist(), strict=True)
        repeats = {article: earlier for article, earlier in pairs if earlier}
        first = {article: _first(article, repeats) for article in repeats}
    own = statements["article_id"].rename("cluster")
    if not first:
        return own
    named = [first.get(article, article) for article in own.tolist()]
    return pd.Series(named, index=own.index, dtype=own.dtype, name="cluster")


def _first(article: str, repeats: dict[str, str]) -> str:
    seen = [article]
    while (earlier := repeats.get(seen[-1])) is not None:
        if earlier in seen:  # articles that name each other in a circle: any one stands for all of them
            return min(seen[seen.index(earlier) :])
        seen.append(earlier)
    return seen[-1]
