"""Laws of the readers of tables: one row is one article, and a bad row stops no other."""

import csv
import datetime as dt
import io
import json
import zipfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from toolkit.errors import SourceError
from toolkit.sources import read, read_all, restore
from toolkit.sources.column_content import words_of
from toolkit.sources.columns import using
from toolkit.sources.decoding_rows import decode_rows
from toolkit.sources.formats import (
    Document,
    SetAside,
    parquet,
    read_csv,
    read_json,
    read_json_lines,
    read_parquet,
    read_tsv,
    read_workbook,
    workbook,
)

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


def asides(found):
    """Member and reason of what was set aside."""
    return {one.member: one.error.problem for one in found if isinstance(one, SetAside)}


def test_names_below_a_title():
    """The names of the columns may stand below lines that name none, and the note says where."""
    found = read_csv(b"Export of 2 May\n\nHeadline;Body\nTalks end;He left.\n")
    assert told(found) == [("row 4", "Talks end", "", "", "")]
    assert "the names of the columns stand in row 3" in found[0].note


def test_a_table_without_names():
    """Where the first row is a report, the columns are numbered and told by what they hold."""
    report = "He left the town before noon and nobody saw him go. " * 5
    found = read_csv(written([[1, report, "2023-12-31"], [2, report + "No.", "2024-01-01"]], ";"))
    assert [(one.member, one.published) for one in found] == [("row 1", "2023-12-31"), ("row 2", "2024-01-01")]
    assert "text 'column 2' (its cells are the longest" in found[0].note


def test_names_that_come_again():
    """A row that holds the names of the columns again, as where two exports were joined, is no report."""
    found = read_csv(b"title,text\nA,He left.\ntitle,text\nB,She left.\n")
    assert asides(found) == {"row 3": "the row holds the names of the columns again"}


def test_the_first_line_of_excel_names_the_delimiter():
    """A first line `sep=;` is obeyed and no row of the table."""
    assert told(read_csv(b"sep=;\r\ntext;title\r\nHe left, she stayed.;A\r\n")) == [("row 3", "A", "", "", "")]


def test_names_divided_by_another_mark_than_the_rows():
    """A table whose first row has another delimiter than the rest is refused with both and the way out."""
    with pytest.raises(SourceError, match=r"are divided by ',' and the rows by ';'.*replace the ','"):
        read_csv(b"title,text,date\nA;He left;3\nB;She left;4\n")


def test_a_single_column_of_text_needs_no_quotation_marks():
    """Commas in a table of one column divide nothing."""
    assert [one.text for one in read_csv(b"text\nHe left, she said.\nNobody, he said, came.\n")] == [
        "He left, she said.", "Nobody, he said, came.",
    ]  # fmt: skip


def test_lines_in_several_encodings():
    """In a file that two programs wrote to, each line is read as it was written, and the note says so."""
    lines = ["title,text", "Déjà vu,“He left”", "Fête,Il a dit “no”"]
    data = "\n".join(lines[:2]).encode() + b"\n" + lines[2].encode("cp1252") + b"\n"
    text, note = decode_rows(data)
    assert text.splitlines() == lines
    assert note == "1 line of 3 read as windows-1252, a guess from its letters"
    assert [one.title for one in read_csv(data)] == ["Déjà vu", "Fête"]


def test_nul_bytes_are_shown_and_can_be_put_back(tmp_path):
    """A few NUL bytes do not make a table binary: each is printed as a lost character, with the way back."""
    (tmp_path / "a.csv").write_bytes(
        b"title,text\nTalks,The minister said that he\x00left.\n" + b"x,The man said no.\n" * 9
    )
    row = read(tmp_path).loc[0]
    assert "he\ufffdleft" in row["text"]
    assert restore(row["text"], row["repairs"]) == "Talks\n\nThe minister said that he\0left."
    assert "1 NUL byte in the file" in row["notes"]
    with pytest.raises(SourceError, match="binary"):
        read_csv(b"text\n" + b"a\0" * 50)


def test_a_cell_of_ten_million_bytes_is_one_refusal(tmp_path):
    """A cell far over the limit is refused by its row, and the rows around it are read."""
    (tmp_path / "a.csv").write_bytes(
        b"title,text\nA,The man left.\nB," + b"the word " * 1_200_000 + b"\nC,The man came.\n"
    )
    articles, refused = read_all(tmp_path)
    assert articles["title"].tolist() == ["A", "C"]
    assert refused["source"].str.endswith("a.csv, row 3").all()
    assert "characters" in refused.loc[0, "reason"]


