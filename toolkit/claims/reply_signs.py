"""What one statement shows by itself: the reporter's words around it, its telling words, what its side is called."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from toolkit import data

Row = dict[str, Any]

SENTENCE = re.compile(r"[.?!][\"”’']?\s+|\n+")
# A lead-in stands at most so far before the sentence of its statement.
_LEAD = 240
_DETERMINED = r"(?:that|this|those|these|the|such|his|her|its|their|any|all|no|[\w’'-]+[’']s?)\s(?:[\w-]+\s){0,2}?"
_OPENING = re.compile(
    r"^[\W_]*(?:that\s)?(?:that|this|those|these|the|such|any such|no such|his|her|its|their|any|an?)\s"
    r"(?P<words>[^“”\"‘,;:]{3,40})",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{4,}|\d[\d,.]*")
_ENDING = re.compile(r"(?:ations?|ings?|ments?|ances?|ions?|ers?|ies|ied|ed|es|s|e|ly|y)$")
_PLAIN = {
    "that", "this", "with", "from", "have", "been", "were", "they", "their", "would", "said", "will", "what", "when",
    "which", "there", "than", "then", "them", "into", "only", "more", "some", "about", "after", "before", "could",
    "should", "because", "over", "also", "just", "like", "very", "your", "says", "told", "does", "being", "those",
    "these", "such", "every", "anyone", "never", "other", "where", "whose", "while", "until", "still", "even", "much",
}  # fmt: skip
# Sorts whose words are verbs, and are looked for in every form.
_VERBS = {"answer", "denial", "refusal", "label", "assent"}
_NOUNS = {"pointer", "thing"}


@dataclass(frozen=True)
class Words:
    """The sorts of `reply_words.csv`: their phrases by the first word, and the acts that a noun or a verb fits."""

    phrases: dict[str, dict[str, list[str]]]
    pointer: re.Pattern[str]
    nouns: dict[str, frozenset[str]]
    verbs: dict[str, frozenset[str]]

    def has(self, sort: str, text: str) -> bool:
        """Whether a word or phrase of the sort stands in the text."""
        plain, found = _plain(text)
        firsts = self.phrases[sort]
        return any(phrase in plain for first in found & firsts.keys() for phrase in firsts[first])


@lru_cache(maxsize=1)
def words() -> Words:
    """What `reply_words.csv` holds."""
    rows = data.lexicon("reply_words").to_dict("records")
    phrases: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        of_sort = phrases.setdefault(row["sort"], {})
        for one in _forms(row["words"]) if row["sort"] in _VERBS else [row["words"]]:
            of_sort.setdefault(one.split()[0], []).append(f" {one} ")
    nouns = "|".join(sorted((row["words"] for row in rows if row["sort"] in _NOUNS), key=len, reverse=True))
    pointer = re.compile(rf"(?<!\w){_DETERMINED}(?P<noun>{nouns})s?(?!\w)", re.IGNORECASE)
    fits = [(row["sort"] in _VERBS, row["words"], frozenset(row["fits"].split())) for row in rows if row["fits"]]
    of_nouns, of_verbs = ({word: acts for verb, word, acts in fits if verb is wanted} for wanted in (False, True))
    return Words(phrases, pointer, of_nouns, of_verbs)


@lru_cache(maxsize=1024)
def _plain(text: str) -> tuple[str, frozenset[str]]:
    """A text as small words with one space around each, and the set of them."""
    found = re.findall(r"\w+", text.lower())
    return f" {' '.join(found)} ", frozenset(found)


def _forms(verb: str) -> set[str]:
    """The forms of a verb that may have words behind it: deny, denies, denied, denying; hit back, hitting back."""
    first, space, rest = verb.partition(" ")
    made = {first, *(first + ending for ending in ("s", "es", "ed", "ing", first[-1] + "ed", first[-1] + "ing"))}
    if first.endswith("e"):
        made |= {first + "d", first[:-1] + "ing"}
    if first.endswith("y"):
        made |= {first[:-1] + "ied", first[:-1] + "ies"}
    return {one + space + rest for one in made}


def seen(rows: Sequence[Row], text: str, named: Mapping[str, set[str]], measured: Mapping[str, set[str]]) -> list[Row]:
    """The statements of one article in order, each with what it shows; see `reply_features.told`."""
    made: list[Row] = []
    over = 0
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        before = made[-1] if made else None
        begin, stop = _sentence(row, text)
        frame, lead = _outside(row, text, begin, stop), _lead(row, before, text, (over, begin))
        sign: Row = {
            "frame": frame,
            "lead": lead,
            "paragraph": text.count("\n", 0, row["start"]),
            "named": named.get(row["statement_id"], set()),
            "measures": measured.get(row["statement_id"], set()),
        }
        sign["opens"] = before is None or before["paragraph"] != sign["paragraph"]
        made.append(row | sign | _stemmed(row, frame, lead))
        over = max(over, *_ends(row), row["end"])
    _sided(made)
    return made


def _stemmed(row: Row, frame: str, lead: str) -> Row:
    """The words of a statement as the features compare them, and whether they reply to something."""
    content, cue = row["content"], f"{row['cue']} {row['cue_lemma']}"
    around, own, of_cue = stems(frame), stems(content), stems(cue)
    lists = words()
    noun = lists.pointer.search(content[:80]) or lists.pointer.search(frame)
    led = lists.has("answer", lead) or lists.has("denial", lead)
    verb = f"{row['cue_lemma']} {frame}"
    return {
        "stems": own,
        "around": around,
        "cue stems": of_cue,
        "told": own | of_cue,
        "wide": own | of_cue | around,
        "last": stems(" ".join(content.split()[-6:])),
        "lead stems": stems(lead),
        "who": stems(f"{row['speaker']} {row['speaker_mention']} {row['party']}"),
        "opening": _opening(content),
        "noun": noun["noun"].lower() if noun is not None else "",
        "led in": led,
        "replies": row["act"] == "deny"
        or lists.has("denial", verb)
        or lists.has("answer", verb)
        or lists.has("unmoved", lead),
    }


def _sided(rows: Sequence[Row]) -> None:
    """Every statement learns what its side is called, whom it is at odds with, and how rare the article's words are."""
    called: dict[str, set[str]] = {}
    against: dict[str, set[str]] = {}
    common = Counter(stem for row in rows for stem in row["stems"])
    rarity = {one: math.log((len(rows) + 1) / count) for one, count in common.items()}
    for row in rows:
        side = side_of(row)
        row["first heard"] = side not in called
        called.setdefault(side, set()).update(row["who"])
        against.setdefault(side, set()).update(({row["target_party"]} | row["named"]) - {side, ""})
    for row in rows:
        side = side_of(row)
        row |= {"called": called[side], "against": against[side], "rarity": rarity}


