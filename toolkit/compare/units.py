"""What is counted: the voices of innermost statements, by party or by any other column, in an order."""

from collections.abc import Iterable

import pandas as pd

from toolkit.errors import CounterpointError
from toolkit.record import UNASSIGNED
from toolkit.record.voices import clusters, innermost, voices

__all__ = ["ALL", "UNKNOWN", "CompareError", "clusters", "counted", "innermost", "ordered", "placed", "voices"]

PLACED = ("outlet", "day", "week", "month")
TIMES = PLACED[1:]
UNKNOWN = "(unknown)"
_ALWAYS = ("statement_id", "article_id", "parent_id", "holds", "speaker", "speakers", "party", "speaker_parties")
ALL = "(all)"
"""What stands for everything, beside the groups."""


class CompareError(CounterpointError):
    """A measure is asked for something it does not know."""


def counted(
    statements: pd.DataFrame,
    articles: pd.DataFrame | None = None,
    *,
    by: str = "party",
    also: Iterable[str] | None = None,
) -> pd.DataFrame:
    """What the shares count: the voices of innermost statements, with the cluster of each.

    One row is one voice, as in `voices`, with `cluster` beside it and `(unassigned)` where the column `by` is empty.
    `by` may also be one of `PLACED`, a column that `placed` takes from `articles`. Where `also` names columns, the
    result has these, `by`, and what every measure needs, and no others: most of the time goes into cutting columns.
    Raises CompareError where `by` is no column of text.

    >>> from toolkit.tables import frame
    >>> counted(frame("STATEMENTS", [{"statement_id": "s0"}])).loc[0, "party"]
    '(unassigned)'
    """
    known = placed(statements, articles, by)
    if also is not None:
        known = known[list(dict.fromkeys([*_ALWAYS, by, *also]))]
    result = voices(innermost(known))
    result["cluster"] = clusters(result, articles)
    result[by] = result[by].replace("", UNASSIGNED)
    return result


def placed(statements: pd.DataFrame, articles: pd.DataFrame | None, by: str) -> pd.DataFrame:
    """Statements can be grouped by what only their article knows: its outlet, and the day, week or month it came out.

    The same rows with one more column, where `by` is one of `PLACED`: `outlet` as printed, `day` (2023-10-24), `week`
    (its Monday), `month` (2023-10); `(unknown)` where the article has none. Any other column of text is there already.
    Raises CompareError where it is not, and where `articles` are needed and not given.

    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a0", "outlet": "Post", "published": "2023-10-24"}])
    >>> placed(frame("STATEMENTS", [{"article_id": "a0"}]), news, "week")["week"].tolist()
    ['2023-10-23']
    """
    columns = [str(name) for name, dtype in statements.dtypes.items() if dtype == "str"]
    if by in columns:
        return statements
    if by not in PLACED or articles is None:
        missing = by in PLACED
        raise CompareError(
            f"statements cannot be grouped by {by!r}" + (" without their articles" if missing else ""),
            works=", ".join([*columns, *PLACED]),
            step="give articles=record.articles" if missing else "name one of these columns",
        )
    told = dict(zip(articles["article_id"], _places(articles, by), strict=True))
    values = [told.get(article, UNKNOWN) for article in statements["article_id"]]
    return statements.assign(**{by: pd.Series(values, index=statements.index, dtype="str")})


def _places(articles: pd.DataFrame, by: str) -> list[str]:
    if by == "outlet":
        return [outlet or UNKNOWN for outlet in articles["outlet"]]
    days = articles["published"].dt.normalize()
    if by == "week":
        days = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    written = days.dt.strftime("%Y-%m" if by == "month" else "%Y-%m-%d")
    return [UNKNOWN if pd.isna(day) else str(day) for day in written]


def ordered(voices: pd.DataFrame, column: str, *, also: Iterable[str] = ()) -> list[str]:
    """The values of `column`, most voices first, then by the alphabet; `also` names that have none; unassigned last.

    Days, weeks and months stand in the order of time.

    >>> table = pd.DataFrame({"party": ["Red", "(unassigned)", "Blue", "Blue"], "weight": [1.0] * 4})
    >>> ordered(table, "party", also=["Green"])
    ['Blue', 'Red', 'Green', '(unassigned)']
    """
    # Thirds do not add up to a whole to the last digit, and names that are heard equally must not change places for it.
    heard = voices.groupby(column)["weight"].sum().round(9).to_dict()
    names = {*map(str, heard), *(name or UNASSIGNED for name in also)}
    if column in TIMES:
        return sorted(names, key=lambda name: (name == UNKNOWN, name))
    return sorted(names, key=lambda name: (name == UNASSIGNED, -heard.get(name, 0.0), name))
