"""Corrections at work on tables: each finds its statement again, or is told as an orphan with the reason."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pandas as pd
from rapidfuzz import fuzz

from toolkit.record.anchoring import is_same_source, moved, places
from toolkit.record.corrections import FIELDS, QUOTED, WHATS, Correction, Quote
from toolkit.record.following import follow
from toolkit.record.working import Row, Sources, Spans, Working, blank

# Words under the same statement_id count as the same content from this likeness on, in per cent.
_ALIKE = 90
# Two stretches with the same cue are one statement when they share so much of what either holds.
_SHARED = 0.5
_PARTY, _SPEAKER = "correction", "corrected speaker"
"""The rules that `party_rule` names."""


@dataclass(frozen=True)
class Replayed:
    """Tables with corrections applied; the statement each was placed at, by its id; and those that found no place."""

    frames: dict[str, pd.DataFrame]
    placed: dict[str, str] = field(default_factory=dict)
    orphans: list[tuple[Correction, str]] = field(default_factory=list)


def replay(frames: Mapping[str, pd.DataFrame], log: Sequence[Correction], *, part: bool = False) -> Replayed:
    """Every correction that holds is applied at its place, or comes back among the orphans; nothing else is changed.

    `frames` are the tables of a record under the names of their contracts, `log` corrections that hold, in order. Done
    again on the result it gives the same tables. What was upheld against another coder changes nothing, and needs no
    statement: the coder may have upheld that there is none. With `part` the tables are a part of a record, and
    corrections of what they leave out are passed over.
    """
    articles = frames["ARTICLES"]
    texts = dict(zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True))
    finder = _Finder(texts, Sources(articles))
    found = [(one, *finder.find(one)) for one in log]
    work = Working(frames, texts)
    work.take({article for _, article, _, _ in found})
    player = _Player(work, part=part)
    placed, orphans = {}, []
    for one, article, by, reason in found:
        key, problem = player.play(one, article, by, reason)
        if problem and not (one.against and by is not None):
            orphans.append((one, problem))
        elif key:
            placed[one.id] = key
    return Replayed(follow(work), placed, [] if part else orphans)


class _Finder:
    """Finds the articles and the places of anchors; asked many times."""

    def __init__(self, texts: Mapping[str, str], sources: Sources) -> None:
        self.texts, self.sources = texts, sources

    def find(self, one: Correction) -> tuple[str, int | None, str]:
        """The article a correction is about, how far its content has moved in it, and why that is not known."""
        anchor = one.anchor
        if anchor is None or one.what not in WHATS:
            return "", None, f"this version of Counterpoint does not know what {one.what!r} means"
        own = anchor.article_id
        spots = [(own, start) for start in places(anchor, self.texts[own])] if own in self.texts else []
        if not spots:
            near = self.sources.near(anchor.source)
            others = [key for key, source in near if key != own and is_same_source(source, anchor.source)]
            spots = [(key, start) for key in others for start in places(anchor, self.texts[key])]
            if not spots:
                there = own in self.texts or others
                return own, None, "its words are not there any more" if there else "its article is not in this record"
        if len(spots) > 1:
            return own, None, f"its words stand at {len(spots)} places that it could mean"
        return spots[0][0], spots[0][1] - anchor.quote.start, ""


class _Player:
    """Applies corrections one after the other to the rows of a Working."""

    def __init__(self, work: Working, *, part: bool) -> None:
        self.work, self.part = work, part
        self.known: dict[str, str] = {}
        self._parties: dict[str, dict[str, set[str]]] = {}

    def play(self, one: Correction, article: str, by: int | None, reason: str) -> tuple[str, str]:
        """Apply one correction; returns the statement it is about, and the reason why it could not be."""
        row = self._by_id(one, article, by)
        if row is None and by is None:
            return "", reason
        if by is None and row is not None and one.anchor is not None:
            by = row["start"] - one.anchor.quote.start
        by = by or 0
        if one.what == "add":
            return self._add(one, row, article, by)
        near: list[Row] = []
        if row is None:
            row, near = self._by_words(one, article, by)
        if row is None:
            return self._gone(one, near)
        key = row["statement_id"]
        if key in self.work.rejected and one.what != "reject":
            return "", f"{self.work.rejected[key]} rejected the statement"
        self.known[one.statement] = key
        if one.what == "reject":
            self.work.rejected.setdefault(key, one.who)
            self.work.mark(row, content=True)
        elif one.what == "change":
            return key, self._change(row, one.after, by)
        return key, ""

    def _gone(self, one: Correction, near: list[Row]) -> tuple[str, str]:
        # What was rejected and is not found any more needs no rejecting.
        if self.part or (one.what == "reject" and not near):
            return one.statement, ""
        return "", "its words are there, and no statement has just these" + (", but nearly" if near else "")

    def _by_id(self, one: Correction, article: str, by: int | None) -> Row | None:
        """The statement with the id it had, where that is sure to be the same one."""
        if one.anchor is None:
            return None
        words = one.anchor.quote
        for key in (one.statement, self.known.get(one.statement, "")):
            row = self.work.rows.get(key)
            if row is None or row["article_id"] != article:
                continue
            if by is None:
                printed = self.work.texts[article][row["start"] : row["end"]]
                same = fuzz.ratio(printed, words.exact) >= _ALIKE
            elif key == one.statement and by == 0 and article == one.anchor.article_id:
                same = True  # an id is made of article and place, and nothing has moved there
            else:
                there = [[words.start + by, words.end + by]]
                same = bool(_shared(row["spans"], there) or _shared(self.work.was.get(key, row)["spans"], there))
            if same:
                return row
        return None

    def _by_words(self, one: Correction, article: str, by: int) -> tuple[Row | None, list[Row]]:
        """The one statement with the same content, or with most of it and the same cue; and all that come near."""
        if one.anchor is None:
            return None, []
        words, cue = one.anchor.quote, one.anchor.cue
        place = (words.start + by, words.end + by)
        rows = self.work.standing(article)
        near = [row for row in rows if _alike((row["start"], row["end"]), place) >= _SHARED]
        same = [row for row in near if (row["start"], row["end"]) == place]
        if len(same) != 1:
            same = [row for row in same or near if cue is not None and _has_cue(row, (cue.start + by, cue.end + by))]
        return same[0] if len(same) == 1 else None, near

    def _add(self, one: Correction, row: Row | None, article: str, by: int) -> tuple[str, str]:
        places_now = moved(one.after.get("spans", ()), self.work.texts[article], by)
        if not places_now:
            return "", "its words are not together any more"
        spans = [list(place) for place in places_now]
        if row is None or row["statement_id"] in self.work.rejected:
            row = self.work.twin_of(article, spans)
        if row is None:
            if self.part:
                return "", ""
            here = one.anchor is not None and article == one.anchor.article_id and by == 0
            free = here and bool(one.statement) and one.statement not in self.work.rows
            key = one.statement if free else self.work.name_for(article, spans)
            row = blank(statement_id=key, article_id=article, cue_class="speech", cue_stance="neutral")
            problem = self._change(row, one.after, by)
            if not problem:
                self.work.put(row)
        else:
            problem = self._change(row, one.after, by)
        if problem:
            return "", problem
        self.known[one.statement] = row["statement_id"]
        row["confidence"] = 1.0
        self.work.moved.add(row["statement_id"])
        return row["statement_id"], ""

    def _change(self, row: Row, after: Mapping[str, Any], by: int) -> str:
        """Set what a correction says; returns why it cannot be, and then nothing is set."""
        if strange := [name for name in after if name not in FIELDS]:
            return f"this version of Counterpoint does not know the field {strange[0]!r}"
        values: Row = {}
        text = self.work.texts[row["article_id"]]
        for name, given in after.items():
            quotes = [given] if isinstance(given, Quote) else given if name == "spans" else []
            stretches = moved(quotes, text, by)
            if stretches is None:
                return f"the words of its {name} are not there any more"
            if any(low < end for (_, end), (low, _) in pairwise(stretches)):
                return "its words do not stand in order any more"
            values |= _placed(name, given, text, stretches)
        if values.get("spans", row["spans"]) != row["spans"]:
            twin = self.work.twin_of(row["article_id"], values["spans"], but=row["statement_id"])
            if twin is not None:
                return f"the statement {twin['statement_id']!r} has just these words"
        elsewhere = bool(values.keys() & {"spans", "cue"})
        voiced = bool(values.keys() & {"speaker", "party", "speaker_mention"})
        if elsewhere or voiced:
            self.work.mark(row, content=elsewhere)
        row.update({name: value for name, value in values.items() if name != "party"})
        if "speaker" in values:
            row |= {"speakers": [], "speaker_parties": []}
        self._assign(row, values)
        if elsewhere or voiced:
            self.work.mark(row, content=elsewhere)
        self.work.moved |= {row["statement_id"]} if elsewhere else set()
        self.work.changed |= {row["statement_id"]} if voiced else set()
        return ""

    def _assign(self, row: Row, values: Row) -> None:
        """The party that the coder gave, which stays whatever speaker they give, else that of the speaker."""
        if "party" in values:
            party, rule = values["party"], _PARTY
        elif "speaker" in values and row["party_rule"] != _PARTY:
            party, rule = self._party_of(row["speaker"], row["article_id"]), _SPEAKER
        else:
            return
        row |= {
            "party": party, "party_rule": rule, "party_evidence": "", "party_evidence_start": None,
            "party_evidence_end": None, "party_evidence_article": "", "speaker_parties": [party] * len(row["speakers"]),
        }  # fmt: skip

    def _party_of(self, speaker: str, article: str) -> str:
        """The party that the corpus has for a name: in this article, else everywhere; empty where that is not one."""
        if speaker not in self._parties:
            mentions = self.work.frames["MENTIONS"]
            named = mentions.loc[mentions["name"] == speaker, ["article_id", "party"]].drop_duplicates()
            self._parties[speaker] = defaultdict(set)
            for place, party in named.itertuples(index=False):
                self._parties[speaker][place].add(party)
        known = self._parties[speaker]
        parties = known.get(article) or {party for several in known.values() for party in several}
        return min(parties) if len(parties) == 1 else ""


def _placed(name: str, given: Any, text: str, stretches: Sequence[tuple[int, int]]) -> Row:
    """The columns of STATEMENTS that one field of a correction sets."""
    if name == "spans":
        spans = [list(stretch) for stretch in stretches]
        content = " ".join(text[low:high] for low, high in spans)
        return {"spans": spans, "content": content, "start": spans[0][0], "end": spans[-1][1]}
    if name in QUOTED:
        (low, high), stem = stretches[0] if stretches else (None, None), name.removesuffix("_mention")
        return {name: "" if low is None else text[low:high], f"{stem}_start": low, f"{stem}_end": high}
    return {name: given}


def _has_cue(row: Row, cue: tuple[int, int]) -> bool:
    return row["cue_start"] is not None and bool(row["cue_start"] < cue[1] and cue[0] < row["cue_end"])


def _shared(some: Spans, others: Spans) -> int:
    return sum(max(0, min(end, high) - max(start, low)) for start, end in some for low, high in others)


def _alike(one: tuple[int, int], other: tuple[int, int]) -> float:
    """What two stretches share of what they cover together, 0 to 1 (Jaccard 1901)."""
    both = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return both / (one[1] - one[0] + other[1] - other[0] - both)
