"""Qualifiers: what a report puts beside each party's statements, so that they are believed less, or more."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import pandas as pd

from toolkit import data
from toolkit.compare.intervals import shares_having
from toolkit.compare.units import counted, innermost
from toolkit.quotes import quotations
from toolkit.tables import among, rows
from toolkit.text import count_words, paragraphs

SHORT = "short quotation"
SHORTEST = 3
"""Words of a quotation that may be a scare quote, at most."""
SORTS = ("tie of the source", "doubt", "held at a distance", "not verified", "vouched for", SHORT)
LATER = "not verified"  # also said in the sentence after
COLUMNS = {
    "statement_id": "str", "article_id": "str", "sort": "str", "left": "str", "qualifier": "str", "right": "str",
    "where": "str", "start": "Int64", "end": "Int64",
}  # fmt: skip
_NEEDED = ("statement_id", "article_id", "kind", "spans", "cue_start", "cue_end", "speaker_start", "speaker_end")
CONTEXT = 48  # characters of the article to the left and to the right
_SENTENCE = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[^a-z])")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Sen|Rep|Gov|Prof|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)

Span = tuple[int, int]


@dataclass(frozen=True)
class _Told:
    """One statement: all its parts (content, cue, source) in order, and the sentences they stand in."""

    statement_id: str
    kind: str
    parts: tuple[tuple[str, int, int], ...]
    zone: Span
    after: int

    @property
    def reach(self) -> Span:
        return min(part[1] for part in self.parts), max(part[2] for part in self.parts)


def qualifiers(statements: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Every qualifier in the reporter's own words is given to one statement, the nearest, and stands in its context.

    One row is one qualifier of one innermost statement, in the order of the text: `statement_id`, `article_id`, `sort`
    (tie of the source: "Hamas-run"; doubt: "so-called", "without evidence"; held at a distance: "what it called"; not
    verified: "could not be verified", also in the sentence after; vouched for; short quotation: up to `SHORTEST` words
    in marks inside a statement that is not direct, a scare quote or only a short one), `left`, `qualifier` and `right`
    (the keyword in its context, verbatim), `where` (source, content, or beside), `start` and `end` (code points into
    the text). Words inside quotation marks are the speaker's, and words of the cue are counted as reporting verbs.

    The lexicon is `toolkit/data/qualifiers.csv`, one for all parties. A phrase found in the paraphrase of somebody's
    words may be that speaker's own: `where` says content there. Caldas-Coulthard 1994; Martin and White 2005.

    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a", "text": "The Red-run office said it rained."}])
    >>> told = {"statement_id": "s", "article_id": "a", "speaker_mention": "The Red-run office", "speaker_start": 0,
    ...         "speaker_end": 18, "start": 24, "end": 33, "spans": [[24, 33]]}
    >>> qualifiers(frame("STATEMENTS", [told]), news)[["sort", "qualifier", "where"]].values.tolist()
    [['tie of the source', 'Red-run', 'source']]
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    inner = innermost(statements).sort_values(["article_id", "start", "statement_id"])
    found: list[dict[str, Any]] = []
    for article, own in groupby(rows(inner[list(_NEEDED)]), key=itemgetter("article_id")):
        if article in texts:
            found += _in_article(article, texts[article], list(own))
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(COLUMNS)


def qualifier_rates(
    statements: pd.DataFrame, articles: pd.DataFrame, *, by: str = "party", found: pd.DataFrame | None = None
) -> pd.DataFrame:
    """For each party, the share of its statements that carry a qualifier of each sort, once or more.

    One row is one party and one sort, most heard first, `(unassigned)` last: `party` (named as `by`), `sort`, `n`
    (innermost statements with it), `total` (of the party), `value` (n / total, 0 to 1), `low`, `high` (95 %, missing
    under five articles), `articles` (with it), `of_articles`, `note`. A statement may have several sorts, so the values
    of a party need not sum to 1. `qualifiers` says what counts, and gives every one in its context: read them. Where
    the `statements` are a selection, give as `found` the qualifiers of all statements of these articles: else what
    stands beside a statement that was left out is given to the nearest one that was kept.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import empty
    >>> len(qualifier_rates(empty("STATEMENTS"), empty("ARTICLES")))
    0
    """
    heard = counted(statements, articles, by=by, also=[])
    found = qualifiers(statements, articles) if found is None else found
    with_it = {sort: set(found.loc[found["sort"] == sort, "statement_id"]) for sort in SORTS}
    having = {sort: among(heard["statement_id"], ids).to_numpy() for sort, ids in with_it.items()}
    return shares_having(heard, having, by=by, what="sort")


def _in_article(article_id: str, text: str, statements: list[Any]) -> Iterator[dict[str, Any]]:
    blocks = paragraphs(text)
    marks = quotations(text, blocks)
    sentences = _sentences(text, blocks)
    told = [one for one in (_told(row, sentences) for row in statements) if one is not None]
    taken: set[Span] = set()
    for sort, start, end in sorted(_matches(text, marks, told), key=lambda found: found[1:]):
        near = [one for one in told if _holds(one, sort, start, end)]
        nearest = min(near, key=lambda one: _distance(one, start, end), default=None)
        if nearest is None or (start, end) in taken or _where(nearest, start, end) == "cue":
            continue
        taken.add((start, end))
        yield {
            "statement_id": nearest.statement_id, "article_id": article_id, "sort": sort,
            "left": text[max(0, start - CONTEXT) : start], "qualifier": text[start:end],
            "right": text[end : end + CONTEXT], "where": _where(nearest, start, end), "start": start, "end": end,
        }  # fmt: skip


def _sentences(text: str, blocks: list[Span]) -> list[Span]:
    """Sentences by their marks, inside paragraphs, in order; an abbreviation ends none."""
    found = []
    for start, end in blocks:
        begin = start
        for match in _SENTENCE.finditer(text, start, end):
            if not _ABBREVIATED.search(text, begin, match.start() + 1):
                found.append((begin, match.end()))
                begin = match.end()
        if begin < end:
            found.append((begin, end))
    return found


def _told(row: Any, sentences: list[Span]) -> _Told | None:
    parts = [("content", int(start), int(end)) for start, end in row["spans"]]
    for name, column in (("cue", "cue"), ("source", "speaker")):
        if pd.notna(row[f"{column}_start"]):
            parts.append((name, int(row[f"{column}_start"]), int(row[f"{column}_end"])))
    if not parts:
        return None
    low, high = min(part[1] for part in parts), max(part[2] for part in parts)
    starts = [start for start, _ in sentences]
    first = max(bisect_right(starts, low) - 1, 0)
    last = max(bisect_left(starts, high) - 1, first)
    zone = (sentences[first][0], sentences[last][1])
    after = sentences[last + 1][1] if last + 1 < len(sentences) else zone[1]
    return _Told(row["statement_id"], row["kind"], tuple(parts), zone, after)


def _matches(text: str, marks: list[Any], told: list[_Told]) -> Iterator[tuple[str, int, int]]:
    """What the lexicon finds outside quotation marks, and short quotations inside what is not direct."""
    starts = [mark.start for mark in marks]

    def quoted(place: int) -> bool:
        nth = bisect_right(starts, place) - 1
        return nth >= 0 and place < marks[nth].end

    for sort, start, end in _phrases(text):
        if sort in SORTS and not quoted(start):
            yield sort, start, end
    loose = [one for one in told if one.kind != "direct"]
    for mark in marks:
        few = mark.closed and 0 < count_words(text[mark.inner_start : mark.inner_end]) <= SHORTEST
        if few and any(start <= mark.start and mark.end <= end for one in loose for _, start, end in one.parts):
            yield SHORT, mark.start, mark.end


def _phrases(text: str) -> list[tuple[str, int, int]]:
    """Every phrase of the lexicon in a text; of those that lie over each other the longest, or what is no qualifier."""
    small = text.lower()
    found = [
        (sort, *match.span()) for word, pattern, sort in _lexicon() if word in small for match in pattern.finditer(text)
    ]
    kept: list[tuple[str, int, int]] = []
    for sort, start, end in sorted(found, key=lambda one: (one[1] - one[2], one[0] in SORTS)):
        if all(end <= other[1] or other[2] <= start for other in kept):
            kept.append((sort, start, end))
    return kept


@cache
def _lexicon() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Of each phrase a word that a text must hold, since looking for it is fast; its pattern, and its sort."""
    words = data.lexicon("qualifiers")
    return tuple(
        (
            max(re.findall(r"[a-z]+", phrase), key=len),
            re.compile(rf"(?<![\w-]){_pattern(phrase)}(?![\w-])", re.IGNORECASE),
            sort,
        )
        for phrase, sort in zip(words["words"], words["sort"], strict=True)
    )


