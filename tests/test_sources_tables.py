"""Laws of the readers of tables: one row is one article, and a bad row stops no other."""

import csv
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from toolkit.errors import SourceError
from toolkit.sources import read, read_all
from toolkit.sources.column_content import words_of
from toolkit.sources.formats import Document, SetAside, read_csv, read_tsv, read_workbook, workbook

HEAD = ["Headline", "Newspaper", "Date", "Byline", "Body", "note"]
ROWS = [
    [
        "Talks end",
        "The Wire",
        "2025-03-04",
        "Ann Ray",
        "The minister said, “No more.”\n\nNobody answered; he left.",
        "x",
    ],
    [
        "Pier closed",
        "The Harbour Post",
        "5 March 2025",
        "",
        'The harbour master called it "rotten", and went home.',
        "",
    ],
]


def written(rows, delimiter=",", encoding="utf-8"):
    """The rows as a spreadsheet exports them."""
    kept = io.StringIO()
    csv.writer(kept, delimiter=delimiter).writerows(rows)
    return kept.getvalue().encode(encoding)


def book(*sheets):
    """A workbook with these sheets of rows."""
    made = Workbook()
    made.remove(made.active)
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"sheet {number}")
        for row in rows:
            sheet.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def told(documents):
    """What matters of each document."""
    return [(one.member, one.title, one.outlet, one.published, one.author) for one in documents]


EXPECTED = [
    ("row 2", "Talks end", "The Wire", "2025-03-04", "Ann Ray"),
    ("row 3", "Pier closed", "The Harbour Post", "2025-03-05", ""),
]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_delimiter_and_encoding_are_found(delimiter, encoding):
    """The same rows come from every delimiter and encoding that spreadsheets export."""
    found = read_csv(written([HEAD, *ROWS], delimiter, encoding))
    assert told(found) == EXPECTED
    assert [one.text for one in found] == [f"{row[0]}\n\n{row[4]}" for row in ROWS]


def test_tabs_are_tried_first_in_a_tsv():
    """Commas in the first row of a file of tabs divide nothing."""
    assert read_tsv(b"title\ttext\tnotes, if any\nTalks end\tHe left.\t\n")[0].text == "Talks end\n\nHe left."


def test_a_workbook_gives_a_row_an_article():
    """Every sheet with a column of text is read, and one without is set aside with its columns."""
    found = read_workbook(book([HEAD, *ROWS], [["page", "price"], [1, 2]], []))
    assert told(found[:2]) == [(f"sheet 'sheet 0' {member}", *rest) for member, *rest in EXPECTED]
    assert isinstance(found[2], SetAside)
    assert "'page', 'price'" in str(found[2].error)


def test_a_day_in_doubt_is_left_out_and_said():
    """A date that two readers read differently is no day of publication, and the note says so."""
    found = read_csv(b"date,text\n3/4/2025,He left.\n")[0]
    assert (found.published, "'3/4/2025' tells no day without doubt" in found.note) == ("", True)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (b"title,price\na,b\n", "no column of text; its first row holds 'title', 'price'"),
        (b"", "the table is empty"),
        (b"\n\n", "the table is empty"),
    ],
)
def test_a_table_without_text_is_refused(rows, words):
    """A table that names no column of text is refused with the columns that it has."""
    with pytest.raises(SourceError, match=words):
        read_csv(rows)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"only one", "the row has 1 cells"),
        (b"a,,c", "the row has no text"),
        (b"a,--,c", "no words in its text"),
        (b'a,"he said "no" to it",c', "cannot be taken apart"),
        (b"a,b,c,d", "the row has 4 cells"),
    ],
)
def test_a_bad_row_is_set_aside_alone(row, reason):
    """A row that cannot be read is named with its reason, and those around it are articles."""
    found = read_csv(b"title,text,note\nOne,He left.,\n" + row + b"\nThree,She stayed.,\n")
    assert [one.member for one in found if isinstance(one, Document)] == ["row 2", "row 4"]
    aside = [one for one in found if isinstance(one, SetAside)]
    assert (aside[0].member, reason in str(aside[0].error)) == ("row 3", True)


def test_a_quotation_mark_that_is_never_closed_is_told():
    """What a quotation mark swallows to the end of the file is refused and not read as one report."""
    found = read_csv(b'title,text\nOne,He left.\nTwo,"She stayed.\nThree,They came.\n')
    assert [type(one) for one in found] == [Document, SetAside]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 damaged", b"plain words"])
def test_a_damaged_workbook_is_refused(data):
    """What is no workbook is refused with the way to save one."""
    with pytest.raises(SourceError, match="no Excel workbook"):
        read_workbook(data)


def test_a_zip_bomb_is_refused_before_it_unpacks(monkeypatch):
    """A workbook that says it unpacks to more than the limit is refused unread."""
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1_000)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000)
    with pytest.raises(SourceError, match="unpacks to 2,000 bytes"):
        read_workbook(kept.getvalue())


def test_rows_keep_their_ids_when_a_row_is_put_before_them(tmp_path):
    """The id of a row is made of its words: a row more in the table changes no other id."""
    file = tmp_path / "reports.csv"
    file.write_bytes(written([HEAD, *ROWS]))
    before = set(read(file)["article_id"])
    file.write_bytes(written([HEAD, ["New", "The Wire", "", "", "It rained all day, the mayor said.", ""], *ROWS]))
    after = read(file)
    assert before < set(after["article_id"])
    assert after["source"].str.endswith(("reports.csv, row 2", "reports.csv, row 3", "reports.csv, row 4")).all()


def test_refused_rows_are_named_beside_the_articles(tmp_path):
    """A row that is no article is a row of REFUSED that names file and row."""
    (tmp_path / "reports.csv").write_bytes(b"title,text\nOne,He left on Monday.\nTwo,\n")
    articles, refused = read_all(tmp_path)
    assert (len(articles), refused["source"].str.endswith("reports.csv, row 3").tolist()) == (1, [True])


@given(st.lists(st.text(st.characters(exclude_categories=("C",)), max_size=40), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_every_cell_comes_back_as_it_was(texts):
    """What a spreadsheet wrote into a cell of text is read again, whatever it holds, but for signs of an empty cell."""
    found = read_csv(written([["n", "text"], *([str(number), words] for number, words in enumerate(texts))]))
    filled = [words for words in texts if any(letter.isalnum() for letter in words_of(words))]
    assert [one.text for one in found if isinstance(one, Document)] == [words.strip() for words in filled]
