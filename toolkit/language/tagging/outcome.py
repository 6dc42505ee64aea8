"""What the tagger finds: one attribution as places in a text."""

from dataclasses import dataclass

from toolkit.language.tagging.pieces import Stretch


@dataclass(frozen=True)
class Attribution:
    """One attribution; stretches are offsets into the text of its Doc, `source` is None where none is printed.

    `confidence` is the chance, 0 to 1, that a trained coder has the same content (half of the words) and source.
    """

    cue: Stretch
    source: Stretch | None
    content: tuple[Stretch, ...]
    confidence: float
