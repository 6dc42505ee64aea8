"""Licensed text: no more than so many words of an article in a row, wherever in the page they stand."""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.errors import ReportError
from toolkit.record import Record
from toolkit.show.passage import label

FEWEST = 5  # below it the page's own English ("at the end of") would be taken for words of an article
LONGEST_ENTRY = 40  # words of a title, an outlet, a name; what is longer is an article in the wrong column
CUT = "[…]"
DIGITS = 16  # of a SHA-256, where statements are named by it
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Piece:
    """A stretch of what is read in one go; `said` are the words given to a source, which are kept before others."""

    words: str
    said: bool = False


@dataclass(frozen=True)
class Redaction:
    """No more than `most` words of an article stand in a row in what `cut` gives; the law of `redaction`.

    `most` is the number asked for, and what is left of a longer run: none where statements are hashes. `windows` is
    what one word too many looks like, `hashes` what stands for the statements and figures that are not shown.
    """

    most: int
    windows: frozenset[int] = field(repr=False)
    hashes: Mapping[tuple[str, ...], str] = field(default_factory=dict, repr=False)

    @property
    def longest(self) -> int:
        """The words of an article that may stand in a row."""
        return max(self.most, FEWEST)

    def words(self, words: str) -> str:
        """One text that stands alone, cut; what holds no long run comes back as it was."""
        return self.cut([Piece(words)])[0]

    def cut(self, pieces: Sequence[Piece]) -> list[str]:
        """The pieces, one text when joined, without the words that are too many; a cut is written […].

        Of a run of words that an article has too, as many are left as are allowed: those that are said, if some are,
        else the first.
        """
        texts = [self._hashed(piece.words) for piece in pieces]
        said = [piece.said for piece in pieces]
        while found := self._runs(texts, said):
            texts = _without(texts, found)
        return texts

    def _hashed(self, words: str) -> str:
        """The words of a statement that stand alone, as its hash."""
        return self.hashes.get(terms(words), words) if self.hashes else words

    def _runs(self, texts: Sequence[str], said: Sequence[bool]) -> list[tuple[int, int]]:
        """The stretches to be left out, each a pair of offsets into the joined text, in order."""
        joined, length = "".join(texts), self.longest + 1
        places = [match.span() for match in _WORD.finditer(joined)]
        told = [joined[start:end].casefold() for start, end in places]
        starts = range(len(told) - length + 1)
        here = [place for place in starts if hash(tuple(told[place : place + length])) in self.windows]
        if not here:
            return []
        shown = _shown(texts, said, places)
        gone: list[tuple[int, int]] = []
        for first, last in _together(here, length):
            begin = next((place for place in range(first, last) if shown[place]), first)
            end = min(begin + self.most, last) if self.most else begin
            cuts = [(start, stop) for start, stop in ((first, begin), (end, last)) if start < stop]
            gone += [(places[start][0], places[stop - 1][1]) for start, stop in cuts]
        return gone


def terms(words: str) -> tuple[str, ...]:
    """The words of a text as they are compared: letters and digits, in small letters.

    >>> terms("“We did not fire,” he said.")
    ('we', 'did', 'not', 'fire', 'he', 'said')
    """
    return tuple(match.casefold() for match in _WORD.findall(words))


def redaction(record: Record, most: int) -> Redaction:
    """The redaction of a page on `record`: `most` words of an article in a row, or 0 for hashes.

    A word is a run of letters and digits; case, signs and line breaks make no difference. What is written in a
    catalogue may stand whole: titles, outlets, authors and the names of parties, of `LONGEST_ENTRY` words at most.
    With 0 a statement or figure that stands alone is shown as a hash, and no more than FEWEST words of an article are
    left in a row anywhere. Raises ReportError for another number than 0 or FEWEST and more.
    """
    check(most)
    length = max(most, FEWEST) + 1
    windows = _windows(record.articles["text"], length) - _windows(catalogue(record), length)
    return Redaction(most, frozenset(windows), {} if most else _hashes(record))


def catalogue(record: Record) -> list[str]:
    """What may stand whole: of each article with a title its label, and outlets, authors and the names of parties.

    What has more than `LONGEST_ENTRY` words is no entry of a catalogue, whatever column it stands in.
    """
    titled = [label(row) for row in record.articles.to_dict("records") if row["title"]]
    entries = [*titled, *record.articles["outlet"], *record.articles["author"], *record.parties]
    return [one for one in entries if len(terms(one)) <= LONGEST_ENTRY]


def check(most: int) -> None:
    """Raises ReportError for a number of words that a page cannot be redacted to."""
    if isinstance(most, bool) or not isinstance(most, int) or (most != 0 and most < FEWEST):
        raise ReportError(
            f"a page cannot be redacted to {most!r} words in a row",
            works=f"a whole number of words from {FEWEST}, or 0 to show statements by their hash only",
            step="choose another number, or 0",
        )


def digest(words: str) -> str:
    """The beginning of the SHA-256 of words, in UTF-8: whoever has the article can find out that they are these.

    >>> digest("We did not fire")
    'fd6ba8d3a89719c5'
    """
    return hashlib.sha256(words.encode("utf-8", errors="surrogatepass")).hexdigest()[:DIGITS]


def hidden(words: str) -> str:
    """What stands for words that are not shown."""
    return f"[SHA-256 {digest(words)}]"


def _windows(texts: Iterable[str], length: int) -> set[int]:
    found: set[int] = set()
    for text in texts:
        told = terms(text)
        found.update(hash(told[place : place + length]) for place in range(len(told) - length + 1))
    return found


def _hashes(record: Record) -> dict[tuple[str, ...], str]:
    """Statements and figures of two words and more; one word alone is a word like those of the page itself."""
    said = {terms(words): words for words in record.figures["verbatim"]}
    texts = dict(zip(record.articles["article_id"], record.articles["text"], strict=True))
    rows = record.statements
    for article, spans, words in zip(rows["article_id"], rows["spans"], rows["content"], strict=True):
        said |= {terms(texts[article][start:end]): words for start, end in spans}
        said[terms(words)] = words
    return {told: hidden(words) for told, words in said.items() if len(told) > 1}


def _together(here: Sequence[int], length: int) -> list[tuple[int, int]]:
    """The stretches of words that windows at these places cover, each half open."""
    found: list[tuple[int, int]] = []
    for place in here:
        if found and place <= found[-1][1]:
            found[-1] = (found[-1][0], place + length)
        else:
            found.append((place, place + length))
    return found


def _shown(texts: Sequence[str], said: Sequence[bool], places: Sequence[tuple[int, int]]) -> list[bool]:
    """For each word whether it begins in a piece that is said."""
    found, number, end = [], -1, 0
    for start, _ in places:
        while start >= end:
            number += 1
            end += len(texts[number])
        found.append(said[number])
    return found


def _without(texts: Sequence[str], gone: Sequence[tuple[int, int]]) -> list[str]:
    """The texts without these stretches of their joined text; where each began stands a sign."""
    stops = [stop for _, stop in gone]
    left, begin = [], 0
    for words in texts:
        end, at, kept = begin + len(words), begin, []
        for start, stop in gone[bisect_right(stops, begin) :]:
            if start >= end:
                break
            kept += [words[at - begin : max(start, begin) - begin], CUT if start >= begin else ""]
            at = min(stop, end)
        left.append("".join(kept) + words[at - begin :])
        begin = end
    return left
