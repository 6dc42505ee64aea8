"""Over time: how many statements of each party each outlet prints, day by day, week by week or month by month."""

from typing import Any

import pandas as pd

from toolkit.compare.units import PLACED, TIMES, CompareError, counted, ordered, placed

COLUMNS = {
    "outlet": "str", "week": "str", "party": "str", "n": "Float64", "total": "Float64", "value": "Float64",
    "articles": "Int64",
}  # fmt: skip


def timeline(
    statements: pd.DataFrame, articles: pd.DataFrame, *, per: str = "week", rows: str = "outlet", by: str = "party"
) -> pd.DataFrame:
    """The statements of each outlet in each week are shared out among the parties, and the shares sum to 1.

    One row is one outlet (named as `rows`: another of `units.PLACED`, or a column of STATEMENTS), one week (named as
    `per`: day, week by its Monday, month; `(unknown)` last where articles have no date) and one party (named as `by`)
    that is heard there: `n` (innermost statements, halves where two speak at once), `total` (of that outlet in that
    week), `value` (n / total, 0 to 1), `articles` (in which the party is heard there; copies count once). Counts,
    without intervals: take `over(voice_share, …, per="week")` for those. A week in which nobody speaks has no row:
    whether nothing was printed or nothing was collected the articles do not say.

    Raises CompareError for a `per` that is no length of time, and for columns that do not exist.

    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a", "outlet": "Post", "published": "2023-10-24"}])
    >>> told = frame("STATEMENTS", [{"statement_id": "s", "article_id": "a", "party": "Red"}])
    >>> timeline(told, news)[["outlet", "week", "party", "n"]].values.tolist()
    [['Post', '2023-10-23', 'Red', 1.0]]
    """
    if per not in TIMES:
        raise CompareError(f"{per!r} is no length of time", works=", ".join(TIMES), step="use one of these")
    known = placed(statements, articles, per)
    known = placed(known, articles, rows) if rows in PLACED else known
    if rows not in known.columns:
        counted(known, articles, by=rows)  # says which columns there are
    heard = counted(known, articles, by=by, also=[rows, per])
    keys = [rows, per, by]
    table = heard.groupby(keys, as_index=False).agg(n=("weight", "sum"), articles=("cluster", "nunique"))
    table["total"] = table.groupby([rows, per])["n"].transform("sum")
    table["value"] = table["n"] / table["total"]
    orders: dict[str, Any] = {key: {name: place for place, name in enumerate(ordered(heard, key))} for key in keys}
    places = pd.DataFrame({key: table[key].map(orders[key]) for key in keys})
    table = table.loc[places.sort_values(keys).index].reset_index(drop=True)
    dtypes = {given: COLUMNS[known_as] for given, known_as in zip(keys, ("outlet", "week", "party"), strict=True)}
    dtypes |= {name: kind for name, kind in COLUMNS.items() if name not in ("outlet", "week", "party")}
    return table[list(dtypes)].astype(dtypes)
