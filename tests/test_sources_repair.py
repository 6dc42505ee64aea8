"""Laws of the repair: what is mended, what is left alone, and the way back to the untouched text."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.sources import repair, restore, to_original
from toolkit.sources.repair import doubtful

SAMPLE = Path(__file__).parent.parent / "seeds" / "000_5797e36ac861aaf1.txt"


def damaged(text, encoding="cp1252"):
    """The text as it looks when its UTF-8 bytes are read as another encoding; lost bytes become C1 controls."""
    return "".join(
        bytes([byte]).decode(encoding, errors="ignore") or chr(byte) if byte > 0x7F else chr(byte)
        for byte in text.encode("utf-8")
    )


PIECES = st.sampled_from(
    [
        "said", " ", "\n", "\r\n", "\f", "\u2028", "“", "”", "’", "‘", "…", "Â", "Â ", "Â\u00a0", "Ã", "Ã ", "Ã  ", "â€", "â€\x9d",
        "â€™", "â€œ", "Ã©", "ÃƒÂ©", "ï»¿", "\x85", "\x92", "\x83", "\x9d", "\ufffd", "\u00a0", "é", "e\u0301", "Ã \u0304", "שלום",
        "\u202bעברית\u202c", "العربية", "🙂", "👩‍🚒", "Ä°", "ÄŸ", "MENÜ”", "5", ".", "A", "Å ", "Ð¿Ñ€", "日本", "æ—¥", "ﬁ", "Ｆ", "&amp;",
    ]
)  # fmt: skip
MIXES = st.lists(PIECES, max_size=25).map("".join)


@settings(max_examples=400)
@given(MIXES | st.text(max_size=80) | st.text(alphabet=[chr(code) for code in range(0x80, 0x180)], max_size=60))
def test_restoring_gives_the_untouched_text(text):
    """Whatever the text, putting the originals back gives exactly what was read."""
    mended, repairs = repair(text)
    assert restore(mended, repairs) == text


@given(MIXES)
def test_repairs_lie_in_the_text_in_order_and_apart(text):
    """Repairs are sorted, do not overlap, lie in the mended text, and change what they stand for."""
    mended, repairs = repair(text)
    reach = 0
    for place in repairs:
        assert reach <= place["start"] <= place["end"] <= len(mended)
        assert mended[place["start"] : place["end"]] != place["original"]
        reach = place["end"]


@given(MIXES)
def test_offsets_map_to_the_same_character(text):
    """Outside repairs every offset of the mended text maps to the same character of the original, in the same order."""
    mended, repairs = repair(text)
    places = [to_original(repairs, offset) for offset in range(len(mended) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    inside = {offset for place in repairs for offset in range(place["start"], place["end"])}
    empty = {place["start"] for place in repairs if place["start"] == place["end"]}
    for offset in set(range(len(mended))) - inside - empty:
        assert text[places[offset]] == mended[offset]


UNTOUCHED = st.sampled_from(
    [
        "plain words", "“quoted”", "‘single’", "it's", "it’s", "l’état", "café", "cafe\u0301", "naïve", "São Paulo", "Âmago", "Ângela",
        "Ânia", "Âu Cơ", "ĐÂY", "Mevlânâ", "Åse", "Ålesund", "Čapek", "Škoda", "Ümit", "Ñandú", "MAÑANA", "MENÜ”", "OÙ…", "CAFÉ”",
        "Erdoğan", "Milošević", "Łódź", "Việt Nam", "Phạm Minh Chính", "Zürich", "10 °C", "§ 5", "£5", "€5", "½", "«Non»",
        "שלום", "\u200fהוא אמר\u200e", "العربية", "привет", "Ελλάδα", "日本", "한국", "🙂", "👩‍🚒", "🇺🇦", "ﬁne", "Ｆｕｌｌ", "&amp;",
        "&nbsp;", "\u00ad", "\u200b", "\u00a0", "\u202f", "…", "—", "–", "™", "©", "№", "x\u0301", "Å", "Ä", "Ö",
    ]
)  # fmt: skip


@given(st.lists(UNTOUCHED, max_size=12), st.sampled_from([" ", "\n", "\r\n", "\r", "\u2028", "\f", ", ", ". "]))
def test_what_is_not_damaged_stays(words, between):
    """Names, quotation marks, combining marks, emoji, other scripts, line breaks and entities come back untouched."""
    text = between.join(["The", *words, "end"])
    assert repair(text) == (text, [])


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize(
    "text",
    [
        "It’s “late” – he said…",
        "François’ café",
        "the minister’s “plan” — a naïve one",
        "He said: ‘no’",
        "İstanbul’s Erdoğan",
    ],
)
def test_bytes_read_in_the_wrong_encoding_are_mended(text, encoding):
    """A text whose UTF-8 was read as windows-1252, Latin-1 or Mac Roman comes back as it was written."""
    assert repair(damaged(text, encoding))[0] == text


@pytest.mark.parametrize("text", ["It’s “late”", "François said é", "“No”", "5\u00a0km", "“No”\u00a0he"])
def test_damage_upon_damage_is_mended(text):
    """A text damaged twice in the same way comes back as it was written."""
    assert repair(damaged(damaged(text)))[0] == text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("“Itâ€™s” late", "“It’s” late"), ("“Itâ€™s” 🙂 cafe\u0301 שלום", "“It’s” 🙂 cafe\u0301 שלום"),
        ("Recep Tayyip ErdoÄŸan said “no”. Itâ€™s", "Recep Tayyip Erdoğan said “no”. It’s"), ("â€œYesâ€\x9d", "“Yes”"),
        ("â€œYesâ€, he said", "“Yes”, he said"), ("‘Yesâ€ he said", "‘Yes” he said"), ("â€œYesâ€\ufffd he", "“Yes” he"),
        ("1Â½ â‚¬5 Â£5", "1½ €5 £5"), ("naÃ \u0304ve", "naïve"), ("SÃ©golÃ \u0308ne", "Ségolène"), ("voilÃ  le", "voilà le"),
        ("voilÃ le", "voilà le"), ("ï»¿Talks", "Talks"),
    ],
)  # fmt: skip
def test_damage_beside_sound_text_is_mended_alone(text, mended):
    """Only the damaged piece is mended; the sound text beside it, with its quotation marks, is left as it is."""
    assert repair(text)[0] == mended


def test_the_first_line_of_the_sample():
    """In the sample the Â and its plain space become one no-break space, and nothing else changes."""
    text = SAMPLE.read_bytes().decode("utf-8")
    mended, repairs = repair(text)
    assert mended.startswith("BEIJING:\u00a0China’s foreign minister")
    assert repairs == [{"start": 8, "end": 9, "original": "Â "}]
    assert mended[9:] == text[10:]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("BEIJING:Â China", "BEIJING:\u00a0China"), ("saidÂ he", "said\u00a0he"), ("5Â km", "5\u00a0km"), ("he said.Â \nShe", "he said.\u00a0\nShe"),
        ("he said.Â\nShe", "he said.\u00a0\nShe"), ("he said.Â", "he said.\u00a0"), ("said.Â Â He", "said.\u00a0\u00a0He"),
        ("said. Â He", "said. \u00a0He"), ("Â “We", "\u00a0“We"), ("BEIJING:Â\u00a0China", "BEIJING:\u00a0China"), ("5Ã‚ km", "5\u00a0km"), ("5Ã‚Â\u00a0km", "5\u00a0km"),
        ("said”Â he", "said”\u00a0he"), ("saidÂ  he", "said\u00a0 he"), ("end.Â\r\nNext", "end.\u00a0\r\nNext"),
    ],
)  # fmt: skip
def test_a_lost_no_break_space_comes_back(text, mended):
    """After a small letter, a digit, a stop, or between sentences, Â and a space are one no-break space."""
    assert repair(text)[0] == mended


@pytest.mark.parametrize(
    "text",
    [
        "Âmago do problema", "o Âmbito", "HÂLÂ BURADA", "the letter Â is", "Â phwy", "Romania: Â or Î", "MEVLÂNÂ MÜZESİ", "JERUSALEMÂ (x)",
        "“Â”", "(Â )", "Â\n", "PÂRÂ", "MAÇÃ E", "IRMÃ ", "Å er en bokstav", "Vila do Â, Portugal",
    ],
)  # fmt: skip
def test_a_real_letter_stays(text):
    """Â that begins a word, ends a word in capitals, or stands alone in a sentence is a letter."""
    assert repair(text) == (text, [])


def test_a_doubtful_letter_is_mended_only_beside_other_damage():
    """Where a single Â may be either, other damage in the same text decides; without it the letter stays and is counted."""
    assert repair("JERUSALEMÂ (Reuters) - Itâ€™s late")[0] == "JERUSALEM\u00a0(Reuters) - It’s late"
    assert repair("JERUSALEMÂ (Reuters) - It’s late")[0] == "JERUSALEMÂ (Reuters) - It’s late"
    assert doubtful("JERUSALEMÂ (Reuters) - It’s late") == 1
    assert doubtful("Âmago") == 0


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("\x93We stay\x94", "“We stay”"), ("It\x92s late \x96 he said\x85", "It’s late – he said…"), ("“é” \x93x\x94", "“é” “x”"),
        ("one\x85two\n", "one…two\n"), ("\x80" + "5 or €5", "€5 or €5"),
    ],
)  # fmt: skip
def test_controls_that_are_punctuation(text, mended):
    """C1 control characters that are punctuation of windows-1252 become that punctuation."""
    assert repair(text)[0] == mended


@pytest.mark.parametrize("text", ["one\x85two", "“one”\x85“two”", "e\x83 “x”", "a\x81b “x”"])
def test_controls_that_may_be_something_else_stay(text):
    """U+0085 in a text without other line breaks, and controls that are no punctuation, are left as they are."""
    assert repair(text) == (text, [])


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_neither_composed_nor_taken_apart(form):
    """A text keeps the form of its combining marks, even where damage is mended beside it."""
    text = unicodedata.normalize(form, "café São ") + "itâ€™s"
    assert repair(text)[0] == unicodedata.normalize(form, "café São ") + "it’s"


def test_restore_takes_repairs_in_any_order():
    """The order in which repairs are given does not matter."""
    mended, repairs = repair("Itâ€™s 5Â km or â€œsoâ€\x9d.")
    assert restore(mended, reversed(repairs)) == "Itâ€™s 5Â km or â€œsoâ€\x9d."


def test_an_offset_inside_a_mended_piece_is_where_its_original_begins():
    """Offsets inside and after a mended piece map to the beginning of its original and to what follows it."""
    repairs = [{"start": 2, "end": 4, "original": "abcdef"}, {"start": 5, "end": 5, "original": "xy"}]
    assert [to_original(repairs, offset) for offset in range(8)] == [0, 1, 2, 2, 8, 9, 12, 13][:8]
