"""The telling words of statements: stems with their printed forms, without names and without words of no content."""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]|[^\W\d_]{2,}")
# Words of reporting and of time that say nothing of what a statement is about.
_PLAIN = frozenset(ENGLISH_STOP_WORDS) | {
    "said", "say", "says", "told", "added", "according", "would", "could", "should", "must", "will", "did", "does",
    "people", "year", "years", "day", "days", "week", "weeks", "month", "months", "time", "times", "today", "yesterday",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mr", "mrs", "ms", "dr", "just",
    "like", "want", "need", "going", "know", "make", "made", "way", "come", "came", "thing", "things", "don’t", "don't",
    "it’s", "it's", "we’re", "we're", "isn’t", "isn't", "can’t", "can't", "that’s", "that's", "they’re", "they're",
    "didn’t", "didn't", "we’ve", "we've", "hundred", "thousand", "million", "percent", "cent",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "morning", "night", "asked", "answer", "somebody", "nobody", "everybody", "anybody", "called",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "half", "least", "fewer", "new",
}  # fmt: skip
_LEAST = 3  # letters
_MOST = 5000  # different stems; more only cost time


def names_in(statements: pd.DataFrame) -> frozenset[str]:
    """The words of the parties and of those who speak or are spoken to: they tell who, not what about."""
    columns = ("party", "speaker", "addressee", "addressee_party", "target_party")
    found = {str(name) for column in columns for name in statements[column].unique()}
    return frozenset(stem(word) for name in found for word in WORD.findall(name.lower()))


def stem(word: str) -> str:
    """A word without the endings of number and tense, so that forms of one word meet.

    >>> [stem(word) for word in ("strikes", "parties", "licence’s", "walked", "is")]
    ['strike', 'party', 'licence', 'walk', 'is']
    """
    word = re.sub(r"['’]s?$", "", word)
    for ending, put, least in (("ies", "y", 5), ("sses", "ss", 6), ("ing", "", 7), ("ed", "", 6), ("s", "", 4)):
        if word.endswith(ending) and len(word) >= least and not word.endswith(("ss", "us", "is")):
            return word.removesuffix(ending) + put
    return word


def stems(text: str, without: frozenset[str] = frozenset()) -> list[str]:
    """The stems of the telling words of a text, in order; `without` are left out.

    >>> stems("The miners said that wages were falling", frozenset({"miner"}))
    ['wage', 'fall']
    """
    found = (_told(word) for word in _words(text))
    return [one for one in found if one and one not in without]


@lru_cache(maxsize=1 << 15)  # a panel asks for the same statements again and again
def _words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, in order."""
    return tuple(map(sys.intern, WORD.findall(text.lower())))


@lru_cache(maxsize=1 << 17)
def _told(word: str) -> str:
    """The stem of a telling word; empty for a word of no content."""
    if word in _PLAIN or len(word) < _LEAST:
        return ""
    found = stem(word)
    return "" if found in _PLAIN or len(found) < _LEAST else sys.intern(found)


def printed_forms(texts: Iterable[str]) -> dict[str, str]:
    """The form in which each stem is printed most often, in small letters."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for word, times in Counter(chain.from_iterable(map(_words, texts))).items():
        counts[stem(word)][re.sub(r"['’]s?$", "", word)] += times
    return {one: min(forms, key=lambda form: (-forms[form], form)) for one, forms in counts.items()}


def weighed(texts: Sequence[str], *, without: frozenset[str] = frozenset(), least: int = 1) -> tuple[Any, list[str]]:
    """Every text as a row of TF-IDF weights of length 1, and the stems of the columns (Salton and Buckley 1988).

    A stem counts where at least `least` texts have it. Returns a sparse matrix of float64 and the list of stems; both
    are empty where no text has a telling word.
    """
    listed = [stems(text, without) for text in texts]
    common = Counter(one for words in listed for one in set(words))
    if not any(times >= least for times in common.values()):
        return np.zeros((len(texts), 0)), []
    maker = TfidfVectorizer(
        analyzer=lambda words: words, min_df=least, max_features=_MOST, sublinear_tf=True, dtype=np.float64
    )
    return maker.fit_transform(listed), list(maker.get_feature_names_out())
