"""What ties a statement to an earlier one of its article: sides, naming, nearness, figures and words in common."""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from toolkit.claims.reply_signs import side_of, stem, words

Row = dict[str, Any]

_CHARGES = frozenset(("accuse", "condemn"))
# A run of one side is looked at no further back than this.
_RUN = 12


def nested(one: Row, other: Row) -> bool:
    """Whether one of two statements stands inside the other, by its parent or by its place."""
    if one["parent_id"] == other["statement_id"] or other["parent_id"] == one["statement_id"]:
        return True
    if other["end"] <= one["start"]:
        return False
    return any(begin < last and first < stop for begin, stop in one["spans"] for first, last in other["spans"])


def bare(before: Row | None, row: Row) -> bool:
    """Whether a statement says next to nothing before another of its side: "disputes that", "saw it differently"."""
    if before is None or side_of(before) != side_of(row):
        return False
    return len(before["content"].split()) <= 3 and row["paragraph"] - before["paragraph"] <= 2


def pair_of(answer: Row, asked: Row, between: Sequence[Row]) -> dict[str, float]:
    """What ties an answer to what it may answer; `between` are the statements between them."""
    kept = [one for one in between if not bare(one, answer)]
    return {**_near(answer, asked, kept), **_sides(answer, asked), **_shared(answer, asked), **_points(answer, asked)}


def _near(answer: Row, asked: Row, between: Sequence[Row]) -> dict[str, float]:
    gap, apart = len(between) + 1, answer["paragraph"] - asked["paragraph"]
    others = [one for one in between if one["speaker"] not in {answer["speaker"], ""}]
    own = sum(side_of(one) == side_of(answer) for one in between)
    same = answer["speaker"] == asked["speaker"] and answer["speaker"] != ""
    return {
        "pair:next": gap == 1,
        "pair:second": gap == 2,
        "pair:far": gap > 3,
        "pair:close": math.exp(-max(answer["start"] - asked["end"], 0) / 250),
        "pair:one paragraph": apart == 0,
        "pair:next paragraph": 0 < apart <= 2,
        "pair:last of another": not others and not same,
        "pair:own between": min(own, 2) / 2,
    }


def _sides(answer: Row, asked: Row) -> dict[str, float]:
    parties = {answer["party"], asked["party"]}
    same = answer["speaker"] == asked["speaker"] and answer["speaker"] != ""
    against, back = asked["party"] in answer["against"], answer["party"] in asked["against"]
    return {
        "pair:same speaker": same,
        "pair:same party": len(parties) == 1 and "" not in parties and not same,
        "pair:two parties": len(parties) == 2 and "" not in parties,
        "pair:no party": parties == {""},
        "pair:at odds": against or back,
        "pair:both at odds": against and back,
        "pair:aimed elsewhere": asked["target_party"] not in {"", answer["party"]},
        "pair:aims back": answer["target_party"] != "" and answer["target_party"] == asked["party"],
        "pair:names answerer": _names(asked, answer),
        "pair:prints answerer": bool(asked["stems"] & (answer["who"] - asked["who"])),
        "pair:prints asked": bool(answer["stems"] & (asked["who"] - answer["who"])),
        "pair:side of answerer printed": bool(asked["stems"] & (answer["called"] - asked["called"])),
        "pair:side of asked printed": bool(answer["stems"] & (asked["called"] - answer["called"])),
    }


def _names(one: Row, other: Row) -> bool:
    """Whether one statement names or addresses the other's speaker or party."""
    surname = other["speaker"].split()[-1] if other["speaker"] else ""
    printed = len(surname) > 3 and surname in f"{one['frame']} {one['content']}"
    spoken_to = other["speaker"] != "" and one["addressee"] == other["speaker"]
    return printed or spoken_to or (other["party"] != "" and other["party"] in one["named"])


