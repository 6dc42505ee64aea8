"""The laws of the grammar of numbers: values, ranges, shares, units and the words that bound them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tools import grammar_of, numbers_of, reading_of

from toolkit.data import lexicon
from toolkit.language.numbers import find_numbers
from toolkit.language.quantities import Number, currency_signs, vague, values
from toolkit.tables.values import BOUNDS

UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
         "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SIGNS = ["$", "US$", "€", "£", "¥", "₹", "₦", "C$", "A$"]


def the_number(text: str) -> tuple[str, Number]:
    """The only number of a text, with its words."""
    found = numbers_of(text)
    assert len(found) == 1, found
    return found[0]


def by_grammar(text: str) -> tuple[str, Number]:
    """The only number of a text by its tokens alone, with its words."""
    found = grammar_of(text)
    assert len(found) == 1, found
    return found[0]


def in_words(value: int) -> str:
    """A number below one hundred in English words."""
    if value < 20:
        return UNITS[value]
    ten, unit = divmod(value, 10)
    return TENS[ten - 2] + (f"-{UNITS[unit]}" if unit else "")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("45", 45), ("145", 145), ("1,400", 1400), ("12,500", 12500), ("1,234,567", 1234567), ("3.5", 3.5), ("0", 0),
        ("1,23,456", 123456), ("12,34,567", 1234567), ("3 million", 3e6), ("3.2 million", 3.2e6), ("1.9m", 1.9e6),
        ("3m", 3e6), ("12k", 12e3), ("2bn", 2e9), ("3 lakh", 3e5), ("3 crore", 3e7), ("7 trillion", 7e12),
        ("twelve", 12), ("twenty", 20), ("twenty-one", 21), ("ninety-nine", 99), ("two dozen", 24), ("a dozen", 12),
        ("a hundred", 100), ("one hundred", 100), ("a thousand", 1000), ("a million", 1e6), ("two hundred", 200),
        ("two hundred and ten", 210), ("three hundred and forty-five", 345), ("twelve hundred", 1200),
        ("two thousand and five", 2005), ("ten thousand", 1e4), ("two hundred thousand", 2e5), ("two million", 2e6),
        ("12 thousand", 12e3), ("1,400 million", 1.4e9), ("１２", 12), ("١٢", 12),
    ],
)  # fmt: skip
def test_digits_and_words_give_their_value(printed, value):
    """A number in digits, in words or in both is read as one number with its exact value."""
    words, number = by_grammar(f"Officials counted {printed} houses there.")
    assert words == printed
    assert (number.low, number.high, number.bound) == (value, value, "=")
    assert number.words is None


@given(st.integers(11, 1499) | st.integers(2100, 10**9), st.sampled_from(["{:,}", "{:d}"]))
def test_any_whole_number_in_digits_comes_back(value, form):
    """A whole number printed in digits, with or without commas, is the value that was printed."""
    words, number = by_grammar(f"Officials counted at least {form.format(value)} houses there.")
    assert words == f"at least {form.format(value)}"
    assert (number.low, number.high, number.bound) == (float(value), None, "≥")


@given(st.integers(2, 99), st.sampled_from(["", "hundred", "thousand", "million", "hundred thousand"]))
def test_any_number_in_words_comes_back(value, magnitude):
    """A number below one hundred in words, with a magnitude or without, is the value its words mean."""
    printed = f"{in_words(value)} {magnitude}".strip()
    words, number = by_grammar(f"Officials counted at least {printed} houses there.")
    size = math.prod(values()[part][0] for part in magnitude.split())
    assert (words, number.low) == (f"at least {printed}", value * size)


@given(st.integers(1, 999), st.integers(1, 9), st.sampled_from(["million", "billion", "thousand"]))
def test_a_decimal_with_its_magnitude_is_the_product(whole, tenth, magnitude):
    """Digits with a decimal point are multiplied by the magnitude that follows."""
    _, number = by_grammar(f"Officials counted at least {whole}.{tenth} {magnitude} houses there.")
    assert number.low == pytest.approx((whole + tenth / 10) * values()[magnitude][0], rel=1e-12)


@pytest.mark.parametrize("row", lexicon("bounds").to_dict("records"), ids=lambda row: row["words"])
def test_every_bound_of_the_lexicon_bounds_its_number(row):
    """Each row of bounds.csv gives its sign, is kept in the words, and leaves open the end it says nothing about."""
    parts = ("45", row["words"]) if row["note"] else (row["words"], "45")
    words, number = the_number(f"Officials told of {' '.join(parts)} houses there.")
    assert words == " ".join(parts)
    assert number.bound == row["bound"]
    assert number.low == (None if row["bound"] in {"≤", "<"} else 45)
    assert number.high == (None if row["bound"] in {"≥", ">"} else 45)
    assert number.words is not None


@pytest.mark.parametrize("words", ["at least", "up to", "around", "more than", "nearly"])
@pytest.mark.parametrize(
    ("printed", "value"), [("12", 12), ("1,400", 1400), ("a dozen", 12), ("two million", 2e6), ("3m", 3e6)]
)
def test_a_bound_does_not_depend_on_how_the_number_is_printed(words, printed, value):
    """The same bound before digits, words or a magnitude is read alike, at the beginning of a sentence too."""
    for text in (
        f"Officials told of {words} {printed} houses.",
        f"{words.capitalize()} {printed} houses were counted.",
    ):
        found, number = the_number(text)
        assert found.lower() == f"{words} {printed}"
        assert {number.low, number.high} <= {value, None}


@pytest.mark.parametrize("row", lexicon("vague_numbers").to_dict("records"), ids=lambda row: row["words"])
@pytest.mark.parametrize("joined", ["of ", ""])
def test_every_vague_number_stands_for_what_its_row_says(row, joined):
    """Each row of vague_numbers.csv gives its low and high with the bound vague; an empty cell is an open end."""
    words, number = the_number(f"Officials counted {row['words']} {joined}houses there.")
    assert (words, number.bound) == (row["words"], "vague")
    assert number.low == float(row["low"])
    assert number.high == (float(row["high"]) if row["high"] else None)


def test_a_bound_before_a_vague_number_keeps_it_vague():
    """A vague number with a bound word stays vague, keeps its values, and takes the bound word in."""
    words, number = the_number("At least dozens of houses burned.")
    assert (words, number.bound, number.low, number.high) == ("At least dozens", "vague", 24.0, None)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("between 60 and 90", 60, 90), ("from 60 to 90", 60, 90), ("60 to 90", 60, 90), ("100-150", 100, 150),
        ("20-30", 20, 30), ("between five and six", 5, 6), ("two to three", 2, 3), ("two to three million", 2e6, 3e6),
        ("between 1,200 and 1,400", 1200, 1400), ("twenty to thirty", 20, 30), ("1.5 million to 2 million", 1.5e6, 2e6),
        ("between one hundred and two hundred", 100, 200), ("60 - 90", 60, 90), ("60 – 90", 60, 90),
    ],
)  # fmt: skip
def test_a_range_gives_both_ends(printed, low, high):
    """Two ends joined by "and", "to" or a dash are one number with the bound range, never their sum."""
    words, number = by_grammar(f"Officials told of {printed} houses there.")
    assert (words, number.bound, number.low, number.high) == (printed, "range", low, high)


@given(st.integers(21, 900), st.integers(1, 900), st.sampled_from(["between {} and {}", "from {} to {}", "{} to {}"]))
def test_the_ends_of_any_range_come_back_in_order(low, step, form):
    """Whatever its ends, a range is one number whose low is below its high."""
    _, number = by_grammar(f"Officials told of {form.format(low, low + step)} houses there.")
    assert (number.bound, number.low, number.high) == ("range", low, low + step)


def test_ends_in_the_wrong_order_are_no_range():
    """What looks like a range with a first end above the second is not read as one."""
    assert "range" not in {number.bound for _, number in grammar_of("Officials told of 90 to 60 houses there.")}


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("One in five houses burned.", "One in five", 20, 20),
        ("Nine out of ten houses burned.", "Nine out of ten", 90, 90),
        ("Nearly 1 in 4 houses burned.", "Nearly 1 in 4", None, 25),
        ("A third of the houses burned.", "A third", 33.33, 33.33),
        ("Two-thirds of the houses burned.", "Two-thirds", 66.67, 66.67),
        ("Two thirds of the houses burned.", "Two thirds", 66.67, 66.67),
        ("Three-quarters of the houses burned.", "Three-quarters", 75, 75),
        ("Four-fifths of the houses burned.", "Four-fifths", 80, 80),
        ("Half of the houses burned.", "Half", 50, 50),
        ("More than half of the houses burned.", "More than half", 50, None),
        ("Some 40% of the houses burned.", "Some 40%", 40, 40),
        ("40 per cent of the houses burned.", "40 per cent", 40, 40),
        ("Forty percent of the houses burned.", "Forty percent", 40, 40),
        ("At least 4.5 % of the houses burned.", "At least 4.5 %", 4.5, None),
        ("From 10 to 20 per cent of the houses burned.", "From 10 to 20 per cent", 10, 20),
        ("10% to 20% of the houses burned.", "10% to 20%", 10, 20),
        ("18 percent to 25 percent of the houses burned.", "18 percent to 25 percent", 18, 25),
    ],
)
def test_a_share_is_in_per_cent(text, printed, low, high):
    """Shares, however printed, are given in per cent, 0 to 100, with the measure share."""
    words, number = the_number(text)
    assert (words, number.low, number.high) == (printed, low, high)
    assert (number.unit, number.measure) == ("%", "share")


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", "at least "])
def test_a_currency_sign_belongs_to_its_amount(sign, before):
    """The sign before an amount is inside its words and gives the unit, with a bound or without."""
    words, number = the_number(f"Officials spent {before}{sign}45 there.")
    unit = dict(zip(lexicon("units")["text"], lexicon("units")["unit"], strict=True))[sign]
    assert (words, number.unit, number.measure) == (f"{before}{sign}45", unit, "money")


# Without "won", which the tagger takes for the past of "win".
ONE_WORD = [row for row in lexicon("units").to_dict("records") if row["text"].islower() and row["text"] != "won"]


@pytest.mark.parametrize("row", [row for row in ONE_WORD if row["text"].isalpha()], ids=lambda row: row["text"])
def test_a_unit_in_words_follows_its_amount(row):
    """Each unit in one word of units.csv is taken in after the amount and gives unit and measure."""
    words, number = the_number(f"Officials spent about 45 {row['text']} there.")
    assert (words, number.unit, number.measure) == (f"about 45 {row['text']}", row["unit"], row["measure"])


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("$3m", 3e6, 3e6), ("€3m", 3e6, 3e6), ("£2.5 billion", 2.5e9, 2.5e9), ("3.2 million dollars", 3.2e6, 3.2e6),
        ("between $3 and $5", 3, 5), ("$1.9 billion to $2.1 billion", 1.9e9, 2.1e9), ("up to €200,000", None, 2e5),
        ("more than $1.9bn", 1.9e9, None), ("₹3 crore", 3e7, 3e7), ("nearly 50 cents", None, 50),
    ],
)  # fmt: skip
def test_an_amount_of_money_keeps_magnitude_bound_and_unit(printed, low, high):
    """Money is read with its sign, magnitude, range and bound as one number."""
    words, number = the_number(f"Officials spent {printed} there.")
    assert (words, number.low, number.high, number.measure) == (printed, low, high, "money")


@pytest.mark.parametrize(
    "text",
    ["Ines Mora, 45, was killed.", "A woman aged 45 died.", "They named Ines Mora, 45.", "The final, 2-1, was dull.",
     "They met on 7 October.", "Cite Article 51 now.", "They met at 12 Wharf Street.", "It began at 10 p.m. there."],
)  # fmt: skip
def test_a_label_is_known_by_the_words_beside_it(text):
    """Ages, scores, dates, labels, addresses and times are left out also where the model marks no entity."""
    for paragraph in reading_of(text).paragraphs:
        paragraph.doc.set_ents([])
        assert find_numbers(paragraph.doc) == []


def test_a_particle_of_the_verb_is_no_bound():
    """The particle in "took over 12 villages" bounds nothing; the same word in "over 12 villages" does."""
    assert the_number("Troops took over 12 villages.")[1].bound == "="
    assert the_number("Over 12 villages were lost.")[1].bound == ">"


@pytest.mark.parametrize("text", ["$", "at least", "or more", "between", "between 5 and", "one in", "5 in 0", "12-", "$ to $",
                                  "half", "a third", "dozen", "million", "%", "and half", "from $", "5 -"])  # fmt: skip
def test_a_piece_of_a_number_is_no_number_and_no_error(text):
    """Words that could begin or end a number, alone in a paragraph, give a number with ends in order or none."""
    for _, number in numbers_of(text):
        assert number.bound in BOUNDS
        assert number.low is None or number.high is None or number.low <= number.high


PIECES = ["12", "1,400", "3m", "between", "from", "and", "to", "at least", "over", "about", "$", "€", "%", "per cent", "one",
          "two", "twenty", "hundred", "million", "a", "dozen", "half", "third", "of", "in", "out", "the", "dozens", "tens",
          "several", "-", "–", ",", "(", "no", "people", "May", "2023", "aged", "🙂", "e\u0301", "שלום", "<b>"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([" ", "\u00a0", "  ", "\u3000"]))
def test_any_heap_of_pieces_gives_numbers_in_order_and_apart(pieces, space):
    """Numbers never overlap, bound words lie inside their number, and each has a known bound and an end."""
    last = -1
    for _, number in grammar_of(space.join([*pieces, "."])):
        assert last < number.first <= number.last
        last = number.last
        assert number.bound in BOUNDS
        assert (number.low, number.high) != (None, None)
        if number.words is not None:
            assert number.first <= number.words[0] <= number.words[1] <= number.last


def test_the_words_of_the_lexicons_are_read_as_they_are_written():
    """Values, vague words and currency signs are the rows of their files, no more and no fewer."""
    assert {word: str(sort) for word, (_, sort) in values().items()} == dict(
        zip(lexicon("number_words")["word"], lexicon("number_words")["sort"], strict=True)
    )
    assert {" ".join(words) for words in vague()} == set(lexicon("vague_numbers")["words"])
    assert set(SIGNS) < currency_signs()
    assert not any(sign.islower() for sign in currency_signs())
