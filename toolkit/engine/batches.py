"""Articles in batches: what one process works on at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

import pandas as pd

MOST = 16
"""Articles in a batch: enough to keep the model busy, few enough to tell progress and to lose little."""

CHARACTERS = 60_000
"""Characters in a batch: so that long articles come few at a time, and memory stays flat."""


@dataclass(frozen=True)
class Batch:
    """Some articles that follow each other; `first` is the place of the first among all.

    `beside` holds something for each article, in their order, where the work needs more than the article. `tried` says
    that the batch was lost once, together with the process that worked on it.
    """

    first: int
    articles: pd.DataFrame
    beside: Sequence[Any] = field(default=())
    tried: bool = False

    def __len__(self) -> int:
        return len(self.articles)

    def alone(self) -> list[Self]:
        """Each article in a batch of its own, in order."""
        return [self.part(row, row + 1) for row in range(len(self))]

    def part(self, low: int, high: int) -> Self:
        """The articles from one row to another, half open, in a batch of their own."""
        articles = self.articles.iloc[low:high].reset_index(drop=True)
        return replace(self, first=self.first + low, articles=articles, beside=self.beside[low:high])


def batches(articles: pd.DataFrame, *, most: int = MOST) -> Iterator[Batch]:
    """Every article stands in one batch, in order; a batch holds at most `most`, and no more text than memory likes.

    >>> from toolkit.tables import frame
    >>> three = frame("ARTICLES", [{"article_id": name, "text": name} for name in "abc"])
    >>> [(batch.first, len(batch)) for batch in batches(three, most=2)]
    [(0, 2), (2, 1)]
    """
    for low, high in _cuts(articles["text"].str.len().tolist(), most):
        yield Batch(low, articles.iloc[low:high].reset_index(drop=True))


def _cuts(sizes: Iterable[int], most: int) -> Iterator[tuple[int, int]]:
    low, held, place = 0, 0, -1
    for place, size in enumerate(sizes):
        if place > low and (place - low == most or held + size > CHARACTERS):
            yield low, place
            low, held = place, 0
        held += size
    if place >= low:
        yield low, place + 1
