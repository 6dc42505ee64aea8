"""An article in full: what `show.article` makes of it, with a place for every link of the page."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd
from markupsafe import Markup

from toolkit import show
from toolkit.record import Record
from toolkit.show.pages import Stretch
from toolkit.text import paragraphs

TOGETHER = 40  # articles
Spots = Mapping[int, list[str]]


@dataclass(frozen=True)
class Article:
    """One article in full: its id in the tables, its label, its language, and its text as escaped HTML."""

    article_id: str
    label: str
    language: str
    html: Markup


def articles(record: Record) -> tuple[Article, ...]:
    """Every article of a record in full, in the order of the record.

    Statements are found at `#s-ID`, mentions at `#m-ID`, figures at `#f-ID`.
    """
    spots: dict[str, dict[int, list[str]]] = {}
    for what, table in (("mention", record.mentions), ("figure", record.figures)):
        _gather(spots, table, what)
    found = []
    for part in _parts(record):
        for key, language in zip(part.articles["article_id"], part.articles["language"], strict=True):
            page = show.article(part, key)
            found.append(Article(key, page.where, language, marked(page.stretches, spots.get(key, {}))))
    return tuple(found)


def _parts(record: Record) -> Iterator[Record]:
    """The record a few articles at a time, since `show.article` looks through all rows of the record it is given."""
    keys = record.articles["article_id"]
    for place in range(0, len(keys), TOGETHER):
        some = keys.iloc[place : place + TOGETHER]
        yield Record(
            articles=record.articles.iloc[place : place + TOGETHER].reset_index(drop=True),
            statements=record.statements[record.statements["article_id"].isin(some)].reset_index(drop=True),
            figures=record.figures[record.figures["article_id"].isin(some)].reset_index(drop=True),
            parties=record.parties,
        )


def _gather(spots: dict[str, dict[int, list[str]]], table: pd.DataFrame, what: str) -> None:
    for article, start, key in zip(table["article_id"], table["start"], table[f"{what}_id"], strict=True):
        spots.setdefault(article, {}).setdefault(int(start), []).append(f"{what[0]}-{key}")


def marked(stretches: tuple[Stretch, ...], spots: Spots) -> Markup:
    """The text in paragraphs, every character escaped and none added, statements marked, the ids of `spots` in place.

    `spots` maps offsets, code points into the text, to the ids that are to be found there. Only the white space between
    paragraphs is left out.

    >>> marked((Stretch("Stop "), Stretch("<now>", colour="#0072B2", kind="direct", anchors=("w-s0",))), {0: ["m-m0"]})
    Markup('<p><span id="m-m0"></span>Stop <mark id="s-s0" class="content direct" style="border-color:#0072B2" \
title="">&lt;now&gt;</mark></p>')
    """
    around = paragraphs("".join(stretch.words for stretch in stretches))
    cuts = {place for bounds in around for place in bounds} | set(spots)
    lines: dict[int, list[Markup]] = {start: [] for start, _ in around}
    for start, part in _cut(stretches, sorted(cuts)):
        place = bisect_right(around, (start, math.inf)) - 1
        if place >= 0 and start < around[place][1]:
            lines[around[place][0]].append(_drawn(part, spots.get(start, [])))
    return Markup("\n").join(Markup("<p>{}</p>").format(Markup().join(line)) for line in lines.values())


def _cut(stretches: tuple[Stretch, ...], places: list[int]) -> Iterator[tuple[int, Stretch]]:
    """The stretches cut once more at each of `places`, which are sorted; each piece with where it begins."""
    begin = 0
    for stretch in stretches:
        end = begin + len(stretch.words)
        inside = places[bisect_right(places, begin) : bisect_left(places, end)]
        for start, stop in pairwise([begin, *inside, end]):
            yield start, _part(stretch, start - begin, stop - begin)
        begin = end


def _part(stretch: Stretch, start: int, end: int) -> Stretch:
    """A piece of a stretch; the first piece keeps the ids."""
    return replace(stretch, words=stretch.words[start:end], anchors=stretch.anchors if start == 0 else ())


def _drawn(stretch: Stretch, ids: list[str]) -> Markup:
    anchors = [f"s-{anchor.removeprefix('w-')}" for anchor in stretch.anchors]
    own = anchors.pop() if anchors and stretch.colour else ""
    held = Markup().join(Markup('<span id="{}"></span>').format(one) for one in [*ids, *anchors])
    name = Markup(' id="{}"').format(own) if own else Markup()
    if stretch.colour:
        drawn = '<mark{name} class="content {kind}" style="border-color:{colour}" title="{told}">{words}</mark>'
    elif stretch.aside or stretch.figure:
        drawn = '<span class="{kind}" title="{told}">{words}</span>'
    else:
        drawn = "{words}"
    look = stretch.kind if stretch.colour else "aside" if stretch.aside else "figure"
    return held + Markup(drawn).format(  # noqa: S704  # one of the three forms above; what fills it is escaped
        name=name, kind=look, colour=stretch.colour, told=stretch.told, words=stretch.words
    )
