"""The panel "Adjudicate": every disagreement listed with what each coder has, one of the two taken, saved at once."""

from dataclasses import replace

import pytest
from correction_tools import row, same
from small import TALKS, TEXTS, place
from test_show import BAD, hostile

from toolkit import evaluate
from toolkit import record as verbs
from toolkit.errors import RecordError
from toolkit.evaluate import EvaluateError
from toolkit.panels import adjudicate
from toolkit.panels.adjudicating import SHOWN
from toolkit.tables import frame

ANNA = "blind-anna"
BOTH = ["harbour", "talks"]


def coded(record):
    """The analyst gave s4 to Sudria and rejected s5; the blind coder changed s2 and s4, and added one statement."""
    made = verbs.reject(verbs.correct(record, "s4", party="Sudria"), "s5")
    blind = verbs.corrected(made, who=ANNA)[0]
    blind = verbs.correct(blind, "s2", who=ANNA, spans=[place("harbour", "denied the charge")])
    blind = verbs.correct(blind, "s2", who=ANNA, act="assert")
    blind = verbs.correct(blind, "s4", who=ANNA, act="accuse", target_party="Sudria")
    verbs.add(blind, "talks", [place("talks", "has not commented")], who=ANNA, party="Sudria")
    return made


@pytest.fixture
def record(housed_record):
    """Two coders who differ about four statements."""
    return coded(housed_record)


@pytest.fixture
def panel(record):
    """The panel on both articles."""
    return adjudicate(record, second=ANNA, articles=BOTH)


def item(panel, key):
    """The item of a statement, by an id of either coder."""
    return next(one for one in panel.settling.items if key in (one["mine"], one["theirs"]))


def decide(panel, key, *, take, parts=None, why=""):
    """What the browser sends when a button is pressed."""
    one = item(panel, key)
    offered = [line["name"] for line in one["rows"] if line["open"]]
    panel.settling.decision = {
        "key": one["key"], "parts": offered if parts is None else parts, "take": take, "why": why,
        "count": panel.settling.decision.get("count", 0) + 1,
    }  # fmt: skip


def lines(one):
    """The rows of an item as lists."""
    return {line["name"]: (line["first"], line["second"], line["open"]) for line in one["rows"]}


def test_it_lists_what_is_open(panel):
    """Each statement once, in the order of the text, with both coders' names and the counts."""
    added = panel.settling.items[-1]
    assert [(one["mine"], one["theirs"]) for one in panel.settling.items] == [
        ("s2", "s2"), ("s4", "s4"), ("", "s5"), ("", added["theirs"]),
    ]  # fmt: skip
    assert panel.settling.names == ["analyst", ANNA]
    assert panel.summary.value == "5 disagreements open, about 4 statements; 0 settled."
    assert panel.hint.value == "2 articles compared."
    assert panel.undo.disabled
    assert (panel.done.table, panel.problem.value) == ({}, "")


def test_it_says_what_each_coder_has(panel):
    """Words, speaker, party, kind and act of both; what is to be decided is marked, and words that differ beside it."""
    assert lines(item(panel, "s2")) == {
        "words": ("the charge", "denied the charge", True), "speaker": ("Sudria", "Sudria", False),
        "party": ("Sudria", "Sudria", False), "kind": ("indirect", "indirect", False),
        "act": ("deny", "assert", True),
    }  # fmt: skip
    told = lines(item(panel, "s4"))
    assert told["party"] == ("Sudria", "Norland", True)
    assert told["act"] == ("assert", "accuse (Sudria)", True)
    assert told["words"][2] is False
    assert lines(item(panel, "s5"))["words"] == ("(no statement)", "she saw <two> boats & a truck burn", False)
    assert lines(item(panel, "s5"))["party"] == ("", "(unassigned)", False)


def test_each_stands_in_its_paragraph(panel):
    """The pieces are the article's own paragraph, cut where either content begins and ends, and say who has what."""
    two = item(panel, "s2")["pieces"]
    assert "".join(words for _, words in two) == TEXTS["harbour"].split("\n\n")[2].strip()
    assert [one for one in two if one[0]] == [
        ["speaker", "Sudria"], ["second", "denied "], ["both", "the charge"],
    ]  # fmt: skip
    assert ["both", "around 300 people have been displaced"] in item(panel, "s4")["pieces"]
    assert ["second", "she saw <two> boats & a truck burn"] in item(panel, "s5")["pieces"]
    assert panel.settling.items[-1]["pieces"][1] == ["second", "has not commented"]
    assert "".join(words for _, words in panel.settling.items[-1]["pieces"]) in TALKS


