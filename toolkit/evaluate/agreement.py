"""How far two coders agree on the same articles, and where they do not."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from toolkit.evaluate.alpha import Numbers
from toolkit.evaluate.coders import COLUMNS, Both, Row, side_by_side
from toolkit.intervals import FEWEST_ARTICLES
from toolkit.record.voices import clusters, value_of

RESAMPLES = 2000
SEED = 20111
ENOUGH_ARTICLES = 20
MOST_EMPTY = 0.05
"""The share of draws without a value above which nothing is said about how the value varies."""
DISAGREEMENTS = (
    "article_id", "what", "first_id", "second_id", "first_value", "second_value", "first_content", "second_content",
    "start", "end",
)  # fmt: skip

_ALIKE = "There is no alpha: all values are alike, and nobody can tell agreement from habit."

Statistic = Callable[[Numbers], Numbers]


def agreement(
    first: pd.DataFrame, second: pd.DataFrame, articles: pd.DataFrame, *, columns: Sequence[str] = COLUMNS
) -> pd.DataFrame:
    """Who is called the first coder changes nothing, and a coder agrees with himself wholly.

    `first` and `second` are STATEMENTS frames of two coders, `articles` the ARTICLES that both have read, those without
    a statement included. One row is one measure, `measure` (str):

    - `span F1`: 2 × pairs / statements of both, 0 to 1. Two statements are a pair when they share at least half of the
      words that either has (as in `score`). `n` counts the statements of both coders, a pair once.
    - `alpha kind`, `alpha speaker`, … for each of `columns`: Krippendorff's nominal alpha over the pairs, at most 1.
      Values are compared to the letter, an empty one is a value like any other; where several speak at once, all of
      them are one value. `n` counts the pairs. It says nothing of statements that only one coder has.
    - `alpha words`: nominal alpha with each word of the texts as a unit, inside a statement of the coder or not. It
      says how far coders agree on *where* somebody is quoted, not on where one statement ends and the next begins: it
      is not the alpha of unitising (Krippendorff 2004), which weighs lengths and gaps. `n` counts the words.

    `n` (Int64), `value`, `low`, `high` (Float64), `articles` (Int64, those with something to compare; copies count
    once), `note` (str). The limits hold the middle 95 % of 2,000 resamples of whole articles with a fixed seed
    (percentile bootstrap, Efron and Tibshirani 1993; of clusters, Field and Welsh 2007). They are missing under five
    articles, where all resamples are alike, and where many have no value; under twenty they are rather too narrow. The
    note says so. Krippendorff 2011. Raises what `coders.side_by_side` raises.

    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a", "text": "He said no. She said yes."}])
    >>> one = {"statement_id": "s0", "article_id": "a", "spans": [[8, 10]], "kind": "direct"}
    >>> two = {"statement_id": "s1", "article_id": "a", "spans": [[21, 24]], "kind": "direct"}
    >>> both = frame("STATEMENTS", [one]), frame("STATEMENTS", [one, two])
    >>> agreement(*both, news, columns=[])[["measure", "n", "value"]].round(3).values.tolist()
    [['span F1', 2, 0.667], ['alpha words', 6, 0.593]]
    """
    compared = side_by_side(first, second, articles, columns=columns)
    _, cluster = np.unique(clusters(articles, articles).to_numpy(dtype=str), return_inverse=True)
    measured = [("span F1", _spans(compared), _f1)]
    measured += [(f"alpha {column}", _values(compared, column), _alpha) for column in columns]
    measured.append(("alpha words", _words(compared), _alpha))
    rows = [(name, *_measured(table, statistic, cluster)) for name, table, statistic in measured]
    result = pd.DataFrame(rows, columns=["measure", "n", "value", "low", "high", "articles", "note"])
    dtypes = {"measure": "str", "n": "Int64", "articles": "Int64", "note": "str"}
    return result.astype(dtypes | dict.fromkeys(("value", "low", "high"), "Float64"))


def disagreements(
    first: pd.DataFrame, second: pd.DataFrame, articles: pd.DataFrame, *, columns: Sequence[str] = COLUMNS
) -> pd.DataFrame:
    """Coders who say the same of every statement have no row, and nothing that they say differently is left out.

    Parameters and errors as in `agreement`. One row is one disagreement, in the order of the articles and then of the
    text: `article_id`; `what` (str), `statement` where only one coder has it, else the column in which a pair differs;
    `first_id` and `second_id` (the statements, empty where a coder has none); `first_value` and `second_value` (what
    each says; of a statement `yes` or `no`); `first_content` and `second_content` (verbatim); `start` and `end` (Int64,
    code points, half open: where both contents lie). Pairs whose words differ in part are pairs, and no row.

    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a", "text": "He said no."}])
    >>> rows = [{"statement_id": "s", "article_id": "a", "spans": [[8, 10]], "party": party} for party in ("Red", "")]
    >>> table = disagreements(*(frame("STATEMENTS", [row]) for row in rows), news)
    >>> table[["what", "first_value", "second_value"]].values.tolist()
    [['party', 'Red', '']]
    """
    compared = side_by_side(first, second, articles, columns=columns)
    rows = [row for one in compared for row in _differences(one, columns)]
    dtypes = dict.fromkeys(DISAGREEMENTS[:-2], "str") | dict.fromkeys(DISAGREEMENTS[-2:], "Int64")
    return pd.DataFrame(rows, columns=list(DISAGREEMENTS)).astype(dtypes)


def _differences(both: Both, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The disagreements of one article, by their place in the text."""
    seconds = {nth for _, nth in both.pairs}
    partner = dict(both.pairs)
    couples: list[tuple[Row | None, Row | None]] = [
        (row, both.second[partner[place]] if place in partner else None) for place, row in enumerate(both.first)
    ]
    couples += [(None, row) for nth, row in enumerate(both.second) if nth not in seconds]
    rows = []
    for one, other in couples:
        there = [row for row in (one, other) if row is not None]
        spans = [place for row in there for span in row["spans"] for place in span]
        place = (min(spans), max(spans)) if spans else (pd.NA, pd.NA)
        ids = [row["statement_id"] if row else "" for row in (one, other)]
        contents = [row["content"] if row else "" for row in (one, other)]
        for what, *values in _differing(one, other, columns):
            rows.append((both.article_id, what, *ids, *values, *contents, *place))
    yield from sorted(rows, key=lambda row: (-1, -1) if row[-1] is pd.NA else row[-2:])


