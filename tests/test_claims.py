import doctest

import pytest
from attribution_tools import analysed, articles, judged, labelled, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import claims, parties, tables
from toolkit.claims import acts
from toolkit.tables.values import ACTS

ISRAEL, CHINA = "Israel", "China"

BY_ACT = [
    ("assert", "", "Iran said the talks would go on."),
    ("assert", "", "“The talks will go on,” Iran said."),
    ("assert", "", "According to Iran, 12 people were killed."),
    ("assert", "", "Iran told China the ships had left."),
    ("deny", "", "Iran denied that it had shelled the port."),
    ("deny", "", "Iran rejected the claim as a lie."),
    ("deny", "", "“That is not true,” Iran said."),
    ("accuse", ISRAEL, "Iran accused Israel of shelling the port."),
    ("accuse", ISRAEL, "Iran blamed Israel for the fire."),
    ("accuse", ISRAEL, "Iran said Israel had killed 12 people."),
    ("accuse", ISRAEL, "Iran said 12 people were killed by Israel."),
    ("accuse", ISRAEL, "Israeli soldiers killed 12 people, according to Iran."),
    ("demand", ISRAEL, "Iran demanded that Israel leave the port."),
    ("demand", ISRAEL, "Iran called on Israel to leave the port."),
    ("demand", ISRAEL, "Iran urged Israel to leave the port."),
    ("demand", ISRAEL, "Iran asked Israel to leave the port."),
    ("demand", ISRAEL, "“Israel must leave the port,” Iran said."),
    ("promise", "", "Iran promised to leave the port."),
    ("promise", "", "Iran vowed that it would leave the port."),
    ("promise", "", "“We promise that we will leave,” Iran said."),
    ("threaten", "", "Iran threatened to close the strait."),
    ("threaten", ISRAEL, "Iran warned Israel that it would close the strait."),
    ("threaten", ISRAEL, "“Israel will pay a heavy price,” Iran said."),
    ("condemn", ISRAEL, "Iran condemned the Israeli attack."),
    ("condemn", ISRAEL, "Iran denounced the Israeli attack as barbaric."),
    ("praise", CHINA, "Iran praised China for its help."),
    ("praise", CHINA, "Iran welcomed the Chinese offer."),
    ("praise", CHINA, "“We thank China,” Iran said."),
    ("offer", CHINA, "Iran offered to open the strait to China."),
    ("offer", CHINA, "Iran invited China to send a team."),
    ("offer", ISRAEL, "“We are ready to talk to Israel,” Iran said."),
    ("question", "", "Iran asked whether China would come."),
    ("question", "", "“Will China come?” Iran asked."),
    ("question", "", "“Who will come?” Iran said."),
    ("decline", "", "Iran declined to comment."),
    ("decline", "", "Iran refused to say whether it would come."),
    ("concede", "", "Iran admitted that it had shelled the port."),
    ("concede", "", "Iran acknowledged that mistakes were made."),
    ("concede", "", "“We regret the deaths,” Iran said."),
]


@pytest.mark.parametrize(("act", "target", "text"), BY_ACT)
def test_what_is_done_by_saying_it(act, target, text):
    """The cue that names an act decides it, else the words said; the party it is aimed at is the target."""
    (row,) = judged(text)
    assert (row["act"], row["target_party"]) == (act, target)


def test_every_act_is_tried():
    """The table above holds at least two sentences for each act that a statement can have."""
    tried = [act for act, _, _ in BY_ACT]
    assert {act for act in ACTS if tried.count(act) >= 2} == set(ACTS)


@pytest.mark.parametrize(
    "text",
    [
        "Iran said 12 people were killed.",
        "Iran said 12 people had died in the fire.",
        "Iran said Iranian soldiers had killed 12 people.",
        "Iran said Tom Reid had killed 12 people.",
    ],
)
def test_harm_without_the_other_side_accuses_nobody(text):
    """A clause of harm accuses only where it names another party as the one who did it."""
    (row,) = judged(text)
    assert (row["act"], row["target_party"]) == ("assert", "")


