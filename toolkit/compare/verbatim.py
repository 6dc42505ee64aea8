"""Verbatim length: how many of a party's own words stand in quotation marks, and how often only a scrap of them."""

from collections.abc import Iterator

import pandas as pd

from toolkit.compare.intervals import shares
from toolkit.compare.resampling import ratios, told_apart
from toolkit.compare.units import counted, ordered
from toolkit.quotes import quotations
from toolkit.text import count_words

FRAGMENT = 4
"""Words of a quotation that is called a fragment, at most."""
MEASURES = ("words a statement", "share of words", "share of fragments")


def verbatim_length(
    statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """A party's own words, counted: only what stands inside quotation marks is verbatim, whoever is paraphrased has 0.

    One row is one party and one measure, three rows a party, most heard first, `(unassigned)` last: `party` (named as
    `by`), `measure`, `n`, `total`, `value` (n / total), `low`, `high`, `articles`, `of_articles`, `note`.

    - `words a statement`: words inside marks (`n`) a statement (`total`), of all kinds; 0 or more.
    - `share of words`: the same words of all words of the contents; 0 to 1.
    - `share of fragments`: quotations of `FRAGMENT` words at most, of all quotations; 0 to 1. A quotation is what
      stands between one pair of marks, or a direct statement whose marks lie outside it.

    The first two have a percentile interval over articles from 20 articles on (`resampling.percentiles`), the third
    that of `intervals.korn_graubard` from 5 on. Bell 1991. A fragment can be a scare quote or the one word that
    matters; the measure knows only its length.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> row = {"statement_id": "s0", "party": "Red", "kind": "mixed", "content": "they would “never” go"}
    >>> verbatim_length(frame("STATEMENTS", [row]))[["measure", "n", "total"]].values.tolist()
    [['words a statement', 1.0, 1.0], ['share of words', 1.0, 4.0], ['share of fragments', 1.0, 1.0]]
    """
    heard = counted(statements, articles, by=by, also=["kind", "content"])
    lengths = {key: list(quotation_lengths(kind, content)) for key, kind, content in _contents(heard)}
    words = {key: count_words(content) for key, _, content in _contents(heard)}
    heard["inside"] = heard["weight"] * [sum(lengths[key]) for key in heard["statement_id"]]
    heard["words"] = heard["weight"] * [words[key] for key in heard["statement_id"]]
    tables = [*_lengths(heard, by), *_fragments(heard, by, lengths)]
    return told_apart(tables, by=by, groups=ordered(heard, by), measures=MEASURES)


def _contents(heard: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    once = heard.drop_duplicates("statement_id")
    return zip(once["statement_id"], once["kind"], once["content"], strict=True)


def quotation_lengths(kind: str, content: str) -> Iterator[int]:
    """The number of words of every quotation of a content, in order; an indirect content has none.

    >>> list(quotation_lengths("mixed", "that it “will not” yield to “blackmail”"))
    [2, 1]
    """
    if kind == "indirect":
        return
    inside = quotations(content, [(0, len(content))])
    if not inside and kind == "direct":
        yield count_words(content)
    for one in inside:
        yield count_words(content[one.inner_start : one.inner_end])


def _lengths(heard: pd.DataFrame, by: str) -> Iterator[pd.DataFrame]:
    for measure, below in zip(MEASURES[:2], ("weight", "words"), strict=True):
        table = ratios(heard["inside"], heard[below], group=heard[by], cluster=heard["cluster"])
        yield table.rename_axis(by).reset_index().assign(measure=measure)


def _fragments(heard: pd.DataFrame, by: str, lengths: dict[str, list[int]]) -> Iterator[pd.DataFrame]:
    """One unit is one quotation; parties that are never quoted have a row without a value."""
    counts = [len(lengths[key]) for key in heard["statement_id"]]
    units = heard.loc[heard.index.repeat(counts)].reset_index(drop=True)
    size = [one for key in heard["statement_id"] for one in lengths[key]]
    units["length"] = pd.Series(["short" if one <= FRAGMENT else "long" for one in size], dtype="str")
    # Each quotation is a unit of its own, but the voices of one statement stay one.
    nth = [str(place) for key in heard["statement_id"] for place in range(len(lengths[key]))]
    units["statement_id"] = units["statement_id"] + pd.Series([f"#{one}" for one in nth], dtype="str")
    for name in heard[by].unique():
        own = units[units[by] == name]
        if own.empty:
            empty = {"n": 0.0, "total": 0.0, "articles": 0, "of_articles": 0, "note": "Nothing of it is quoted."}
            table = pd.DataFrame([empty | dict.fromkeys(("value", "low", "high"), float("nan"))])
        else:
            table = shares(own, column="length", groups=["short", "long"]).iloc[[0]].drop(columns="length")
        yield table.assign(**{"measure": MEASURES[2], by: name})
