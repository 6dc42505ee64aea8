"""A record of a million statements: how long until it is open, until a part of it is there, until shares are counted.

    python benchmarks/million.py                 # the demonstration corpus under other ids, a million statements of it
    python benchmarks/million.py --statements 500000
    python benchmarks/million.py --statements 500000 --keep /tmp/million     # the record stays there, and is used again

Seconds, and the memory of the process after it.
"""

import argparse
import subprocess
import sys
import tempfile
import time
import warnings
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

import pandas as pd  # noqa: E402
import psutil  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

import toolkit  # noqa: E402
from toolkit import panels, show  # noqa: E402
from toolkit.compare import silence, voice_share  # noqa: E402
from toolkit.record import Query, load, save_pieces  # noqa: E402
from toolkit.tables import contract  # noqa: E402

TOGETHER = 20
"""Copies of the corpus that are written together."""


def pieces(record, times):
    """The tables of a record many times, every id with the number of the copy before it."""
    whole = {name: table for name, table in record.tables().items() if name != "REFUSED"}
    some = {name: pd.concat([renamed(table, name, number) for number in range(TOGETHER)], ignore_index=True)
            for name, table in whole.items()}  # fmt: skip
    for number in range(times // TOGETHER):
        yield {name: renamed(table, name, number) for name, table in some.items()}


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
    asked.add_argument("--statements", type=int, default=1_000_000)
    asked.add_argument("--keep", help="where the record is written, or lies already")
    asked.add_argument("--record")
    given = asked.parse_args()
    if given.record is not None:
        steps(given.record)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(given.keep or Path(folder) / "record")
        if not path.exists():
            written(path, given.statements)
        # In a process of its own, so that memory is counted from a fresh start.
        subprocess.run([sys.executable, __file__, "--record", path], check=True)


def written(path, statements):
    """The record lies at the path."""
    start, demo = time.perf_counter(), toolkit.open_corpus(toolkit.demo())
    save_pieces(path, pieces(demo, round(statements / len(demo.statements) / TOGETHER) * TOGETHER), {})
    print(f"written in {time.perf_counter() - start:.0f} s, {size(path) / 1e6:,.0f} MB on the disk")


def steps(path):
    """What is asked of the record, each thing once, in the order in which somebody would."""
    print("| what | seconds | memory, MB |\n|---|---|---|")
    say("nothing yet", time.perf_counter())
    start = time.perf_counter()
    record = load(path)
    say(f"open: {record!r}", start)
    party = record.parties[2]
    told = pq.read_table(Path(path) / "statements.parquet", columns=["article_id", "party"]).to_pandas()
    article = told.loc[told["party"] == party, "article_id"].iloc[len(told) // 50]
    del told
    for what, work in (
        (f"what {party} says", lambda: record.select(Query(parties=(party,))).statements),
        ("all denials", lambda: record.select(Query(acts=("deny",))).statements),
        ("one party in one article", lambda: record.select(Query(parties=(party,), articles=(article,))).statements),
        ("one article as a page", lambda: show.article(record, article).stretches),
        ("the panel “who is heard”", lambda: panels.who_is_heard(record).reading.items),
        ("the same, once more", lambda: panel(record).reading.items),
        (f"{party} chosen in it", lambda: chosen(record, party)),
        ("an article opened in it", lambda: opened(record)),
        ("shares of all parties with intervals", lambda: voice_share(record.innermost, articles=record.articles)),
        ("who is named and not heard", lambda: silence(record.mentions, record.statements)),
        ("all statements", lambda: record.statements),
    ):
        start = time.perf_counter()
        found = work()
        say(f"{what}: {len(found):,} rows", start)


@cache
def panel(record):
    """The panel of the first notebook."""
    return panels.who_is_heard(record)


def chosen(record, party):
    """The list of statements once a party was chosen."""
    panel(record).parties.value = [party]
    return panel(record).reading.items


def opened(record):
    """The runs of the article of the first statement, once it was clicked."""
    one = panel(record)
    one.reading.picked = one.reading.items[0]["id"]
    return one.beside.article.runs


def size(folder):
    """Bytes of the files in a folder."""
    return sum(file.stat().st_size for file in Path(folder).rglob("*"))


if __name__ == "__main__":
    main()
