import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.record import Query, Record, load
from toolkit.record.store import read_parquet, write_parquet


def assert_equal(one, other):
    """Two records are equal in every value of every table, in provenance and in the order of parties."""
    for name, table in one.tables().items():
        again = other.tables()[name]
        pd.testing.assert_frame_equal(table, again)
        for column, dtype in tables.contract(name).dtypes.items():
            if dtype == "object":
                assert again[column].tolist() == table[column].tolist()
    assert other.provenance == one.provenance
    assert other.parties == one.parties


@pytest.fixture
def saved(small_record, tmp_path):
    """A folder with the small record in it."""
    return small_record.save(tmp_path / "record")


def test_round_trip(small_record, saved):
    """A record comes back equal, lists within cells included, and verbatim."""
    again = load(saved)
    assert_equal(small_record, again)
    again.verify()


def test_empty_record_round_trip(tmp_path):
    """A record without rows comes back with every column and dtype."""
    record = Record(tables.empty("ARTICLES"))
    assert_equal(record, load(record.save(tmp_path / "record")))


def test_a_selection_keeps_the_parties_of_the_whole(small_record, tmp_path):
    """A selection that was saved and loaded has the colours of the record it was taken from."""
    part = small_record.select(Query(parties=("Sudria",)))
    assert load(part.save(tmp_path / "part")).colours == small_record.colours


def test_chosen_colours_are_saved(small_record, tmp_path):
    """The colours that the analyst chose come back with the record."""
    record = replace(small_record, party_colours={"Norland": "#123456"})
    assert load(record.save(tmp_path / "record")).colours == record.colours


def test_other_tools_read_the_files(small_record, saved):
    """The files are plain Parquet: another reader finds the columns of the contract, with lists as lists."""
    table = pq.read_table(saved / "statements.parquet")
    assert table.column_names == tables.contract("STATEMENTS").names
    assert table["spans"].to_pylist() == small_record.statements["spans"].tolist()
    assert table["start"].to_pylist() == small_record.statements["start"].tolist()


def test_saving_again_replaces(small_record, saved):
    """A saved record is replaced whole by a later one, and nothing is left beside it."""
    part = small_record.select(Query(articles=("talks",)))
    assert part.save(saved) == saved
    assert_equal(part, load(saved))
    assert [path.name for path in saved.parent.iterdir()] == ["record"]


def test_parents_are_made(small_record, tmp_path):
    """Folders on the way to the record are made."""
    assert small_record.save(str(tmp_path / "a" / "b" / "record")).is_dir()


def test_an_empty_folder_may_be_used(small_record, tmp_path):
    """A folder with nothing in it can be saved to, since nothing is lost."""
    (tmp_path / "record").mkdir()
    assert_equal(small_record, load(small_record.save(tmp_path / "record")))


@pytest.mark.parametrize("words", [None, "{}", "[1]", "no json"])
def test_foreign_folders_are_never_replaced(small_record, tmp_path, words):
    """A folder that holds something else is refused and left as it was."""
    foreign = tmp_path / "thesis"
    foreign.mkdir()
    (foreign / "chapter.txt").write_text("words", encoding="utf-8")
    if words is not None:
        (foreign / "provenance.json").write_text(words, encoding="utf-8")
    with pytest.raises(RecordError, match="is not replaced"):
        small_record.save(foreign)
    assert (foreign / "chapter.txt").read_text(encoding="utf-8") == "words"


def test_a_file_is_never_replaced(small_record, tmp_path):
    """A file at the place of the folder is refused."""
    (tmp_path / "record").write_text("words", encoding="utf-8")
    with pytest.raises(RecordError, match="is not replaced"):
        small_record.save(tmp_path / "record")


def test_a_failed_save_leaves_the_old_record(small_record, saved, monkeypatch):
    """When the disk fails on the way, the record that was there is still there, whole, and nothing lies beside it."""

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", fail)
    with pytest.raises(RecordError, match="No space left on device"):
        small_record.select(Query(articles=("talks",))).save(saved)
    monkeypatch.undo()
    assert_equal(small_record, load(saved))
    assert [path.name for path in saved.parent.iterdir()] == ["record"]


def test_a_failed_exchange_leaves_the_old_record(small_record, saved, monkeypatch):
    """When the new folder cannot take the name of the old, the old one takes it back."""
    rename = Path.rename

    def fail(path, target):
        if path.name.endswith(".part"):
            raise OSError(13, "Permission denied")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(RecordError, match="Permission denied"):
        small_record.select(Query(articles=("talks",))).save(saved)
    monkeypatch.undo()
    assert_equal(small_record, load(saved))


def test_missing_folder(tmp_path):
    """A folder that is not there is named."""
    with pytest.raises(RecordError, match="there is no folder"):
        load(tmp_path / "nowhere")


