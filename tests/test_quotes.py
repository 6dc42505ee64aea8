"""The laws of quotation marks: where a quotation opens and closes, by the marks alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tools import quoted, quotes_of

from toolkit.quotes import Quote, quotations
from toolkit.text import paragraphs

FORMS = ["“”", '""', "‘’", "''", "«»", "„”", "„“", '“"', '"”']
PAIRED = [(form[0], form[1]) for form in FORMS] + [("``", "''")]
# What may close what: keyboards mix the straight and the curly form, and some put a closing mark on both sides.
CLOSERS = {"“": ["”", '"'], "„": ["“", "”"], "«": ["»"], '"': ['"', "”"], "‘": ["’", "'"], "'": ["'", "’"], "”": ["”"],
           "»": ["»"], "``": ["''"], "''": ["''"]}  # fmt: skip
WORDS = st.lists(
    st.sampled_from(["pay", "the", "don’t", "it's", "wait", "café", "e\u0301tat", "שלום", "1,400", "two-state", "🙂"]),
    min_size=1,
    max_size=5,
).map(" ".join)
SCRAPS = ["“", "”", "„", "«", "»", '"', "‘", "’", "a", "s", "b ", " ", "\n", ". ", ", ", "n’t ", "\u00a0", "(", "—", "S",
          "0", "e\u0301", "🙂", "ש"]  # fmt: skip
# Two straight single marks in a row are one TeX mark, so a text has the one or the other.
ANY_TEXT = st.lists(st.sampled_from([*SCRAPS, "'"]), max_size=30).map("".join).filter(lambda text: "''" not in text)
TEX_TEXT = st.lists(st.sampled_from([*SCRAPS, "``", "''"]), max_size=30).map("".join)


@pytest.mark.parametrize(("opening", "closing"), PAIRED)
@pytest.mark.parametrize(
    ("before", "inside", "after"),
    [
        ("", "We will pay,", " she said."),
        ("She said: ", "We will pay.", ""),
        ("She said (", "we will pay", ") and left."),
        ("She said—", "we will pay", "—and left."),
        ("The ", "so-called", " plan fell."),
        ("She said\u00a0", "we don’t pay", ", and left."),
        ("The army’s ", "plan", " isn’t the boys’ plan."),
        ("It’s ", "he isn't, she's", "; nothing else."),
    ],
)
def test_every_form_of_mark_gives_the_same_stretch(opening, closing, before, inside, after):
    """The same words in curly, straight, single, TeX or angle marks are the same quotation."""
    text = f"{before}{opening}{inside}{closing}{after}"
    start, end = len(before), len(text) - len(after)
    assert quotes_of(text) == [Quote(start, end, start + len(opening), end - len(closing))]


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4), st.sampled_from(PAIRED))
def test_any_number_of_quotations_is_found_in_any_form(pieces, marks):
    """Narration and quotations in turn give back exactly the quoted words, whatever the marks."""
    opening, closing = marks
    text = ", ".join(f"said {told} {opening}{words}{closing}" for told, words in pieces)
    assert quoted(text) == [f"{opening}{words}{closing}" for _, words in pieces]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("“He said ‘no’ to me,” she said.", "“He said ‘no’ to me,”"),
        ("‘He said “no” to me,’ she said.", "‘He said “no” to me,’"),
        ("\"He said 'no' to me,\" she said.", "\"He said 'no' to me,\""),
        ("'He said \"no\" to me,' she said.", "'He said \"no\" to me,'"),
        ("«He said “no” to me,» she said.", "«He said “no” to me,»"),
        ("“The ‘workers” are gone.", "“The ‘workers”"),
    ],
)
def test_a_quotation_inside_a_quotation_is_no_quotation_of_its_own(text, whole):
    """Only the outermost quotation is reported, also where the inner one is broken."""
    assert quoted(text) == [whole]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nobody spoke.",
        "It’s the boys’ club and the girls’ club.",
        "It's the boys' club.",
        "rock 'n' roll in the '90s",
        "’Twas the ’90s.",
        "‘Twas a night.",
        "'Tis the summer of '68.",
        "Give ’em the key.",
        "Mr O’Neill, Mr O'Neill and the 1990’s",
        "He said ‘yes, and left.",
        "He said 'yes, and left.",
        "Ten o’clock, the workers’ rights’ end",
    ],
)
def test_an_apostrophe_is_no_mark(text):
    """Apostrophes, elisions, possessives and a single mark that nothing closes open no quotation."""
    assert quotes_of(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("'The soldiers' homes burned,' she said.", ["'The soldiers' homes burned,'"]),
        ("‘The soldiers’ homes burned,’ she said.", ["‘The soldiers’ homes burned,’"]),
        ("‘It’s the soldiers’ fault,’ she said.", ["‘It’s the soldiers’ fault,’"]),
        ("The soldiers’ ‘mistake’ was big.", ["‘mistake’"]),
        ("The soldiers' 'mistake' was big.", ["'mistake'"]),
        ("the '90s and 'the plan'", ["'the plan'"]),
        ("'Tis not 'so', he said.", ["'so'"]),
        ("‘The ’sixties were ours,’ she said.", ["‘The ’sixties were ours,’"]),
        ("‘The workers’, he said, ‘are gone’.", ["‘The workers’", "‘are gone’"]),
        ("the ‘war’-time plan", ["‘war’"]),
        ("Mr O’Neill’s ‘plan’", ["‘plan’"]),
    ],
)
def test_single_marks_beside_apostrophes_are_told_apart(text, found):
    """A quotation in single marks is whole although it holds, or stands beside, a possessive."""
    assert quoted(text) == found


@pytest.mark.parametrize("mark", ["“", "«", "„", "``", '"'])
def test_a_missing_closing_mark_ends_with_its_paragraph(mark):
    """A quotation that is never closed goes to the end of its paragraph and no further."""
    text = f"She said: {mark}We will pay. Nobody left.\n\nNobody came."
    end = text.index("\n")
    assert quotes_of(text) == [Quote(10, end, 10 + len(mark), end, closed=False)]


@pytest.mark.parametrize("mark", ["“", '"', "``", "«"])
def test_a_quotation_of_several_paragraphs_opens_each_and_closes_the_last(mark):
    """An open quotation continues exactly when the next paragraph opens with a mark again."""
    closing = {"“": "”", "``": "''", "«": "»"}.get(mark, mark)
    text = f"{mark}One.\n\n{mark}Two.\n\n{mark}Three.{closing}\n\nFour."
    assert [(one.closed, one.continues) for one in quotes_of(text)] == [(False, True), (False, True), (True, False)]
    assert quoted(text) == [f"{mark}One.", f"{mark}Two.", f"{mark}Three.{closing}"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We will pay,” she said.", "We will pay,”"),
        ('It was late. We will pay," she said.', 'We will pay,"'),
        ("It was late. We will pay,” she said.", "We will pay,”"),
        ("Was it late? We will pay,'' she said.", "We will pay,''"),
        ("It was late… We will pay,» she said.", "We will pay,»"),
        ("“One.” Two is next. Three,” she said.", "Three,”"),
    ],
)
def test_a_closing_mark_without_an_opening_one_closes_its_sentence(text, found):
    """A closing mark alone closes a quotation that began with its sentence, and is not closed on both sides."""
    last = quotes_of(text)[-1]
    assert text[last.start : last.end] == found
    assert not last.closed
    assert last.inner_start == last.start


@given(ANY_TEXT | TEX_TEXT)
def test_quotations_are_in_order_apart_and_inside_one_paragraph(text):
    """Quotations never overlap, none is empty, and each lies inside one paragraph with its inner words inside it."""
    stretches, last = paragraphs(text), 0
    for quote in quotes_of(text):
        assert last <= quote.start <= quote.inner_start <= quote.inner_end <= quote.end
        assert quote.start < quote.end
        assert any(start <= quote.start and quote.end <= end for start, end in stretches)
        last = quote.end


@given(ANY_TEXT | TEX_TEXT)
def test_a_closed_quotation_begins_and_ends_with_marks_of_one_pair(text):
    """What stands before and after the inner words of a closed quotation are an opening mark and one that closes it."""
    for quote in quotes_of(text):
        opening, closing = text[quote.start : quote.inner_start], text[quote.inner_end : quote.end]
        if quote.closed:
            assert closing in CLOSERS[opening]
        else:
            assert (opening == "") != (closing == "")
            assert quote.continues is False or quote.end in {end for _, end in paragraphs(text)}


PARAGRAPH = st.lists(
    st.sampled_from([scrap for scrap in [*SCRAPS, "'", "``", "''"] if scrap != "\n"]), max_size=12
).map(lambda scraps: f"x{''.join(scraps)}x")


@given(st.lists(PARAGRAPH, min_size=1, max_size=4), st.data())
def test_a_mark_taken_away_changes_nothing_outside_its_paragraph(parts, data):
    """Deleting any one character of a paragraph leaves the quotations of every other paragraph as they were."""
    place = data.draw(st.integers(0, len(parts) - 1))
    cut = data.draw(st.integers(0, len(parts[place]) - 1))
    changed = [*parts]
    changed[place] = parts[place][:cut] + parts[place][cut + 1 :]
    before, after = _by_paragraph(parts), _by_paragraph(changed)
    assert [found for at, found in enumerate(before) if at != place] == [
        found for at, found in enumerate(after) if at != place
    ]


def _by_paragraph(parts: list[str]) -> list[list[tuple[int, int, bool]]]:
    """For each paragraph of the text made of these parts, its quotations counted from its beginning."""
    text, begin, stretches = "\n\n".join(parts), 0, []
    for part in parts:
        stretches.append((begin, begin + len(part)))
        begin += len(part) + 2
    found = quotations(text, stretches)
    return [
        [(one.start - start, one.end - start, one.closed) for one in found if start <= one.start < end]
        for start, end in stretches
    ]


@given(st.lists(PARAGRAPH, min_size=1, max_size=4))
def test_a_paragraph_is_read_as_if_it_stood_alone(parts):
    """The quotations of a text are those of its paragraphs, each read by itself."""
    assert _by_paragraph(parts) == [_by_paragraph([part])[0] for part in parts]


@given(st.text(st.characters(exclude_characters="“”„«»\"‘’'`", codec="utf-8")))
def test_words_without_marks_hold_no_quotation(text):
    """A text without quotation marks has no quotations, whatever its script or white space."""
    assert quotes_of(text) == []


def test_text_outside_the_paragraphs_is_not_read():
    """Marks that stand between the paragraphs given open and close nothing."""
    text = "“Teaser.” She said “no”."
    assert quotations(text, [(10, len(text))]) == [Quote(19, 23, 20, 22)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("``He said 'no' to me,'' Mora said.", ["``He said 'no' to me,''"]),
        ("``The soldiers' homes burned,'' she said.", ["``The soldiers' homes burned,''"]),
        ('The 12" record sold.', []),
        ("“Yes”, he said”.", ["“Yes”"]),
        ("‘We go.\n\n‘We stay,’ she said.", ["‘We go.", "‘We stay,’"]),
    ],
)
def test_marks_of_one_form_are_not_taken_for_another(text, found):
    """Single marks inside TeX marks, inches, a mark too many and single marks that run on do not mislead."""
    quotes = quotations(text, paragraphs(text))
    assert [text[quote.start : quote.end] for quote in quotes] == found
