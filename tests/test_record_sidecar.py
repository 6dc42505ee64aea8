from pathlib import Path

import pytest

from toolkit.errors import RecordError
from toolkit.record import Query, home_of, sidecar


def test_a_saved_query_comes_back(housed_record):
    """A query that was saved is read again, equal, from a small JSON file with its name."""
    query = Query(parties=("Norland",), kinds=("direct",))
    file = housed_record.save_query("1_who_is_heard", query)
    assert file == housed_record.home / "queries" / "1_who_is_heard.json"
    assert housed_record.saved_query("1_who_is_heard") == query


def test_the_last_one_counts(housed_record):
    """Saving under the same name replaces the query, and leaves nothing else in the folder."""
    for kind in ("direct", "mixed"):
        housed_record.save_query("mine", Query(kinds=(kind,)))
    assert housed_record.saved_query("mine") == Query(kinds=("mixed",))
    assert [file.name for file in (housed_record.home / "queries").iterdir()] == ["mine.json"]


def test_what_was_never_saved_is_the_whole(housed_record, small_record):
    """A name under which nothing was kept stands for everything, with or without a home."""
    assert housed_record.saved_query("new") == Query()
    assert small_record.saved_query("new") == Query()


def test_without_a_home_nothing_is_kept(small_record):
    """A record without a home refuses to keep a query and says how to give it one."""
    with pytest.raises(RecordError, match=r"dataclasses.replace\(record, home="):
        small_record.save_query("mine", Query())


@pytest.mark.parametrize("name", ["", "../up", "a/b", "a\\b", ".hidden", "x" * 81, "a.json", "-flag"])
def test_unsafe_names(housed_record, name):
    """A name that could lead out of the folder is refused, for reading and for writing."""
    with pytest.raises(RecordError, match="cannot be the name of a file"):
        housed_record.save_query(name, Query())
    with pytest.raises(RecordError, match="cannot be the name of a file"):
        housed_record.saved_query(name)
    assert not housed_record.home.exists()


def test_names_of_any_script(housed_record):
    """Letters of any script make a name."""
    housed_record.save_query("Wörter 1_ä", Query(text="ä"))
    assert sidecar.names(housed_record.home, "queries") == ["Wörter 1_ä"]


def test_damaged_file(housed_record):
    """A damaged file is named with the way to mend it, and is not replaced by a default."""
    file = housed_record.save_query("mine", Query(text="x"))
    file.write_text('{"text": "x', encoding="utf-8")
    with pytest.raises(RecordError, match=r"mine.json cannot be read.*mend mine.json"):
        housed_record.saved_query("mine")
    assert file.read_text(encoding="utf-8") == '{"text": "x'


def test_a_folder_that_cannot_be_written(housed_record):
    """Where no folder can be made, the error names the file and the way out."""
    housed_record.home.write_text("in the way", encoding="utf-8")
    with pytest.raises(RecordError, match=r"mine.json cannot be written.*copy the corpus"):
        housed_record.save_query("mine", Query())


def test_a_read_only_folder(housed_record, monkeypatch):
    """A corpus on a read-only disk gives an error about the folder."""

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refuse)
    with pytest.raises(RecordError, match="cannot be written: Permission denied"):
        housed_record.save_query("mine", Query())


def test_names(housed_record, small_record):
    """The names that were kept are listed in order; where nothing is kept the list is empty."""
    assert sidecar.names(housed_record.home, "queries") == []
    for name in ("b", "a"):
        housed_record.save_query(name, Query())
    assert sidecar.names(housed_record.home, "queries") == ["a", "b"]
    assert sidecar.names(small_record.home, "queries") == []


def test_home_of_one_path(tmp_path):
    """The decisions on a folder lie in it, those on a file beside it."""
    (tmp_path / "report.txt").write_text("words", encoding="utf-8")
    assert home_of([tmp_path]) == tmp_path / ".counterpoint"
    assert home_of([str(tmp_path / "report.txt")]) == tmp_path / ".counterpoint"


def test_home_of_several_paths(tmp_path):
    """The decisions on several folders lie in the one that holds them all."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert home_of([tmp_path / "a", tmp_path / "b"]) == tmp_path / ".counterpoint"


def test_no_home_at_the_root(tmp_path):
    """Paths that share nothing but the root have no home, and neither has no path."""
    assert home_of([tmp_path, Path(tmp_path.anchor)]) is None
    assert home_of([]) is None
