"""Marked-up text becomes lines: what a browser would set as a block is a line of its own."""

from lxml import etree, html

# Elements that begin and end a line.
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "table", "tbody", "thead", "title", "tr", "ul",
))  # fmt: skip
_CELLS = frozenset(("td", "th"))
# What is no text of the page; a caption belongs to a picture that is not there.
_SILENT = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "head"))
_CAPTION = "figcaption"
# Paragraphs are divided by an empty line, as in the text of a page.
_LINE, _PARAGRAPH = "\n", "\n\n"


def text_of_html(markup: str, *, captions: bool = True) -> str:
    r"""The words come in the order of the page, each block on lines of its own, cells divided by a tab.

    Scripts and styles are left out, with `captions=False` those of figures too. White space is that of a browser: runs
    of it are one space. No address is followed and no entity but those of HTML is known. Empty for markup without text.

    >>> text_of_html("<p>Talks <b>ended</b>.</p><p>Nobody&nbsp;spoke.<br>Not one.</p>")
    'Talks ended.\n\nNobody\xa0spoke.\nNot one.'
    """
    if not markup.strip():
        return ""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return ""
    return _joined(_pieces(root, captions=captions))


def _pieces(root: html.HtmlElement, *, captions: bool) -> list[str]:
    """Runs of text, and the breaks between them."""
    silent = _SILENT if captions else _SILENT | {_CAPTION}
    found: list[str] = []
    muted = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        opens = event == "start"
        muted += (1 if opens else -1) if tag in silent else 0
        if tag in _BLOCKS or tag == _CAPTION:
            found.append(_PARAGRAPH if tag not in ("tr", "dt", "dd", "div", "li") else _LINE)
        elif tag == "br" and opens:
            found.append(_LINE)
        elif tag in _CELLS and not opens:
            found.append("\t")
        words = element.text if opens else element.tail
        if words and not muted:
            # A no-break space stays as it is: only what a browser folds is folded.
            spaced = " ".join(part for part in words.translate(_FOLDED).split(" ") if part)
            found.append((" " if words[0] in _WHITE else "") + spaced + (" " if words[-1] in _WHITE else ""))
    return found


_WHITE = " \t\n\r\f\v"
_FOLDED = {ord(mark): " " for mark in _WHITE}


def _joined(pieces: list[str]) -> str:
    """Lines without blanks at their ends, and never more than one empty line between two."""
    lines = "".join(pieces).split("\n")
    kept: list[str] = []
    for line in lines:
        printed = " ".join(part for part in line.strip(_WHITE).split(" ") if part)
        if printed or (kept and kept[-1]):
            kept.append(printed)
    return "\n".join(kept).strip("\n")
