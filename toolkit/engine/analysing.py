"""What is done to a batch of articles, in whatever process: the bad ones are set aside, and the rest goes on."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

import pandas as pd

from toolkit import clock, tables
from toolkit.engine.batches import Batch
from toolkit.engine.limits import time_limit
from toolkit.errors import CounterpointError, ModelError

Analyse = Callable[..., Mapping[str, pd.DataFrame]]
Tables = dict[str, pd.DataFrame]
Result = TypeVar("Result")

TABLES = ("STATEMENTS", "FIGURES", "HARMS", "SPEAKERS", "NAMES", "REFUSED")

_log = logging.getLogger(__name__)


def analysed(
    batch: Batch, *, model: str, rules: bool = False, analyse: Analyse | None = None
) -> list[tuple[Batch, Tables]]:
    """Every article of the batch is analysed, its spans found verbatim in its text, or stands in REFUSED.

    Returns the batch with the tables of `TABLES`; or parts of it, each with its own, where one of its articles
    failed. An article that takes longer than `limits.time_limit` allows is set aside too. `analyse` takes the place of
    `toolkit.language.analyse`. Raises ModelError when the model cannot be used at all, since then no article could be
    analysed.

    >>> [(_, found)] = analysed(Batch(0, tables.empty("ARTICLES")), model="any", analyse=lambda *_, **__: {})
    >>> sorted(found)
    ['FIGURES', 'HARMS', 'NAMES', 'REFUSED', 'SPEAKERS', 'STATEMENTS']
    """
    work = partial(_language(), rules=rules) if analyse is None else analyse
    found = careful(partial(_checked, work=work, model=model), batch)
    return [
        (part, together([set_aside(part.articles.iloc[0], one) if isinstance(one, Exception) else one]))
        for part, one in found
    ]


def careful(work: Callable[[Batch], Result], batch: Batch) -> list[tuple[Batch, Result | Exception]]:
    """What the work makes of the batch; when it fails as a whole, of its halves, down to the article at which it fails.

    Raises ModelError as it comes: it is about all articles.
    """
    try:
        return [(batch, work(batch))]
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost the other articles
        if len(batch) == 1:
            return [(batch, error)]
    middle = len(batch) // 2
    return [one for half in (batch.part(0, middle), batch.part(middle, len(batch))) for one in careful(work, half)]


def set_aside(article: "pd.Series[str]", error: Exception) -> Tables:
    """One row of REFUSED: an article that could not be worked on, with the reason."""
    source = article["source"] or article["article_id"]
    _log.debug("%s was set aside", source, exc_info=error)
    if isinstance(error, CounterpointError):
        said = {"reason": error.problem, "works": error.works, "step": error.step}
    else:
        said = {
            "reason": f"it could not be analysed: {type(error).__name__}: {error}",
            "works": "the other articles, which went on",
            "step": "report this article as a fault of Counterpoint, with this reason",
        }
    return {"REFUSED": tables.frame("REFUSED", [{"source": source, **said}])}


def together(pieces: Sequence[Mapping[str, pd.DataFrame]], names: Sequence[str] = TABLES) -> Tables:
    """The tables of several batches, one below the other, with an empty one for each name that none has."""
    return {name: _joined([piece[name] for piece in pieces if name in piece], name) for name in names}


def _joined(pieces: Sequence[pd.DataFrame], name: str) -> pd.DataFrame:
    filled = [piece for piece in pieces if len(piece)]
    return pd.concat(filled, ignore_index=True) if filled else tables.empty(name)


def _language() -> Analyse:
    # Imported when it is needed: the model takes seconds to load, and a caller who brings its own needs none.
    from toolkit.language import analyse  # noqa: PLC0415

    return analyse


def _checked(batch: Batch, *, work: Analyse, model: str) -> Mapping[str, pd.DataFrame]:
    articles = batch.articles
    with time_limit(int(articles["text"].str.len().sum())), clock.timed("statements, speakers, figures"):
        found = work(articles, model=model)
    tables.verify(found, articles)
    return found
