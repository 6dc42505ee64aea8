"""Runs the language room over many articles, in this process, so that one bad article never stops the rest."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd

from toolkit import tables
from toolkit.errors import ContractError, CounterpointError, ModelError

Analyse = Callable[..., Mapping[str, pd.DataFrame]]
Progress = Callable[[int, int], object]

BATCH = 16
"""Articles that are analysed together: enough to keep the model busy, few enough to tell progress."""

TABLES = ("STATEMENTS", "FIGURES", "HARMS", "SPEAKERS", "NAMES", "REFUSED")

_log = logging.getLogger(__name__)


def run(
    articles: pd.DataFrame,
    *,
    model: str,
    rules: bool = False,
    progress: Progress | None = None,
    analyse: Analyse | None = None,
) -> dict[str, pd.DataFrame]:
    """Every article is either analysed, with each of its spans found verbatim in its text, or stands in REFUSED.

    `articles` is an ARTICLES frame. Returns STATEMENTS, FIGURES, HARMS, SPEAKERS, NAMES and REFUSED, in the order of
    the articles. `progress` is called with the number of articles done and the number of all, first with 0 and last
    with all. With `rules` attribution is by rules alone. `analyse` takes the place of `toolkit.language.analyse`.
    Raises ModelError when the model cannot be used at all, since then no article could be analysed.

    >>> from toolkit import tables
    >>> sorted(run(tables.empty("ARTICLES"), model="any", analyse=dict))
    ['FIGURES', 'HARMS', 'NAMES', 'REFUSED', 'SPEAKERS', 'STATEMENTS']
    """
    work = partial(_language(), rules=rules) if analyse is None else analyse
    found: list[Mapping[str, pd.DataFrame]] = []
    _tell(progress, 0, len(articles))
    for start in range(0, len(articles), BATCH):
        batch = articles.iloc[start : start + BATCH].reset_index(drop=True)
        found += _analysed(batch, work, model)
        _tell(progress, start + len(batch), len(articles))
    return {name: _joined([one[name] for one in found if name in one], name) for name in TABLES}


def _language() -> Analyse:
    # Imported when it is needed: the model takes seconds to load, and a caller who brings its own needs none.
    from toolkit.language import analyse  # noqa: PLC0415

    return analyse


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None:
        progress(done, total)


def _analysed(batch: pd.DataFrame, work: Analyse, model: str) -> list[Mapping[str, pd.DataFrame]]:
    """The tables of a batch; when it fails as a whole, those of its articles one by one, without the bad ones."""
    try:
        return [_checked(batch, work, model)]
    except ModelError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost the other articles
        if len(batch) == 1:
            return [{"REFUSED": _refused(batch.iloc[0], error)}]
    singles = (batch.iloc[[row]].reset_index(drop=True) for row in range(len(batch)))
    return [found for single in singles for found in _analysed(single, work, model)]


def _checked(batch: pd.DataFrame, work: Analyse, model: str) -> Mapping[str, pd.DataFrame]:
    found = work(batch, model=model)
    texts = dict(zip(batch["article_id"], batch["text"], strict=True))
    for name, table in found.items():
        if name == "REFUSED":
            continue
        if strange := set(table["article_id"]) - set(texts):
            raise ContractError(
                f"{name} speaks of the article {min(strange)!r}, which was not given",
                works="rows of the articles that were given",
                step="report this as a fault of Counterpoint",
            )
        tables.check(table, name, texts=texts)
    return found


def _refused(article: "pd.Series[str]", error: Exception) -> pd.DataFrame:
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
    return tables.frame("REFUSED", [{"source": source, **said}])


def _joined(pieces: Sequence[pd.DataFrame], name: str) -> pd.DataFrame:
    filled = [piece for piece in pieces if len(piece)]
    return pd.concat(filled, ignore_index=True) if filled else tables.empty(name)