def test_the_second_is_taken(panel, record):
    """The statement is as the blind coder has it, in the analyst's log with the reason, and leaves the list."""
    decide(panel, "s4", take=True, why=" as printed ")
    assert (row(panel.record, "s4")["party"], row(panel.record, "s4")["act"]) == ("Norland", "accuse")
    line = verbs.corrections_of(record.home)[-1]
    assert (line.who, line.adopted, line.why) == ("analyst", ANNA, "as printed")
    assert panel.summary.value == "3 disagreements open, about 3 statements; 2 settled."
    assert [one["theirs"] for one in panel.settling.items][:2] == ["s2", "s5"]
    assert [one[1:] for one in panel.done.table["rows"]] == [
        ["around 300 people have been displaced", "act", "the second taken", "accuse", "as printed"],
        ["around 300 people have been displaced", "party", "the second taken", "Norland", "as printed"],
    ]
    assert not panel.undo.disabled


def test_the_first_is_kept(panel, record):
    """Nothing changes but the log, and the disagreement is settled, also that there is no statement."""
    before = panel.record
    for key in ("s4", "s5", panel.settling.items[-1]["theirs"]):
        decide(panel, key, take=False)
    assert same(panel.record.tables(), before.tables())
    assert [(one["mine"], one["theirs"]) for one in panel.settling.items] == [("s2", "s2")]
    assert panel.summary.value == "1 disagreement open, about 1 statement; 4 settled."
    assert {one[3] for one in panel.done.table["rows"]} == {"the first kept"}
    assert {line.against for line in verbs.corrections_of(record.home)[2:]} == {ANNA}


def test_some_parts_are_decided_alone(panel):
    """What is ticked is decided, the rest stays open: the act is taken with the words left as they are."""
    decide(panel, "s2", take=True, parts=["act"])
    assert (row(panel.record, "s2")["act"], row(panel.record, "s2")["content"]) == ("assert", "the charge")
    assert "s2" not in {one["mine"] for one in panel.settling.items}
    decide(panel, "s4", take=False, parts=["party"])
    assert lines(item(panel, "s4"))["party"] == ("Sudria", "Norland", False)
    decide(panel, "s4", take=True)
    assert (row(panel.record, "s4")["party"], row(panel.record, "s4")["act"]) == ("Norland", "accuse")


def test_all_parts_bring_the_words(panel):
    """With everything ticked the statement has the words of the second coder too."""
    decide(panel, "s2", take=True)
    assert row(panel.record, "s2")["content"] == "denied the charge"


def test_what_comes_back_and_what_is_added(panel):
    """A statement that the analyst rejected is there again, and one that the blind coder added."""
    added = panel.settling.items[-1]["theirs"]
    decide(panel, "s5", take=True)
    decide(panel, added, take=True)
    assert {"s5", added} <= set(panel.record.statements["statement_id"])
    assert panel.done.table["rows"][0][4] == "has not commented"


def test_undo_opens_it_again(panel):
    """The last decision made here is taken back, whatever it took, and nothing else."""
    start = panel.record
    decide(panel, "s5", take=True)
    decide(panel, "s4", take=False)
    panel.undo.click()
    panel.undo.click()
    assert panel.summary.value == "5 disagreements open, about 4 statements; 0 settled."
    assert same(panel.record.tables(), start.tables())
    assert panel.undo.disabled


def test_agreement_stays_that_of_two_who_did_not_know_of_each_other(panel, record):
    """The table on top is agreement() of the codings before anything was settled, in this panel and the next."""
    before = panel.agreed.table
    both = evaluate.codings(record, second=ANNA, articles=BOTH)
    assert [line[0] for line in before["rows"]] == evaluate.agreement(*both)["measure"].tolist()
    assert before["rows"][0][:3] == ["span F1", "12", "0.91"]
    decide(panel, "s4", take=True)
    assert panel.agreed.table == before
    assert adjudicate(panel.record, second=ANNA, articles=BOTH).agreed.table == before


def test_it_opens_where_it_was_left(panel, record):
    """Another panel on the same corpus has the decisions of this one."""
    decide(panel, "s4", take=True)
    again = adjudicate(record, second=ANNA, articles=BOTH)
    assert again.settling.items == panel.settling.items
    assert again.summary.value == panel.summary.value
    assert same(again.record.tables(), panel.record.tables())


