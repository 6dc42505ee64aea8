"""Source types and anonymity: what sort of sources are heard, whether they have a name, and how varied they are."""

import numpy as np
import pandas as pd

from toolkit.compare.intervals import within
from toolkit.compare.resampling import FEWEST, Numbers, note, percentiles, typed
from toolkit.compare.units import counted, ordered
from toolkit.tables.values import SPEAKER_TYPES

NAMED = ("named", "not named")


def source_types(statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """The shares of the types of source within each party sum to 1, each with its denominator.

    One row is one party and one type, most heard first, `(unassigned)` last: `party` (named as `by`), `speaker_type`
    (person, government, military, organisation, document, group, unnamed official, witness, media; a row `(none)`
    where a statement has none), `n`, `total`, `value` (n / total, 0 to 1), `low`, `high`, `articles`, `of_articles`,
    `note`, as in `directness`. Sigal 1973. The type tells how a source is written of, not what it knows.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> table = source_types(frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "speaker_type": "witness"}]))
    >>> table.loc[table["n"] > 0, ["party", "speaker_type", "n"]].values.tolist()
    [['Red', 'witness', 1.0]]
    """
    heard = counted(statements, articles, by=by, also=["speaker_type"])
    return within(heard, column="speaker_type", groups=SPEAKER_TYPES, by=by)


def anonymity(statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """The shares of statements of sources with and without a name sum to 1 within each party.

    One row is one party and one of `named` and `not named` in the column `source`; the other columns as in
    `source_types`. Named is whom a reader could look up: a person, or a body by its name; "officials" and "a senior
    diplomat" are not. A source that is not named may be protected, unknown, or not thought worth a name.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> table = anonymity(frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "named": False}]))
    >>> table[["source", "n"]].values.tolist()
    [['named', 0.0], ['not named', 1.0]]
    """
    heard = counted(statements, articles, by=by, also=["named"])
    known = heard["named"].astype("boolean")
    heard["source"] = pd.Series(np.where(known.fillna(value=False), *NAMED), index=heard.index, dtype="str")
    heard["source"] = heard["source"].where(known.notna(), "").astype("str")
    return within(heard, column="source", groups=NAMED, by=by)


def evenness(statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """How evenly the statements of each party are spread over the types of source: 0 for one type, 1 for all alike.

    One row is one party (named as `by`): `n` and `total` (statements), `entropy` (H = -sum p ln p, in nats), `value`
    (H / ln K, 0 to 1, over the K = 9 types there are), `low`, `high` (percentile interval over articles from 20
    articles on), `articles`, `of_articles`, `note`. Statements without a type are left out. Shannon 1948; Pielou 1966.
    With few statements the evenness reads too low: compare parties that are heard about as often.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> rows = [{"statement_id": f"s{n}", "party": "Red", "speaker_type": t} for n, t in enumerate(SPEAKER_TYPES)]
    >>> evenness(frame("STATEMENTS", rows))["value"].round(6).tolist()
    [1.0]
    """
    heard = counted(statements, articles, by=by, also=["speaker_type"])
    heard = heard[heard["speaker_type"] != ""]
    names = ordered(heard, by)
    sums = _sums(heard, by, names)
    entropy = _entropy(sums.sum(axis=0))
    articles_of = (sums.sum(axis=2) > 0).sum(axis=0)
    table = pd.DataFrame(
        {by: pd.Series(names, dtype="str"), "n": sums.sum(axis=(0, 2)), "total": sums.sum(axis=(0, 2))}
    )
    table["entropy"], table["value"] = entropy, entropy / np.log(len(SPEAKER_TYPES))
    table[["low", "high"]] = np.nan
    sure = np.flatnonzero(articles_of >= FEWEST)
    if len(sure):
        drawn = sums[:, sure].reshape(len(sums), -1)
        limits = percentiles(drawn, lambda draws: _evenness(draws.reshape(len(draws), len(sure), -1)))
        table.loc[sure, ["low", "high"]] = np.column_stack(limits)
    table["articles"], table["of_articles"] = articles_of, articles_of
    table["note"] = [note(int(count)) for count in articles_of]
    return typed(table, (by,)).astype({"entropy": "Float64"})


def _sums(heard: pd.DataFrame, by: str, names: list[str]) -> Numbers:
    """The weight of each type in each article and party: articles by parties by types."""
    code, clusters = pd.factorize(heard["cluster"], sort=True)
    place = pd.Categorical(heard[by], categories=names).codes
    sort = pd.Categorical(heard["speaker_type"], categories=SPEAKER_TYPES).codes
    table = np.zeros((len(clusters), len(names), len(SPEAKER_TYPES)))
    np.add.at(table, (code, place, sort), heard["weight"].to_numpy(dtype=np.float64))
    return table


def _evenness(draws: Numbers) -> Numbers:
    return np.asarray(_entropy(draws) / np.log(len(SPEAKER_TYPES)), dtype=np.float64)


def _entropy(table: Numbers) -> Numbers:
    """The entropy over the last axis, in nats; not a number where there is no weight."""
    total = table.sum(axis=-1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = table / total
        terms = np.where(share > 0, share * np.log(share), 0.0)
    return np.where(total[..., 0] > 0, -terms.sum(axis=-1) + 0.0, np.nan)
