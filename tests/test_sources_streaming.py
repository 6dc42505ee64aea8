"""Files that are read one after the other give what they give when they are read at once."""

import shutil
import warnings

import pandas as pd
import pytest

import toolkit
from toolkit import engine, storing
from toolkit.errors import RefusedWarning, SourceError
from toolkit.sources import read, stream
from toolkit.sources import streaming as room


@pytest.fixture
def corpus(tmp_path):
    """The demonstration corpus with copies, the same file twice, one file that cannot be read and one name twice."""
    folder = tmp_path / "corpus"
    shutil.copytree(toolkit.demo(), folder)
    texts = sorted(folder.rglob("*.txt"))
    (folder / "again").mkdir()
    for file in texts[:3]:
        shutil.copy(file, folder / "again" / file.name)
    (folder / "again" / "near.txt").write_text(texts[4].read_text(encoding="utf-8") + "\n\nHe left.", encoding="utf-8")
    (folder / "bad.txt").write_text("", encoding="utf-8")
    return folder


def told(call):
    """What a call gives, and the warnings it draws."""
    with warnings.catch_warnings(record=True) as drawn:
        warnings.simplefilter("always")
        return call(), [str(one.message) for one in drawn if one.category is RefusedWarning]


def test_streamed_articles_are_those_that_are_read(corpus, tmp_path, monkeypatch):
    """The same articles in the same order, the same copies, notes and ids, the same warnings."""
    whole, warned = told(lambda: read(corpus))
    monkeypatch.setattr(room, "CHUNK", 7)
    with engine.opened(tmp_path / "store.duckdb") as shelf:
        streamed, also = told(lambda: stream(corpus, shelf))
        pieces = list(streamed)
    assert warned == also
    assert len(warned) == 1
    together = pd.concat(pieces, ignore_index=True)
    assert repr(together.to_dict("records")) == repr(whole.to_dict("records"))
    assert streamed.articles == len(whole)
    assert (whole["duplicate_of"] != "").sum() >= 4
    assert streamed.refused == whole.attrs["refused"]
    assert streamed.undated == whole["article_id"][whole["published"].isna()].tolist()


def test_what_is_no_corpus_is_the_same_error(tmp_path):
    """Where nothing can be read, both say so in the same words."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError) as one:
        read(tmp_path / "empty")
    with engine.opened(tmp_path / "store.duckdb") as shelf, pytest.raises(SourceError) as other:
        stream(tmp_path / "empty", shelf)
    assert str(one.value) == str(other.value)


@pytest.mark.slow
def test_a_corpus_opened_through_a_store_is_the_one_opened_in_memory(corpus, tmp_path):
    """The whole way from files to the record gives the same tables, refusals, parties and provenance."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RefusedWarning)
        one = toolkit.open_corpus(corpus, store=False)
        other = toolkit.open_corpus(corpus, store=True)
    assert storing.record_of(corpus / ".counterpoint" / "store.duckdb").is_dir()
    for name, table in one.tables().items():
        assert repr(table.to_dict("records")) == repr(other.tables()[name].to_dict("records")), name
    assert one.parties == other.parties
    assert {**one.provenance, "made_at": ""} == {**other.provenance, "made_at": ""}
    assert one.home == other.home
