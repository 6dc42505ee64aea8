"""What would be read, and what would be refused, before anything is extracted."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from toolkit.errors import SourceError
from toolkit.sources.columns import DATES, Columns, Table, as_columns, listed, using
from toolkit.sources.finding import Paths, Refusal
from toolkit.sources.reading import Row, gather, name_duplicates

LIMIT = 20
"""Articles that are shown when nothing else is asked for."""

READ, REFUSED = "read", "refused"
_OPENING = 12  # words
# What an analysis needs of every article, and asks for where neither file nor text tells it.
_WANTED = ("title", "outlet", "published")
COLUMNS = (
    "status", "source", "title", "outlet", "author", "published", "language", "words", "opening", "missing", "copy_of",
    "how", "reason", "works", "step",
)  # fmt: skip
_NO_TEXT = ("published", "words")


def preview(paths: Paths | pd.DataFrame, *, columns: Any = None, limit: int = LIMIT) -> pd.DataFrame:
    """What `read` would make of the same paths, row by row, without extracting: nothing is raised for a bad input.

    One row is one article or one refusal, articles first. `status` is "read" or "refused"; `title`, `outlet`, `author`,
    `published` (a day, missing where unknown), `language` and `words` (int) are those of ARTICLES; `opening` has the
    first words of the report; `missing` which of title, outlet and published nothing tells; `copy_of` the source of the
    article it repeats; `how` where each of these came from. A refusal has `source`, `reason`, `works` and `step`.

    About `limit` articles are shown, some of each file. `attrs` hold `left` (int), the files that were not opened for
    that; `columns`, the mapping by which tables were read, to be given to `read` or kept; `names`, a list of all
    columns of these tables; `questions`, a list of what only the analyst can tell, in words, and `answers`, how each
    is told in a script. `columns` as in `read`; raises SourceError where they are none.

    >>> shown = preview(pd.DataFrame({"Schlagzeile": ["Talks end"], "Text": ["Nobody spoke to them."]}))
    >>> shown.loc[0, "title"], shown.loc[0, "missing"], shown.attrs["columns"]
    ('Talks end', 'outlet, published', {'text': ['Text'], 'title': ['Schlagzeile']})
    """
    wanted = as_columns(columns)
    with using(wanted) as tables:
        rows, refused, left = gather(paths, limit=max(1, int(limit)))
    name_duplicates(rows)
    shown = _frame([*map(_shown, _sources(rows), rows), *map(_aside, refused)])
    shown.attrs["left"] = left
    shown.attrs["columns"] = _columns(tables, wanted)
    shown.attrs["names"] = list(dict.fromkeys(name for table in tables for name in table.names if name))
    shown.attrs["clash"] = _clash(tables, shown.attrs["columns"])
    asked = _questions(tables, rows, wanted)
    shown.attrs["questions"], shown.attrs["answers"] = [one for one, _ in asked], [how for _, how in asked]
    return shown


def mapping_of(shown: pd.DataFrame) -> dict[str, list[str]]:
    """The mapping by which a preview's tables were read, field to names; raises SourceError where it holds for none.

    Where two tables have both of two names and hold the text under different ones, no one mapping reads both.
    """
    if clash := shown.attrs.get("clash"):
        raise SourceError(
            clash,
            works="tables of which one mapping tells what holds what",
            step="keep the tables in folders of their own, or rename the columns of one",
        )
    return dict(shown.attrs.get("columns", {}))


def lines_of(shown: pd.DataFrame) -> list[str]:
    """A preview as lines for a terminal: each article with what was found and how, then what only the analyst can tell.

    Refusals are left out: whoever shows them says them with their reason.

    >>> lines_of(preview(pd.DataFrame({"Text": ["Nobody spoke to them."]})))[0]
    'frame, row 0: no title; no outlet; no day; 4 words; Nobody spoke to them.'
    """
    lines = []
    for row in shown[shown["status"] == READ].to_dict("records"):
        day = "no day" if pd.isna(row["published"]) else f"{row['published']:%Y-%m-%d}"
        copy = f"; repeats {row['copy_of']}" if row["copy_of"] else ""
        told = f"{row['title'] or 'no title'}; {row['outlet'] or 'no outlet'}; {day}; {row['words']} words"
        lines += [f"{row['source']}: {told}; {row['opening']}{copy}", *([f"    {row['how']}"] if row["how"] else [])]
    if shown.attrs["left"]:
        lines.append(f"{shown.attrs['left']} more files were not opened: --limit shows more")
    asked = zip(shown.attrs["questions"], shown.attrs["answers"], strict=True)
    return lines + [f"? {question}{f' {how}' if how else ''}" for question, how in asked]


def _sources(rows: Sequence[Row]) -> list[str]:
    """The source of the article that each repeats, empty for the first."""
    places = {row["article_id"]: str(row["source"]) for row in rows}
    return [places.get(row["duplicate_of"], "") for row in rows]


def _shown(copy_of: str, row: Row) -> dict[str, Any]:
    body = row["text"]
    headline = next((mark["end"] for mark in row["marks"] if mark["kind"] == "headline"), 0)
    words = body[headline:].split()
    more = "…" if len(words) > _OPENING else ""
    return {
        "status": READ,
        **{name: row[name] for name in ("source", "title", "outlet", "author", "published", "language", "words")},
        "opening": " ".join(words[:_OPENING]) + more,
        "missing": ", ".join(name for name in _WANTED if not row[name]),
        "copy_of": copy_of,
        "how": row["notes"],
    }


def _aside(refusal: Refusal) -> dict[str, Any]:
    return {"status": REFUSED, **refusal}


def _frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    filled = [{name: row.get(name, None if name in _NO_TEXT else "") for name in COLUMNS} for row in rows]
    kinds = {name: "str" for name in COLUMNS if name not in _NO_TEXT}
    return pd.DataFrame(filled, columns=list(COLUMNS)).astype(
        {**kinds, "words": "Int64", "published": "datetime64[us]"}
    )


def _columns(tables: Iterable[Table], wanted: Columns) -> dict[str, list[str]]:
    """Each field with the columns that held it, in the order of the tables; what the analyst said stays first."""
    kept = {field: list(names) for field, names in wanted.items()}
    for table in tables:
        for field, guess in table.found.items():
            if guess.column not in kept.setdefault(field, []):
                kept[field].append(guess.column)
    return kept


def _clash(tables: Iterable[Table], kept: Mapping[str, Sequence[str]]) -> str:
    """Why no one mapping reads all these tables, empty where one does."""
    for table in tables:
        for field, guess in table.found.items():
            first = next(name for name in kept[field] if name in table.names)
            if first != guess.column:
                return (
                    f"one table has its {field} under {first!r}, and one that has {first!r} too under {guess.column!r}"
                )
    return ""


def _questions(tables: Sequence[Table], rows: Sequence[Row], wanted: Columns) -> list[tuple[str, str]]:
    """What only the analyst can tell, each with how it is told in a script, which may be nothing."""
    asked = []
    doubtful = sum(table.doubtful for table in tables)
    if doubtful:
        column = next(table.found["published"].column for table in tables if table.doubtful)
        several = f"{doubtful} dates of {column!r} are two days each and were left out"
        one = f"a date of {column!r} is two days and was left out"
        question = f"published: {one if doubtful == 1 else several}: does the day or the month stand first?"
        asked.append((question, f'Say columns={{"{DATES}": "dmy"}} or "mdy" (--columns {DATES}=dmy)'))
    for field in _WANTED:
        lacking = sum(not row[field] for row in rows)
        if not lacking or (field == "published" and doubtful) or field in wanted:
            continue
        free = [_free(table) for table in tables if "text" in table.found and field not in table.found]
        names = listed(free[0]) if free and free[0] else ""
        question = f"{field}: nothing tells it of {lacking} of {len(rows)} articles shown"
        asked.append((question, f'If one of {names} tells it, say columns={{"{field}": …}}' if names else ""))
    return asked


def _free(table: Table) -> list[str]:
    taken = {guess.place for guess in table.found.values()}
    return [name for place, name in enumerate(table.names) if place not in taken and name]
