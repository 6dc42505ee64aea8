"""Brat standoff: the attributions that one coder marked in one article, read line by line."""

import re
from typing import TypedDict

from toolkit.errors import CounterpointError

Spans = list[list[int]]

_BREAK = re.compile(r"\r\n|\r|\n")
_SPAN = re.compile(r"(T\d+)\t\S+ (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?", re.DOTALL)
_EVENT = re.compile(r"(E\d+)\t\S+?:[TE]\d+(?:\s+\S+?:[TE]\d+)*\s*")
_ARGUMENT = re.compile(r"(\S+?)\d*:([TE]\d+)")
_BEGINS = re.compile(r"[TE]\d+\t")
_OTHER = re.compile(r"(?:[RAMN#]\d+|\*)\t")  # relations, attributes, normalisations, notes: nothing that counts here


class EvaluateError(CounterpointError):
    """Coded articles cannot be read, or statements cannot be measured against them."""


class Coded(TypedDict):
    """One attribution as it was coded: where each of its roles stands, in pieces."""

    attribution_id: str
    source: Spans
    cue: Spans
    content: Spans


def read_standoff(coding: str, text: str) -> list[Coded]:
    r"""Every attribution that has a content comes back in the order of the file; a line that is broken is named.

    `coding` is what an .ann file holds: spans (`T1<TAB>Source 0 4<TAB>Mora`, pieces divided by `;`) and events that
    give them roles (`E1<TAB>Attribution:T4 Content:T3 Cue:T2 Source:T1`; `Content2` is a further piece of Content).
    Relations, attributes and notes are passed over, and so are the further lines of a span that covers a line break.
    `text` is the article; offsets count its code points. The format is that of Stenetorp et al. 2012.

    Raises EvaluateError for a line that is none of these, for offsets outside the text, for an event that names a span
    that is not there, and where most spans quote other words than the text has at their offsets.

    >>> lines = ["T1\tSource 0 4\tMora", "T2\tCue 5 9\tsaid", "T3\tContent 10 12\tno"]
    >>> lines += ["E1\tCue:T2 Source:T1 Content:T3"]
    >>> read_standoff("\n".join(lines), "Mora said no.")
    [{'attribution_id': 'E1', 'source': [[0, 4]], 'cue': [[5, 9]], 'content': [[10, 12]]}]
    """
    spans: dict[str, Spans] = {}
    events: list[tuple[int, str]] = []
    unlike = 0
    for number, line in _lines(coding, text):
        if line.startswith("E"):
            if not _EVENT.fullmatch(line):
                raise _broken(number, line, "an event gives roles to spans, as in 'E1<TAB>Attribution:T2 Content:T3'")
            events.append((number, line))
            continue
        name, pieces, words = _span(number, line, text)
        spans[name] = pieces
        unlike += words is not None and _bare(words) != _bare("".join(text[start:end] for start, end in pieces))
    if 2 * unlike > len(spans):
        raise EvaluateError(
            f"{unlike} of {len(spans)} spans quote other words than the text has at their offsets",
            works="the very text that was coded, with its line breaks as they were",
            step="put the coded text back, or move the offsets to the new one",
        )
    return [row for row in _attributions(events, spans) if row["content"]]


def _lines(coding: str, text: str) -> list[tuple[int, str]]:
    """Spans and events with their line numbers; words that a line break divides are put together again."""
    kept: list[tuple[int, str]] = []
    runs_on = False
    for number, line in enumerate(_BREAK.split(coding), start=1):
        if _BEGINS.match(line):
            kept.append((number, line))
            runs_on = line.startswith("T") and _breaks(line, text)
        elif _OTHER.match(line):
            runs_on = False
        elif runs_on:
            kept[-1] = (kept[-1][0], f"{kept[-1][1]}\n{line}")
        elif line.strip():
            raise _broken(number, line, "a line begins with the name of a span or an event and a tab, as in 'T1<TAB>'")
    return kept


def _breaks(line: str, text: str) -> bool:
    found = _SPAN.fullmatch(line)
    return found is not None and any(_BREAK.search(text[start:end]) for start, end in _pieces(found[2]))


def _span(number: int, line: str, text: str) -> tuple[str, Spans, str | None]:
    found = _SPAN.fullmatch(line)
    if found is None:
        raise _broken(number, line, "a span has a sort and offsets, as in 'T1<TAB>Source 0 4<TAB>Mora'")
    pieces = _pieces(found[2])
    if any(not start < end <= len(text) for start, end in pieces):
        raise _broken(number, line, f"offsets that rise and end by {len(text)}, where the text ends")
    return found[1], pieces, found[3]


def _pieces(offsets: str) -> Spans:
    return [[int(place) for place in piece.split(" ")] for piece in offsets.split(";")]


def _bare(words: str) -> str:
    return "".join(words.split())


def _attributions(events: list[tuple[int, str]], spans: dict[str, Spans]) -> list[Coded]:
    known = {*spans, *(line.split("\t")[0] for _, line in events)}
    rows = []
    for number, line in events:
        name, arguments = line.split("\t")[:2]
        row: Coded = {"attribution_id": name, "source": [], "cue": [], "content": []}
        for role, span in _ARGUMENT.findall(arguments):
            if span not in known:
                raise _broken(number, line, f"an event names spans of its own file, and {span} is not among them")
            match role.lower():
                case "source":
                    row["source"] += spans.get(span, [])
                case "cue":
                    row["cue"] += spans.get(span, [])
                case "content":
                    row["content"] += spans.get(span, [])
        rows.append(row)
    return rows


def _broken(number: int, line: str, works: str) -> EvaluateError:
    return EvaluateError(f"line {number} cannot be read: {line[:80]!r}", works=works, step="correct this line")
