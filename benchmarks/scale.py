"""How time and memory grow with the corpus, and what more processes bring: each run in a process of its own.

    python benchmarks/scale.py                    # short articles with the model, and many with it stubbed out
    python benchmarks/scale.py --model 100 1000 10000 --stub 1000 10000 100000 --engines

Words a second are of the whole way: read from a generator, analysed, kept, settled, written as a saved record. The
greatest memory is that of the process that does the work; with several processes, that of all together.
"""

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

import psutil  # noqa: E402

from toolkit import storing  # noqa: E402
from toolkit.engine import Asked, opened, team  # noqa: E402
from toolkit.language import DEFAULT_MODEL  # noqa: E402
from toolkit.parties import Parties  # noqa: E402
from toolkit.preparing import Prepared  # noqa: E402
from toolkit.tables import frame  # noqa: E402

PLACES = ("Norland", "Sudria", "Westria", "Oost", "Karvia", "Belmora", "Tarn", "Ilmar")
FIRST = ("Ada", "Oto", "Ines", "Bram", "Lena", "Jonas", "Mira", "Pavel", "Sofia", "Tomas", "Vera", "Karl")
LAST = ("Lind", "Brack", "Mora", "Hale", "Voss", "Reyes", "Dahl", "Okoro", "Petrov", "Sato", "Weiss", "Marsh")
DEEDS = ("shelled the harbour", "closed the border", "held back the grain", "broke the truce", "moved its troops")
SAID = ("said on Tuesday that", "told reporters that", "insisted that", "warned that", "denied that")


def frames(number, size=1000):
    """Frames of short invented articles, about ninety words each, the same for the same number."""
    for first in range(0, number, size):
        yield frame("ARTICLES", [row(place) for place in range(first, min(first + size, number))])


def row(place):
    """One article: two ministers, a count, an answer."""
    chance = random.Random(place)
    one, other = chance.sample(PLACES, 2)
    names = [f"{chance.choice(FIRST)} {chance.choice(LAST)}{'' if chance.random() < 0.5 else 'sen'}" for _ in range(2)]
    deed, said = chance.choice(DEEDS), chance.choice(SAID)
    text = (
        f"{one} and {other} trade blame\n\n{one}'s foreign minister {names[0]} {said} {other} had {deed}. “At least "
        f"{chance.randint(3, 90)} people were killed,” {names[0].split()[-1]} said. “We will not forget it.”\n\n"
        f"{other} rejected the charge. “We did not do it, and we never will,” said General {names[1]}, who leads the "
        f"army of {other}. A witness in the town said that she had seen two boats burn before the shelling began. "
        f"The ministry in {one} has not commented on the claim, which could not be checked."
    )
    return {"article_id": f"n{place:07d}", "source": f"{place}.txt", "text": text, "words": len(text.split())}


def stub(batch, *, model):  # noqa: ARG001 - called as the model is
    """What takes the place of the model: two statements and two speakers an article, found by their places."""
    statements, speakers = [], []
    for key, text in zip(batch["article_id"], batch["text"], strict=True):
        for number, (mark, before) in enumerate((("“At least", "minister "), ("“We did", "General "))):
            start = text.index(mark)
            end = text.index("”", start) + 1
            low = text.index(before) + len(before)
            name = " ".join(text[low:].split()[:2]).rstrip(",")
            who = {"speaker": name, "speaker_mention": name, "speaker_start": low, "speaker_end": low + len(name)}
            statements.append(
                {"statement_id": f"{key}-{number}", "article_id": key, "order": number, "content": text[start:end],
                 "spans": [[start, end]], "start": start, "end": end, "kind": "direct", "named": True,
                 "in_headline": False, "in_lead": number == 0, "prominence": 0.5, "confidence": 0.9, **who}
            )  # fmt: skip
            speakers.append(
                {"speaker_row_id": f"{key}-p{number}", "article_id": key, "speaker": name, "rule": "name",
                 "named": True, "person": True, "start": low, "end": low + len(name), "text": name}
            )  # fmt: skip
    return {"STATEMENTS": frame("STATEMENTS", statements), "SPEAKERS": frame("SPEAKERS", speakers)}