def _ends(row: Row) -> list[int]:
    return [int(row[f"{name}_end"]) for name in ("cue", "speaker") if not pd.isna(row[f"{name}_end"])]


def _sentence(row: Row, text: str) -> tuple[int, int]:
    """Where the sentence that holds a statement begins and ends, with its cue and speaker."""
    starts = [int(row[f"{name}_start"]) for name in ("cue", "speaker") if not pd.isna(row[f"{name}_start"])]
    low, high = min([int(row["start"]), *starts]), max([int(row["end"]), *_ends(row)])
    begin = text.rfind("\n", 0, low) + 1
    ends = [match.end() for match in SENTENCE.finditer(text, begin, low)]
    behind = SENTENCE.search(text, max(high - 1, begin))
    return (ends[-1] if ends else begin), (behind.start() if behind is not None else len(text))


def _outside(row: Row, text: str, begin: int, stop: int) -> str:
    """The reporter's words of a sentence: without what is attributed."""
    kept = list(text[begin:stop])
    for start, end in row["spans"]:
        for place in range(max(start, begin), min(end, stop)):
            kept[place - begin] = " "
    return re.sub(r"\s+", " ", "".join(kept)).strip()


def _lead(row: Row, before: Row | None, text: str, between: tuple[int, int]) -> str:
    """The reporter's whole sentences between the statements before and this one's.

    "Quito saw it differently." A few words of the same side that were taken for a statement ("begs" of "to differ")
    lead in as well.
    """
    over, begin = between
    first = SENTENCE.search(text, max(over - 1, begin - _LEAD, 0), begin)
    lead = text[first.end() : begin] if first is not None and first.end() < begin else ""
    if before is not None and len(before["content"].split()) <= 4 and side_of(before) == side_of(row):
        lead = f"{before['frame']} {before['content']} {lead}"
    return re.sub(r"\s+", " ", lead).strip()


def _opening(content: str) -> list[str]:
    """The stems of the first determined words of a content: "the offer", "that sentence"."""
    found = _OPENING.match(content)
    return [stem(word) for word in (_WORD.findall(found["words"].lower()) if found else [])[:2] if word not in _PLAIN]


def stems(text: str) -> set[str]:
    """The telling words of a text, as `stem` cuts them."""
    return {stem(word) for word in _WORD.findall(text.lower()) if word not in _PLAIN}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its ending, cut to five letters, so that forms of one word meet: offer, offered."""
    cut = _ENDING.sub("", word)
    return (cut if len(cut) >= 3 else word)[:5]


def side_of(row: Row) -> str:
    """Whose side a statement is on: its party, else its speaker alone."""
    return str(row["party"] or row["speaker"])


def measures(figures: Iterable[Row]) -> dict[str, set[str]]:
    """What the figures of each statement measure, by its id."""
    found: dict[str, set[str]] = {}
    for row in figures:
        if row["statement_id"]:
            found.setdefault(row["statement_id"], set()).add(row["measure"] or row["unit"])
    return found
