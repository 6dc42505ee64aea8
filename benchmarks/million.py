"""A record of a million statements: how long until it is open, until a part of it is there, until shares are counted.

    python benchmarks/million.py                 # the demonstration corpus 2,600 times under other ids
    python benchmarks/million.py --times 260

Seconds, and the memory of the process after it.
"""

import argparse
import sys
import tempfile
import time
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

import pandas as pd  # noqa: E402
import psutil  # noqa: E402

import toolkit  # noqa: E402
from toolkit.compare import silence, voice_share  # noqa: E402
from toolkit.record import Query, load, save_pieces  # noqa: E402
from toolkit.tables import contract  # noqa: E402


def pieces(record, times):
    """The tables of a record many times, every id with the number of the copy before it."""
    for number in range(times):
        yield {name: renamed(table, name, number) for name, table in record.tables().items() if name != "REFUSED"}


def renamed(table, name, number):
    """A copy of a table with other ids."""
    made = table.copy()
    for column in contract(name).names:
        if column.endswith("_id") or column == "duplicate_of":
            told = made[column].to_numpy(dtype=object)
            made[column] = pd.Series([f"{number}-{one}" if one else "" for one in told], dtype="str")
    return made


def say(what, start):
    """One line of the table."""
    print(
        f"| {what} | {time.perf_counter() - start:.2f} | {psutil.Process().memory_info().rss / 1e6:,.0f} |", flush=True
    )


def main():
    """The steps of an analyst who opens the record."""
    warnings.simplefilter("ignore")
    asked = argparse.ArgumentParser()
    asked.add_argument("--times", type=int, default=2600)
    asked.add_argument("--record")
    given = asked.parse_args()
    if given.record is None:
        import subprocess  # noqa: PLC0415 - so that memory is counted from a fresh start

        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            path = save_pieces(Path(folder) / "record", pieces(toolkit.open_corpus(toolkit.demo()), given.times), {})
            print(f"written in {time.perf_counter() - start:.0f} s, {size(path) / 1e6:,.0f} MB on the disk")
            subprocess.run([sys.executable, __file__, "--record", path], check=True)
        return
    print("| what | seconds | memory, MB |\n|---|---|---|")
    say("nothing yet", time.perf_counter())
    start = time.perf_counter()
    record = load(given.record)
    say(f"open: {record!r}", start)
    party, articles = record.parties[2], tuple(load(given.record).articles["article_id"].iloc[100:110])
    for what, query in (
        (f"what {party} says", Query(parties=(party,))),
        ("all denials", Query(acts=("deny",))),
        ("one party in ten articles", Query(parties=(party,), articles=articles)),
    ):
        start = time.perf_counter()
        part = record.select(query)
        say(f"{what}: {len(part.statements):,} statements", start)
    start = time.perf_counter()
    statements = record.statements
    say(f"all {len(statements):,} statements", start)
    start = time.perf_counter()
    voice_share(record.innermost, articles=record.articles)
    say("shares of all parties with intervals", start)
    start = time.perf_counter()
    silence(record.mentions, statements)
    say("who is named and not heard", start)


def size(folder):
    """Bytes of the files in a folder."""
    return sum(file.stat().st_size for file in Path(folder).rglob("*"))


if __name__ == "__main__":
    main()
