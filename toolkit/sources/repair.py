"""Damaged encoding is mended once, with a map back to the untouched original.

Only damage of encoding is mended: bytes of one encoding read as another, no-break spaces and closing quotation marks
that lost a byte on the way, control characters that are punctuation of windows-1252. Quotation marks are never
uncurled, combining marks never composed, line breaks, ligatures, widths and HTML entities left as they are.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypedDict

import ftfy

from toolkit.text import LINE_BREAKS

NO_BREAK_SPACE = "\u00a0"
CLOSING_QUOTE = "\u201d"


class Repair(TypedDict):
    """One mended place: `text[start:end]` stands where `original` stood."""

    start: int
    end: int
    original: str


_Edit = tuple[int, int, str]

# Encoding only. ftfy would also guess that any space after Â or â€ was a no-break space, and eats that space; both
# cases are decided here instead, where the guess can see its surroundings.
_FTFY = ftfy.TextFixerConfig(
    unescape_html=False,
    restore_byte_a0=False,
    replace_lossy_sequences=False,
    fix_c1_controls=False,
    explain=False,
)
# Characters that windows-1252 or Latin-1 gives for the second and third byte of a UTF-8 sequence (0x80 to 0xBF).
_CONTINUATION = "".join(
    sorted({bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xC0)})
    + [chr(byte) for byte in range(0x80, 0xA0)]
)
_NO_BREAK = re.compile(rf"(?:(?:Ã‚)?Â|Ã‚)(?:[ {NO_BREAK_SPACE}]|(?=[{LINE_BREAKS}]|\Z))")
# The byte 0x9D of a closing mark is not defined in windows-1252: many programs drop it or put U+FFFD for it.
_LOST_QUOTE = re.compile(rf"(?<=\S)â€(?:\ufffd|(?![\w{re.escape(_CONTINUATION)}\ufffd]))")
_LOST_GRAVE = re.compile(r"(?<=[a-z])Ã(?: (?= )|(?= (?![\u0300-\u036f])))")
# The second byte was a spacing accent, which a later program took apart into a space and a combining accent.
_APART = re.compile(r"([ÃÄÅ]) ([\u0301\u0304\u0308\u0327])")
_ACCENTS = {"\u0301": 0xB4, "\u0304": 0xAF, "\u0308": 0xA8, "\u0327": 0xB8}
_FALSE_BOM = re.compile(r"\Aï»¿")
# U+0085 breaks a line, unless it is the second byte of a damaged letter (Å read as Ã and U+0085).
_SEGMENT_END = re.compile(r"[\n\r\v\f\x1c-\x1e\u2028\u2029]+|(?<![\xc2-\xdf])\x85")
_DAMAGED = re.compile(r"[^\x00-\x7f]+")
_LATIN_PAIR = re.compile(rf"[ÃÄÅ][{re.escape(_CONTINUATION)}]")
# MENÜ” in capitals, or “Â”: a real letter and a real mark, which happen to be the bytes of a letter of another script.
_CAPITAL_BEFORE_MARK = re.compile(r"[A-Z“‘][^\W\d_a-zß-öø-ÿ][”’—–…]\Z")
_CONTROL = re.compile(r"[\x80-\x9f]")
_NEXT_LINE = "\x85"


def repair(text: str) -> tuple[str, list[Repair]]:
    r"""The text comes back with its damaged encoding mended, and `restore` of the two is the text that was given.

    Returns the mended text and the repairs in order, not overlapping; offsets are code points into the mended text. A
    text without damage comes back as it is, with no repairs. The test for damage is that of ftfy (Speer, 2019), taken
    line by line; what ftfy alone does not mend is decided by the rules of this module.

    >>> repair("BEIJING:Â China’s minister")
    ('BEIJING:\xa0China’s minister', [{'start': 8, 'end': 9, 'original': 'Â '}])
    """
    if text.isascii():
        return text, []
    certain, uncertain = _own_rules(text)
    edits = certain + _with_ftfy(text, certain)
    if edits:
        edits += _free(uncertain, edits)
        edits += _free(_latin_letters(text), edits)
    edits += _free(_controls(text), edits)
    return _apply(text, sorted(edits))


def _place(parts: tuple[int, int, str]) -> tuple[int, int]:
    return parts[0], parts[1]


def restore(text: str, repairs: Iterable[Mapping[str, object]]) -> str:
    """Putting each original back, from the end backwards, gives exactly the text as it was decoded.

    `text` is ARTICLES.text and `repairs` ARTICLES.repairs of one article.

    >>> restore("BEIJING:\u00a0China", [{"start": 8, "end": 9, "original": "Â "}])
    'BEIJING:Â China'
    """
    # Of two that came to one place the later is put back first, so a sort that turns them round would not do.
    for start, end, original in sorted(map(_parts, repairs), key=_place)[::-1]:
        text = text[:start] + original + text[end:]
    return text


def to_original(repairs: Iterable[Mapping[str, object]], offset: int) -> int:
    """An offset into the mended text becomes the offset of the same place in the text as it was decoded.

    Both count code points. An offset inside a mended piece becomes the beginning of its original; the order of offsets
    is kept.

    >>> to_original([{"start": 8, "end": 9, "original": "Â "}], 9)
    10
    """
    shift = 0
    for start, end, original in sorted(map(_parts, repairs)):
        if offset <= start:
            break
        if offset < end:
            return start + shift
        shift += len(original) - (end - start)
    return offset + shift


def doubtful(text: str) -> int:
    """How many single letters Â stand in a mended text before a space, where it cannot be told from a damaged space.

    >>> doubtful("the letter Â is"), doubtful("Âmago")
    (1, 0)
    """
    return len(_NO_BREAK.findall(text))


def _parts(mended: Mapping[str, object]) -> tuple[int, int, str]:
    return int(str(mended["start"])), int(str(mended["end"])), str(mended["original"])


def _own_rules(text: str) -> tuple[list[_Edit], list[_Edit]]:
    """Edits that their surroundings make certain, and edits made only when the text holds other damage."""
    certain = [(*match.span(), "") for match in _FALSE_BOM.finditer(text)]
    certain += [(*match.span(), CLOSING_QUOTE) for match in _LOST_QUOTE.finditer(text)]
    certain += [(*match.span(), "à") for match in _LOST_GRAVE.finditer(text)]
    for match in _APART.finditer(text):
        letter = bytes([ord(match[1]), _ACCENTS[match[2]]]).decode("utf-8")
        certain.append((*match.span(), letter))
    uncertain = []
    spaces = [match.span() for match in _NO_BREAK.finditer(text)]
    touching = {end for _, end in spaces} & {start for start, _ in spaces}
    for start, end in spaces:
        verdict = start in touching or end in touching or _was_no_break_space(text, start, end)
        if verdict:
            certain.append((start, end, NO_BREAK_SPACE))
        elif verdict is None:
            uncertain.append((start, end, NO_BREAK_SPACE))
    return certain, uncertain


def _was_no_break_space(text: str, start: int, end: int) -> bool | None:
    """True: damage; False: the letter Â; None: damage if the text holds other damage."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if text[start] == "Ã" or text[start:end].endswith(NO_BREAK_SPACE):
        return True
    if before.isupper():
        # A word in capitals may end in Â (Turkish HÂLÂ); one that holds another Â is such a word.
        word = re.search(r"\w+\Z", text[max(0, start - 40) : start])
        return False if word and "Â" in word.group() else None
    if before and not before.isspace() and before not in "([{“‘«'\"":
        return True
    sentence_ended = re.search(r"(?:\A|[.!?:;,”’)\"\n\r])\s*\Z", text[max(0, start - 40) : start])
    return True if sentence_ended and (after.isupper() or after in tuple("“‘\"'0123456789")) else None


