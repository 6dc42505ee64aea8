"""The furniture of a news page, matched by the phrases of `boilerplate.csv`.

A phrase is matched whatever its capitals, apostrophes and spaces; what it must stand before or alone with is its form.
"""

import re
from functools import cache

from toolkit.data import lexicon

# What may stand before a phrase of furniture: brackets, bullets and rules, but no quotation mark, which opens speech.
_LEAD = r"[\s(\[*•·▪>#|–—_-]{0,20}"
_END = r"[\s:.…>»›→|)\]_–—-]*"
_LABEL_END = {"teaser": r"\s*[:：|»>]+", "caption": r"\s*[:：|]+|\s+[–—-]+(?=\s)|\s?—", "dateline": r"\s*:?"}


@cache
def phrases(kind: str, form: str) -> tuple[str, ...]:
    """The words of every row of `boilerplate.csv` with this kind and form, longest first.

    >>> "Reuters" in phrases("agency", "name")
    True
    """
    table = lexicon("boilerplate")
    words = table.loc[(table["kind"] == kind) & (table["form"] == form), "words"]
    return tuple(sorted(words, key=lambda phrase: (-len(phrase), phrase)))


@cache
def pattern(kind: str, form: str) -> re.Pattern[str]:
    """A pattern that matches a line of this kind and form, from its beginning.

    block and line: the phrase alone in the line; label and genre: the phrase and its colon; starts, names: the phrase.

    >>> [bool(pattern("teaser", "block").fullmatch(line)) for line in ("Related:", "Related work")]
    [True, False]
    """
    body = f"{_LEAD}(?:{alternatives(kind, form)})"
    if form in ("block", "line"):
        body += _END
    elif form in ("label", "genre"):
        body += f"(?:{_LABEL_END[kind]})"
    return re.compile(body, re.IGNORECASE)


@cache
def alternatives(kind: str, form: str) -> str:
    """The phrases of this kind and form as one pattern; each ends where its last word ends."""
    return "|".join(_flexible(phrase) for phrase in phrases(kind, form))


def _flexible(phrase: str) -> str:
    spaced = r"\s+".join(re.escape(word) for word in phrase.split())
    bounded = spaced + (r"(?!\w)" if phrase[-1].isalnum() else "")
    return bounded.replace("'", "['’‘`]")
