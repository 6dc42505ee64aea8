"""The laws of reading: what of an article is parsed, where its pieces stand, and that articles do not touch each other."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from language_tools import articles_of, quoted, reading_of, rows_of, tables_of

from toolkit import tables
from toolkit.errors import ModelError
from toolkit.language import DEFAULT_MODEL, analyse, load_model, model_card
from toolkit.language.reading import NOT_READ, readings, segments
from toolkit.tables.values import MARKS
from toolkit.text import paragraphs

NEWS = """Norland to pay

PORTH: Norland said it would pay. “At least 12 people were killed,” Ada Lind said.

Photo: the port at night

Lind met the envoy of China. She left.

Read more: ten quiet ports"""


def mark(words, kind, text=NEWS):
    """A mark on the first place where these words stand."""
    start = text.index(words)
    return {"start": start, "end": start + len(words), "kind": kind}


MARKED = [
    mark("Norland to pay", "headline"),
    mark("PORTH: ", "dateline"),
    mark("Photo: the port at night", "caption"),
    mark("Read more: ten quiet ports", "teaser"),
]


def pieces(text, marks):
    """The words of each stretch that is read."""
    return [text[start:end] for start, end, _ in segments(text, marks)]


def test_what_is_read_is_the_article_without_its_furniture():
    """Paragraphs are read in order; a dateline, a caption and a teaser are not, and the headline is told apart."""
    found = segments(NEWS, MARKED)
    assert [NEWS[start:end] for start, end, _ in found] == [
        "Norland to pay",
        "Norland said it would pay. “At least 12 people were killed,” Ada Lind said.",
        "Lind met the envoy of China. She left.",
    ]
    assert [headline for *_, headline in found] == [True, False, False]


def test_without_marks_every_paragraph_is_read():
    """An article without marks is read whole, paragraph by paragraph, and has no headline."""
    assert [(start, end) for start, end, _ in segments(NEWS, [])] == paragraphs(NEWS)
    assert not any(headline for *_, headline in segments(NEWS, []))


@pytest.mark.parametrize("kind", MARKS)
def test_every_mark_but_the_headline_keeps_its_words_from_being_read(kind):
    """Each kind of boilerplate is left out of what is read; the headline alone is read."""
    found = pieces("One.\n\nTwo.\n\nThree.", [{"start": 6, "end": 10, "kind": kind}])
    assert found == (["One.", "Two.", "Three."] if kind == "headline" else ["One.", "Three."])
    assert (kind in NOT_READ) == (kind != "headline")


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([(0, 4)], ["two six"]),
        ([(4, 7)], ["one ", "six"]),
        ([(0, 11)], []),
        ([(4, 11)], ["one "]),
        ([(0, 5), (3, 7)], ["six"]),
        ([(3, 7), (0, 5)], ["six"]),
        ([(0, 11), (2, 3)], []),
        ([(50, 60)], ["one two six"]),
    ],
)
def test_marks_inside_a_paragraph_cut_it(spans, left):
    """Marks may overlap, come in any order, and stand at either end or in the middle of a paragraph."""
    assert pieces("one two six", [{"start": start, "end": end, "kind": "credit"} for start, end in spans]) == left


LINES = st.lists(st.sampled_from(["one ", "two.", " ", "\n", "\n\n", "\r\n", "\u2028", "\f", "🙂", "e\u0301", "\u00a0", "שלום", "<script>", "“", "”"]),
                 max_size=20).map("".join)  # fmt: skip


@st.composite
def marked(draw):
    """A text and some marks on it, in any order."""
    text = draw(LINES)
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = draw(st.lists(st.tuples(ends, st.sampled_from(MARKS)), max_size=4))
    return text, [{"start": start, "end": end, "kind": kind} for (start, end), kind in spans]


@given(marked())
def test_stretches_are_apart_in_order_inside_paragraphs_and_free_of_boilerplate(case):
    """Every stretch read begins with a sign, lies in one paragraph, follows the one before, and touches no boilerplate."""
    text, marks = case
    last, kept = 0, paragraphs(text)
    for start, end, _ in segments(text, marks):
        assert last <= start < end
        assert not text[start].isspace()
        assert any(low <= start and end <= high for low, high in kept)
        assert all(
            end <= one["start"] or one["end"] <= start
            for one in marks
            if one["kind"] in NOT_READ and one["start"] < one["end"]
        )
        last = end


@given(marked())
def test_no_sign_outside_the_boilerplate_is_lost(case):
    """Every character that is no white space is either read or under a mark of boilerplate."""
    text, marks = case
    read = {place for start, end, _ in segments(text, marks) for place in range(start, end)}
    skipped = {place for one in marks if one["kind"] in NOT_READ for place in range(one["start"], one["end"])}
    for start, end in paragraphs(text):
        for place in range(start, end):
            assert text[place].isspace() or place in read or place in skipped


def test_a_paragraph_knows_its_place_in_the_article():
    """The offsets of tokens and spans of a paragraph cut the same words from the article."""
    for paragraph in reading_of(NEWS, marks=MARKED).paragraphs:
        for token in paragraph.doc:
            start, end = paragraph.span(token, token)
            assert NEWS[start:end] == token.text
            assert paragraph.at(token) == start
        assert NEWS[slice(*paragraph.span(paragraph.doc[0], paragraph.doc[-1]))] == paragraph.doc.text


@pytest.mark.parametrize(
    "text",
    [
        "a\u00a0\u2003b  c\td",
        "🙂👩\u200d👩\u200d👧🇮🇱 e\u0301",
        "<script>x</script>",
        "\u200fשלום\u200f 12 %",
        "a\x00b",
        "\ufeffa",
        "x" * 3000,
    ],
)
def test_the_parse_keeps_every_character(text):
    """A parsed paragraph is the paragraph, character for character, whatever signs it is made of."""
    parsed = reading_of(text).paragraphs
    assert [one.doc.text for one in parsed] == [text[start:end] for start, end in paragraphs(text)]


def test_the_headline_and_the_quotations_are_known_before_the_rules_run():
    """A reading holds where the headline ends, the quotations of what is read, and those that touch a stretch."""
    reading = reading_of(NEWS, marks=MARKED)
    assert reading.headline_end == len("Norland to pay")
    assert [NEWS[one.start : one.end] for one in reading.quotes] == quoted(NEWS)
    (quote,) = reading.quotes
    assert reading.quotes_in(quote.start, quote.start + 1) == [quote]
    assert reading.quotes_in(quote.end - 1, quote.end + 5) == [quote]
    assert reading.quotes_in(0, quote.start) == reading.quotes_in(quote.end, len(NEWS)) == []
    assert reading_of("One.").headline_end == 0


def test_a_date_is_kept_and_a_missing_date_is_none():
    """The date of publication is the article's own or None; today is never put in its place."""
    assert reading_of("One.").published is None
    assert str(reading_of("One.", published="2024-03-05").published) == "2024-03-05 00:00:00"


