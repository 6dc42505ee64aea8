"""The log of corrections: what a coder decided about a statement, one line of JSON each, in a file that only grows.

`.counterpoint/corrections/CODER.jsonl` holds the lines of one coder. A line is never changed: who takes a correction
back writes another line, so that the file tells what was decided, when, and why.

A coder whose name begins with `blind-` codes without seeing what others decided, and is never replayed together with
them: their lines count only where that coder is asked for by name (`toolkit.record.blind`).
"""

import hashlib
import json
import uuid
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from toolkit.errors import RefusedWarning
from toolkit.record import sidecar
from toolkit.record.blind import is_meant
from toolkit.tables.values import ACTS, CUE_CLASSES, KINDS, SPEAKER_TYPES, STANCES

SECTION = "corrections"
ANALYST = "analyst"
WHATS = ("accept", "reject", "change", "add", "undo")
QUOTED = ("cue", "speaker_mention")
"""Fields of `before` and `after` that hold one quote; `spans` holds a list of them."""

_CLOSED = {"kind": KINDS, "act": ACTS, "cue_class": CUE_CLASSES, "cue_stance": STANCES, "speaker_type": SPEAKER_TYPES}
_WORDS = ("speaker", "party", "target_party", "cue_lemma")
FIELDS = ("spans", *QUOTED, *_WORDS, *_CLOSED, "named")
"""What `before` and `after` may hold."""
_TEXTS = ("id", "what", "when", "why", "statement", "of", "adopted", "against")
_KEYS = (*_TEXTS, "who", "anchor", "before", "after", "settled")


@dataclass(frozen=True)
class Quote:
    """Words of an article and where they stood when they were marked, code points, half open."""

    exact: str
    start: int
    end: int

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> "Quote":
        """The quote that a mapping spells out; raises KeyError, TypeError or ValueError for anything else."""
        exact, start, end = value["exact"], value["start"], value["end"]
        if not isinstance(exact, str) or not isinstance(start, int) or not isinstance(end, int):
            raise TypeError("a quote has words and two whole numbers")
        if not exact or start < 0 or end - start != len(exact):
            raise ValueError(f"the quote {exact[:40]!r} cannot stand from {start} to {end}")
        return cls(exact, start, end)

    def write(self) -> dict[str, Any]:
        """The quote as JSON holds it."""
        return {"exact": self.exact, "start": self.start, "end": self.end}


@dataclass(frozen=True)
class Anchor:
    """What a correction is about, so that it can be found again in a text that has moved.

    `quote` is the stretch of the content as printed, `prefix` and `suffix` what stood before and after it, as in the
    TextQuoteSelector and TextPositionSelector of the Web Annotation Data Model (W3C 2017). `cue` tells two statements
    with nearly the same words apart.
    """

    article_id: str
    source: str
    quote: Quote
    prefix: str = ""
    suffix: str = ""
    cue: Quote | None = None

    @classmethod
    def read(cls, value: Mapping[str, Any]) -> "Anchor":
        """The anchor that a mapping spells out; raises KeyError, TypeError or ValueError for anything else."""
        words = [value[key] for key in ("article_id", "source", "prefix", "suffix")]
        if not all(isinstance(word, str) for word in words):
            raise TypeError("article_id, source, prefix and suffix of an anchor are words")
        cue = Quote.read(value["cue"]) if value.get("cue") else None
        return cls(words[0], words[1], Quote.read(value), words[2], words[3], cue)

    def write(self) -> dict[str, Any]:
        """The anchor as JSON holds it."""
        place = {"article_id": self.article_id, "source": self.source, **self.quote.write()}
        about = {"prefix": self.prefix, "suffix": self.suffix}
        return {**place, **about, **({"cue": self.cue.write()} if self.cue is not None else {})}


@dataclass(frozen=True)
class Correction:
    """One decision of one coder about one statement; what was decided later never changes it.

    `what` is accept, reject, change, add or undo; `when` a moment as ISO text in universal time; `statement` the
    statement_id as it was. `before` and `after` hold the fields that changed and no others: `spans` a list of quotes,
    `cue` and `speaker_mention` a quote each, the rest plain values. `of` is the id of the correction that an undo takes
    back. A line that settles a disagreement says with whom: `adopted` is the coder whose decision it was, `against` the
    one against whom a coder's own was upheld; `settled` maps what they differed in to what that other one had. `other`
    holds what a later version of Counterpoint wrote.
    """

    id: str
    what: str
    when: str
    who: str
    why: str = ""
    statement: str = ""
    anchor: Anchor | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    of: str = ""
    adopted: str = ""
    against: str = ""
    settled: Mapping[str, str] = field(default_factory=dict)
    other: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def read(cls, value: Any, who: str) -> "Correction":
        """The correction that a line spells out; raises KeyError, TypeError or ValueError for anything else."""
        if not isinstance(value, Mapping):
            raise TypeError("it is no mapping of JSON")
        what = value["what"]
        texts = {key: value.get(key, "") for key in _TEXTS}
        if strange := [key for key, text in texts.items() if not isinstance(text, str)]:
            raise TypeError(f"{strange[0]} is no text")
        moment = datetime.fromisoformat(texts["when"])
        if not texts["id"] or moment.tzinfo is None:
            raise ValueError("it needs an id, and a moment with its time zone")
        if what in WHATS and what != "undo" and "anchor" not in value:
            raise KeyError("anchor")
        return cls(
            **{**texts, "when": moment.astimezone(UTC).isoformat(timespec="microseconds")},
            who=who,
            anchor=Anchor.read(value["anchor"]) if value.get("anchor") else None,
            before=_fields(value.get("before", {})),
            after=_fields(value.get("after", {})),
            settled=_words_of(value.get("settled", {})),
            other={key: kept for key, kept in value.items() if key not in _KEYS},
        )

    def write(self) -> str:
        """The correction as one line of JSON, without the line break."""
        line: dict[str, Any] = {"id": self.id, "what": self.what, "when": self.when, "who": self.who, "why": self.why}
        if self.what == "undo":
            line["of"] = self.of
        line |= {key: words for key, words in (("adopted", self.adopted), ("against", self.against)) if words}
        line["statement"] = self.statement
        if self.anchor is not None:
            line["anchor"] = self.anchor.write()
        for name, fields in (("before", self.before), ("after", self.after)):
            if fields:
                line[name] = {key: _plain(value) for key, value in fields.items()}
        if self.settled:
            line["settled"] = dict(self.settled)
        return json.dumps({**line, **self.other}, ensure_ascii=False)


