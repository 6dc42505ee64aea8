"""A small table as static HTML that reads without Python: a caption, plain names, numbers as a reader writes them."""

from dataclasses import dataclass
from html import escape
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

SHARES = ("value", "low", "high")  # columns of `compare` that hold shares, 0 to 1
NO_SHARES = ("words a statement", "prominence", "span F1", "alpha")
"""How the measures begin whose value is no share of anything, where a table tells several measures apart."""
PLAIN = ("entropy", "z", "odds_ratio")
"""Columns that stand beside a value that is no share: an evenness, log-odds, a difference of two shares."""
NONE = "–"
# What a reader calls the columns whose names are made for scripts; any other name is shown with spaces.
HEADINGS = {
    "article_id": "article", "statement_id": "statement", "figure_id": "number", "figure_a": "number",
    "figure_b": "beside", "party_a": "given by", "party_b": "given by",
    "cue_lemma": "verb", "n": "count", "total": "of", "value": "share", "low": "from",
    "high": "to", "articles": "in articles", "of_articles": "of articles", "speaker_mention": "source",
}  # fmt: skip
# JupyterLab sets every cell to the right; words read from the left.
# Without it a table looks one way in a notebook whose panel brings a table of its own, and another way elsewhere.
_STYLE = (
    "<style>.cp-table.cp-table { border-collapse: collapse; font-variant-numeric: tabular-nums; } "
    ".cp-table.cp-table caption { text-align: left; padding: 2px 0; "
    "color: var(--jp-content-font-color2, var(--quiet, #5a6270)); } "
    ".cp-table.cp-table th, .cp-table.cp-table td { text-align: left; vertical-align: top; "
    "border-bottom: 1px solid var(--jp-border-color2, var(--line, #e0e0e0)); } "
    ".cp-table.cp-table .cp-number { text-align: right; } "
    ".cp-table.cp-table .cp-day { white-space: nowrap; }</style>"
)


@dataclass(frozen=True)
class Table:
    """A caption, the names of the columns, the rows as words, which columns are numbers or days, and a note below."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int]
    note: str = ""
    days: frozenset[int] = frozenset()

    def __str__(self) -> str:
        """The table in plain text, its columns aligned."""
        if not self.rows:
            return f"{self.caption}: none"
        lines = [self.columns, *self.rows]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.columns))]
        told = ["  ".join(self._aligned(line, widths)).rstrip() for line in lines]
        return "\n".join([self.caption, *told, *([self.note] if self.note else [])])

    def _aligned(self, line: tuple[str, ...], widths: list[int]) -> list[str]:
        return [
            words.rjust(width) if place in self.numbers else words.ljust(width)
            for place, (words, width) in enumerate(zip(line, widths, strict=True))
        ]

    def _repr_html_(self) -> str:
        """The table as HTML with a caption and headers that name their scope; every word is escaped."""
        if not self.rows:
            return f'<p class="cp-none">{escape(self.caption)}: none.</p>'
        head = "".join(
            f'<th scope="col"{self._class(place)}>{escape(name)}</th>' for place, name in enumerate(self.columns)
        )
        body = "".join(f"<tr>{self._row(row)}</tr>" for row in self.rows)
        table = f"<caption>{escape(self.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        note = f'<p class="cp-note">{escape(self.note)}</p>' if self.note else ""
        return f'{_STYLE}<table class="cp-table">{table}</table>{note}'

    def _row(self, row: tuple[str, ...]) -> str:
        first, *rest = row
        cells = "".join(f"<td{self._class(place)}>{escape(words)}</td>" for place, words in enumerate(rest, start=1))
        # A heading without words is no heading: a screen reader would read the row under no name.
        return f'<th scope="row"{self._class(0)}>{escape(first) or NONE}</th>{cells}'

    def _class(self, place: int) -> str:
        kind = "cp-number" if place in self.numbers else "cp-day" if place in self.days else ""
        return f' class="{kind}"' if kind else ""


def table(frame: pd.DataFrame, caption: str) -> Table:
    """Every row and every word of a frame is shown under `caption`, and nothing is cut.

    One row is one row of `frame`; its index is left out. Shares (`value`, and `low` and `high` beside it) are written
    in per cent, but where the table tells that they are none (NO_SHARES, PLAIN); whole numbers without decimals, dates
    as days, truth values as yes or no, what is missing as a dash.
    A column `note` that says the same in every row is written once, below the table; the ends of an interval that is
    given nowhere are left out. Columns bear the names a reader knows (HEADINGS). Text in cells is escaped.

    >>> from toolkit.compare import voice_share
    >>> from toolkit.tables import frame
    >>> heard = frame("STATEMENTS", [{"statement_id": "s0", "article_id": "a0", "party": "Red"}])
    >>> print(table(voice_share(heard)[["party", "n", "total", "value", "low"]], "Shares"))
    Shares
    party  count  of  share
    Red        1   1   100%
    """
    notes = set(frame["note"]) if "note" in frame.columns else set()
    shown = frame.drop(columns="note") if len(notes) == 1 else frame
    note = notes.pop() if len(notes) == 1 else ""
    ends = [name for name in ("low", "high") if name in shown.columns]
    if "value" in shown.columns and ends and shown[ends].isna().to_numpy().all():
        shown = shown.drop(columns=ends)
    shares = _shares(frame)
    headings = HEADINGS if shares.all() else {**HEADINGS, "value": "value"}
    columns = tuple(headings.get(str(name), str(name).replace("_", " ")) for name in shown.columns)
    cells = [
        [_words(value, share=name in SHARES and own) for value, own in zip(shown[name], shares, strict=True)]
        for name in shown.columns
    ]
    numbers = frozenset(
        place
        for place, name in enumerate(shown.columns)
        if pd.api.types.is_numeric_dtype(shown[name]) and not pd.api.types.is_bool_dtype(shown[name])
    )
    days = frozenset(
        place for place, name in enumerate(shown.columns) if pd.api.types.is_datetime64_any_dtype(shown[name])
    )
    return Table(caption, columns, tuple(zip(*cells, strict=True)), numbers, note, days)


def _shares(frame: pd.DataFrame) -> "NDArray[np.bool_]":
    """For each row whether its value is a share."""
    if "value" not in frame.columns or set(PLAIN) & set(frame.columns):
        return np.zeros(len(frame), dtype=np.bool_)
    told = frame["measure"] if "measure" in frame.columns else [""] * len(frame)
    return np.array([not str(measure).startswith(NO_SHARES) for measure in told], dtype=np.bool_)


def _words(value: Any, *, share: bool) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    if pd.isna(value):
        return NONE
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, Real):
        return _percent(float(value)) if share else _number(float(value))
    return str(value)


def _number(value: float) -> str:
    """Two decimals at most; what is not nothing is never written as 0."""
    if 0 < abs(value) < 0.005:
        return "<0.01" if value > 0 else "-<0.01"
    return f"{value:,.2f}".rstrip("0").rstrip(".")


def _percent(value: float) -> str:
    """Whole per cent; a share that is not nothing is never written as 0%, nor one that is not all as 100%."""
    if 0 < value < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= value < 1 else f"{value:.0%}"
