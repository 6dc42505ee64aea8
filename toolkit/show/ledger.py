"""The ledger of accusations and answers: what was said of whom, and what the same report has the other side say."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.compare.board import SIGNS
from toolkit.record import UNASSIGNED, Record
from toolkit.record.colours import GREY
from toolkit.show import html
from toolkit.show.passage import label

NO_ANSWER = "no answer found in this report"


@dataclass(frozen=True)
class Entry:
    """One accusation, condemnation, demand or threat with its answer; the answer's parts are empty where none is."""

    statement_id: str
    party: str
    act: str
    target: str
    content: str
    answer_id: str
    answer_party: str
    verb: str
    answer: str
    distance: str
    where: str


@dataclass(frozen=True)
class Ledger:
    """The entries in the order of the articles, and the colour of each party."""

    entries: tuple[Entry, ...]
    colours: Mapping[str, str]

    def __str__(self) -> str:
        """The ledger in plain text."""
        lines = []
        for one in self.entries:
            lines.append(f"{one.party} {one.act} {one.target}: {one.content} [{one.where}]")
            lines.append(f"  {one.answer_party} ({one.verb}): {one.answer}" if one.answer_id else f"  {NO_ANSWER}")
        return "\n".join(lines) or "No accusations match this query."

    def _repr_html_(self) -> str:
        """The ledger as HTML that can be searched in a rendered page; every word of an article is escaped."""
        if not self.entries:
            return '<p class="cp-none">No accusations match this query.</p>'
        items = "".join(self._entry(one) for one in self.entries)
        return html.tag("div", html.style() + items, class_="cp-show cp-ledger cp-filter")

    def _entry(self, one: Entry) -> str:
        aimed = f"{html.words(one.act)} {self._chip(one.target)}"
        asked = (
            f'<p>{self._chip(one.party)} {aimed}</p><blockquote dir="auto">{html.words(one.content)}</blockquote>'
            f'<p class="cp-quiet">{html.words(one.where)} · {html.place_of(one.statement_id)}</p>'
        )
        colour = self.colours.get(one.party, GREY)
        return html.tag(
            "section", asked + self._answer(one), class_="cp-card cp-item", style=f"border-left-color:{colour}"
        )

    def _answer(self, one: Entry) -> str:
        if not one.answer_id:
            return html.tag("p", f"<em>{html.words(NO_ANSWER)}</em>", class_="cp-answer")
        where = f"{html.words(one.distance)} · {html.place_of(one.answer_id)}"
        told = (
            f'<p>{self._chip(one.answer_party)} {html.words(one.verb)}</p><blockquote dir="auto">'
            f'{html.words(one.answer)}</blockquote><p class="cp-quiet">{where}</p>'
        )
        return html.tag("div", told, class_="cp-answer")

    def _chip(self, party: str) -> str:
        return html.chip(party, self.colours.get(party, GREY)) if party else html.words("(not known)")


def ledger(table: pd.DataFrame, record: Record) -> Ledger:
    """Every row of `compare.answered` is one entry: the words, whom they are aimed at, and the answer or that none is.

    `table` comes from `compare.answered`, `record` holds its articles. No answer found is not the same as no answer
    printed: `docs/quality.md` says how many are missed. Each statement links to `s-ID`.
    """
    articles = {row["article_id"]: label(row) for row in record.articles.to_dict("records")}
    return Ledger(tuple(_entry(row, articles) for row in table.to_dict("records")), record.colours)


def _entry(row: Mapping[Any, Any], articles: Mapping[str, str]) -> Entry:
    return Entry(
        row["statement_id"], row["party"] or UNASSIGNED, SIGNS.get(row["act"], row["act"]), row["target_party"],
        row["content"], row["answer_id"], (row["answer_party"] or UNASSIGNED) if row["answer_id"] else "", row["verb"],
        row["answer"], "" if pd.isna(row["distance"]) else _apart(int(row["distance"])), articles[row["article_id"]],
    )  # fmt: skip


def _apart(distance: int) -> str:
    """How far the answer stands from what it answers, in words."""
    if distance < 1:
        return "in the same sentence"
    return "in the next sentence" if distance == 1 else f"{distance} sentences on"