def through(folder, number, asked, *, progress=None):
    """The record of so many articles, made through a store in the folder."""
    with team(asked) as workers, opened(folder / "store.duckdb") as shelf:
        return storing.through(
            shelf, frames(number), workers, Prepared(Parties(), {"provenance": {}}), progress=progress
        )


def work(number, engine, stubbed):
    """One run; prints what it took as JSON."""
    warnings.simplefilter("ignore")
    watch = Watch()
    asked = Asked(DEFAULT_MODEL, engine=engine, analyse=stub if stubbed else None)
    times, words = {}, 0
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        record = through(
            Path(folder), number, asked,
            progress=lambda done, total: times.setdefault("analysed", time.perf_counter()) if done == total else None,
        )  # fmt: skip
        end = time.perf_counter()
        words = int(sum(one["words"].sum() for one in frames(number)))
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        rows = len(record.statements) if number <= 10_000 else record.provenance["counts"]["STATEMENTS"]
    told = {
        "articles": number, "engine": engine, "stub": stubbed, "seconds": end - start, "words": words,
        "analysis": times["analysed"] - start, "statements": rows, "memory": watch.stop(), "disk": size,
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")


class Watch:
    """The greatest memory of this process and those it started, looked at ten times a second."""

    def __init__(self):
        self.greatest, self.running, self.process = 0, True, psutil.Process()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self):
        while self.running:
            total = 0
            for one in [self.process, *self.process.children(recursive=True)]:
                try:
                    total += one.memory_info().rss
                except psutil.Error:
                    continue
            self.greatest = max(self.greatest, total)
            time.sleep(0.1)

    def stop(self):
        """The greatest memory in bytes."""
        self.running = False
        self.thread.join()
        return self.greatest


def run(number, engine, *, stubbed):
    """One run in a process of its own; what it took."""
    words = [sys.executable, __file__, "--one", str(number), engine, "stub" if stubbed else "model"]
    paths = os.pathsep.join([str(ROOT), str(HERE)])
    said = subprocess.run(words, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": paths})
    return json.loads(said.stdout.splitlines()[-1])


def line(told):
    """One line of the table."""
    return (
        f"| {told['articles']:,} | {'stub' if told['stub'] else 'model'} | {told['engine']} | {told['seconds']:,.1f} | "
        f"{told['words'] / told['seconds']:,.0f} | {told['analysis'] / told['seconds']:.0%} | "
        f"{told['statements']:,} | {told['memory'] / 1e6:,.0f} | {told['disk'] / 1e6:,.1f} |"
    )


HEAD = (
    "| articles | analysis | engine | seconds | words a second | analysing | statements | memory, MB | disk, MB |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def main():
    """Every run asked for, as lines of a table."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--model", nargs="*", type=int, default=[100, 1000, 10_000])
    asked.add_argument("--stub", nargs="*", type=int, default=[1000, 10_000, 100_000])
    asked.add_argument("--engines", nargs="*", default=["processes:1", "processes:2", "dask:2"])
    asked.add_argument("--shared", type=int, default=2000, help="articles for the engines")
    asked.add_argument("--one", nargs=3)
    given = asked.parse_args()
    if given.one:
        import scale  # noqa: PLC0415 - by its name, so that other processes find the stub

        scale.work(int(given.one[0]), given.one[1], given.one[2] == "stub")
        return
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(HEAD)
    runs = [(number, "here", False) for number in given.model] + [(given.shared, one, False) for one in given.engines]
    for number, engine, stubbed in runs + [(number, "here", True) for number in given.stub]:
        print(line(run(number, engine, stubbed=stubbed)), flush=True)


if __name__ == "__main__":
    main()
