"""Any frame with texts becomes a frame of ARTICLES."""

import hashlib
from collections.abc import Hashable
from datetime import date, datetime
from typing import Any

import pandas as pd

from toolkit import tables
from toolkit.errors import ContractError, SourceError
from toolkit.tables.shape import LIST
from toolkit.text import count_words


def as_articles(frame: Any) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every row of the frame is either an article or stands among the refused, with its reason.

    An ARTICLES frame comes back as it is, without its `attrs`; what `attrs["refused"]` lists becomes REFUSED. A frame
    with a column `text` is filled: `article_id` from the place and the text, `words` by counting, `published` from ISO
    dates only, because 05/03/2024 is two days. Texts are never changed; columns that no article has are left out, and
    told in `notes`. Raises SourceError for anything else.

    >>> articles, refused = as_articles(pd.DataFrame({"text": ["Norland said yes.", ""]}))
    >>> int(articles.loc[0, "words"]), refused.loc[0, "reason"]
    (3, 'it has no text')
    """
    if not isinstance(frame, pd.DataFrame):
        raise SourceError(
            f"articles cannot be taken from {type(frame).__name__} {repr(frame)[:60]}",
            works="what toolkit.read returned, or a frame with a column 'text'",
            step="call toolkit.read with the paths of the files, and give what it returns",
        )
    early = tables.frame("REFUSED", frame.attrs.get("refused", []))
    try:
        articles = tables.check(frame, "ARTICLES")[tables.contract("ARTICLES").names].reset_index(drop=True)
    except ContractError:
        articles, late = _filled(frame)
        return articles, pd.concat([early, late], ignore_index=True) if len(late) else early
    articles.attrs = {}
    return articles, early


def _filled(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    if "text" not in frame.columns:
        raise SourceError(
            "the frame has no column 'text'",
            works="a column 'text' with one article a row; there are: " + ", ".join(map(str, frame.columns)),
            step="give what toolkit.read(frame) returns, which finds it; or frame.rename(columns={'body': 'text'})",
        )
    articles: dict[str, dict[str, Any]] = {}
    refused = []
    for label, values in zip(frame.index, frame.to_dict("records"), strict=True):
        row = _row(label, values)
        if reason := _why_not(row, articles):
            refused.append({"source": row["source"], "reason": reason, "works": "an id and a text of its own for each "
                            "row", "step": "mend the row, or leave it out"})  # fmt: skip
        else:
            articles[row["article_id"]] = row
    return tables.frame("ARTICLES", articles.values()), tables.frame("REFUSED", refused)


def _why_not(row: dict[str, Any], articles: dict[str, dict[str, Any]]) -> str:
    if not row["text"].strip():
        return "it has no text"
    return f"another row has the article_id {row['article_id']!r}" if row["article_id"] in articles else ""


def _row(label: Hashable, values: dict[Hashable, Any]) -> dict[str, Any]:
    """One row of ARTICLES: what fits is kept, what is missing is filled."""
    law = tables.contract("ARTICLES").dtypes
    kept: dict[str, Any] = {
        column: values[column]
        for column, dtype in law.items()
        if column in values and (dtype != LIST or isinstance(values[column], list | tuple))
    }
    text = kept["text"] if isinstance(kept["text"], str) else ""
    published, note = _date(kept.get("published"))
    strange = [str(column) for column in values if column not in law]
    notes = [_word(kept.get("notes")), note, "columns left out: " + ", ".join(strange) if strange else ""]
    source = _word(kept.get("source")) or f"row {label}"
    digest = hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
    place = hashlib.sha256(f"{source}\n{label}\n{digest}".encode(errors="surrogatepass")).hexdigest()
    return {
        **kept,
        "article_id": _word(kept.get("article_id")) or place[:12],
        "published": published,
        "text": text,
        "words": count_words(text),
        "source": source,
        "source_sha256": _word(kept.get("source_sha256")) or digest,
        "notes": "; ".join(note for note in notes if note),
    }


def _word(value: Any) -> str:
    return "" if value is None or (not isinstance(value, str) and pd.isna(value)) else str(value)


def _date(value: Any) -> tuple[Any, str]:
    """The date without its time zone, in universal time, and what is to be told about it."""
    if not _word(value):
        return None, ""
    try:
        moment = pd.Timestamp(value if isinstance(value, date | datetime) else datetime.fromisoformat(_word(value)))
    except ValueError:
        return None, f"published {_word(value)!r} is no ISO date and was left out"
    return moment if moment.tzinfo is None else moment.tz_convert("UTC").tz_localize(None), ""
