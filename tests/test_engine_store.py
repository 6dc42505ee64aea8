"""The store of a corpus: what was kept is never lost and never done again, and the record is the same however it was made."""

import os
import random
import subprocess
import sys
import textwrap
from contextlib import contextmanager
from pathlib import Path

import duckdb
import engine_stubs
import pandas as pd
import psutil
import pytest
from engine_stubs import articles

from toolkit import claims, engine, parties, storing, tables
from toolkit.engine import finishing, rows, shelf, stored
from toolkit.errors import ContractError, EngineError, ModelError, RecordError
from toolkit.parties import Parties
from toolkit.preparing import Prepared
from toolkit.record import Query, Record, load, save_pieces

HERE = Path(__file__).parent
PARTIES = Parties({"Norland": ("Ada Lind1", "Norland"), "Union": ("Ada Lind2",)})


class Counting:
    """Finds what the stub finds, and counts the articles it was given."""

    def __init__(self, error_at=None):
        self.seen, self.error_at = [], error_at

    def __call__(self, batch, *, model):
        self.seen += batch["article_id"].tolist()
        if self.error_at in set(batch["article_id"]):
            raise ModelError("the model is gone", works="a model", step="bring it back")
        return engine_stubs.finds(batch, model=model)


def through(folder, frames, work=engine_stubs.finds, *, chosen=PARTIES, by="here"):
    """The record of some articles, made through a store in the folder."""
    return storing_as(engine.Asked("m", analyse=work, engine=by), folder, frames, chosen=chosen)


def storing_as(asked, folder, frames, *, chosen=PARTIES):
    """The same, for any way to analyse."""
    with engine.team(asked) as team, engine.opened(folder / "store.duckdb") as one:
        return storing.through(one, frames, team, Prepared(chosen, {"provenance": {}}))


def in_memory(frame, work=engine_stubs.finds, *, chosen=PARTIES):
    """The same record, made in memory."""
    found = engine.run(frame, model="m", analyse=work)
    return Record.from_tables({**claims.label(parties.assign(found, frame, chosen), frame), "ARTICLES": frame})


def equal(one, other):
    """Two records hold the same rows in the same order, to the last value."""
    assert one.parties == other.parties
    for name, table in one.tables().items():
        again = other.tables()[name]
        pd.testing.assert_frame_equal(table, again)
        assert repr(table.to_dict("records")) == repr(again.to_dict("records")), name


def test_the_record_is_the_one_made_in_memory(tmp_path, monkeypatch):
    """Through a store, in whatever pieces, the corpus becomes the very record that it becomes in memory."""
    frame = articles(90, a7="no word of it")
    whole = in_memory(frame)
    equal(whole, through(tmp_path, [frame]))
    monkeypatch.setattr(stored, "CHUNK", 7)
    monkeypatch.setattr(shelf.Shelf.chunks, "__kwdefaults__", {"size": 11})
    (tmp_path / "other").mkdir()
    equal(whole, through(tmp_path / "other", [frame.head(31), frame.iloc[31:].reset_index(drop=True)]))
    assert len(whole.refused) == 1
    assert whole.parties[:2] == ("Norland", "Union")


def test_nothing_is_analysed_twice(tmp_path):
    """A second run analyses what is new or has changed, whatever the order, and nothing else."""
    first, second, third = Counting(), Counting(), Counting()
    frame = articles(40)
    through(tmp_path, [frame], first)
    assert len(first.seen) == 40
    more = articles(45, a3="Minister Ada Lind3 of Norland said yes, twice.")
    through(tmp_path, [more.sample(frac=1, random_state=1).reset_index(drop=True)], second)
    assert sorted(second.seen) == ["a3", "a40", "a41", "a42", "a43", "a44"]
    again = through(tmp_path, [frame], third)
    assert third.seen == []
    equal(in_memory(frame), again)


def test_a_corpus_that_was_moved_is_not_analysed_again(tmp_path):
    """Where an article lies, and what its neighbours are, says nothing of what was found in it."""
    through(tmp_path, [articles(5)], Counting())
    again = Counting()
    moved = articles(5).assign(
        source=[f"/elsewhere/{key}.txt" for key in range(5)], duplicate_of=["", "a0", "", "", ""]
    )
    record = through(tmp_path, [moved.astype({"source": "str", "duplicate_of": "str"})], again)
    assert again.seen == []
    assert record.articles["source"].tolist() == moved["source"].tolist()


