"""Differences: how far two parties are apart on a share, with an interval for the difference itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.compare.intervals import NONE, korn_graubard
from toolkit.compare.units import CompareError, counted, ordered
from toolkit.intervals import FEWEST_ARTICLES
from toolkit.record import UNASSIGNED

DTYPES = {
    "first": "str", "second": "str", "measure": "str", "first_value": "Float64", "second_value": "Float64",
    "value": "Float64", "low": "Float64", "high": "Float64", "odds_ratio": "Float64", "odds_low": "Float64",
    "odds_high": "Float64", "n": "Float64", "articles": "Int64", "note": "str",
}  # fmt: skip

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class _Share:
    """One share with its limits, and how much each article pulls it: the linearised residual by cluster."""

    value: float
    low: float
    high: float
    residual: "pd.Series[float]"
    total: float
    clusters: frozenset[str]


def difference(
    statements: pd.DataFrame,
    between: tuple[str, str],
    *,
    of: Mapping[str, str | tuple[str, ...]] | None = None,
    by: str = "party",
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The difference between two parties has an interval of its own: two that overlap can still differ.

    `between` names the two. Compared is the share of each party's statements that are `of` something, one column and
    the value or values wanted: `of={"kind": "direct"}`, `of={"cue_stance": ("distancing",)}`; without `of`, the two
    voice shares. One row: `first`, `second`, `measure` (in words), `first_value` and `second_value` (0 to 1), `value`
    (first - second, -1 to 1) with `low` and `high` (95 %), `odds_ratio` with `odds_low` and `odds_high` (0 or more;
    missing where a share is 0 or 1), `n` (statements of both), `articles` (in which either is heard), `note`.

    The limits of the two shares (`intervals.korn_graubard`) are brought together by the method of variance estimates
    recovery (Zou and Donner 2008), with the correlation of the two shares over the articles: reports that quote both
    are no independent witnesses. No interval where either party is heard in fewer than five articles. Odds ratios of
    directness are those of Semino and Short 2004. That an interval leaves out 0 says that the articles treat the two
    differently, not why.

    Raises CompareError for a party that makes no statement, for an `of` that is not one column with its values, and
    for a column that does not exist.

    >>> from toolkit.tables import frame
    >>> rows = [("Red", "direct"), ("Red", "indirect"), ("Blue", "indirect")]
    >>> table = frame("STATEMENTS", [{"statement_id": f"s{n}", "party": p, "kind": k} for n, (p, k) in enumerate(rows)])
    >>> found = difference(table, ("Red", "Blue"), of={"kind": "direct"})
    >>> found[["first_value", "second_value", "value"]].values.tolist()
    [[0.5, 0.0, 0.5]]
    """
    heard = counted(statements, articles, by=by)
    column, wanted = _asked(of, heard)
    for name in between:
        if not (heard[by] == name).any():
            raise CompareError(
                f"{name!r} makes no statement here", works=", ".join(heard[by].unique()), step="name one of these"
            )
    shares = [_share(heard, name, by, column, wanted) for name in between]
    return pd.DataFrame([_row(between, shares, _words(column, wanted))]).astype(DTYPES)


