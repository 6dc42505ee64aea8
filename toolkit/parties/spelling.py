"""How alike two names are: other scripts, accents and marks folded, spellings of one sound taken as one."""

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein

# Particles and additions that one paper prints and another leaves out.
_LOOSE = {"al", "el", "bin", "ibn", "ben", "bint", "the", "jr", "sr", "ii", "iii", "de", "da", "van", "von"}
# Letters and pairs that transliterations use for one sound; longer ones first.
_SOUNDS = (
    ("tch", "c"), ("sch", "s"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("sh", "s"),
    ("ch", "c"), ("zh", "j"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("z", "s"),
)  # fmt: skip
_VOWELS = re.compile("[aeiouyj]+")
_LEAST = 3  # sounds that a name must have before its spelling may differ
_ALIKE = 0.8


@lru_cache(maxsize=65536)
def parts(name: str) -> tuple[str, ...]:
    """The words of a name in plain small letters, without marks, points and loose particles.

    >>> parts("Recep Tayyip Erdoğan"), parts("Mohammed al-Sudani"), parts("J.D. Vance")
    (('recep', 'tayyip', 'erdogan'), ('mohammed', 'sudani'), ('j', 'd', 'vance'))
    """
    plain = re.sub(r"['’`]s\b|['’`´]", "", anyascii(name.replace("’", "'")).lower())
    words = re.findall(r"[a-z0-9]+", plain)
    kept = tuple(word for word in words if word not in _LOOSE)
    return kept if len(kept) > 1 or len(words) < 2 else tuple(words)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The consonants of a word as they sound, with the class of its first and last letter where that is a vowel.

    >>> sound("mohammed") == sound("muhamad"), sound("daniel") == sound("daniela")
    (True, False)
    """
    for printed, heard in _SOUNDS:
        word = word.replace(printed, heard)
    core = re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", word))
    first = "a" if _VOWELS.match(word) else ""
    last = {"a": "a", "e": "e", "o": "o"}.get(word[-1:], "")
    return f"{first}{core}{last}"


def same_sound(one: str, other: str) -> bool:
    """Whether two words are spellings of one name: equal, or long enough and equal in their sounds.

    >>> same_sound("zelensky", "zelenskyy"), same_sound("jon", "joan")
    (True, False)
    """
    return one == other or (sound(one) == sound(other) and len(_VOWELS.sub("", one)) >= _LEAST)


def alike(one: str, other: str) -> bool:
    """Whether two surnames of one sound at their beginning differ in a letter or two at most.

    Damerau 1964, as part of the longer word.

    >>> alike("gaddafi", "qaddafi"), alike("hansen", "jansen")
    (True, False)
    """
    first = sound(one)[:1].replace("g", "k") == sound(other)[:1].replace("g", "k")
    return first and min(len(one), len(other)) > 4 and DamerauLevenshtein.normalized_similarity(one, other) >= _ALIKE


def initials(name: str) -> str:
    """The capitals that a body's short form is made of: "NDU" for the Northern Dockers' Union.

    >>> initials("Northern Dockers' Union"), initials("Bank of Norland")
    ('NDU', 'BN')
    """
    return "".join(word[0] for word in re.findall(r"[\w'’]+", name) if word[0].isupper() and word not in {"The", "A"})
