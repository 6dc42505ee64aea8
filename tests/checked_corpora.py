"""Corpora whose truth is known, an extractor with known faults, and a coder who makes none."""

from typing import Any

import numpy as np
import pandas as pd

from toolkit import tables
from toolkit.record import UNASSIGNED, Record

PARTIES = ("Red", "Blue", "Green", "Grey", "")
SHARES = (0.35, 0.30, 0.20, 0.05, 0.10)
PARAGRAPH = " ".join(["word"] * 30)


class Corpus:
    """Articles drawn from a world where `SHARES` are true, as an extractor sees them.

    `missed` and `swapped` give, for a party, the chance that the extractor misses a statement of it, or gives it to
    another party (name and chance); of `invented` statements there are so many for each true one. `alike`, 0 to 1, says how much the statements of one article are of one party.
    """

    def __init__(self, random: np.random.Generator, articles: int, **faults: Any) -> None:
        self.random, self.missed, self.answers = random, {}, {}
        self.faults = {"missed": {}, "swapped": {}, "invented": 0.0, "alike": 0.25} | faults
        self.news: list[dict[str, Any]] = []
        self.rows: list[dict[str, Any]] = []
        for number in range(articles):
            self._article(f"a{number:03}")
        self.record = Record(tables.frame("ARTICLES", self.news), tables.frame("STATEMENTS", self.rows))

    def _article(self, article: str) -> None:
        count = int(self.random.integers(3, 9))
        self.news.append({"article_id": article, "text": "\n\n".join([PARAGRAPH] * count)})
        starts = [place * (len(PARAGRAPH) + 2) for place in range(count)]
        own = self.random.dirichlet(np.array(SHARES) * (1 / self.faults["alike"] - 1))
        said = 1 + int(self.random.poisson(5))
        for party in self.random.choice(PARTIES, p=own, size=said):
            self._statement(article, str(party), int(self.random.choice(starts)))
        for _ in range(int(self.random.poisson(self.faults["invented"] * said))):
            self._found(article, str(self.random.choice(PARTIES, p=own)), starts[0], ("no", ""))

    def _statement(self, article: str, party: str, start: int) -> None:
        if self.random.random() < self.faults["missed"].get(party, 0):
            self.missed.setdefault((article, start), []).append(party or UNASSIGNED)
            return
        other, chance = self.faults["swapped"].get(party, (party, 0.0))
        given = other if self.random.random() < chance else party
        self._found(article, given, start, ("yes", "" if given == party else party or UNASSIGNED))

    def _found(self, article: str, party: str, start: int, answer: tuple[str, str]) -> None:
        key = f"{article}-s{len(self.rows):05}"
        self.answers[key] = answer
        place = {"spans": [[start, start + 4]], "start": start, "end": start + 4, "content": "word"}
        self.rows.append({"statement_id": key, "article_id": article, "party": party, **place})

    def check(self, sample: pd.DataFrame) -> pd.DataFrame:
        """The sample as the coder fills it in."""
        filled = sample.copy()
        for row, what in enumerate(sample["what"]):
            if what == "statement":
                answer = self.answers[sample.loc[row, "statement_id"]]
                filled.loc[row, ["right", "true_party"]] = answer
            else:
                there = self.missed.get((sample.loc[row, "article_id"], int(sample.loc[row, "passage_start"])), [])
                filled.loc[row, "missed"] = "; ".join(there) or "no"
        return filled
