"""What speaks for one statement answering another of the same article: words, acts, sides and nearness, as numbers.

Every feature lies between 0 and 1, and has a name that an analyst can read beside its weight in `reply_weights.csv`;
the words they look for stand in `reply_words.csv`.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from toolkit import data

Row = dict[str, Any]

# An answer further away than this is not looked for: of 263 pairs coded by hand 255 are nearer.
REACH = 6
SENTENCE = re.compile(r"[.?!][\"”’']?\s+|\n+")
_NEGATED = re.compile(r"\b(?:no|not|never|nobody|nothing|none|neither|cannot)\b|n[’']t\b", re.IGNORECASE)
_POINTING = re.compile(r"^[“‘\"']?(?:that|this|it|those|these|such)\b", re.IGNORECASE)
_DETERMINED = r"(?:that|this|those|these|the|such|his|her|its|their|any|all|[\w’'-]+[’']s?)\s(?:[\w-]+\s){0,2}?"
_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d,.]*")
_PLAIN = {
    "that", "this", "with", "from", "have", "been", "were", "they", "their", "would", "said", "will", "what", "when",
    "which", "there", "than", "then", "them", "into", "only", "more", "some", "about", "after", "before", "could",
    "should", "because", "over", "also", "just", "like", "very", "your", "says", "told",
}  # fmt: skip


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, re.Pattern[str]], dict[str, frozenset[str]]]:
    """A pattern for each sort of `reply_words.csv`, and for each pointing noun the acts that it fits."""
    rows = data.lexicon("reply_words").to_dict("records")
    sorts: dict[str, list[str]] = {}
    for row in rows:
        sorts.setdefault(row["sort"], []).append(re.escape(row["words"]))
    patterns = {
        sort: re.compile(rf"(?<!\w)(?:{'|'.join(sorted(words, key=len, reverse=True))})(?!\w)", re.IGNORECASE)
        for sort, words in sorts.items()
        if sort != "pointer"
    }
    nouns = "|".join(sorted(sorts["pointer"], key=len, reverse=True))
    patterns["pointer"] = re.compile(rf"(?<!\w){_DETERMINED}(?P<noun>{nouns})s?(?!\w)", re.IGNORECASE)
    return patterns, {row["words"]: frozenset(row["fits"].split()) for row in rows if row["sort"] == "pointer"}


def frame_of(row: Row, text: str) -> str:
    """The reporter's words of the sentence that holds a statement: without what is attributed."""
    names = ("cue", "speaker")
    places = [row["start"], *(row[f"{name}_start"] for name in names if not pd.isna(row[f"{name}_start"]))]
    ends = [row["end"], *(row[f"{name}_end"] for name in names if not pd.isna(row[f"{name}_end"]))]
    low, high = int(min(places)), int(max(ends))
    begin = text.rfind("\n", 0, low) + 1
    starts = [match.end() for match in SENTENCE.finditer(text, begin, low)]
    begin = starts[-1] if starts else begin
    behind = SENTENCE.search(text, max(high - 1, begin))
    stop = behind.start() if behind is not None else len(text)
    kept = list(text[begin:stop])
    for start, end in row["spans"]:
        for place in range(max(start, begin), min(end, stop)):
            kept[place - begin] = " "
    return re.sub(r"\s+", " ", "".join(kept)).strip()


def stems(text: str) -> set[str]:
    """The telling words of a text, cut to six letters so that forms of one word meet."""
    return {word[:6] for word in _WORD.findall(text.lower()) if word not in _PLAIN}


def side_of(row: Row) -> str:
    """Whose side a statement is on: its party, else its speaker alone."""
    return str(row["party"] or row["speaker"])


def told(rows: Sequence[Row], text: str, named: Mapping[str, set[str]]) -> list[Row]:
    """The statements of one article in order, each with what the features need: frame, stems, paragraph, names."""
    found = sorted(rows, key=lambda row: (row["start"], row["end"]))
    return [
        row
        | {
            "frame": frame_of(row, text),
            "stems": stems(row["content"]),
            "paragraph": text.count("\n", 0, row["start"]),
            "named": named.get(row["statement_id"], set()),
        }
        for row in found
    ]


def candidates(rows: Sequence[Row], place: int) -> list[dict[str, float]]:
    """The features of the statement at `place` as an answer to each of the statements before it, the nearest first."""
    common = Counter(stem for row in rows for stem in row["stems"])
    own = _answer(rows[place], rows[place - 1] if place else None)
    weights = {
        before: sum(math.log((len(rows) + 1) / common[stem]) for stem in rows[place]["stems"] & rows[before]["stems"])
        for before in range(max(0, place - REACH), place)
    }
    most = max(weights.values(), default=0.0)
    found = []
    for before in sorted(weights, reverse=True):
        pair = _pair(rows[place], rows[before], rows[before + 1 : place]) | _run(rows, before, place)
        pair["pair:most words"] = float(most > 0 and weights[before] == most)
        pair["pair:word weight"] = min(weights[before], 6) / 6
        found.append(_crossed(own | _asked(rows[before]) | pair))
    return found


