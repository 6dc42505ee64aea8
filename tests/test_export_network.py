import csv
import json
import re
from urllib.parse import unquote

import pytest
from export_tools import read_bibtex, read_ris, records, with_emoji
from hypothesis import given

from toolkit.export import cells, write

TEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    **{f"\\{sign}": sign for sign in "&%$#_"},
}  # fmt: skip


def read_csv(file):
    """The rows of a CSV file as any other program reads them."""
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def agree_annotations(record, file):
    """Whether every statement is an annotation whose targets are found by their words and by their places."""
    whole = json.loads(file.read_text(encoding="utf-8"))
    items = whole["first"]["items"]
    assert whole["total"] == len(items) == len(record.statements)
    texts = dict(zip(record.articles["article_id"], record.articles["text"], strict=True))
    # The file goes article by article.
    rows = [row for article in texts for row in record.statements.to_dict("records") if row["article_id"] == article]
    for item, row in zip(items, rows, strict=True):
        text = texts[row["article_id"]]
        found = []
        for target in item["target"]:
            quoted, placed = target["selector"]
            start, end = placed["start"], placed["end"]
            assert text[start:end] == quoted["exact"]
            assert text[:start].endswith(quoted["prefix"])
            assert text[end:].startswith(quoted["suffix"])
            assert len(quoted["prefix"]) == min(32, start)
            found.append([start, end])
        assert found == row["spans"]
        tags = [body["value"] for body in item["body"] if body["purpose"] == "tagging"]
        parties = dict.fromkeys(party for party in row["speaker_parties"] or [row["party"]] if party)
        assert [tag for tag in tags if tag.startswith("party: ")] == [f"party: {party}" for party in parties]
        assert f"kind: {row['kind']}" in tags
    assert len({item["id"] for item in items}) == len(items)


def test_annotations_hold_every_statement_and_place(small_record, tmp_path):
    """Every statement is one annotation, found again by its words and by its place; the address is its scope."""
    file = write(small_record, tmp_path / "out.jsonld")
    agree_annotations(small_record, file)
    whole = json.loads(file.read_text(encoding="utf-8"))
    assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert whole["first"]["items"][0]["target"][0]["scope"] == "https://example.org/harbour"
    assert "scope" not in whole["first"]["items"][-1]["target"][0]


@given(records())
def test_annotations_hold_any_record(tmp_path_factory, record):
    """Whatever stands in texts and names, it is found at its place."""
    agree_annotations(record, write(record, tmp_path_factory.mktemp("annotations") / "out.jsonld"))


def test_an_address_that_runs_is_no_scope(small_record, tmp_path):
    """An address with another scheme than that of the web is left out."""
    small_record.articles.loc[0, "url"] = "javascript:alert(1)"
    assert "javascript" not in write(small_record, tmp_path / "out.jsonld").read_text(encoding="utf-8")


def agree_dna(record, folder):
    """Whether the folder holds every text, and a line for every statement and each who speaks it, at its place."""
    documents = read_csv(folder / "documents.csv")
    assert len(documents) == len(list((folder / "documents").iterdir())) == len(record.articles)
    texts = {
        row["document"]: (folder / "documents" / row["document"]).read_bytes().decode("utf-8") for row in documents
    }
    assert [texts[row["document"]] for row in documents] == list(record.articles["text"])
    lines = read_csv(folder / "statements.csv")
    due = {row["statement_id"]: max(1, len(row["speakers"])) for row in record.statements.to_dict("records")}
    assert {key: sum(cells.unguard(line["statement_id"]) == key for line in lines) for key in due} == due
    assert len(lines) == sum(due.values())
    spans = dict(zip(record.statements["statement_id"], record.statements["spans"], strict=True))
    for line in lines:
        places, text = spans[cells.unguard(line["statement_id"])], texts[line["document"]]
        assert [int(line["start"]), int(line["end"])] == [places[0][0], places[-1][1]]
        assert cells.unguard(line["text"]) == " ".join(text[start:end] for start, end in places)
        units = text.encode("utf-16-le")[2 * int(line["start_utf16"]) : 2 * int(line["end_utf16"])].decode("utf-16-le")
        assert units == text[places[0][0] : places[-1][1]]


