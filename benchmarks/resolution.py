"""What finding out who speaks and for whom costs, as a share of the bare parse of the same texts in the same run.

Counted are the seconds of this thread in what resolves speakers (`language.speakers`, `language.speaker_rows`) and in
all of `parties.assign`, the writing of its tables included. Nothing is tagged beside it meanwhile: the bare parse has
the machine to itself too.
"""

import os
import sys
import time
from collections import defaultdict, deque
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

import spacy  # noqa: E402
from golden_set import gold_record, load_all  # noqa: E402

from toolkit import language, parties  # noqa: E402
from toolkit.language import DEFAULT_MODEL, analysis  # noqa: E402
from toolkit.language.speakers import Speakers  # noqa: E402
from toolkit.language.tagging.component import ONE_CORE  # noqa: E402
from toolkit.tables import frame  # noqa: E402

TIMES = 2
# Doors of the resolution, by the name under which others call them.
DOORS = [(Speakers, "__post_init__"), (Speakers, "resolve"), (Speakers, "counterpart"), (analysis, "speaker_rows")]


def main():
    os.environ[ONE_CORE] = "1"
    reports = gold_record(load_all())["ARTICLES"].to_dict("records")
    rows = [dict(row, article_id=f"{row['article_id']}-{copy}") for copy in range(TIMES) for row in reports]
    articles = frame("ARTICLES", rows)
    nlp = spacy.load(DEFAULT_MODEL)
    parties.assign(language.analyse(articles.head(2)), articles.head(2))
    spent, inside = defaultdict(float), []
    for owner, name in DOORS:
        setattr(owner, name, counted(getattr(owner, name), name, spent, inside))
    before = seconds(lambda: deque(nlp.pipe(articles["text"]), maxlen=0))
    tables = language.analyse(articles)
    spent["parties"] = seconds(lambda: parties.assign(tables, articles))
    parse = min(before, seconds(lambda: deque(nlp.pipe(articles["text"]), maxlen=0)))
    for name, took in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"{name:16} {took:6.2f} s  {took / parse:6.1%} of the parse")
    print(f"{'together':16} {sum(spent.values()):6.2f} s  {sum(spent.values()) / parse:6.1%} of the parse")


def counted(work, name, spent, inside):
    """The same work, its seconds added to `spent`; what another door calls meanwhile is counted once."""

    def timed(*given, **options):
        if inside:
            return work(*given, **options)
        inside.append(name)
        start = time.thread_time()
        try:
            return work(*given, **options)
        finally:
            spent[name] += time.thread_time() - start
            inside.pop()

    return timed


def seconds(work):
    start = time.thread_time()
    work()
    return time.thread_time() - start


if __name__ == "__main__":
    main()
