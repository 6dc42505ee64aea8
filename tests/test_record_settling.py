"""Adjudication: what another coder decided is taken or one's own is upheld, and the log says against whom."""

import json
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from correction_tools import row, same, shifted
from hypothesis import given, settings
from hypothesis import strategies as st
from small import TEXTS, place, small_record

from toolkit.errors import RecordError
from toolkit.evaluate import open_disagreements
from toolkit.record import (
    Apart,
    Query,
    accept,
    add,
    adopt,
    coding,
    correct,
    corrected,
    corrections_of,
    independent,
    reject,
    reviewed,
    settled,
    undo,
    uphold,
    withdraw,
)
from toolkit.record.settling import articles_decided
from toolkit.record.taking import told

RAW = small_record()
ANNA = "blind-anna"


def blind(record, work, *arguments, **changes):
    """What a blind coder does, in a record of their own."""
    return work(corrected(record, who=ANNA)[0], *arguments, who=ANNA, **changes)


def ids(record):
    """The statements of a record."""
    return set(record.statements["statement_id"])


def last(record):
    """The last line of the analyst's log."""
    return corrections_of(record.home, who="analyst")[-1]


def test_a_change_is_taken(housed_record):
    """The value of the other coder is the analyst's, anchored at the statement, and the line says whose it was."""
    blind(housed_record, correct, "s4", party="Sudria", act="accuse")
    record = adopt(housed_record, "s4", of=ANNA, why="the claim is Sudria's")
    assert (row(record, "s4")["party"], row(record, "s4")["act"]) == ("Sudria", "accuse")
    line = last(record)
    assert (line.what, line.who, line.adopted, line.why) == ("change", "analyst", ANNA, "the claim is Sudria's")
    assert dict(line.after) == {"party": "Sudria", "act": "accuse"}
    assert dict(line.before) == {"party": "Norland", "act": "assert"}
    assert dict(line.settled) == {"party": "Sudria", "act": "accuse"}
    assert line.anchor == corrections_of(record.home, who=ANNA)[0].anchor
    assert coding(record, who="analyst").equals(coding(record, who=ANNA))
    kept = json.loads((record.home / "corrections" / "analyst.jsonl").read_text(encoding="utf-8"))
    assert (kept["adopted"], kept["settled"], "of" in kept, "against" in kept) == (ANNA, line.settled, False, False)


def test_a_part_is_taken(housed_record):
    """Where only some parts are meant the others stay as the analyst had them."""
    record = correct(housed_record, "s4", act="demand")
    blind(record, correct, "s4", party="Sudria", act="accuse")
    record = adopt(record, Apart("s4", "s4", parts=("party",)), of=ANNA)
    assert (row(record, "s4")["party"], row(record, "s4")["act"]) == ("Sudria", "demand")
    assert dict(last(record).after) == {"party": "Sudria"}
    record = adopt(record, Apart("s4", "s4", parts=("act",)), of=ANNA)
    assert row(record, "s4")["act"] == "accuse"


def test_a_speaker_is_taken_without_the_party(housed_record):
    """A party that the analyst keeps does not follow from the speaker that is taken."""
    blind(housed_record, correct, "s4", speaker="Oto Brack", party="Sudria")
    record = adopt(housed_record, Apart("s4", "s4", parts=("speaker",)), of=ANNA)
    assert (row(record, "s4")["speaker"], row(record, "s4")["party"]) == ("Oto Brack", "Norland")


def test_other_words_are_taken(housed_record):
    """Content, kind and cue become those of the other coder, in the same places of the text."""
    span, cue = place("harbour", "denied the charge"), place("harbour", "said", "Porth")
    blind(housed_record, correct, "s2", spans=[span], cue_span=cue)
    record = adopt(housed_record, "s2", of=ANNA)
    said = row(record, "s2")
    assert (said["content"], said["spans"], (said["cue_start"], said["cue_end"])) == (
        "denied the charge", [list(span)], cue,
    )  # fmt: skip


def test_a_rejection_is_taken(housed_record):
    """What the other coder rejected is rejected; taken back, it is there again."""
    blind(housed_record, reject, "s5", why="no source")
    record = adopt(housed_record, "s5", of=ANNA)
    assert "s5" not in ids(record)
    assert (last(record).what, dict(last(record).settled)) == ("reject", {"statement": ""})
    assert same(withdraw(record, other=ANNA).tables(), RAW.tables())


