"""A saved record that is opened: the same as one in memory, whatever is asked of it, in whatever order."""

import pickle

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small import small_record

from toolkit import show
from toolkit.errors import ContractError, RecordError
from toolkit.record import Query, Record, having, load
from toolkit.record.record import PARTS
from toolkit.record.store import read_parquet, write_parquet
from toolkit.tables import frame

WHOLE = small_record()
KINDS, ACTS = ("direct", "mixed", "indirect"), tuple(sorted(set(WHOLE.statements["act"]) - {""}))
PARTIES = (*WHOLE.parties,)
SPEAKERS = tuple(sorted(set(WHOLE.statements["speaker"]) - {""}))


def some(values):
    """None, one or several of some values."""
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


QUERIES = st.builds(
    Query, kinds=some(KINDS), acts=some(ACTS or ("assert",)), parties=some(PARTIES), speakers=some(SPEAKERS),
    articles=some(("harbour", "talks")), outlets=some(tuple(set(WHOLE.articles["outlet"]) - {""}) or ("none",)),
    since=st.sampled_from(["", "2024-01-01", "2024-05-01"]), until=st.sampled_from(["", "2024-05-01", "2030-01-01"]),
    min_confidence=st.sampled_from([0.0, 0.6, 0.95]), text=st.sampled_from(["", "fire", "“We did not"]),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the small record in it."""
    return WHOLE.save(tmp_path_factory.mktemp("opened") / "record")


def same(one, other):
    """Two records hold the same rows, to the last value and dtype."""
    for name, table in one.tables().items():
        pd.testing.assert_frame_equal(table, other.tables()[name])
        assert repr(table.to_dict("records")) == repr(other.tables()[name].to_dict("records"))


@settings(max_examples=60, deadline=None)
@given(query=QUERIES, read=st.lists(st.sampled_from(sorted(PARTS)), max_size=3))
def test_a_selection_is_that_of_the_record_in_memory(folder, query, read):
    """Of an opened record a query gives what it gives of the same in memory, whichever tables were read before."""
    opened = load(folder)
    for part in read:
        getattr(opened, part)
    same(WHOLE.select(query), opened.select(query))
    assert WHOLE.select(query).parties == opened.select(query).parties


def test_a_selection_reads_no_table(folder):
    """What is asked of a record in a query is read from the disk, and the tables stay there."""
    opened = load(folder)
    assert len(opened.select(Query(kinds=("direct",))).statements) == len(
        WHOLE.select(Query(kinds=("direct",))).statements
    )
    assert not set(PARTS) & set(vars(opened))


@pytest.mark.parametrize("part", ["articles", "statements", "figures", "mentions"])
@pytest.mark.parametrize("values", [["talks"], ["harbour", "none"], []])
def test_rows_of_some_articles_are_read_alone(folder, part, values):
    """Rows that have one of some values are those that they are in memory, and the rest of the table stays there."""
    opened = load(folder)
    one, other = (having(record, part, "article_id", values) for record in (WHOLE, opened))
    pd.testing.assert_frame_equal(one, other)
    assert len(one) < len(getattr(WHOLE, part)) or values == ["harbour", "none"]
    assert not set(PARTS) & set(vars(opened))
    pd.testing.assert_frame_equal(
        one, having(opened.select(Query(articles=("talks", "harbour"))), part, "article_id", values)
    )


def test_an_article_is_shown_without_the_others(folder):
    """A page of one article reads its rows alone, and is the page of the record in memory."""
    opened = load(folder)
    assert show.article(opened, "talks")._repr_html_() == show.article(WHOLE, "talks")._repr_html_()
    assert not set(PARTS) & set(vars(opened))


def test_an_opened_record_is_a_record_in_all_else(folder):
    """It is shown, copied, pickled and saved again as any other is."""
    opened = load(folder)
    assert repr(opened) == repr(WHOLE)
    assert isinstance(opened, Record)
    same(WHOLE, pickle.loads(pickle.dumps(load(folder))))
    with pytest.raises(AttributeError, match="no 'statement'"):
        opened.statement  # noqa: B018


def test_a_table_that_was_damaged_inside_is_named(tmp_path):
    """Damage that only reading shows is told when the table is read, with the file."""
    folder = WHOLE.save(tmp_path / "record")
    file = folder / "statements.parquet"
    data = bytearray(file.read_bytes())
    data[60:400] = bytes(340)
    file.write_bytes(data)
    opened = load(folder)
    assert len(opened.mentions) == len(WHOLE.mentions)
    with pytest.raises(RecordError, match=r"statements.parquet cannot be read whole"):
        opened.statements  # noqa: B018


def test_a_table_that_breaks_its_contract_is_named(tmp_path):
    """A file of the right shape whose keys stand twice is no table of a record."""
    folder = WHOLE.save(tmp_path / "record")
    table = WHOLE.mentions.copy()
    table["mention_id"] = table["mention_id"].iloc[0]
    write_parquet(table, "MENTIONS", folder / "mentions.parquet")
    with pytest.raises(ContractError, match="more than once"):
        load(folder).mentions  # noqa: B018


@settings(max_examples=40, deadline=None)
@given(
    whole=st.lists(st.one_of(st.none(), st.integers(-(2**53), 2**62)), max_size=5),
    real=st.lists(st.one_of(st.none(), st.floats(allow_nan=False)), max_size=5),
)
def test_numbers_with_gaps_come_back_exactly(tmp_path_factory, whole, real):
    """Whole numbers beyond the reach of floating point, and gaps, survive the disk."""
    size = max(len(whole), len(real))
    rows = [
        {"figure_id": f"f{row}", "start": whole[row] if row < len(whole) else None,
         "low": real[row] if row < len(real) else None}
        for row in range(size)
    ]  # fmt: skip
    table = frame("FIGURES", rows)
    file = tmp_path_factory.mktemp("numbers") / "figures.parquet"
    write_parquet(table, "FIGURES", file)
    pd.testing.assert_frame_equal(table, read_parquet(file, "FIGURES"))
    assert table["start"].tolist() == read_parquet(file, "FIGURES")["start"].tolist()
