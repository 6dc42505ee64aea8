"""HTML of a notebook's output made fit for the page: nothing in it runs, fetches or clashes, and names lead on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

# Elements that run, fetch, send or steer the page; with all they hold.
_LEFT_OUT = frozenset(
    ("script", "style", "iframe", "object", "applet", "audio", "video", "template", "noscript", "form", "textarea",
     "select", "button")
)  # fmt: skip
# The same, of those that hold nothing.
_LEFT_OUT_VOID = frozenset(("meta", "link", "base", "embed", "input", "source", "track", "frame"))
_VOID = frozenset(("br", "hr", "img", "wbr", "col", "area"))
_KEPT = frozenset(
    ("class", "colspan", "rowspan", "scope", "title", "lang", "dir", "href", "src", "alt", "cite", "datetime", "role",
     "open", "start")
)  # fmt: skip

# Headings of columns that hold a party, a person or the id of a row; so do those that end in "party" or "id".
_LEADING = frozenset(
    ("article", "statement", "number", "beside", "duplicate of", "given by", "name", "speaker", "members", "first",
     "second")
)  # fmt: skip

_COLOUR = re.compile(r"(background-|border-|border-left-|border-bottom-)?color:\s*#[0-9A-Fa-f]{3,8}")


@dataclass(frozen=True)
class Link:
    """A place in the page: its id, and the words that lead there."""

    anchor: str
    words: str


def clean(html: str, links: Mapping[str, Link]) -> str:
    """HTML comes back without what runs, fetches, sends or could clash with the page.

    Left out are scripts, styles but for colours, frames, forms and refreshes with all they hold, event handlers, ids,
    comments, links that leave the page and pictures that are not in the text itself. A cell of a table that says
    exactly a key of `links` (the name of a party, the id of a row) becomes that link, so that a number leads to its
    words: in columns of parties, persons and ids, by their headings. What an article says is no link, though a party
    may have the same name. Text is escaped again.

    >>> clean('<p id="a" onclick="x()">1 &lt; 2<script>y()</script></p>', {})
    '<p>1 &lt; 2</p>'
    >>> rows = "<tr><th>party</th><th>content</th></tr><tr><td>China</td><td>China</td>"
    >>> clean(rows, {"China": Link("party-china", "China")}).partition("<td>")[2]
    '<a href="#party-china">China</a></td><td>China</td>'
    """
    cleaner = _Cleaner(links)
    cleaner.feed(html)
    cleaner.close()
    return cleaner.text()


class _Cleaner(HTMLParser):
    def __init__(self, links: Mapping[str, Link]) -> None:
        super().__init__(convert_charrefs=True)
        self._links = {escape(name, quote=False): link for name, link in links.items()}
        self._pieces: list[str] = []
        self._skipped: list[str] = []
        self._cell: int | None = None  # where the content of the open cell begins in `_pieces`
        self._heads: list[str] = []  # of the open table, what its first row says
        self._row, self._column = 0, 0  # the open row, from 1, and the open cell in it, from 0

    def text(self) -> str:
        return "".join(self._pieces)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self._skipped.append(tag)
        elif not self._skipped and tag not in _LEFT_OUT_VOID:
            self._pieces.append(f"<{tag}{_attributes(tag, attrs)}>")
            if tag == "table":
                self._heads, self._row = [], 0
            elif tag == "tr":
                self._row, self._column = self._row + 1, -1
            elif tag in ("td", "th"):
                self._cell, self._column = len(self._pieces), self._column + 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _LEFT_OUT:
            self.handle_starttag(tag, attrs)
            if tag not in _VOID:
                self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipped:
            if tag == self._skipped[-1]:
                self._skipped.pop()
        elif tag not in _VOID and tag not in _LEFT_OUT and tag not in _LEFT_OUT_VOID:
            if tag in ("td", "th"):
                self._link()
            self._pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._pieces.append(escape(data, quote=False))

    def _link(self) -> None:
        """The cell that ends here becomes a link when all it says is a name that leads somewhere."""
        if self._cell is None:
            return
        inside = "".join(self._pieces[self._cell :])
        if self._row == 1:
            self._heads.append(inside)
        elif self._column < len(self._heads) and leads(self._heads[self._column]) and (link := self._links.get(inside)):
            self._pieces[self._cell :] = [f'<a href="#{escape(link.anchor)}">{escape(link.words, quote=False)}</a>']
        self._cell = None


def leads(heading: str) -> bool:
    """Whether the cells of a column name parties, persons or rows, by its heading as scripts or readers know it.

    >>> [name for name in ("target_party", "given by", "party evidence", "content", "statement_id") if leads(name)]
    ['target_party', 'given by', 'statement_id']
    """
    words = heading.replace("_", " ").split()
    return " ".join(words) in _LEADING or (bool(words) and words[-1] in ("party", "id"))


def _attributes(tag: str, attrs: list[tuple[str, str | None]]) -> str:
    kept = []
    for name, value in attrs:
        if name == "style" and (colours := _colours(value or "")):
            kept.append(f' style="{colours}"')
        if name not in _KEPT or (name == "class" and tag == "html"):
            continue
        words = value or ""
        if name in ("href", "cite") and not words.startswith("#"):
            continue
        if name == "src" and not words.startswith("data:image/"):
            continue
        kept.append(f' {name}="{escape(words)}"')
    return "".join(kept)


def _colours(style: str) -> str:
    """Of a style, the colours; what else it says could cover the page or fetch from elsewhere."""
    rules = [rule.strip() for rule in style.split(";")]
    return ";".join(rule for rule in rules if _COLOUR.fullmatch(rule))
