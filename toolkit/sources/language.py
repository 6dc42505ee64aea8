"""A light test of the language a text is written in: enough to keep other languages from being read as English."""

from toolkit.errors import SourceError
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


def language(text: str) -> tuple[str, str]:
    """The code "en" when the text is English by its function words, empty with a note when that cannot be told.

    Raises SourceError for a text of 30 words or more whose share of English function words is below 6 %, or one written
    in another script: a clear case of another language.

    >>> language("The minister said that the talks had been of use to both and would go on.")
    ('en', '')
    """
    spoken = [text[start:end] for start, end in words(text)]
    latin = sum(word[0].isascii() or word[0] < "\u0250" for word in spoken)
    share = sum(word.lower() in _ENGLISH for word in spoken) / len(spoken) if spoken else 0.0
    if spoken and (latin < len(spoken) / 2 or (len(spoken) >= _LEAST_WORDS and share < _OTHER)):
        raise SourceError(
            f"the text is not English: {share:.0%} of its {len(spoken)} words are frequent English words",
            works="reports in English, of whose words a quarter or more are such words",
            step="leave the file out, or give a translation",
        )
    return ("en", "") if share >= _SURE else ("", "language not detected: too few words that tell")