def _shared(answer: Row, asked: Row) -> dict[str, float]:
    """Words and figures that both have; the names of either side tell nothing here."""
    names = answer["called"] | asked["called"]
    ends = (answer["stems"] & asked["last"]) - answer["who"] - asked["who"]
    return {
        "pair:words": min(len(answer["stems"] & asked["stems"]), 4) / 4,
        "pair:end echoed": min(len(ends), 2) / 2,
        "pair:frame echoes": min(len((answer["around"] & asked["told"]) - names), 2) / 2,
        "pair:figures": bool(answer["measures"] and asked["measures"]),
        "pair:rival figures": bool(answer["measures"] & asked["measures"]),
    }


def _points(answer: Row, asked: Row) -> dict[str, float]:
    """How the answer points back: by a noun or verb that fits the act, by the words that it opens with."""
    meant = words().nouns.get(answer["noun"], frozenset())
    verb = frozenset() if meant else words().verbs.get(answer["cue_lemma"], frozenset())
    opening = answer["opening"]
    echoes = not asked["wide"].isdisjoint(opening)
    return {
        "pair:noun fits": asked["act"] in meant,
        "pair:verb fits": asked["act"] in verb,
        "pair:verb misses": bool(verb) and asked["act"] not in verb,
        "pair:verb hints": bool(verb & _spoken_of(asked)) if verb else False,
        "pair:opening echoes": echoes,
        "pair:no echo": bool(opening) and not echoes,
        "pair:opening names the cue": not asked["cue stems"].isdisjoint(opening),
    }


def _spoken_of(row: Row) -> frozenset[str]:
    """The acts that a statement speaks of by a noun or verb: "had offered to mediate" is of an offer."""
    return frozenset[str]().union(*(_acts_of()[one] for one in row["told"] if one in _acts_of()))


@lru_cache(maxsize=1)
def _acts_of() -> Mapping[str, frozenset[str]]:
    """What each stem of a pointing noun means besides an assertion, which anything may be."""
    found = {stem(noun): acts - {"assert"} for noun, acts in words().nouns.items() if " " not in noun}
    return {one: acts for one, acts in found.items() if acts}


def run_of(rows: Sequence[Row], before: int, place: int, weights: dict[int, float]) -> dict[str, float]:
    """Where the earlier statement stands among those that its side makes one after the other.

    `weights` keeps how telling the words are that the answer shares with each, so that they are weighed once.
    """
    row, side = rows[before], side_of(rows[before])
    start, end = before, before
    while start > max(0, before - _RUN) and side_of(rows[start - 1]) == side:
        start -= 1
    while end + 1 < place and side_of(rows[end + 1]) == side:
        end += 1
    run = range(start, end + 1)
    for one in run:
        if one not in weights:
            weights[one] = _weight(rows[place], rows[one])
    others = [rows[one] for one in run if one != before]
    weight, more = weights[before], [weights[one] for one in run if one != before]
    opened = start > 0 and side_of(rows[start - 1]) != side
    return {
        "run:first": before == start,
        "run:last": before == end,
        "run:newest": end + 1 == place,
        "run:alone": not others,
        "run:alternates": opened and side_of(rows[start - 1]) == side_of(rows[place]),
        "run:answers": opened and row["replies"],
        "run:best words": weight > 0 and all(one < weight for one in more),
        "run:fewer words": any(one > weight for one in more),
        "run:charge elsewhere": row["act"] not in _CHARGES and any(one["act"] in _CHARGES for one in others),
        "run:told elsewhere": row["kind"] == "direct" and any(one["kind"] != "direct" for one in others),
    }


def _weight(answer: Row, asked: Row) -> float:
    """How telling the words are that an answer shares with what it may answer: the rarer in the article, the more."""
    shared = (answer["stems"] & asked["wide"]) - answer["who"] - asked["who"]
    rarity: dict[str, float] = answer["rarity"]
    return sum(rarity.get(one, 0.0) for one in shared)
