"""The panel "What each side claims": choose an issue, parties, acts, a measure and days, and read who says what."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import ipywidgets as widgets
import pandas as pd
import traitlets

from toolkit import charts, compare, show
from toolkit.compare.issues import NO_ISSUE
from toolkit.errors import CounterpointError
from toolkit.panels.beside import Beside
from toolkit.panels.charting import live_chart
from toolkit.panels.following import Following
from toolkit.panels.rows import act_options, cards, in_words, options, with_lost
from toolkit.panels.views import Choices, Reading, Words
from toolkit.record import UNASSIGNED, Query, Record, sidecar

NAME = "3_what_each_side_claims"
SHOWN = 200  # statements listed at once; the board always counts all that are chosen
ALL, NONE = "all issues", "no figures"


@dataclass(frozen=True)
class View:
    """What of the chosen statements is looked at: one issue (empty for all), and figures of one measure (or none)."""

    issue: str = ""
    measure: str = ""


def saved_view(record: Record, *, name: str = NAME) -> View:
    """The view that a panel was left with, or the one that looks at everything."""
    kept = sidecar.read(record.home, "views", name) or {}
    return View(str(kept.get("issue", "")), str(kept.get("measure", "")))


class Claims(Following):
    """A panel holds a record, a frozen query, a view and a choice of issues; whatever it shows is made from these.

    All three are saved at once beside the corpus when they change; where that is not possible the panel says why and
    goes on. `found` is the table of `compare.issues` with the choice.
    """

    query = traitlets.Instance(Query)
    view = traitlets.Instance(View)

    def __init__(self, record: Record, *, name: str = NAME) -> None:
        self._record, self._name = record, name
        self._asked: tuple[Query, int] | None = None
        self.problem = Words(tone="problem")
        self.choice = compare.IssueChoice()
        self.query, self.view = Query(), View()
        self._load()
        self._inner = record.innermost
        self._known = {**options(record, "party"), "act": act_options(record)}
        self._as_found = compare.issues(record.statements)
        self.found = compare.decided(self._as_found, record.statements, self.choice)
        self._make_controls()
        super().__init__(self._layout())
        self.add_class("cp-panel")
        self._follow()
        self._watch()

    def _load(self) -> None:
        """What was saved; what cannot be used is said, and everything is shown in its place."""
        try:
            self.query = self._record.saved_query(self._name)
            self.view = saved_view(self._record, name=self._name)
            self.choice = compare.kept_issues(self._record)
        except CounterpointError as error:
            self.problem.value = f"What was saved earlier cannot be used. {error}"

    def _make_controls(self) -> None:
        style, wide = {"description_width": "auto"}, {"width": "auto", "flex": "1 1 220px"}
        self.issue = widgets.Dropdown(description="Issue", style=style, layout={"width": "420px"})
        measures = [one for one in dict.fromkeys(self._record.figures["measure"]) if one not in ("", "other")]
        self.measure = widgets.Dropdown(description="Figures", options=[NONE, *measures], style=style)
        self.parties, self.acts = Choices(label="Party", layout=wide), Choices(label="Act", layout=wide)
        self.since = widgets.DatePicker(description="From", style=style, layout={"width": "200px"})
        self.until = widgets.DatePicker(description="Until", style=style, layout={"width": "200px"})
        text = {"continuous_update": False, "style": style, "layout": {"width": "300px"}}
        self.fresh = widgets.Text(description="Name", placeholder="of the issue chosen above, or a new one", **text)
        self.words = widgets.Text(description="Words", placeholder="that make a new issue, with commas", **text)
        self.rename = _button("Rename or merge", "Give the issue chosen above this name")
        self.split = _button("Make an issue", "Of the statements that have these words")
        self.undo = _button("Issues as found", "Take all renaming and splitting back")
        self.reset = _button("Show all statements", "Clear every choice of this panel")
        self.summary, self.chart = Words(), live_chart(field="issue")
        self.cells, self.beside = Reading(), Beside(self._record)
        self.reading = self.beside.reading

    def _layout(self) -> list[Any]:
        wrap = {"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "14px", "width": "100%"}
        first = widgets.Box([self.issue, self.measure, self.since, self.until, self.reset], layout=wrap)
        facets = widgets.Box([self.parties, self.acts], layout=wrap)
        names = widgets.Box([self.fresh, self.rename, self.words, self.split, self.undo], layout=wrap)
        folded = widgets.Accordion([names], titles=("Rename, merge or split issues",))
        return [first, facets, folded, self.summary, self.problem, self.chart, self.cells, self.beside]

    def _watch(self) -> None:
        for control in (self.issue, self.measure, self.parties, self.acts, self.since, self.until):
            control.observe(self._take, "value")
        self.chart.observe(self._clicked, "clicked")
        self.reset.on_click(lambda _: self._set(Query(), View()))
        self.rename.on_click(lambda _: self._decide(self._renamed))
        self.split.on_click(lambda _: self._decide(self._split))
        self.undo.on_click(lambda _: self._decide(compare.IssueChoice))
        self.observe(self._changed, ("query", "view"))

    def _take(self, _: Any) -> None:
        """The controls were moved: query and view say the same."""
        if self._following:
            return
        try:
            query = replace(
                self.query, parties=tuple(self.parties.value), acts=tuple(self.acts.value),
                since=_iso(self.since.value), until=_iso(self.until.value),
            )  # fmt: skip
        except CounterpointError as error:
            self.problem.value = str(error)
            return
        measure = "" if self.measure.value == NONE else self.measure.value
        self._set(query, View(self.issue.value or "", measure))

    def _clicked(self, change: Any) -> None:
        """A click on an issue chooses it, and one on the issue that is chosen shows all again."""
        issue = change["new"].get("value")
        if issue in {value for _, value in self.issue.options}:
            self.issue.value = "" if issue == self.view.issue else issue

    def _set(self, query: Query, view: View) -> None:
        with self.hold_trait_notifications():
            self.query, self.view = query, view

    def _renamed(self) -> compare.IssueChoice:
        if not self.view.issue:
            raise compare.CompareError(
                "no issue is chosen", works="one of the list above", step="choose the issue to rename"
            )
        return compare.renamed(self.choice, self.found, self.view.issue, self.fresh.value)

    def _split(self) -> compare.IssueChoice:
        choice = compare.split_by(self.choice, self.fresh.value, self.words.value.split(","))
        name = " ".join(self.fresh.value.split())
        if name not in set(compare.decided(self._as_found, self._record.statements, choice)["issue"]):
            words = self.words.value.strip()
            raise compare.CompareError(
                f"no statement has the words {words!r}", works="words of contents", step="try others"
            )
        return choice

    def _decide(self, decide: Any) -> None:
        """Issues are merged, split, renamed or as found again; kept at once, and shown."""
        self.problem.value = ""
        try:
            choice = decide()
            compare.keep_issues(self._record, choice)
        except CounterpointError as error:
            self.problem.value = f"The issues stay as they are: {error}"
            return
        self.choice = choice
        self.found = compare.decided(self._as_found, self._record.statements, choice)
        name = " ".join(self.fresh.value.split())
        self.fresh.value = self.words.value = ""
        view = replace(self.view, issue=name if name in set(self.found["issue"]) else "")
        if view == self.view:
            self._follow()
        else:
            self.view = view

    def _changed(self, _: Any) -> None:
        """Query or view are others: both are saved, and everything shown follows."""
        self.problem.value = ""
        self._follow()
        try:
            self._record.save_query(self._name, self.query)
            sidecar.write(self._record.home, "views", self._name, vars(self.view))
        except CounterpointError as error:
            self.problem.value = f"This choice is not saved: {error}"

    def _set_controls(self) -> None:
        sizes = self.found[self.found["issue"] != NO_ISSUE]["issue"].value_counts()
        listed = [(ALL, ""), *((f"{issue} ({count})", str(issue)) for issue, count in sizes.items())]
        lost = self.view.issue not in ("", *sizes.index)
        self.issue.options = [*listed, *([(f"{self.view.issue} (0)", self.view.issue)] if lost else [])]
        self.issue.value = self.view.issue
        self.measure.value = self.view.measure if self.view.measure in self.measure.options else NONE
        for control, known, chosen in (
            (self.parties, self._known["party"], self.query.parties),
            (self.acts, self._known["act"], self.query.acts),
        ):
            control.options, control.value = with_lost(known, chosen), list(chosen)
        for control, day in ((self.since, self.query.since), (self.until, self.query.until)):
            control.value = date.fromisoformat(day) if day else None

    def _draw(self) -> None:
        self._select()
        chosen, inner = self._chosen
        board = self._board if not self.view.issue else self._board[self._board["issue"] == self.view.issue]
        kept = self.found["statement_id"][self.found["issue"] == self.view.issue] if self.view.issue else None
        rows = inner if kept is None else inner[inner["statement_id"].isin(kept)]
        about = f"on {self.view.issue}" if self.view.issue else "on all issues"
        self.summary.value = f"{len(rows)} of {len(self._inner)} statements {about}: {self.query.describe()}"
        self.chart.show(self._picture(chosen, board))
        self.cells.table = _table(board)
        self.reading.items = cards(rows, chosen, limit=SHOWN)
        more = len(rows) > SHOWN
        self.reading.note = (
            f"The first {SHOWN} of {len(rows)} statements; choose fewer to see the rest." if more else ""
        )

    def _select(self) -> None:
        """The statements of the query and their board, made anew only where query or issues are others."""
        asked = (self.query, id(self.found))
        if asked != self._asked:
            chosen = self._record.select(self.query)
            board = board_of(chosen, self.found, parties=self.query.parties)
            self._chosen, self._board, self._asked = (chosen, chosen.innermost), board, asked

    def _picture(self, chosen: Record, board: pd.DataFrame) -> Any:
        if not self.view.measure:
            return charts.claim_board(board, colours=self._record.colours)
        figures = chosen.figures[chosen.figures["measure"] == self.view.measure]
        table = compare.figures_side_by_side(figures, articles=chosen.articles)
        return charts.figures(table, colours=self._record.colours)


def board_of(record: Record, found: pd.DataFrame, *, parties: Iterable[str] = ()) -> pd.DataFrame:
    """The claim board of a record, with a cell for each of its parties, or for those that were chosen.

    Who was not chosen has none: that a party is not heard can be told only of one that was looked for.
    """
    wanted = list(parties or record.parties)
    named = [party for party in wanted if party != UNASSIGNED]
    board = compare.claim_board(record.statements, found, articles=record.articles, parties=named)
    return board[board["party"].isin(wanted)].reset_index(drop=True)


def _table(board: pd.DataFrame) -> dict[str, Any]:
    """The cells that are heard as words, and in a note how many are not."""
    told = board[board["heard"]][["issue", "party", "n", "acts", "claim"]]
    shown = show.table(told.head(SHOWN), "What each party says on each issue: the statement nearest to the issue")
    silent = compare.unheard(board)
    note = f"{len(silent)} cells are not heard on their issue, in what is chosen." if len(silent) else ""
    return {**in_words(shown), "note": note}


def _button(words: str, tip: str) -> Any:
    return widgets.Button(description=words, tooltip=tip, layout={"width": "auto"})


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def what_each_side_claims(record: Record, *, name: str = NAME) -> Claims:
    """A live panel on the claims of `record` that opens as it was left under `name`, or with everything.

    `record.select(panel.query)` gives the statements it shows, `saved_view(record)` the issue and the measure, and
    `compare.kept_issues(record)` what was decided on issues, in another cell, another session, or a rendered copy.
    """
    return Claims(record, name=name)
