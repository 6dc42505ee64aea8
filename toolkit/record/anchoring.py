"""Finding again what a correction is about: by its place, else by its words with what stands around them.

Strict on purpose: a correction at the wrong place is a wrong number, one that finds no place is listed.
"""

from collections.abc import Iterable, Iterator, Sequence

from toolkit.record.corrections import Anchor, Quote

CONTEXT = 64
"""Code points before and after the content that an anchor keeps."""

# So many code points right beside the words must be as they were, and words and context together so many: "the charge"
# alone is found everywhere, and so is ",” she said.".
_AGREE, _KNOWN = 20, 40
# Where words stand twice, the better place must have so many more code points of the context than the next.
_AHEAD = 16
# Words of a correction beside its content, as its cue, are looked for so far from where they should stand.
_NEAR = 400


def quoted(text: str, start: int, end: int) -> Quote:
    """The words of a text from `start` to `end`, with their place."""
    return Quote(text[start:end], start, end)


def anchored(article_id: str, source: str, text: str, spans: Sequence[Sequence[int]], cue: Quote | None) -> Anchor:
    """The anchor of the content that stands at `spans` in a text."""
    start, end = int(spans[0][0]), int(spans[-1][1])
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(article_id, source, quoted(text, start, end), before, after, cue)


def places(anchor: Anchor, text: str) -> list[int]:
    """Where the content of an anchor begins in a text: nowhere, at one place, or at several that are equally good.

    It is where it was when everything around it is as it was. Else it is where the same words stand with enough of
    their context right beside them.

    >>> anchor = anchored("a", "a.txt", "Lind denied the charge, and left for home.", [[12, 22]], None)
    >>> places(anchor, "On Monday she spoke. Lind denied the charge, and left for home.")
    [33]
    >>> places(anchor, "She had the charge of it."), places(anchor, "Lind denied the claim, and left for home.")
    ([], [])
    """
    words = anchor.quote.exact
    if _is_whole(anchor, text, anchor.quote.start):
        return [anchor.quote.start]
    found = []
    for start in _everywhere(words, text):
        agrees = _agreement(anchor, text, start)
        known = agrees >= _AGREE and agrees + len(words) >= _KNOWN
        if known or _is_whole(anchor, text, start):
            found.append((agrees, start))
    found.sort(reverse=True)
    best = [start for agrees, start in found if agrees > found[0][0] - _AHEAD]
    return sorted(best)


def _is_whole(anchor: Anchor, text: str, start: int) -> bool:
    """Whether the words stand there with all of the context that was kept, or where the text ends."""
    end = start + len(anchor.quote.exact)
    before = text[max(0, start - CONTEXT) : start]
    return before == anchor.prefix and text[end : end + CONTEXT] == anchor.suffix and text[start:end] == (
        anchor.quote.exact
    )  # fmt: skip


def _everywhere(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _agreement(anchor: Anchor, text: str, start: int) -> int:
    """How many code points right before and right after the words are as they were."""
    end = start + len(anchor.quote.exact)
    before = text[max(0, start - len(anchor.prefix)) : start]
    after = text[end : end + len(anchor.suffix)]
    return _alike(before[::-1], anchor.prefix[::-1]) + _alike(after, anchor.suffix)


def _alike(one: str, other: str) -> int:
    """How many code points two texts have in common from their start on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def moved(quotes: Iterable[Quote], text: str, by: int) -> list[tuple[int, int]] | None:
    """Where words stand in a text whose content has moved by so many code points; None when one of them is not there.

    Each stands where it should, or at the only place near it.

    >>> moved([Quote("said", 3, 7)], "Today he said no.", 6)
    [(9, 13)]
    """
    found = []
    for quote in quotes:
        start = quote.start + by
        if start < 0 or not text.startswith(quote.exact, start):
            low = max(0, start - _NEAR)
            near = [low + place for place in _everywhere(quote.exact, text[low : start + _NEAR])]
            if len(near) != 1:
                return None
            start = near[0]
        found.append((start, start + len(quote.exact)))
    return found


def is_same_source(one: str, other: str) -> bool:
    """Whether two sources are one file, read from its own folder or from one above.

    >>> is_same_source("corpus/one.txt", "/data/corpus/one.txt"), is_same_source("a/one.txt", "b/one.txt")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    return one == other or (bool(short) and long.endswith("/" + short))
