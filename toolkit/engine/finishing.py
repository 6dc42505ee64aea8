"""From what was found in each article to the tables of the corpus: who belongs to whom, who did what, who answers.

Each article is heard by itself (its named speakers, with their parties), then the corpus settles who is who, then each
article is filled with it. Only the middle step sees the whole corpus, and it sees names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from toolkit import claims, clock, tables
from toolkit.engine.analysing import TABLES, Tables, careful, set_aside
from toolkit.engine.asking import Asked, Team
from toolkit.engine.batches import Batch
from toolkit.engine.rows import decoded, encoded
from toolkit.engine.shelf import Shelf
from toolkit.errors import EngineError
from toolkit.parties import Parties
from toolkit.parties.assign import acronyms, fill, hear
from toolkit.parties.corpus import Corpus, agreed, settle
from toolkit.parties.people import Voice

Heard = tuple[list[tuple[int, Mapping[str, Any]]], list[tuple[int, Tables]]]
Filled = list[tuple[int, Tables]]


def finished(shelf: Shelf, team: Team, parties: Parties) -> Iterator[Tables]:
    """The tables of the whole corpus, some articles after the other and in order, with parties, acts and replies.

    Each piece holds all tables of a record for some articles. An article that spoils a step is set aside in it. Raises
    PartyError for parties that cannot be used.
    """
    asked, share = team.asked, team.share
    # Without aliases no acronym can be one of a party, and the corpus need not be gone through for them.
    chunks = shelf.chunks(asked.run) if parties.aliases else ()
    sure = agreed(found for _, articles, _, _ in chunks for found in acronyms(articles, parties))
    listen = partial(_heard, parties=parties, sure=sure)
    for batch, (voices, spoiled) in share(listen, _chunks(shelf, asked), _unheard):
        shelf.put_voices(batch.first, voices)
        for place, one in spoiled:
            word, article = batch.beside[place][1], batch.part(place, place + 1).articles
            shelf.spoil(asked.run, word, encoded(one, article)[0])
    corpus = settle(Voices(shelf), parties)
    write = partial(_filled, parties=parties, sure=sure)
    yield from _in_order(share(write, _settled(shelf, asked, corpus), _unfilled))


class Voices:
    """Holds the way to the voices in a store, which are read anew each time they are gone through."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __iter__(self) -> Iterator[Voice]:
        return map(_voice, self._shelf.voices())


def _voice(row: Mapping[str, Any]) -> Voice:
    return Voice(**{**row, "described": frozenset(row["described"])})


def _chunks(shelf: Shelf, asked: Asked) -> Iterator[Batch]:
    for first, articles, words, found in shelf.chunks(asked.run):
        yield Batch(first, articles, list(zip(found, words, strict=True)))


def _heard(batch: Batch, *, parties: Parties, sure: Mapping[str, str]) -> Heard:
    """The voices of a batch and the tables of articles that spoiled it, each with the article's place in the batch."""

    def work(part: Batch) -> list[tuple[int, Mapping[str, Any]]]:
        places = {key: part.first - batch.first + row for row, key in enumerate(part.articles["article_id"])}
        with clock.timed("parties"):
            voices = hear(decoded([found for found, _ in part.beside], TABLES), part.articles, parties, sure).voices
        return [(places[one.article], {**asdict(one), "described": sorted(one.described)}) for one in voices]

    told = careful(work, batch)
    return (
        [voice for _, found in told if not isinstance(found, Exception) for voice in found],
        [(part.first - batch.first, _spoiled(part, one)) for part, one in told if isinstance(one, Exception)],
    )


def _unheard(batch: Batch, error: EngineError) -> Heard:
    return [], [(0, _spoiled(batch, error))]


def _spoiled(batch: Batch, error: Exception) -> Tables:
    """The tables of one article that could not be worked on: itself, and the reason."""
    return {"ARTICLES": batch.articles, **set_aside(batch.articles.iloc[0], error)}


def _settled(shelf: Shelf, asked: Asked, corpus: Corpus) -> Iterator[Batch]:
    """The corpus in batches, with what each article needs beside it: findings, what was settled, texts of others."""
    for first, articles, _, found in shelf.chunks(asked.run):
        settled = corpus.settled(map(_voice, shelf.voices(first, len(articles))))
        others = {one.article for one in settled.verdicts.values()} - {"", *articles["article_id"]}
        texts = shelf.texts(others)
        yield Batch(first, articles, [(rows, settled, texts) for rows in found])


def _filled(batch: Batch, *, parties: Parties, sure: Mapping[str, str]) -> Filled:
    """The tables of a batch, or of parts of it, each with the place of its first article in the corpus."""

    def work(part: Batch) -> Tables:
        _, settled, others = part.beside[0]
        # An article alone may take its evidence from one that stood in its batch.
        texts = {**others, **dict(zip(batch.articles["article_id"], batch.articles["text"], strict=True))}
        with clock.timed("parties"):
            heard = hear(decoded([rows for rows, *_ in part.beside], TABLES), part.articles, parties, sure)
            full = fill(heard, settled, part.articles, others=texts)
        with clock.timed("claims"):
            found = claims.label(full, part.articles)
        for name, table in found.items():
            tables.check(table, name, texts=texts)
        return {**found, "ARTICLES": part.articles}

    return [
        (part.first, _spoiled(part, found) if isinstance(found, Exception) else found)
        for part, found in careful(work, batch)
    ]


def _unfilled(batch: Batch, error: EngineError) -> Filled:
    return [(batch.first, _spoiled(batch, error))]


def _in_order(done: Iterator[tuple[Batch, Filled]]) -> Iterator[Tables]:
    """The tables of all batches in the order of the corpus, whatever order they come in."""
    waiting: dict[int, tuple[int, Filled]] = {}
    place = 0
    for batch, parts in done:
        waiting[batch.first] = len(batch), parts
        while place in waiting:
            size, ready = waiting.pop(place)
            place += size
            yield from (found for _, found in ready)
