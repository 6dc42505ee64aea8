"""What speaks for one statement answering another of the same article: words, acts, sides and nearness, as numbers.

Every feature lies between 0 and 1, and has a name that an analyst can read beside its weight in `reply_weights.csv`;
the words they look for stand in `reply_words.csv`. A feature is kept only where it helped on reports that the weights
had not seen.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.claims import reply_signs
from toolkit.claims.reply_pairs import bare, nested, pair_of, run_of
from toolkit.claims.reply_signs import side_of, words

Row = dict[str, Any]

# An answer further away than this is not looked for: of 263 pairs coded by hand 255 are nearer.
REACH = 6
_NEGATED = re.compile(r"\b(?:no|not|never|nobody|nothing|none|neither|cannot)\b|n[’']t\b", re.IGNORECASE)
_POINTS = r"^[\W_]*(?:that|this|it|those|these"
_POINTING = re.compile(rf"{_POINTS}|such)\b(?!\s+(?:the|he|she|it|they|we|no|a|an|there)\b)", re.IGNORECASE)
_ONLY_POINTING = re.compile(rf"{_POINTS}|him|her|them)(?:\W*$|\s*(?:as|an?)?\s*[“\"‘'`])", re.IGNORECASE)
_OTHERS = re.compile(r"^[\W_]*(?:that\s)?(?:they|he|she|you|his|her|their|your)\b", re.IGNORECASE)
_ELLIPTIC = re.compile(
    r"\b(?:not|did|do|does|has|have|had|would|will|could|is|was|were|be|are)[^\w]*$|n[’']t\W*$", re.IGNORECASE
)
_YOU = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|half|twice)\b", re.IGNORECASE)
_OWN_ACTS = ("condemn", "decline", "demand", "deny", "offer", "promise", "question", "threaten")
_ASKED_ACTS = ("accuse", "concede", "condemn", "decline", "demand", "deny", "offer", "promise", "question", "threaten")
_CALLING = ("accuse", "condemn", "demand", "threaten", "question")
_GROUPS = {
    "accuse": "charge", "condemn": "charge", "demand": "call", "question": "call", "promise": "offer",
    "offer": "offer", "threaten": "threat", "assert": "claim",
}  # fmt: skip
# What an answer does, and what it may be an answer to: those that tell more than either alone.
_ACTS = tuple(f"acts:{one}" for one in (
    "attacks claim", "contradicts claim", "contradicts stand", "denies claim", "denies stand", "denies threat",
    "judges call", "refuses charge", "refuses offer", "replies call", "replies claim", "replies offer", "tells charge",
    "tells offer",
))  # fmt: skip


def told(rows: Sequence[Row], text: str, named: Mapping[str, set[str]], measured: Mapping[str, set[str]]) -> list[Row]:
    """The statements of one article in order, each with all that `candidates` needs of it.

    `named` has the parties that a statement names, `measured` what its figures measure, both by its id.
    """
    found = reply_signs.seen(rows, text, named, measured)
    return [row | {"asked": _asked(row), "group": _GROUPS.get(row["act"], "stand")} for row in found]


def candidates(rows: Sequence[Row], place: int) -> list[tuple[int, dict[str, float]]]:
    """The features of the statement at `place` as an answer to each that it may answer, with its place, nearest first.

    Who passes on words does not answer them: no statement that holds this one, or that it holds, is tried.
    """
    row = rows[place]
    tried = [before for before in range(place - 1, max(-1, place - 1 - 2 * REACH), -1) if not nested(row, rows[before])]
    if not tried:
        return []
    own = _own(rows, place)
    row = row | {"does": _does(own, row), "only points": float(_ONLY_POINTING.search(row["content"]) is not None)}
    weights: dict[int, float] = {}
    found = []
    for before in tried[:REACH]:
        asked = rows[before]
        pair = pair_of(row, asked, rows[before + 1 : place])
        features = {**own, **asked["asked"], **pair, **run_of(rows, before, place, weights)}
        found.append((before, {**features, **_crossed(features, row, asked)}))
    return found


def _own(rows: Sequence[Row], place: int) -> dict[str, float]:
    """What the answering statement itself shows, whatever it may answer."""
    lists, row = words(), rows[place]
    before = rows[place - 1] if place else None
    content, frame, cue = row["content"], row["frame"], row["cue_lemma"]
    opening = " ".join(content.split()[:7])
    follows = before is not None and side_of(before) == side_of(row)
    found = {
        "answer:answer": lists.has("answer", f"{cue} {frame}"),
        "answer:denial": lists.has("denial", f"{cue} {frame}"),
        "answer:assent": lists.has("assent", cue),
        "answer:label": lists.has("label", cue),
        "answer:turn": lists.has("turn", frame[:60]),
        "answer:asked": lists.has("asked", frame),
        "answer:queried": lists.has("queried", frame),
        "answer:negated": _NEGATED.search(content) is not None,
        "answer:negated at once": _NEGATED.search(opening) is not None,
        "answer:untrue": lists.has("untrue", content),
        "answer:such": lists.has("such", content),
        "answer:count": lists.has("count", f"{frame} {opening}"),
        "answer:points": _POINTING.search(content) is not None,
        "answer:of others": _OTHERS.search(content) is not None,
        "answer:noun": row["noun"] != "",
        "answer:short": len(content.split()) < 6,
        "answer:elliptic": _ELLIPTIC.search(content) is not None,
        "answer:goes on": follows and not bare(before, row),
        "answer:first heard": row["first heard"],
        "answer:late": place / len(rows),
        "answer:direct": row["kind"] == "direct",
        "lead:there": row["lead"] != "",
        "lead:unmoved": lists.has("unmoved", f"{row['lead']} {frame}"),
        "lead:names answerer": bool(row["lead stems"] & row["called"]),
    }
    acts = {f"answer:{act}": row["act"] == act for act in _OWN_ACTS}
    return {name: float(value) for name, value in (found | acts).items()}


def _asked(row: Row) -> dict[str, float]:
    """What the earlier statement shows that calls for an answer."""
    long = len(row["content"].split())
    found = {
        "asked:direct": row["kind"] == "direct",
        "asked:indirect": row["kind"] == "indirect",
        "asked:brief": long < 5,
        "asked:short quote": row["kind"] == "direct" and long < 12,
        "asked:number": _NUMBER.search(row["content"]) is not None,
        "asked:you": _YOU.search(row["content"]) is not None,
        "asked:no speaker": row["speaker"] == "",
        "asked:headline": bool(row["in_headline"]),
        "asked:replies": row["replies"],
    }
    acts = {f"asked:{act}": row["act"] == act for act in _ASKED_ACTS}
    return {name: float(value) for name, value in (found | acts).items()}


def _does(found: Mapping[str, float], row: Row) -> str:
    """What an answer does, as far as it decides what may be answered."""
    if row["act"] == "deny" or found["answer:denial"]:
        return "denies"
    if row["act"] == "decline" or words().has("refusal", f"{row['cue_lemma']} {row['frame']}"):
        return "refuses"
    if found["answer:label"] or row["act"] == "condemn":
        return "judges"
    if found["answer:answer"] or found["lead:unmoved"] or row["led in"]:
        return "replies"
    if row["act"] in {"accuse", "demand", "question", "threaten"}:
        return "attacks"
    return "contradicts" if found["answer:negated"] or found["answer:untrue"] else "tells"


def _crossed(found: Mapping[str, float], row: Row, asked: Row) -> dict[str, float]:
    """Those products of features that tell more than their sum."""
    replies = float(row["does"] in {"denies", "refuses", "replies", "judges"})
    near, rivals, after = found["pair:last of another"], found["pair:two parties"], found["pair:next"]
    calls = max(found[f"asked:{act}"] for act in _CALLING)
    opens, newest = float(row["opens"]), found["run:newest"]
    points = row["only points"]
    acts = dict.fromkeys(_ACTS, 0.0)
    if (both := f"acts:{row['does']} {asked['group']}") in acts:
        acts[both] = 1.0
    return acts | {
        "both:alternates and opens": found["run:alternates"] * opens,
        "both:calls and last": calls * near,
        "both:calls and reply": calls * replies,
        "both:count and number": found["answer:count"] * found["asked:number"],
        "both:direct and newest": found["answer:direct"] * newest * opens,
        "both:echo and parties": found["pair:opening echoes"] * rivals,
        "both:elliptic and next": found["answer:elliptic"] * after,
        "both:ends and next": found["pair:end echoed"] * after,
        "both:figures and parties": found["pair:rival figures"] * rivals,
        "both:first heard and parties": found["answer:first heard"] * rivals,
        "both:judged by noun": found["answer:label"] * found["pair:noun fits"],
        "both:judged that": found["answer:label"] * points * after,
        "both:lead and newest": max(found["lead:unmoved"], float(row["led in"])) * newest,
        "both:no party and last": float(row["party"] == "") * near,
        "both:odds and opens": found["pair:at odds"] * opens,
        "both:of others and newest": found["answer:of others"] * newest,
        "both:paragraph and last": found["pair:one paragraph"] * near,
        "both:parties and first": rivals * found["run:first"],
        "both:points to next": max(points, found["answer:points"]) * after,
        "both:reply and doubted": replies * float(asked["cue_stance"] == "distancing"),
        "both:reply and first": replies * found["run:first"],
        "both:reply to newest": replies * newest,
        "both:you and answers": found["asked:you"] * after * opens,
    }  # fmt: skip
