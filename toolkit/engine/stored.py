"""A corpus of any size, analysed through its store: batches are kept as they come, so that no stop loses them."""

from collections.abc import Iterable, Iterator
from functools import partial

import pandas as pd

from toolkit.engine.analysing import analysed
from toolkit.engine.asking import Asked, Team
from toolkit.engine.batches import Batch, batches
from toolkit.engine.fingerprint import of_articles
from toolkit.engine.rows import encoded
from toolkit.engine.running import Progress, lost, tell
from toolkit.engine.shelf import CHUNK, Shelf


def keep(shelf: Shelf, articles: Iterable[pd.DataFrame], team: Team, *, progress: Progress | None = None) -> None:
    """Every article has its findings in the store, or the reason why it was set aside; nothing is analysed twice.

    `articles` are frames of ARTICLES, which are gone through once: they are the corpus, in this order. `progress` is
    called with the articles done, those of earlier runs among them, and the number of all. Raises ModelError and
    EngineError as `running.run`, and EngineError where the store can't be written; what was kept until then stays.
    """
    asked = team.asked
    total = _list(shelf, articles, asked)
    missing = shelf.missing(asked.run)
    done = total - len(missing)
    tell(progress, done, total)
    work = partial(analysed, model=asked.model, rules=asked.rules, analyse=asked.analyse)
    for batch, parts in team.share(work, _batches(shelf, missing), lost):
        words: list[str] = []
        found: list[bytes] = []
        refused: list[bool] = []
        for part, tables in parts:
            words += part.beside
            found += encoded(tables, part.articles)
            refused += [len(tables["REFUSED"]) > 0] * len(part)
        shelf.keep(asked.run, words, found, refused=refused)
        done += len(batch)
        tell(progress, done, total)


def _list(shelf: Shelf, articles: Iterable[pd.DataFrame], asked: Asked) -> int:
    """The store lists the articles as the corpus of this run; returns how many they are."""
    shelf.begin(asked.run)
    place = 0
    for frame in articles:
        for low in range(0, len(frame), CHUNK):
            part = frame.iloc[low : low + CHUNK].reset_index(drop=True)
            shelf.put_articles(part, of_articles(part), first=place)
            place += len(part)
    return place


def _batches(shelf: Shelf, missing: list[int]) -> Iterator[Batch]:
    """Batches of the articles at some places, each with the words of its articles beside it."""
    for low in range(0, len(missing), CHUNK):
        articles, words = shelf.articles(missing[low : low + CHUNK])
        for batch in batches(articles):
            yield Batch(low + batch.first, batch.articles, words[batch.first : batch.first + len(batch)])
