import re
import xml.etree.ElementTree as ET
import zipfile

import pandas as pd
import pytest
from export_tools import records, with_emoji
from hypothesis import given
from pyrefiqda import RefiCodebook, RefiProject

from toolkit.export import refi, write

NS = "{urn:QDA-XML:project:1.0}"
# The order of the children that the schema of the standard (Project.xsd) sets.
ORDER = {
    "Project": ["Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs", "Description", "NoteRef"],
    "Code": ["Description", "NoteRef", "Code"],
    "TextSource": ["Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"],
    "PlainTextSelection": ["Description", "Coding", "NoteRef"],
    "Coding": ["CodeRef", "NoteRef"],
    "VariableValue": ["VariableRef", "TextValue", "DateTimeValue"],
}  # fmt: skip


def opened(out, folder):
    """The project as pyrefiqda reads it, and the text of each of its sources as a file holds it."""
    project = RefiProject.load(out, folder)
    sources = project.sources.text_source if project.sources else []
    texts = {
        one.guid: RefiProject.resolve_source_path(one.plain_text_path, folder).read_bytes().decode() for one in sources
    }
    return project, sources, texts


def names(codes, above=()):
    """Every code that can be given, by GUID: the group it stands in and its name."""
    found = {}
    for code in codes:
        if code.is_codable:
            found[code.guid] = (above[-1], code.name)
        found |= names(code.code, (*above, code.name))
    return found


def agree(record, out, folder):
    """Whether a reader of the standard finds every article, and every piece of every statement with its codes."""
    project, sources, texts = opened(out, folder)
    codes = names(project.code_book.codes.code)
    assert [texts[one.guid] for one in sources] == list(record.articles["text"])
    for source, article in zip(sources, record.articles.to_dict("records"), strict=True):
        rows = record.statements[record.statements["article_id"] == article["article_id"]].to_dict("records")
        due = []
        for row in rows:
            parties = [party for party in row["speaker_parties"] or [row["party"]] if party]
            given = {
                ("Kind", row["kind"]),
                *([("Act", row["act"])] if row["act"] else []),
                *(("Party", one) for one in parties),
            }
            due += [(start, end, {("Role", "content"), *given}) for start, end in row["spans"]]
            for role, stem in (("cue", "cue"), ("source", "speaker")):
                if not pd.isna(row[f"{stem}_start"]):
                    due.append((row[f"{stem}_start"], row[f"{stem}_end"], {("Role", role)}))
        found = [
            (one.start_position, one.end_position, {codes[coding.code_ref.target_guid] for coding in one.coding})
            for one in source.plain_text_selection
        ]
        assert found == due


def test_the_project_holds_every_statement_and_place(small_record, tmp_path):
    """A reader of the standard finds the texts as they were read, and every piece at its place with role, kind, act and party."""
    agree(small_record, write(small_record, tmp_path / "out.qdpx"), tmp_path / "opened")


@given(records())
def test_the_project_holds_any_record(tmp_path_factory, record):
    """Whatever stands in texts, names and ids, a reader of the standard finds it at its place."""
    place = tmp_path_factory.mktemp("refi")
    agree(record, write(record, place / "out.qdpx"), place / "opened")


def test_places_count_code_points(tmp_path):
    """A sign beyond the basic plane is one position, as the standard counts."""
    _, sources, texts = opened(write(with_emoji(), tmp_path / "out.qdpx"), tmp_path / "opened")
    (one,) = sources[0].plain_text_selection
    assert (one.start_position, one.end_position) == (14, 16)
    assert texts[sources[0].guid][14:16] == "no"


def test_the_codebook_has_every_party_kind_and_act(small_record, tmp_path):
    """A reader of the standard finds the codes of the codebook, the parties in the colours of the charts, and how they were given."""
    book = RefiCodebook.load(write(small_record, tmp_path / "out.qdc"))
    assert set(names(book.codes.code).values()) == {(code.group, code.name) for code in refi.book(small_record)}
    (top,) = book.codes.code
    assert '"by hand"' in top.description
    assert "Counterpoint" in book.origin
    parties = next(group for group in top.code if group.name == "Party")
    assert {code.name: code.color for code in parties.code} == {
        name: small_record.colours[name] for name in ("Norland", "Sudria")
    }


@given(records())
def test_the_codebook_holds_any_record(tmp_path_factory, record):
    """Whatever the parties are called, there is one code for each."""
    book = RefiCodebook.load(write(record, tmp_path_factory.mktemp("refi") / "out.qdc"))
    heard = {
        party for row in record.statements.to_dict("records") for party in row["speaker_parties"] or [row["party"]]
    }
    assert {name for group, name in names(book.codes.code).values() if group == "Party"} == heard - {""}


def test_codes_are_the_same_in_both_files(small_record, tmp_path):
    """A code has the same GUID in the codebook and in the project, so the two can be brought together."""
    book = RefiCodebook.load(write(small_record, tmp_path / "out.qdc"))
    project, _, _ = opened(write(small_record, tmp_path / "out.qdpx"), tmp_path / "opened")
    assert names(book.codes.code) == names(project.code_book.codes.code)


@pytest.mark.parametrize("name", ["out.qdc", "out.qdpx"])
def test_the_same_record_gives_the_same_file(small_record, tmp_path, name):
    """Nothing in the file depends on when or where it is written."""
    one, other = (write(small_record, tmp_path / place / name) for place in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


def test_the_project_keeps_the_schema(small_record, tmp_path):
    """Children stand in the order of the schema, GUIDs are unique and well formed, and every reference leads somewhere."""
    with zipfile.ZipFile(write(small_record, tmp_path / "out.qdpx")) as package:
        root = ET.fromstring(package.read("project.qde"))
    elements = list(root.iter())
    for element in elements:
        order = ORDER.get(element.tag.removeprefix(NS))
        places = [order.index(child.tag.removeprefix(NS)) for child in element] if order else []
        assert places == sorted(places)
    given = [element.get("guid") for element in elements if element.get("guid")]
    assert len(given) == len(set(given))
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in given)
    referred = {
        value for element in elements for key, value in element.items() if key in ("targetGUID", "creatingUser")
    }
    assert referred <= set(given)


def test_articles_carry_their_outlet_and_date(small_record, tmp_path):
    """What is known of an article stands in variables of its source; what is not known is left out."""
    project, sources, _ = opened(write(small_record, tmp_path / "out.qdpx"), tmp_path / "opened")
    called = {one.guid: one.name for one in project.variables.variable}
    told = [
        {
            called[value.variable_ref.target_guid]: value.text_value or str(value.date_time_value)
            for value in one.variable_value
        }
        for one in sources
    ]
    assert told[0]["outlet"] == "Harbour Post"
    assert told[0]["published"] == "2024-03-05T18:30:00"
    assert "published" not in told[1]


def test_an_empty_record_is_a_project(small_record, tmp_path):
    """A record without a statement is a project with its texts and codes."""
    alone = type(small_record)(small_record.articles)
    agree(alone, write(alone, tmp_path / "out.qdpx"), tmp_path / "opened")
