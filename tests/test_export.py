import doctest
import html
import importlib
import json
import pkgutil
import re
import zipfile
from dataclasses import replace

import pytest
from export_tools import HOSTILE, IDS, SIGNS
from hypothesis import given
from hypothesis import strategies as st

import toolkit.export
from toolkit.errors import RecordError
from toolkit.export import FORMATS, about, cells, checking, files, walking, write
from toolkit.version import version

MODULES = [f"toolkit.export.{module.name}" for module in pkgutil.iter_modules(toolkit.export.__path__)]
TRICKY = st.text(st.sampled_from("'=+-@\t\r\n＝a1 "), max_size=6)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    """Every example in the docstrings of the room gives what it says."""
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


@pytest.mark.parametrize("name", ["out", "out.XLSX", *(f"out{one.suffix}" for one in FORMATS.values() if one.suffix)])
def test_the_suffix_chooses(small_record, tmp_path, name):
    """Each suffix gives something at the path that was asked for, also under folders that are not there yet."""
    out = tmp_path / "new" / name
    assert write(small_record, str(out)) == out
    assert out.is_dir() if name == "out" else out.is_file()


def test_unknown_suffix(small_record, tmp_path):
    """A suffix that is no format is refused, with those that are."""
    with pytest.raises(RecordError, match=r"'.docx'.*\.xlsx, \.csv.*, or \.ris") as raised:
        write(small_record, tmp_path / "out.docx")
    assert all(one.suffix in raised.value.works for one in FORMATS.values())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out.xlsx", "out.jsonl"])
def test_a_folder_is_never_replaced_by_a_file(small_record, tmp_path, name):
    """A folder in the way is refused and stays, and nothing is left beside it."""
    (tmp_path / name / "kept").mkdir(parents=True)
    with pytest.raises(RecordError, match="not replaced by a file"):
        write(small_record, tmp_path / name)
    assert (tmp_path / name / "kept").is_dir()
    assert not [path for path in tmp_path.iterdir() if ".part" in path.name]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_can_be_asked_for(small_record, tmp_path, name):
    """Each format can be asked for by name, and nothing but the result and what tells of it lies there at the end."""
    out = write(small_record, tmp_path / f"out{FORMATS[name].suffix}", format=name)
    assert out.exists()
    assert {path.name for path in tmp_path.iterdir()} <= {out.name, f"{out.name}.provenance.json"}


@pytest.mark.parametrize("name", FORMATS)
def test_every_export_says_how_it_was_made(small_record, tmp_path, name):
    """Every format states the version of the toolkit, the model, the lexicons' hashes and the parameters."""
    known = {"data": {"acts.csv": "0a1b2c3d4e5f"}, "parameters": {"model": "by hand", "rules": True}}
    made = replace(small_record, provenance={**small_record.provenance, **known})
    out = write(made, tmp_path / f"out{FORMATS[name].suffix}", format=name)
    words = everything(tmp_path if out.is_file() else out)
    for told in (f"Counterpoint {version()}", "by hand", "acts.csv", "0a1b2c3d4e5f", "parameters"):
        assert told in words


def everything(folder):
    """All words of all files of a folder, those inside packages too."""
    words = []
    for file in folder.rglob("*"):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as package:
                words += [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        elif file.is_file():
            words.append(file.read_bytes().decode("utf-8", "replace"))
    return html.unescape("\n".join(words))


@pytest.mark.parametrize("name", ["brat", "conll", "qdpx", "dna", "annotations"])
def test_counts_that_differ_stop_the_export(small_record, tmp_path, name):
    """A statement of an article that is not there would be lost, so nothing is written and the count is told."""
    short = replace(small_record, articles=small_record.articles.iloc[:1].reset_index(drop=True))
    with pytest.raises(RecordError, match=r"would hold .*(statements|content) where the record has 1"):
        write(short, tmp_path / f"out{FORMATS[name].suffix}", format=name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_writer_that_loses_rows_is_caught(small_record, tmp_path, name, monkeypatch):
    """In every format the check compares what was read back: a count that is off by one stops the export."""
    real = checking.same

    def off_by_one(out, found, due):
        real(out, {what: count - 1 for what, count in found.items()}, due)

    monkeypatch.setattr(checking, "same", off_by_one)
    with pytest.raises(RecordError, match="was not written"):
        write(small_record, tmp_path / f"out{FORMATS[name].suffix}", format=name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["brat", "dna"])
def test_a_folder_that_was_worked_on_is_never_replaced(small_record, tmp_path, name):
    """What annotators changed in a folder stays: a second export to the same place is refused."""
    out = write(small_record, tmp_path / "out", format=name)
    kept = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    with pytest.raises(RecordError, match="is not replaced"):
        write(small_record, out, format=name)
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == kept


@pytest.mark.parametrize("name", ["brat", "dna"])
def test_an_empty_folder_is_filled(small_record, tmp_path, name):
    """An empty folder may become the export."""
    (tmp_path / "out").mkdir()
    assert any(write(small_record, tmp_path / "out", format=name).iterdir())


def test_a_name_and_a_format_must_agree(small_record, tmp_path):
    """A suffix that means another format than the one asked for is refused, and so is a format that is none."""
    with pytest.raises(RecordError, match="a name for excel, and brat was asked for"):
        write(small_record, tmp_path / "out.xlsx", format="brat")
    with pytest.raises(RecordError, match=r"'word' is no format.*tables, excel"):
        write(small_record, tmp_path / "out", format="word")
    assert list(tmp_path.iterdir()) == []


def test_paths_of_the_machine_are_not_given_away(small_record):
    """What is told of the making names no path of the analyst's machine."""
    made = replace(
        small_record, provenance={"corpus": ["/home/ann/x"], "parties": {"from": "/home/ann/p", "sha256": "ab"}}
    )
    assert "/home" not in str(about.made(made, "brat"))
    assert about.made(made, "brat")["parties"] == {"sha256": "ab"}


@given(st.lists(HOSTILE | st.sampled_from(IDS), unique=True))
def test_names_of_files_are_safe_and_their_own(ids):
    """Whatever the ids, names have no sign that a system reads otherwise, and no two are alike whatever the case."""
    names = walking.file_names(ids)
    assert len({name.casefold() for name in names.values()}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,99}", name) for name in names.values())


@given(st.text(SIGNS, max_size=30))
def test_a_line_stays_a_line(text):
    """A value as JSON is one line for every reader, and comes back as it was."""
    line = cells.line({"text": text})
    assert line.splitlines() == [line]
    assert json.loads(line) == {"text": text}


def test_an_error_leaves_the_earlier_file(tmp_path):
    """When writing fails half way, the file that was there stays as it was, and nothing lies beside it."""
    out = tmp_path / "out.txt"
    out.write_text("earlier", encoding="utf-8")

    def fail():
        with files.whole(out) as fresh:
            fresh.write_text("half", encoding="utf-8")
            raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        fail()
    assert out.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [out]


@given(TRICKY | st.text())
def test_guarding_can_be_undone(text):
    """Any text comes back from its guarded form."""
    assert cells.unguard(cells.guard(text)) == text


@given(TRICKY)
def test_guarded_text_is_no_formula(text):
    """No guarded text begins with a sign that starts a formula."""
    assert cells.guard(text)[:1] not in [*"=+-@\t\r\n＝＋－＠"]


@given(TRICKY, TRICKY)
def test_guarding_keeps_texts_apart(one, other):
    """Two texts that differ still differ once they are guarded."""
    assert (cells.guard(one) == cells.guard(other)) == (one == other)
