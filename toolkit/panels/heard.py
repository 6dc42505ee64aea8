"""The panel "Who is heard": choose statements, and see at once whose they are."""

import warnings
from dataclasses import replace
from typing import Any

import ipywidgets as widgets
import traitlets

from toolkit import charts
from toolkit.errors import CounterpointError, RefusedWarning
from toolkit.panels.beside import Beside
from toolkit.panels.charting import live_chart
from toolkit.panels.following import Following
from toolkit.panels.looks import LOOKS, Chosen, Whole
from toolkit.panels.rows import innermost, items, options, table, with_lost
from toolkit.panels.views import Choices, Reading, Words
from toolkit.record import Query, Record

NAME = "1_who_is_heard"
SAID = ("speech", "writing")  # the classes of cues that the switch keeps
NOTHING, FIRST = "nothing", next(iter(LOOKS))
SHOWN = 200  # statements listed at once; the share and the table always count all that are chosen


class Panel(Following):
    """A panel holds a record and one frozen query; whatever it shows is made anew from the two.

    A click in a chart chooses a party, a click on a statement opens its article at the place. `query` can be read and
    set, and the controls follow. Every change is saved at once under `name` beside the corpus;
    where it cannot be saved the panel says why and goes on. Parts of the query that have no control (acts, articles,
    speakers, dates, other cue classes than the switch knows) stay as they are until the query is reset.
    """

    query = traitlets.Instance(Query)

    def __init__(self, record: Record, *, name: str = NAME) -> None:
        self._record, self._whole = record, Whole(record)
        self._name = name
        self._known = options(record, "party", "kind", "outlet")
        self.problem = Words(tone="problem")
        self._make_controls()
        self.query = self._saved()
        super().__init__(self._layout())
        self.add_class("cp-panel")
        self.add_class("cp-heard")
        self._follow()
        self._watch()

    def _make_controls(self) -> None:
        wide = {"width": "auto", "flex": "1 1 220px"}
        self.parties = Choices(label="Party", layout=wide)
        self.kinds = Choices(label="Kind of statement", layout=wide)
        self.outlets = Choices(label="Outlet", layout=wide)
        text = {"placeholder": "in what is said, or its source", "continuous_update": False}
        self.text = widgets.Text(description="Contains", **text, style={"description_width": "auto"})
        self.confidence = widgets.FloatSlider(
            description="Confidence at least", min=0, max=1, step=0.05, continuous_update=False,
            style={"description_width": "auto"}, layout={"width": "340px"},
        )  # fmt: skip
        self.said = widgets.Checkbox(
            description="Only what was said or written, no thoughts", indent=False, layout={"width": "auto"}
        )
        self.reset = widgets.Button(
            description="Show all statements", tooltip="Clear every choice of this panel", layout={"width": "auto"}
        )
        self.summary = Words()
        self.look = widgets.Dropdown(
            description="Beside the shares", options=[NOTHING, *LOOKS], value=FIRST,
            style={"description_width": "auto"}, layout={"width": "360px"},
        )  # fmt: skip
        self.chart, self.second = live_chart(), live_chart()
        self.shares, self.beside = Reading(), Beside(self._record)
        self.reading = self.beside.reading

    def _layout(self) -> list[Any]:
        wrap = {"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "14px", "width": "100%"}
        facets = widgets.Box([self.parties, self.kinds, self.outlets], layout=wrap)
        line = widgets.Box(
            [self.text, self.confidence, self.said, self.reset], layout={**wrap, "align_items": "center"}
        )
        pictures = widgets.Box([self.chart, widgets.VBox([self.look, self.second])], layout=wrap)
        pictures.add_class("cp-charts")
        return [facets, line, self.summary, self.problem, pictures, self.shares, self.beside]

    def _watch(self) -> None:
        for control in (self.parties, self.kinds, self.outlets, self.text, self.confidence, self.said):
            control.observe(self._take, "value")
        self.reset.on_click(lambda _: setattr(self, "query", Query()))
        self.look.observe(lambda _: self._drawing(self._draw_second), "value")
        for chart in (self.chart, self.second):
            chart.observe(self._clicked, "clicked")
        self.observe(self._changed, "query")

    def _saved(self) -> Query:
        try:
            return self._record.saved_query(self._name)
        except CounterpointError as error:
            self._say(f"The query saved earlier cannot be used, so everything is shown. {error}")
            return Query()

    def _take(self, _: Any) -> None:
        """The controls were moved: the query says the same."""
        if not self._following:
            others = () if self._is_said() else self.query.cue_classes
            self.query = replace(
                self.query, parties=tuple(self.parties.value), kinds=tuple(self.kinds.value),
                outlets=tuple(self.outlets.value), text=self.text.value.strip(), min_confidence=self.confidence.value,
                cue_classes=SAID if self.said.value else others,
            )  # fmt: skip

    def _clicked(self, change: Any) -> None:
        """A click on what belongs to a party chooses it, and one on the only one that is chosen lets it go."""
        name = change["new"].get("value")
        if name in {option["value"] for option in self.parties.options}:
            self.parties.value = [] if list(self.parties.value) == [name] else [name]

    def _is_said(self) -> bool:
        """Whether the query narrows to speech and writing, as the switch does; other choices of a script are kept."""
        return set(self.query.cue_classes) == set(SAID)

    def _changed(self, _: Any) -> None:
        """The query is another: it is saved, and everything shown follows it."""
        self._say("")
        self._follow()
        try:
            self._record.save_query(self._name, self.query)
        except CounterpointError as error:
            self._say(f"This choice is not saved: {error}")

    def _set_controls(self) -> None:
        for control, known, chosen in (
            (self.parties, self._known["party"], self.query.parties),
            (self.kinds, self._known["kind"], self.query.kinds),
            (self.outlets, self._known["outlet"], self.query.outlets),
        ):
            control.options = with_lost(known, chosen)
            control.value = list(chosen)
        self.outlets.layout.display = None if len(self.outlets.options) > 1 else "none"
        self.text.value = self.query.text
        self.confidence.value = self.query.min_confidence
        self.said.value = self._is_said()

    def _draw(self) -> None:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", RefusedWarning)
            chosen = self._chosen = Chosen(self._whole, self.query)
            part = chosen.part
        if caught:
            self._say("; ".join(str(one.message) for one in caught))
        shares = self._whole.shares_of(self.query.without("parties"))
        inner = innermost(part)
        found, total = len(inner), self._whole.innermost
        self.summary.value = f"{found} of {total} statements: {self.query.describe()}"
        self.chart.show(charts.voice_share(shares, colours=chosen.colours, chosen=self.query.parties))
        self._draw_second()
        self.shares.table = table(shares)
        self.reading.items = items(part, inner, limit=SHOWN)
        self.reading.note = (
            f"The first {SHOWN} of {found} statements; choose fewer to see the rest." if found > SHOWN else ""
        )

    def _draw_second(self) -> None:
        """The chart beside the shares, of what is chosen already."""
        if self.look.value == NOTHING:
            self.second.spec = {}
        else:
            self.second.show(LOOKS[self.look.value](self._chosen))

    def _say(self, words: str) -> None:
        self.problem.value = words


def who_is_heard(record: Record, *, name: str = NAME) -> Panel:
    """A live panel on `record` that opens with the query saved under `name`, or with everything.

    Its `query` is the whole of its state: `record.select(panel.query)` gives what it shows, and
    `record.saved_query(name)` gives the query back in another cell, another session, or a rendered copy.
    """
    return Panel(record, name=name)
