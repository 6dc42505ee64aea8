"""Which found statement is which coded attribution: pairs, one to one, within each article."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit import tables
from toolkit.evaluate.gold import Gold
from toolkit.evaluate.standoff import EvaluateError
from toolkit.evaluate.words import Words, words_of
from toolkit.tables import rows as rows_of
from toolkit.tables.values import KINDS

SHARED = 0.5
"""Two contents can be a pair when they share this part of the words that either has."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Unit:
    """One attribution, coded or found, as the words (their numbers in the text) of its content and its source."""

    content: frozenset[int]
    source: frozenset[int]
    is_direct: bool
    kind: str
    confidence: float


@dataclass(frozen=True)
class Pair:
    """A coded attribution and the statement found for it, by their places: are all words shared, the source right."""

    coded: int
    found: int
    exact: bool
    sourced: bool


@dataclass(frozen=True)
class Judged:
    """One article: what was coded, what was found, and which of it are pairs."""

    article_id: str
    coded: list[Unit]
    found: list[Unit]
    pairs: list[Pair]


def judge(gold: Gold, statements: pd.DataFrame, *, outer_only: bool = False) -> list[Judged]:
    """Every coded article is judged, by the order of their ids, also where nothing was found in it.

    `statements` keeps the contract STATEMENTS, with offsets into the texts of `gold`. With `outer_only` statements that
    another holds are left out. Attributions whose content has no word count on neither side. Pairs are taken greedily,
    the most alike first (Jaccard 1912: shared words over all words of both), none under a half, and nothing twice; of
    pairs that are equally alike the one later in the article comes first.

    Raises ContractError for a frame that is no STATEMENTS frame, EvaluateError for statements of another article.
    """
    chosen = scored(gold, statements, outer_only=outer_only)
    of_article = _by_article(chosen)
    coded = _by_article(gold.attributions)
    judged = []
    for name, text in sorted(zip(gold.articles["article_id"], gold.articles["text"], strict=True)):
        words = words_of(text)
        marked = [_unit(words, row["content"], row["source"], row) for row in coded.get(name, [])]
        found = [_unit(words, row["spans"], span_of(row, "speaker"), row) for row in of_article.get(name, [])]
        kept = [unit for unit in marked if unit.content], [unit for unit in found if unit.content]
        judged.append(Judged(name, *kept, list(_pairs(*kept, words))))
    return judged


def scored(gold: Gold, statements: pd.DataFrame, *, outer_only: bool = False) -> pd.DataFrame:
    """The statements that are measured, in the order in which they are: by article, then by their place in it.

    Parameters and errors as in `judge`; the columns are those of STATEMENTS.
    """
    tables.check(statements, "STATEMENTS")
    if strange := set(statements["article_id"]) - set(gold.articles["article_id"]):
        raise EvaluateError(
            f"a statement stands in {min(strange)!r}, which was not coded",
            works="statements of the articles that were coded",
            step="extract from gold.articles, or select the statements of these articles",
        )
    chosen = statements[statements["parent_id"] == ""] if outer_only else statements
    order = ["article_id", "order", "start", "end", "statement_id"]
    return chosen.sort_values(order, na_position="first", ignore_index=True)


def span_of(row: Row, beside: str) -> list[list[int]]:
    """The span whose offsets stand in `beside`_start and `beside`_end of a statement; none where it is not printed."""
    start, end = row[f"{beside}_start"], row[f"{beside}_end"]
    return [] if pd.isna(start) or pd.isna(end) else [[int(start), int(end)]]


def _by_article(table: pd.DataFrame) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in rows_of(table):
        rows.setdefault(row["article_id"], []).append(row)
    return rows


def _unit(words: Words, content: list[list[int]], source: list[list[int]], row: Row) -> Unit:
    held = words.within(content)
    marked = len(held & words.marked)
    direct, mixed, indirect = KINDS
    kind = direct if marked == len(held) else mixed if marked else indirect
    confidence = row.get("confidence")
    sure = float("nan") if confidence is None or pd.isna(confidence) else float(confidence)
    return Unit(held, words.within(source), 2 * marked >= len(held), kind, sure)


def _pairs(coded: list[Unit], found: list[Unit], words: Words) -> Iterator[Pair]:
    alike = [
        (overlap(one.content, other.content), place, nth)
        for place, one in enumerate(coded)
        for nth, other in enumerate(found)
    ]
    for share, place, nth in one_to_one(alike):
        yield Pair(place, nth, exact=share == 1, sourced=_same_source(coded[place], found[nth], words))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared words over all words of both, 0 to 1; 0 where neither has any. Jaccard 1912."""
    shared = len(one & other)
    return shared / len(one | other) if shared else 0.0


def one_to_one(alike: Iterable[tuple[float, *tuple[Any, ...], int, int]]) -> Iterator[tuple[Any, ...]]:
    """Greedily the most alike first: candidates that share at least `SHARED`, no place and no number twice.

    Each candidate begins with the share and ends with the two places; what stands between settles ties, and so do the
    places: the last comes first.

    >>> list(one_to_one([(0.6, 0, 0), (0.9, 0, 1), (0.4, 1, 0)]))
    [(0.9, 0, 1)]
    """
    taken: set[int] = set()
    given: set[int] = set()
    for candidate in sorted((one for one in alike if one[0] >= SHARED), reverse=True):
        place, nth = candidate[-2:]
        if place not in taken and nth not in given:
            taken.add(place)
            given.add(nth)
            yield candidate


def _same_source(coded: Unit, found: Unit, words: Words) -> bool:
    """Whether they share a word that is not hollow; where no source was coded, whether none was found."""
    telling = coded.source - words.hollow or coded.source
    return bool(telling & found.source) if telling else not found.source
