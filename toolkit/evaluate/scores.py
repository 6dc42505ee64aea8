"""How much of what was coded is found, and how much of what is found was coded."""

from collections.abc import Callable, Iterable, Iterator
from itertools import compress

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.evaluate.gold import Gold
from toolkit.evaluate.pairing import Judged, Pair, Unit, judge
from toolkit.tables.values import KINDS

MEASURES = ("words", "statements", "exact", "with right source")
SUBSETS = ("all", "directness", "kind", "publisher")
UNKNOWN = "(unknown)"
RESAMPLES = 1000
FEWEST_ARTICLES = 5
COLUMNS = (
    "measure",
    "subset_kind",
    "subset",
    "precision",
    "recall",
    "f1",
    "f1_low",
    "f1_high",
    "gold",
    "found",
    "right",
)

Numbers = NDArray[np.float64]
Key = tuple[str, str, str]

_COUNTED: dict[str, Callable[[Pair], bool]] = {
    "statements": lambda _: True,
    "exact": lambda pair: pair.exact,
    "with right source": lambda pair: pair.sourced,
}


def score(gold: Gold, statements: pd.DataFrame, *, outer_only: bool = False, seed: int = 0) -> pd.DataFrame:
    """Precision, recall and F1 come with the counts they are made of, and do not depend on the order of rows.

    One row is one measure of one subset. `measure` (str) is `words` (inside a content), `statements` (half of the words
    of both contents are shared), `exact` (all are), `with right source` (half are, and the sources share a word that is
    not hollow, or none was coded and none found). `subset_kind` and `subset` (str) are

    - `all`, `all`;
    - `directness`, `direct` (at least half of the words of the content stand in double quotation marks) or `indirect`:
      coded and found statements count by their own words, a pair by those that were coded. Precision and F1 can pass 1
      where many pairs are direct on one side only;
    - `kind`, `direct` (all words in marks), `mixed` (some) or `indirect` (none): a found statement counts with the
      attribution it is paired with, and by its own words when it has none, so that no share passes 1;
    - `publisher`, its name, where any is known; `(unknown)` for the rest.

    The words of a subset are those of its coded contents, and of found ones outside all coded contents.

    `precision` (right / found), `recall` (right / gold) and `f1` (their harmonic mean; all Float64, 0 where there is
    nothing to divide by) pool all articles; `gold`, `found` and `right` (Int64) are the counts. `f1_low` and `f1_high`
    (Float64) hold the middle 95 % of the F1s of 1,000 resamples of whole articles, drawn from `seed` (percentile
    bootstrap, Efron and Tibshirani 1993; of clusters, Field and Welsh 2007), missing where fewer than five articles
    have anything to count. With few articles such an interval is rather too narrow. What counts as a pair follows
    Newell, Margolin and Ruths 2018; PolNeAR's coding is flat, so nested statements cost
    precision unless `outer_only` leaves them out.

    Raises ContractError for a frame that is no STATEMENTS frame, EvaluateError for statements of another article.

    >>> from toolkit.tables import frame
    >>> coded = [("a", "E1", [[14, 18]], [[19, 23]], [[0, 12]])]
    >>> columns = ["article_id", "attribution_id", "source", "cue", "content"]
    >>> news = frame("ARTICLES", [{"article_id": "a", "text": "“We may pay” Mora said."}])
    >>> gold = Gold(news, pd.DataFrame(coded, columns=columns))
    >>> row = {"statement_id": "s", "article_id": "a", "spans": [[0, 7]]}
    >>> score(gold, frame("STATEMENTS", [row])).loc[[0, 1, 3], ["measure", "recall", "gold"]].values.tolist()
    [['words', 0.6666666666666666, 3], ['statements', 1.0, 1], ['with right source', 0.0, 1]]
    """
    judged = judge(gold, statements, outer_only=outer_only)
    counted: dict[Key, list[tuple[int, int, int]]] = {}
    for article in judged:
        publisher = (gold.publishers.get(article.article_id) or UNKNOWN) if any(gold.publishers.values()) else ""
        for key, counts in _counts(article, publisher):
            counted.setdefault(key, []).append(counts)
    rows = [(*key, *_shares(np.array(counted[key], dtype=np.float64), seed)) for key in sorted(counted, key=_place)]
    dtypes = dict.fromkeys(COLUMNS[:3], "str") | dict.fromkeys(COLUMNS[3:8], "Float64")
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dtypes | dict.fromkeys(COLUMNS[8:], "Int64"))