def _pattern(phrase: str) -> str:
    if phrase.startswith("*-"):
        return r"[^\W\d_][\w.’']*[-\u2010\u2011]" + re.escape(phrase[2:])
    words = [r"(?:[\w’'.-]+\s+){0,3}[\w’'.-]+" if word == "*" else _word(word) for word in phrase.split()]
    return r"\s+".join(words) + (r"(?!\s+to\b)" if phrase == "supposed" else "")


def _word(word: str) -> str:
    return r"[-\u2010\u2011]".join(re.escape(piece) for piece in word.split("-"))


def _holds(one: _Told, sort: str, start: int, end: int) -> bool:
    if sort == SHORT:
        return one.kind != "direct" and any(low <= start and end <= high for _, low, high in one.parts)
    return one.zone[0] <= start and end <= (one.after if sort == LATER else one.zone[1])


def _distance(one: _Told, start: int, end: int) -> tuple[int, int]:
    """How far it stands from the nearest part; of two that hold it the narrower statement is nearer."""
    gap = min(max(low - end, start - high, 0) for _, low, high in one.parts)
    low, high = one.reach
    return gap, high - low


def _where(one: _Told, start: int, end: int) -> str:
    inside = [name for name, low, high in one.parts if low <= start and end <= high]
    return min(inside, key=("source", "cue", "content").index) if inside else "beside"