def test_formulas_are_values_and_never_evaluated():
    """A formula in CSV is its words; in a workbook it is the value saved with it, and empty where none was."""
    assert (
        read_csv(b'title,text\n=SUM(A1),"=HYPERLINK(""x"") he said"\n')[0].text == '=SUM(A1)\n\n=HYPERLINK("x") he said'
    )
    found = read_workbook(book([["title", "text"], ["=1+1", "He left."], ["B", "=1+1"]]))
    assert told(found[:1]) == [("sheet 'sheet 0' row 2", "", "", "", "")]
    assert asides(found) == {"sheet 'sheet 0' row 3": "the row has no text"}


@pytest.mark.parametrize("empty", ["NULL", "nan", "#N/A", "#REF!", "n/a", "-", " "])
def test_signs_for_nothing_are_nothing(empty):
    """What databases and spreadsheets write into an empty cell is no title, outlet or text."""
    found = read_csv(written([["title", "outlet", "text"], [empty, empty, "He left."], ["A", "B", empty]]))
    assert (found[0].title, found[0].outlet, found[0].text) == ("", "", "He left.")
    assert isinstance(found[1], SetAside)


def merged_book():
    """A title over the table, names in two rows of merged cells, an outlet for two rows, a sheet of notes, another."""
    made = Workbook()
    sheet = made.active
    sheet.title = "Reports"
    for row in (
        ["Export of 2 May 2024"], ["Outlet", "Date", "Article"], [None, None, "Title", "Text"],
        ["The Wire", dt.datetime(2023, 12, 31), "Talks end", "Nobody spoke."],  # noqa: DTZ001
        [None, "1/13/2024", "Pier closed", "It was rotten."],
        ["January 2024"],
        ["The Post", "Dec 30, 2023", "Rain", "It rained."],
    ):  # fmt: skip
        sheet.append(row)
    for cells in ("A1:D1", "A2:A3", "B2:B3", "C2:D2", "A4:A5", "A6:D6"):
        sheet.merge_cells(cells)
    made.create_sheet("Legend").append(["code", "meaning"])
    other = made.create_sheet("Zwei")
    for row in ([], ["Überschrift", "Volltext"], ["Ende", "Er ging."]):
        other.append(row)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_a_workbook_with_merged_cells_and_several_sheets():
    """Names in merged cells and below a title are found, a merged cell goes for its rows, and each sheet by itself."""
    found = read_workbook(merged_book())
    assert told([one for one in found if isinstance(one, Document)]) == [
        ("sheet 'Reports' row 4", "Talks end", "The Wire", "2023-12-31", ""),
        ("sheet 'Reports' row 5", "Pier closed", "The Wire", "2024-01-13", ""),
        ("sheet 'Reports' row 7", "Rain", "The Post", "2023-12-30", ""),
        ("sheet 'Zwei' row 3", "Ende", "", "", ""),
    ]
    aside = asides(found)
    assert aside["sheet 'Reports' row 6"] == "the row has no text"
    assert "'code', 'meaning'" in aside["sheet 'Legend'"]


def test_merged_names_in_csv():
    """Two rows of names, of which the upper has the gaps of merged cells, are read as one."""
    found = read_csv(b"Outlet,Article,,Date\n,Title,Text,\nThe Wire,Talks end,Nobody spoke.,2023-12-31\n")
    assert told(found) == [("row 3", "Talks end", "The Wire", "2023-12-31", "")]


def test_a_sheet_that_lies_about_its_size():
    """Columns far to the right are not made up for every row, and neither are rows below the last of Excel."""
    made = Workbook()
    sheet = made.active
    sheet.append(["text"])
    sheet.append(["He left."])
    sheet.cell(row=2, column=16_000, value="x")
    kept = io.BytesIO()
    made.save(kept)
    assert [one.text for one in read_workbook(kept.getvalue())] == ["He left."]