def _place(key: Key) -> tuple[int, int, str, int]:
    """Kinds stand in their own order, publishers in that of the alphabet, the unknown last."""
    measure, subset_kind, subset = key
    place = KINDS.index(subset) if subset in KINDS else len(KINDS) + (subset == UNKNOWN)
    return SUBSETS.index(subset_kind), place, subset, MEASURES.index(measure)


def _counts(article: Judged, publisher: str) -> Iterator[tuple[Key, tuple[int, int, int]]]:
    """Of every measure and subset, how much was coded, found and right in one article."""
    coded, found = article.coded, article.found
    partners = {pair.found: coded[pair.coded].kind for pair in article.pairs}
    subsets = [("all", "all", [True] * len(coded), [True] * len(found))]
    if publisher:
        subsets.append(("publisher", publisher, *subsets[0][2:]))
    for name in (KINDS[0], KINDS[-1]):
        wanted = name == KINDS[0]
        own = [unit.is_direct == wanted for unit in coded], [unit.is_direct == wanted for unit in found]
        subsets.append(("directness", name, *own))
    for name in KINDS:
        paired = [partners.get(nth, unit.kind) == name for nth, unit in enumerate(found)]
        subsets.append(("kind", name, [unit.kind == name for unit in coded], paired))
    for subset_kind, name, ours, theirs in subsets:
        pairs = [pair for pair in article.pairs if ours[pair.coded]]
        yield ("words", subset_kind, name), _words(article, ours, theirs)
        for measure, counts in _COUNTED.items():
            yield (measure, subset_kind, name), (sum(ours), sum(theirs), sum(counts(pair) for pair in pairs))


def _words(article: Judged, ours: list[bool], theirs: list[bool]) -> tuple[int, int, int]:
    coded = _union(compress(article.coded, ours))
    right = coded & _union(article.found)
    beyond = _union(compress(article.found, theirs)) - _union(article.coded)
    return len(coded), len(right) + len(beyond), len(right)


def _union(units: Iterable[Unit]) -> frozenset[int]:
    return frozenset().union(*(unit.content for unit in units))


def _shares(table: Numbers, seed: int) -> tuple[float, ...]:
    """The measures of one subset; one row of `table` is one article: how much was coded, found and right in it."""
    gold, found, right = (float(total) for total in table.sum(axis=0))
    precision = right / found if found else 0.0
    recall = right / gold if gold else 0.0
    low, high = _interval(table, seed)
    return precision, recall, float(_f1(table.sum(axis=0))), low, high, gold, found, right


def _f1(totals: Numbers) -> Numbers:
    """The harmonic mean of right / found and right / gold; 0 where one of them is 0 or divides by nothing."""
    gold, found, right = np.moveaxis(totals, -1, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((gold > 0) & (found > 0), 2 * right / (gold + found), 0.0)


def _interval(table: Numbers, seed: int) -> tuple[float, float]:
    if int((table.sum(axis=1) > 0).sum()) < FEWEST_ARTICLES:
        return np.nan, np.nan
    articles = len(table)
    times = np.random.default_rng(seed).multinomial(articles, [1 / articles] * articles, size=RESAMPLES)
    totals = times @ table
    low, high = np.quantile(_f1(totals[totals.sum(axis=1) > 0]), [0.025, 0.975])
    return float(low), float(high)
