"""Several records become one."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.record.blind import is_blind
from toolkit.record.corrections import in_time
from toolkit.record.record import PARTS, Record, before_corrections
from toolkit.record.uncorrected import Uncorrected

_SAID = ("reason", "works", "step")


def merge(records: Iterable[Record]) -> Record:
    """Every article of the records stands once in the result, with the rows of the first record that holds it.

    The provenance lists those of the records under `merged`; `home` is kept when all records share it; of two
    colours chosen for one party the first counts. Raises
    RecordError for no record at all, for two articles that share an id and differ in their text, and for a coder who
    works blind among others.

    >>> from toolkit import tables
    >>> one, two = (Record(tables.frame("ARTICLES", [{"article_id": name}])) for name in ("a0", "a1"))
    >>> merge([one, two])
    Record(2 articles, 0 statements, 0 figures, 0 parties, 0 refused)
    """
    given = list(records)
    if not given:
        raise RecordError("there is no record to merge", works="one record or more", step="give at least one")
    _same_texts(given)
    _no_blind_among_others(given)
    fresh = _fresh_articles(given)
    parts: dict[str, Any] = {}
    for part, name in PARTS.items():
        parts[part] = _together(name, [getattr(record, part) for record in given], fresh)
    homes = {record.home for record in given}
    return Record(
        **parts,
        party_colours={party: colour for record in reversed(given) for party, colour in record.party_colours.items()},
        provenance={"merged": [record.provenance for record in given]},
        home=homes.pop() if len(homes) == 1 else None,
        uncorrected=_uncorrected(given, fresh),
    )


def _together(name: str, pieces: Sequence[pd.DataFrame], fresh: Sequence[set[str]]) -> pd.DataFrame:
    """One table of several, each with the rows of its fresh articles only."""
    if name == "REFUSED":
        return refusals(pieces)
    kept = [piece[piece["article_id"].isin(ids)] for piece, ids in zip(pieces, fresh, strict=True)]
    return _joined(kept, name)


def _uncorrected(records: Sequence[Record], fresh: Sequence[set[str]]) -> Uncorrected | None:
    """How all of it was before corrections, and the corrections of all, each once and in the order of time."""
    several = [record.uncorrected for record in records if record.uncorrected is not None]
    if not several:
        return None
    before = [before_corrections(record) for record in records]
    names = dict.fromkeys(name for one in several for name in one.frames)
    log = {(one.who, one.id): one for kept in several for one in kept.log}
    whose = {None if record.uncorrected is None else record.uncorrected.who for record in records}
    return Uncorrected(
        {name: _together(name, [frames[name] for frames in before], fresh) for name in names},
        in_time(log.values()),
        whose.pop() if len(whose) == 1 else None,
    )


def refusals(pieces: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """One REFUSED table of several: a source that was set aside twice keeps every reason, joined by "; ".

    >>> from toolkit import tables
    >>> one = tables.frame("REFUSED", [{"source": "a.txt", "reason": "empty"}])
    >>> two = tables.frame("REFUSED", [{"source": "a.txt", "reason": "too short"}])
    >>> refusals([one, two])["reason"].item()
    'empty; too short'
    """
    said: dict[str, dict[str, list[str]]] = {}
    for piece in pieces:
        for source, *words in piece[["source", *_SAID]].itertuples(index=False):
            kept = said.setdefault(source, {column: [] for column in _SAID})
            for column, word in zip(_SAID, words, strict=True):
                kept[column] += [word] if word and word not in kept[column] else []
    joined = ({column: "; ".join(words) for column, words in kept.items()} for kept in said.values())
    return tables.frame("REFUSED", [{"source": source, **row} for source, row in zip(said, joined, strict=True)])


def _fresh_articles(records: Sequence[Record]) -> list[set[str]]:
    """For each record, the ids of the articles that no record before it holds."""
    seen: set[str] = set()
    fresh = []
    for record in records:
        ids = set(record.articles["article_id"]) - seen
        fresh.append(ids)
        seen |= ids
    return fresh


def _same_texts(records: Sequence[Record]) -> None:
    texts: dict[str, str] = {}
    for record in records:
        for article_id, text in zip(record.articles["article_id"], record.articles["text"], strict=True):
            if texts.setdefault(article_id, text) != text:
                raise RecordError(
                    f"two records hold different texts for the article {article_id!r}",
                    works="records in which one id means one text",
                    step="extract both again from the same files, or leave one out",
                )


def _no_blind_among_others(records: Sequence[Record]) -> None:
    coders = {None if record.uncorrected is None else record.uncorrected.who for record in records}
    for one in coders:
        if one is not None and is_blind(one) and len(coders) > 1:
            raise RecordError(
                f"{one!r} works blind, and a record with their corrections cannot be merged with others",
                works="records with the corrections of the same coders",
                step="call toolkit.record.corrected on it first, which leaves the blind pass out",
            )


def _joined(pieces: Sequence[pd.DataFrame], name: str) -> pd.DataFrame:
    filled = [piece for piece in pieces if len(piece)]
    return pd.concat(filled, ignore_index=True) if filled else tables.empty(name)