def test_an_addition_is_taken(housed_record):
    """What the other coder added is added with all they said of it, under the same id."""
    span = place("talks", "has not commented")
    theirs = blind(housed_record, add, "talks", [span], party="Sudria", act="deny", speaker="Oto Brack")
    (key,) = ids(theirs) - ids(RAW)
    record = adopt(housed_record, key, of=ANNA)
    assert row(record, key) == row(theirs, key)
    assert last(record).anchor == corrections_of(record.home, who=ANNA)[0].anchor
    assert dict(last(record).settled) == {"statement": "has not commented"}


def test_what_the_analyst_rejected_comes_back(housed_record):
    """The statement is there again with all that hung on it, and with what the other coder changed; or not any more."""
    record = reject(correct(housed_record, "s1", kind="mixed"), "s1")
    blind(record, correct, "s1", party="Sudria")
    made = adopt(record, "s1", of=ANNA)
    assert (row(made, "s1")["party"], row(made, "s1")["kind"]) == ("Sudria", "direct")
    assert made.replies.equals(RAW.replies)
    assert [one.what for one in corrections_of(record.home, who="analyst")] == ["change", "reject", "undo", "change"]
    assert {one.adopted for one in corrections_of(record.home, who="analyst")[2:]} == {ANNA}
    back = withdraw(made, other=ANNA)
    assert same(back.tables(), record.tables())


def test_what_the_other_left_as_it_was(housed_record):
    """A coder who changed nothing decided too: the analyst's change goes, and what was rejected comes back as it was."""
    record = correct(reject(housed_record, "s1"), "s4", party="Sudria", kind="mixed")
    record = adopt(adopt(record, "s4", of=ANNA), "s1", of=ANNA)
    table = coding(record, who="analyst")
    columns = ["statement_id", "content", "speaker", "party", "kind", "act"]
    assert table[columns].equals(RAW.statements[columns])
    assert (last(record).what, last(record).adopted) == ("accept", ANNA)


def test_the_analysts_addition_goes(housed_record):
    """What only the analyst added and the other coder has not is rejected."""
    record = add(housed_record, "talks", [place("talks", "has not commented")])
    (key,) = ids(record) - ids(RAW)
    made = adopt(record, key, of=ANNA)
    assert ids(made) == ids(RAW)
    assert ids(withdraw(made, other=ANNA)) == ids(record)


def test_several_speakers_come_back(housed_record):
    """Where the analyst made one speaker of two, and the other coder left them, there are two again; the rest stays."""
    record = correct(housed_record, "s7", speaker="Ada Lind", act="demand")
    made = adopt(record, Apart("s7", "s7", parts=("speaker", "party")), of=ANNA)
    said = row(made, "s7")
    assert (said["speakers"], said["speaker_parties"]) == (["Norland", "Sudria"], ["Norland", "Sudria"])
    assert said["act"] == "demand"
    assert same(withdraw(made, other=ANNA).tables(), record.tables())


def test_several_speakers_that_no_correction_can_tell(housed_record):
    """Two who speak at once in the other's statement cannot be written into another one: refused, nothing written."""
    with pytest.raises(RecordError, match=r"cannot be made as 'blind-anna' has it: several speak at once"):
        adopt(housed_record, Apart("s8", "s7"), of=ANNA)
    assert not housed_record.home.exists()


def test_to_uphold_changes_nothing(housed_record):
    """The tables stay, the log says against whom and why, and the disagreement is not open any more."""
    record = correct(housed_record, "s4", party="Sudria")
    blind(record, correct, "s4", act="accuse")
    assert open_disagreements(record, second=ANNA)["what"].tolist() == ["party", "act"]
    made = uphold(record, "s4", against=ANNA, why="codebook, party")
    assert same(made.tables(), record.tables())
    line = last(made)
    assert (line.what, line.against, line.why, line.adopted) == ("accept", ANNA, "codebook, party", "")
    assert dict(line.settled) == {"party": "Norland", "act": "accuse"}
    assert open_disagreements(made, second=ANNA).empty
    assert reviewed(made)["what"].tolist() == ["change"]
    again = withdraw(made, other=ANNA)
    assert open_disagreements(again, second=ANNA)["what"].tolist() == ["party", "act"]


