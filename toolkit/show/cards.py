"""One statement, or many, in the paragraph each stands in, with what was decided about it and why."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.compare import innermost
from toolkit.errors import RecordError
from toolkit.record import Record
from toolkit.record.colours import GREY
from toolkit.show import html, who
from toolkit.show.passage import Piece, label, pieces
from toolkit.text import paragraphs

MEANING = {"content": "what was said", "cue": "the words that report it", "speaker": "the source as printed"}
_SENTENCE = re.compile(r"[.!?…]+[”’\"')\]]*\s+")


@dataclass(frozen=True)
class Card:
    """One statement as plain values: its paragraph in pieces, the sentences beside it, and the facts about it.

    `parties` has more than one where several speak at once. `facts` are pairs of a name and words; what is empty is
    left out. `where` is the article in one line, `place` the offsets, code points into its text, half open.
    """

    statement_id: str
    speaker: str
    parties: tuple[str, ...]
    colours: tuple[str, ...]
    kind: str
    act: str
    before: str
    pieces: tuple[Piece, ...]
    after: str
    facts: tuple[tuple[str, str], ...]
    where: str
    place: str

    def __str__(self) -> str:
        """The statement in plain text, what was said between angle marks."""
        told = "".join(f"«{piece.words}»" if piece.role == "content" else piece.words for piece in self.pieces)
        facts = "\n".join(f"{name}: {words}" for name, words in self.facts)
        return "\n".join(part for part in (self._head(), told, facts, f"{self.where} · {self.place}") if part)

    def _head(self) -> str:
        return " · ".join(part for part in (self.speaker, " and ".join(self.parties), self.kind, self.act) if part)

    def _repr_html_(self) -> str:
        """The statement in its paragraph; every word of the article is escaped."""
        return html.tag("div", html.style() + self.html(), class_="cp-show")

    def html(self, *, anchor: bool = True) -> str:
        """The same without the style, and without its id where `anchor` is false."""
        chips = " ".join(html.chip(party, colour) for party, colour in zip(self.parties, self.colours, strict=True))
        rest = html.words(" · ".join(part for part in (self.kind, self.act) if part))
        said = "".join(self._piece(piece) for piece in self.pieces)
        beside = [html.tag("span", html.words(words), class_="cp-quiet") if words else "" for words in self._beside()]
        facts = "".join(f"<dt>{html.words(name)}</dt><dd>{html.words(words)}</dd>" for name, words in self.facts)
        where = f"{html.words(self.where)} · <code>{html.words(self.place)}</code>"
        content = (
            f"<p><strong>{html.words(self.speaker)}</strong> {chips} {rest}</p>"
            f'<blockquote dir="auto">{beside[0]}{said}{beside[1]}</blockquote>'
            f'<dl class="cp-facts">{facts}</dl><p class="cp-quiet">{where}</p>'
        )
        key = f"s-{self.statement_id}" if anchor else ""
        return html.tag("section", content, class_="cp-card", id=key, style=f"border-left-color:{self.colours[0]}")

    def _beside(self) -> tuple[str, str]:
        return (f"{self.before}\n" if self.before else ""), (f"\n{self.after}" if self.after else "")

    def _piece(self, piece: Piece) -> str:
        if not piece.role:
            return html.words(piece.words)
        look = f"background-color:{html.pale(self.colours[0])};color:{html.INK}" if piece.role == "content" else ""
        return html.tag(
            "mark", html.words(piece.words), class_=f"cp-{piece.role}", title=MEANING[piece.role], style=look
        )


@dataclass(frozen=True)
class Cards:
    """Statements under the parties that make them; `total` is how many there are, `cards` those that are shown."""

    groups: tuple[tuple[str, str, int, tuple[Card, ...]], ...]
    shown: int
    total: int

    def __str__(self) -> str:
        """The statements in plain text, under their parties."""
        lines = [self._summary()]
        for party, _, number, cards in self.groups:
            lines += [f"{party}: {_number(number)}", *(f"{card}\n" for card in cards)]
        return "\n".join(lines)

    def _summary(self) -> str:
        left = f"; the first {self.shown} are shown" if self.shown < self.total else ""
        return f"{_number(self.total)}{left}"

    def _repr_html_(self) -> str:
        """The statements under headings that can be linked to; every word of an article is escaped."""
        seen: set[str] = set()
        parts = [html.style(), html.tag("p", html.words(self._summary()), class_="cp-quiet")]
        for party, colour, number, cards in self.groups:
            heading = f"{html.chip(party, colour)} {html.words(_number(number))}"
            parts.append(html.tag("h3", heading, id=html.party_anchor(party)))
            for card in cards:  # a statement of two parties stands under both, and its id is there once
                parts.append(card.html(anchor=card.statement_id not in seen))
                seen.add(card.statement_id)
        return html.tag("div", "".join(parts), class_="cp-show")


def _number(number: int) -> str:
    return f"{number} statement" if number == 1 else f"{number} statements"


def statement(record: Record, statement_id: str) -> Card:
    """The statement is shown in its own paragraph, its words marked where the article has them.

    With it come the sentences before and after, its party with the rule and the words that decided it, and its place.
    Raises RecordError for an id that the record does not hold.
    """
    rows = record.statements[record.statements["statement_id"] == statement_id].to_dict("records")
    if not rows:
        known = ", ".join(record.statements["statement_id"].head(5)) or "none, for there are no statements"
        raise RecordError(
            f"this record has no statement {statement_id!r}",
            works=f"an id such as {known}",
            step="take it from the column statement_id",
        )
    row = rows[0]
    article = record.articles[record.articles["article_id"] == row["article_id"]].iloc[0].to_dict()
    return _card(row, article, record.colours)


def statements(record: Record, *, limit: int | None = None) -> Cards:
    """Every innermost statement stands once under each party that makes it, in the order of `record.parties`.

    These are the statements that shares count. Each has the id `s-STATEMENT_ID` and each party `p-PARTY`, so that
    tables and charts can lead to them. With `limit` no more cards than that are made, those of the parties most heard
    first, and the first line says so.
    """
    rows = innermost(record.statements).sort_values(["article_id", "order"], kind="stable").to_dict("records")
    listed: dict[str, list[Any]] = {}
    for row in rows:
        for party in who.parties(row):
            listed.setdefault(party, []).append(row)
    order = [*(party for party in record.parties if party in listed), *sorted(set(listed).difference(record.parties))]
    first = dict.fromkeys(row["statement_id"] for party in order for row in listed[party])
    kept = set(list(first)[: None if limit is None else max(limit, 0)])
    articles = {row["article_id"]: row for row in record.articles.to_dict("records")}
    colours = record.colours
    made = {
        row["statement_id"]: _card(row, articles[row["article_id"]], colours)
        for row in rows
        if row["statement_id"] in kept
    }
    groups = []
    for party in order:
        cards = tuple(made[row["statement_id"]] for row in listed[party] if row["statement_id"] in made)
        groups.append((party, colours.get(party, GREY), len(listed[party]), cards))
    return Cards(tuple(groups), len(made), len(rows))


def _card(row: Mapping[Any, Any], article: Mapping[Any, Any], colours: Mapping[str, str]) -> Card:
    parties = who.parties(row)
    shown = pieces(article["text"], row)
    before, after = _neighbours(article["text"], row, shown)
    return Card(
        statement_id=row["statement_id"],
        speaker=who.speaker(row),
        parties=parties,
        colours=tuple(colours.get(party, GREY) for party in parties),
        kind=row["kind"],
        act=row["act"],
        before=before,
        pieces=shown,
        after=after,
        facts=_facts(row),
        where=label(article),
        place=f"{row['article_id']}[{row['start']}:{row['end']}]",
    )


def _facts(row: Mapping[Any, Any]) -> tuple[tuple[str, str], ...]:
    """What was decided about a statement and why; what is empty is left out."""
    cue = f"{row['cue']} ({row['cue_stance']})" if row["cue"] and row["cue_stance"] else row["cue"]
    why = f"{row['party_rule']}: “{row['party_evidence']}”" if row["party_evidence"] else row["party_rule"]
    to = f"{row['addressee']} ({row['addressee_party']})" if row["addressee_party"] else row["addressee"]
    facts = {
        "Source as printed": row["speaker_mention"],
        "Reporting words": cue,
        "Party decided by": why,
        "Said to": to,
        "Aimed at": row["target_party"],
        "Passed on by": row["via"],
        "Qualified by": row["qualifier"],
        "Held by the statement": row["parent_id"],
        "Confidence": "" if pd.isna(row["confidence"]) else f"{row['confidence']:.2f}",
    }
    return tuple((name, words) for name, words in facts.items() if words)


def _neighbours(text: str, row: Mapping[Any, Any], shown: tuple[Piece, ...]) -> tuple[str, str]:
    """The last sentence of the paragraph before, the first of the one after; none where the paragraph itself is cut."""
    around = paragraphs(text)
    earlier = [text[start:end] for start, end in around if end <= row["start"]]
    later = [text[start:end] for start, end in around if start >= row["end"]]
    before = _SENTENCE.split(earlier[-1])[-1] if earlier and shown[0].words != "… " else ""
    after = later[0] if later and shown[-1].words != " …" else ""
    stop = _SENTENCE.search(after)
    return before, after[: stop.end()].rstrip() if stop else after
