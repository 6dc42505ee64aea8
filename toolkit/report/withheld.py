"""The evidence of a redacted page: what may be shown of it, and what lets a reader with the articles find the rest."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from toolkit.record import Record
from toolkit.report.evidence import Mention, Named, Voice
from toolkit.report.redaction import CUT, FEWEST, hidden, terms
from toolkit.show import Card
from toolkit.show.passage import Piece, label

_WORD = re.compile(r"\w+")
# Facts about a statement that are told in words of the article.
_QUOTING = ("Source as printed", "Reporting words", "Said to", "Passed on by", "Qualified by")


@dataclass(frozen=True)
class Source:
    """What stands for an article that is left out: how to find it, its hash, and the ids that links lead to."""

    article_id: str
    label: str
    url: str
    characters: int
    sha256: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Withheld:
    """What a redacted page shows in place of articles.

    `homes` says for each statement under which party its id stands, `places` where it is: its article with offsets,
    code points into the text, half open, and the beginning of the SHA-256 of its words.
    """

    most: int
    told: str
    sources: tuple[Source, ...]
    homes: Mapping[str, str]
    places: Mapping[str, str]


def withheld(record: Record, listed: Sequence[Voice], most: int) -> Withheld:
    """What stands for the articles of a record in a page of `most` words in a row, `listed` being its statements."""
    homes: dict[str, str] = {}
    for voice in listed:
        for card in voice.statements:
            homes.setdefault(card.statement_id, voice.anchor)
    spots: dict[str, list[str]] = {}
    for table, what in ((record.statements, "statement"), (record.figures, "figure")):
        for article, key in zip(table["article_id"], table[f"{what}_id"], strict=True):
            if key not in homes:
                spots.setdefault(article, []).append(f"{what[0]}-{key}")
    sources = [_source(row, tuple(spots.get(row["article_id"], ()))) for row in record.articles.to_dict("records")]
    places = {row["statement_id"]: _place(row) for row in record.statements.to_dict("records")}
    return Withheld(most, told(most), tuple(sources), homes, places)


def told(most: int) -> str:
    """How a page is redacted, for its reader."""
    shown = (
        f"no more than {most} words of an article stand in a row; what was cut is marked {CUT}"
        if most
        else f"statements are shown by the SHA-256 of their words, and no more than {FEWEST} words of an article stand "
        f"in a row; what was cut is marked {CUT}"
    )
    return (
        f"{shown}. Articles in full are left out; titles, outlets, authors and the names of parties stand whole. All "
        "numbers are those of the whole articles. Offsets count the characters of the text as it was read"
    )


def _source(row: Mapping[Any, Any], anchors: tuple[str, ...]) -> Source:
    sha256 = hashlib.sha256(row["text"].encode("utf-8", errors="surrogatepass")).hexdigest()
    return Source(row["article_id"], label(row), row["url"], len(row["text"]), sha256, anchors)


def _place(row: Mapping[Any, Any]) -> str:
    spans = ", ".join(f"{start}:{end}" for start, end in row["spans"])
    return f"{row['article_id']}[{spans}], {hidden(row['content']).strip('[]')}"


def shortened(listed: Sequence[Voice], record: Record, most: int) -> tuple[Voice, ...]:
    """The statements without the paragraphs around them; with 0 words their hash alone."""
    contents = dict(zip(record.statements["statement_id"], record.statements["content"], strict=True))
    found = []
    for voice in listed:
        cards = (_shortened(card, contents[card.statement_id], most) for card in voice.statements)
        found.append(replace(voice, statements=tuple(cards)))
    return tuple(found)


def _shortened(card: Card, content: str, most: int) -> Card:
    if not most:
        facts = [(name, words.split(": “")[0]) for name, words in card.facts if name not in _QUOTING]
        return replace(card, before="", after="", pieces=(Piece(hidden(content)),), facts=tuple(facts))
    said = [piece for piece in card.pieces if piece.role == "content"]
    apart = [piece for one in said for piece in (one, Piece(f" {CUT} "))][:-1]
    return replace(card, before="", after="", pieces=tuple(apart))


def around(placed: Sequence[Named], most: int) -> tuple[Named, ...]:
    """The places where parties are named, with so few words around the name that it stands in what is left."""
    return tuple(replace(one, places=tuple(_around(place, most) for place in one.places)) for one in placed)


def _around(place: Mention, most: int) -> Mention:
    if not most:
        return replace(place, before="", words=f"[{place.place}]", after="")
    spare = max(most - len(terms(place.words)), 0)
    before, after = _last(place.before, spare // 2), _first(place.after, spare - spare // 2)
    return replace(place, before=before, after=after)


def _last(words: str, most: int) -> str:
    """The last words of a text, so many at most."""
    starts = [match.start() for match in _WORD.finditer(words)]
    return words if len(starts) <= most else words[starts[-most] :] if most else ""


def _first(words: str, most: int) -> str:
    """The first words of a text, so many at most."""
    ends = [match.end() for match in _WORD.finditer(words)]
    return words if len(ends) <= most else words[: ends[most - 1]] if most else ""
