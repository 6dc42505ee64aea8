"""Two coders' statements of the same articles, side by side: which statement of one is which of the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit import tables
from toolkit.evaluate.pairing import one_to_one, overlap, span_of
from toolkit.evaluate.standoff import EvaluateError
from toolkit.evaluate.words import words_of
from toolkit.tables import rows as rows_of

COLUMNS = ("kind", "speaker", "party", "act")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Both:
    """One article as two coders have it: their statements, which of them are pairs (by place), and their words.

    `words` is the number of words of the text, `first_words` and `second_words` those inside a statement.
    """

    article_id: str
    first: list[Row]
    second: list[Row]
    pairs: list[tuple[int, int]]
    words: int
    first_words: frozenset[int]
    second_words: frozenset[int]


def side_by_side(
    first: pd.DataFrame, second: pd.DataFrame, articles: pd.DataFrame, *, columns: Sequence[str] = COLUMNS
) -> list[Both]:
    """Every article comes once, in the order of `articles`, also where neither coder has a statement in it.

    Two statements are a pair when they share at least half of the words that either has, the most alike first, as in
    `pairing`; of equally alike ones those whose speakers are printed at the same place, then those whose contents
    begin and end at the same sign. Words are those of `words_of`.

    Raises ContractError for a frame that is no STATEMENTS or ARTICLES frame, EvaluateError for a statement of another
    article and for a column that is none of text.
    """
    tables.check(articles, "ARTICLES")
    of_coder = [_by_article(table, articles) for table in (first, second)]
    texts = [name for name, dtype in tables.contract("STATEMENTS").dtypes.items() if dtype == "str"]
    if strange := [name for name in columns if name not in texts]:
        raise EvaluateError(
            f"coders cannot be compared by {strange[0]!r}", works=", ".join(texts), step="name columns of text"
        )
    told = zip(articles["article_id"], articles["text"], strict=True)
    return [_both(name, text, *(of.get(name, []) for of in of_coder)) for name, text in told]


def _by_article(statements: pd.DataFrame, articles: pd.DataFrame) -> dict[str, list[Row]]:
    tables.check(statements, "STATEMENTS")
    if strange := sorted(set(statements["article_id"]) - set(articles["article_id"])):
        raise EvaluateError(
            f"a statement stands in {strange[0]!r}, which is not among the articles that both coded",
            works="statements of these articles only",
            step="add the article, or leave its statements out",
        )
    of_article: dict[str, list[Row]] = {}
    for row in rows_of(statements.sort_values(["start", "end", "statement_id"], na_position="first")):
        of_article.setdefault(row["article_id"], []).append(row)
    return of_article


def _both(article_id: str, text: str, first: list[Row], second: list[Row]) -> Both:
    words = words_of(text)
    ours = [words.within(row["spans"]) for row in first]
    theirs = [words.within(row["spans"]) for row in second]
    sources = [[words.within(span_of(row, "speaker")) for row in coder] for coder in (first, second)]
    alike = [
        # Words of both in one order, so that it does not matter who is called the first coder.
        (
            overlap(one, other),
            overlap(sources[0][place], sources[1][nth]),
            first[place]["spans"] == second[nth]["spans"],
            sorted(map(sorted, (one, other))),
            place,
            nth,
        )
        for place, one in enumerate(ours)
        for nth, other in enumerate(theirs)
    ]
    pairs = sorted((place, nth) for *_, place, nth in one_to_one(alike))
    inside = frozenset().union(*ours), frozenset().union(*theirs)
    return Both(article_id, first, second, pairs, len(words.starts), *inside)
