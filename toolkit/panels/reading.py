"""The panel "Read and correct": an article with its statements, and beside it a card to put right what is wrong."""

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from toolkit import record as verbs
from toolkit import show
from toolkit.errors import CounterpointError
from toolkit.panels.article import ArticleView
from toolkit.panels.card import Card
from toolkit.panels.deeds import meant, with_party, with_piece
from toolkit.panels.following import heeding
from toolkit.panels.rows import articles_of, choosable, corrected_in, counted, in_short, in_words, shortened
from toolkit.panels.views import Reading, Words
from toolkit.record import Record, having, sidecar
from toolkit.record.amending import whose
from toolkit.record.corrections import holding

NAME = "4_read_and_correct"
SHORT = 160  # code points of selected words that are shown
LOST = ["what", "quote", "reason", "who", "when"]
HOMELESS = "This can be read, and nothing that you decide can be kept: the record has no folder beside a corpus."


class Correcting(widgets.VBox):  # type: ignore[misc]
    """A panel holds a record; whatever is done in it is saved at once, and `record` is the record with all corrections.

    `open` goes to a statement. What cannot be saved is said in `problem`; nothing has changed then, and what was typed
    stays. `orphans` is the table of corrections whose words are no longer in the texts.
    """

    def __init__(self, record: Record, *, name: str = NAME, who: str = "analyst") -> None:
        self._name, self.who = name, who
        self.record, self.orphans = record, pd.DataFrame()
        self._following, self._rows = False, list[dict[Any, Any]]()
        self._judged: dict[str, str] = {}
        self._placeless = record.home is None  # it is said once that nothing can be kept
        self.problem, self.summary = Words(tone="problem"), Words()
        self.view, self.card, self.done, self.lost = ArticleView(), Card(), Reading(), Reading()
        self._make_choice()
        super().__init__(self._layout())
        self.add_class("cp-panel")
        place = self._load()
        self._choose(place.get("article", ""), place.get("statement", ""))
        self._watch()

    def _make_choice(self) -> None:
        style = {"description_width": "auto"}
        self.articles = widgets.Dropdown(description="Article", style=style, layout={"flex": "1 1 320px"})
        self.back = widgets.Button(description="Previous", tooltip="The article before this", layout={"width": "auto"})
        self.onward = widgets.Button(description="Next", tooltip="The article after this", layout={"width": "auto"})

    def _layout(self) -> list[Any]:
        wrap = {"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "14px", "width": "100%"}
        choice = widgets.Box([self.articles, self.back, self.onward], layout={**wrap, "align_items": "center"})
        self.view.layout = widgets.Layout(flex="3 1 480px", min_width="0", max_width="54rem", width="auto")
        self.card.layout = widgets.Layout(flex="1 1 320px", min_width="0", max_width="40rem", width="auto")
        return [choice, self.summary, self.problem, widgets.Box([self.view, self.card], layout=wrap), self.done,
                self.lost]  # fmt: skip

    def _watch(self) -> None:
        self.articles.observe(lambda _: self._turned(), "value")
        self.back.on_click(lambda _: self._step(-1))
        self.onward.on_click(lambda _: self._step(1))
        self.view.observe(lambda _: self._chosen(), "chosen")
        self.view.observe(lambda _: self._select(), "selection")
        self.card.accept.on_click(lambda _: self._accept())
        self.card.reject.on_click(lambda _: self._reject())
        self.card.save.on_click(lambda _: self._save())
        self.card.use.on_click(lambda _: self._use(beside=False))
        self.card.more.on_click(lambda _: self._use(beside=True))
        self.card.add.on_click(lambda _: self._add())
        self.card.undo.on_click(lambda _: self._undo())

    def _load(self) -> dict[str, Any]:
        """The corrections kept so far, and where the panel was left; what cannot be used or kept is said."""
        if self._placeless:
            self.problem.value = HOMELESS
        try:
            self.record, self.orphans = heeding(
                self.problem, lambda: verbs.corrected(self.record, who=whose(self.record))
            )
            kept = sidecar.read(self.record.home, "views", self._name)
            return kept if isinstance(kept, dict) else {}
        except CounterpointError as error:
            self.problem.value = f"What was saved earlier cannot be used. {error}"
            return {}

    def open(self, statement_id: str | None = None) -> None:
        """The article of a statement is shown with the statement chosen; an id that is not there is said.

        Without an id it does what `open` does for every widget: connect it with the browser.
        """
        if statement_id is None:
            super().open()
            return
        rows = having(self.record, "statements", "statement_id", [statement_id])["article_id"]
        if rows.empty:
            self.problem.value = f"There is no statement {statement_id!r} to open; it may have been rejected."
            return
        self.view.chosen = ""  # so that the view goes to a statement that is chosen already
        self._choose(rows.iloc[0], statement_id)
        self._chosen()

    def _choose(self, article_id: str, statement_id: str) -> None:
        """Everything follows the record, an article, and a statement of it (empty for none)."""
        self._following = True
        try:
            known = articles_of(self.record)
            ids = [key for _, key in known]
            if known != list(self.articles.options):
                self.articles.options = known
            self.articles.value = article_id if article_id in ids else next(iter(ids), None)
            self._draw(statement_id)
        finally:
            self._following = False

    def _draw(self, statement_id: str) -> None:
        article_id, ids = self.articles.value, [key for _, key in self.articles.options]
        self.back.disabled, self.onward.disabled = article_id in (None, *ids[:1]), article_id in (None, *ids[-1:])
        if article_id is None:
            self.summary.value = "There are no articles to read."
            return
        self._judged = self._reviewed()
        self._rows = self.view.read(self.record, article_id, notes=self._judged)
        kept = {row["statement_id"] for row in self._rows}
        self.view.chosen = statement_id if statement_id in kept else ""
        number, done = ids.index(article_id) + 1, sum(key in self._judged for key in kept)
        self.summary.value = f"Article {number} of {len(ids)}: {counted(len(kept), 'statement')}, {done} reviewed"
        self._fill()
        self._tell()

    def _fill(self) -> None:
        """The card follows the chosen statement."""
        ids = [row["statement_id"] for row in self._rows]
        place = ids.index(self.view.chosen) if self.view.chosen in ids else -1
        row = self._rows[place] if place >= 0 else None
        named = {Card.values_of(one)["speaker"]: one["party"] for one in self._rows}
        named.pop("", None)
        self.card.fill(row, speakers=named, parties=choosable(self.record))
        note = self._judged.get(self.view.chosen, "")
        told = f"Statement {place + 1} of {len(ids)}" + (f", {note}" if note else "")
        self.card.told.value = told if row else "Choose a statement in the text, or select words to add one."
        self._select()

    def _reviewed(self) -> dict[str, str]:
        """Statement to what was done about it, in words; nothing where that cannot be told, as was said before."""
        try:
            told = heeding(self.problem, lambda: verbs.reviewed(self.record))
        except CounterpointError:
            return {}
        return in_short(told)

    def _tell(self) -> None:
        """The corrections of this article, and those that have lost their place."""
        log = heeding(self.problem, lambda: verbs.corrections_of(self.record.home, who=whose(self.record)))
        told = corrected_in(log, self.articles.value)
        told = told.loc[:, (told != "").any()]  # a column without any words is not shown
        self.done.table = in_words(show.table(told, "Corrections in this article, the last first")) if len(told) else {}
        lost = f"{counted(len(self.orphans), 'correction')} whose words are no longer in the texts"
        listed = self.orphans[LOST] if len(self.orphans) else self.orphans
        self.lost.table = in_words(show.table(listed, lost)) if len(listed) else {}

    def _turned(self) -> None:
        """Another article was chosen."""
        if not self._following:
            self.problem.value = ""
            self._choose(self.articles.value, "")
            self._keep_place()

    def _step(self, by: int) -> None:
        ids = [key for _, key in self.articles.options]
        place = ids.index(self.articles.value) + by
        if 0 <= place < len(ids):
            self.articles.value = ids[place]

    def _chosen(self) -> None:
        """Another statement was chosen, in the text or by a script."""
        if not self._following:
            self.problem.value = ""
            self._fill()
            self._keep_place()

    def _keep_place(self) -> None:
        if self._placeless:
            return
        place = {"article": self.articles.value, "statement": self.view.chosen}
        try:
            sidecar.write(self.record.home, "views", self._name, place)
        except CounterpointError as error:
            self._placeless = True
            self.problem.value = f"The places that you go to are not kept: {error}"

    def _select(self) -> None:
        """The card tells what is selected."""
        span = meant(self.view.text, self.view.selection)
        self.card.pick(shortened(self.view.text[slice(*span)], SHORT) if span else "")

    def _accept(self) -> None:
        if self.card.changes:
            self.problem.value = "The card has changes that are not saved. Save them, or set them back, then accept."
        else:
            self._do(lambda one: verbs.accept(one, self.view.chosen, **self._by()))

    def _reject(self) -> None:
        """The statement goes, and the one after it is chosen."""
        ids = [row["statement_id"] for row in self._rows]
        after = ids[ids.index(self.view.chosen) + 1 :][:1]
        if self._do(lambda one: verbs.reject(one, self.view.chosen, **self._by()), settled=True) and after:
            self.view.chosen = after[0]

    def _save(self) -> None:
        changes = self.card.changes
        if not changes:
            self.problem.value = "Nothing is changed in the card. Accept says that the statement is right as it is."
            return
        key, told = self.view.chosen, {**self._by(), **changes}
        self._do(lambda one: verbs.correct(one, key, **told), settled=True, party=changes.get("party", ""))

    def _use(self, *, beside: bool) -> None:
        """The selected words are those of the chosen statement, instead of its own or `beside` them."""
        text, row = self.view.text, next((one for one in self._rows if one["statement_id"] == self.view.chosen), None)
        span = meant(text, self.view.selection)
        if span is None or row is None:
            return
        spans = with_piece(text, row["spans"], span) if beside else [span]
        self._do(lambda one: verbs.correct(one, row["statement_id"], **self._by(), spans=spans))

    def _add(self) -> None:
        """The new statement is chosen."""
        span, before = meant(self.view.text, self.view.selection), set(self.record.statements["statement_id"])
        if span is None:
            return
        told, place = {**self._by(), **self.card.of_an_addition}, self.articles.value
        if self._do(lambda one: verbs.add(one, place, [span], **told), settled=True, party=told["party"]):
            new = [key for key in self.record.statements["statement_id"] if key not in before]
            self.view.chosen = new[0] if new else self.view.chosen

    def _undo(self) -> None:
        """The panel goes to where something was taken back."""
        log = holding(heeding(self.problem, lambda: verbs.corrections_of(self.record.home, who=self.who)))
        if self._do(lambda one: verbs.undo(one, who=self.who)) and log and log[-1].anchor is not None:
            self._choose(log[-1].anchor.article_id, log[-1].statement)

    def _by(self) -> dict[str, str]:
        return {"who": self.who, "why": self.card.why.value.strip()}

    def _do(self, work: Callable[[Record], Record], *, settled: bool = False, party: str = "") -> bool:
        """What was asked for is saved, and everything follows; or it is said why not, and all stays as it is.

        Where it is `settled` by this, what the card has changed is no longer to be saved. `party` may be a new one.
        """
        self.problem.value = ""
        try:
            self.record = heeding(self.problem, lambda: with_party(self.record, party, work))
            self.orphans = verbs.orphans(self.record)
        except CounterpointError as error:
            self.problem.value = f"This is not saved: {error}"
            return False
        except Exception as error:  # what a callback raises is seen by nobody else
            self.problem.value = f"Something is wrong in the program: {type(error).__name__}: {error}"
            raise
        if settled:
            self.card.settled()
        self.card.why.value = ""
        self._choose(self.articles.value, self.view.chosen)
        return True

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The live panel, and for a copy without Python the article that is open, as escaped HTML."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        words = f"The panel is live in JupyterLab only. {self.summary.value}."
        page = show.article(self.record, self.articles.value)._repr_html_() if self.articles.value else ""
        return {**bundle, "text/plain": words, "text/html": f"<p><em>{escape(words)}</em></p>{page}"}


def read_and_correct(record: Record, *, name: str = NAME, who: str = "analyst") -> Correcting:
    """A live panel on the articles of `record` that opens where it was left under `name`, with all corrections made.

    `who` is written beside every correction. Its `record` is the record with the corrections, for other panels and
    measures; `panel.open(statement_id)` shows a statement in its article.
    """
    return Correcting(record, name=name, who=who)