def test_foreign_folder(tmp_path):
    """A folder of something else is said to be no saved record, and the way to read articles is named."""
    with pytest.raises(RecordError, match=r"holds no provenance.json.*open_corpus"):
        load(tmp_path)
    (tmp_path / "provenance.json").write_text('{"made by": "another tool"}', encoding="utf-8")
    with pytest.raises(RecordError, match="not of a saved record"):
        load(tmp_path)


def test_newer_version(saved):
    """A record of a newer layout is refused with the advice to update, never read by guessing."""
    about = json.loads((saved / "provenance.json").read_text(encoding="utf-8"))
    (saved / "provenance.json").write_text(json.dumps({**about, "counterpoint_record": 2}), encoding="utf-8")
    with pytest.raises(RecordError, match=r"layout 2.*update Counterpoint"):
        load(saved)


def test_damaged_description(saved):
    """A description that is cut off is named."""
    words = (saved / "provenance.json").read_text(encoding="utf-8")
    (saved / "provenance.json").write_text(words[:40], encoding="utf-8")
    with pytest.raises(RecordError, match=r"provenance.json cannot be read whole"):
        load(saved)


def test_truncated_table(saved):
    """A table that is cut off is named."""
    file = saved / "mentions.parquet"
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(RecordError, match=r"mentions.parquet cannot be read whole"):
        load(saved)


def test_missing_table(saved):
    """A table that is not there is named, never taken for an empty one."""
    (saved / "harms.parquet").unlink()
    with pytest.raises(RecordError, match=r"harms.parquet cannot be read whole"):
        load(saved)


def test_missing_rows(small_record, saved):
    """A table with fewer rows than were saved is named."""
    write_parquet(small_record.mentions.head(2), "MENTIONS", saved / "mentions.parquet")
    with pytest.raises(RecordError, match="it has 2 rows where 9 were saved"):
        load(saved)


def test_missing_column(saved):
    """A table that lacks a column of its contract is named with the column."""
    file = saved / "refused.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["step"]), file)
    with pytest.raises(RecordError, match="lacks the column 'step'"):
        load(saved)


def test_lists_that_would_lose_something_are_refused(small_record, tmp_path):
    """A mark with a key that the contract does not know is refused rather than dropped without a word."""
    articles = small_record.articles.copy()
    articles["marks"] = [[{"start": 0, "end": 1, "kind": "headline", "by": "hand"}], []]
    with pytest.raises(RecordError, match="'marks' cannot be saved: some of it would be lost"):
        replace(small_record, articles=articles).save(tmp_path / "record")
    assert not (tmp_path / "record").exists()


def test_lists_of_another_shape_are_refused(small_record, tmp_path):
    """A list column whose cells are of another shape is refused by name."""
    statements = small_record.statements.copy()
    statements["spans"] = pd.Series([["x"]] * len(statements), dtype=object)
    with pytest.raises(RecordError, match="'spans' cannot be saved"):
        replace(small_record, statements=statements).save(tmp_path / "record")


def test_home_moves_with_the_record(housed_record, tmp_path):
    """The folder of decisions is found again when corpus and record are moved together."""
    housed_record.home.mkdir()
    housed_record.save(tmp_path / "record")
    assert load(tmp_path / "record").home == housed_record.home
    moved = tmp_path.with_name(tmp_path.name + "-moved")
    tmp_path.rename(moved)
    assert load(moved / "record").home == moved / ".counterpoint"


def test_home_is_forgotten_when_the_corpus_is_gone(small_record, tmp_path):
    """Without the corpus there is no place for decisions, until one is named."""
    replace(small_record, home=tmp_path / "corpus" / ".counterpoint").save(tmp_path / "record")
    assert load(tmp_path / "record").home is None
    assert load(tmp_path / "record", home=tmp_path / "mine").home == tmp_path / "mine"


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
OFFSETS = st.integers(0, 10**6)


@given(
    st.lists(
        st.fixed_dictionaries(
            {"content": WORDS, "start": st.none() | OFFSETS, "named": st.none() | st.booleans()},
            optional={
                "spans": st.lists(st.tuples(OFFSETS, OFFSETS).map(list), max_size=3),
                "speakers": st.lists(WORDS, max_size=3),
                "confidence": st.none() | st.floats(0, 1),
            },
        ),
        max_size=4,
    )
)
def test_any_values_round_trip(tmp_path_factory, rows):
    """Whatever a table holds, gaps and signs of any script included, comes back as it was."""
    file = tmp_path_factory.mktemp("any") / "statements.parquet"
    table = tables.frame("STATEMENTS", [{"statement_id": f"s{key}", **row} for key, row in enumerate(rows)])
    write_parquet(table, "STATEMENTS", file)
    again = read_parquet(file, "STATEMENTS")
    pd.testing.assert_frame_equal(again, table)
    assert again["spans"].tolist() == table["spans"].tolist()
