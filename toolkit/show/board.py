"""The claim board: on each issue what every party says, in its own words, and who is not heard on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.compare.board import NOT_HEARD
from toolkit.record import Record
from toolkit.record.colours import GREY
from toolkit.show import html, who
from toolkit.show.passage import label


@dataclass(frozen=True)
class Claim:
    """One statement of a cell: its words, who says them, what is done by saying them, and in which article."""

    statement_id: str
    content: str
    speaker: str
    act: str
    where: str


@dataclass(frozen=True)
class Cell:
    """What one party says on one issue: its sign in words ("2 asserts, 1 denies") and its nearest statements."""

    party: str
    colour: str
    sign: str
    statements: float
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Board:
    """Issues in order, each with the cells of those who are heard on it and the names of those who are not."""

    issues: tuple[tuple[str, tuple[Cell, ...], tuple[str, ...]], ...]

    def __str__(self) -> str:
        """The board in plain text."""
        lines = []
        for issue, cells, silent in self.issues:
            lines.append(issue.upper())
            for cell in cells:
                lines.append(f"  {cell.party} ({cell.sign})")
                lines += [f"    {claim.speaker}: {claim.content} [{claim.where}]" for claim in cell.claims]
            lines += [f"  {NOT_HEARD}: {', '.join(silent)}"] if silent else []
        return "\n".join(lines) or "No statements match this query."

    def _repr_html_(self) -> str:
        """The board as HTML that can be searched in a rendered page; every word of an article is escaped."""
        if not self.issues:
            return '<p class="cp-none">No statements match this query.</p>'
        parts = [self._issue(*one) for one in self.issues]
        return html.tag("div", html.style() + "".join(parts), class_="cp-show cp-board cp-filter")

    def _issue(self, issue: str, cells: tuple[Cell, ...], silent: tuple[str, ...]) -> str:
        rows = "".join(_cell(cell) for cell in cells)
        rest = html.tag("p", f"<em>{html.words(NOT_HEARD)}:</em> {html.words(', '.join(silent))}", class_="cp-quiet")
        return f"<h4>{html.words(issue)}</h4>{rows}{rest if silent else ''}"


def _cell(cell: Cell) -> str:
    head = f"{html.chip(cell.party, cell.colour)} {html.words(cell.sign)}"
    more = cell.statements - len(cell.claims)
    left = html.tag("p", f"and {more:g} more", class_="cp-quiet") if more >= 1 else ""
    claims = "".join(_claim(claim) for claim in cell.claims)
    return html.tag("section", f"<p>{head}</p>{claims}{left}", class_="cp-card cp-item", style=_edge(cell.colour))


def _claim(claim: Claim) -> str:
    where = f"{html.words(claim.speaker)} · {html.words(claim.where)} · {html.place_of(claim.statement_id)}"
    return f'<blockquote dir="auto">{html.words(claim.content)}</blockquote><p class="cp-quiet">{where}</p>'


def _edge(colour: str) -> str:
    return f"border-left-color:{colour}"


def board(table: pd.DataFrame, record: Record) -> Board:
    """Every cell of `compare.claim_board` is shown with its nearest statements, verbatim and with their article.

    `table` comes from `compare.claim_board`, `record` holds the statements that it names. Who is not heard on an issue
    is listed below it: that is silence in these reports, and no refusal to speak. Each statement links to `s-ID`, where
    `show.statements` and a rendered page have it in its paragraph.
    """
    rows = record.statements.set_index("statement_id").to_dict("index")
    articles = {row["article_id"]: label(row) for row in record.articles.to_dict("records")}
    found = []
    for issue, cells in table.groupby("issue", sort=False):
        heard = cells[cells["heard"]].sort_values("n", ascending=False, kind="stable")
        drawn = tuple(_drawn(row, rows, articles, record.colours) for row in heard.to_dict("records"))
        found.append((str(issue), drawn, tuple(cells.loc[~cells["heard"], "party"])))
    return Board(tuple(found))


def _drawn(row: Mapping[Any, Any], rows: Mapping[Any, Any], articles: Mapping[str, str], colours: Any) -> Cell:
    claims = tuple(
        Claim(key, said["content"], who.speaker(said), said["act"], articles[said["article_id"]])
        for key, said in ((key, rows[key]) for key in row["evidence"])
    )
    return Cell(row["party"], colours.get(row["party"], GREY), row["acts"], float(row["n"]), claims)