def test_a_part_is_upheld(housed_record):
    """Only what is meant is settled; the rest stays open."""
    blind(housed_record, correct, "s4", act="accuse", party="Sudria")
    record = uphold(housed_record, Apart("s4", "s4", parts=("party",)), against=ANNA)
    assert open_disagreements(record, second=ANNA)["what"].tolist() == ["act"]


def test_it_is_upheld_that_there_is_no_statement(housed_record):
    """Against an addition and against a statement that the analyst rejected; nothing is an orphan for it."""
    record = reject(housed_record, "s5")
    theirs = blind(record, add, "talks", [place("talks", "has not commented")])
    (key,) = ids(theirs) - ids(RAW)
    assert open_disagreements(record, second=ANNA, articles=list(TEXTS))["second_id"].tolist() == ["s5", key]
    made = uphold(uphold(record, "s5", against=ANNA), key, against=ANNA)
    again, orphans = corrected(made)
    assert orphans.empty
    assert same(again.tables(), record.tables())
    assert again.provenance == made.provenance
    assert open_disagreements(made, second=ANNA, articles=list(TEXTS)).empty
    assert settled(made, other=ANNA)[["statement_id", "what", "decided", "theirs"]].values.tolist() == [
        ["s5", "statement", "upheld", "she saw <two> boats & a truck burn"],
        [key, "statement", "upheld", "has not commented"],
    ]


def test_it_is_upheld_that_there_is_one(housed_record):
    """Against a coder who rejected it: the statement stays, and the disagreement is settled."""
    blind(housed_record, reject, "s5")
    made = uphold(housed_record, "s5", against=ANNA)
    assert "s5" in ids(made)
    assert open_disagreements(made, second=ANNA).empty


def test_who_decides_otherwise_later_is_heard_again(housed_record):
    """What was upheld against one value is open again when the other coder has another."""
    blind(housed_record, correct, "s4", act="accuse")
    made = uphold(housed_record, "s4", against=ANNA)
    blind(made, correct, "s4", act="deny")
    assert open_disagreements(made, second=ANNA)["second_value"].tolist() == ["deny"]
    assert open_disagreements(uphold(made, "s4", against=ANNA), second=ANNA).empty


def test_the_same_statement_with_words_apart(housed_record):
    """Words so far apart that they are no pair are two disagreements, each settled for itself."""
    record = correct(housed_record, "s5", spans=[place("harbour", "A witness said she")])
    blind(record, accept, "s5")
    table = open_disagreements(record, second=ANNA)
    assert table[["first_id", "second_id", "what"]].values.tolist() == [
        ["s5", "", "statement"], ["", "s5", "statement"],
    ]  # fmt: skip
    one = uphold(record, Apart("s5", ""), against=ANNA)
    assert open_disagreements(one, second=ANNA)["second_id"].tolist() == ["s5"]
    assert open_disagreements(uphold(one, Apart("", "s5"), against=ANNA), second=ANNA).empty
    both = adopt(record, "s5", of=ANNA)
    assert open_disagreements(both, second=ANNA).empty


def test_what_is_settled_outlives_another_run(housed_record):
    """With a paragraph put before the text, and other ids, what was taken is at work and what was upheld is settled."""
    record = correct(housed_record, "s4", party="Sudria")
    blind(record, correct, "s2", act="assert")
    blind(record, correct, "s4", party="Westria")
    record = uphold(adopt(record, "s2", of=ANNA), "s4", against=ANNA, why="as printed")
    moved, orphans = corrected(shifted(replace(RAW, home=record.home), "harbour", "Corrected on Friday.\n\n", "new"))
    assert orphans.empty
    assert (row(moved, "new-s2")["act"], row(moved, "new-s4")["party"]) == ("assert", "Sudria")
    assert open_disagreements(moved, second=ANNA).empty
    assert articles_decided(moved, who=ANNA) == ("new",)


