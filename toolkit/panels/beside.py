"""A list of statements, and beside it the article of the one that was picked, open at its place."""

from typing import Any

import ipywidgets as widgets

from toolkit.panels.article import ArticleView
from toolkit.panels.views import Reading
from toolkit.record import Record, having


class Beside(widgets.Box):  # type: ignore[misc]
    """The article is that of `reading.picked`, with the statement chosen; where nothing is picked it is hidden.

    `record` is the whole record, so that an article shows all its statements, also those that a query leaves out.
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.reading, self.article = Reading(), ArticleView()
        self.article.add_class("cp-beside")
        self.reading.layout = widgets.Layout(flex="1 1 420px", min_width="0", width="auto")
        self.article.layout = widgets.Layout(flex="1 1 420px", min_width="0", width="auto", display="none")
        layout = {"flex_flow": "row wrap", "align_items": "flex-start", "grid_gap": "14px", "width": "100%"}
        super().__init__([self.reading, self.article], layout=layout)
        self.reading.observe(self._picked, "picked")

    def _picked(self, change: Any) -> None:
        rows = having(self.record, "statements", "statement_id", [change["new"]])["article_id"]
        if rows.empty:
            self.article.layout.display = "none"
            return
        self.article.read(self.record, rows.iloc[0])
        self.article.chosen = change["new"]
        self.article.layout.display = None
