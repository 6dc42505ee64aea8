"""The small views of the browser side: boxes to tick, choices to make, words to read. Text only, never HTML."""

from pathlib import Path
from typing import Any

import anywidget
import traitlets

ASSETS = Path(__file__).parent / "assets"


class Choices(anywidget.AnyWidget):
    """A list of boxes to tick: `value` holds the values of those that are ticked, in the order of `options`.

    One option is a mapping with `value` (what is chosen), `label` (how it is written) and `count` (how many there are).
    No box ticked means "all".
    """

    _esm = (ASSETS / "choices.js").read_text(encoding="utf-8")
    _css = (ASSETS / "choices.css").read_text(encoding="utf-8")
    label = traitlets.Unicode("").tag(sync=True)
    options: Any = traitlets.List(traitlets.Dict()).tag(sync=True)
    value: Any = traitlets.List(traitlets.Unicode()).tag(sync=True)


class Reading(anywidget.AnyWidget):
    """A table, a note, and a list of statements in their paragraphs.

    `table` is a mapping with `caption`, `columns` and `rows` (lists of words). One of `items` is a mapping with `id`,
    `who`, `tags`, `where` and `pieces`, pairs of a role (content, cue, speaker, or empty) and the article's own words.
    `picked` is the id of the statement that was clicked last, or chosen with the Enter key. When the same one is
    clicked again it is empty for a moment, so that whoever observes it goes there again. With `framed` a wide table
    scrolls in a frame of its own.
    """

    _esm = (ASSETS / "reading.js").read_text(encoding="utf-8")
    _css = (ASSETS / "reading.css").read_text(encoding="utf-8")
    table: Any = traitlets.Dict().tag(sync=True)
    framed = traitlets.Bool(default_value=False).tag(sync=True)
    note = traitlets.Unicode("").tag(sync=True)
    items: Any = traitlets.List(traitlets.Dict()).tag(sync=True)
    picked = traitlets.Unicode("").tag(sync=True)


class Deciding(anywidget.AnyWidget):
    """A table of speakers, each with a choice of party: `decision` is the last choice that was made.

    One of `rows` is a mapping with `key`, `speaker`, `article`, `party`, `also`, `statements`, `why` (words),
    `unassigned` and `overruled` (true or false), and `context`, a list of mappings with `where` and `pieces`. `options`
    are the parties to choose from. A decision is a mapping with `speaker`, `article` and `party`, empty for "as found".
    """

    _esm = (ASSETS / "deciding.js").read_text(encoding="utf-8")
    _css = (ASSETS / "deciding.css").read_text(encoding="utf-8")
    rows: Any = traitlets.List(traitlets.Dict()).tag(sync=True)
    options: Any = traitlets.List(traitlets.Unicode()).tag(sync=True)
    caption = traitlets.Unicode("").tag(sync=True)
    decision: Any = traitlets.Dict().tag(sync=True)


class Words(anywidget.AnyWidget):
    """Plain words, hidden while empty, read out when they change.

    `tone` is `summary`, `problem`, `quiet`, `said` for words of an article, or `entry` for a text to look things up in:
    each of its lines begins with a heading that ends with a full stop, and it is not read out.
    """

    _esm = (ASSETS / "words.js").read_text(encoding="utf-8")
    _css = (ASSETS / "words.css").read_text(encoding="utf-8")
    value = traitlets.Unicode("").tag(sync=True)
    tone = traitlets.Unicode("summary").tag(sync=True)
