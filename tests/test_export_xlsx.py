import json
from dataclasses import replace

import openpyxl
import pytest
from export_tools import records
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from small import small_record as by_hand

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.export import cells, write, xlsx
from toolkit.version import version


def with_text(record, text):
    """The record with the speaker of its first statement, and nothing else, exchanged for `text`."""
    statements = record.statements.copy()
    statements.loc[0, "speaker"] = text
    return replace(record, statements=statements)


def read_sheet(book, title):
    """The rows of a sheet as mappings, None read as the empty text."""
    header, *lines = book[title].iter_rows(values_only=True)
    return [dict(zip(header, ["" if cell is None else cell for cell in line], strict=True)) for line in lines]


def test_workbook_holds_every_row_and_offset(small_record, tmp_path):
    """Every table is a sheet under a frozen header, and its offsets lead to the words in the sheet of articles."""
    book = openpyxl.load_workbook(write(small_record, tmp_path / "out.xlsx"))
    texts = {row["article_id"]: row["text"] for row in read_sheet(book, "articles")}
    assert texts == dict(zip(small_record.articles["article_id"], small_record.articles["text"], strict=True))
    for name, table in small_record.tables().items():
        rows = read_sheet(book, name.lower())
        assert book[name.lower()].freeze_panes == "A2"
        assert len(rows) == len(table)
        for span in tables.contract(name).spans:
            found = [row for row in rows if row[span.text]]
            assert len(found) == (table[span.text] != "").sum()
            assert all(
                texts[row["article_id"]][row[span.start] : row[span.end]] == str(row[span.text]) for row in found
            )
    assert read_sheet(book, "notes") == []


def test_workbook_tells_its_provenance(small_record, tmp_path):
    """The first sheet says what a row is and how the tables were made."""
    book = openpyxl.load_workbook(write(small_record, tmp_path / "out.xlsx"))
    about = {row["what"]: row["how"] for row in read_sheet(book, book.sheetnames[0])}
    assert about["one row of statements"] == "one row is one attribution: content given to a source"
    assert json.loads(about["provenance: model"]) == small_record.provenance["model"]


def test_a_statement_leads_to_its_article(small_record, tmp_path):
    """The article_id of a row is a link to the line of the article, in every sheet that speaks of articles."""
    book = openpyxl.load_workbook(write(small_record, tmp_path / "out.xlsx"))
    articles = [row[0] for row in book["articles"].iter_rows(min_row=2, max_col=1, values_only=True)]
    for title in ("statements", "figures", "mentions", "harms", "replies", "speakers"):
        column = tables.contract(title.upper()).names.index("article_id") + 1
        for line in range(2, book[title].max_row + 1):
            cell = book[title].cell(row=line, column=column)
            sheet, _, place = cell.hyperlink.location.partition("!")
            assert sheet == "articles"
            assert book["articles"][place].value == cell.value
            assert cell.hyperlink.target is None
    assert articles == list(small_record.articles["article_id"])


def test_a_sheet_with_too_many_links_has_none(small_record, tmp_path, monkeypatch):
    """Above the number of links that a sheet can hold there are none, and the sheet of notes says so."""
    monkeypatch.setattr(xlsx, "LINKS", 10)
    book = openpyxl.load_workbook(write(small_record, tmp_path / "out.xlsx"))
    assert not any(cell.hyperlink for row in book["statements"].iter_rows() for cell in row)
    assert any(cell.hyperlink for row in book["figures"].iter_rows() for cell in row)
    assert read_sheet(book, "notes")[0]["what was done"] == "no links, since a sheet can hold 10"


def test_columns_can_be_read(small_record, tmp_path):
    """Every column is wide enough for its name, none is wider than a page, and that of the content is wide."""
    book = openpyxl.load_workbook(write(small_record, tmp_path / "out.xlsx"))
    for sheet in book:
        for place, (cell,) in enumerate(zip(next(sheet.iter_rows(max_row=1)), strict=True), start=1):
            width = sheet.column_dimensions[get_column_letter(place)].width
            assert len(cell.value) < width <= 60
            assert cell.font.bold
    place = tables.contract("STATEMENTS").names.index("content") + 1
    assert book["statements"].column_dimensions[get_column_letter(place)].width > 40