def _answer(row: Row, before: Row | None) -> dict[str, float]:
    """What the answering statement itself shows, whatever it may answer."""
    patterns, _ = _words()
    lemma, content, frame = row["cue_lemma"], row["content"], row["frame"]
    told = f"{lemma} {frame}"
    found = {f"answer:{sort}": float(patterns[sort].search(told) is not None) for sort in ("answer", "denial")}
    found["answer:assent"] = float(patterns["assent"].search(lemma) is not None)
    found["answer:refusal"] = float(row["act"] == "decline" or patterns["refusal"].search(lemma) is not None)
    found["answer:turn"] = float(patterns["turn"].search(frame[:60]) is not None)
    found["answer:asked"] = float(patterns["asked"].search(frame) is not None)
    found["answer:negated"] = float(_NEGATED.search(content) is not None)
    found["answer:points"] = float(_POINTING.search(content) is not None)
    noun = patterns["pointer"].search(content[:80]) or patterns["pointer"].search(frame)
    found["answer:noun"] = float(noun is not None)
    found |= {f"answer:{act}": float(row["act"] == act) for act in ("deny", "accuse", "demand", "question", "condemn")}
    found["answer:short"] = float(len(content.split()) < 6)
    found["answer:goes on"] = float(before is not None and side_of(before) == side_of(row))
    found["answer:opens"] = float(before is None or before["paragraph"] != row["paragraph"])
    return found


def _asked(row: Row) -> dict[str, float]:
    """What the earlier statement shows that calls for an answer."""
    acts = ("accuse", "condemn", "demand", "threaten", "question", "promise", "offer", "deny", "concede", "decline")
    found = {f"asked:{act}": float(row["act"] == act) for act in acts}
    found["asked:doubted"] = float(row["cue_stance"] == "distancing")
    found["asked:document"] = float(row["speaker_type"] == "document")
    return found


def _pair(answer: Row, asked: Row, between: Sequence[Row]) -> dict[str, float]:
    """What ties the two: sides, naming, nearness, words in common."""
    gap = len(between) + 1
    same = answer["speaker"] == asked["speaker"] and answer["speaker"] != ""
    sides = {answer["party"], asked["party"]}
    others = [one for one in between if one["speaker"] not in {answer["speaker"], ""}]
    apart = answer["paragraph"] - asked["paragraph"]
    return {
        "pair:same speaker": float(same),
        "pair:same party": float(len(sides) == 1 and "" not in sides and not same),
        "pair:two parties": float(len(sides) == 2 and "" not in sides),
        "pair:no party": float(sides == {""}),
        "pair:next": float(gap == 1),
        "pair:second": float(gap == 2),
        "pair:far": float(gap > 3),
        "pair:one paragraph": float(apart == 0),
        "pair:next paragraph": float(0 < apart <= 2),
        "pair:last of another": float(not others and not same),
        "pair:others between": min(len(others), 3) / 3,
        "pair:aimed at answerer": float(asked["target_party"] != "" and asked["target_party"] == answer["party"]),
        "pair:names answerer": float(_names(asked, answer)),
        "pair:spoken to answerer": float(asked["addressee"] != "" and asked["addressee"] == answer["speaker"]),
        "pair:answers by name": float(_names(answer, asked)),
        "pair:noun fits": float(asked["act"] in _meant(answer)),
        "pair:words": min(len(answer["stems"] & asked["stems"]), 4) / 4,
        "pair:headline": float(asked["in_headline"]),
        "pair:indirect": float(asked["kind"] == "indirect"),
        "pair:direct": float(asked["kind"] == "direct"),
        "pair:brief": float(len(asked["content"].split()) < 5),
    }


def _names(one: Row, other: Row) -> bool:
    """Whether one statement names or addresses the other's speaker or party."""
    surname = other["speaker"].split()[-1] if other["speaker"] else ""
    printed = len(surname) > 3 and surname in f"{one['frame']} {one['content']}"
    spoken_to = other["speaker"] != "" and one["addressee"] == other["speaker"]
    return printed or spoken_to or (other["party"] != "" and other["party"] in one["named"])


def _meant(answer: Row) -> frozenset[str]:
    """The acts that the noun of an answer can mean: an accusation by "the allegation"."""
    patterns, fits = _words()
    noun = patterns["pointer"].search(answer["content"][:80]) or patterns["pointer"].search(answer["frame"])
    return fits.get(noun["noun"].lower(), frozenset()) if noun is not None else frozenset()


def _run(rows: Sequence[Row], before: int, place: int) -> dict[str, float]:
    """Where the earlier statement stands among those that its side makes one after the other."""
    side = side_of(rows[before])
    first = before == 0 or side_of(rows[before - 1]) != side
    last = before + 1 == place or side_of(rows[before + 1]) != side
    return {"run:first": float(first), "run:last": float(last)}


def _crossed(found: dict[str, float]) -> dict[str, float]:
    """The features with those of their products that tell more than their sum."""
    near = found["pair:last of another"]
    replies = max(found["answer:answer"], found["answer:denial"], found["answer:deny"], found["answer:refusal"])
    aimed = max(found["pair:aimed at answerer"], found["pair:names answerer"], found["pair:spoken to answerer"])
    calls = max(found[f"asked:{act}"] for act in ("accuse", "condemn", "demand", "threaten", "question"))
    return found | {
        "both:reply to last": replies * near,
        "both:reply to aimed": replies * aimed,
        "both:aimed and last": aimed * near,
        "both:calls and last": calls * near,
        "both:calls and reply": calls * replies,
        "both:parties and next": found["pair:two parties"] * found["pair:next"],
        "both:parties and last": found["pair:two parties"] * near,
        "both:parties and first": found["pair:two parties"] * found["run:first"],
        "both:noun and last": max(found["answer:noun"], found["answer:points"]) * near,
        "both:reply and first": replies * found["run:first"],
        "both:reply and indirect": replies * found["pair:indirect"],
        "both:reply and doubted": replies * found["asked:doubted"],
        "both:noun and claim": found["answer:noun"] * max(found["asked:doubted"], found["asked:accuse"]),
        "both:question next": found["asked:question"] * found["pair:next"],
        "both:turn and last": found["answer:turn"] * near,
        "both:paragraph and last": found["pair:one paragraph"] * near,
        "both:words and last": found["pair:most words"] * near,
        "both:words and reply": found["pair:most words"] * replies,
    }
