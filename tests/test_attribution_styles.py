"""What is said does not depend on how a paper prints it: style of marks, a missing mark, capitals, stops, length."""

import re
from collections import Counter
from functools import cache, lru_cache

import pytest
from attribution_tools import analysed, articles
from golden_set import gold_record, load_all

from toolkit import language
from toolkit.language.reading import LONGEST, segments
from toolkit.quotes import quotations
from toolkit.text import paragraphs

TEXTS = {report.id: gold_record(report)["ARTICLES"].loc[0, "text"] for report in load_all()}
STYLES = {"straight": ('"', '"'), "single": ("‘", "’"), "straight single": ("'", "'"), "TeX": ("``", "''")}
FEW = ["border-clash", "hafdis-trawler", "nurses-live", "sample"]
ALL = [pytest.param(name, marks=() if name in FEW else pytest.mark.slow) for name in TEXTS]


def printed(text, marks):
    """The text with other marks around its quotations."""
    parts, place = [], 0
    for quote in quotations(text, paragraphs(text)):
        opening = marks[0] if quote.inner_start > quote.start else ""
        closing = marks[1] if quote.end > quote.inner_end else ""
        parts += [text[place : quote.start], opening, text[quote.inner_start : quote.inner_end], closing]
        place = quote.end
    return "".join([*parts, text[place:]])


def plain(words):
    """Words without marks, in small letters."""
    return " ".join(re.findall(r"\w+", words.lower()))


@cache
def statements(text):
    """What is told of a text, without marks and places."""
    found = analysed(text)["STATEMENTS"].to_dict("records")
    return Counter((row["kind"], plain(row["content"]), plain(row["speaker_mention"]), row["speaker"]) for row in found)


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES)
def test_the_style_of_marks_changes_nothing(style):
    """The same reports in another style of marks give the same statements, but for two in a hundred at most.

    Each style is asked of every other report, and of each report in two styles: all in all would take a quarter of an hour.
    """
    same = size = 0
    for text in list(TEXTS.values())[list(STYLES).index(style) % 2 :: 2]:
        curly, other = statements(printed(text, ("“", "”"))), statements(printed(text, STYLES[style]))
        same += 2 * sum((curly & other).values())
        size += sum(curly.values()) + sum(other.values())
    assert same >= 0.98 * size


def test_straight_marks_are_read_as_curly_ones():
    """Straight double marks give exactly what curly ones give."""
    for name in FEW:
        assert statements(printed(TEXTS[name], ("“", "”"))) == statements(printed(TEXTS[name], ('"', '"')))


@lru_cache(maxsize=64)
def placed(text, moved=0, after=0):
    """Statements with their places, moved back to where they stood before the mark was taken out."""
    rows = analysed(text)["STATEMENTS"].to_dict("records")
    return [
        (
            row["kind"],
            row["speaker_mention"],
            tuple((a + moved * (a > after), b + moved * (b > after)) for a, b in row["spans"]),
        )
        for row in rows
    ]


@pytest.mark.parametrize("name", ALL)
def test_a_missing_mark_spoils_its_paragraph_only(name):
    """With the first closing mark of a paragraph taken out, what stands in other paragraphs is found as before.

    Two paragraphs of each report are tried. Quotations that run on over paragraphs are left out, and paragraphs before
    one that opens with a mark: there a missing mark is how papers print that somebody goes on.
    """
    text = TEXTS[name]
    stretches = paragraphs(text)
    quotes = quotations(text, stretches)
    if any(quote.continues for quote in quotes):
        pytest.skip("the report has a quotation that runs on")
    followed = zip(stretches, [*stretches[1:], (len(text), len(text))], strict=True)
    told = [
        (low, high, marks[0])
        for (low, high), (behind, _) in followed
        if text[behind : behind + 1] not in {"“", "‘", '"', "'", "`"}
        and (marks := [(q.inner_end, q.end) for q in quotes if low <= q.start < high and q.end > q.inner_end])
    ]
    for low, high, (start, end) in told[:: max(1, len(told) // 2)][:2]:
        before = [one for one in placed(text) if not any(low <= a < high for a, _ in one[2])]
        after = placed(text[:start] + text[end:], end - start, start)
        assert [one for one in after if not any(low <= a < high for a, _ in one[2])] == before


def test_a_headline_in_capitals():
    """A headline in capitals changes nothing in the story below it."""
    story = "Ines Mora said on Monday that the port would close.\n\n“We will strike,” Tom Reid told reporters."
    low, high = "Port to close, minister says", "PORT TO CLOSE, MINISTER SAYS"
    found = [
        [row[1:3] for row in told(f"{headline}\n\n{story}", headline) if row[0] >= len(headline)]
        for headline in (low, high)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 2


def told(text, headline):
    """Start, content and speaker of the statements of a text with a headline."""
    rows = language.analyse(articles(text, marks=[("headline", headline)]))["STATEMENTS"].to_dict("records")
    return [(row["start"], row["content"], row["speaker"]) for row in rows]


@pytest.mark.parametrize("text", ["Ines Mora said the port would close.", "“We will strike,” Tom Reid told reporters."])
def test_a_missing_stop_changes_nothing(text):
    """A sentence without its final stop tells what it tells with it."""
    assert statements(text) == statements(text.rstrip("."))


def test_a_list_is_read_line_by_line():
    """Items of a list keep their own speakers, and what nobody said stays narration."""
    items = ["The union wants 9 per cent.", "“Not a penny more,” Ines Mora said.", "The strike began on Monday."]
    rows = analysed("\n".join(f"- {item}" for item in items))["STATEMENTS"]
    assert rows.loc[rows["kind"] == "direct", "speaker"].tolist() == ["Ines Mora"]
    assert not rows["content"].str.contains("began on Monday").any()


@pytest.mark.slow
def test_a_long_article_is_read_to_its_end():
    """In an article of 20,000 words the last paragraph is read like the first."""
    last = "“We will strike,” Tom Reid told reporters on Monday."
    words = "\n\n".join(TEXTS.values())
    cut = words.index("\n\n", len(words) * 20_000 // len(words.split()))
    text = f"{words[:cut]}\n\n{last}"
    assert 19_000 < len(text.split()) < 21_000
    row = analysed(text)["STATEMENTS"].to_dict("records")[-1]
    assert (row["speaker_mention"], row["content"]) == ("Tom Reid", "“We will strike,”")


def test_a_paragraph_without_end_is_read_in_parts():
    """A paragraph longer than any paper prints is read whole, in parts that end with a sentence."""
    text = " ".join(f"Ship {number} left the harbour with {number} crates of fish." for number in range(600))
    parts = segments(text, [])
    assert len(parts) > 3
    assert all(high - low <= LONGEST for low, high, _ in parts)
    assert [text[low:high].strip()[-1] for low, high, _ in parts] == ["."] * len(parts)
    assert "".join(text[low:high] for low, high, _ in parts).replace(" ", "") == text.replace(" ", "")
