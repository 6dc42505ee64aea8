"""Laws about files that are large, expand without end or mix encodings: they are read or refused, and the rest goes on."""

import io
import zipfile
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from toolkit.errors import SourceError
from toolkit.sources import read, read_all, restore
from toolkit.sources.chaining import chain
from toolkit.sources.formats import read_page, read_workbook
from toolkit.sources.formats.slimming import MAX_MARKUP, slimmed
from toolkit.sources.signatures import held

STORY = "The harbour master said on Monday that the pier would stay closed until the divers had finished their work."
PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>Pier closed</title>{head}</head><body><article><h1>Pier closed</h1>{story}</article></body></html>'
BOMB = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + at)} "{("&" + chr(97 + at) + ";") * 10}">' for at in range(9)
)


def page(head="", more=""):
    """A page of one story, with something more in its head or after its story."""
    return PAGE.format(head=head, story=f"<p>{STORY}</p><p>{STORY}</p>" + more).encode()


@pytest.mark.parametrize(
    ("head", "more"),
    [
        ("", '<img src="data:image/png;base64,' + "A" * 19_000_000 + '">'), ("<script>" + "var a = 1;" * 1_900_000 + "</script>", ""),
        ("<style>@font-face{src:url(data:font/woff;base64," + "B" * 9_000_000 + ")}</style>", "<svg>" + "<path d='M0 0'/>" * 600_000 + "</svg>"),
        ("<script>" + "a" * 9_000_000, ""),
    ],
    ids=["picture", "script", "font and drawing", "script without end"],
)  # fmt: skip
def test_pages_of_twenty_megabytes(tmp_path, head, more):
    """A saved page that is large by its pictures, fonts and scripts gives its story; one cut in a script is refused."""
    (tmp_path / "a.html").write_bytes(page(head, more))
    (tmp_path / "b.html").write_bytes(page())
    articles, refused = read_all(tmp_path)
    texts = articles.set_index(articles["source"].str[-6:])["text"]
    assert len(articles) + len(refused) == 2
    if len(refused):
        assert "no paragraphs of a story" in refused.loc[0, "reason"]
        assert "</script>" not in head
    else:
        assert texts["a.html"] == texts["b.html"]


def test_a_page_of_nothing_but_markup_is_refused():
    """Markup beyond the limit is refused with its length and the remedy."""
    with pytest.raises(SourceError, match=r"letters of markup.*save the article alone"):
        read_page(page(more="<p>word</p>" * 1_000_000))


@given(st.text(st.sampled_from("<>/abc scriptSTYLE\"'İ="), max_size=200))
def test_a_short_page_is_left_alone(text):
    """Nothing is taken out of a page that is not too long; of a longer one only blocks and data that are long."""
    assert slimmed(text) == text
    padded = text + "<script>" + "x" * MAX_MARKUP + "</script>"
    if "<" not in text:
        assert slimmed(padded) == text + "<script></script>"


def test_entities_of_a_page_are_not_expanded():
    """A page that declares entities which grow without end is read without them."""
    text = read_page(
        (
            BOMB
            + "]><html><title>Pier</title><body><article><p>&j;</p>"
            + f"<p>{STORY}</p>" * 3
            + "</article></body></html>"
        ).encode()
    )[0].text
    assert STORY in text
    assert "haha" not in text


def test_entities_of_a_workbook_are_not_expanded():
    """A workbook that declares entities is refused."""
    made = Workbook()
    made.active.append(["title", "text"])
    made.active.append(["Pier closed", STORY])
    kept = io.BytesIO()
    made.save(kept)
    bad = io.BytesIO()
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(bad, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(
                name,
                BOMB.replace("html", "worksheet").encode() + b"]>" + data.split(b"?>")[-1].replace(b"Pier", b"&j;")
                if "sheet1" in name
                else data,
            )
    with pytest.raises(SourceError, match="declares entities"):
        read_workbook(bad.getvalue())


def test_mixed_encodings_in_one_archive(tmp_path):
    """Each member of an archive is decoded by itself."""
    words = STORY.replace("pier", "café").replace("said", "“said”")
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as made:
        for place, encoding in enumerate(("utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32")):
            made.writestr(f"{place}.txt", (words + f"\n\nIt was the {place}th day.").encode(encoding))
        made.writestr("5.html", page().replace(b"utf-8", b"windows-1252").replace(b"pier", b"caf\xe9"))
    articles = read(tmp_path)
    assert articles["text"].str.contains("café").all()
    assert articles["text"].str.startswith(words).tolist() == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.4 x", "a PDF"), (b"\n\n%PDF-1.7", "a PDF"), (b"The mark %PDF-1.4 opens a file.", ""), (b"PK\x03\x04..", "a ZIP archive"),
        (b"PK\x03\x04..xl/workbook.xml", "an Excel workbook"), (b"{\\rtf1", "a rich text (RTF) file"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old office document"),
        (b"\x1f\x8b\x08", "what gzip has packed"), (b"  <HTML>", "a web page"), (b"\xef\xbb\xbf<!DOCTYPE  html>", "a web page"), (b"<?xml ?>", "an XML file"),
        (b"\xff\xd8\xff\xe0", "a picture"), (b"Talks end", ""), (b"", ""), (b"<p>Talks", ""),
    ],
)  # fmt: skip
def test_what_a_file_holds(data, name):
    """The first bytes tell what a file is, and a text that only tells of a format is a text."""
    found = held(data)
    assert (found.name if found else "") == name


def test_words_that_begin_like_a_program_are_text(tmp_path):
    """A report that begins with the letters of a program or archive is read."""
    for place, words in enumerate(("MZ 12 was the number of the boat. ", "BZhere is where they said it was. ")):
        (tmp_path / f"{place}.txt").write_text(words + STORY, encoding="utf-8")
    assert len(read(tmp_path)) == 2


def edited(text, edits):
    """The text with spans replaced, and the repairs that lead back; spans that overlap are passed over."""
    pieces, repairs, reach, length = [], [], 0, 0
    for first, last, new in sorted(edits):
        start, end = min(first, len(text)), min(last, len(text))
        if start < reach or end < start or (start == end == reach and repairs):
            continue
        pieces += [text[reach:start], new]
        length += start - reach + len(new)
        repairs.append({"start": length - len(new), "end": length, "original": text[start:end]})
        reach = end
    return "".join([*pieces, text[reach:]]), repairs


EDITS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 4), st.text("xyz", max_size=3)).map(
        lambda one: (one[0], one[0] + one[1], one[2])
    ),
    max_size=5,
)


@given(st.text("abcdef", max_size=12), EDITS, EDITS)
def test_repairs_one_after_the_other_are_one_set(text, first, second):
    """Putting back the chained repairs gives the text that putting back the two sets in turn gives."""
    middle, before = edited(text, first)
    last, after = edited(middle, second)
    chained = chain(before, after)
    assert restore(last, chained) == text
    assert all(one["end"] <= two["start"] for one, two in pairwise(chained))
