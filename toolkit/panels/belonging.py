"""The panel "Who speaks for whom": every speaker with its party and the reason, and a choice to overrule it."""

from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from toolkit import compare
from toolkit.errors import CounterpointError
from toolkit.panels.rows import PLACED, choosable
from toolkit.panels.views import Deciding, Words
from toolkit.record import UNASSIGNED, Record, add_party, overrule
from toolkit.show.passage import label, pieces
from toolkit.tables import among

_SHOWN = (
    "statement_id", "article_id", "spans", "cue", "cue_start", "cue_end", "speaker_mention", "speaker_start",
    "speaker_end", "party_evidence", "party_evidence_start", "party_evidence_end", "party_evidence_article",
)  # fmt: skip
SHOWN = 200  # speakers listed at once; the words above always count all


class Belonging(widgets.VBox):  # type: ignore[misc]
    """A panel holds a record; a choice in it is an override, saved at once, and `record` is the record with it.

    Unassigned speakers stand first. A speaker with a name is decided for all articles, one without ("officials") for
    the article of the row. Whatever cannot be saved is said, and nothing has changed then.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self._listed: tuple[Record, pd.DataFrame] | None = None  # to narrow the list takes no new count
        self.problem = Words(tone="problem")
        self.summary = Words()
        style = {"description_width": "auto"}
        self.text = widgets.Text(
            description="Speaker or party contains", continuous_update=False, style=style, layout={"width": "340px"}
        )
        self.only = widgets.Checkbox(description="Only the unassigned", indent=False, layout={"width": "auto"})
        self.fresh = widgets.Text(
            description="New party", placeholder="its name", continuous_update=False, style=style,
            layout={"width": "260px"},
        )  # fmt: skip
        self.add = widgets.Button(description="Add to the choices", tooltip="Write the party into the party file")
        self.deciding = Deciding()
        line = widgets.Box(
            [self.text, self.only, self.fresh, self.add],
            layout={"flex_flow": "row wrap", "align_items": "center", "grid_gap": "14px", "width": "100%"},
        )
        super().__init__([line, self.summary, self.problem, self.deciding])
        self.add_class("cp-panel")
        self.draw()
        self.deciding.observe(self._take, "decision")
        for control in (self.text, self.only):
            control.observe(lambda _: self.draw(), "value")
        self.add.on_click(lambda _: self._add())

    def draw(self) -> None:
        """Table and summary follow the record and the two controls that narrow them."""
        if self._listed is None or self._listed[0] is not self.record:
            self._listed = self.record, compare.belonging(self.record.statements, self.record.speakers)
        table = self._listed[1]
        self.summary.value = _summary(table)
        asked = self.text.value.casefold()
        words = table["speaker"] + "\n" + table["party"] + "\n" + table["also"]
        kept = table[words.str.casefold().str.contains(asked, regex=False)]
        kept = kept[kept["party"] == UNASSIGNED] if self.only.value else kept
        self.deciding.options = [*choosable(self.record), UNASSIGNED]
        self.deciding.rows = _rows(self.record, kept.head(SHOWN))
        left = f"; the first {SHOWN} are listed" if len(kept) > SHOWN else ""
        self.deciding.caption = f"{len(kept)} of {len(table)} speakers{left}. Click a speaker to read the words."

    def _take(self, change: Any) -> None:
        """A party was chosen in a row."""
        said = change["new"]
        chosen = {"": None, UNASSIGNED: ""}.get(said["party"], said["party"])
        self._do(lambda: overrule(self.record, said["speaker"], chosen, article=said["article"]))

    def _add(self) -> None:
        """A party that is in no list yet is to be chosen from."""
        name = self.fresh.value.strip()
        if name:
            self._do(lambda: add_party(self.record, name))
            self.fresh.value = ""

    def _do(self, work: Any) -> None:
        self.problem.value = ""
        try:
            self.record = work()
        except CounterpointError as error:
            self.problem.value = f"This is not saved: {error}"
        self.draw()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The live panel, and for a copy without Python the words that sum it up."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        words = f"The panel is live in JupyterLab only. {self.summary.value}"
        return {**bundle, "text/plain": words, "text/html": f"<p><em>{escape(words)}</em></p>"}


def _summary(table: pd.DataFrame) -> str:
    free = table[table["party"] == UNASSIGNED]
    changed = int((table["party_rule"] == "override").sum())
    counts = f"{free['n'].sum():g} of {table['n'].sum():g} statements"
    return f"{len(table)} speakers; {len(free)} without a party, with {counts}; {changed} decided by you."


def _rows(record: Record, table: pd.DataFrame) -> list[dict[str, Any]]:
    told = record.statements
    rows = told.loc[among(told["statement_id"], table["statement_id"]), list(_SHOWN)].to_dict("records")
    said = {row["statement_id"]: row for row in rows}
    needed = {row[name] for row in rows for name in ("article_id", "party_evidence_article")}
    there = record.articles.loc[among(record.articles["article_id"], needed), list(PLACED)]
    articles = {row["article_id"]: row for row in there.to_dict("records")}
    return [_row(row, said[row["statement_id"]], articles) for row in table.to_dict("records")]


def _row(row: Mapping[Any, Any], statement: Mapping[Any, Any], articles: Mapping[str, Any]) -> dict[str, Any]:
    why = f"{row['party_rule']}: “{row['party_evidence']}”" if row["party_evidence"] else row["party_rule"]
    where = f"in {row['articles']} articles" if row["articles"] > 1 else label(articles[statement["article_id"]])
    return {
        "key": f"{row['speaker']}|{row['party']}|{row['article_id']}",
        "speaker": row["speaker"] or "(source not named)",
        "article": row["article_id"],
        "party": row["party"],
        "unassigned": row["party"] == UNASSIGNED,
        "overruled": row["party_rule"] == "override",
        "also": "; ".join(words for words in (row["also"], where) if words),
        "statements": f"{row['n']:g}",
        "why": why or "no evidence",
        "context": _context(statement, articles),
    }


def _context(statement: Mapping[Any, Any], articles: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The statement in its paragraph, and the words that decided its party in theirs."""
    article = articles[statement["article_id"]]
    shown = [{"where": label(article), "pieces": [[one.role, one.words] for one in pieces(article["text"], statement)]}]
    if statement["party_evidence"]:
        place = articles[statement["party_evidence_article"] or statement["article_id"]]
        span = {"spans": [[int(statement["party_evidence_start"]), int(statement["party_evidence_end"])]]}
        found = pieces(place["text"], {**span, "cue": "", "speaker_mention": ""})
        drawn = [["evidence" if one.role else "", one.words] for one in found]
        shown.append({"where": f"the words that decided it, in {label(place)}", "pieces": drawn})
    return shown


def who_speaks_for_whom(record: Record) -> Belonging:
    """A live panel on the speakers of `record` and their parties; its `record` is the record with what was decided."""
    return Belonging(record)
