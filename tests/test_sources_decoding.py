"""Laws of decoding: the encoding that is marked, else UTF-8, else a guess that the note names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import SourceError
from toolkit.sources import restore
from toolkit.sources.decoding import MAX_CONTROLS, decode
from toolkit.sources.formats import READERS, Document, read_plain
from toolkit.sources.repair import repair

REPORT = (
    "BEIJING: The minister’s café was “closed”, he said – for good.\n"
    "“We have what we asked for,” François Hale told reporters on Monday. It cost £5.\n"
)


@given(st.text(max_size=200).filter(lambda text: "\0" not in text))
def test_utf8_is_read_as_it_is(text):
    """Valid UTF-8 that is no binary comes back letter for letter, without a note."""
    try:
        decoded, note = decode(("é" + text).encode("utf-8"))
    except SourceError as error:
        assert "control" in error.problem  # noqa: PT017  what may be refused is part of the law
        return
    assert (decoded, note) == ("é" + text, "")


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
    ],
)
def test_a_byte_order_mark_decides(encoding, mark):
    """A file with a byte order mark is read in its encoding, without the mark, and the note says so."""
    assert decode(mark + REPORT.encode(encoding)) == (REPORT, f"read as {encoding}, as its byte order mark says")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark(encoding):
    """UTF-16 without a byte order mark is known by its empty bytes, and the note calls it a guess."""
    text, note = decode(REPORT.encode(encoding))
    assert text == REPORT
    assert "guess" in note


@pytest.mark.parametrize(
    "text", [REPORT, "It’s late.", "caf\u00e9", "“Déjà vu”", "Señor Núñez said “no”", "5 € – 10 °C", "Œuvre"]
)
def test_windows_1252_is_guessed_from_its_letters(text):
    """A text in windows-1252 is read as such, and the note calls it a guess."""
    assert decode(text.encode("cp1252")) == (text, "read as windows-1252, a guess from its letters")


def test_latin_1_with_windows_punctuation_reads_the_same():
    """Latin-1 is the part of windows-1252 without its punctuation: its letters read the same."""
    assert decode("Señor Núñez".encode("latin-1"))[0] == "Señor Núñez"


def test_mac_roman_is_left_to_the_guesser():
    """Bytes that make implausible windows-1252 are left to charset-normalizer, and the note names its guess."""
    text, note = decode(REPORT.encode("mac_roman") * 5)
    assert "minister’s café was “closed”" in text
    assert "guess of charset-normalizer" in note


def test_cyrillic_bytes_are_not_read_as_western_letters():
    """A text whose letters would nearly all carry accents in windows-1252 is in another script."""
    text, note = decode("Министр сказал, что переговоры продолжатся весной.".encode("cp1251"))
    assert text.startswith("Министр сказал")
    assert "guess" in note


def test_stray_bytes_in_utf8():
    """UTF-8 with single bytes of windows-1252 keeps its letters, and the stray bytes are read as windows-1252."""
    text, note = decode("“Déjà vu” – ".encode() + b"\x93no\x94")
    assert text == "“Déjà vu” – “no”"
    assert note == "read as utf-8 with 2 stray bytes of windows-1252"


@pytest.mark.parametrize("lost", [1, 2])
def test_a_file_cut_inside_a_letter(lost):
    """A file that ends inside a letter keeps everything before it, and U+FFFD stands for the letter."""
    text, note = decode("“We stay”".encode()[:-lost])
    assert text == "“We stay\ufffd"
    assert "ends inside a letter" in note


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a picture"), (b"a\0b", "binary"), (bytes(range(1, 32)) * 4, "binary"), (b"\0" * 50, "binary"),
        (b"%PDF-1.7 ...", "a PDF"), (b"PK\x03\x04...", "a ZIP archive"), (b"{\\rtf1 ...}", "rich text"), (b"\xd0\xcf\x11\xe0", "office"),
        (b"  <!DOCTYPE html><p>x", "a web page"), (b"<HTML><p>x", "a web page"), (b"<?xml version='1.0'?>", "XML"),
        (b"\xff\xfea\0b", "byte 2 does not fit utf-16-le"), (b"\xef\xbb\xbfcaf\xe9", "byte 3 does not fit utf-8"),
        (b"\xff\xfe\x00\xd8a\x00", "does not fit utf-16-le"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(data, reason):
    """Binary files, files of other formats under a false name and broken encodings are refused with what works."""
    with pytest.raises(SourceError) as refused:
        decode(data)
    assert reason in refused.value.problem
    assert "plain text" in refused.value.works
    assert refused.value.step


def test_a_few_controls_are_a_slip():
    """A few control characters, an end-of-file mark or an escape do not make a file binary; many do."""
    assert decode(b"It was late\x1a")[0] == "It was late\x1a"
    assert decode(b"It was late" + b"\x02" * MAX_CONTROLS)[0].startswith("It was late")
    with pytest.raises(SourceError, match="binary"):
        decode(b"It was late" + b"\x02" * (MAX_CONTROLS + 1))


@given(st.binary(max_size=120))
def test_no_bytes_raise_anything_but_a_refusal(data):
    """Whatever the bytes, they become text whose repair can be undone, or a SourceError."""
    try:
        text, _ = decode(data)
    except SourceError:
        return
    assert restore(*repair(text)) == text
    text.encode("utf-8")


def test_every_suffix_has_a_reader():
    """The registry maps small-letter suffixes to functions from bytes to documents."""
    assert {".txt", ".html", ".csv", ".xlsx", ".pdf", ".docx", ".rtf"} <= set(READERS)
    assert all(
        suffix == suffix.lower() and suffix.startswith(".") and callable(read) for suffix, read in READERS.items()
    )
    assert READERS[".txt"](b"It was late.") == [Document("It was late.")] == read_plain(b"It was late.")