def _differing(one: Row | None, other: Row | None, columns: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    if one is None or other is None:
        yield "statement", "yes" if one else "no", "yes" if other else "no"
        return
    for column in columns:
        ours, theirs = value_of(one, column), value_of(other, column)
        if ours != theirs:
            yield column, ours, theirs


def _spans(compared: list[Both]) -> Numbers:
    """One row an article: units, pairs, statements of both."""
    counts = [(len(one.pairs), len(one.first) + len(one.second)) for one in compared]
    return np.array([(total - pairs, pairs, total) for pairs, total in counts], dtype=np.float64).reshape(-1, 3)


def _values(compared: list[Both], column: str) -> Numbers:
    """One row an article: pairs, pairs that differ, and how often each value is given."""
    told = [
        (place, value_of(one.first[ours], column), value_of(one.second[theirs], column))
        for place, one in enumerate(compared)
        for ours, theirs in one.pairs
    ]
    names = {name: nth for nth, name in enumerate(sorted({value for _, *values in told for value in values}), start=2)}
    table = np.zeros((len(compared), 2 + len(names)))
    for place, ours, theirs in told:
        table[place, 0] += 1
        table[place, 1] += ours != theirs
        table[place, names[ours]] += 1
        table[place, names[theirs]] += 1
    return table


def _words(compared: list[Both]) -> Numbers:
    rows = []
    for one in compared:
        inside = len(one.first_words) + len(one.second_words)
        rows.append((one.words, len(one.first_words ^ one.second_words), inside, 2 * one.words - inside))
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


def _f1(sums: Numbers) -> Numbers:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(2 * sums[:, 1] / sums[:, 2])


def _alpha(sums: Numbers) -> Numbers:
    """Krippendorff's nominal alpha of two coders without gaps, from sums: every unit adds two values that meet."""
    total = 2 * sums[:, 0]
    expected = total**2 - (sums[:, 2:] ** 2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(expected > 0, 1 - (total - 1) * 2 * sums[:, 1] / expected, np.nan))


def _measured(table: Numbers, statistic: Statistic, cluster: Any) -> tuple[Any, ...]:
    """n, value, low, high, articles and note of one measure; the first column of `table` counts its units."""
    sums = np.zeros((int(cluster.max(initial=-1)) + 1, table.shape[1]))
    np.add.at(sums, cluster, table)
    sums = sums[sums[:, 0] > 0]
    articles, n = len(sums), int(sums[:, 0].sum())
    if not articles:
        return 0, np.nan, np.nan, np.nan, 0, "There is nothing to compare."
    value = float(statistic(sums.sum(axis=0, keepdims=True))[0])
    low, high, note = (np.nan, np.nan, _ALIKE) if np.isnan(value) else _interval(sums, statistic)
    return n, value, low, high, articles, note


def _interval(sums: Numbers, statistic: Statistic) -> tuple[float, float, str]:
    articles = len(sums)
    if articles < FEWEST_ARTICLES:
        where = "1 article" if articles == 1 else f"{articles} articles"
        note = f"No interval is given: there is something to compare in {where}, and it takes at least "
        return np.nan, np.nan, f"{note}{FEWEST_ARTICLES}."
    times = np.random.default_rng(SEED).multinomial(articles, [1 / articles] * articles, size=RESAMPLES)
    drawn = statistic(times @ sums)
    kept = drawn[~np.isnan(drawn)]
    if len(kept) < (1 - MOST_EMPTY) * RESAMPLES:
        return np.nan, np.nan, "No interval is given: in many draws of articles all values are alike."
    low, high = (float(limit) for limit in np.quantile(kept, [0.025, 0.975]))
    if high - low < 1e-12:
        return np.nan, np.nan, "No interval is given: all articles show the same, so none can tell how much it varies."
    note = "" if articles >= ENOUGH_ARTICLES else f"With fewer than {ENOUGH_ARTICLES} articles it is rather too narrow."
    return low, high, note
