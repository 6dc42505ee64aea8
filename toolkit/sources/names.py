"""Runs of names: what may stand in a byline or a list of those who reported."""

import re

from toolkit.sources.phrases import phrases

# Words in small letters that belong to names, and words that join names or say what each did.
_PARTICLES = frozenset((
    "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ten", "bin",
    "ben", "ibn", "bint", "abu", "al", "el", "ud", "ur", "y", "e",
))  # fmt: skip
_JOINERS = frozenset((
    "and", "&", "in", "at", "for", "from", "of", "the", "with", "by", "to", "editing", "reporting", "writing",
    "additional", "compiled", "edited", "reported", "photography", "translation", "graphics", "staff", "agency",
    "agencies", "inputs", "input", "newsroom", "bureau", "desk", "correspondent", "correspondents", "editor",
    "reporter", "reporters", "team", "our", "own",
))  # fmt: skip
_TOKEN = re.compile(r"[^\s,;/|•·()\[\]]+|[,;/|•·]")
_NAME = re.compile(r"(?:al-|el-|d['’]|O['’])?[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?")
# "By our provincial staff" names nobody and is a byline.
_STAFF = re.compile(
    r"(?:our|a)\b(?: [\w-]+){0,3} (?:staff|desk|agencies|bureau|(?:correspondent|reporter|editor|writer)s?)",
    re.IGNORECASE,
)
_DIVIDERS = re.compile(r"\s*(?:,|;|/|\||•|·|\band\b|&|\bin\b|\bat\b|\bfor\b|\bof\b|\bfrom\b|\bwith\b)\s*")
# "By Tuesday" and "By March" begin sentences.
_TIMES = frozenset((
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "then", "now",
    "early", "late", "mid", "noon", "midnight", "dawn", "dusk", "next", "last",
))  # fmt: skip


def only_names(printed: str) -> bool:
    """Whether the words are names, what joins them and what their bearers did, and nothing else.

    >>> only_names("Ann Ray in Gaza; editing by J. van Dam"), only_names("the newspaper found soldiers")
    (True, False)
    """
    tokens = _TOKEN.findall(printed.strip().rstrip("."))
    named = [token for token in tokens if token[0].isalnum() and token.lower() not in _PARTICLES | _JOINERS]
    return bool(tokens) and all(_capitalised(token) for token in named) and any(token[0].isupper() for token in tokens)


def is_author(printed: str) -> bool:
    """Whether the words after "By" name an author: a name of two words or more, a news agency, or an outlet's staff.

    >>> is_author("Ann Ray, Reuters"), is_author("Tuesday, the army"), is_author("Land and Sea")
    (True, False, False)
    """
    if _STAFF.fullmatch(printed.strip(" .")):
        return True
    if not only_names(printed) or printed.split(maxsplit=1)[0].strip(",.").lower() in _TIMES:
        return False
    first = _DIVIDERS.split(printed.strip(), maxsplit=1)[0].removesuffix(".")
    return first in phrases("agency", "name") or len(first.split()) >= 2


def _capitalised(token: str) -> bool:
    if "@" in token:
        return True
    prefixed = token.lower().startswith(("al-", "el-", "d'", "d’"))
    return bool(_NAME.fullmatch(token)) and (token[0].isupper() or prefixed)