def test_a_reading_cannot_be_changed():
    """Readings and their paragraphs are frozen."""
    reading = reading_of("One.")
    with pytest.raises(FrozenInstanceError):
        reading.text = ""
    with pytest.raises(FrozenInstanceError):
        reading.paragraphs[0].start = 3


def test_every_article_has_one_reading_in_order():
    """Articles are read in their order, one reading each, also those with nothing in them."""
    found = list(readings(articles_of("One.", "", " \n ", "Two.\n\nThree."), load_model(DEFAULT_MODEL)))
    assert [one.article_id for one in found] == ["a0", "a1", "a2", "a3"]
    assert [len(one.paragraphs) for one in found] == [1, 0, 0, 2]
    assert [one.index for one in found[3].paragraphs] == [0, 1]


def test_neighbours_change_nothing():
    """An article gives the same rows alone, between others, and in any order."""
    other = "Israel said “no”. Rebels killed ten people, the mayor said."
    alone = tables_of(NEWS)
    among = analyse(articles_of(NEWS, other, "", NEWS[:40]))
    for name, table in alone.items():
        mine = among[name][among[name]["article_id"] == "a0"].reset_index(drop=True)
        assert mine.to_dict("records") == table.to_dict("records"), name


def test_nothing_in_gives_empty_tables_out():
    """No article, or articles without words, give every table with its columns and no row."""
    for articles in (tables.empty("ARTICLES"), articles_of("", " ", "\n\n")):
        found = analyse(articles)
        assert set(found) == {"STATEMENTS", "FIGURES", "HARMS", "SPEAKERS", "NAMES"}
        assert [len(tables.check(table, name)) for name, table in found.items()] == [0] * 5


