"""Seconds that corrections take on a large invented corpus: replaying five hundred, and making one more."""

import random
import statistics
import tempfile
import time
from pathlib import Path

from large_corpus import far_from_here, tiled

from toolkit import record as room
from toolkit.record.anchoring import anchored
from toolkit.record.corrections import append, holding, made
from toolkit.record.replay import replay

ARTICLES, STATEMENTS, FIGURES, CORRECTIONS, TIMES = 2000, 14, 5, 500, 7
LIMIT_REPLAY, LIMIT_ONE = 1.0, 0.2


def timed(name, work):
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        result = work()
        taken.append(time.perf_counter() - start)
    print(f"{name:40} {statistics.median(taken) * 1000:7.0f} ms, median of {TIMES}")
    return result, statistics.median(taken)


def decided(record, keys):
    """A log of five hundred corrections of every sort, made on a small record of their own and written at once."""
    for place, key in enumerate(keys):
        what = ("change", "reject", "accept", "change", "change")[place % 5]
        after = [{"party": record.parties[place % 5]}, {"speaker": "Bo Unknown", "speaker_type": "", "named": None},
                 {"kind": "direct"}][place % 3]  # fmt: skip
        row = record.statements.iloc[place_of(record, key)]
        article = record.articles.iloc[place_of(record, row["article_id"], "articles", "article_id")]
        spans = [list(map(int, span)) for span in row["spans"]]
        anchor = anchored(row["article_id"], article["source"], article["text"], spans, None)
        parts = {"after": after} if what == "change" else {}
        append(record.home, made(what, "analyst", statement=key, anchor=anchor, **parts))


def more(record, key):
    """What a click in a panel does."""
    return room.correct(record, key, party=record.parties[0], act="praise", target_party=record.parties[1])


def place_of(record, key, table="statements", column="statement_id"):
    return int((getattr(record, table)[column] == key).to_numpy().argmax())


def main():
    tables = tiled(far_from_here(), ARTICLES, statements=STATEMENTS, figures=FIGURES)
    with tempfile.TemporaryDirectory() as folder:
        record = room.Record.from_tables(tables, home=Path(folder) / ".counterpoint")
        print(", ".join(f"{len(table)} {name.lower()}" for name, table in tables.items()))
        keys = record.statements["statement_id"].tolist()
        random.Random(0).shuffle(keys)
        fresh = iter(keys[CORRECTIONS:])
        timed("making a Record, its contracts checked", lambda: room.Record.from_tables(tables))
        timed("the first corrections", lambda: room.correct(record, next(fresh), party=record.parties[0], act="deny"))
        decided(record, keys[:CORRECTIONS])
        log, _ = timed("reading the log", lambda: room.corrections_of(record.home))
        _, seconds = timed(f"replaying {len(log)}", lambda: replay(record.tables(), holding(log)))
        (corrected, _), _ = timed("the corrected Record", lambda: room.corrected(record))
        timed("who looked at what", lambda: room.reviewed(corrected))
        state = [corrected]
        _, one = timed("one more", lambda: state.append(more(state[-1], next(fresh))))
        timed("one more that is rejected", lambda: state.append(room.reject(state[-1], next(fresh))))
        timed("taking it back", lambda: state.append(room.undo(state[-1])))
    for name, taken, limit in (("replaying", seconds, LIMIT_REPLAY), ("one more", one, LIMIT_ONE)):
        print(f"{name}: {taken:.2f} s, {'within' if taken <= limit else 'OVER'} the limit of {limit} s")


if __name__ == "__main__":
    main()
