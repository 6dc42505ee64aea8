"""One article to read and to point at: the live view of the page that `show.article` writes."""

from collections.abc import Mapping
from importlib.resources import files
from itertools import accumulate
from typing import Any

import anywidget
import traitlets

from toolkit import show
from toolkit.panels.views import ASSETS
from toolkit.record import Record, having
from toolkit.show import html, who
from toolkit.show.pages import Page, Stretch
from toolkit.show.spans import Run
from toolkit.show.spans import runs as cut

NEEDED = [
    "statement_id", "kind", "content", "spans", "start", "end", "cue", "cue_start", "cue_end", "speaker_mention",
    "speaker_start", "speaker_end", "speaker", "speakers", "speaker_parties", "party", "act", "target_party",
]  # fmt: skip
ROLES = {"cue": "cue", "speaker": "speaker_mention"}
"""What is marked beside the words of the chosen statement, and the column that holds it."""

Row = dict[Any, Any]


class ArticleView(anywidget.AnyWidget):
    """The runs make up the text of the article, and whatever is marked is marked on whole runs.

    One of `runs` is a mapping with `words`, and where there is something to tell `kind`, `pale` and `colour` (of the
    innermost statement), `figure`, `aside`, `told`, and `said`, `cue` and `speaker`: places in `marks` of the
    statements whose words, cue or source it is. One of `marks`, in the order of the text, is a mapping with `id` and
    `label`. `parties` is a list of names with number, pale colour and colour.

    `chosen` is the id of a statement or empty; set here, the view goes there. `focus` is the id of the statement that
    the keyboard stands at. `selection` is what the reader selected, `start` and `end` in code points, or empty.
    """

    _esm = (ASSETS / "article.js").read_text(encoding="utf-8")
    _css = files("toolkit.show").joinpath("show.css").read_text(encoding="utf-8") + (ASSETS / "article.css").read_text(
        encoding="utf-8"
    )
    where = traitlets.Unicode("").tag(sync=True)
    parties: Any = traitlets.List().tag(sync=True)
    runs: Any = traitlets.List(traitlets.Dict()).tag(sync=True)
    marks: Any = traitlets.List(traitlets.Dict()).tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
    focus = traitlets.Unicode("").tag(sync=True)
    selection: Any = traitlets.Dict().tag(sync=True)

    @property
    def text(self) -> str:
        """The text of the article, unchanged."""
        return "".join(run["words"] for run in self.runs)

    def read(self, record: Record, article_id: str, *, notes: Mapping[str, str] | None = None) -> list[Row]:
        """Another article is shown, or this one with other statements; a chosen statement that is still there stays so.

        `notes` maps ids of statements to words that end their label. Returns the statements in the order of the text.
        Raises RecordError for an id that is not there.
        """
        page = show.article(record, article_id)
        rows = in_order(record, article_id)
        known = {row["statement_id"] for row in rows}
        with self.hold_sync():
            self.where = page.where
            self.parties = [[party, number, html.pale(colour), colour] for party, colour, number in page.parties]
            self.marks = [_mark(row, (notes or {}).get(row["statement_id"], "")) for row in rows]
            self.runs = drawn(page, rows)
            self.chosen = self.chosen if self.chosen in known else ""
            self.focus = self.focus if self.focus in known else ""
            self.selection = {}
        return rows


def in_order(record: Record, article_id: str) -> list[Row]:
    """The statements of an article as they begin in its text; of two that begin together the wider one first."""
    rows = having(record, "statements", "article_id", [article_id])[NEEDED].to_dict("records")
    return sorted(rows, key=lambda row: (row["start"], -row["end"]))


def drawn(page: Page, rows: list[Row]) -> list[dict[str, Any]]:
    """The stretches of a page as the view takes them, cut anew where a cue or a source of one of `rows` begins or ends.

    Joined, the words are the text. A run looks as its stretch does, so that the live and the static page look alike.
    """
    ends = list(accumulate(len(stretch.words) for stretch in page.stretches))
    stretches = [(end - len(stretch.words), end) for end, stretch in zip(ends, page.stretches, strict=True)]
    parts = [
        (role, place, (int(row[f"{role}_start"]), int(row[f"{role}_end"])))
        for place, row in enumerate(rows)
        for role, column in ROLES.items()
        if row[column]
    ]
    places = {row["statement_id"]: place for place, row in enumerate(rows)}
    found = []
    for run in cut(page.text, [*stretches, *(span for _, _, span in parts)]):
        held, *over = run.spans  # a stretch is the first of the spans that cover a run, for they fill the text
        beside = [parts[place - len(stretches)] for place in over]
        roles = {role: [place for name, place, _ in beside if name == role] for role in ROLES}
        found.append(_run(run, page.stretches[held], places, roles))
    return found


def _run(run: Run, stretch: Stretch, places: Mapping[str, int], roles: Mapping[str, list[int]]) -> dict[str, Any]:
    """What is empty is left out: most of a long article is plain words."""
    told = {
        "pale": html.pale(stretch.colour) if stretch.colour else "",
        "colour": stretch.colour,
        "kind": stretch.kind,
        "figure": stretch.figure,
        "aside": stretch.aside,
        "told": stretch.told,
        "said": [places[key] for key in stretch.said],
        **roles,
    }
    return {"words": run.words, **{name: value for name, value in told.items() if value}}


def _mark(row: Mapping[Any, Any], note: str) -> dict[str, str]:
    parts = (who.speaker(row), " and ".join(who.parties(row)), row["kind"], row["act"], note)
    return {"id": row["statement_id"], "label": ", ".join(part for part in parts if part)}