def test_a_rank_before_a_name_ends_no_sentence():
    """The stop of an abbreviated title belongs to the title."""
    doc = reading_of("Cmdr. Ada Lind and Supt. Oto Brack left.").paragraphs[0].doc
    assert {"Cmdr.", "Supt."} <= {token.text for token in doc}
    assert len(list(doc.sents)) == 1


def test_the_model_is_loaded_once_and_named():
    """The same name gives the same pipeline, and its card names model and versions."""
    assert load_model(DEFAULT_MODEL) is load_model(DEFAULT_MODEL)
    analyse(articles_of("One."))
    loaded = load_model.cache_info().misses
    card = model_card(DEFAULT_MODEL)
    assert load_model.cache_info().misses == loaded  # it is the one that analyses
    assert card["name"] == DEFAULT_MODEL
    assert card["spacy"] == spacy.__version__
    assert all(card.values())


def test_a_model_that_is_not_there_is_refused_with_what_would_work():
    """The error for a missing model names it, a model that works, and what to install."""
    with pytest.raises(ModelError, match="'en_none' is not installed") as caught:
        load_model("en_none")
    assert DEFAULT_MODEL in caught.value.works
    assert "en-none" in caught.value.step


def test_a_model_without_a_parser_is_refused(tmp_path):
    """A pipeline that cannot parse is refused with the parts it has."""
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ModelError, match="has the parts none"):
        load_model(str(tmp_path / "bare"))


WEIRD = st.text(st.characters(codec="utf-8"), max_size=60)


@pytest.mark.slow
@given(st.lists(WEIRD | LINES, min_size=1, max_size=5))
def test_any_text_is_analysed_and_keeps_every_contract(texts):
    """Whatever signs articles are made of, each table keeps its contract and every span is cut from its article."""
    assert set(tables_of(*texts)) == {"STATEMENTS", "FIGURES", "HARMS", "SPEAKERS", "NAMES"}


@pytest.mark.parametrize(
    "odd", ["🙂 ", "e\u0301 ", "שלום ", "<script>alert(1)</script> ", "\u00a0\u2003", "𝄞 ", "\t\t"]
)
def test_odd_signs_before_a_sentence_move_its_rows_and_change_no_words(odd):
    """The rows of a sentence are the same words, moved by what stands before it in another paragraph."""
    text = "“At least 12 people were killed in China,” Ada Lind said."
    for name in ("STATEMENTS", "FIGURES", "HARMS", "NAMES"):
        plain, moved = rows_of(name, text), rows_of(name, f"{odd}x\n\n{text}")
        shift = len(odd) + 3
        assert [row["start"] + shift for row in plain] == [row["start"] for row in moved if row["start"] >= shift]


STRANGE = "Minister Ada Lind of Qvornhaug said the zzyrbliks had mmorked.\n\n“We will qqvist,” she said."


def _strange(words):
    return {word for word in ("zzyrbliks", "mmorked", "qqvist") if word in words}


def test_words_of_an_article_leave_with_it():
    """The vocabulary of a process that analyses for days does not grow, and what was found stays as it was."""
    strings = load_model(DEFAULT_MODEL, rules=False).vocab.strings
    first = analyse(articles_of(STRANGE))
    assert _strange(strings) == set()
    again = analyse(articles_of(STRANGE))
    for name, table in first.items():
        assert repr(table.to_dict("records")) == repr(again[name].to_dict("records"))
    assert "zzyrbliks" in first["STATEMENTS"].loc[0, "content"]


def test_words_leave_when_an_analysis_fails_too(monkeypatch):
    """An article at which the analysis fails leaves no words behind, and the next one is analysed as ever."""
    strings, expected = load_model(DEFAULT_MODEL, rules=False).vocab.strings, analyse(articles_of(STRANGE))
    with monkeypatch.context() as patched:
        patched.setattr("toolkit.language.analysis.find_figures", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            analyse(articles_of(STRANGE, STRANGE))
    assert _strange(strings) == set()
    for name, table in analyse(articles_of(STRANGE)).items():
        assert repr(table.to_dict("records")) == repr(expected[name].to_dict("records"))


def test_threads_analyse_one_after_the_other():
    """Several threads that analyse at once find what each would find alone."""
    expected = analyse(articles_of(STRANGE))["STATEMENTS"].to_dict("records")
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: analyse(articles_of(STRANGE)), range(12)))
    assert all(repr(one["STATEMENTS"].to_dict("records")) == repr(expected) for one in found)
