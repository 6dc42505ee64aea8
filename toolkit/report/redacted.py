"""A page whose every text is cut by one law: what is read, what a screen reader says, and what a script draws from."""

import json
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser
from typing import Any

from toolkit.report import vega
from toolkit.report.redaction import Piece, Redaction
from toolkit.show import html as show_html

# What does not break a line: a word may go on behind such a tag.
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
     "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr")
)  # fmt: skip
_SAID = ("content", "cp-content")  # the classes of marks around what was said
_PICTURE = "<em>A picture was left out, since it may hold words of an article.</em>"


def redacted(html: str, law: Redaction) -> str:
    """The page comes back with every text in it cut by `law`; what is not cut is as it was.

    A text is all that is read from the first to the last element, across tags; each attribute; each string of the JSON
    that charts are drawn from, and all of them in a row. Scripts and styles are those of the package and stay. Pictures
    that are no drawings are left out, because nobody can look for words in them.
    """
    walker = _Walker(law)
    walker.feed(html)
    walker.close()
    return walker.html()


class _Walker(HTMLParser):
    """Gathers what is read, as pieces, between markup that stays."""

    def __init__(self, law: Redaction) -> None:
        super().__init__(convert_charrefs=True)
        self._law = law
        self._parts: list[str | int] = []  # markup, or the number of a piece
        self._pieces: list[Piece] = []
        self._tags: set[int] = set()  # the pieces that stand for inline tags
        self._said = 0  # elements open, from the mark around what was said
        self._raw: list[str] | None = None  # the content of the script or style that is open
        self._is_json = False

    def html(self) -> str:
        """What was fed, cut."""
        words = self._cut()
        return "".join(part if isinstance(part, str) else show_html.words(words[part]) for part in self._parts)

    def _cut(self) -> list[str]:
        """The pieces, cut until no reading has a long run: neither across inline tags nor with a space for each."""
        pieces = self._pieces
        while True:
            words = self._law.cut(pieces)
            apart = [Piece(" " if place in self._tags else text, piece.said)
                     for place, (text, piece) in enumerate(zip(words, pieces, strict=True))]  # fmt: skip
            again = ["" if place in self._tags else text for place, text in enumerate(self._law.cut(apart))]
            if again == words:
                return words
            pieces = [Piece(text, piece.said) for text, piece in zip(again, pieces, strict=True)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "img":
            self._parts.append(_PICTURE)
            return
        self._parts.append(self._tag(tag, attrs))
        self._break(tag)
        if tag == "mark" and (self._said or set((values.get("class") or "").split()) & set(_SAID)):
            self._said += 1
        if tag in ("script", "style"):
            self._raw, self._is_json = [], values.get("type") == "application/json"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._parts.append(self._tag(tag, attrs))
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._raw is not None:
            content = "".join(self._raw)
            self._parts.append(_json(content, self._law) if self._is_json else content)
            self._raw = None
        if tag == "mark" and self._said:
            self._said -= 1
        self._break(tag)
        self._parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._raw is not None:
            self._raw.append(data)
            return
        self._parts.append(len(self._pieces))
        self._pieces.append(Piece(data, said=self._said > 0))

    def handle_decl(self, decl: str) -> None:
        self._parts.append(f"<!{decl}>")

    def _break(self, tag: str) -> None:
        if tag in _INLINE:
            self._tags.add(len(self._pieces))
        self._pieces.append(Piece("" if tag in _INLINE else "\n"))

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        """The tag as it was written, or anew where an attribute was cut."""
        written = self.get_starttag_text() or ""
        values = [(name, value, value if value is None else self._law.words(value)) for name, value in attrs]
        if all(before == after for _, before, after in values):
            return written
        told = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, _, value in values)
        return f"<{tag}{told}{'/' if written.endswith('/>') else ''}>"


def _json(content: str, law: Redaction) -> str:
    """JSON whose strings are cut one by one, and then once more where several in a row have words of an article."""
    value = _mapped(json.loads(content), law.words)
    strings = list(_strings(value))
    cut = iter(law.cut([piece for one in strings for piece in (Piece(one), Piece("\n"))])[::2])
    return vega.json_block(_mapped(value, lambda _: next(cut)))


def _mapped(value: Any, change: Any) -> Any:
    """The same with every string changed, in order; the names of members as well."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(one, change) for one in value]
    if isinstance(value, dict):
        return {change(key): _mapped(one, change) for key, one in value.items()}
    return value


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _strings(one)
