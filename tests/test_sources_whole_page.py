"""Laws of pages that a browser saved as one file (MHTML). Pages and addresses are invented."""

import base64
import quopri

import pytest

from toolkit.errors import SourceError
from toolkit.sources import read_all
from toolkit.sources.formats import read_whole_page

STORY = "The harbour master said on Monday that the café on the pier – “ours”, she called it – would stay closed."
PAGE = f"<!doctype html><html><head><title>Pier closed</title></head><body><article><h1>Pier closed</h1><p>{STORY}</p></article></body></html>"
ADDRESS = "https://post.example/pier?id=1"


def saved(body, *, coding, typed="text/html", address=ADDRESS, before=b""):
    """A file as browsers write it: headers, the page, a picture."""
    head = f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {address}\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related; type="text/html"; boundary="--a"\r\n\r\n'
    part = (
        f"----a\r\nContent-Type: {typed}\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: {address}\r\n\r\n"
    )
    picture = b"\r\n----a\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\naGk=\r\n----a--\r\n"
    return head.encode() + before + part.encode() + body + picture


@pytest.mark.parametrize(
    ("body", "coding", "typed"),
    [
        (quopri.encodestring(PAGE.encode()), "quoted-printable", "text/html"),
        (quopri.encodestring(PAGE.encode()), "quoted-printable", 'text/html; charset="utf-8"'),
        (base64.encodebytes(PAGE.encode("cp1252")), "base64", "text/html; charset=windows-1252"),
        (PAGE.encode(), "binary", "application/xhtml+xml"),
    ],
)
def test_the_page_is_read_however_it_is_packed(body, coding, typed):
    """Title, words and address are those of the page, in every coding and encoding that browsers write."""
    (document,) = read_whole_page(saved(body, coding=coding, typed=typed))
    assert (document.title, document.url) == ("Pier closed", ADDRESS)
    assert document.text == f"Pier closed\n\n{STORY}"


def test_the_first_page_is_the_article():
    """A frame with an advertisement behind it changes nothing."""
    frame = b"----a\r\nContent-Type: text/html\r\n\r\n<p>Buy a boat from us today, they said.</p>\r\n"
    whole = saved(PAGE.encode(), coding="binary")
    (document,) = read_whole_page(
        whole.replace(b"----a\r\nContent-Type: image", frame + b"----a\r\nContent-Type: image")
    )
    assert "Buy a boat" not in document.text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///home/ann/page.html", "cid:1"])
def test_what_is_no_address_is_none(address):
    """Only an address of the web becomes the url."""
    assert read_whole_page(saved(PAGE.encode(), coding="binary", address=address))[0].url == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no web page"),
        (b"Talks end\n\nThey ended.", "no web page"),
        (saved(b"@@@", coding="base64"), "no paragraphs of a story"),
        (saved(b"<a href=/>Home</a>", coding="binary"), "no paragraphs of a story"),
        (b"--\n" * 30_000, "too many parts"),
        (b'Content-Type: multipart/mixed; boundary="a"\n\n' + b'--a\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n' * 900, "no web page"),
    ],
    ids=["empty", "text", "no base64", "no story", "parts", "nested"],
)  # fmt: skip
def test_what_holds_no_page_is_refused(data, reason):
    """The reason says what is missing, and the remedy is a page saved again."""
    with pytest.raises(SourceError, match=reason) as told:
        read_whole_page(data)
    assert "save" in told.value.step


def test_both_suffixes_are_read(tmp_path):
    """Browsers write .mhtml or .mht."""
    for place, end in enumerate(("mhtml", "mht")):
        (tmp_path / f"{place}.{end}").write_bytes(
            saved(PAGE.replace("café", f"café {place}").encode(), coding="binary")
        )
    articles, refused = read_all(tmp_path)
    assert (len(articles), len(refused)) == (2, 0)
