"""Runs the language room over many articles, so that one bad article never stops the rest."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from toolkit.engine.analysing import Analyse, Tables, analysed, set_aside, together
from toolkit.engine.batches import Batch, batches
from toolkit.engine.choosing import HERE, sharing
from toolkit.errors import EngineError

Progress = Callable[[int, int], object]
Found = list[tuple[Batch, Tables]]


def run(  # noqa: PLR0913 - what an analysis depends on, and who is told
    articles: pd.DataFrame,
    *,
    model: str,
    rules: bool = False,
    progress: Progress | None = None,
    analyse: Analyse | None = None,
    engine: str = HERE,
) -> Tables:
    """Every article is either analysed, with each of its spans found verbatim in its text, or stands in REFUSED.

    `articles` is an ARTICLES frame. Returns STATEMENTS, FIGURES, HARMS, SPEAKERS, NAMES and REFUSED, in the order of
    the articles, whichever engine does the work (see `choosing.sharing`). `progress` is called with the number of
    articles done and the number of all, first with 0 and last with all. With `rules` attribution is by rules alone.
    `analyse` takes the place of `toolkit.language.analyse`; for an engine of several processes it must be importable.
    Raises ModelError when the model cannot be used at all, EngineError where the engine can't.

    >>> from toolkit import tables
    >>> sorted(run(tables.empty("ARTICLES"), model="any", analyse=dict))
    ['FIGURES', 'HARMS', 'NAMES', 'REFUSED', 'SPEAKERS', 'STATEMENTS']
    """
    work = partial(analysed, model=model, rules=rules, analyse=analyse)
    found: dict[int, Tables] = {}
    done = 0
    with sharing(engine) as share:
        tell(progress, 0, len(articles))
        for batch, parts in share(work, batches(articles), lost):
            found |= {part.first: one for part, one in parts}
            done += len(batch)
            tell(progress, done, len(articles))
    return together([found[first] for first in sorted(found)])


def lost(batch: Batch, error: EngineError) -> Found:
    """What is said of a batch of one article that was lost with its process."""
    return [(batch, together([set_aside(batch.articles.iloc[0], error)]))]


def tell(progress: Progress | None, done: int, total: int) -> None:
    """Say how far the work is, where somebody wants to know."""
    if progress is not None:
        progress(done, total)