@pytest.mark.parametrize(("name", "sides"), [("Norvik", {"Company": ["Norvik"]}), ("Israel", None)])
def test_targets_are_parties_of_the_study(name, sides):
    """The target is a party under the name that the study gives it."""
    (row,) = judged(f"Iran urged {name} to pay for the ship.", sides=sides)
    assert row["target_party"] == (name if sides is None else "Company")


def test_nobody_is_their_own_target():
    """A party is never the target of its own statement."""
    for text in ("Iran said Iran must pay.", "Iranian officials praised Iran.", "Iran said Iran had killed 12 people."):
        assert {row["target_party"] for row in judged(text)} == {""}


@pytest.mark.parametrize("mark", ["“{}”", '"{}"', "‘{}’", "'{}'", "``{}''"])
@pytest.mark.parametrize(("words", "act"), [("Israel must leave the port,", "demand"), ("Who will come?", "question")])
def test_acts_do_not_depend_on_the_marks(mark, words, act):
    """The words of a quotation have one act, whatever marks they are printed in."""
    assert [row["act"] for row in judged(f"{mark.format(words)} Iran said.")] == [act]


TEXTS = [text for _, _, text in BY_ACT]


@pytest.mark.slow
@settings(max_examples=15)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=5))
def test_every_statement_has_one_act(paragraphs):
    """Each statement has an act of the closed set, and only acts that are aimed at somebody have a target."""
    found = labelled("\n\n".join(paragraphs))
    aimed = {"accuse", "demand", "threaten", "condemn", "praise", "offer"}
    for row in rows(found["STATEMENTS"]):
        assert row["act"] in ACTS
        assert not row["target_party"] or row["act"] in aimed
        assert not row["target_party"] or row["target_party"] != row["party"]


def test_only_act_and_target_are_filled():
    """Labelling changes no other column and no other table, and leaves what it was given as it was."""
    given_articles = articles("Iran accused Israel of lying. Israel denied it had lied.")
    before = parties.assign(analysed(given_articles.loc[0, "text"]), given_articles)
    after = claims.label(before, given_articles)
    kept = [column for column in before["STATEMENTS"].columns if column not in {"act", "target_party"}]
    assert after["STATEMENTS"][kept].astype(str).equals(before["STATEMENTS"][kept].astype(str))
    assert set(before["STATEMENTS"]["act"]) == {""}
    assert all(
        rows(after[name]) == rows(before[name]) or after[name].equals(before[name])
        for name in {*before} - {"STATEMENTS"}
    )
    tables.check(after["REPLIES"], "REPLIES")


def test_examples_run():
    """Every example in the docstrings of the room gives what it says."""
    assert doctest.testmod(acts).failed == 0


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Iran warned that it would close the strait.", "threaten"),
        ("Iran warned that the dam could burst.", "assert"),
        ("Iran warned that the well was dry.", "assert"),
        ("Iran warned against closing the strait.", "demand"),
        ("Iran cautioned that nothing had been decided.", "assert"),
    ],
)
def test_a_warning_of_what_is_or_could_be_only_tells(text, act):
    """A warning threatens where it tells what will follow, demands where it is against something, and else asserts."""
    (row,) = rows(labelled(text)["STATEMENTS"])
    assert row["act"] == act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Iran called the allegation “absurd”.", "deny"),
        ("Iran described that version as “a fable”.", "deny"),
        ("Iran called the raid “a disgrace”.", "condemn"),
        ("Iran called the treaty “a victory for reason”.", "praise"),
        ("Iran said that it would not comment on the raid.", "decline"),
        ("Iran assured reporters that the well was dry.", "assert"),
        ("Iran assured reporters that it would pay.", "promise"),
    ],
)
def test_what_a_name_does(text, act):
    """To call a claim something denies it, to call anything else so condemns or praises; to assure of what is asserts."""
    (row,) = rows(labelled(text)["STATEMENTS"])
    assert row["act"] == act
