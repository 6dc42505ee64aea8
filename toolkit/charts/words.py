"""How numbers and names are written in charts."""

import textwrap
from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts.theme import GREY, INK, PAPER

LONGEST = 34  # characters of a name on one line
INK_LUMINANCE = 0.016


def number(value: float) -> str:
    """Whole numbers have no decimals, halves and thirds at most two.

    >>> number(7.0), number(4.5), number(1 / 3), number(12000)
    ('7', '4.5', '0.33', '12,000')
    """
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def percent(value: float) -> str:
    """A share as whole per cent; one that is not nothing is never written as 0%, nor one that is not all as 100%.

    >>> percent(7 / 11), percent(0.001), percent(0.999), percent(1.0)
    ('64%', '<1%', '>99%', '100%')
    """
    rounded = f"{value:.0%}"
    if value > 0 and rounded == "0%":
        return "<1%"
    return ">99%" if value < 1 and rounded == "100%" else rounded


def interval(low: float | None, high: float | None) -> str:
    """The interval in words, or that there is none.

    >>> interval(0.41, 0.83), interval(None, None)
    ('41% to 83%', 'none')
    """
    return "none" if pd.isna(low) or pd.isna(high) else f"{percent(low)} to {percent(high)}"


def counted(amount: float, noun: str, plural: str = "") -> str:
    """A number with its noun in the right form.

    >>> counted(1, "article"), counted(2, "party", "parties")
    ('1 article', '2 parties')
    """
    return f"{number(amount)} {noun if amount == 1 else plural or noun + 's'}"


def wrapped(name: str, longest: int = LONGEST) -> str:
    r"""A long name is broken into lines, so that it need not be cut.

    >>> wrapped("Ministry of Foreign Affairs of the Republic")
    'Ministry of Foreign Affairs of the\nRepublic'
    """
    return "\n".join(textwrap.wrap(name, longest)) or name


def laid_on(colour: str, strength: float) -> str:
    """The colour that comes of laying `colour` over the paper with this strength (0 to 1).

    >>> laid_on("#0072B2", 1), laid_on("#000000", 0.5)
    ('#0072B2', '#808080')
    """
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(channel * strength + 255 * (1 - strength)):02X}" for channel in channels)


def ink_on(colour: str) -> str:
    """Black or white, whichever has the stronger contrast on `colour` (relative luminance as in WCAG 2).

    >>> ink_on("#0072B2"), ink_on("#F0E442")
    ('#FFFFFF', '#222222')
    """
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    on_white, on_ink = 1.05 / (luminance + 0.05), (luminance + 0.05) / (INK_LUMINANCE + 0.05)
    return PAPER if on_white > on_ink else INK


def prepared(table: pd.DataFrame, colours: Mapping[str, str]) -> pd.DataFrame:
    """The rows of a table of shares as plain numbers and text, with what a chart writes beside each.

    To the columns of the table come `who` (its first column, wrapped), `name` (unwrapped), `fill` (the colour of the
    party, grey where there is none), `count` ("7 of 11"), `percent` and `interval`.
    """
    result = table.astype({column: "float64" for column in table.columns if str(table[column].dtype) == "Float64"})
    result = result.astype({column: "int64" for column in table.columns if str(table[column].dtype) == "Int64"})
    result["name"] = table.iloc[:, 0]
    result["who"] = [wrapped(name) for name in result["name"]]
    result["fill"] = [colours.get(name, GREY) for name in result["name"]]
    result["count"] = [f"{number(n)} of {number(all_)}" for n, all_ in zip(result["n"], result["total"], strict=True)]
    result["percent"] = [percent(value) for value in result["value"]]
    result["interval"] = [interval(low, high) for low, high in zip(result["low"], result["high"], strict=True)]
    return result


def tooltips(*fields: tuple[str, str]) -> list[Any]:
    """Tooltip lines from pairs of a column and what it is called."""
    return [alt.Tooltip(f"{column}:N", title=title) for column, title in fields]


def basis(total: float, what: str, articles: int | None, *, low: "pd.Series[float]") -> str:
    """What a chart rests on: how much was counted, in how many articles, and what its intervals are.

    `low` holds the lower limit of every row that could have an interval; where some have none, it is said why.

    >>> basis(11, "statement", 1, low=pd.Series([float("nan")]))
    '11 statements in 1 article; no interval under 5 articles'
    >>> basis(11, "statement", None, low=pd.Series([float("nan"), 0.2]))
    '11 statements; black lines are 95% intervals, none under 5 articles'
    """
    where = f" in {counted(articles, 'article')}" if articles is not None else ""
    lines = "black lines are 95% intervals" + (", none under 5 articles" if low.isna().any() else "")
    sure = lines if low.notna().any() else "no interval under 5 articles"
    return f"{counted(total, what)}{where}; {sure}"


def told(rows: pd.DataFrame, sentence: str) -> str:
    """Every row in words, for those who cannot see the chart; `sentence` names columns in braces.

    >>> told(pd.DataFrame({"name": ["Red"], "count": ["1 of 2"]}), "{name}: {count}")
    'Red: 1 of 2.'
    """
    return "; ".join(sentence.format_map(row) for row in rows.to_dict("records")) + "."
