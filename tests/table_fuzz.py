"""Damaged tables for the readers of tables: bytes, words that tables are made of, and whole files with something changed."""

import csv
import datetime as dt
import io
import json
import zipfile
from collections.abc import Sequence

import pandas as pd
from hypothesis import strategies as st
from openpyxl import Workbook

from toolkit.errors import SourceError
from toolkit.sources import read_all
from toolkit.sources.column_dates import days
from toolkit.sources.columns import guess_columns
from toolkit.sources.formats import (
    Document,
    SetAside,
    read_csv,
    read_json,
    read_json_lines,
    read_parquet,
    read_tsv,
    read_workbook,
)

HEAD = ["Headline", "Newspaper", "Date", "Body", "url", "lang"]
ROWS = [
    ["Talks end", "The Wire", "31/12/2023", "The minister said, “No more.”\n\nHe left.", "https://example.org/1", "en"],
    ["Pier closed", "The Post", "Dec 31, 2023", 'The master called it "rotten", and went home.', "", "en-GB"],
    ["Rain", "", "2023-12-31", "It rained all day; nobody spoke.", "https://example.org/3", ""],
]


def as_csv(delimiter=",", encoding="utf-8"):
    """The rows as CSV."""
    kept = io.StringIO()
    csv.writer(kept, delimiter=delimiter).writerows([HEAD, *ROWS])
    return kept.getvalue().encode(encoding, errors="replace")


def as_workbook():
    """The rows as a workbook with a title above merged names, a real date and a formula."""
    made = Workbook()
    sheet = made.active
    sheet.append(["Export"])
    sheet.merge_cells("A1:F1")
    day = dt.datetime(2023, 12, 31)  # noqa: DTZ001 - a workbook holds days without a zone
    for row in [HEAD, *ROWS, ["=1+1", None, day, "She stayed.", None, None]]:
        sheet.append(row)
    sheet.merge_cells("B3:B4")
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def as_parquet():
    """The rows as Parquet with a nested column."""
    frame = pd.DataFrame(ROWS, columns=HEAD).assign(more=[{"a": [1, 2]}, {"a": []}, None])
    kept = io.BytesIO()
    frame.to_parquet(kept)
    return kept.getvalue()


def as_json():
    """The rows as JSON lines and as an array in an object."""
    records = [dict(zip(HEAD, row, strict=True)) for row in ROWS]
    return "\n".join(map(json.dumps, records)).encode(), json.dumps({"articles": records}).encode()


LINES, ARRAY = as_json()
FILES = {
    read_csv: [as_csv(), as_csv(";", "cp1252"), as_csv("\t", "utf-16")],
    read_tsv: [as_csv("\t")],
    read_workbook: [as_workbook()],
    read_parquet: [as_parquet()],
    read_json_lines: [LINES, LINES.replace(b"\n", b"\r\n")],
    read_json: [ARRAY, LINES, ARRAY[13:-1]],
}
EDITS = st.lists(
    st.tuples(
        st.integers(0, 100_000), st.sampled_from(["set", "put", "cut", "double"]), st.binary(min_size=1, max_size=6)
    ),
    max_size=6,
)
PIECES = st.sampled_from([
    b"text", b"title", b"date", b",", b";", b"\t", b"|", b"\n", b"\r\n", b"\r", b'"', b'""', b"=1+1", b"3/4/2023", b"{", b"}",
    b"[", b"]", b":", b'"text":', b'"Body"', b"\\u0000", b"\\ud800", b"null", b"1e999", b"\x00", b"\x1a", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\xe9", "é“”".encode(), b"he left the town", b"sep=;", b"NaN", b"-", b"\\n", b"99999999999999999999", "２０２３年".encode(),
])  # fmt: skip
BUILT = st.lists(PIECES, max_size=40).map(b"".join)


def changed(data, edits: Sequence[tuple[int, str, bytes]]):
    """The bytes with something set, put in, cut out or doubled."""
    kept = bytearray(data)
    for at, how, words in edits:
        place = at % (len(kept) + 1)
        if how == "set":
            kept[place : place + len(words)] = words
        elif how == "put":
            kept[place:place] = words
        elif how == "cut":
            del kept[place : place + 40 * len(words)]
        else:
            kept[place:place] = kept[place : place + 200]
    return bytes(kept)


def changed_inside(data, edits):
    """A workbook one part of which is changed, whose archive is whole."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w") as new:
        names = old.namelist()
        chosen = names[edits[0][0] % len(names)] if edits else ""
        for name in names:
            part = old.read(name)
            new.writestr(name, changed(part, edits) if name == chosen else part)
    return kept.getvalue()


def sound(reader, data):
    """Whether a reader gives documents, set-asides, or a SourceError that says what works and what next."""
    try:
        found = list(reader(data))
    except SourceError as error:
        return bool(error.problem and error.works and error.step)
    for one in found:
        assert isinstance(one, Document | SetAside)
        if isinstance(one, Document):
            one.text.encode()  # nothing that no file can hold
            assert "\0" not in one.text
            assert one.title == "" or one.text.splitlines()
            assert not one.published or dt.date.fromisoformat(one.published)
    return True


READERS = st.sampled_from(list(FILES))
CELLS = st.one_of(
    st.none(), st.text(max_size=30), st.integers(), st.floats(), st.datetimes(), st.dates(), st.just(pd.NaT), st.just(pd.NA),
    st.from_regex(r"\A\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}(?: \d\d:\d\d)?\Z"), st.lists(st.text(max_size=5), max_size=3),
    st.from_regex(r"\A\d{1,2}\.? (?:Dezember|mai|Dec|mars) \d{2,4}\Z"), st.dictionaries(st.text(max_size=5), st.text(max_size=9)),
)  # fmt: skip
__all__ = [
    "BUILT",
    "CELLS",
    "EDITS",
    "FILES",
    "READERS",
    "changed",
    "changed_inside",
    "days",
    "guess_columns",
    "read_all",
    "sound",
]
