"""Corrections at work on tables: what follows from each, and the laws that hold after any number of them."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from correction_tools import row, same, shifted, values
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from small import TEXTS, place, small_record

from toolkit import tables
from toolkit.errors import RecordError
from toolkit.record import (
    Record,
    accept,
    add,
    coding,
    correct,
    corrected,
    corrections_of,
    reject,
    reviewed,
    undo,
)
from toolkit.record.corrections import Correction, append, holding
from toolkit.record.replay import replay

RAW = small_record()
PARTIES = [*(party for party in RAW.parties if party != "(unassigned)"), ""]


def pick(choices):
    """One of several."""
    return st.sampled_from(choices)


CHANGES = st.one_of(
    st.fixed_dictionaries({}, optional={
        "party": pick(PARTIES), "target_party": pick(PARTIES), "kind": pick(["direct", "mixed"]),
        "act": pick(["deny", "praise"]), "speaker": pick(["Ada Lind", "Sudria", "Bo Unknown", ""]),
    }).filter(bool),
    st.fixed_dictionaries({"span": st.tuples(st.floats(0, 1), st.integers(8, 120))}, optional={"party": pick(PARTIES)}),
    st.fixed_dictionaries({"cue": st.floats(0, 1)}),
)  # fmt: skip
STEPS = st.tuples(pick(["accept", "reject", "change", "change", "change", "add", "undo"]), st.floats(0, 0.999), CHANGES)


def stretch(text, share, length):
    """Some stretch of a text with a word in it."""
    start = int(share * (len(text) - 20))
    while not text[start].isalnum():
        start += 1
    return start, min(len(text), start + length)


def taken(record, step):
    """The record after one step, or as it was where the step is refused."""
    what, share, changes = step
    statements = record.statements
    try:
        if what == "undo":
            return undo(record)
        if what == "add":
            article = list(TEXTS)[int(share * 2)]
            span = stretch(TEXTS[article], *changes.get("span", (share, 30)))
            return add(record, article, [span], party=changes.get("party", "Sudria"))
        if statements.empty:
            return record
        key = statements["statement_id"].iloc[int(share * len(statements))]
        if what != "change":
            return {"accept": accept, "reject": reject}[what](record, key)
        text = TEXTS[row(record, key)["article_id"]]
        given_ = {name: value for name, value in changes.items() if name not in ("span", "cue")}
        if "span" in changes:
            given_["spans"] = [stretch(text, *changes["span"])]
        if "cue" in changes:
            given_["cue_span"] = stretch(text, changes["cue"], 4)
        return correct(record, key, **given_)
    except RecordError:
        return record


def lawful(record):
    """Contracts, verbatim spans and references between tables are whole."""
    record.verify()
    statements = record.statements
    ids = set(statements["statement_id"])
    assert set(statements["parent_id"]) <= ids | {""}
    for table, column in (("figures", "statement_id"), ("mentions", "statement_id"), ("harms", "statement_id"),
                          ("replies", "statement_id"), ("replies", "answers_id")):  # fmt: skip
        assert set(getattr(record, table)[column]) <= ids | {""}
    said = statements.set_index("statement_id")["party"].to_dict()
    for key, party in values(record, "party", "figures").items():
        holder = values(record, "statement_id", "figures")[key]
        assert party == said.get(holder, "")
    for one in tables.rows(statements):
        assert len(one["speaker_parties"]) in (0, len(one["speakers"]))
        assert one["parent_id"] != one["statement_id"]
        text = TEXTS[one["article_id"]]
        assert one["content"] == " ".join(text[low:high] for low, high in one["spans"])
        assert (one["start"], one["end"]) == (one["spans"][0][0], one["spans"][-1][1])


@settings(max_examples=25)
@given(st.lists(STEPS, min_size=1, max_size=7))
@example([("add", 0.9375, {"cue": 0.0}), ("change", 0.9375, {"party": "Norland"})])
def test_after_any_corrections(steps):
    """Whatever is corrected: the record stays lawful, replaying changes nothing, and taking all back restores it."""
    with TemporaryDirectory() as folder:
        raw = replace(RAW, home=Path(folder) / ".counterpoint")
        record = raw
        for step in steps:
            record = taken(record, step)
            lawful(record)
        log = holding(corrections_of(raw.home))
        again, orphans = corrected(record)
        assert orphans.empty
        assert same(again.tables(), record.tables())
        assert same(corrected(raw)[0].tables(), record.tables())
        assert same(replay(record.tables(), log).frames, record.tables())
        for _ in log:
            record = undo(record)
        assert same(record.tables(), raw.tables())


@settings(max_examples=25)
@given(st.lists(STEPS.filter(lambda step: step[0] != "undo"), min_size=2, max_size=4))
def test_the_order_of_disjoint_corrections_does_not_matter(steps):
    """Corrections of different statements and words, each made on the raw record, give the same tables in any order."""
    found: dict[str, Correction] = {}
    for step in steps:
        with TemporaryDirectory() as folder:
            taken(replace(RAW, home=Path(folder) / ".counterpoint"), step)
            for one in corrections_of(Path(folder) / ".counterpoint"):
                found.setdefault(one.statement, one)
    log = list(found.values())
    words = [(one.anchor.article_id, *one.after["spans"]) for one in log if "spans" in one.after]
    assume(len(set(words)) == len(words))  # of two that make one statement of the same words, the later finds it there
    assert same(replay(RAW.tables(), log).frames, replay(RAW.tables(), log[::-1]).frames)


@settings(max_examples=25)
@given(st.lists(STEPS.filter(lambda step: step[0] != "undo"), min_size=1, max_size=5), pick(["harbour", "talks"]))
def test_a_paragraph_put_before_moves_nothing_out_of_place(steps, article):
    """In another run on a text that has moved, with other ids, the same words are corrected in the same way."""
    words = "Correction: an earlier version misspelt Porth.\n\n"
    with TemporaryDirectory() as folder:
        raw = replace(RAW, home=Path(folder) / ".counterpoint")
        record = raw
        for step in steps:
            record = taken(record, step)
        moved, orphans = corrected(shifted(raw, article, words, "new"))
        assert orphans.empty
        lawful_rows = ["content", "kind", "party", "speaker", "act", "target_party", "cue", "order"]
        assert moved.statements[lawful_rows].values.tolist() == record.statements[lawful_rows].values.tolist()
        moved.verify()
        for table, columns in (("figures", ["verbatim", "party", "speaker"]), ("mentions", ["text", "party", "role"]),
                               ("harms", ["clause"]), ("replies", ["distance"])):  # fmt: skip
            assert getattr(moved, table)[columns].values.tolist() == getattr(record, table)[columns].values.tolist()


def test_a_rejected_statement_leaves_what_it_held(housed_record):
    """Its figures and clauses of harm are the reporter's, its replies are gone, its mentions stand in narration."""
    record = reject(housed_record, "s1")
    assert "s1" not in set(record.statements["statement_id"])
    figure = record.figures.set_index("figure_id").loc["f0"]
    assert (figure["statement_id"], figure["party"], figure["speaker"]) == ("", "", "")
    assert values(record, "statement_id", "harms")["h0"] == ""
    assert record.replies.empty
    assert (values(record, "role", "mentions")["m2"], values(record, "statement_id", "mentions")["m2"]) == (
        "narration", "",
    )  # fmt: skip
    assert record.statements.loc[record.statements["article_id"] == "harbour", "order"].tolist() == [0, 1, 2, 3, 4]


