"""A whole article, its statements in the colours of their parties and nothing of its text changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.compare import innermost
from toolkit.errors import RecordError
from toolkit.record import Record, having
from toolkit.record.colours import GREY
from toolkit.show import html, who
from toolkit.show.passage import label
from toolkit.show.spans import runs

NEEDED = [
    "statement_id", "parent_id", "holds", "kind", "spans", "start", "end", "speaker_mention", "speaker", "speakers",
    "speaker_parties", "party", "act",
]  # fmt: skip
KINDS = {"direct": "solid: direct", "mixed": "dashed: mixed", "indirect": "dotted: indirect"}


@dataclass(frozen=True)
class Stretch:
    """A piece of the article and how it is drawn: whose words (`party`, empty for none), which kind, and what it is.

    `told` says in words what covers it, `anchors` are the ids of the statements that begin with it, `said` those of
    all that cover it, the widest first.
    """

    words: str
    party: str = ""
    colour: str = ""
    kind: str = ""
    figure: bool = False
    aside: bool = False
    told: str = ""
    anchors: tuple[str, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """One article as plain values: its label, its text in stretches that make it up, and who speaks in it.

    `parties` holds for each party its colour and the innermost statements in which it has a voice.
    """

    article_id: str
    where: str
    stretches: tuple[Stretch, ...]
    parties: tuple[tuple[str, str, int], ...]

    @property
    def text(self) -> str:
        """The text of the article, unchanged."""
        return "".join(stretch.words for stretch in self.stretches)

    def __str__(self) -> str:
        """The label, who speaks, and the text as it is."""
        told = ", ".join(f"{party} {number}" for party, _, number in self.parties) or "nobody is heard"
        return f"{self.where}\n{told}\n\n{self.text}"

    def _repr_html_(self) -> str:
        """The article with its statements marked; every character of it is escaped and none is added."""
        keys = [html.chip(f"{party} {number}", colour) for party, colour, number in self.parties]
        lines = [html.tag("span", words, class_=f"cp-said cp-{kind}") for kind, words in KINDS.items()]
        lines.append(html.tag("span", "figures", class_="cp-figure"))
        legend = html.tag("p", " ".join([*keys, *lines]), class_="cp-legend")
        body = html.tag("div", "".join(map(_drawn, self.stretches)), class_="cp-text", dir="auto")
        heading = html.tag("h3", html.words(self.where))
        return html.tag("div", html.style() + heading + legend + body, class_="cp-show")


def _drawn(stretch: Stretch) -> str:
    words = html.words(stretch.words)
    names = [f"cp-said cp-{stretch.kind}".strip("-")] if stretch.colour else []
    names += [name for name, there in (("cp-figure", stretch.figure), ("cp-aside", stretch.aside)) if there]
    if not names:
        return words
    look = ""
    if stretch.colour:
        look = f"background-color:{html.pale(stretch.colour)};color:{html.INK};border-bottom-color:{stretch.colour}"
    *outer, own = stretch.anchors or ("",)
    held = "".join(html.tag("span", "", id=anchor) for anchor in outer)
    return held + html.tag("span", words, class_=" ".join(names), id=own, style=look, title=stretch.told)


def article(record: Record, article_id: str) -> Page:
    """The whole text of an article is shown, every statement in the colour of its party, its kind as a style of line.

    Where one statement holds another, the inner one gives the colour, where two parties speak at once the first of
    them; on hover all are named. Figures are underlined,
    marked boilerplate is grey. Raises RecordError for an id that the record does not hold.
    """
    rows = having(record, "articles", "article_id", [article_id]).to_dict("records")
    if not rows:
        known = ", ".join(record.articles["article_id"].head(5)) or "none, for there are no articles"
        raise RecordError(
            f"this record has no article {article_id!r}",
            works=f"an id such as {known}",
            step="take it from the column article_id",
        )
    said = having(record, "statements", "article_id", [article_id])[NEEDED]
    figures = having(record, "figures", "article_id", [article_id]).to_dict("records")
    layers = [
        *_layers(said.to_dict("records"), figures),
        *(_Layer(mark["start"], mark["end"], "aside", mark) for mark in rows[0]["marks"]),
    ]
    return Page(article_id, label(rows[0]), _stretches(rows[0]["text"], layers, record.colours), _heard(said, record))


@dataclass(frozen=True)
class _Layer:
    start: int
    end: int
    what: str
    row: Mapping[Any, Any]


def _layers(said: list[Any], figures: list[Any]) -> list[_Layer]:
    """Statements from the widest to the narrowest, so that the last of those that cover a place is the innermost."""
    spans = [_Layer(int(start), int(end), "said", row) for row in said for start, end in row["spans"]]
    spans.sort(key=lambda layer: layer.row["start"] - layer.row["end"])
    return [*spans, *(_Layer(int(row["start"]), int(row["end"]), "figure", row) for row in figures)]


def _stretches(text: str, layers: list[_Layer], colours: Mapping[str, str]) -> tuple[Stretch, ...]:
    begun: set[str] = set()
    found = []
    for run in runs(text, [(layer.start, layer.end) for layer in layers]):
        over = [layers[place] for place in run.spans]
        said = [layer.row for layer in over if layer.what == "said"]
        new = [row["statement_id"] for row in said if row["statement_id"] not in begun]
        begun.update(new)
        inner = said[-1] if said else None
        found.append(
            Stretch(
                run.words,
                party=who.parties(inner)[0] if inner else "",
                colour=colours.get(who.parties(inner)[0], GREY) if inner else "",
                kind=inner["kind"] if inner else "",
                figure=any(layer.what == "figure" for layer in over),
                aside=any(layer.what == "aside" and layer.row["kind"] != "headline" for layer in over),
                told="; ".join(_told(layer) for layer in reversed(over)),
                anchors=tuple(f"w-{key}" for key in new),
                said=tuple(row["statement_id"] for row in said),
            )
        )
    return tuple(found)


def _told(layer: _Layer) -> str:
    row = layer.row
    if layer.what == "aside":
        return str(row["kind"])
    if layer.what == "figure":
        return f"figure: {row['measure'] or 'no measure'}"
    whose = f"{who.speaker(row)} ({' and '.join(who.parties(row))})"
    return ", ".join(part for part in (whose, row["kind"], row["act"]) if part)


def _heard(said: pd.DataFrame, record: Record) -> tuple[tuple[str, str, int], ...]:
    """Each party with its colour and the innermost statements that it has a voice in."""
    inner = innermost(said)[["speakers", "speaker_parties", "party"]]
    voices = Counter(party for row in inner.to_dict("records") for party in who.parties(row))
    colours = record.colours
    return tuple((party, colours[party], voices[party]) for party in record.parties if voices[party])