def test_what_was_upheld_in_words_that_are_gone_is_an_orphan(housed_record):
    """It is listed like any other correction that has lost its place."""
    blind(housed_record, correct, "s4", act="accuse")
    uphold(housed_record, "s4", against=ANNA)
    text = TEXTS["harbour"].replace("around 300 people", "three hundred souls")
    gone = replace(
        RAW,
        articles=RAW.articles.assign(text=[text, TEXTS["talks"]]).astype(RAW.articles.dtypes),
        statements=RAW.statements[RAW.statements["statement_id"] != "s4"].reset_index(drop=True),
        home=housed_record.home,
    )
    assert corrected(gone)[1]["what"].tolist() == ["accept"]


def test_what_cannot_be_settled(housed_record):
    """Nobody, oneself, nothing and unknown parts are refused with the next step, and nothing is written."""
    part = housed_record.select(Query(kinds=("direct",)))
    for work, problem in (
        (lambda: adopt(housed_record, "s99", of=ANNA), "neither 'analyst' nor 'blind-anna' has the statement 's99'"),
        (lambda: uphold(housed_record, Apart("", ""), against=ANNA), "neither"),
        (lambda: adopt(housed_record, "s1", of="analyst"), "with themselves"),
        (lambda: adopt(housed_record, "s1", of=ANNA), "do not differ.*open_disagreements"),
        (lambda: uphold(housed_record, "s1", against=ANNA), "do not differ"),
        (lambda: adopt(housed_record, Apart("s1", "s1", parts=("mood",)), of=ANNA), "no part 'mood'.*words, cue"),
        (lambda: withdraw(housed_record, other=ANNA), "'analyst' has settled nothing with 'blind-anna'"),
        (lambda: adopt(part, "s1", of=ANNA), "selection of a record"),
        (lambda: uphold(part, "s1", against=ANNA), "selection of a record"),
        (lambda: withdraw(part, other=ANNA), "selection of a record"),
    ):  # fmt: skip
        with pytest.raises(RecordError, match=problem):
            work()
    assert not housed_record.home.exists()


def test_only_settling_is_withdrawn(housed_record):
    """Other corrections and what was settled with others stay; an undone line is not withdrawn again."""
    blind(housed_record, correct, "s4", act="accuse")
    blind(housed_record, correct, "s2", act="assert")
    record = adopt(adopt(housed_record, "s4", of=ANNA), "s2", of=ANNA)
    record = correct(record, "s0", kind="direct")
    record = withdraw(undo(record, correction=last(record).id), other=ANNA)
    assert (row(record, "s4")["act"], row(record, "s2")["act"]) == ("accuse", "deny")
    record = withdraw(record, other=ANNA)
    assert same(record.tables(), RAW.tables())
    with pytest.raises(RecordError, match="has settled nothing"):
        withdraw(record, other=ANNA)


def test_a_coder_as_they_were_before(housed_record):
    """What was settled is left out of a coder's independent statements, what they decided alone is in them."""
    record = correct(reject(housed_record, "s1"), "s4", party="Sudria")
    blind(record, correct, "s2", act="assert")
    made = adopt(adopt(uphold(record, "s4", against=ANNA), "s1", of=ANNA), "s2", of=ANNA)
    assert independent(made, who="analyst").equals(record.statements)
    assert not coding(made, who="analyst").equals(record.statements)


def test_a_line_that_is_spelt_wrongly_is_none(housed_record):
    """Who edits the log by hand and writes a list for what was settled is told of it."""
    blind(housed_record, correct, "s4", act="accuse")
    made = uphold(housed_record, "s4", against=ANNA)
    file = made.home / "corrections" / "analyst.jsonl"
    file.write_text(file.read_text(encoding="utf-8").replace('{"act": "accuse"}', '{"act": 3}'), encoding="utf-8")
    with pytest.warns(UserWarning, match="settled maps names to words"):
        assert corrections_of(made.home) == ()


PARTIES = ["Norland", "Sudria", ""]
# The second ends one sign later than the first, and has the same words.
WORDS = [place("harbour", "denied the charge"), place("harbour", "denied the charge."),
         place("harbour", "“deliberately struck” the harbour"),
         place("talks", "has not commented"), place("talks", "the talks would go on"), place("talks", "stall")]  # fmt: skip
