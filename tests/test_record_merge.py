from dataclasses import replace

import pandas as pd
import pytest

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.record import Query, Record, merge, refusals


def halves(record):
    """The two articles of the small record, a record each."""
    return [record.select(Query(articles=(name,))) for name in ("harbour", "talks")]


def test_merging_the_halves_gives_the_whole(small_record):
    """What was taken apart by article is the same again when it is merged."""
    whole = merge(halves(small_record))
    for name, table in small_record.tables().items():
        pd.testing.assert_frame_equal(whole.tables()[name], table)
    assert whole.parties == small_record.parties
    whole.verify()


def test_an_article_counts_once(small_record):
    """Merging a record with itself changes no table."""
    twice = merge([small_record, small_record])
    for name, table in small_record.tables().items():
        pd.testing.assert_frame_equal(twice.tables()[name], table)


def test_provenance_of_all(small_record):
    """The provenance of each record is kept, in order."""
    parts = halves(small_record)
    assert merge(parts).provenance == {"merged": [part.provenance for part in parts]}


def test_the_first_colour_counts(small_record):
    """Of two colours for one party the first counts, and colours of other parties are kept."""
    one = replace(small_record, party_colours={"Norland": "#111111"})
    two = replace(small_record, party_colours={"Norland": "#222222", "Sudria": "#333333"})
    assert dict(merge([one, two]).party_colours) == {"Norland": "#111111", "Sudria": "#333333"}


def test_home_only_when_shared(small_record, housed_record):
    """The folder of decisions is kept only when all records share it."""
    assert merge([housed_record, housed_record]).home == housed_record.home
    assert merge([housed_record, small_record]).home is None


def test_two_texts_under_one_id(small_record):
    """One id with two texts is refused by its id, since spans of one would be read in the other."""
    articles = small_record.articles.assign(text="Other words.").astype({"text": "str"})
    with pytest.raises(RecordError, match="different texts for the article 'harbour'"):
        merge([small_record, Record(articles)])


def test_nothing_to_merge():
    """No record at all is refused."""
    with pytest.raises(RecordError, match="no record to merge"):
        merge([])


def test_empty_records_merge():
    """Empty tables stay empty tables with every column."""
    nothing = Record(tables.empty("ARTICLES"))
    merged = merge([nothing, replace(nothing)])
    assert list(merged.statements.columns) == tables.contract("STATEMENTS").names


def test_refusals_keep_every_reason():
    """A source that was refused twice stands once, with both reasons; the same reason twice stands once."""
    one = tables.frame("REFUSED", [{"source": "a", "reason": "empty"}, {"source": "b", "reason": "torn", "works": "w"}])
    two = tables.frame("REFUSED", [{"source": "a", "reason": "too short"}, {"source": "b", "reason": "torn"}])
    merged = refusals([one, two])
    assert merged["source"].tolist() == ["a", "b"]
    assert merged["reason"].tolist() == ["empty; too short", "torn"]
    assert merged["works"].tolist() == ["", "w"]
    tables.check(merged, "REFUSED")


def test_no_refusals():
    """No refusals at all are an empty table."""
    assert len(refusals([])) == 0