def test_entities_in_a_workbook_are_refused():
    """A workbook whose XML declares entities is refused before it is parsed."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book([HEAD, *ROWS]))) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
            new.writestr(name, bomb + old.read(name) if name.endswith("sheet1.xml") else old.read(name))
    with pytest.raises(SourceError, match="declares entities"):
        read_workbook(kept.getvalue())


def parquet_of(frame):
    """A frame as Parquet."""
    kept = io.BytesIO()
    frame.to_parquet(kept)
    return kept.getvalue()


def test_parquet_with_nested_columns():
    """Columns inside others are named by both, lists of names are one cell, lists of paragraphs are a text."""
    frame = pd.DataFrame({
        "source": [{"id": "w", "name": "The Wire"}] * 2,
        "article": [{"headline": "Talks end", "body": ["The talks ended on Monday in the old town hall.", "He left."]}] * 2,
        "authors": [["Ann Ray", "Bo Lin"], []],
        "published_at": pd.to_datetime(["2023-12-31 23:00", None]),
    })  # fmt: skip
    found = read_parquet(parquet_of(frame))
    assert told(found) == [
        ("row 1", "Talks end", "The Wire", "2023-12-31", "Ann Ray, Bo Lin"),
        ("row 2", "Talks end", "The Wire", "", ""),
    ]
    assert found[0].text == "Talks end\n\nThe talks ended on Monday in the old town hall.\n\nHe left."


def test_parquet_over_its_limits(monkeypatch):
    """A table of too many rows, or one that unpacks to too much, is refused; a dictionary cannot hide what it unpacks to."""
    data = parquet_of(pd.DataFrame({"text": ["the word " * 100] * 1000}))
    monkeypatch.setattr(parquet, "MAX_UNPACKED", 100_000)
    with pytest.raises(SourceError, match="bytes when unpacked"):
        read_parquet(data)
    monkeypatch.setattr(parquet, "MAX_ROWS", 10)
    with pytest.raises(SourceError, match="1,000 rows"):
        read_parquet(data)


def test_parquet_of_any_types():
    """Columns of every type beside the text stop nothing."""
    table = pa.table({
        "text": ["He left."], "n": [1], "x": pa.array([b"\xff"], pa.binary()), "t": pa.array([1], pa.duration("s")),
        "d": pa.array([None], pa.decimal128(5, 2)), "m": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
        "date": pa.array([19722], pa.date32()),
    })  # fmt: skip
    kept = io.BytesIO()
    pq.write_table(table, kept)
    assert read_parquet(kept.getvalue())[0].published == "2023-12-31"


def test_a_damaged_line_of_json_is_refused_by_its_number():
    """A line that is no JSON, or no record, is set aside by number and reason, and the rest is read."""
    lines = [b'{"text": "He left."}', b'{"text": "She', b"[1, 2]", b"", b'{"body": 5, "text": "They came."}', b'"x"']
    found = read_json_lines(b"\n".join(lines))
    assert [one.member for one in found if isinstance(one, Document)] == ["line 1", "line 5"]
    aside = asides(found)
    assert list(aside) == ["line 2", "line 3", "line 6"]
    assert 'it begins \'{"text": "She\'' in aside["line 2"]


@pytest.mark.parametrize(
    "shape",
    [
        lambda records: records,
        lambda records: {"status": "ok", "articles": records},
        lambda records: {"response": {"docs": records, "facets": []}},
    ],
)
def test_arrays_of_json(shape):
    """An array of records, and one inside the object that a news service answers with, are read alike."""
    records = [
        {
            "title": "Talks end",
            "content": "He left.",
            "publishedAt": "2023-12-31T10:00:00Z",
            "source": {"name": "The Wire"},
        }
    ]
    for reader in (read_json, read_json_lines):
        found = reader(json.dumps(shape(records), indent=1).encode())
        assert told(found) == [("record 1", "Talks end", "The Wire", "2023-12-31", "")]


def test_a_damaged_array_keeps_what_stands_before():
    """Of an array that breaks off, the records before the damage are read and what follows is set aside."""
    found = read_json(b'[{"text": "He left."}, {"text": "She left."}, {"te')
    assert [one.text for one in found if isinstance(one, Document)] == ["He left.", "She left."]
    assert list(asides(found)) == ["record 3 and what follows"]


@pytest.mark.parametrize(
    "data", [b"", b" \n", b"{", b"nonsense", b"5", b"[]", b'{"a": 1}', b"[" * 100_000, b'{"a":' * 5_000]
)
def test_json_that_holds_no_reports_is_refused(data):
    """What is no JSON, or holds no record with a text, is refused or set aside, however deep it is nested."""
    for reader in (read_json, read_json_lines):
        try:
            found = reader(data)
        except SourceError:
            continue
        assert not any(isinstance(one, Document) for one in found)


def test_what_no_file_can_hold_is_lost_and_not_fatal(tmp_path):
    """Half of a surrogate pair in JSON is printed as a lost character, and what is read can be stored."""
    (tmp_path / "a.jsonl").write_bytes(b'{"title": "T\\ud800", "text": "The man said that he\\ud83d left\\u0000."}\n')
    articles = read(tmp_path)
    articles["text"].str.encode("utf-8")
    assert articles.loc[0, "text"] == "T\ufffd\n\nThe man said that he\ufffd left\ufffd."


FORMATS = {
    "csv": lambda frame: frame.to_csv(index=False).encode(),
    "tsv": lambda frame: frame.to_csv(index=False, sep="\t").encode(),
    "parquet": parquet_of,
    "jsonl": lambda frame: frame.to_json(orient="records", lines=True).encode(),
    "json": lambda frame: frame.to_json(orient="records").encode(),
    "xlsx": lambda frame: book([list(frame.columns), *frame.to_numpy().tolist()]),
}


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("columns", [None, "text=Kommentar,published=Erfasst,dates=mdy"])
def test_every_format_and_a_frame_give_the_same(tmp_path, suffix, columns):
    """One mapping holds for every format: the articles of a file are those of the frame it was written from."""
    frame = pd.DataFrame({
        "Schlagzeile": ["Talks end", "Pier closed"], "Zeitung": ["The Wire", "The Post"], "Datum": ["31/12/2023", "1/2/2024"],
        "Erfasst": ["3/4/2024", "3/5/2024"], "Volltext": ["The minister said that they had ended.", "The master said that it was old."],
        "Kommentar": ["Nobody said that this was known to them.", "This is what they said to us."], "lang": ["en", "en"],
    })  # fmt: skip
    (tmp_path / f"a.{suffix}").write_bytes(FORMATS[suffix](frame))
    kept = ["title", "outlet", "published", "text", "language", "words"]
    one, other = (read(source, columns=columns)[kept] for source in (tmp_path, frame))
    pd.testing.assert_frame_equal(one, other)
    assert other["published"].dt.strftime("%Y-%m-%d").tolist() == (
        ["2024-03-04", "2024-03-05"] if columns else ["2023-12-31", "2024-02-01"]
    )


def test_a_language_in_a_column(tmp_path):
    """A row whose language is another is set aside with it; one whose words are English is read, and both are said."""
    rows = [
        ["text", "lang"],
        ["Kurz und gut.", "de"],
        ["The man said that it was the end of it for them.", "German"],
        ["Short.", "English"],
        ["No.", "??"],
        ["They said that this was the end of it.", "eng"],
    ]
    (tmp_path / "a.csv").write_bytes(written(rows))
    articles, refused = read_all(tmp_path)
    assert articles["language"].tolist() == ["en", "en", "", "en"]
    assert "the file says that it is German; its words are English" in articles.loc[0, "notes"]
    assert "language from the file" in articles.loc[1, "notes"]
    assert "the language '??' is not known" in articles.loc[2, "notes"]
    assert (
        refused.loc[0, "reason"]
        == "the text is not English, and looks like German: the file says so, and its words show no English"
    )


def test_the_columns_of_the_analyst_hold_in_every_table():
    """Tables that are read inside `using` are read with its columns, and each is told, one that is refused with no text."""
    with using({"text": ["Body", "note"]}) as tables:
        assert read_csv(b"note,text\nHe left.,She stayed.\n")[0].text == "He left."
        with pytest.raises(SourceError, match="no column 'Body' or 'note'"):
            read_json(b'[{"text": "He left."}]')
    assert [(table.names, "text" in table.found) for table in tables] == [(("note", "text"), True), (("text",), False)]
    assert tables[0].found["text"].column == "note"


def test_a_text_that_a_service_cut_is_said():
    """A text that ends in the mark of a cut is read and said to be cut."""
    assert "the text is cut: it ends in '[+812 chars]'" in read_csv("text\nHe left… [+812 chars]\n".encode())[0].note


def test_a_name_may_be_a_day():
    """A row that names title and text names the columns, though other names are days."""
    found = read_csv(b"title,text,2023-12-31,2024-01-31\nA,He left.,1,2\n")
    assert told(found) == [("row 2", "A", "", "", "")]


def test_the_columns_hold_in_archives(tmp_path):
    """The mapping of the analyst holds for tables inside an archive."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("in/b.csv", "Wortlaut,Kopf\nThe man said that he left.,A\n")
    articles = read(tmp_path, columns="text=Wortlaut,title=Kopf")
    assert articles["title"].tolist() == ["A"]
    assert articles.loc[0, "source"].endswith("b.csv, row 2")


