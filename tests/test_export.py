import doctest
import importlib
import pkgutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import toolkit.export
from toolkit.errors import RecordError
from toolkit.export import FORMATS, cells, files, write

MODULES = [f"toolkit.export.{module.name}" for module in pkgutil.iter_modules(toolkit.export.__path__)]
TRICKY = st.text(st.sampled_from("'=+-@\t\r\n＝a1 "), max_size=6)


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    """Every example in the docstrings of the room gives what it says."""
    failed, _ = doctest.testmod(importlib.import_module(name))
    assert failed == 0


@pytest.mark.parametrize("name", ["out", "out.xlsx", "out.XLSX", "out.jsonl"])
def test_the_suffix_chooses(small_record, tmp_path, name):
    """Each suffix gives something at the path that was asked for, also under folders that are not there yet."""
    out = tmp_path / "new" / name
    assert write(small_record, str(out)) == out
    assert out.is_dir() if name == "out" else out.is_file()


def test_unknown_suffix(small_record, tmp_path):
    """A suffix that is no format is refused, with those that are."""
    with pytest.raises(RecordError, match=r"'.docx'.*\.xlsx, or \.jsonl") as raised:
        write(small_record, tmp_path / "out.docx")
    assert all(suffix in raised.value.works for suffix in FORMATS)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out.xlsx", "out.jsonl"])
def test_a_folder_is_never_replaced_by_a_file(small_record, tmp_path, name):
    """A folder in the way is refused and stays, and nothing is left beside it."""
    (tmp_path / name / "kept").mkdir(parents=True)
    with pytest.raises(RecordError, match="not replaced by a file"):
        write(small_record, tmp_path / name)
    assert (tmp_path / name / "kept").is_dir()
    assert not [path for path in tmp_path.iterdir() if ".part" in path.name]


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
