"""Bodies that a report prints, heard or not, and what nouns it may call them by: "the union" for an association."""

from collections.abc import Iterable
from functools import lru_cache

from toolkit.language.lexicons import noun_of
from toolkit.language.names import by_words

# Bodies of people at work, which reports call a union whatever they call themselves.
_UNIONS = {"association", "federation", "guild", "brotherhood", "alliance", "confederation", "congress", "society"}
# Words before "group" that make it no armed one: "the aid group".
_CIVIL = {
    "activist", "advocacy", "aid", "business", "campaign", "charity", "civic", "consumer", "environmental", "farmers",
    "humanitarian", "industry", "lobby", "medical", "monitoring", "news", "parents", "pressure", "relief", "research",
    "residents", "rights", "trade", "watchdog", "women", "youth",
}  # fmt: skip
# What words in a name tell the sort of its body.
_LABOUR = {"workers", "teachers", "nurses", "doctors", "brotherhood", "guild", "seafarers", "lecturers"}
KINDS = {
    "union": _LABOUR,
    "fund": {"capital", "partners", "investors", "management", "equity"},
    "investor": {"capital", "partners", "investors", "management", "equity"},
    "lender": {"bank", "banco", "banca", "banque"},
    "airline": {"air", "airways", "airlines"},
    "bank": {"banco", "banca", "banque", "bankers"},
    "hospital": {"infirmary", "clinic"},
    "university": {"college", "institute"},
    "school": {"academy", "elementary", "primary", "high"},
}
_NEAR = 900  # code points back in which a body is still the one told of


def places_of(text: str, names: Iterable[str]) -> list[tuple[int, str]]:
    """Every place where one of the names stands, in order.

    >>> places_of("Norvik Gas sued. Norvik Gas won.", ["Norvik Gas"])
    [(0, 'Norvik Gas'), (17, 'Norvik Gas')]
    """
    found = []
    for name in names:
        place = text.find(name)
        while place >= 0:
            found.append((place, name))
            place = text.find(name, place + 1)
    return sorted(found)


def is_civil(words: str) -> bool:
    """Whether words for a group tell that it is no armed one.

    >>> is_civil("aid group"), is_civil("the group")
    (True, False)
    """
    before = words.lower().replace("’", "'").split()[:-1]
    return any(word.removesuffix("'s").removesuffix("s'") in _CIVIL or f"{word[:-1]}" in _CIVIL for word in before)


def union_before(printed: list[tuple[int, str]], place: int) -> str:
    """The only body told of before `place` that reports call a union; empty where there are several or none."""
    names = {name for start, name in printed if start < place}
    found = {name for name in names if _UNIONS & set(name.lower().split())}
    return next(iter(found)) if len(found) == 1 else ""


def firm_before(printed: list[tuple[int, str]], place: int, begin: int) -> str:
    """The only body told of between `begin` and `place`, where no word of its name makes it another than a firm."""
    found = {name for start, name in printed if max(begin, place - _NEAR) <= start < place}
    return next(iter(found)) if len(found) == 1 and not any(map(_is_other, found)) else ""


@lru_cache(maxsize=4096)
def _is_other(name: str) -> bool:
    """Whether a name is a place's, or that of a body which is no firm: "Union of Tram Workers"."""
    words = name.lower().split()
    other = any(noun_of(word, "body") is not None and noun_of(word, "firm") is None for word in words)
    return other or by_words(name) is not None
