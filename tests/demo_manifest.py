"""The manifest of the demonstration corpus: its reports, and the pairs that it calls true."""

import re
from typing import Any

import pandas as pd

import toolkit
from toolkit.record import Record

PLACE = r"(\d\d): `([^`]+)`"


class Manifest:
    """Finds the articles and rows that the manifest speaks of in a record of the demonstration corpus."""

    def __init__(self, record: Record) -> None:
        self.record = record
        words = (toolkit.demo() / "MANIFEST.md").read_text(encoding="utf-8")
        self._files = dict(re.findall(r"^## (\d\d) · `([^`]+)`", words, re.MULTILINE))
        self._answers = words.split("## Accusations and what answers them")[1].split("## Figures")[0]
        self._figures = words.split("## Figures")[1].split("## Copies")[0]

    def article(self, number: str) -> dict[str, Any]:
        """The article of a report's number."""
        file, _, row = self._files[number].partition(", ")
        source = self.record.articles["source"]
        found = source.str.contains(file, regex=False) & source.str.endswith(row or file)
        return self.record.articles[found].iloc[0].to_dict()

    def found(self, table: pd.DataFrame, number: str, words: str) -> str:
        """The id of the row that shares most words with a passage of a report; empty where none does."""
        article = self.article(number)
        start = article["text"].index(words)
        best, most = "", 0
        for row in table[table["article_id"] == article["article_id"]].to_dict("records"):
            ends = [
                row[name]
                for name in ("start", "end", "cue_start", "cue_end", "speaker_start", "speaker_end")
                if name in row
            ]
            reach = [int(end) for end in ends if not pd.isna(end)]
            shared = min(max(reach), start + len(words)) - max(min(reach), start)
            if shared > most:
                best, most = str(row[table.columns[0]]), shared
        return best

    def answers(self) -> list[tuple[str, str]]:
        """Ids of an accusation and its answer, for the pairs that stand in one report; empty for what was not found."""
        return [(asked, answer) for asked, answer, together in self._pairs() if together]

    def late_answers(self) -> list[tuple[str, str]]:
        """The same for the pairs of two reports."""
        return [(asked, answer) for asked, answer, together in self._pairs() if not together]

    def _pairs(self) -> list[tuple[str, str, bool]]:
        pairs = re.findall(rf"^\| \d+ \| {PLACE} \| {PLACE}", self._answers, re.MULTILINE)
        said = self.record.statements
        return [
            (self.found(said, one, asked), self.found(said, other, answer), one == other)
            for one, asked, other, answer in pairs
        ]

    def figures(self) -> list[tuple[str, str, str]]:
        """Ids of two figures and what the manifest says of them; empty for what was not found."""
        pairs = re.findall(rf"^\| \d+ \| {PLACE} \| {PLACE} \| ([^|]+) \|", self._figures, re.MULTILINE)
        table = self.record.figures
        return [
            (self.found(table, one, first), self.found(table, other, second), outcome.strip())
            for one, first, other, second, outcome in pairs
        ]
