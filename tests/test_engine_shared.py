"""Work shared out: the same result from every engine, whoever dies on the way."""

import os
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import engine_stubs
import psutil
import pytest
from engine_stubs import articles

from toolkit import engine
from toolkit.engine import batches, choosing, cluster, limits, processes
from toolkit.errors import EngineError, ModelError, RecordError
from toolkit.parties import Parties

HERE = Path(__file__).parent


def equal(one, other):
    """Two results hold the same rows in the same order, to the last value."""
    assert set(one) == set(other)
    for name, table in one.items():
        assert table.to_json(orient="split") == other[name].to_json(orient="split"), name


def test_errors_pass_between_processes():
    """An error that another process raised keeps its kind and its three sentences."""
    error = pickle.loads(pickle.dumps(RecordError("it is bad", works="a good one", step="take it")))
    assert type(error) is RecordError
    assert (error.problem, error.works, error.step) == ("it is bad", "a good one", "take it")


@pytest.mark.parametrize("name", ["thread", "processes:", "dask:", "dask://host", "Processes", ""])
def test_an_engine_that_is_none_is_refused(name):
    """Another name than those of the engines is an error that names them."""
    with pytest.raises(EngineError, match="there is no engine"):
        choosing.sharing(name)


def test_batches_hold_every_article_once_and_little_text():
    """Long articles come few at a time, short ones as many as a batch may hold, all in order."""
    frame = articles(60, a3="yes " * 20_000, a4="yes " * 20_000, a5="yes " * 10)
    parts = list(batches.batches(frame))
    assert [key for part in parts for key in part.articles["article_id"]] == frame["article_id"].tolist()
    assert [part.first for part in parts][:4] == [0, 3, 4, 5]
    assert all(len(part) == 1 or part.articles["text"].str.len().sum() <= batches.CHARACTERS for part in parts)
    assert list(batches.batches(frame.head(0))) == []


def test_a_batch_alone_is_its_articles():
    """A batch that is taken apart keeps place, order, and what lies beside each article."""
    whole = batches.Batch(7, articles(3), beside=["x", "y", "z"])
    assert [(one.first, one.articles["article_id"].item(), *one.beside) for one in whole.alone()] == [
        (7, "a0", "x"), (8, "a1", "y"), (9, "a2", "z"),
    ]  # fmt: skip


def test_an_article_without_end_is_set_aside(monkeypatch):
    """An article whose analysis does not end stands among the refused, with the time it was given."""
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    found = engine.run(articles(5, a2="ENDLESS"), model="m", analyse=engine_stubs.endless)
    assert found["STATEMENTS"]["article_id"].tolist() == ["a0", "a1", "a3", "a4"]
    assert "took longer than 0 seconds" in found["REFUSED"]["reason"].item()


def test_a_time_limit_leaves_the_alarm_clock_as_it_was():
    """Whoever had set an alarm handler has it again, and no alarm is left."""
    before = signal.getsignal(signal.SIGALRM)
    with limits.time_limit(10):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 1
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL)[0] == 0


@pytest.mark.slow
def test_processes_give_what_one_gives():
    """Two processes find what one finds, in the same order, and progress ends at all."""
    frame, told = articles(120, a17="no word of it"), []
    alone = engine.run(frame, model="m", analyse=engine_stubs.finds)
    shared = engine.run(
        frame, model="m", analyse=engine_stubs.finds, engine="processes:2", progress=lambda *step: told.append(step)
    )
    equal(alone, shared)
    assert len(alone["REFUSED"]) == 1
    assert told[0] == (0, 120)
    assert told[-1] == (120, 120)


@pytest.mark.slow
def test_one_team_does_every_step(monkeypatch):
    """Processes start once for a run, whatever its steps, and what they make is what one makes."""
    frame, begun, start = articles(60, a17="no word of it"), [], processes.Seat.open
    monkeypatch.setattr(processes.Seat, "open", lambda seat: begun.append(seat) or start(seat))
    ways = [engine.Asked("m", analyse=engine_stubs.finds, engine=by) for by in ("here", "processes:2")]
    alone, shared = (engine.in_memory(frame, asked, Parties({"Norland": ("Ada Lind1",)})) for asked in ways)
    equal(alone, shared)
    assert len(shared["MENTIONS"]) > 0
    assert len(begun) == 2


@pytest.mark.slow
def test_a_step_that_was_given_up_leaves_nothing_to_the_next():
    """What was shared out and never asked for is not taken for what the next step makes."""
    parts = list(batches.batches(articles(60), most=5))
    with choosing.sharing("processes:2") as share:
        first = share(len, parts, lambda *_: -1)
        next(first)
        first.close()
        assert sorted(found for _, found in share(engine_stubs.first, parts, lambda *_: -1)) == list(range(0, 60, 5))