def test_rows_that_lie_elsewhere_are_found_all_the_same(tmp_path, monkeypatch):
    """When the store packs its rows while they are gone through, each article still has its own."""
    frame = articles(40)
    expected = in_memory(frame)
    ask = shelf.Shelf._ask

    def elsewhere(self, words, *values):
        found = ask(self, words, *values)
        return [(low + 1000, high + 1000) for low, high in found] if "min(spot)" in words else found

    monkeypatch.setattr(shelf.Shelf, "_ask", elsewhere)
    equal(expected, through(tmp_path, [frame]))


def test_another_way_to_analyse_has_findings_of_its_own(tmp_path):
    """What one way found is not taken for what another would find; a way not used for long is forgotten."""
    work = Counting()
    for turn in range(5):
        storing_as(engine.Asked(f"model {turn}", analyse=work), tmp_path, [articles(3)])
    assert len(work.seen) == 15
    for turn, analysed in ((4, 0), (0, 3)):
        work.seen.clear()
        storing_as(engine.Asked(f"model {turn}", analyse=work), tmp_path, [articles(3)])
        assert len(work.seen) == analysed


def test_what_was_done_before_an_error_is_kept(tmp_path):
    """A run that ends with an error is continued by the next one, and its record is whole."""
    frame = articles(60)
    first = Counting(error_at="a40")
    with pytest.raises(ModelError):
        through(tmp_path, [frame], first)
    assert not (tmp_path / "store.record").exists()
    second = Counting()
    equal(in_memory(frame), through(tmp_path, [frame], second))
    assert second.seen[0] == "a32"


def test_progress_counts_what_was_done_before(tmp_path):
    """Progress begins with what earlier runs did, and ends at all."""
    through(tmp_path, [articles(40)])
    told = []
    asked = engine.Asked("m", analyse=engine_stubs.finds)
    with engine.team(asked) as team, engine.opened(tmp_path / "store.duckdb") as one:
        engine.keep(one, [articles(50)], team, progress=lambda *step: told.append(step))
    assert told == [(40, 50), (50, 50)]


@pytest.mark.parametrize("step", ["hear", "fill"])
def test_an_article_that_spoils_a_later_step_is_set_aside(tmp_path, monkeypatch, step):
    """An article at which parties cannot be decided stands in REFUSED with the reason, and nobody speaks in it."""
    work = getattr(finishing, step)

    def spoiled(given, *other, **more):
        frame = other[-1] if step == "fill" else other[0]
        held = given.tables if step == "fill" else given
        if "a5" in set(frame["article_id"]) and len(held["STATEMENTS"]):
            raise ValueError("a name without an end")
        return work(given, *other, **more)

    monkeypatch.setattr(finishing, step, spoiled)
    record = through(tmp_path, [articles(9)])
    assert record.refused["reason"].tolist() == ["it could not be analysed: ValueError: a name without an end"]
    assert record.articles["article_id"].tolist() == [f"a{key}" for key in range(9)]
    assert "a5" not in set(record.statements["article_id"]) | set(record.speakers["article_id"])
    assert len(record.statements) == 8


def test_words_that_are_not_in_the_article_are_never_published(tmp_path, monkeypatch):
    """A step that changes the words of an article spoils it: every span is compared before it is written."""
    label = claims.label

    def changed(found, frame):
        told = label(found, frame)
        table = told["STATEMENTS"].copy()
        table.loc[table["article_id"] == "a2", "content"] = "no"
        return {**told, "STATEMENTS": table}

    monkeypatch.setattr(finishing.claims, "label", changed)
    record = through(tmp_path, [articles(5)])
    assert "says 'no' where the article says 'yes'" in record.refused["reason"].item()
    assert "a2" not in set(record.statements["article_id"])


def test_what_was_set_aside_is_tried_again_by_the_next_run(tmp_path):
    """An article that failed is tried again once the run is done, since the reason may be gone."""
    frame = articles(3, a1="no word of it")
    assert through(tmp_path, [frame], Counting()).refused["source"].tolist() == ["1.txt"]
    second = Counting()
    through(tmp_path, [frame], second)
    assert second.seen == ["a1"]


