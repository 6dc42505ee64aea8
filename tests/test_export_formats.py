import csv
import json
from dataclasses import replace

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import small_record as by_hand

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.export import cells, jsonl, write, xlsx
from toolkit.record import load


def read_csv(file):
    """The rows of a CSV file as any other program reads them."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def read_sheet(book, title):
    """The rows of a sheet as mappings, None read as the empty text."""
    header, *lines = book[title].iter_rows(values_only=True)
    return [dict(zip(header, ["" if cell is None else cell for cell in line], strict=True)) for line in lines]


def with_text(record, text):
    """The record with the speaker of its first statement, and nothing else, exchanged for `text`."""
    statements = record.statements.copy()
    statements.loc[0, "speaker"] = text
    return replace(record, statements=statements)


def test_csv_holds_every_row_and_offset(small_record, tmp_path):
    """Every table is a CSV file with all its rows, and its offsets lead to the words in articles.csv."""
    out = write(small_record, tmp_path / "out")
    texts = {row["article_id"]: row["text"] for row in read_csv(out / "articles.csv")}
    for name, table in small_record.tables().items():
        rows = read_csv(out / f"{name.lower()}.csv")
        assert len(rows) == len(table)
        for span in tables.contract(name).spans:
            for row in rows:
                if row[span.text]:
                    place = slice(int(row[span.start]), int(row[span.end]))
                    assert texts[row["article_id"]][place] == cells.unguard(row[span.text])
    first = read_csv(out / "statements.csv")[3]
    assert json.loads(first["spans"]) == small_record.statements["spans"][3]


def test_csv_begins_with_the_mark_of_utf_8(small_record, tmp_path):
    """Spreadsheets are told the encoding by the first bytes of every CSV file."""
    out = write(small_record, tmp_path / "out")
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in out.glob("*.csv"))


def test_csv_is_never_a_formula(small_record, tmp_path):
    """A speaker that looks like a formula is written with an apostrophe, and can be had back."""
    out = write(with_text(small_record, '=HYPERLINK("x")'), tmp_path / "out")
    cell = read_csv(out / "statements.csv")[0]["speaker"]
    assert cell == '\'=HYPERLINK("x")'
    assert cells.unguard(cell) == '=HYPERLINK("x")'


def test_numbers_are_not_guarded(small_record, tmp_path):
    """A number below zero is a number in CSV, not guarded text."""
    figures = small_record.figures.assign(low=pd.array([-1.5] * 3, dtype="Float64"))
    out = write(replace(small_record, figures=figures), tmp_path / "out")
    assert read_csv(out / "figures.csv")[0]["low"] == "-1.5"


def test_parquet_is_exact(small_record, tmp_path):
    """Parquet files hold text as printed, also where CSV guards it."""
    out = write(with_text(small_record, "=1+1"), tmp_path / "out")
    assert pq.read_table(out / "statements.parquet")["speaker"][0].as_py() == "=1+1"


def test_the_folder_is_a_saved_record(small_record, tmp_path):
    """What was exported as a folder can be loaded and exported again to the same place."""
    out = write(small_record, tmp_path / "out")
    write(load(out), out)
    pd.testing.assert_frame_equal(load(out).statements, small_record.statements)


def test_the_folder_explains_itself(small_record, tmp_path):
    """The folder says what one row of each table is, what every column means, and how it was made."""
    out = write(small_record, tmp_path / "out")
    words = (out / "README.txt").read_text(encoding="utf-8")
    meanings = read_csv(out / "columns.csv")
    for name, table in small_record.tables().items():
        assert f"- {name.lower()} ({len(table)}): {tables.contract(name).row}" in words
        assert [row["column"] for row in meanings if row["table"] == name.lower()] == tables.contract(name).names
    made = json.loads((out / "provenance.json").read_text(encoding="utf-8"))
    assert made["provenance"] == small_record.provenance


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
    assert read_sheet(book, "statements")[0]["speaker"] == "𝄞" * (xlsx.CELL // 2)
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


def test_a_table_longer_than_a_sheet_is_refused(small_record, tmp_path, monkeypatch):
    """A table with more rows than a sheet can hold is refused with the formats that can hold it."""
    monkeypatch.setattr(xlsx, "ROWS", 5)
    with pytest.raises(RecordError, match="STATEMENTS has 11 rows"):
        write(small_record, tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_lines_hold_every_statement_and_offset(small_record, tmp_path):
    """One line is one statement, all lines have the same keys, and the values are those of the table."""
    out = write(small_record, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [line["statement_id"] for line in lines] == list(small_record.statements["statement_id"])
    assert [line["spans"] for line in lines] == list(small_record.statements["spans"])
    assert len({tuple(line) for line in lines}) == 1
    texts = dict(zip(small_record.articles["article_id"], small_record.articles["text"], strict=True))
    for line in lines:
        pieces = [texts[line["article"]["article_id"]][start:end] for start, end in line["spans"]]
        assert " ".join(pieces) == line["content"]


def test_lines_hold_their_article_and_figures(small_record, tmp_path):
    """A line carries its article and its figures; unknown dates and open bounds are null."""
    out = write(small_record, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert lines[1]["article"]["published"] == "2024-03-05T18:30:00"
    assert lines[-1]["article"]["published"] is None
    assert [figure["figure_id"] for figure in lines[1]["figures"]] == ["f0"]
    assert lines[1]["figures"][0]["high"] is None


def test_what_belongs_to_no_statement_stands_beside(small_record, tmp_path):
    """The second file holds the provenance and the reporter's own figures, so that no figure is lost."""
    out = write(small_record, tmp_path / "out.jsonl")
    beside = json.loads((tmp_path / "out.provenance.json").read_text(encoding="utf-8"))
    assert beside["provenance"] == small_record.provenance
    assert [figure["figure_id"] for figure in beside["figures_without_statement"]] == ["f2"]
    held = sum(len(json.loads(line)["figures"]) for line in out.read_text(encoding="utf-8").splitlines())
    assert held + 1 == len(small_record.figures)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_any_text_stays_on_its_line(tmp_path_factory, text):
    """No text breaks a line: there are as many lines as statements, and the text comes back as it was."""
    out = jsonl.write(with_text(by_hand(), text), tmp_path_factory.mktemp("lines") / "out.jsonl")
    lines = out.read_bytes().split(b"\n")
    assert len(lines) == 11 + 1
    assert json.loads(lines[0])["speaker"] == text