@pytest.mark.slow
def test_a_process_that_dies_takes_only_its_article():
    """Of articles whose process dies each time, each is set aside with the reason, and no other is lost."""
    frame = articles(60, a5="POISON", a41="POISON", a59="POISON")
    found = engine.run(frame, model="m", analyse=engine_stubs.dies, engine="processes:2")
    assert found["REFUSED"]["source"].tolist() == ["5.txt", "41.txt", "59.txt"]
    assert "died, twice" in found["REFUSED"]["reason"].iloc[0]
    assert len(found["STATEMENTS"]) == 57


@pytest.mark.slow
def test_a_process_that_dies_once_loses_nothing(tmp_path):
    """What was lost with a process is done again."""
    frame = articles(40, a9=f"yes DIES ONCE {tmp_path / 'mark'}")
    assert len(engine.run(frame, model="m", analyse=engine_stubs.dies_once, engine="processes:2")["REFUSED"]) == 0


@pytest.mark.slow
def test_what_stops_the_work_stops_every_process():
    """An error that is about the whole run ends it, and its processes."""
    before = {one.pid for one in psutil.Process().children(recursive=True)}
    with pytest.raises(ModelError, match="is not installed"):
        engine.run(articles(40), model="none_such", engine="processes:2")
    time.sleep(0.5)
    left = [one for one in psutil.Process().children(recursive=True) if one.pid not in before]
    assert [one for one in left if "resource_tracker" not in " ".join(one.cmdline())] == []


@pytest.mark.slow
def test_no_process_outlives_its_parent(tmp_path):
    """When the parent is killed, its processes end."""
    script = tmp_path / "script.py"  # without a guard: nothing of it may run again in the processes
    script.write_text(
        textwrap.dedent(f"""
        import sys
        sys.path.insert(0, {str(HERE)!r})
        import engine_stubs
        from toolkit import engine
        print("begun", flush=True)
        engine.run(engine_stubs.articles(40, a1="ENDLESS"), model="m", analyse=engine_stubs.endless, engine="processes:2")
    """)
    )
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE) as parent:
        deadline = time.monotonic() + 60
        children = []
        while len(children) < 3 and time.monotonic() < deadline:  # two processes and a tracker
            time.sleep(0.2)
            children = psutil.Process(parent.pid).children(recursive=True)
        time.sleep(1)
        parent.kill()
        assert len(children) >= 3
        _, alive = psutil.wait_procs(children, timeout=20)
        assert alive == []
        assert parent.stdout.read() == b"begun\n"


@pytest.fixture
def importable(monkeypatch):
    """The workers of a cluster can import what lies beside the tests."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(HERE), str(HERE.parent)]))


@pytest.mark.slow
def test_a_cluster_gives_what_one_process_gives_though_a_worker_is_killed(importable):
    """Two Dask workers, of which one is killed in the middle, find what one process finds."""
    frame = articles(600)
    alone = engine.run(frame, model="m", analyse=engine_stubs.finds)
    killed = []

    def kill_one(done, total):
        if not killed and done > 100:
            works = [
                one for one in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(one.cmdline())
            ]
            works[-1].kill()
            killed.append(works[-1])

    shared = engine.run(frame, model="m", analyse=engine_stubs.finds, engine="dask:2", progress=kill_one)
    equal(alone, shared)
    assert killed


@pytest.mark.slow
def test_a_cluster_sets_aside_what_kills_its_workers(importable):
    """An article at which every worker dies is set aside with the reason, and the rest is done."""
    found = engine.run(articles(20, a3="POISON"), model="m", analyse=engine_stubs.dies, engine="dask:2")
    assert found["REFUSED"]["source"].tolist() == ["3.txt"]
    assert len(found["STATEMENTS"]) == 19


def test_a_scheduler_that_is_not_there_is_an_error(monkeypatch):
    """Where no scheduler answers, the message names the address and how to start one."""
    monkeypatch.setattr(cluster, "_SECONDS", 1)
    with pytest.raises(EngineError, match=r"no Dask cluster answers at tcp://127.0.0.1:9") as raised:
        engine.run(articles(3), model="m", analyse=engine_stubs.finds, engine="dask://127.0.0.1:9")
    assert "dask scheduler" in raised.value.step


def test_a_thread_may_analyse():
    """In another thread than the first, where there is no alarm clock, articles are analysed all the same."""
    found = []
    work = threading.Thread(target=lambda: found.append(engine.run(articles(3), model="m", analyse=engine_stubs.finds)))
    work.start()
    work.join()
    assert len(found[0]["STATEMENTS"]) == 3
