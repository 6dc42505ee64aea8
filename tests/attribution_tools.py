"""Short ways from the words of an invented report to the rows that the toolkit makes of them."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from toolkit import claims, language, parties, tables

Row = dict[str, Any]
Marks = Iterable[tuple[str, str]]
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def articles(*texts: str, marks: Marks = ()) -> pd.DataFrame:
    """A frame of ARTICLES called a0, a1 and so on; `marks` are (kind, words) and stand where the words stand first."""
    return tables.frame("ARTICLES", [_article(f"a{n}", text, marks) for n, text in enumerate(texts)])


def _article(name: str, text: str, marks: Marks) -> Row:
    places = [(kind, text.index(words), len(words)) for kind, words in marks]
    held = [{"start": start, "end": start + size, "kind": kind} for kind, start, size in places]
    return {"article_id": name, "text": text, "language": "en", "marks": held}


def verbatim(found: Mapping[str, pd.DataFrame], given: pd.DataFrame) -> None:
    """Every table keeps its contract, and every span of it is what its article says there."""
    texts = dict(zip(given["article_id"], given["text"], strict=True))
    for name, table in found.items():
        tables.check(table, name, texts=texts if "article_id" in table.columns else None)


def analysed(*texts: str, marks: Marks = ()) -> dict[str, pd.DataFrame]:
    """All tables of the language wing, every span of them compared with its article."""
    given = articles(*texts, marks=marks)
    found = language.analyse(given)
    verbatim(found, given)
    return found


def labelled(*texts: str, sides: Any = None, marks: Marks = ()) -> dict[str, pd.DataFrame]:
    """All tables with parties and acts; `sides` is a mapping as in a party file, or None for the gazetteer alone."""
    given = articles(*texts, marks=marks)
    chosen = None if sides is None else parties.load_parties(sides)
    found = claims.label(parties.assign(language.analyse(given), given, chosen), given)
    verbatim(found, given)
    return found


def rows(table: pd.DataFrame) -> list[Row]:
    """Rows as mappings, in order."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def said(text: str, *, marks: Marks = ()) -> list[Row]:
    """The statements of one text, in order."""
    return rows(analysed(text, marks=marks)["STATEMENTS"])


def judged(text: str, *, sides: Any = None, marks: Marks = ()) -> list[Row]:
    """The statements of one text with parties and acts, in order."""
    return rows(labelled(text, sides=sides, marks=marks)["STATEMENTS"])


def plain(content: str) -> str:
    """The words of a content in lower case, less its marks and the "that" before it."""
    words = [word.casefold() for word in _WORD.findall(content)]
    return " ".join(words[1:] if words[:1] == ["that"] else words)


def told(text: str, *, marks: Marks = ()) -> list[tuple[str, str, str]]:
    """Kind, speaker and words of every statement of one text."""
    return [(row["kind"], row["speaker"], plain(row["content"])) for row in said(text, marks=marks)]


def heard(text: str) -> list[str]:
    """The speakers of one text, in order."""
    return [row["speaker"] for row in said(text)]