def test_without_a_list_of_articles(record):
    """They are those that the second coder decided something in; what is idle is said, and who decided nothing."""
    assert adjudicate(record, second=ANNA).articles == ("harbour", "talks")
    for articles in (None, BOTH):  # what only one has decided is no disagreement with somebody who was never there
        nobody = adjudicate(record, second="blind-ben", articles=articles)
        assert nobody.hint.value.startswith("blind-ben has decided nothing yet in this corpus. Let them code")
        assert (nobody.settling.items, nobody.agreed.table, len(nobody.left)) == ([], {}, 0)
    with pytest.raises(EvaluateError, match="no article 'x'"):
        adjudicate(record, second="blind-ben", articles=["x"])
    verbs.accept(verbs.corrected(record, who="blind-ben")[0], "s1", who="blind-ben")
    assert adjudicate(record, second="blind-ben", articles=BOTH).hint.value == (
        "2 articles compared. In 1 of them blind-ben has decided nothing, not even accepted a statement."
    )


def test_what_cannot_be_saved_is_said(record):
    """Without a folder nothing is saved, and the list stays; so it is with what is not open any more."""
    homeless = adjudicate(record, second=ANNA, articles=BOTH)
    homeless.record = replace(homeless.record, home=None)
    decide(homeless, "s4", take=True)
    assert homeless.problem.value.startswith("This is not saved: ")
    assert "s4" in {one["mine"] for one in homeless.settling.items}
    panel = adjudicate(record, second=ANNA, articles=BOTH)
    panel.settling.decision = {"key": "s99|s99", "parts": [], "take": True, "why": "", "count": 1}
    assert panel.problem.value == "This disagreement is not open any more."


def test_a_damaged_line_is_said(record):
    """A line of a log that cannot be read is told in the panel, not swallowed."""
    file = record.home / "corrections" / "analyst.jsonl"
    file.write_text(file.read_text(encoding="utf-8") + "{half\n", encoding="utf-8")
    assert "line 3 of corrections/analyst.jsonl cannot be read" in adjudicate(record, second=ANNA).problem.value


def test_a_selection_is_refused(record):
    """A part of a record cannot be adjudicated."""
    with pytest.raises(RecordError, match="selection"):
        adjudicate(record.select(verbs.Query(kinds=("direct",))), second=ANNA)


def test_a_copy_without_python(panel):
    """Counts, agreement and what is open are there as escaped HTML, and no word of an article as markup."""
    bundle = panel._repr_mimebundle_()
    assert bundle["text/plain"].startswith("The panel is live in JupyterLab only. 5 disagreements open")
    page = bundle["text/html"]
    assert "Agreement of analyst and blind-anna before anything was settled" in page
    assert "she saw &lt;two&gt; boats &amp; a truck burn" in page
    assert "<two>" not in page


def test_hostile_words_stay_words(tmp_path):
    """Markup in texts, names and reasons is data in the static copy."""
    record = replace(hostile(), home=tmp_path / ".counterpoint")
    key = record.statements["statement_id"].iloc[0]
    verbs.correct(verbs.corrected(record, who=ANNA)[0], key, who=ANNA, act="praise")
    panel = adjudicate(record, second=ANNA)
    decide(panel, key, take=True, why=BAD)
    assert panel.problem.value == ""
    verbs.accept(verbs.corrected(record, who="blind-ben")[0], key, who="blind-ben")
    idle = adjudicate(record, second="blind-ben", first=ANNA, articles=panel.articles)
    page = idle._repr_mimebundle_()["text/html"]
    assert len(idle.left)
    assert BAD not in page


def test_a_long_list_is_cut_and_counted(housed_record):
    """More statements than are listed are counted, and the first ones listed."""
    text = " ".join(f"Lind said harbour {place} was open." for place in range(SHOWN + 2))
    rows = []
    for nth in range(SHOWN + 2):
        said = f"harbour {nth} was open"
        start = text.index(said)
        rows.append({"statement_id": f"n{nth}", "article_id": "long", "content": said, "order": nth, "kind": "indirect",
                     "spans": [[start, start + len(said)]], "start": start, "end": start + len(said), "act": "assert",
                     "speaker": "Lind"})  # fmt: skip
    frames = {name: frame(name, some) for name, some in
              (("ARTICLES", [{"article_id": "long", "text": text}]), ("STATEMENTS", rows))}  # fmt: skip
    record = verbs.Record.from_tables(frames, home=housed_record.home)
    blind = verbs.corrected(record, who=ANNA)[0]
    for nth in range(SHOWN + 2):
        blind = verbs.reject(blind, f"n{nth}", who=ANNA)
    panel = adjudicate(record, second=ANNA)
    assert len(panel.settling.items) == SHOWN
    assert (
        panel.summary.value == f"52 disagreements open, about 52 statements; 0 settled. The first {SHOWN} are listed."
    )
