"""The card beside an article: what is decided about one statement, to be read, changed and saved."""

from collections.abc import Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from toolkit import data
from toolkit.panels.views import Words
from toolkit.record import UNASSIGNED
from toolkit.show import who
from toolkit.tables.values import ACTS, KINDS

NEW = "new party …"
ENTRIES = ("statement", "speaker", "party", "kind", "act", "target party")
"""Entries of the codebook that the card can show; a field that is changed shows its own."""

Values = dict[str, str]


class Card(widgets.VBox):  # type: ignore[misc]
    """The fields say what the statement has until the analyst changes one; `changes` tells which were changed.

    `fill` gives it another statement, or none; what was changed and not saved comes back with its statement.
    """

    def __init__(self) -> None:
        self._row: Mapping[Any, Any] | None = None
        self._drafts: dict[str, Values] = {}
        self._speakers: Mapping[str, str] = {}
        self._filling = False
        self._make_fields()
        self._make_buttons()
        super().__init__([self.told, self.content, self.speaker, self.party, self.fresh, self.kind, self.act,
                          self.target, self.why, self.pending,
                          _line(self.accept, self.reject, self.save, self.undo), self.picked,
                          _line(self.use, self.more, self.add), self.about, self.codebook])  # fmt: skip
        self.add_class("cp-card-edit")
        for name, field in {**self._fields, "party ": self.fresh}.items():
            field.observe(lambda _, name=name: self._touched(name.strip()), "value")
        self.about.observe(lambda _: self._explain(), "value")
        self._explain()

    def _make_fields(self) -> None:
        style, wide = {"description_width": "96px"}, {"width": "auto"}
        both = {"style": style, "layout": wide}
        self.told, self.content, self.pending = Words(tone="summary"), Words(tone="said"), Words(tone="quiet")
        self.speaker = widgets.Combobox(description="Speaker", continuous_update=False, **both)
        self.party = widgets.Dropdown(description="Party", **both)
        self.fresh = widgets.Text(
            description="New party", placeholder="its name", continuous_update=False, style=style, layout={**wide}
        )
        self.kind = widgets.Dropdown(description="Kind", **both)
        self.act = widgets.Dropdown(description="Act", **both)
        self.target = widgets.Dropdown(description="Target party", **both)
        self.why = widgets.Text(description="Why", placeholder="your reason, kept with the correction", **both)
        self.about = widgets.Dropdown(description="Codebook", options=ENTRIES, **both)
        self.codebook = Words(tone="entry")
        self._fields = {"speaker": self.speaker, "party": self.party, "kind": self.kind, "act": self.act,
                        "target_party": self.target}  # fmt: skip

    def _make_buttons(self) -> None:
        self.accept = _button("Accept", "Everything about this statement is right", "success")
        self.reject = _button("Reject", "This is no statement, or none of this source", "danger")
        self.save = _button("Save changes", "Keep what you changed above", "primary")
        self.undo = _button("Undo", "Take back the last correction")
        self.picked = Words(tone="quiet")
        self.use = _button(
            "Replace its words", "The chosen statement gets the words selected in the text instead of its own"
        )
        self.more = _button(
            "Add to its words", "The chosen statement gets the words selected in the text beside its own"
        )
        self.add = _button(
            "New statement", "The words selected in the text become a statement, of the speaker and the party above"
        )

    def fill(self, row: Mapping[Any, Any] | None, *, speakers: Mapping[str, str], parties: Sequence[str]) -> None:
        """The fields are those of another statement, or empty where `row` is None.

        `speakers` maps the names that are offered to their party; `parties` are what can be chosen, without the
        unassigned.
        """
        self._keep_draft()
        self._row, self._speakers = row, speakers
        values = self.values_of(row)
        now = self._drafts.get(row["statement_id"] if row else "", values)
        named = [one for one in dict.fromkeys([*parties, values["party"], values["target_party"]]) if one]
        self._filling = True
        try:
            self.speaker.options = list(speakers)
            self.party.options = [*_same(named), (UNASSIGNED, ""), (NEW, NEW)]
            self.target.options = [("(nobody)", ""), *_same(named)]
            self.kind.options = KINDS if row and row["kind"] else [("as its quotation marks say", ""), *_same(KINDS)]
            self.act.options = ACTS if values["act"] else [("(none)", ""), *_same(ACTS)]
            self.fresh.value = "" if now["party"] in ("", *named) else now["party"]
            for name, field in self._fields.items():
                field.value = NEW if name == "party" and self.fresh.value else now[name]
        finally:
            self._filling = False
        self.content.value = row["content"] if row else ""
        for button in (self.accept, self.reject, self.save):
            button.disabled = row is None
        self._follow()

    @staticmethod
    def values_of(row: Mapping[Any, Any] | None) -> Values:
        """What the fields say for a statement that nothing was changed about."""
        if row is None:
            return {"speaker": "", "party": "", "kind": "", "act": "assert", "target_party": ""}
        named = who.speaker(row) if row["speakers"] else str(row["speaker"])
        return {**{name: str(row[name]) for name in ("party", "kind", "act", "target_party")}, "speaker": named}

    @property
    def values(self) -> Values:
        """What the fields say now."""
        told = {name: str(field.value or "").strip() for name, field in self._fields.items()}
        return {**told, "party": self.fresh.value.strip() if told["party"] == NEW else told["party"]}

    @property
    def changes(self) -> Values:
        """The fields that say something else than the statement, with what they say; none for no statement."""
        if self._row is None:
            return {}
        before = self.values_of(self._row)
        return {name: value for name, value in self.values.items() if value != before[name]}

    @property
    def of_an_addition(self) -> Values:
        """What a statement that is added gets: of a chosen one only its speaker and party, and what was changed.

        What is empty is left to the rules: the quotation marks decide the kind.
        """
        now = self.values
        kept = now if self._row is None else {"speaker": now["speaker"], "party": now["party"], **self.changes}
        return {name: value for name, value in kept.items() if value or name in ("speaker", "party")}

    def settled(self) -> None:
        """What was changed is saved, or of no use any more."""
        self._drafts.pop(self._row["statement_id"] if self._row else "", None)
        self._row = None

    def _keep_draft(self) -> None:
        if self._row is not None:
            key = self._row["statement_id"]
            self._drafts.pop(key, None)
            if self.changes:
                self._drafts[key] = self.values

    def _touched(self, name: str) -> None:
        """The analyst changed a field; a speaker of the article brings its party along, so that it is seen."""
        if self._filling:
            return
        if name == "speaker" and self.speaker.value in self._speakers:
            self._filling = True
            self.party.value = self._speakers[self.speaker.value]
            self._filling = False
        self.about.value = name.replace("_", " ")
        self._follow()

    def _follow(self) -> None:
        self.fresh.layout.display = None if self.party.value == NEW else "none"
        changed = ", ".join(name.replace("_", " ") for name in self.changes)
        follows = (
            " The party follows from the speaker." if "speaker" in self.changes and "party" not in self.changes else ""
        )
        self.pending.value = f"Not saved yet: {changed}.{follows}" if changed and self._row else ""

    def _explain(self) -> None:
        self.codebook.value = data.codebook(self.about.value)
        self.about.layout.display = None if any(map(data.codebook, ENTRIES)) else "none"

    def pick(self, words: str) -> None:
        """The words that are selected in the text, or none; three buttons are for them alone."""
        self.picked.value = f"Selected: {words}" if words else "Select words in the text to use them here."
        self.use.disabled = self.more.disabled = not words or self._row is None
        self.add.disabled = not words


def _same(values: Sequence[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


def _button(words: str, tip: str, style: str = "") -> Any:
    return widgets.Button(description=words, tooltip=tip, button_style=style, layout={"width": "auto"})


def _line(*parts: Any) -> Any:
    return widgets.Box(list(parts), layout={"flex_flow": "row wrap", "grid_gap": "6px", "width": "100%"})