def _words_of(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping) or not all(isinstance(word, str) for word in value.values()):
        raise TypeError("settled maps names to words")
    return dict(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Quote):
        return value.write()
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _fields(value: Any) -> dict[str, Any]:
    """The fields of `before` or `after`, each of the shape and from the values that it may have."""
    if not isinstance(value, Mapping):
        raise TypeError("before and after are mappings")
    fields = dict(value)
    for name in QUOTED:
        if fields.get(name) is not None:
            fields[name] = Quote.read(fields[name])
    if "spans" in fields:
        fields["spans"] = [Quote.read(quote) for quote in fields["spans"]]
        if not fields["spans"]:
            raise ValueError("spans holds no quote")
    for name, allowed in _CLOSED.items():
        if fields.get(name, "") not in ("", *allowed):
            raise ValueError(f"{name} is {fields[name]!r}, which is none of {', '.join(allowed)}")
    if strange := [name for name in _WORDS if not isinstance(fields.get(name, ""), str)]:
        raise TypeError(f"{strange[0]} is no text")
    if not isinstance(fields.get("named"), bool | None):
        raise TypeError("named is true, false or null")
    return fields


def made(what: str, who: str, **parts: Any) -> Correction:
    """A new correction with an id of its own and the present moment."""
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    return Correction(uuid.uuid4().hex[:16], what, moment, who, **parts)


def corrections_of(home: Path | None, *, who: str | None = None) -> tuple[Correction, ...]:
    """Every line of the log that can be read comes back, in the order of time; any other draws a RefusedWarning.

    `home` is the folder `.counterpoint` of a corpus, `who` one coder, or None for all of them but the blind. The lines
    of one coder keep the order of their file, even where a clock went back. A line that stands twice counts once. What
    a later version of Counterpoint wrote is kept. Raises RecordError for a coder whose name is no safe file name, and
    for a file that cannot be opened.

    >>> corrections_of(None)
    ()
    """
    several = [name for name in sidecar.logs(home, SECTION) if is_meant(name, None)] if who is None else [who]
    return in_time(one for name in several for one in _read(home, name))


def in_time(log: Iterable[Correction]) -> tuple[Correction, ...]:
    """Corrections in the order of time, those of one coder in the order in which they come."""
    latest: dict[str, str] = {}
    timed = []
    for one in log:
        latest[one.who] = max(latest.get(one.who, ""), one.when)
        timed.append((latest[one.who], one))
    return tuple(one for _, one in sorted(timed, key=lambda line: line[0]))


def _read(home: Path | None, who: str) -> list[Correction]:
    found: dict[str, Correction] = {}
    damaged = []
    for number, line in enumerate(sidecar.read_lines(home, SECTION, who), start=1):
        if not line.strip():
            continue
        try:
            one = Correction.read(json.loads(line), who)
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            damaged.append((number, f"lacks {error}" if isinstance(error, KeyError) else str(error)))
        else:
            found.setdefault(one.id, one)
    if damaged:
        number, reason = damaged[0]
        more = f", and {len(damaged) - 1} more like it" if len(damaged) > 1 else ""
        warnings.warn(
            f"line {number} of {SECTION}/{who}.jsonl cannot be read ({reason}){more}; the other lines count. Next: "
            "mend or delete the line in an editor, and correct the statement again.",
            RefusedWarning,
            stacklevel=4,
        )
    return list(found.values())


def append(home: Path | None, correction: Correction) -> Path:
    """The correction stands in its coder's file, on disk, when this returns; nothing else of the file has changed.

    Raises RecordError when there is no folder to keep it in, or when the file cannot be written to.
    """
    return sidecar.append_line(home, SECTION, correction.who, correction.write())


def standing(log: Sequence[Correction]) -> list[Correction]:
    """The lines that no later line takes back, in the order of the log; an undo can itself be taken back.

    An undo takes back an earlier line of its own coder.
    """
    taken_back: set[tuple[str, str]] = set()
    kept = []
    for one in reversed(log):
        if (one.who, one.id) not in taken_back:
            kept.append(one)
            taken_back |= {(one.who, one.of)} if one.what == "undo" else set()
    return kept[::-1]


def holding(log: Sequence[Correction]) -> list[Correction]:
    """The corrections that hold: the lines that stand and are no undo.

    >>> moment = "2024-03-05T12:00:00+00:00"
    >>> first = Correction("1", "reject", moment, "analyst", statement="s0")
    >>> back, redo = (Correction(key, "undo", moment, "analyst", of=of) for key, of in (("2", "1"), ("3", "2")))
    >>> len(holding([first, back])), len(holding([first, back, redo]))
    (0, 1)
    """
    return [one for one in standing(log) if one.what != "undo"]


def hash_of(log: Iterable[Correction]) -> str:
    """SHA-256 of the lines, in order: the same log has the same hash."""
    return hashlib.sha256("\n".join(one.write() for one in log).encode(errors="backslashreplace")).hexdigest()