def _with_ftfy(text: str, done: list[_Edit]) -> list[_Edit]:
    """What ftfy mends in the pieces of each line that no edit of `done` has taken."""
    cuts = sorted([(start, end) for start, end, _ in done] + [match.span() for match in _SEGMENT_END.finditer(text)])
    edits, reach = [], 0
    for start, end in [*cuts, (len(text), len(text))]:
        segment = text[reach:start]
        if start > reach and not segment.isascii():
            edits += [(reach + first, reach + last, new) for first, last, new in _differences(segment)]
        reach = max(reach, end)
    return edits


def _differences(segment: str) -> list[_Edit]:
    """Where a segment differs from what ftfy makes of it; ASCII is never damaged, so the runs between it correspond."""
    # ftfy takes a space after Â, Ã or Å for a lost byte even when told not to; a line break it leaves alone.
    given = segment.replace(" ", "\n")
    mended = ftfy.fix_encoding(given, _FTFY)
    if mended == given:
        return []
    if _DAMAGED.split(given) != _DAMAGED.split(mended):
        return [_narrow(0, given, mended)] if "\n" not in given else []
    runs = zip(_DAMAGED.finditer(given), _DAMAGED.findall(mended), strict=True)
    return [
        _narrow(run.start(), run.group(), new)
        for run, new in runs
        if run.group() != new and not _CAPITAL_BEFORE_MARK.search(given, max(0, run.start() - 1), run.end())
    ]


