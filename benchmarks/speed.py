"""Words a second of the whole extraction, as a ratio to the bare parse of the same texts in the same run."""

import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from golden_set import gold_record, load_all  # noqa: E402

from toolkit import claims, language, parties  # noqa: E402
from toolkit.language import DEFAULT_MODEL, load_model  # noqa: E402
from toolkit.tables import frame  # noqa: E402

TIMES = 8


def main():
    reports = gold_record(load_all())["ARTICLES"].to_dict("records")
    rows = [dict(row, article_id=f"{row['article_id']}-{copy}") for copy in range(TIMES) for row in reports]
    articles = frame("ARTICLES", rows)
    words = int(articles["words"].sum())
    nlp = load_model(DEFAULT_MODEL)
    language.analyse(articles.head(1))
    bare = _timed(lambda: list(nlp.pipe(articles["text"])))
    whole = _timed(lambda: claims.label(parties.assign(language.analyse(articles), articles), articles))
    print(f"{len(articles)} articles, {words} words")
    print(f"bare parse        {words / bare:8.0f} words a second")
    print(f"whole extraction  {words / whole:8.0f} words a second, {bare / whole:.2f} x the bare parse")


def _timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