DECISIONS = st.tuples(
    st.sampled_from(["reject", "add", "change", "change", "change"]),
    st.integers(0, 10),
    st.fixed_dictionaries({}, optional={
        "party": st.sampled_from(PARTIES), "kind": st.sampled_from(["direct", "mixed"]),
        "act": st.sampled_from(["deny", "praise"]), "speaker": st.sampled_from(["Ada Lind", "Oto Brack", ""]),
        "spans": st.sampled_from(WORDS).map(lambda span: [span]),
    }).filter(bool),
)  # fmt: skip


def decided(record, decision, who):
    """The record after one decision, or as it was where it is refused."""
    what, number, changes = decision
    try:
        if what == "add":
            span = WORDS[number % len(WORDS)]
            article = "harbour" if number % len(WORDS) < 3 else "talks"
            return add(record, article, [span], who=who, **{key: changes[key] for key in changes if key != "spans"})
        if what == "reject":
            return reject(record, f"s{number}", who=who)
        text = TEXTS[row(record, f"s{number}")["article_id"]]
        if "spans" in changes and changes["spans"][0][1] > len(text):
            return record
        return correct(record, f"s{number}", who=who, **changes)
    except (RecordError, KeyError):
        return record


def settled_wholly(ours, theirs, choose):
    """Settle whatever two coders left open, and take it back; `choose` says each time whether theirs is to be taken."""
    with TemporaryDirectory() as folder:
        record = replace(RAW, home=Path(folder) / ".counterpoint")
        other = corrected(record, who=ANNA)[0]
        for decision in ours:
            record = decided(record, decision, "analyst")
        for decision in theirs:
            other = decided(other, decision, ANNA)
        start, open_ = record, open_disagreements(record, second=ANNA, articles=list(TEXTS))
        count = 0
        while len(open_):
            one = open_.iloc[0]
            record = settled_once(record, other, one, take=choose())
            count += 1
            assert count < 40
            record.verify()
            again, orphans = corrected(record)
            assert same(again.tables(), record.tables())
            assert orphans.empty
            open_ = open_disagreements(record, second=ANNA, articles=list(TEXTS))
            gone = open_[(open_["first_id"] == one["first_id"]) & (open_["second_id"] == one["second_id"])]
            assert gone.empty
        for _ in range(count):
            record = withdraw(record, other=ANNA)
        assert same(record.tables(), start.tables())


def settled_once(record, other, one, *, take):
    """The record after one disagreement is settled: theirs is taken where that can be, or one's own is upheld."""
    apart = Apart(one["first_id"], one["second_id"])
    try:
        if take:
            made = adopt(record, apart, of=ANNA)
            table = coding(made, who="analyst")
            if one["first_id"] and one["second_id"]:
                mine = table[table["statement_id"] == one["first_id"]].to_dict("records")[0]
                yours = row(other, one["second_id"])
                assert all(told(mine, name) == told(yours, name) for name in ("words", "party", "kind", "act"))
            return made
    except RecordError:  # two statements with the same words, or several speakers at once
        pass
    made = uphold(record, apart, against=ANNA)
    assert same(made.tables(), record.tables())
    return made


@settings(max_examples=30)
@given(st.lists(DECISIONS, max_size=4), st.lists(DECISIONS, min_size=1, max_size=4), st.data())
def test_every_disagreement_can_be_settled(ours, theirs, data):
    """Whatever two coders did: each disagreement is gone once it is settled, no other comes, and all can be withdrawn."""
    settled_wholly(ours, theirs, lambda: data.draw(st.booleans()))


def changed_to(number, nth):
    """The decision that a statement has other words."""
    return "change", number, {"spans": [WORDS[nth]]}


@pytest.mark.parametrize("choices", [(True,), (False, True)])
@pytest.mark.parametrize("theirs", [
    [("add", 0, {"party": "Norland"}), changed_to(0, 0)],
    [("add", 0, {"party": "Norland"}), changed_to(0, 1)],
    [changed_to(0, 0), changed_to(2, 1)],
])  # fmt: skip
def test_the_same_words_twice_can_be_settled(choices, theirs):
    """A coder who has the same words in two statements, or has them but for a full stop: all that is open is settled."""
    for number, words in ((0, 0), (1, 0), (1, 1)):
        again = cycle(choices)
        ours = [("change", number, {"spans": [WORDS[words]], "act": "deny"}), ("reject", 3, {})]
        settled_wholly(ours, [*theirs, ("reject", 3, {})], lambda again=again: next(again))
