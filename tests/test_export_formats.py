import csv
import json
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
from export_tools import records
from hypothesis import given
from hypothesis import strategies as st
from small import small_record as by_hand

from toolkit import tables
from toolkit.export import cells, jsonl, write
from toolkit.record import load


def read_csv(file):
    """The rows of a CSV file as any other program reads them."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


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


def test_cells_of_csv_are_never_longer_than_a_spreadsheet_holds(small_record, tmp_path):
    """A text too long for a cell is cut in CSV, guard included, and told; Parquet holds it whole."""
    long = "=" + "𝄞" * 20_000
    out = write(with_text(small_record, long), tmp_path / "out")
    cell = read_csv(out / "statements.csv")[0]["speaker"]
    assert len(cell.encode("utf-16-le")) // 2 == cells.CELL - 1  # the next sign needs two units
    assert cells.unguard(cell) == long[: len(cell) - 1]
    (note,) = read_csv(out / "notes.csv")
    assert (note["table"], note["line"], note["column"]) == ("statements", "2", "speaker")
    assert pq.read_table(out / "statements.parquet")["speaker"][0].as_py() == long


def test_one_csv_holds_every_statement_with_its_article(small_record, tmp_path):
    """One line is one statement, with title, outlet, date, address and file of its article."""
    out = write(with_text(small_record, "=1+1"), tmp_path / "out.csv")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = read_csv(out)
    assert [row["statement_id"] for row in rows] == list(small_record.statements["statement_id"])
    assert [json.loads(row["spans"]) for row in rows] == list(small_record.statements["spans"])
    assert rows[0]["speaker"] == "'=1+1"
    assert (rows[0]["article_outlet"], rows[0]["article_published"]) == ("Harbour Post", "2024-03-05T18:30:00")
    told = json.loads((tmp_path / "out.csv.provenance.json").read_text(encoding="utf-8"))
    assert (told["counts"]["statements"], told["cut"]) == (11, [])


@given(records())
def test_one_csv_holds_any_record(tmp_path_factory, record):
    """Whatever the text, it comes back from the file as it was; no cell is a formula."""
    rows = read_csv(write(record, tmp_path_factory.mktemp("csv") / "out.csv"))
    assert [cells.unguard(row["content"]) for row in rows] == list(record.statements["content"])
    assert [cells.unguard(row["party"]) for row in rows] == list(record.statements["party"])
    assert not any(cell[:1] in [*"=+-@\t\r\n"] for row in rows for cell in row.values())


@given(records())
def test_one_parquet_holds_any_record(tmp_path_factory, record):
    """Every value of the statements is in the file as it was, with that of its article."""
    table = pq.read_table(write(record, tmp_path_factory.mktemp("parquet") / "out.parquet"))
    for column in ("statement_id", "content", "speaker", "party", "spans", "start"):
        assert table[column].to_pylist() == list(record.statements[column])
    titles = dict(zip(record.articles["article_id"], record.articles["title"], strict=True))
    assert table["article_title"].to_pylist() == [titles[key] for key in record.statements["article_id"]]
    assert json.loads(table.schema.metadata[b"counterpoint"])["counts"]["statements"] == len(record.statements)


def test_parquet_knows_dates(small_record, tmp_path):
    """The date of the article is a date, and missing where it is not known."""
    dates = pq.read_table(write(small_record, tmp_path / "out.parquet"))["article_published"].to_pylist()
    assert (dates[0].isoformat(), dates[-1]) == ("2024-03-05T18:30:00", None)


@given(records())
def test_lines_hold_any_record(tmp_path_factory, record):
    """Whatever stands in a text, a line is a line for every reader and the text comes back as it was."""
    words = write(record, tmp_path_factory.mktemp("lines") / "out.jsonl").read_bytes().decode("utf-8")
    assert [json.loads(line)["content"] for line in words.splitlines()] == list(record.statements["content"])


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
    beside = json.loads((tmp_path / "out.jsonl.provenance.json").read_text(encoding="utf-8"))
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
