"""The drawn sample of a second coder, what both have in it, and the disagreements that are still open."""

from collections import Counter
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import place, small_record

from toolkit.errors import RecordError
from toolkit.evaluate import EvaluateError, agreement, codings, disagreements, draw_articles, open_disagreements
from toolkit.record import Query, Record, accept, add, adopt, coding, correct, corrected, reject, uphold
from toolkit.record.settling import articles_decided
from toolkit.tables import frame

RAW = small_record()
ANNA = "blind-anna"


def corpus(outlets, copies=()):
    """A record with one article for each outlet named; those at `copies` repeat the first."""
    rows = [
        {"article_id": f"a{place:03}", "outlet": outlet, "duplicate_of": "a000" if place in copies else ""}
        for place, outlet in enumerate(outlets)
    ]
    return Record(frame("ARTICLES", rows))


OUTLETS = st.lists(st.sampled_from(["Post", "Sun", "", "Wire"]), min_size=1, max_size=40)


@given(OUTLETS, st.integers(1, 45), st.integers(0, 99))
def test_each_outlet_gives_its_share(outlets, n, seed):
    """As many as asked for, none twice, and of each outlet its share, rounded up or down."""
    drawn = draw_articles(corpus(outlets), n=n, seed=seed)
    total = min(n, len(outlets))
    assert len(drawn) == len(set(drawn)) == total
    told = Counter(outlets[int(name[1:])] for name in drawn)
    for outlet, size in Counter(outlets).items():
        share = total * size / len(outlets)
        assert floor(share) <= told[outlet] <= ceil(share)


@given(OUTLETS, st.randoms(use_true_random=False))
def test_the_order_of_the_record_changes_nothing(outlets, shuffle):
    """The same articles in any order, and the same seed: the same draw in the same order."""
    record = corpus(outlets)
    order = list(range(len(outlets)))
    shuffle.shuffle(order)
    turned = Record(record.articles.iloc[order].reset_index(drop=True))
    assert draw_articles(turned, n=5) == draw_articles(record, n=5)


def test_every_article_has_the_same_chance():
    """Over many seeds 3 of 10 articles of unequal outlets are drawn equally often, and stand first equally often."""
    record = corpus(["Post"] * 7 + ["Sun"] * 2 + ["Wire"])
    draws = [draw_articles(record, n=3, seed=seed) for seed in range(3000)]
    often = Counter(name for drawn in draws for name in drawn)
    first = Counter(drawn[0] for drawn in draws)
    # Standard errors are 25 and 16; the seeds are fixed, so this holds or does not.
    assert all(abs(often[f"a{place:03}"] - 900) < 100 for place in range(10))
    assert all(abs(first[f"a{place:03}"] - 300) < 66 for place in range(10))


def test_copies_are_not_drawn():
    """An article that repeats another is not coded twice."""
    assert sorted(draw_articles(corpus(["Post"] * 4, copies=(1, 3)), n=10)) == ["a000", "a002"]


def test_none_cannot_be_drawn():
    """Less than one article is refused; without articles there is none to draw."""
    with pytest.raises(EvaluateError, match=r"0 articles cannot be drawn.*one or more"):
        draw_articles(RAW, n=0)
    assert draw_articles(corpus([]), n=3) == ()


@pytest.fixture
def record(housed_record):
    """The analyst gave s4 to Sudria and rejected s8; a blind coder rejected s5 and gave s4 another act."""
    made = reject(correct(housed_record, "s4", party="Sudria"), "s8")
    blind = reject(corrected(made, who=ANNA)[0], "s5", who=ANNA)
    correct(blind, "s4", who=ANNA, act="accuse")
    return made


def test_codings_of_the_drawn_articles(record):
    """Both have what the machine found with their own decisions, in these articles and no others."""
    first, second, articles = codings(record, second=ANNA, articles=["harbour"])
    assert first["statement_id"].tolist() == ["s0", "s1", "s2", "s3", "s4", "s5"]
    assert second["statement_id"].tolist() == ["s0", "s1", "s2", "s3", "s4"]
    assert articles["article_id"].tolist() == ["harbour"]
    both = codings(record, second=ANNA, articles=["talks", "harbour"])
    assert both[0].equals(coding(record, who="analyst"))
    assert both[1].equals(coding(record, who=ANNA))