def test_what_stood_inside_a_rejected_statement_has_its_parent(housed_record):
    """Children move up to the statement around the rejected one, and that one holds them."""
    outer = place("talks", "She told reporters that Sudria had promised that no ship would be stopped")
    record = add(housed_record, "talks", [outer])
    holder = record.statements.set_index("content")["statement_id"].loc[TEXTS["talks"][slice(*outer)]]
    assert (values(record, "parent_id")["s9"], values(record, "parent_id")["s10"]) == (holder, "s9")
    record = reject(record, "s9")
    assert values(record, "parent_id")["s10"] == holder
    assert values(record, "holds")[holder]
    assert not values(reject(record, "s10"), "holds")[holder]


def test_a_machine_found_parent_takes_the_children(housed_record):
    """Where statements stand three deep the innermost one moves up as far as was rejected."""
    low, high = place("talks", "She told reporters that Sudria had promised that no ship would be stopped")
    outer = {**row(RAW, "s8"), "statement_id": "s11", "spans": [[low, high]], "start": low, "end": high, "order": 11}
    outer |= {"content": TEXTS["talks"][low:high], "kind": "indirect", "via": "", "via_start": None, "via_end": None}
    rows = [
        {**one, "parent_id": {"s9": "s11", "s10": "s9"}.get(one["statement_id"], "")}
        for one in tables.rows(RAW.statements)
    ]
    record = replace(housed_record, statements=tables.frame("STATEMENTS", [*rows, outer])).verify()
    record = reject(record, "s9")
    assert (values(record, "parent_id")["s10"], values(record, "holds")["s11"]) == ("s11", True)
    assert values(reject(record, "s11"), "parent_id")["s10"] == ""
    undo(record)
    assert not values(reject(record, "s10"), "holds")["s11"]


def test_a_figure_inside_goes_to_the_statement_around(housed_record):
    """A figure belongs to the innermost statement that is left, and is said by who says that."""
    outer = place("harbour", "“At least 12 people were killed by Sudrian shells,” Lind told the envoy of Westria")
    record = add(housed_record, "harbour", [outer], speaker="Oto Brack", party="Sudria", act="deny")
    assert values(record, "statement_id", "figures")["f0"] == "s1"
    record = reject(record, "s1")
    figure = record.figures.set_index("figure_id").loc["f0"]
    assert (figure["statement_id"], figure["party"], figure["speaker"], figure["standing"]) == (
        f"harbour-s{outer[0]}-{outer[1]}", "Sudria", "Oto Brack", "denied",
    )  # fmt: skip


def test_a_corrected_party(housed_record):
    """The party is the coder's, by the rule "correction" without evidence, and figures and mentions follow."""
    record = correct(housed_record, "s4", party="Sudria")
    said = row(record, "s4")
    assert (said["party"], said["party_rule"], said["party_evidence"], said["party_evidence_article"]) == (
        "Sudria", "correction", "", "",
    )  # fmt: skip
    assert values(record, "party", "figures")["f1"] == "Sudria"
    assert values(record, "role", "mentions")["m4"] == "narration"
    assert record.provenance["corrections"]["counts"] == {"change": 1}
    others = record.statements[record.statements["statement_id"] != "s4"].reset_index(drop=True)
    before = housed_record.statements
    assert others.equals(before[before["statement_id"] != "s4"].reset_index(drop=True))


def test_a_mention_beside_the_voice(housed_record):
    """A party named in the words of a source speaks once the statement is the party's, and not before."""
    other = correct(housed_record, "s2", party="Norland")
    assert (values(other, "role", "mentions")["m3"], values(other, "statement_id", "mentions")["m3"]) == (
        "narration",
        "",
    )
    own = correct(other, "s2", party="Sudria")
    assert (values(own, "role", "mentions")["m3"], values(own, "statement_id", "mentions")["m3"]) == ("speaker", "s2")


def test_two_who_speak_have_the_corrected_party_both(housed_record):
    """Each of several speakers has the party that a coder gives the statement; another speaker speaks alone."""
    both = row(correct(housed_record, "s7", party="Sudria"), "s7")
    assert (both["speakers"], both["speaker_parties"]) == (["Norland", "Sudria"], ["Sudria", "Sudria"])
    alone = row(correct(housed_record, "s7", speaker="Ada Lind", party="Norland"), "s7")
    assert (alone["speaker"], alone["speakers"], alone["speaker_parties"]) == ("Ada Lind", [], [])


def test_another_speaker_brings_their_party(housed_record):
    """The party of a corrected speaker is the one the corpus has for the name, unless a coder gave one."""
    known = row(correct(housed_record, "s5", speaker="Sudria"), "s5")
    assert (known["party"], known["party_rule"]) == ("Sudria", "corrected speaker")
    assert row(correct(housed_record, "s0", speaker="Nobody Known"), "s0")["party"] == ""
    fixed = correct(correct(housed_record, "s4", party="Sudria"), "s4", speaker="Norland")
    assert (row(fixed, "s4")["party"], row(fixed, "s4")["party_rule"]) == ("Sudria", "correction")
    told = correct(housed_record, "s3", speaker="Ada Lind", party="Sudria")
    assert (row(told, "s3")["party"], row(told, "s3")["party_rule"]) == ("Sudria", "correction")


def test_moved_content(housed_record):
    """Another stretch moves everything that is told of the place: kind, order, lead, figures, clauses of harm."""
    low, high = place("harbour", "around 300 people have been displaced")
    start, end = place("harbour", "“At least 12 people were killed by Sudrian shells,”")
    record = correct(housed_record, "s4", spans=[(start - 4, end)])
    said = row(record, "s4")
    assert said["content"].endswith("“At least 12 people were killed by Sudrian shells,”")
    assert (said["start"], said["end"], said["kind"], said["order"], said["in_lead"]) == (
        start - 4, end, "mixed", 1, True,
    )  # fmt: skip
    assert said["prominence"] == pytest.approx(1 - (start - 4) / len(TEXTS["harbour"]))
    assert values(record, "statement_id", "figures") == {"f0": "s1", "f1": "", "f2": ""}
    record = correct(record, "s4", spans=[(low, high)])
    assert values(record, "statement_id", "figures") == values(housed_record, "statement_id", "figures")


def test_an_added_statement(housed_record):
    """It has an id of article and place, its kind by its marks, confidence 1, and what stands in it belongs to it."""
    span = place("talks", "Shelling killed 3 fishermen in May")
    speaker, cue = place("talks", "army council"), place("talks", "commented")
    record = add(
        housed_record, "talks", [span], party="Sudria", speaker="army council", speaker_span=speaker, cue_span=cue,
        act="concede",
    )  # fmt: skip
    key = f"talks-s{span[0]}-{span[1]}"
    said = row(record, key)
    assert (said["kind"], said["confidence"], said["party"], said["act"], said["cue"], said["speaker_mention"]) == (
        "indirect", 1.0, "Sudria", "concede", "commented", "army council",
    )  # fmt: skip
    assert record.statements["statement_id"].iloc[-1] == key
    assert (values(record, "statement_id", "figures")["f2"], values(record, "party", "figures")["f2"]) == (
        key,
        "Sudria",
    )
    assert values(record, "statement_id", "harms")["h1"] == key


def test_what_was_rejected_can_be_added_anew(housed_record):
    """The same words may be given to another source, under an id that no statement had."""
    span = place("harbour", "around 300 people have been displaced")
    first = add(reject(housed_record, "s4"), "harbour", [span], party="Sudria")
    key = f"harbour-s{span[0]}-{span[1]}"
    second = add(reject(first, key), "harbour", [span], party="Norland")
    assert values(second, "party")[f"{key}-2"] == "Norland"
    assert key not in set(second.statements["statement_id"])
    assert same(undo(undo(second)).tables(), first.tables())


def test_a_statement_that_the_machine_finds_later(housed_record):
    """What was added by hand and is found by a later run stands once, as the coder said it."""
    span = place("talks", "Shelling killed 3 fishermen in May")
    record = add(housed_record, "talks", [span], party="Sudria", act="concede")
    found = {**row(record, f"talks-s{span[0]}-{span[1]}"), "statement_id": "s11", "party": "Norland", "act": "assert"}
    statements = tables.frame("STATEMENTS", [*tables.rows(RAW.statements), found])
    later, orphans = corrected(Record.from_tables({**RAW.tables(), "STATEMENTS": statements}, home=record.home))
    assert orphans.empty
    assert len(later.statements) == len(RAW.statements) + 1
    assert (row(later, "s11")["party"], row(later, "s11")["act"]) == ("Sudria", "concede")


def test_words_that_are_gone_make_an_orphan(housed_record):
    """A correction whose words are not in the text any more is listed with the reason, and touches nothing."""
    correct(housed_record, "s8", party="Sudria")
    text = TEXTS["talks"].replace("The fire must stop now", "Nothing must change")
    articles = tables.frame("ARTICLES", [{"article_id": "talks2", "source": "talks.txt", "text": text}])
    record, orphans = corrected(Record(articles, home=housed_record.home))
    assert orphans[["what", "statement_id", "quote", "reason"]].values.tolist() == [
        ["change", "s8", "“The fire must stop now,”", "its words are not there any more"]
    ]
    (refused,) = tables.rows(record.refused)
    assert refused["source"].startswith("talks.txt, correction ")
    assert "“The fire must stop now,”" in refused["reason"]
    assert record.provenance["corrections"]["orphans"] == 1
    assert undo(record).refused.empty


def test_an_article_that_is_not_there_makes_an_orphan(housed_record):
    """So does a correction of an article that was not read, and one whose words no statement has any more."""
    correct(housed_record, "s8", party="Sudria")
    correct(housed_record, "s0", party="Sudria")
    articles = RAW.articles[RAW.articles["article_id"] == "harbour"].reset_index(drop=True)
    _, orphans = corrected(Record(articles, home=housed_record.home))
    assert orphans["reason"].tolist() == [
        "its article is not in this record", "its words are there, and no statement has just these",
    ]  # fmt: skip


def test_words_that_stand_twice_make_an_orphan(housed_record):
    """A text that says everything twice leaves it open which place was meant."""
    correct(housed_record, "s8", party="Sudria")
    text = "New.\n\n" + TEXTS["talks"] + "\n\n" + TEXTS["talks"]
    articles = tables.frame("ARTICLES", [{"article_id": "twice", "source": "talks.txt", "text": text}])
    _, orphans = corrected(Record(articles, home=housed_record.home))
    assert orphans["reason"].tolist() == ["its words stand at 2 places that it could mean"]


def test_another_cut_of_the_same_statement(housed_record):
    """A later run that cuts a statement otherwise is corrected by the words and the cue, not in its neighbour."""
    correct(housed_record, "s10", party="Norland")
    reject(housed_record, "s4")
    rows = tables.rows(RAW.statements)
    for one in rows:
        if one["statement_id"] in ("s4", "s10"):
            one["statement_id"] += "-new"
            one["spans"] = [[one["start"], one["end"] - 4]]
            one["end"] -= 4
            one["content"] = TEXTS[one["article_id"]][one["start"] : one["end"]]
    frames = {**RAW.tables(), "STATEMENTS": tables.frame("STATEMENTS", rows)}
    frames |= {"FIGURES": tables.empty("FIGURES"), "MENTIONS": tables.empty("MENTIONS")}
    record, orphans = corrected(Record.from_tables(frames, home=housed_record.home))
    assert orphans.empty
    assert values(record, "party")["s10-new"] == "Norland"
    assert values(record, "party")["s9"] == "Norland"
    assert "s4-new" not in set(record.statements["statement_id"])


def test_a_rejected_statement_is_not_looked_for_in_the_one_around_it(housed_record):
    """Where a later run finds only the statement around a rejected one, that one stays."""
    reject(housed_record, "s10")
    statements = RAW.statements[RAW.statements["statement_id"] != "s10"].reset_index(drop=True)
    frames = {"ARTICLES": RAW.articles, "STATEMENTS": statements}
    record, orphans = corrected(Record.from_tables(frames, home=housed_record.home))
    assert "s9" in set(record.statements["statement_id"])
    assert orphans.empty


def test_a_rejected_statement_that_a_later_run_cuts_and_ties_otherwise(housed_record):
    """Where most of its words belong to a statement with another cue, that one stays, and the coder is told."""
    reject(housed_record, "s9")
    rows = [one for one in tables.rows(RAW.statements) if one["statement_id"] != "s10"]
    cut = next(one for one in rows if one["statement_id"] == "s9")
    cut |= {"statement_id": "new", "spans": [[cut["start"], cut["end"] - 8]], "end": cut["end"] - 8}
    cut |= {"content": cut["content"][:-8], "cue": "", "cue_start": None, "cue_end": None}
    frames = {"ARTICLES": RAW.articles, "STATEMENTS": tables.frame("STATEMENTS", rows)}
    record, orphans = corrected(Record.from_tables(frames, home=housed_record.home).verify())
    assert "new" in set(record.statements["statement_id"])
    assert orphans["reason"].tolist() == ["its words are there, and no statement has just these, but nearly"]


def test_a_rejected_statement_that_is_not_found_any_more(housed_record):
    """Where a later run finds nothing in its place there is nothing to reject, and nothing to tell."""
    reject(housed_record, "s5")
    statements = RAW.statements[RAW.statements["statement_id"] != "s5"].reset_index(drop=True)
    record, orphans = corrected(replace(RAW, statements=statements, home=housed_record.home))
    assert orphans.empty
    assert same(record.tables(), replace(RAW, statements=statements).tables())


def test_an_id_that_now_means_something_else(housed_record):
    """An id alone decides nothing where the text has changed: another statement under it is left alone."""
    correct(housed_record, "s6", party="Sudria")
    moved = shifted(RAW, "talks", "Late news\n\n", "talks")
    rows = tables.rows(moved.statements)
    for one in rows:
        one["statement_id"] = {"talks-s6": "s7", "talks-s7": "s6"}.get(one["statement_id"], one["statement_id"])
    frames = {**moved.tables(), "STATEMENTS": tables.frame("STATEMENTS", rows), "MENTIONS": tables.empty("MENTIONS")}
    record, orphans = corrected(Record.from_tables(frames, home=housed_record.home))
    assert orphans.empty
    assert (row(record, "s7")["party"], row(record, "s7")["content"]) == ("Sudria", "Talks stall")
    assert row(record, "s6")["party"] == ""


def test_a_small_change_of_the_words_under_the_same_id(housed_record):
    """A misprint that was mended within the words does not cost the correction."""
    correct(housed_record, "s8", party="Sudria")
    frames = shifted(RAW, "talks", "", "talks").tables()
    for name, column in (("ARTICLES", "text"), ("STATEMENTS", "content")):
        frames[name] = frames[name].copy()
        frames[name][column] = frames[name][column].str.replace("fire must", "fyre must")
    frames["STATEMENTS"]["statement_id"] = frames["STATEMENTS"]["statement_id"].str.replace("talks-", "")
    frames["MENTIONS"] = tables.empty("MENTIONS")
    record, orphans = corrected(Record.from_tables(frames, home=housed_record.home))
    assert orphans.empty
    assert row(record, "s8")["party"] == "Sudria"


def test_what_a_later_version_wrote(housed_record):
    """A kind of correction, or a field, that this version does not know is told and not guessed at."""
    accept(housed_record, "s0")
    (known,) = corrections_of(housed_record.home)
    append(housed_record.home, replace(known, id="1", what="split"))
    append(housed_record.home, replace(known, id="2", what="change", after={"party": "Sudria", "mood": "sad"}))
    append(housed_record.home, replace(known, id="3", what="split", anchor=None))
    record, orphans = corrected(housed_record)
    assert [reason.split()[-1] for reason in orphans["reason"]] == ["means", "'mood'", "means"]
    assert same({**record.tables(), "REFUSED": RAW.refused}, RAW.tables())


def test_two_coders(housed_record):
    """Each coder's statements are what the machine found with their own corrections and nobody else's."""
    record = reject(correct(housed_record, "s0", party="Sudria"), "s1")
    record = correct(record, "s2", party="Norland", who="second")
    assert record.statements["statement_id"].tolist() == coding(record, who="analyst")["statement_id"].tolist()
    blind = corrected(record, who="second")[0]
    assert coding(record, who="second").equals(blind.statements)
    assert (row(blind, "s0")["party"], row(blind, "s2")["party"], len(blind.statements)) == ("Norland", "Norland", 11)
    assert same(corrected(record, who="third")[0].tables(), RAW.tables())
    assert same(corrected(blind)[0].tables(), record.tables())


def test_a_blind_pass_stays_blind(housed_record):
    """What comes back to a coder who sees their own corrections alone has no others, from the first one on."""
    record = reject(housed_record, "s1")
    blind = corrected(record, who="second")[0]
    blind = accept(blind, "s0", who="second")
    assert "s1" in set(blind.statements["statement_id"])
    assert set(reviewed(blind)["who"]) == {"second"}
    with pytest.raises(RecordError, match="has the corrections of 'second' alone"):
        accept(blind, "s0")
    assert [one.who for one in corrections_of(record.home)] == ["analyst", "second"]


def test_coders_who_disagree(housed_record):
    """Who changes or accepts what another coder rejected is told so, and the statement stays rejected."""
    accept(housed_record, "s1", who="second")
    record = reject(housed_record, "s1")
    blind = correct(corrected(record, who="second")[0], "s1", who="second", kind="mixed")
    assert "s1" in set(blind.statements["statement_id"])
    everybody, orphans = corrected(blind)
    assert orphans[["who", "reason"]].values.tolist() == [["second", "analyst rejected the statement"]]
    assert "s1" not in set(everybody.statements["statement_id"])


def test_who_looked_at_what(housed_record):
    """Each statement and coder stand once, with what weighs most; what was taken back is not listed."""
    record = accept(correct(housed_record, "s0", party="Sudria", why="first"), "s0", why="then")
    record = accept(accept(reject(record, "s1"), "s0", who="second"), "s3", why="late")
    record = undo(accept(record, "s5"))
    found = reviewed(record)
    assert found[["statement_id", "what", "who", "why"]].values.tolist() == [
        ["s0", "change", "analyst", "first"], ["s1", "reject", "analyst", ""], ["s0", "accept", "second", ""],
        ["s3", "accept", "analyst", "late"],
    ]  # fmt: skip
    assert str(found["when"].dtype) == "datetime64[us]"


def test_without_corrections_a_record_is_itself(housed_record):
    """Nothing is made anew where nobody corrected anything."""
    assert corrected(housed_record)[0] is housed_record
    assert reviewed(housed_record).empty
    touched = accept(housed_record, "s0")
    assert all(getattr(touched, part) is getattr(housed_record, part) for part in ("statements", "figures", "mentions"))
