"""The articles as references: BibTeX, CSL-JSON (Zotero, pandoc) and RIS (EndNote, Citavi)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from toolkit.export import about, cells, checking, files, walking
from toolkit.export.walking import Row
from toolkit.record import Record

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What BibTeX and TeX read as more than a sign. BibTeX counts braces even behind a backslash, so they get words.
_TEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{sign: f"\\{sign}" for sign in "&%$#_"},
})  # fmt: skip
_RIS = {"title": "TI", "author": "AU", "outlet": "T2", "language": "LA", "url": "UR", "article_id": "ID"}


def bibtex(record: Record, out: Path) -> Path:
    r"""Every article is one entry `@article`: title, byline as one name, outlet, date, address, file.

    Signs that TeX reads as commands are written so that they print; the byline is never taken apart. The lines above
    the first entry say how the articles were read. Raises RecordError when the file cannot be written.
    """
    rows = _articles(record)
    keys = walking.file_names([row["article_id"] for row in rows])
    told = cells.line(about.made(record, "bibtex")).replace("@", "(at)")
    with files.whole(out) as fresh:
        lines = [f"% {told}", *(line for row in rows for line in _entry(row, keys[row["article_id"]]))]
        fresh.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        found = len(re.findall(r"^@article\{", fresh.read_text(encoding="utf-8"), re.MULTILINE))
        checking.same(out, {"articles": found}, {"articles": len(record.articles)})
    return out


def csl(record: Record, out: Path) -> Path:
    """Every article is one item `article-newspaper`; its byline is a literal name, its date has the parts it has.

    How the articles were read stands in a file beside it, `files.told`, since the format has no room for it. Raises
    RecordError when a file cannot be written.
    """
    items = [_item(row) for row in _articles(record)]
    with files.told(out, about.made(record, "csl")) as fresh:
        fresh.write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        found = len(json.loads(fresh.read_text(encoding="utf-8")))
        checking.same(out, {"articles": found}, {"articles": len(record.articles)})
    return out


def ris(record: Record, out: Path) -> Path:
    """Every article is one reference of the type NEWS, each field on one line of its own.

    How the articles were read stands in a file beside it, `files.told`, since the format has no room for it. Raises
    RecordError when a file cannot be written.
    """
    with files.told(out, about.made(record, "ris")) as fresh:
        lines = (line for row in _articles(record) for line in _reference(row))
        fresh.write_text("".join(f"{line}\r\n" for line in lines), encoding="utf-8", newline="")
        found = fresh.read_bytes().count(b"\r\nER  - \r\n")
        checking.same(out, {"articles": found}, {"articles": len(record.articles)})
    return out


def _articles(record: Record) -> list[Row]:
    """The articles with every text on one line."""
    columns = [*_RIS, "published", "source"]
    rows = cells.rows(record.articles, "ARTICLES")
    return [{key: cells.bare(row[key] or "") for key in columns} for row in rows]


def _entry(row: Row, key: str) -> Iterator[str]:
    year, month, day = _date(row)
    fields = {
        "title": f"{{{_tex(row['title'])}}}" if row["title"] else "",
        "author": f"{{{_tex(row['author'])}}}" if row["author"] else "",
        "journal": _tex(row["outlet"]),
        "year": year, "day": day, "url": _address(row["url"]), "note": _tex(row["source"]),
        "langid": _tex(row["language"]),
    }  # fmt: skip
    yield f"@article{{{key},"
    yield from (f"  {name} = {{{value}}}," for name, value in fields.items() if value)
    if month:
        yield f"  month = {_MONTHS[int(month) - 1]},"
    yield "}"


def _item(row: Row) -> dict[str, Any]:
    date = [int(part) for part in _date(row) if part]
    item = {
        "id": row["article_id"], "type": "article-newspaper", "title": row["title"], "container-title": row["outlet"],
        "author": [{"literal": row["author"]}] if row["author"] else [],
        "issued": {"date-parts": [date]} if date else {},
        "URL": row["url"], "language": row["language"], "note": row["source"],
    }  # fmt: skip
    return {key: value for key, value in item.items() if value}


def _reference(row: Row) -> Iterator[str]:
    yield "TY  - NEWS"
    yield from (f"{tag}  - {row[column]}" for column, tag in _RIS.items() if row[column])
    year, month, day = _date(row)
    if year:
        yield f"PY  - {year}"
        yield f"DA  - {year}/{month}/{day}/"
    if row["source"]:
        yield f"N1  - {row['source']}"
    yield "ER  - "


def _date(row: Row) -> tuple[str, str, str]:
    """Year, month and day as they are written, empty where the date is not known."""
    year, month, day = (row["published"] or "--")[:10].split("-")
    return year, month, day


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _address(url: str) -> str:
    return quote(url, safe=":/?#[]@!$&'()*+,;=%~-._")
