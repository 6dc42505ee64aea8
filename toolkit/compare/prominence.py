"""Prominence: who stands at the top of the article, and who has the first and the last word."""

from collections.abc import Iterator

import pandas as pd

from toolkit.compare.intervals import shares, shares_having
from toolkit.compare.resampling import ratios, told_apart
from toolkit.compare.units import counted, ordered

MEASURES = ("prominence", "in headline", "in lead", "first voice", "last word")
_NEEDED = ("prominence", "in_headline", "in_lead", "start", "order")


def prominence(statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """A statement is the more prominent the earlier it begins; the first voices of all articles sum to the articles.

    One row is one party and one measure, five rows a party, most heard first, `(unassigned)` last: `party` (named as
    `by`), `measure`, `n`, `total`, `value` (n / total, 0 to 1), `low`, `high`, `articles`, `of_articles`, `note`.

    - `prominence`: mean of 1 - start / length of the text (`n` is the sum) over the party's statements; 1 is the top.
    - `in headline`, `in lead`: the party's statements in the printed title, and in the first paragraph of the body.
    - `first voice`, `last word`: articles in which the party makes the first, or the last, innermost statement, of
      all articles in which anybody speaks. In an article with one statement that voice is both; two who speak at once
      have half each. An article and its copies count as one, of which the first is looked at.

    The mean has a percentile interval from 20 articles on (`resampling.percentiles`), the shares that of
    `intervals.korn_graubard` from 5 on. van Dijk 1988. Wire reports are cut from the bottom, and a desk may have moved
    what a reporter wrote: position tells of the page, not of anybody's intention.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> row = {"statement_id": "s0", "article_id": "a0", "party": "Red", "prominence": 0.5, "in_lead": True}
    >>> prominence(frame("STATEMENTS", [row]))[["measure", "value"]].values.tolist()[:3]
    [['prominence', 0.5], ['in headline', 0.0], ['in lead', 1.0]]
    """
    heard = counted(statements, articles, by=by, also=_NEEDED)
    tables = [*_within(heard, by), *_edge(heard, by, first=True), *_edge(heard, by, first=False)]
    return told_apart(tables, by=by, groups=ordered(heard, by), measures=MEASURES)


def _within(heard: pd.DataFrame, by: str) -> Iterator[pd.DataFrame]:
    """The three measures that are taken over the statements of each party."""
    if heard.empty:
        return
    weight, known = heard["weight"].astype(float), heard["prominence"].notna()
    place = (heard["prominence"] * heard["weight"]).fillna(0.0).astype(float)
    mean = ratios(place, weight.where(known, 0.0), group=heard[by], cluster=heard["cluster"])
    yield mean.rename_axis(by).reset_index().assign(measure=MEASURES[0])
    places = dict(zip(MEASURES[1:3], ("in_headline", "in_lead"), strict=True))
    having = {measure: heard[column].fillna(value=False).to_numpy(dtype=bool) for measure, column in places.items()}
    yield shares_having(heard, having, by=by, what="measure")


def _edge(heard: pd.DataFrame, by: str, *, first: bool) -> Iterator[pd.DataFrame]:
    """The share of articles that each party opens, or closes; one unit is one article."""
    if heard.empty:
        return
    # Of an article and its copies the one is looked at that all others are named after, else the first by its id.
    origin = heard.assign(copy=heard["article_id"] != heard["cluster"]).sort_values(["copy", "article_id"])
    kept = origin.drop_duplicates("cluster")["article_id"]
    one = heard[heard["article_id"].isin(kept)].sort_values(
        ["article_id", "start", "order", "statement_id"], kind="stable"
    )
    edge = one.drop_duplicates("article_id", keep="first" if first else "last")["statement_id"]
    told = one[one["statement_id"].isin(edge)]
    table = shares(told, column=by, groups=ordered(heard, by))
    yield table.assign(measure=MEASURES[3 if first else 4])


def positions(statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every voice of every innermost statement has its place in its article, from 0 (the end) to 1 (the top).

    One row is one voice: `party` (named as `by`), `statement_id`, `article_id`, `prominence` (Float64, 0 to 1), `kind`,
    `weight` (Float64, 0 to 1). The parties stand in the order of `voice_share`, their statements from the top down.

    >>> from toolkit.tables import frame
    >>> positions(frame("STATEMENTS", [{"statement_id": "s0", "prominence": 0.5}]))["prominence"].tolist()
    [0.5]
    """
    heard = counted(statements, articles, by=by, also=["prominence", "kind", "order"])
    order = {name: place for place, name in enumerate(ordered(heard, by))}
    places = heard.assign(who=heard[by].map(order), down=-heard["prominence"].astype("Float64"))
    kept = heard.loc[places.sort_values(["who", "down", "article_id", "order", "statement_id"]).index]
    return kept[[by, "statement_id", "article_id", "prominence", "kind", "weight"]].reset_index(drop=True)
