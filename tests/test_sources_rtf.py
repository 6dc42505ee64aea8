"""Laws of the reader of rich text: the words of the text, whatever program wrote the file."""

import pytest
from damage import damaged
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import SourceError
from toolkit.sources import read, read_all
from toolkit.sources.formats import Document, read_rtf

HEAD = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fswiss\fcharset204 Arial;}}"
STORY = "The harbour master said on Monday that the pier would stay closed."


def text(body, head=HEAD):
    """The text of a file with this body."""
    return read_rtf(head + rb"\pard " + body + b"}")[0].text


def written(words):
    """Words as a program writes them into RTF."""
    pieces = []
    for letter in words:
        if letter in "\\{}":
            pieces.append("\\" + letter)
        elif letter.isascii():
            pieces.append(letter)
        else:
            units = letter.encode("utf-16-le")
            codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
            pieces += [f"\\u{code}?" for code in codes]
    return "".join(pieces).encode()


def test_paragraphs():
    """Paragraphs come with an empty line between, lines broken in the file are one."""
    assert text(
        rb"Pier closed\par The harbour master\r" b"\n" rb" said so.\par\par {\b Nobody} left.\line He did."
    ) == ("Pier closed\n\nThe harbour master said so.\n\nNobody left.\n\nHe did.")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rb"\'93Nobody\'94, caf\'e9 \endash  it\rquote s", "“Nobody”, café – it’s"), (rb"\u8220?No\u8221? \u-10179?\u-8704?", "“No” 😀"),
        (rb"{\f1 \'c4\'e0}", "Да"), (rb"{\f1 \u1044?\u1072?}", "Да"), (rb"a\~b\_c\-d", "a\u00a0b\u2011cd"), (rb"\{x\} C:\\v now", "{x} C:\\v now"),
        (b"caf\xe9", "café"), (rb"\uc2\u233\'e9\'e9 x", "é x"),
    ],
)  # fmt: skip
def test_letters(body, expected):
    """Letters are read from escapes, from Unicode and from the code page of their font."""
    assert text(body) == expected


@pytest.mark.parametrize(
    ("body", "expected", "note"),
    [
        (rb"{\header The Post}{\footer 1}He left.", "He left.", ""), (rb"He{\footnote Or so.} left.", "He left.", "1 footnote"),
        (rb"He{\*\annotation Is it so?} left.", "He left.", "1 comment"), (rb"He {\deleted never }left.", "He left.", "1 deleted or hidden passage"),
        (rb"He \v never \v0 left.", "He left.", "1 deleted or hidden passage"), (rb"He {\v ne{\b v}er }{\v no }left.", "He left.", "2 deleted or hidden passages"),
        (rb"He \deleted never \plain left.", "He left.", "1 deleted or hidden passage"), (rb"He{\pict\pngblip " + b"0af3" * 900 + rb"} left.", "He left.", ""),
        (rb"He{\pict\bin9 }{\}}}abcd} left.", "He left.", ""), (rb'He {\field{\*\fldinst{HYPERLINK "http://post.example"}}{\fldrslt left}}.', "He left.", ""),
        (rb"He{\*\unknown words} left.", "He left.", ""), (rb"\viewkind4\vertalt He left.", "He left.", ""),
        (rb"\trowd a\cell b c\cell\row\pard He left.", "a\tb c\n\nHe left.", ""),
    ],
)  # fmt: skip
def test_what_is_no_text(body, expected, note):
    """Heads, notes, comments, pictures, addresses of links, deleted and hidden words are left out; what of the text, is said."""
    found = read_rtf(HEAD + rb"\pard " + body + b"}")[0]
    assert found.text == expected
    assert note in found.note
    assert bool(note) == bool(found.note)


def test_the_title_of_the_properties_is_a_last_guess(tmp_path):
    """The title in the properties is taken where the text prints none, and said; the author there is who typed."""
    head = HEAD + rb"{\info{\title Pier closed}{\author Somebody}}\pard "
    (tmp_path / "a.rtf").write_bytes(head + STORY.encode() + b"}")
    row = read(tmp_path).loc[0]
    assert (row["title"], row["author"], row["text"]) == ("Pier closed", "", STORY)
    assert "last guess" in row["notes"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is not a rich text"), (b"Talks end.", "the file is not a rich text"), (b"PK\x03\x04word/document.xml", "holds a Word file"),
        (b"<html>x", "holds a web page"), (rb"{\rtf1 }", "the file is empty"), (rb"{\rtf1 {\pict 0000}}", "the file is empty"),
        (rb"{\rtf1 " + b"{" * 2000 + b"x", "nested more than"), (rb"{\rtf1 \u9999999999?}", "damaged"),
    ],
)  # fmt: skip
def test_refusals(tmp_path, data, reason):
    """What gives no text is refused with its reason, and the file beside it is read."""
    (tmp_path / "bad.rtf").write_bytes(data)
    (tmp_path / "good.rtf").write_bytes(HEAD + STORY.encode() + b"}")
    articles, refused = read_all(tmp_path)
    assert articles["text"].tolist() == [STORY]
    (row,) = refused.to_dict("records")
    assert reason in row["reason"]
    assert row["source"].endswith("bad.rtf")


@pytest.mark.parametrize(
    "hostile",
    [
        rb"{\field{\*\fldinst{x}}}" * 40_000, rb"{\fonttbl " + rb"\f1" * 300_000 + b"}", rb"{\fonttbl\f1\fcharset0" + b"x" * 300_000 + b"}",
        b"0a" * 500_000, rb"\v x\v0 " * 20_000, b"{" * 900 + b"x" + b"}" * 900,
    ],
)  # fmt: skip
def test_hostile_files_end(hostile):
    """What other readers search without end is read in time that grows with its length."""
    found = read_rtf(rb"{\rtf1 " + hostile + rb" He left.}")[0]
    assert "He left." in found.text


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" {}\\"), max_size=80))
def test_every_word_comes_back(words):
    """What a program writes is read, with all its letters."""
    printed = " ".join(words.split())
    expected = (
        "\t".join(part.strip() for part in printed.split("|") if part.strip()) if printed.endswith("|") else printed
    )
    assert text(written(printed)) == expected


WHOLE = (
    HEAD
    + rb"{\info{\title T}}{\header h}\pard "
    + written(f"{STORY} “Да”")
    + rb"\par{\v x}{\*\annotation y}\trowd a\cell b\cell\row{\pict 00ff}\'e9}"
)


@pytest.mark.slow
@settings(max_examples=1500)
@given(st.binary(max_size=300), st.randoms(use_true_random=False))
def test_fuzz(data, chance):
    """Any bytes, and any damage to a whole file, give documents or a SourceError, and never another exception."""

    def commanded(made, place):
        made[place:place] = chance.choice(WORDS) % chance.choice((0, 1, -1, 7, 65535, 99999, 10**9))

    made = damaged(WHOLE, data, chance, cut=40, put=60, spoil=commanded)
    for given_bytes in (data, rb"{\rtf1 " + data, made):
        try:
            found = read_rtf(given_bytes)
        except SourceError:
            continue
        assert all(isinstance(one, Document) for one in found)
        found[0].text.encode("utf-8")


WORDS = [
    rb"\u%d?",
    rb"\uc%d ",
    rb"\ansicpg%d ",
    rb"\f%d ",
    rb"\bin%d ",
    rb"\v%d ",
    rb"{\fonttbl{\f1\fcharset%d x;}}",
    rb"\deff%d ",
    rb"\'%d",
]