def test_dna_holds_every_statement_and_speaker(small_record, tmp_path):
    """The table has a line for every statement and speaker, with the places in code points and in units of UTF-16."""
    folder = write(small_record, tmp_path / "network", format="dna")
    agree_dna(small_record, folder)
    lines = {line["statement_id"]: line for line in read_csv(folder / "statements.csv")}
    assert (lines["s1"]["person"], lines["s1"]["organization"], lines["s1"]["concept"]) == (
        "Ada Lind",
        "Norland",
        "accuse Sudria",
    )
    assert (lines["s1"]["agreement"], lines["s1"]["date"]) == ("1", "2024-03-05")
    assert (lines["s2"]["concept"], lines["s2"]["agreement"], lines["s2"]["answers"]) == ("accuse Sudria", "0", "s1")
    assert (lines["s6"]["person"], lines["s6"]["organization"]) == ("mediator", "")


@given(records())
def test_dna_holds_any_record(tmp_path_factory, record):
    """Whatever stands in texts and names, every statement is there with its words."""
    agree_dna(record, write(record, tmp_path_factory.mktemp("dna") / "network", format="dna"))


def test_dna_counts_units_behind_an_emoji(tmp_path):
    """Code points and units of UTF-16 differ by one for each sign beyond the basic plane."""
    (line,) = read_csv(write(with_emoji(), tmp_path / "network", format="dna") / "statements.csv")
    assert (line["start"], line["end"], line["start_utf16"], line["end_utf16"]) == ("14", "16", "16", "18")


def bare(text):
    """A text on one line, without controls."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


def printed(value):
    """What TeX prints for a value of BibTeX."""
    inner = value[2:-2] if value.startswith("{{") else value[1:-1]
    return re.sub("|".join(map(re.escape, TEX)), lambda found: TEX[found[0]], inner)


@given(records())
def test_references_hold_any_article(tmp_path_factory, record):
    """In all three formats every article is one reference with its title, byline, outlet and date as printed."""
    place = tmp_path_factory.mktemp("references")
    entries = read_bibtex(write(record, place / "out.bib").read_text(encoding="utf-8"))
    items = json.loads(write(record, place / "out.csl.json").read_text(encoding="utf-8"))
    references = read_ris(write(record, place / "out.ris").read_bytes().decode("utf-8"))
    assert len(entries) == len(items) == len(references) == len(record.articles)
    assert len({entry["key"].lower() for entry in entries}) == len(entries)
    for entry, item, reference, row in zip(entries, items, references, record.articles.to_dict("records"), strict=True):
        ris = dict(reference)
        for column, bibtex, csl, tag in (
            ("title", "title", "title", "TI"),
            ("outlet", "journal", "container-title", "T2"),
        ):
            due = bare(row[column])
            assert printed(entry.get(bibtex, "{}")) == item.get(csl, "") == ris.get(tag, "") == due
        authors = [
            printed(entry.get("author", "{}")),
            *(one["literal"] for one in item.get("author", [])),
            ris.get("AU", ""),
        ]
        assert set(authors) == {bare(row["author"])}
        assert unquote(entry.get("url", "{}")[1:-1]) == unquote(bare(row["url"]))
        dated = row["published"] == row["published"]
        assert ("year" in entry, "issued" in item, "PY" in ris) == (dated, dated, dated)


def test_references_of_the_small_record(small_record, tmp_path):
    """Kind, date and address of an article in all three formats."""
    first = read_bibtex(write(small_record, tmp_path / "out.bib").read_text(encoding="utf-8"))[0]
    assert (first["year"], first["month"], first["day"]) == ("{2024}", "mar", "{05}")
    assert first["author"] == "{{A. Reporter}}"
    item = json.loads(write(small_record, tmp_path / "out.csl.json").read_text(encoding="utf-8"))[0]
    assert (item["type"], item["issued"], item["URL"]) == (
        "article-newspaper", {"date-parts": [[2024, 3, 5]]}, "https://example.org/harbour",
    )  # fmt: skip
    reference = dict(read_ris(write(small_record, tmp_path / "out.ris").read_bytes().decode("utf-8"))[0])
    assert (reference["TY"], reference["DA"], reference["UR"]) == ("NEWS", "2024/03/05/", "https://example.org/harbour")


@pytest.mark.parametrize(
    "title", ["}, note = {x", "a\nER  - \nTY  - NEWS", "@article{x, title = {y}}", "\\input{secret}"]
)
def test_a_title_stays_a_title(small_record, tmp_path, title):
    """A title that looks like the format itself makes no field, no reference and no command."""
    small_record.articles.loc[0, "title"] = title
    entries = read_bibtex(write(small_record, tmp_path / "out.bib").read_text(encoding="utf-8"))
    references = read_ris(write(small_record, tmp_path / "out.ris").read_bytes().decode("utf-8"))
    assert (len(entries), len(references)) == (2, 2)
    assert printed(entries[0]["title"]) == dict(references[0])["TI"] == bare(title)
