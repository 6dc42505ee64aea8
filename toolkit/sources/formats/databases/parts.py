"""What the readers of database exports share: the article they find, and what becomes of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from toolkit.errors import SourceError
from toolkit.sources.dates import DATE, parse
from toolkit.sources.formats.document import Document, SetAside, titled
from toolkit.sources.repair import Repair
from toolkit.text import count_words

# A field that is longer is shortened in the notes.
_SHOWN = 80
# No more than this is gathered for one.
LONGEST_FIELD = 5_000
# An article with fewer than so much of the words that the export tells may have been cut.
_LEAST_SHARE = 0.6
# Text that an export wrapped has lines of 45 to 110 characters, and one in three goes on in the middle of a sentence.
_NARROWEST, _WIDEST, _RAGGED, _RUNNING = 45, 110, 25, 1 / 3
_OWNED = r"(?:©|\(c\)|Copyright ©?) ?\d{4} Factiva, Inc\..{0,60}"
_SENTENCE = 8
_PAGE = re.compile(rf"Page \d{{1,5}} of \d{{1,5}}(?:\s+{_OWNED})?|{_OWNED}", re.IGNORECASE)
_DAY = re.compile(rf"{DATE}(?P<rest>.{{0,40}})")
# "Copyright 2025 Eland Press", "Copyright Eland Press 2025", "(c) 2025"; "Copyright law is changed" is a headline.
COPYRIGHT = re.compile(
    r"(?:copyright\s*(?:©|\(c\))?\s*(?:by\s)?(?:19|20)\d\d\b|©|\(c\)).{0,200}"
    r"|copyright\b.{0,80}\b(?:19|20)\d\d[.,\s]*(?:all rights reserved\.?)?",
    re.IGNORECASE,
)
_AGAIN = "export the article again from the database, with its full text"


@dataclass(frozen=True)
class Article:
    """One article of an export, as printed there.

    `left_out` holds names and values of what stands beside the text; `length` how many words the export tells, 0 when
    it tells none; `ended` is whether the mark or the fields at the end of an article were met.
    """

    title: str
    body: str
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    left_out: tuple[tuple[str, str], ...] = ()
    length: int = 0
    ended: bool = True
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """One layout of export files.

    `known` says whether a text is such an export; `mark` finds the lines where articles begin (`begins`) or end, with
    groups `number` and `total` where they tell them. `article` reads the lines of one article, None when they hold
    none; `length_of` gives how many characters of a text its article takes up, 0 when none begins it.
    """

    name: str
    known: Callable[[str], bool]
    mark: re.Pattern[str]
    article: Callable[[str], Article | None]
    total: Callable[[str], int]
    begins: bool = False
    length_of: Callable[[str], int] = lambda _: 0


def document(article: Article, member: str, note: str) -> Document | SetAside:
    """An article with words in its body is a document, any other is set aside with what the export holds instead."""
    if not any(letter.isalnum() for letter in article.body):
        held = ", ".join(name for name, _ in article.left_out) or "nothing"
        shown = f" ({_short(article.title)!r})" if article.title else ""
        return SetAside(
            member,
            SourceError(
                f"the export holds no full text of this article{shown}, but only {held}",
                works="an export with the full text of its articles",
                step=_AGAIN,
            ),
        )
    body, repairs = unwrapped(article.body)
    joined = "lines wrapped by the export are joined" if repairs else ""
    text = titled(article.title, body)
    day = parse(article.date)
    doubt = f"the date {_short(article.date)!r} tells no day without doubt and was left out"
    notes = [note, _aside(article), joined, doubt if article.date and not day else "", _cut(article), *article.doubts]
    return Document(
        text,
        note="; ".join(part for part in notes if part),
        member=member,
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        published=day.isoformat() if day else "",
        url=article.url,
        repairs=moved(repairs, len(text) - len(body)),
    )


def _aside(article: Article) -> str:
    told = [f"{name}: {_short(value)}" if value else name for name, value in article.left_out]
    return f"beside the text: {' | '.join(told)}" if told else ""


def _cut(article: Article) -> str:
    found = count_words(article.body)
    if article.length and found < _LEAST_SHARE * article.length:
        return f"the export tells of {article.length:,} words and {found:,} were found: the text may be cut"
    return "" if article.ended else "the file stops before the end of this article is marked: its text may be cut"


def _short(words: str) -> str:
    printed = folded(words).replace(";", ",")
    return printed if len(printed) <= _SHOWN else printed[: _SHOWN - 1] + "…"


def folded(words: str) -> str:
    """White space is one blank, and none stands at the ends.

    >>> folded(" Talks  end ")
    'Talks end'
    """
    return " ".join(words.split())


def whole(number: str) -> int:
    """The number that digits with or without commas give, 0 for one that no export tells.

    >>> whole("1,203 words"), whole("words")
    (1203, 0)
    """
    found = re.match(r"\s*(\d{1,3}(?:[,.]\d{3}){1,2}|\d{1,7})\b", number)
    return int(re.sub(r"\D", "", found[1])) if found else 0


def author(printed: str) -> str:
    """A byline without its "By".

    >>> author("By Ann Ray"), author("Ann Ray, Harbour correspondent")
    ('Ann Ray', 'Ann Ray, Harbour correspondent')
    """
    return re.sub(r"^by[:\s]\s*", "", folded(printed), flags=re.IGNORECASE)


def is_sentence(words: str) -> bool:
    """Whether the value of a field reads as a sentence of a story: eight words or more, closed as a sentence is.

    >>> is_sentence("the word stood on a letter that they had been sent."), is_sentence("HARBOURS (90%); PIERS (78%)")
    (True, False)
    """
    printed = words.rstrip("”’\"') ")
    return len(printed.split()) >= _SENTENCE and printed.endswith((".", "?", "!", ","))


def is_day(line: str) -> bool:
    """Whether a line begins with a date and holds little more: a weekday, an edition, a time.

    >>> is_day("March 4, 2025 Tuesday"), is_day("March 4, 2025 was a day that nobody in the harbour will forget")
    (True, False)
    """
    found = _DAY.fullmatch(line.strip())
    return bool(found) and re.search(r"\d{4}", line) is not None


def is_page(line: str) -> bool:
    """Whether a line numbers the pages of an export.

    >>> is_page("Page 2 of 14"), is_page("Page 2 of 14 years of work")
    (True, False)
    """
    return bool(_PAGE.fullmatch(line.strip()))


def between(lines: Sequence[str], start: int, stop: int) -> str:
    """The lines from `start` to `stop` as they stand, without empty lines at both ends and without page numbers."""
    kept = [line for line in lines[start:stop] if not is_page(line)]
    return "".join(kept).strip()


def unwrapped(body: str) -> tuple[str, list[Repair]]:
    r"""Line breaks that the export put inside sentences become one space each, and the repairs lead back to the body.

    A body is taken for wrapped when its lines are about as wide as each other and one full line in three is followed by
    a small letter; lines divided by an empty line are never joined.

    >>> wide = "The master of the harbour said on Monday that the pier"
    >>> unwrapped(f"{wide}\n   {wide.lower()}\n   would stay closed.\n\nNobody spoke.")[0].count("\n")
    2
    """
    lines = body.splitlines(keepends=True)
    pairs = [(one.strip(), other.strip()) for one, other in pairwise(lines) if one.strip() and other.strip()]
    widest = max((len(one) for one, _ in pairs), default=0)
    full = [other for one, other in pairs if len(one) >= widest - _RAGGED]
    running = sum(other[0].islower() for other in full)
    longest = max((len(line.strip()) for line in lines), default=0)
    if len(full) < 2 or not _NARROWEST <= widest <= longest <= _WIDEST or running < _RUNNING * len(full):
        return body, []
    return _joined(lines, widest)


def _joined(lines: list[str], widest: int) -> tuple[str, list[Repair]]:
    text = lines[0]
    repairs: list[Repair] = []
    length = len(text)
    pieces = [text]
    for one, other in pairwise(lines):
        if not (one.strip() and other.strip() and (len(one.strip()) >= widest - _RAGGED or other.strip()[0].islower())):
            pieces.append(other)
            length += len(other)
            continue
        last = pieces.pop()
        kept, blank = last.rstrip(), other[: len(other) - len(other.lstrip())]
        start = length - len(last) + len(kept)
        repairs.append({"start": start, "end": start + 1, "original": last[len(kept) :] + blank})
        pieces += [kept, " ", other.lstrip() if other.strip() else other]
        length = start + 1 + len(pieces[-1])
    return "".join(pieces), repairs


def moved(repairs: Sequence[Repair], by: int) -> list[Repair]:
    """The repairs of a body that stands `by` code points further on in a text.

    >>> moved([{"start": 1, "end": 2, "original": "x"}], 3)
    [{'start': 4, 'end': 5, 'original': 'x'}]
    """
    return [{"start": one["start"] + by, "end": one["end"] + by, "original": one["original"]} for one in repairs]