def test_a_report_in_merged_cells_is_one_report():
    """A long text in merged cells is the report of the first row alone; few words are those of all rows."""
    made = Workbook()
    sheet = made.active
    for row in (["outlet", "text"], ["The Wire", "He left the town. " * 20], [None, None], [None, "She stayed."]):
        sheet.append(row)
    sheet.merge_cells("A2:A4")
    sheet.merge_cells("B2:B3")
    kept = io.BytesIO()
    made.save(kept)
    found = read_workbook(kept.getvalue())
    assert told([one for one in found if isinstance(one, Document)]) == [
        ("sheet 'Sheet' row 2", "", "The Wire", "", ""), ("sheet 'Sheet' row 4", "", "The Wire", "", ""),
    ]  # fmt: skip
    assert asides(found) == {"sheet 'Sheet' row 3": "the row has no text"}


@pytest.mark.parametrize(
    ("cell", "text", "noted"),
    [
        ("<p>The talks ended.</p><p>“No &amp; never,” he said.</p>", "The talks ended.\n\n“No & never,” he said.", True),
        ("The talks ended.<br/><br/>Nobody came, he said.<script>x('</p>')</script>", "The talks ended.\n\nNobody came, he said.", True),
        ("&quot;We waited,&quot; he said to AT&amp;T &#8211; twice.", '"We waited," he said to AT&T – twice.', False),
        ("One <b>bold</b> man spoke.\n\nA woman left <a href='/x'>the room</a>, he said.", "One bold man spoke.\n\nA woman left the room, he said.", True),
        ("One man spoke.<br />\n<br />\nA woman left the room, he said.", "One man spoke.\n\nA woman left the room, he said.", True),
        ("<p>One man\nspoke.</p>\n<p>A woman left, he said.</p>", "One man spoke.\n\nA woman left, he said.", True),
        ("He wrote that 3 < 4 and 5 > 4, and left.", "He wrote that 3 < 4 and 5 > 4, and left.", False),
        ("AT&T; and R&D said that they would not.", "AT&T; and R&D said that they would not.", False),
        ("&nbsp;&quot;No,&quot; he said, and went to bed.", '\xa0"No," he said, and went to bed.', False),
    ],
)  # fmt: skip
def test_cells_of_web_pages_are_read_as_a_browser_shows_them(cell, text, noted):
    """Tags become lines and named signs become signs; what only looks like one is left, and signs lead back."""
    (plain,) = read_json(json.dumps([{"text": cell}]).encode())
    assert plain.text == text
    assert ("tags of a web page" in plain.note) == noted
    if not noted:
        assert restore(plain.text, plain.repairs) == cell
    (headed,) = read_json(json.dumps([{"title": "Talks &amp; more", "text": cell}]).encode())
    assert headed.title == "Talks & more"
    assert headed.text == f"Talks & more\n\n{text}"
    if not noted:
        assert restore(headed.text, headed.repairs) == f"Talks & more\n\n{cell}"


def test_a_title_that_the_text_repeats_stands_once():
    """Also where both are written with named signs, and a blank stands before it."""
    (found,) = read_json(
        b'[{"title": "Talks &amp; more", "text": "&nbsp;Talks &amp; more\\n\\nHe said &quot;no&quot; to it."}]'
    )
    assert found.text == 'Talks & more\n\nHe said "no" to it.'
    assert restore(found.text, found.repairs) == "Talks &amp; more\n\nHe said &quot;no&quot; to it."
