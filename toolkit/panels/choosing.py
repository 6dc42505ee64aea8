"""The panel "Choose the corpus": bring files in or name a path, and see what is understood before anything is read."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd

from toolkit import show
from toolkit.errors import CounterpointError
from toolkit.panels.rows import counted, in_words
from toolkit.panels.uploading import Uploading
from toolkit.panels.views import Reading, Words
from toolkit.record import store
from toolkit.record.beforehand import preview
from toolkit.sources.column_names import FIELDS
from toolkit.sources.columns import DATES

FOLDER = "uploaded"
LIMIT = 20  # articles that are shown
FOUND, NONE = "", "\0"  # what a choice of columns holds beside names: as found, and that no column is meant
_ORDERS = (("as found", FOUND), ("the day first: 31/1/2026", "dmy"), ("the month first: 1/31/2026", "mdy"))
_ARTICLES = ("source", "title", "outlet", "author", "published", "words", "opening", "how")
_REFUSED = ("source", "reason", "works", "step")
_COLUMNS = list(dict.fromkeys(["status", *_ARTICLES, *_REFUSED]))
_ONLY_LIVE = "Files are brought in and columns are chosen in JupyterLab only."


class Choosing(widgets.VBox):  # type: ignore[misc]
    """`corpus` is what the record is to be made of: what the cell was given, until a path is written or files come in.

    `columns` is the mapping of what was chosen here, empty until then. Nothing is extracted, and nothing is raised for
    a bad input: what is refused stands in the second table with its reason and the next step.
    """

    def __init__(self, corpus: Any, *, folder: Path | None = None) -> None:
        self.corpus: Any = corpus
        self.columns: dict[str, str] = {}
        self.shown = pd.DataFrame()
        self._following = False
        self.upload = Uploading((Path.cwd() if folder is None else folder) / FOLDER, self._brought)
        self._make_controls()
        super().__init__(self._layout())
        self.add_class("cp-panel")
        self.add_class("cp-choosing")
        self.path.observe(lambda _: self._named(), "value")
        for field, control in self.fields.items():
            control.observe(lambda change, field=field: self._chosen(field, change["new"]), "value")
        self.keep.on_click(lambda _: self._keep())
        self._draw()

    def _make_controls(self) -> None:
        style = {"description_width": "auto"}
        given = self.corpus if isinstance(self.corpus, str | Path) else ""
        self.path = widgets.Text(
            value=str(given), description="File or folder on this machine", continuous_update=False, style=style,
            placeholder="as given in the cell above", layout={"width": "auto"},
        )  # fmt: skip
        narrow = {"style": {"description_width": "84px"}, "layout": {"width": "300px"}}
        self.fields = {field: widgets.Dropdown(description=field, options=[("", FOUND)], **narrow) for field in FIELDS}
        self.fields[DATES] = widgets.Dropdown(description=DATES, options=_ORDERS, **narrow)
        self.keep = widgets.Button(
            description="Keep these columns", tooltip="They hold for every later run on this corpus",
            layout={"width": "auto"},
        )  # fmt: skip
        self.summary, self.kept, self.problem = Words(), Words(tone="quiet"), Words(tone="problem")
        self.asked = Words(tone="quiet")
        self.articles, self.refused = Reading(framed=True), Reading(framed=True)

    def _layout(self) -> list[Any]:
        wrap = {"flex_flow": "row wrap", "align_items": "center", "grid_gap": "4px 14px", "width": "100%"}
        told = Words(value="Which column holds what. A choice is tried at once, and kept when you say so.")
        self.mapping = widgets.VBox([told, widgets.Box([*self.fields.values(), self.keep], layout=wrap), self.kept])
        return [self.upload, self.path, self.summary, self.problem, self.asked, self.mapping, self.articles,
                self.refused]  # fmt: skip

    def _named(self) -> None:
        """A path was written: from the folder of the notebook, as in its cells."""
        words = self.path.value.strip()
        words = str(Path(words).expanduser()) if words.startswith("~") else words
        if words and words != str(self.corpus):
            self._changed(words)

    def _brought(self) -> None:
        """Files were brought in: their folder is the corpus, when it holds any."""
        if self.upload.kept:
            here = self.upload.folder.parent == Path.cwd()
            self.corpus = FOLDER if here else str(self.upload.folder)
            self.path.value = str(self.corpus)
            self._changed(self.corpus)
        else:
            self._draw()

    def _changed(self, corpus: Any) -> None:
        self.corpus, self.columns = corpus, {}
        self._draw()

    def _chosen(self, field: str, value: str) -> None:
        if self._following:
            return
        self.columns.pop(field, None)
        if value != FOUND:
            self.columns[field] = "" if value == NONE else value
        self._draw()

    def _keep(self) -> None:
        """The columns as they are shown are kept beside the corpus."""
        try:
            preview(self.corpus, columns=self.columns, limit=LIMIT, save=True)
        except CounterpointError as error:
            self.problem.value = f"These columns are not kept: {error}"
            return
        self.columns = {}
        self._draw()
        self.kept.value = "Kept beside the corpus, for every later run."

    def _draw(self) -> None:
        self.problem.value = self.kept.value = ""
        if _is_record(self.corpus):
            self.shown = pd.DataFrame()
            self._show("This is a saved record: its articles were read when it was made.", ())
            return
        try:
            self.shown = preview(self.corpus, columns=self.columns, limit=LIMIT)
        except CounterpointError as error:
            self.problem.value = str(error)
            self._show("", ())
            return
        left, names = self.shown.attrs["left"], self.shown.attrs["names"]
        self._offer(names)
        more = f"; {left} more files were not opened for this preview" if left else ""
        read, refused = counted(self._number("read"), "article"), counted(self._number("refused"), "input")
        count = f"{read} understood, {refused} refused{more}."
        self._show(f"{count} {self._next()}", self.shown.attrs["questions"])

    def _number(self, status: str) -> int:
        return int((self.shown["status"] == status).sum()) if len(self.shown) else 0

    def _next(self) -> str:
        if not self._number("read"):
            return "Choose something else: there is nothing to look at here."
        same = self.path.value.strip() == str(self.corpus)
        return f'Run the next cells on it; in other notebooks write corpus = "{self.corpus}".' if same else ""

    def _show(self, summary: str, questions: Sequence[str]) -> None:
        self.summary.value, self.asked.value = (
            summary,
            " ".join(one if one.endswith("?") else f"{one}." for one in questions),
        )
        self.mapping.layout.display = None if len(self.shown) and self.shown.attrs["names"] else "none"
        self.articles.table, self.refused.table = (in_words(one) for one in self._tables())

    def _tables(self) -> tuple[show.Table, show.Table]:
        """What was understood, and what was refused and why, with what was not taken from the browser."""
        shown = self.shown if len(self.shown) else pd.DataFrame(columns=_COLUMNS)
        shown = shown.assign(source=[_within(self.corpus, one) for one in shown["source"]])
        read = shown.loc[shown["status"] == "read", list(_ARTICLES)]
        refused = shown.loc[shown["status"] == "refused", list(_REFUSED)]
        untaken = pd.DataFrame(self.upload.refused, columns=list(_REFUSED))
        return (
            show.table(read.rename(columns={"how": "where from"}), "What is understood, some of each file"),
            show.table(pd.concat([untaken, refused]), "What is refused, and why"),
        )

    def _offer(self, names: Sequence[str]) -> None:
        """Every column can be chosen for every field; first stands what was found."""
        found = self.shown.attrs["columns"]
        self._following = True
        try:
            for field in FIELDS:
                said = ", ".join(found.get(field, ())) or "nothing"
                here = self.columns.get(field)
                as_found = "as found" if here is not None else f"as found: {said}"
                control = self.fields[field]
                control.options = [(as_found, FOUND), ("no column", NONE), *((name, name) for name in names)]
                control.value = FOUND if here is None else here or NONE
            self.fields[DATES].value = self.columns.get(DATES, FOUND)
        finally:
            self._following = False

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The live panel, and for a copy without Python its words and tables."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        words = " ".join(filter(None, [self.problem.value, self.summary.value, _ONLY_LIVE]))
        tables = [one for one in self._tables() if one.rows]
        html = f"<p><em>{escape(words)}</em></p>" + "".join(one._repr_html_() for one in tables)
        return {**bundle, "text/plain": "\n\n".join([words, *map(str, tables)]), "text/html": html}


def _within(corpus: Any, source: str) -> str:
    """Where an article lies, as seen from the folder that is the corpus."""
    return source.removeprefix(f"{Path(corpus).as_posix()}/") if isinstance(corpus, str | Path) else source


def _is_record(corpus: Any) -> bool:
    return isinstance(corpus, str | Path) and Path(corpus).is_dir() and store.is_saved(Path(corpus))


def choose_corpus(corpus: Any) -> Choosing:
    """A live panel that shows what would be read of `corpus`, and lets files be brought in or another path be named.

    `corpus` is a file, a folder, several of them, or a saved record. The panel's `corpus` is what `open_corpus` is to
    be given. Files that are brought in lie in the folder `uploaded` beside the notebook.
    """
    return Choosing(corpus)
