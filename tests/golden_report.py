"""What one golden report holds: values only, with every span resolved to its place in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

UNJUDGED = "unjudged"  # a value that no extractor is held to

Span = tuple[int, int]


@dataclass(frozen=True)
class Words:
    """Words of the report and the place where they stand; empty words stand nowhere."""

    text: str = ""
    start: int | None = None
    end: int | None = None

    @property
    def span(self) -> Span | None:
        """(start, end), or None for empty words."""
        return None if self.start is None or self.end is None else (self.start, self.end)


@dataclass(frozen=True)
class GoldStatement:
    """One attribution as coded by hand; fields of several values list what is accepted, `free` what is not judged.

    Of `names` and `parties` there are two or more when a joint voice speaks; `also` are other names accepted for one.
    """

    id: str
    kind: str
    pieces: tuple[Words, ...]
    cue: Words
    speaker: Words
    names: tuple[str, ...]
    also: tuple[str, ...]
    speaker_type: tuple[str, ...]
    parties: tuple[str, ...]
    addressee: Words
    addressee_name: str
    addressee_party: str
    via: Words
    acts: tuple[str, ...]
    target_party: tuple[str, ...]
    parent: str
    free: frozenset[str]

    @property
    def content(self) -> str:
        """The pieces joined by one space, as in STATEMENTS."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class GoldFigure:
    """One number asserted by somebody as coded by hand; `free` names the fields that are not judged."""

    words: Words
    low: float | None
    high: float | None
    bound: str
    bound_words: Words
    measure: tuple[str, ...]
    victims: Words
    victim_party: tuple[str, ...]
    victim_class: tuple[str, ...]
    victim_class_extent: tuple[str, ...]
    agent: Words
    agent_party: tuple[str, ...]
    scope: tuple[str, ...]
    date_words: Words
    place: Words
    speaker: str
    party: str
    source_qualifier: Words
    standing: tuple[str, ...]
    statement: str
    free: frozenset[str]


@dataclass(frozen=True)
class GoldReply:
    """An answer, and the statements of which any is right as what it answers, best first.

    `first` are those that the first coder named: none where only a second coder calls it an answer.
    """

    answer: str
    answers: tuple[str, ...]
    first: tuple[str, ...]


@dataclass(frozen=True)
class Golden:
    """One report with everything that a careful coder takes from it, and what must not be taken."""

    id: str
    title: str
    about: str
    invented: bool
    text: str
    file: str
    published: str = ""
    outlet: str = ""
    parties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    marks: tuple[tuple[str, Span], ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    figures: tuple[GoldFigure, ...] = ()
    replies: tuple[GoldReply, ...] = ()
    may_replies: tuple[GoldReply, ...] = ()
    not_statements: tuple[Words, ...] = ()
    not_sources: tuple[Words, ...] = ()
    not_figures: tuple[Words, ...] = ()
    may_statements: tuple[Words, ...] = ()
    may_figures: tuple[Words, ...] = ()

    def statement(self, row: str) -> GoldStatement:
        """The statement with this id."""
        return next(statement for statement in self.statements if statement.id == row)