def test_the_workbook_says_its_counts(small_record, tmp_path):
    """The first sheet tells the version that wrote it, and how many rows each sheet has."""
    book = openpyxl.load_workbook(write(small_record, tmp_path / "out.xlsx"))
    told = {row["what"]: row["how"] for row in read_sheet(book, "about")}
    assert told["written by"] == f"Counterpoint {version()}"
    for name in small_record.tables():
        assert told[f"rows of {name.lower()}"] == book[name.lower()].max_row - 1


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A", "'=1", "=", "{=1}"])
def test_workbook_is_never_a_formula(small_record, tmp_path, text):
    """Text that looks like a formula stays text, as printed, and stays text when somebody edits the cell."""
    book = openpyxl.load_workbook(write(with_text(small_record, text), tmp_path / "out.xlsx"))
    column = tables.contract("STATEMENTS").names.index("speaker") + 1
    cell = book["statements"].cell(row=2, column=column)
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.quotePrefix == (cells.guard(text) != text)


def test_what_is_too_long_is_cut_and_told(small_record, tmp_path):
    """A text longer than a cell is cut between signs, and the sheet of notes names sheet, row, column and lengths."""
    long = "𝄞" * 20_000
    book = openpyxl.load_workbook(write(with_text(small_record, long), tmp_path / "out.xlsx"))
    assert read_sheet(book, "statements")[0]["speaker"] == "𝄞" * (cells.CELL // 2)
    assert read_sheet(book, "notes") == [
        {"sheet": "statements", "row": 2, "column": "speaker", "what was done": "cut after 16383 of 20000 code points"}
    ]


def test_what_a_workbook_cannot_hold_is_told(small_record, tmp_path):
    """Signs that the format cannot hold are replaced one for one, so that offsets stay true, and noted."""
    book = openpyxl.load_workbook(write(with_text(small_record, "a\x00b\r\nc"), tmp_path / "out.xlsx"))
    assert read_sheet(book, "statements")[0]["speaker"] == "a\ufffdb\ufffd\nc"
    assert read_sheet(book, "notes")[0]["what was done"].startswith("2 signs")


@given(st.text(max_size=20))
def test_any_text_keeps_its_length_in_a_workbook(tmp_path_factory, text):
    """Whatever the text, it is read from the workbook as it was, or sign for sign with a note."""
    out = tmp_path_factory.mktemp("book") / "out.xlsx"
    book = openpyxl.load_workbook(write(with_text(by_hand(), text), out))
    found = read_sheet(book, "statements")[0]["speaker"]
    assert len(found) == len(text)
    assert (found == text) == (read_sheet(book, "notes") == [])


@given(records())
def test_any_record_keeps_its_places_in_a_workbook(tmp_path_factory, record):
    """Whatever stands in texts and names, offsets lead to the words in the workbook, and what was changed is noted."""
    book = openpyxl.load_workbook(write(record, tmp_path_factory.mktemp("book") / "out.xlsx"))
    texts = {str(row["article_id"]): str(row["text"]) for row in read_sheet(book, "articles")}
    rows = read_sheet(book, "statements")
    assert len(rows) == len(record.statements)
    for row, was in zip(rows, record.statements.to_dict("records"), strict=True):
        text = texts[str(row["article_id"])]
        assert " ".join(text[start:end] for start, end in json.loads(row["spans"])) == str(row["content"])
        assert len(str(row["content"])) == len(was["content"])
        assert str(row["content"]) == was["content"] or any(
            note["column"] == "content" for note in read_sheet(book, "notes")
        )


def test_a_table_longer_than_a_sheet_is_refused(small_record, tmp_path, monkeypatch):
    """A table with more rows than a sheet can hold is refused with the formats that can hold it."""
    monkeypatch.setattr(xlsx, "ROWS", 5)
    with pytest.raises(RecordError, match="STATEMENTS has 11 rows"):
        write(small_record, tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []
