"""The state that an office without a country is of, by where and after whom the report tells of it.

"In Dushanbe, the Foreign Ministry"; "Kazakhstan offered to mediate. President Imanbekov"; in a report from Malakal,
South Sudan, "the information minister". Nearer words count before the report's own place.
"""

import re
from functools import lru_cache
from itertools import islice
from typing import Any

from toolkit import data

Row = dict[str, Any]
STATES = {"state", "territory"}

_SENTENCE = re.compile(r"[.?!][\"”’']?\s+|\n+")
_PLACED = re.compile(r"(?:In|From|At)\s$")
_IN = re.compile(r"\sin\s$")
_ARTICLES = {"", "the ", "an ", "a "}
_FIRST = re.compile(r"(?:(?:The|But|And|Both|Meanwhile,|Earlier,|Later,)\s)*$")
_SPOKEN = re.compile(r"[^.\n“”\"]{3,60}?\b(?:told|said|briefed)\b[^.\n“”\"]{0,50}?\bin\s")
# An office, force or people of a state behind its adjective: "Romanian Defence Ministry", "Russian troops".
_HOLDER = re.compile(
    r"\s(?:[\w-]+\s){0,3}?(?:\w*minist\w+|government|army|navy|air force|police|troops|forces|soldiers|officials?|"
    r"envoy|ambassador|president|premier|leaders?|authorit\w+|parliament|lawmakers?|diplomats?|military|border|guards?)\b",
    re.IGNORECASE,
)
_WORDS_OF = {"adjective", "demonym"}
_POINTING = re.compile(r"(?:its|their|his|her|whose)\b", re.IGNORECASE)
# What a state does with words or papers: whoever opens a report so is the one whose offices follow.
_DEALS = re.compile(
    r"(?:['’]s government)?\s(?:has\s|have\s|had\s|on\s\w+day\s|yesterday\s|this week\s)*"
    r"(?:accused|asked|told|said|says|summoned|recalled|"
    r"expelled|condemned|rejected|denied|protested|demanded|urged|warned|lodged|banned|suspended|announced|called|"
    r"criticised|criticized|cut\soff|withdrew|filed|imposed|barred|ordered|appealed|dismissed|declared|vowed|threatened|"
    r"will|would|won’t|wants|plans|refused|refuses|rejects|agreed|offered|approved|promised|pledged|insists|insisted)\b"
)
_HEAD_END = re.compile(r"\s(?:of|for|in|at|on)\s")
_WORKS = re.compile(r"\s(?:from|in|at|near|outside)\s(?:the\s)?$")
_MET = re.compile(r", (?:at|in) (?:the )?$")
# Where others meet: "talks in Togo".
_VENUE = re.compile(r"\b(?:talks|negotiations|summit|meeting|conference)\s(?:[\w-]+\s){0,2}?(?:in|at)\s(?:the\s)?$")
_LINE_END = re.compile(r"\S(?=\s*\n)|\S$")
_CALLS = re.compile(r"^President\s[A-Z]")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = data.lexicon("state_bodies").to_dict("records")
    alone = "|".join(re.escape(row["words"].lower()) for row in rows if row["alone"] == "1")
    ends = "|".join(re.escape(row["words"]) for row in rows)
    # Asked of words in small letters: many words in any letters are looked for at a third of the speed.
    return re.compile(rf"(?<![\w-])(?:{alone})\b(?!-)"), re.compile(rf"\b(?:{ends})$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_office(words: str) -> bool:
    """Whether words name an office or body that every state has.

    >>> is_office("Deputy Trade Minister Hien"), is_office("the club's chairman")
    (True, False)
    """
    words = words.replace("’", "'")
    return _patterns()[0].search(words.lower()) is not None or _CALLS.match(words) is not None


@lru_cache(maxsize=4096)
def is_state_body(words: str) -> bool:
    """Whether the name of a body is that of a body of state, once its state is named.

    >>> is_state_body("Kyrgyzstan's State Border Service"), is_state_body("the Thai Sugar Exporters Federation")
    (True, False)
    """
    head = _HEAD_END.split(words.strip().replace("’", "'"))[0]
    return _patterns()[1].search(head.removesuffix("'s")) is not None


def _same(name: Row, other: Row | None) -> bool:
    return other is not None and state_of(name["entry"]) == state_of(other["entry"])


class Setting:
    """Which states a report tells of, and where; what somebody says of another state tells nothing of his own."""

    def __init__(self, article: Row, names: list[Row], told: list[list[int]]) -> None:
        self.text: str = article["text"]
        self.all = [name for name in names if state_of(name["entry"])]
        self.states = [name for name in self.all if not any(start <= name["start"] < end for start, end in told)]
        self.below, self.opening = _opening(article)
        self.datelines = [(mark["start"], mark["end"]) for mark in article["marks"] if mark["kind"] == "dateline"]
        self.home = self._home(article)

    def near(self, start: int, words: str) -> Row | None:
        """The state of an office that is named by `words` at `start`, or None where the report does not tell."""
        inside = self._sits_in(start, start + len(words))
        if inside is not None:
            return inside
        paragraph = self._line(start)
        ends = [match.end() for match in _SENTENCE.finditer(self.text, paragraph, start)]
        sentence = ends[-1] if ends else paragraph
        before = [name for name in self.states if paragraph <= name["start"] < start]
        here = [name for name in self.all if sentence <= name["start"] < start]
        for name in here:
            if _PLACED.search(self.text[sentence : name["start"]]) and name in before:
                return name
        if here and _POINTING.match(words):
            return here[0] if self._is_first(here[0], paragraph) else here[-1]
        spoken = self._spoken_in(start)
        if spoken is not None:
            return spoken
        first = [name for name in before if self._is_first(name, paragraph)]
        if first:
            return first[-1]
        acting = self._acting(before)
        return acting[-1] if acting and len(_entries(before)) == 1 else None

    def _acting(self, names: list[Row]) -> list[Row]:
        """Those that stand for a state: "Swiss cheese" tells of no state's minister, "the Swiss envoy" does."""
        return [
            name
            for name in names
            if name["form"] not in _WORDS_OF or _HOLDER.match(self.text, int(name["end"])) is not None
        ]

    def _sits_in(self, start: int, end: int) -> Row | None:
        """The state in the words for an office or right behind them: "the Health Ministry in Juba", "The Thai Navy"."""
        for name in self.all:
            first = start <= name["start"] < end and self.text[start : name["start"]].lower() in _ARTICLES
            if first or (start < name["start"] <= end + 4 and _IN.search(self.text[start : name["start"]])):
                return name
        return None

    def seated(self, start: int) -> Row | None:
        """The state in whose capital an office speaks by the words right before it: "In Ottawa, the lands minister"."""
        for name in self.all:
            if name["form"] == "capital" and self.text[name["end"] : start] in {", ", ", the "}:
                return name if _PLACED.search(self.text[max(0, name["start"] - 5) : name["start"]]) else None
        return None

    def spoken_in(self, rows: list[Row]) -> Row | None:
        """The state in whose capital somebody speaks at any of its mentions: "she told parliament in Accra"."""
        return next(filter(None, (self._spoken_in(int(row["start"])) for row in rows)), None)

    def home_of(self, rows: list[Row], statements: list[Row]) -> Row | None:
        """The report's own state; of who begins with that state, after a paragraph that begins with another, the other.

        In a report from Guyana "Venezuela's ministry denied it", and then "“Guyana sends miners,” the minister said".
        """
        for row in statements if self.home is not None else ():
            start = int(row["start"])
            begins = start + (self.text[start : start + 1] in {"“", '"', "‘", "'"})
            own = [name for name in self.all if name["start"] == begins]
            if row["speaker"] != rows[0]["speaker"] or not own or not _same(own[0], self.home):
                continue
            line = self._line(start)
            above = self._line(max(0, self.text.rfind("\n", 0, max(0, line - 2)) + 2))
            told = [name for name in self.states if above <= name["start"] < line and self._is_first(name, above)]
            if told and not _same(told[0], self.home):
                return told[0]
        return self.home

    def rival(self) -> Row | None:
        """The one state that the report opens with beside its own; None where there is none, or several."""
        own = state_of(self.home["entry"]) if self.home is not None else ""
        # "Accused Iceland of dumping": whom others speak of counts here.
        told = [name for name in self.all if name["start"] < self.opening and _is_land(name["entry"])]
        others = [name for name in told if state_of(name["entry"]) != own]
        return others[0] if own and len(_entries(others)) == 1 else None

    def _spoken_in(self, start: int) -> Row | None:
        """The state in whose capital the office speaks: "told reporters in Bucharest"."""
        match = _SPOKEN.match(self.text, start)
        place = match.end() if match is not None else -1
        return next((name for name in self.all if name["start"] == place and name["form"] == "capital"), None)

    def _line(self, place: int) -> int:
        """Where the paragraph of a place begins, behind its dateline."""
        begin = self.text.rfind("\n", 0, place) + 1
        return next((end for start, end in self.datelines if start <= begin < end <= place), begin)

    def _is_first(self, name: Row, paragraph: int) -> bool:
        """Whether a name opens its sentence: what the sentence is about."""
        ends = [match.end() for match in _SENTENCE.finditer(self.text, paragraph, name["start"])]
        before = self.text[ends[-1] if ends else paragraph : name["start"]]
        return _FIRST.match(before.lstrip(" -–—:")) is not None

    def is_where(self, name: Row, start: int, row: Row) -> bool:
        """Whether a place only tells where somebody works: "runs the campaign group Rivers Asia from Bangkok"."""
        place = int(name["start"])
        if self.text[:place].lower().endswith("embassy in "):
            return True
        before = self.text[start:place]
        placed = _WORKS.search(before) is not None
        return placed and row["affiliation_rule"] == "employer" and not (is_office(before) or is_office(row["text"]))

    def is_beside(self, start: int) -> bool:
        """Whether a tie only tells where somebody is met: "the Pakistani envoy, Ana Mora, at South Block"."""
        return _MET.search(self.text, max(0, start - 12), start) is not None

    def is_private(self, name: Row, start: int, end: int) -> bool:
        """Whether a country only stands in the name of a body that is none of state: "Thai Sugar Federation"."""
        behind = self.text[int(name["end"]) : int(name["end"]) + 40]
        of = self.text[max(0, int(name["start"]) - 4) : int(name["start"])]
        if of.endswith(" of ") and name["form"] in {"adjective", "demonym"} and re.match(r" [A-Z]", behind):
            return True  # "the National Council of Nigerian Undergraduates"
        behind = self.text[int(name["end"]) : end]
        if not re.match(r"(?:['’]s)? [A-Z]", behind) or data.gazetteer().entry(name["entry"]).kind not in STATES:
            return False
        words = self.text[start:end]
        return not (is_state_body(words) or is_office(words))

    def _home(self, article: Row) -> Row | None:
        """The only state that the report opens with; else the one that it is from, or the only one it names."""
        opening = [name for name in self.all if name["start"] < self.opening and _is_land(name["entry"])]
        told = [name for name in opening if name in self.states]
        # A state that others are said to speak of first, in their words, is as good a reading; "in the Togolese
        # capital" or "the Lome talks" only tells where the others meet.
        told = [name for name in told if name["form"] != "capital" or self._is_first(name, self._line(name["start"]))]
        told = [name for name in told if not _VENUE.search(self.text[max(0, name["start"] - 40) : name["start"]])]
        acting = self._acting(told)
        if len(_entries(acting)) == 1 and state_of(opening[0]["entry"]) in _entries(acting):
            return acting[0]
        speaking = self._speaking(opening)
        return speaking or self._dated(article, opening) or self._alone()

    def _speaking(self, opening: list[Row]) -> Row | None:
        """The state that the report opens with as one that speaks or deals with another: "Chile recalled its envoy".

        Its own offices need no country then. Of a state that shoots or seizes the other's offices are as likely.
        """
        # A headline leaves words out: "Malawi, Tanzania trade blame".
        told = [name for name in opening if name["form"] not in _WORDS_OF and name["start"] >= self.below]
        if not told or not self._is_first(told[0], self._line(int(told[0]["start"]))):
            return None
        return told[0] if _DEALS.match(self.text, int(told[0]["end"])) is not None else None

    def _dated(self, article: Row, opening: list[Row]) -> Row | None:
        """The state of the dateline; but a report that opens with another one alone is only sent from there."""
        named = {state_of(name["entry"]) for name in self.all}
        opening = [
            name for name in opening if name["form"] not in _WORDS_OF
        ]  # "Russian jets" in a report from Oslo are not of its own state
        for mark in article["marks"]:
            found = _in_dateline(self.text, mark["start"], mark["end"]) if mark["kind"] == "dateline" else []
            if len(_entries(found)) == 1:
                sent = len(_entries(opening)) == 1 and not _entries(found) & named
                return opening[0] if sent else found[0]
        return None

    def _alone(self) -> Row | None:
        """The only state that the report names at all."""
        # "The British envoy" alone does not make a report one from Britain.
        acting = [name for name in self.states if name["form"] not in _WORDS_OF]
        return acting[0] if acting and len(_entries(self._acting(self.states))) == 1 else None


def _opening(article: Row) -> tuple[int, int]:
    """Where the text below the headline begins, and where its first two paragraphs end."""
    first = max((mark["end"] for mark in article["marks"] if mark["kind"] in {"headline", "dateline"}), default=0)
    ends = (match.start() for match in _LINE_END.finditer(article["text"], first + 1))
    return first, next(islice(ends, 1, None), len(article["text"]))


def _in_dateline(text: str, start: int, end: int) -> list[Row]:
    """The states that a dateline names, itself or by their capitals."""
    found = []
    for match in re.finditer(r"[^\W\d_][\w.’' -]*", text[start:end]):
        words = match.group().strip()
        for form in data.gazetteer().by_text(words) or data.gazetteer().by_text(words.title()):
            if state_of(form.entry) and (form.default or form.form == "capital"):
                place = start + match.start()
                found.append({"entry": form.entry, "start": place, "end": place + len(words)})
                break
    return found


def _is_land(entry: str) -> bool:
    """Whether an entry is a state, or a territory with a country code of its own that speaks for itself: Taiwan."""
    found = data.gazetteer().entry(entry)
    return found.kind == "state" or (found.kind == "territory" and len(entry) == 2 and found.party == entry)


@lru_cache(maxsize=4096)
def state_of(entry: str) -> str:
    """The key of the state that an entry is, or is a body or a part of; empty for all others."""
    party = data.gazetteer().party_of(entry)
    return party if party and _is_land(party) else ""


def _entries(names: list[Row]) -> set[str]:
    return {state_of(name["entry"]) for name in names}