def test_articles_that_the_second_coder_decided_in(record):
    """Without a list they are those with a decision of the second coder; an accepted statement is one."""
    assert articles_decided(record, who=ANNA) == ("harbour",)
    assert codings(record, second=ANNA)[2]["article_id"].tolist() == ["harbour"]
    accept(corrected(record, who=ANNA)[0], "s10", who=ANNA)
    assert codings(record, second=ANNA)[2]["article_id"].tolist() == ["harbour", "talks"]
    assert len(codings(record, second="blind-ben")[2]) == 0


def test_agreement_is_of_coders_who_did_not_know_of_each_other(record):
    """Five pairs of six and five statements, one party and one act apart: before and after all was adjudicated."""
    ids = ["harbour"]
    before = agreement(*codings(record, second=ANNA, articles=ids))
    values = dict(zip(before["measure"], before["value"], strict=True))
    assert values["span F1"] == pytest.approx(2 * 5 / 11)
    # Norland 2 + 3, Sudria 3 + 2: ten values, one pair of five apart.
    assert values["alpha party"] == pytest.approx(1 - 9 * 2 / (100 - 25 - 25))
    made = adopt(adopt(record, "s4", of=ANNA), "s5", of=ANNA)
    assert agreement(*codings(made, second=ANNA, articles=ids)).equals(before)
    now = agreement(*codings(made, second=ANNA, articles=ids, adjudicated=True))
    assert now["value"].dropna().eq(1).all()


def test_what_is_open(record):
    """All disagreements of the listed articles at first, fewer with each that is settled, none in the end."""
    table = open_disagreements(record, second=ANNA, articles=["harbour", "talks"])
    assert table.equals(disagreements(coding(record, who="analyst"), coding(record, who=ANNA), record.articles))
    assert table[["first_id", "second_id", "what"]].values.tolist() == [
        ["s4", "s4", "party"], ["s4", "s4", "act"], ["s5", "", "statement"], ["", "s8", "statement"],
    ]  # fmt: skip
    made = uphold(record, "s4", against=ANNA)
    left = open_disagreements(made, second=ANNA, articles=["harbour", "talks"])
    assert left.equals(table[table["what"] == "statement"].reset_index(drop=True))
    made = adopt(adopt(made, "s5", of=ANNA), "s8", of=ANNA)
    assert open_disagreements(made, second=ANNA, articles=["harbour", "talks"]).empty


def test_who_is_upheld_by_another_settles_nothing_for_the_first(record):
    """A disagreement is settled by the first coder's own log; one of another coder does not count."""
    uphold(record, "s4", against=ANNA, who="chair")
    assert "act" in open_disagreements(record, second=ANNA)["what"].tolist()


def test_articles_that_are_not_there(record):
    """An id of an earlier run is refused with the next step; so is a selection."""
    with pytest.raises(EvaluateError, match=r"no article 'gone' in this record.*draw them anew"):
        codings(record, second=ANNA, articles=["gone"])
    with pytest.raises(RecordError, match="selection"):
        open_disagreements(record.select(Query(kinds=("direct",))), second=ANNA)


def test_an_addition_is_open_until_it_is_taken(record):
    """What only the second coder added is a disagreement about a statement, with its words."""
    add(corrected(record, who=ANNA)[0], "talks", [place("talks", "has not commented")], who=ANNA)
    table = open_disagreements(record, second=ANNA, articles=["talks"])
    (added,) = table[table["second_content"] == "has not commented"].to_dict("records")
    assert (added["first_id"], added["first_value"], added["second_value"]) == ("", "no", "yes")
    made = adopt(record, added["second_id"], of=ANNA)
    assert len(open_disagreements(made, second=ANNA, articles=["talks"])) == len(table) - 1
    assert np.isin(added["second_id"], made.statements["statement_id"])


def test_a_part_of_the_record_tells_the_same(housed_record):
    """In one article alone a speaker has the party that the whole corpus knows, and each coder what they decided."""
    made = correct(reject(housed_record, "s1"), "s6", speaker="Westria")
    blind = correct(corrected(made, who=ANNA)[0], "s6", who=ANNA, speaker="Norland", act="deny")
    add(blind, "talks", [place("talks", "has not commented")], who=ANNA, speaker="Westria")
    first, second, _ = codings(made, second=ANNA, articles=["talks"], adjudicated=True)
    for table, who in ((first, "analyst"), (second, ANNA)):
        whole = coding(made, who=who)
        assert table.equals(whole[whole["article_id"] == "talks"].reset_index(drop=True))
    assert set(first.loc[first["statement_id"] == "s6", "party"]) == {"Westria"}
