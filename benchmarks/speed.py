"""Words a second of the whole extraction, as a ratio to the bare parse of the same texts in the same run.

Also how long the weights take to load, and the greatest memory of the run.
"""

import resource
import sys
import time
from collections import deque
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

import spacy  # noqa: E402
from golden_set import gold_record, load_all  # noqa: E402

from toolkit import claims, language, parties  # noqa: E402
from toolkit.language import DEFAULT_MODEL  # noqa: E402
from toolkit.language.tagging.network import Tagger, weights_folder  # noqa: E402
from toolkit.tables import frame  # noqa: E402

TIMES = 8


def main():
    reports = gold_record(load_all())["ARTICLES"].to_dict("records")
    rows = [dict(row, article_id=f"{row['article_id']}-{copy}") for copy in range(TIMES) for row in reports]
    articles = frame("ARTICLES", rows)
    words = int(articles["words"].sum())
    print(f"{len(articles)} articles, {words} words")
    print(f"the weights load in {_timed(lambda: Tagger(weights_folder())):.2f} s")
    nlp = spacy.load(DEFAULT_MODEL)
    for rules in (False, True):
        language.analyse(articles.head(1), rules=rules)
    _whole(articles, rules=False)
    # Read before the bare parse, whose batches of whole articles need more than the extraction does.
    print(f"greatest memory of the extraction {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")
    bare = _timed(lambda: deque(nlp.pipe(articles["text"]), maxlen=0))
    print(f"bare parse                  {words / bare:8.0f} words a second")
    for rules, name in ((False, "whole extraction"), (True, "whole extraction, rules")):
        whole = _timed(lambda by=rules: _whole(articles, rules=by))
        print(f"{name:27} {words / whole:8.0f} words a second, {bare / whole:.2f} x the bare parse")


def _whole(articles, *, rules):
    claims.label(parties.assign(language.analyse(articles, rules=rules), articles), articles)


def _timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
