"""How words, tags and colours are written in HTML; nothing here knows what is shown."""

from functools import cache
from html import escape
from importlib.resources import files

INK = "#222222"
CARRIAGE_RETURN = "&#13;"
PALE = 0.22  # how strongly the colour of a party is laid under words


def words(text: str) -> str:
    r"""A text as content of an element: every character stays itself, also for a browser.

    Markup is escaped, and a carriage return is written as a reference, since browsers turn a bare one into a line feed.

    >>> words("a < b & c\r\n")
    'a &lt; b &amp; c&#13;\n'
    """
    return escape(text, quote=False).replace("\r", CARRIAGE_RETURN)


def tag(name: str, content: str, **attributes: str) -> str:
    """An element with `content`, which is HTML already, and attributes, which are text; empty ones are left out.

    `class_` stands for `class`.

    >>> tag("b", "a &amp; b", class_="cp-x", title='say "no"', id="")
    '<b class="cp-x" title="say &quot;no&quot;">a &amp; b</b>'
    """
    written = "".join(f' {key.rstrip("_")}="{_quoted(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{written}>{content}</{name}>"


def _quoted(value: str) -> str:
    return escape(value).replace("\r", CARRIAGE_RETURN)


def pale(colour: str) -> str:
    """The colour laid weakly over white: dark words on it are read in a light and in a dark page.

    >>> pale("#0072B2")
    '#C7E0EE'
    """
    channels = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "#" + "".join(f"{round(channel * PALE + 255 * (1 - PALE)):02X}" for channel in channels)


def chip(words_of_it: str, colour: str) -> str:
    """A small label in the colour of a party.

    >>> chip("Red", "#FF0000")
    '<span class="cp-chip" style="background-color:#FFC7C7;color:#222222;border-color:#FF0000">Red</span>'
    """
    style = f"background-color:{pale(colour)};color:{INK};border-color:{colour}"
    return tag("span", words(words_of_it), class_="cp-chip", style=style)


def place_of(statement_id: str) -> str:
    """A link to a statement where `show.statements` and a rendered page have it in its paragraph.

    >>> place_of("s0")
    '<a href="#s-s0">in its place</a>'
    """
    return tag("a", "in its place", href=f"#s-{statement_id}")


def party_anchor(party: str) -> str:
    """The id of a party's statements, which a link can name; an id holds no white space.

    >>> party_anchor("United States")
    'p-United-States'
    """
    return "p-" + "-".join(party.split())


@cache
def style() -> str:
    """The style element that goes with every output of this room: it names only classes that begin with `cp-`."""
    rules = files("toolkit.show").joinpath("show.css").read_text(encoding="utf-8")
    return f"<style>{' '.join(rules.split())}</style>"