def test_rows_come_back_as_they_were(small_record):
    """Every table survives the way through a store to the last value and dtype."""
    found = {name: table for name, table in small_record.tables().items() if name not in ("ARTICLES", "REFUSED")}
    back = rows.decoded(rows.encoded(found, small_record.articles), list(found))
    for name, table in found.items():
        order = small_record.articles["article_id"].tolist()
        expected = table.iloc[sorted(range(len(table)), key=lambda row: order.index(table["article_id"].iloc[row]))]
        pd.testing.assert_frame_equal(expected.reset_index(drop=True), back[name])
        assert repr(expected.to_dict("records")) == repr(back[name].to_dict("records"))
    frame = rows.framed("ARTICLES", rows.plain(small_record.articles, "ARTICLES"))
    assert repr(frame.to_dict("records")) == repr(small_record.articles.to_dict("records"))


def test_a_store_is_open_once(tmp_path):
    """A second run on a store is refused with what to do, and the first goes on."""
    with engine.opened(tmp_path / "store.duckdb") as first:
        script = textwrap.dedent(f"""
            from pathlib import Path
            from toolkit import engine
            from toolkit.errors import EngineError
            try:
                with engine.opened(Path({str(tmp_path / "store.duckdb")!r})):
                    pass
            except EngineError as error:
                print(error)
        """)
        said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        assert "another run is at work on the store" in said
        assert "wait until it is done" in said
        first.begin("run")


def test_what_is_no_lock_is_not_told_as_one(tmp_path):
    """Only a store that another run holds is said to be held by one, whatever else the reason speaks of."""
    with pytest.raises(EngineError, match="cannot be used: failed to pin block"), shelf._said(tmp_path):
        raise duckdb.Error("failed to pin block of size 256 KiB")


@pytest.mark.slow
def test_long_articles_find_room(tmp_path):
    """A store whose memory is little takes articles as long as books, hundreds together, and gives them back."""
    texts = [" ".join(f"{first}x{number}" for number in range(17_000)) for first in range(10)]
    rows_of = [{"article_id": f"a{key}", "text": f"{key} {texts[key % 10]}"} for key in range(2000)]
    with engine.opened(tmp_path / "store.duckdb") as one:
        one.begin("run")
        for first in range(0, 2000, 200):
            part = tables.frame("ARTICLES", rows_of[first : first + 200])
            one.put_articles(part, [f"w{key}" for key in part["article_id"]], first=first)
            one.keep("run", [f"w{key}" for key in part["article_id"]], [b"found"] * 200, refused=[False] * 200)
        held = [
            key for _, part, _, _ in one.chunks("run") for key in zip(part["article_id"], part["text"], strict=True)
        ]
        one.finish()
    assert held == [(row["article_id"], row["text"]) for row in rows_of]


def test_a_file_of_another_kind_is_refused(tmp_path):
    """A file that is no store is never written over."""
    file = tmp_path / "thesis.duckdb"
    file.write_bytes(b"no database at all" * 2000)
    with pytest.raises(EngineError, match="cannot be used"), engine.opened(file):
        pass
    assert file.read_bytes() == b"no database at all" * 2000


def test_a_database_of_somebody_else_is_refused(tmp_path):
    """A DuckDB file with other tables is left as it is."""
    file = tmp_path / "mine.duckdb"
    with duckdb.connect(str(file)) as mine:
        mine.execute("CREATE TABLE thesis AS SELECT 1 AS chapter")
    with pytest.raises(EngineError, match="no store of this Counterpoint"), engine.opened(file):
        pass
    with duckdb.connect(str(file)) as mine:
        assert mine.execute("SELECT * FROM thesis").fetchall() == [(1,)]


def test_a_store_that_cannot_be_written_is_refused(tmp_path):
    """Where no file can be made the message names the file and the remedy."""
    (tmp_path / "file").write_text("words")
    with pytest.raises(EngineError, match=r"the store .*cannot be used"), engine.opened(tmp_path / "file" / "s.duckdb"):
        pass