def _narrow(start: int, old: str, new: str) -> _Edit:
    """The edit without what both ends share, but never one that leaves nothing to point at."""
    shortest = max(0, min(len(old), len(new)) - 1)
    first = next((place for place in range(shortest) if old[place] != new[place]), shortest)
    last = next((place for place in range(shortest - first) if old[-1 - place] != new[-1 - place]), shortest - first)
    return start + first, start + len(old) - last, new[first : len(new) - last]


def _latin_letters(text: str) -> list[_Edit]:
    """Single letters in words with small letters that are UTF-8 read as windows-1252: too slight a sign on its own."""
    edits = []
    for match in _LATIN_PAIR.finditer(text):
        letter = _utf8(match.group())
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if letter.isalpha() and any(neighbour.islower() for neighbour in around):
            edits.append((*match.span(), letter))
    return edits


def _utf8(damaged: str) -> str:
    pieces = [letter.encode("latin-1" if letter < "\u0100" else "cp1252", errors="ignore") for letter in damaged]
    return b"".join(pieces).decode("utf-8", errors="ignore")


def _controls(text: str) -> list[_Edit]:
    """Control characters that are punctuation of windows-1252.

    U+0085 is the three dots there and a line break elsewhere: it is taken for dots when the text breaks its lines in
    another way, or holds other such characters. The rare signs ƒ, ˆ and ˜ are never put in: such a character is rather
    a piece of a letter damaged twice.
    """
    found = [match for match in _CONTROL.finditer(text) if match.group() not in "\x83\x88\x98"]
    dots = any(match.group() != _NEXT_LINE for match in found) or "\n" in text or "\r" in text
    edits = []
    for match in found:
        printed = match.group().encode("latin-1").decode("cp1252", errors="ignore")
        if printed and (dots or match.group() != _NEXT_LINE):
            edits.append((*match.span(), printed))
    return edits


def _free(edits: list[_Edit], taken: list[_Edit]) -> list[_Edit]:
    """The edits that touch none of `taken`."""
    held = {place for start, end, _ in taken for place in range(start, end)}
    return [edit for edit in edits if held.isdisjoint(range(edit[0], edit[1]))]


def _apply(text: str, edits: list[_Edit]) -> tuple[str, list[Repair]]:
    pieces: list[str] = []
    repairs: list[Repair] = []
    length, reach = 0, 0
    for start, end, new in edits:
        pieces += [text[reach:start], new]
        length += start - reach + len(new)
        repairs.append({"start": length - len(new), "end": length, "original": text[start:end]})
        reach = end
    return "".join([*pieces, text[reach:]]), repairs
