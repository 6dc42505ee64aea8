import doctest
import hashlib
import shutil
import socket
from pathlib import Path

import pandas as pd
import pytest

import toolkit
from toolkit import engine, tables, workflow
from toolkit.engine import TABLES, whole
from toolkit.errors import ModelError, PartyError, RecordError, RefusedWarning, SourceError
from toolkit.record import Record, load

SEEDS = Path(__file__).parents[1] / "seeds"
REPORT = "Talks go on\n\nNorland said the talks would go on. Sudria has not answered the invented offer so far.\n"
PARTY_FILE = 'parties:\n  Northern side: ["Norland"]\n'


@pytest.fixture
def corpus(tmp_path):
    """A folder with one invented report and one file that cannot be read."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "talks.txt").write_text(REPORT, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


@pytest.fixture
def stub(monkeypatch):
    """The rooms below exchanged for small ones that find one statement and write down what they were given."""
    given = {}

    def run(articles, *, model, rules=False, progress=None, analyse=None):
        given.update(model=model, rules=rules, progress=progress, articles=articles)
        rows = [
            {
                "statement_id": f"s-{key}",
                "article_id": key,
                "content": text[:3],
                "spans": [[0, 3]],
                "start": 0,
                "end": 3,
            }
            for key, text in zip(articles["article_id"], articles["text"], strict=True)
        ]
        found = {name: tables.empty(name) for name in TABLES}
        return {**found, "STATEMENTS": tables.frame("STATEMENTS", rows)}

    def assign(found, articles, parties=None):
        given["parties"] = parties
        return {**found, "MENTIONS": tables.empty("MENTIONS")}

    def label(found, articles):
        return {**found, "REPLIES": tables.empty("REPLIES")}

    monkeypatch.setattr(whole, "run", run)
    monkeypatch.setattr(whole, "assign", assign)
    monkeypatch.setattr(whole.claims, "label", label)
    monkeypatch.setattr(workflow.language, "model_card", lambda model, **_: {"name": model, "version": "0"})
    return given


def read(paths):
    """What toolkit.read gives, its warnings aside."""
    with pytest.warns(RefusedWarning):
        return toolkit.read(paths)


def test_examples_run():
    """Every example in the docstrings of the room gives what it says."""
    assert doctest.testmod(workflow).failed == 0


def test_reading_keeps_what_was_set_aside(corpus):
    """A file that cannot be read draws a warning and is listed with its reason; the others are articles."""
    articles = read(corpus)
    tables.check(articles, "ARTICLES")
    assert len(articles) == 1
    assert [Path(row["source"]).name for row in articles.attrs["refused"]] == ["empty.txt"]
    assert articles.attrs["corpus"] == [str(corpus)]


def test_reading_nothing(tmp_path):
    """Where nothing can be read there is an error and no empty frame."""
    with pytest.raises(SourceError):
        toolkit.read(tmp_path / "nowhere")


def test_a_path_that_is_not_there_does_not_move_the_decisions(corpus, stub):
    """One wrong path among several is set aside, and the decisions stay with the corpus that is there."""
    record = toolkit.extract(read([corpus, corpus.parent / "nowhere" / "a.txt"]))
    assert record.home == corpus / ".counterpoint"
    assert len(record.refused) == 2


@pytest.mark.parametrize("thing", [7, [None], b"\xff", {}])
def test_what_is_no_path(thing):
    """What is no path is refused as one, by every verb that reads."""
    for verb in (toolkit.read, toolkit.open_corpus):
        with pytest.raises(SourceError):
            verb(thing)


def test_refusals_reach_the_record(corpus, stub):
    """What was set aside while reading stands in the record."""
    record = toolkit.extract(read(corpus))
    assert len(record.statements) == 1
    assert [Path(source).name for source in record.refused["source"]] == ["empty.txt"]


def test_refusals_of_reading_and_extraction_stand_together(corpus, stub, monkeypatch):
    """What was set aside while reading and what was set aside while extracting stand in one table."""
    refused = tables.frame("REFUSED", [{"source": "talks.txt", "reason": "no parse"}])
    found = {**{name: tables.empty(name) for name in engine.TABLES}, "REFUSED": refused}
    monkeypatch.setattr(whole, "run", lambda *_, **__: found)
    assert toolkit.extract(read(corpus)).refused["reason"].tolist()[1:] == ["no parse"]


def test_provenance_says_how_the_record_was_made(corpus, stub):
    """The provenance names versions, model, data, time, parties, corpus and counts."""
    about = toolkit.extract(read(corpus), model="mine").provenance
    assert about["toolkit"] == toolkit.__version__
    assert about["model"] == {"name": "mine", "version": "0"}
    assert about["parties"]["from"] == "the gazetteer alone"
    assert about["corpus"] == [str(corpus)]
    assert about["counts"]["STATEMENTS"] == 1
    assert pd.Timestamp(about["made_at"]).utcoffset() == pd.Timedelta(0)
    assert about["data"] == toolkit.data.hashes()
    assert stub["model"] == "mine"


def test_decisions_lie_beside_the_corpus(corpus, stub):
    """The home of a record is the folder of decisions in its corpus; extraction does not make it."""
    assert toolkit.extract(read(corpus)).home == corpus / ".counterpoint"
    assert not (corpus / ".counterpoint").exists()


def test_progress_is_handed_on(corpus, stub):
    """The engine is given the callback of the caller."""

    def tell(done, total):
        raise NotImplementedError

    toolkit.extract(read(corpus), progress=tell)
    assert stub["progress"] is tell


def test_a_frame_with_texts_is_enough(stub):
    """Texts in a frame are extracted without files; such a record has no home."""
    record = toolkit.extract(pd.DataFrame({"text": ["Norland said yes.", ""]}))
    assert record.home is None
    assert record.refused["source"].tolist() == ["row 1"]
    assert len(record.statements) == 1


@pytest.mark.parametrize("thing", ["articles/", ["a.txt"], None])
def test_something_else_than_a_frame(thing, stub):
    """Anything but a frame is refused with the advice to call toolkit.read."""
    with pytest.raises(SourceError, match=r"call toolkit\.read"):
        toolkit.extract(thing)


def test_parties_of_a_file(corpus, stub, tmp_path):
    """Parties of a file are used, and the provenance names the file and the hash of its bytes."""
    file = tmp_path / "mine.yaml"
    file.write_text(PARTY_FILE, encoding="utf-8")
    about = toolkit.extract(read(corpus), parties=str(file)).provenance
    told = {key: about["parties"][key] for key in ("from", "sha256")}
    assert told == {"from": str(file), "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    assert toolkit.parties.load_parties(about["parties"]["content"]) == toolkit.parties.load_parties(file)
    assert about["parameters"]["parties"] == about["parties"]["sha256"]
    assert stub["parties"] == toolkit.parties.load_parties(file)


def test_colours_of_a_party_file(corpus, stub):
    """A colour that the party file gives is the colour of the party in the record."""
    parties = {"parties": {"Northern side": {"aliases": ["Norland"], "colour": "#123456"}}}
    assert toolkit.extract(read(corpus), parties=parties).party_colours == {"Northern side": "#123456"}


def test_a_wrong_colour(corpus, stub):
    """A colour that is none is refused before the work begins."""
    with pytest.raises(RecordError, match="'blue' is no colour for 'Northern side'"):
        toolkit.extract(
            read(corpus), parties={"parties": {"Northern side": {"aliases": ["Norland"], "colour": "blue"}}}
        )
    assert "model" not in stub


def test_parties_beside_the_corpus(corpus, stub):
    """Parties that lie beside the corpus are used when no others are given, and the provenance says so."""
    (corpus / ".counterpoint").mkdir()
    file = corpus / ".counterpoint" / "parties.yaml"
    file.write_text(PARTY_FILE, encoding="utf-8")
    assert toolkit.extract(read(corpus)).provenance["parties"]["from"] == str(file)
    assert stub["parties"] == toolkit.parties.load_parties(file)


def test_parties_of_a_mapping_come_before_those_beside(corpus, stub):
    """Parties that are given are used instead of those beside the corpus."""
    (corpus / ".counterpoint").mkdir()
    (corpus / ".counterpoint" / "parties.yaml").write_text(PARTY_FILE, encoding="utf-8")
    mapping = {"parties": {"Southern side": ["Sudria"]}}
    about = toolkit.extract(read(corpus), parties=mapping).provenance["parties"]
    assert about["from"] == "a mapping"
    assert len(about["sha256"]) == 64
    assert stub["parties"] == toolkit.parties.load_parties(mapping)


def test_parties_that_were_loaded(corpus, stub):
    """Parties that the caller loaded are used as they are."""
    loaded = toolkit.parties.load_parties({"parties": {"Southern side": ["Sudria"]}})
    about = toolkit.extract(read(corpus), parties=loaded).provenance["parties"]
    assert about["from"] == "a value of toolkit.parties"
    assert stub["parties"] is loaded


@pytest.mark.parametrize("thing", [7, ["Norland"]])
def test_what_are_no_parties(corpus, stub, thing):
    """Parties that are neither file nor mapping are refused before the work begins."""
    with pytest.raises(PartyError):
        toolkit.extract(read(corpus), parties=thing)
    assert "model" not in stub


def test_a_missing_party_file(corpus, stub, tmp_path):
    """A party file that is not there stops the extraction before the work begins."""
    with pytest.raises(PartyError):
        toolkit.extract(read(corpus), parties=tmp_path / "nowhere.yaml")
    assert "model" not in stub


def test_opening_a_corpus(corpus, stub):
    """A folder of articles is read and extracted."""
    with pytest.warns(RefusedWarning):
        record = toolkit.open_corpus(corpus)
    assert len(record.statements) == 1


def test_opening_a_saved_record(small_record, tmp_path):
    """A saved record is loaded, not extracted anew."""
    saved = small_record.save(tmp_path / "record")
    record = toolkit.open_corpus(str(saved))
    assert isinstance(record, Record)
    pd.testing.assert_frame_equal(record.statements, small_record.statements)


def test_opening_a_saved_record_with_parties(small_record, tmp_path):
    """Parties given for a saved record are refused rather than passed over."""
    saved = small_record.save(tmp_path / "record")
    with pytest.raises(RecordError, match="leave parties out"):
        toolkit.open_corpus(saved, parties={"parties": {}})


def test_opening_nothing(tmp_path):
    """A folder without an article is an error that says why."""
    with pytest.raises(SourceError):
        toolkit.open_corpus([tmp_path])


def test_the_guard_against_the_network(no_network):
    """The guard lets nothing out of this machine, not even the question for an address, and lets local talk pass."""
    for address in ("192.0.2.1", "example.org"):
        with pytest.raises(AssertionError, match=r"was tried|was asked for"):
            socket.create_connection((address, 80), timeout=0.1)
    with socket.socket() as bare, pytest.raises(AssertionError, match="was tried"):
        bare.connect_ex(("192.0.2.1", 80))
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as here:
        assert here.getpeername() == server.getsockname()


@pytest.mark.slow
def test_a_missing_model():
    """A model that is not there is named."""
    with pytest.raises(ModelError, match="no_such_model"):
        toolkit.extract(pd.DataFrame({"text": ["Norland said yes."]}), model="no_such_model")


@pytest.mark.slow
def test_the_main_job(no_network, tmp_path):
    """The sample is read, extracted, saved and loaded without a network, every span verbatim, nothing set aside."""
    corpus = Path(shutil.copytree(SEEDS, tmp_path / "corpus"))
    record = toolkit.open_corpus(corpus)
    again = load(record.save(tmp_path / "record")).verify()
    pd.testing.assert_frame_equal(again.statements, record.statements)
    assert len(record.refused) == 0
    assert {"China", "Israel"} <= set(record.parties)
    assert record.provenance["counts"]["ARTICLES"] == 1
    assert sorted(path.name for path in corpus.iterdir()) == sorted(path.name for path in SEEDS.iterdir())


@pytest.mark.slow
def test_the_main_job_gives_the_same_twice():
    """The same articles give the same tables."""
    first, second = (toolkit.open_corpus(SEEDS) for _ in range(2))
    for name, table in first.tables().items():
        pd.testing.assert_frame_equal(table, second.tables()[name])