def test_where_a_store_lies(tmp_path):
    """A store lies where it is named, else beside a large corpus, else nowhere."""
    home = tmp_path / ".counterpoint"
    assert storing.file_of("a.duckdb", home, 3) == Path("a.duckdb")
    assert storing.file_of(True, home, 3) == home / "store.duckdb"
    assert storing.file_of(None, home, storing.LARGE) == home / "store.duckdb"
    assert storing.file_of(None, home, storing.LARGE - 1) is None
    assert storing.file_of(False, home, storing.LARGE) is None
    assert storing.file_of(None, Path("/proc/none/.counterpoint"), storing.LARGE) is None
    with pytest.raises(EngineError, match="no folder beside this corpus"):
        storing.file_of(True, None, 3)
    with pytest.raises(EngineError, match="is a folder"):
        storing.file_of(tmp_path, home, 3)


def test_an_opened_record_reads_what_it_needs(tmp_path):
    """Only the tables that were asked for are read, and its size is known without reading any."""
    record = through(tmp_path, [articles(30)])
    assert repr(record).startswith("Record(30 articles, 30 statements")
    assert not {"statements", "articles"} & set(vars(record))
    assert len(record.statements) == 30
    assert "mentions" not in vars(record)


def test_rows_of_two_records_are_never_mixed(tmp_path):
    """A record that was replaced since it was opened says so, rather than read the tables of the other."""
    record = through(tmp_path, [articles(30)])
    assert len(record.statements) == 30
    through(tmp_path, [articles(20)])
    assert len(record.statements) == 30
    with pytest.raises(RecordError, match="another record was saved"):
        record.mentions  # noqa: B018
    with pytest.raises(RecordError, match="another record was saved"):
        record.select(Query(kinds=("direct",)))


@contextmanager
def small_disk(folder, size):
    """A disk of a few megabytes at a folder."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def _may_mount(folder):
    try:
        with small_disk(folder, "1m"):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@pytest.mark.slow
def test_a_full_disk_loses_nothing_that_was_kept(tmp_path):
    """When the disk is full the run ends with a message; with room again it goes on, and its record is whole."""
    if not _may_mount(tmp_path / "try"):
        pytest.skip("no disk may be mounted here")
    frame = articles(1200)
    with small_disk(tmp_path / "disk", "1m") as disk:
        with pytest.raises((EngineError, RecordError), match=r"cannot be (written|used)"):
            through(disk, [frame])
        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        equal(in_memory(frame), through(disk, [frame]))
        assert [path.name for path in disk.iterdir() if ".part" in path.name] == []


def _run(folder, number, by):
    words = [sys.executable, HERE / "killed_run.py", str(number), folder, by]
    return subprocess.Popen(words, cwd=HERE.parent, stdout=subprocess.PIPE, env=_environment())


def _environment():
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)])}


@pytest.mark.slow
@pytest.mark.parametrize("by", ["here", "processes:2"])
def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path, by):
    """However often a run is killed, the record is at the end that of an undisturbed run, byte for byte."""
    number, chance = 800, random.Random(7)
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    with _run(tmp_path / "whole", number, by) as run:
        assert run.communicate()[0] == b"done\n"
    kills, orphans = 0, []
    for _ in range(5):
        with _run(tmp_path / "killed", number, by) as run:
            try:
                run.wait(timeout=chance.uniform(0.8, 3.0))
            except subprocess.TimeoutExpired:
                orphans += psutil.Process(run.pid).children(recursive=True)
                run.kill()
                kills += 1
    assert kills >= 2
    assert psutil.wait_procs(orphans, timeout=30)[1] == []
    with _run(tmp_path / "killed", number, by) as run:
        assert run.communicate()[0] == b"done\n"
    for name in ("statements", "mentions", "articles", "speakers", "refused"):
        one, other = (tmp_path / where / "store.record" / f"{name}.parquet" for where in ("whole", "killed"))
        assert one.read_bytes() == other.read_bytes()
    equal(load(tmp_path / "whole" / "store.record"), load(tmp_path / "killed" / "store.record"))
    assert [path.name for path in (tmp_path / "killed").iterdir() if ".part" in path.name] == []


def test_a_table_of_another_shape_is_never_saved(tmp_path):
    """A piece that does not keep its contract stops the writing, and nothing lies at the place of the record."""
    pieces = [{"ARTICLES": articles(2)}, {"ARTICLES": pd.DataFrame({"article_id": ["a"]})}]
    with pytest.raises(ContractError, match="ARTICLES lacks the column"):
        save_pieces(tmp_path / "record", pieces, {})
    assert list(tmp_path.iterdir()) == []
