"""What every reader gives: the decoded text of one article and how it was come by."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """The text of one article as decoded, before repair; a file may hold several.

    `member` names the part of the file, empty when the file is the article; `note` says what the reader guessed.
    """

    text: str
    note: str = ""
    member: str = ""
