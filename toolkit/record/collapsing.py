"""Reports that repeat another, such as wire copy in several outlets, are left out."""

from dataclasses import replace
from typing import TypeVar

import pandas as pd

from toolkit.errors import SourceError
from toolkit.record.query import Query
from toolkit.record.record import Record

Collected = TypeVar("Collected", Record, pd.DataFrame)
_SHOWN = 5


def collapse(record: Collected) -> Collected:
    """Of reports that tell one story in the same words one stays and says which were left out; the rest is unchanged.

    `record` is a Record or an ARTICLES frame, whose `duplicate_of` the reader filled; left alone, copies are kept and
    marked. An article is left out when the one it repeats stays; where that one is not there, the first of its copies
    stays. What stays names in `notes` the copies left out, with their outlets. A Record keeps the rows of what stays:
    it is a selection, as `Record.select` gives it. How many were left out, and of which article, is said in
    `provenance["copies"]`, for a frame in `attrs["copies"]`, from where `extract` takes it. Without copies it comes
    back as it is. Raises SourceError for anything else.

    >>> frame = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["", "The Wire"], "duplicate_of": ["", "a"]})
    >>> frame["notes"] = ""
    >>> collapse(frame)[["article_id", "notes"]].values.tolist()
    [['a', '1 copy left out: b (The Wire)']]
    """
    if isinstance(record, Record):
        articles, left_out = _without_copies(record.articles)
        if not left_out:
            return record
        kept = record.select(Query(articles=tuple(articles["article_id"])))
        return replace(kept, articles=articles, provenance={**kept.provenance, "copies": _told(left_out)})
    if not isinstance(record, pd.DataFrame) or not {"article_id", "duplicate_of"} <= set(record.columns):
        raise SourceError(
            f"copies cannot be told in {type(record).__name__} {repr(record)[:60]}",
            works="a Record, or the articles that toolkit.read returned",
            step="call toolkit.read with the paths of the files, and give what it returns",
        )
    articles, left_out = _without_copies(record)
    articles.attrs = {**record.attrs, **({"copies": _told(left_out)} if left_out else {})}
    return articles if left_out else record


def _without_copies(articles: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """The articles that stay, with their notes, and for each the ids of the copies left out."""
    there = set(articles["article_id"])
    stays: dict[str, str] = {}
    left_out: dict[str, list[str]] = {}
    for article, repeated in zip(articles["article_id"], articles["duplicate_of"], strict=True):
        if not repeated:
            continue
        first = repeated if repeated in there else stays.setdefault(repeated, article)
        if first != article:
            left_out.setdefault(first, []).append(article)
    gone = {copy for copies in left_out.values() for copy in copies}
    outlets = dict(zip(articles["article_id"], articles.get("outlet", articles["article_id"]), strict=True))
    kept = articles[~articles["article_id"].isin(list(gone))].reset_index(drop=True)
    notes = [
        "; ".join(filter(None, (note, _note(left_out.get(article, []), outlets))))
        for article, note in zip(kept["article_id"], kept["notes"], strict=True)
    ]
    return kept.assign(notes=pd.Series(notes, index=kept.index, dtype=kept["notes"].dtype)), left_out


def _note(copies: list[str], outlets: dict[str, str]) -> str:
    if not copies:
        return ""
    named = [f"{copy} ({outlets[copy]})" if outlets[copy] else copy for copy in copies[:_SHOWN]]
    more = f" and {len(copies) - _SHOWN} more" if len(copies) > _SHOWN else ""
    return f"{len(copies)} cop{'y' if len(copies) == 1 else 'ies'} left out: {', '.join(named)}{more}"


def _told(left_out: dict[str, list[str]]) -> dict[str, object]:
    return {"left_out": sum(map(len, left_out.values())), "of": left_out}