def differences(
    statements: pd.DataFrame,
    *,
    of: Mapping[str, str | tuple[str, ...]] | None = None,
    by: str = "party",
    most: int = 4,
    articles: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every two of the parties that are heard most differ by what `difference` says of them.

    One row is one pair of the `most` most heard parties, without the unassigned, in their order; columns and errors are
    those of `difference`. With `most` parties there are most * (most - 1) / 2 pairs: of twenty pairs of
    parties that are quoted alike, one interval of 95 % leaves out 0 by chance. Without two parties there are no rows.

    >>> from toolkit.tables import frame
    >>> rows = [{"statement_id": f"s{n}", "party": party} for n, party in enumerate("AAB")]
    >>> differences(frame("STATEMENTS", rows))[["first", "second"]].values.tolist()
    [['A', 'B']]
    """
    names = [name for name in ordered(counted(statements, articles, by=by), by) if name != UNASSIGNED][:most]
    tables = [difference(statements, pair, of=of, by=by, articles=articles) for pair in combinations(names, 2)]
    none = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in DTYPES.items()})
    return pd.concat(tables, ignore_index=True) if tables else none


def _asked(of: Mapping[str, str | tuple[str, ...]] | None, heard: pd.DataFrame) -> tuple[str, tuple[str, ...]]:
    """The column and the values that are asked for; empty ones for the voice share."""
    if not of:
        return "", ()
    column, values = next(iter(of.items()))
    if len(of) > 1 or column not in heard.columns:
        raise CompareError(
            f"a share cannot be taken of {dict(of)!r}",
            works='one column of STATEMENTS with its values, such as {"kind": "direct"}',
            step="name one of kind, act, cue_stance, cue_class, speaker_type",
        )
    return column, (values,) if isinstance(values, str) else tuple(values)


def _words(column: str, wanted: tuple[str, ...]) -> str:
    return f"share of its statements with {column} {' or '.join(wanted)}" if wanted else "share of all statements"


def _share(heard: pd.DataFrame, name: str, by: str, column: str, wanted: tuple[str, ...]) -> _Share:
    """The share of one party, with its limits."""
    whole = heard[heard[by] == name] if wanted else heard
    there = whole[column].replace("", NONE).isin(wanted) if wanted else whole[by] == name
    weight = whole["weight"].astype(float)
    parts = pd.DataFrame({"there": weight.where(there, 0.0), "not": weight.where(~there, 0.0)})
    if not wanted:  # one unit is one statement, not one voice
        parts = parts.groupby(whole["statement_id"], sort=False).sum()
        whole = whole.drop_duplicates("statement_id").set_index("statement_id")
    found = korn_graubard(parts, cluster=whole["cluster"], article=whole["article_id"]).iloc[0]
    summed = parts.groupby(whole["cluster"]).sum()
    of_all = summed.sum(axis=1)
    residual = (summed["there"] - found["value"] * of_all) / of_all.sum()
    own = frozenset(heard.loc[heard[by] == name, "cluster"])
    limits = (found["low"], found["high"]) if len(own) >= FEWEST_ARTICLES else (np.nan, np.nan)
    low, high = (np.nan if pd.isna(limit) else float(limit) for limit in limits)
    return _Share(
        float(found["value"]), low, high, residual, float((heard[by] == name).mul(heard["weight"]).sum()), own
    )


def _row(between: tuple[str, str], shares: list[_Share], measure: str) -> dict[str, Any]:
    one, other = shares
    first, second = between
    alike = _correlation(one.residual, other.residual)
    low, high = recovered(_limits(one), _limits(other), correlation=alike)
    odds, odds_low, odds_high = _odds(one, other, alike)
    few = min(len(one.clusters), len(other.clusters))
    note = "" if few >= FEWEST_ARTICLES else (
        f"No interval is given: one of the two is heard in {few} article{'s' * (few != 1)}, "
        f"and it takes at least {FEWEST_ARTICLES}."
    )  # fmt: skip
    return {
        "first": first, "second": second, "measure": measure, "first_value": one.value, "second_value": other.value,
        "value": one.value - other.value, "low": low, "high": high, "odds_ratio": odds, "odds_low": odds_low,
        "odds_high": odds_high, "n": one.total + (other.total if first != second else 0.0),
        "articles": len(one.clusters | other.clusters), "note": note,
    }  # fmt: skip


def _limits(share: _Share) -> tuple[float, float, float]:
    return share.value, share.low, share.high


def recovered(
    first: tuple[float, float, float], second: tuple[float, float, float], *, correlation: float = 0.0
) -> tuple[float, float]:
    """The limits of a difference, from value, low and high of each of the two and their correlation (-1 to 1).

    >>> recovered((0.5, 0.4, 0.6), (0.3, 0.2, 0.4))
    (0.0585..., 0.3414...)
    >>> recovered((0.5, 0.4, 0.6), (0.3, 0.2, 0.4), correlation=1.0)
    (0.2, 0.2)
    """
    (one, one_low, one_high), (other, other_low, other_high) = first, second
    down = _length(one - one_low, other_high - other, correlation)
    up = _length(one_high - one, other - other_low, correlation)
    return one - other - down, one - other + up


def _length(one: float, other: float, correlation: float) -> float:
    return float(np.sqrt(max(one**2 + other**2 - 2 * correlation * one * other, 0.0)))


def _correlation(one: "pd.Series[float]", other: "pd.Series[float]") -> float:
    """How the two residuals go together over the articles, as far as they share any; 0 where one does not vary."""
    pulls = pd.concat([one, other], axis=1).fillna(0.0).to_numpy(dtype=np.float64)
    size = np.sqrt((pulls**2).sum(axis=0))
    # A share of 0 or 1 has residuals of rounding only.
    if min(size) < 1e-12:
        return 0.0
    return float(np.clip((pulls[:, 0] * pulls[:, 1]).sum() / size.prod(), -1.0, 1.0))


def _odds(one: _Share, other: _Share, alike: float) -> tuple[float, float, float]:
    """The odds ratio with its limits, worked out on the logarithm of the odds."""
    if any(not 0 < share.value < 1 for share in (one, other)):
        return np.nan, np.nan, np.nan
    logs = [tuple(float(_logit(value)) for value in _limits(share)) for share in (one, other)]
    low, high = recovered(logs[0], logs[1], correlation=alike)  # type: ignore[arg-type]
    return tuple(float(np.exp(value)) for value in (logs[0][0] - logs[1][0], low, high))  # type: ignore[return-value]


def _logit(value: float) -> float:
    with np.errstate(divide="ignore"):
        return float(np.log(np.float64(value)) - np.log1p(-np.float64(value)))
