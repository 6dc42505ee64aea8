"""Is anything lost when a run is killed? A run is killed at random moments and started again until it is done.

    python benchmarks/kills.py                       # 2,000 articles with the model, 20 kills
    python benchmarks/kills.py --articles 500 --kills 5 --engine processes:2

The tables are then compared with those of an undisturbed run, byte for byte.
"""

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

import duckdb  # noqa: E402
from scale import stub, through  # noqa: E402

from toolkit.engine import Asked  # noqa: E402
from toolkit.language import DEFAULT_MODEL  # noqa: E402


def work(folder, number, engine, *, stubbed):
    """One run, which may be killed."""
    warnings.simplefilter("ignore")
    asked = Asked(DEFAULT_MODEL, engine=engine, analyse=stub if stubbed else None)
    through(Path(folder), number, asked)


def start(folder, asked):
    """The run as a process of its own."""
    words = [sys.executable, __file__, "--one", folder, "--articles", str(asked.articles), "--engine", asked.engine]
    words += ["--stub"] if asked.stub else []
    paths = os.pathsep.join([str(HERE.parent), str(HERE)])
    return subprocess.Popen(words, env={**os.environ, "PYTHONPATH": paths})


def kept(folder):
    """How many articles lie in the store of a killed run."""
    file = Path(folder) / "store.duckdb"
    if not file.exists():
        return 0
    with duckdb.connect(str(file)) as store:
        return store.execute("SELECT count(*) FROM found").fetchone()[0]


def main():
    """Kills, and whether the tables are the same."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--engine", default="here")
    parser.add_argument("--stub", action="store_true", help="without the model, so that more of it is writing")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one")
    asked = parser.parse_args()
    if asked.one:
        import kills  # noqa: PLC0415 - by its name, so that other processes find the stub

        kills.work(asked.one, asked.articles, asked.engine, stubbed=asked.stub)
        return
    with tempfile.TemporaryDirectory() as whole, tempfile.TemporaryDirectory() as killed:
        begun = time.perf_counter()
        if start(whole, asked).wait():
            raise SystemExit("the undisturbed run failed")
        took = time.perf_counter() - begun
        print(f"undisturbed: {took:.0f} s")
        chance, kills = random.Random(asked.seed), 0
        while kills < asked.kills:
            run = start(killed, asked)
            try:
                # Most moments lie in the analysis, some in the last steps, whose share grows as more was done before.
                code = run.wait(timeout=chance.uniform(0.05, 0.35) * took)
                same(Path(whole) / "store.record", Path(killed) / "store.record")
                print(f"done before a kill (exit {code}), with the same tables; it begins anew")
                shutil.rmtree(Path(killed) / "store.record")
                (Path(killed) / "store.duckdb").unlink()
            except subprocess.TimeoutExpired:
                run.kill()
                run.wait()
                kills += 1
                print(f"kill {kills}: {kept(killed)} articles kept", flush=True)
        if start(killed, asked).wait():
            raise SystemExit("the last run failed")
        same(Path(whole) / "store.record", Path(killed) / "store.record")
        left = [path.name for path in Path(killed).iterdir() if ".part" in path.name]
        print(f"{kills} kills; every table the same, byte for byte; left behind: {left or 'nothing'}")


def same(one, other):
    """Every table of two saved records is the same file."""
    for file in sorted(one.glob("*.parquet")):
        first, second = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (file, other / file.name))
        if first != second:
            raise SystemExit(f"{file.name} differs")


if __name__ == "__main__":
    main()
