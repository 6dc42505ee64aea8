"""A light test of the language a text is written in: enough to keep other languages from being read as English."""

from toolkit.errors import SourceError
from toolkit.sources.languages import likeliest, name_of
from toolkit.text import words

# Frequent words of English that are none, or rare, in its neighbours: "in", "a", "on", "is", "was" are left out.
_ENGLISH = frozenset((
    "the", "of", "and", "to", "that", "with", "for", "by", "from", "has", "had", "were", "which", "this", "not", "they",
    "their", "said", "been", "would", "who", "its", "it", "are", "be", "but", "after", "there", "when", "what", "you",
))  # fmt: skip
# Reports in English have a quarter to a third of these words, the nearest neighbours (Dutch, Danish) one in thirty.
_SURE, _OTHER = 0.12, 0.06
# Below so many words a share says little: the text is read, and the note says that the language is not known.
_LEAST_WORDS = 30
# With so many a text is of another language where that one's frequent words are there and those of English are not.
_LEAST_TOLD = 8


def language(text: str, *, stated: str = "") -> tuple[str, str]:
    """The code "en" when the text is English by its function words, empty with a note when that cannot be told.

    `stated` is the ISO 639-1 code that the file gives, empty where it gives none: it decides where the words tell
    nothing, and never against them. Raises SourceError, which names the likely language, for a text of 30 words or more
    whose share of English function words is below 6 %, a shorter one with the function words of another language, one
    in another script, and one that the file gives another language and whose words do not show English.

    >>> language("The minister said that the talks had been of use to both and would go on.")
    ('en', '')
    """
    spoken = [text[start:end] for start, end in words(text)]
    latin = sum(word[0].isascii() or word[0] < "\u0250" for word in spoken)
    share = sum(word.lower() in _ENGLISH for word in spoken) / len(spoken) if spoken else 0.0
    foreign = bool(spoken) and (latin < len(spoken) / 2 or (len(spoken) >= _LEAST_WORDS and share < _OTHER))
    told = len(spoken) >= _LEAST_TOLD and share < _OTHER and bool(likeliest(spoken))
    if foreign or told:
        raise _refused(f"{share:.0%} of its {len(spoken)} words are frequent English words", likeliest(spoken))
    if share >= _SURE:
        other = stated not in ("", "en")
        return "en", f"the file says that it is {name_of(stated)}; its words are English" if other else ""
    if stated not in ("", "en"):
        raise _refused("the file says so, and its words show no English", stated)
    if stated:
        return "en", "language from the file: too few words that tell"
    return "", "language not detected: too few words that tell"


def _refused(reason: str, likely: str) -> SourceError:
    looks = f", and looks like {name_of(likely)}" if likely else ""
    return SourceError(
        f"the text is not English{looks}: {reason}",
        works="reports in English, of whose words a quarter or more are such words",
        step="leave the file out, or give a translation",
    )
