import doctest
import importlib

import pytest
from attribution_tools import analysed, articles, judged, labelled, rows
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import data, parties, tables
from toolkit.parties import Parties

SIDES = {"Union": ["dockers", "NDU", "Ines Mora"], "Company": ["Norvik", "Norvik Shipping"]}

BY_ALIAS = [
    ("Ines Mora said the strike was over.", "Union", "Ines Mora"),
    ("Dockers said the strike was over.", "Union", "Dockers"),
    ("A Norvik Shipping spokesman said the strike was over.", "Company", "Norvik Shipping"),
    ("Norvik’s lawyers said the strike was over.", "Company", "Norvik"),
    ("Tom Reid, a Norvik captain, said the strike was over.", "Company", "Norvik"),
    ("Tom Reid of Norvik Shipping said the strike was over.", "Company", "Norvik Shipping"),
    ("Norvik Shipping chief Tom Reid said the strike was over.", "Company", "Norvik Shipping"),
    ("According to the NDU, the strike was over.", "Union", "NDU"),
    ("Norviks said the strike was over.", "", ""),
    ("Tom Reid said Norvik was wrong.", "", ""),
    ("Tom Reid told Norvik the strike was over.", "", ""),
    ("Tom Reid, who knows the dockers, said the strike was over.", "", ""),
]


@pytest.mark.parametrize(("text", "party", "evidence"), BY_ALIAS)
def test_the_analysts_aliases_decide(text, party, evidence):
    """A speaker named by an alias, or tied to one, belongs to its party; one who only talks of it does not."""
    (row,) = judged(text, sides=SIDES)
    assert (row["party"], row["party_evidence"]) == (party, evidence)
    assert bool(row["party_rule"]) == bool(party)


def test_a_surname_leads_to_the_alias():
    """Every later mention of a speaker has the party that the full name gave it."""
    text = "Ines Mora said the strike was over. Mora said so twice. “It is over,” she said."
    found = judged(text, sides=SIDES)
    assert len(found) >= 2
    assert {row["party"] for row in found} == {"Union"}


BY_GAZETTEER = [
    ("China said the talks would go on.", "China", "China"),
    ("Beijing said the talks would go on.", "China", "Beijing"),
    ("Washington said the talks would go on.", "United States", "Washington"),
    ("Chinese Foreign Minister Wang Yi said the talks would go on.", "China", "Chinese"),
    ("China’s foreign minister said the talks would go on.", "China", "China"),
    ("Tom Reid, the French president, said the talks would go on.", "France", "French"),
    ("Israeli officials said the talks would go on.", "Israel", "Israeli"),
    ("The Israeli military said the camp was empty.", "Israel", "Israeli"),
    ("Hamas said the talks would go on.", "Hamas", "Hamas"),
    ("Tom Reid, the British head of UNRWA, said bread had run out.", "United Nations", "UNRWA"),
    ("Tom Reid, the British head of the United Nations refugee agency, said so.", "United Nations", "United Nations"),
    ("A Chinese official at NATO said the talks would go on.", "NATO", "NATO"),
]


@pytest.mark.parametrize(("text", "party", "evidence"), BY_GAZETTEER)
def test_states_and_bodies_are_known(text, party, evidence):
    """A state, its capital, its office holders and known bodies have their party; the employer beats the nationality."""
    found = judged(text)
    assert {row["party"] for row in found} <= {party}
    for row in found:
        assert evidence in row["party_evidence"]
        assert row["party_rule"]


UNASSIGNED = [
    "A shopkeeper in Beijing said the talks would go on.",
    "Amal Haddad, a shopkeeper in Gaza City, said bread had run out.",
    "A Chinese shopkeeper said bread had run out.",
    "Chinese shopkeeper Lin Bo said bread had run out.",
    "Lin Bo, a Chinese film director, said bread had run out.",
    "Lin Bo, who was born in China, said bread had run out.",
    "An analyst in Washington said the talks would fail.",
    "Tom Reid said China would pay.",
    "Tom Reid told China it would pay.",
    "Jordan Pike said the talks would fail.",
    "Georgia said the talks would fail.",
    "The mayor said the talks would fail.",
    "He said the talks would fail.",
]


@pytest.mark.parametrize("text", UNASSIGNED)
def test_a_shopkeeper_in_a_country_is_not_that_country(text):
    """Who has no office, body or alias stays unassigned, without rule and evidence, whatever country is named."""
    (row,) = judged(text)
    assert (row["party"], row["party_rule"], row["party_evidence"]) == ("", "", "")


@pytest.mark.parametrize(
    ("answer", "party"), [("PS", "Palestine"), ("hamas", "Hamas"), ("self", "Gaza health ministry")]
)
def test_contested_memberships_are_the_analysts_choice(answer, party):
    """Whom a contested body speaks for is as the analyst chose; left out, as the gazetteer has it."""
    text = "Gaza’s health ministry said 12 people were killed."
    (row,) = judged(text, sides={"parties": {"Union": ["dockers"]}, "choices": {"PS.gaza-health": answer}})
    assert row["party"] == party
    assert judged(text)[0]["party"] == data.gazetteer().name("hamas")


def test_without_the_gazetteer_only_the_analysts_parties_count():
    """With the gazetteer left out no state is a party, nowhere in the tables."""
    found = labelled(
        "China said Norvik had sunk a ship. Norvik told Israel it had not. Israeli soldiers killed 12 people.",
        sides={"parties": SIDES, "gazetteer": False},
    )
    given = [set(found[name][column]) for name, column in PARTY_COLUMNS]
    assert set().union(*given) == {"", "Company"}


PARTY_COLUMNS = [
    ("STATEMENTS", "party"), ("STATEMENTS", "addressee_party"), ("STATEMENTS", "target_party"), ("FIGURES", "party"),
    ("FIGURES", "victim_party"), ("FIGURES", "agent_party"), ("HARMS", "agent_party"), ("HARMS", "victim_party"),
    ("MENTIONS", "party"),
]  # fmt: skip


def test_the_analysts_party_comes_before_the_gazetteer():
    """An alias of the analyst's takes a state, its people and its addresses into the analyst's party."""
    text = "Chinese Foreign Minister Wang Yi told Israeli Foreign Minister Eli Cohen the talks would go on."
    (row,) = judged(text, sides={"East": ["Wang Yi", "Chinese"], "West": ["Eli Cohen"]})
    assert (row["party"], row["addressee_party"]) == ("East", "West")


TOGETHER = [
    (["Ines Mora", "Tom Reid"], {"Red": ["Ines Mora"], "Blue": ["Tom Reid"]}, ["Red", "Blue"], ""),
    (["Ines Mora", "Tom Reid"], {"Red": ["Ines Mora", "Tom Reid"]}, ["Red", "Red"], "Red"),
    (["Ines Mora", "Tom Reid"], {"Red": ["Ines Mora"]}, ["Red", ""], ""),
    (["China", "Israel"], {"Red": ["red ones"]}, ["China", "Israel"], ""),
]


@pytest.mark.parametrize(("names", "sides", "given", "party"), TOGETHER)
def test_each_of_several_speakers_has_a_party(names, sides, given, party):
    """Who speaks at once has a party each, and one together only where all have the same."""
    (row,) = judged(f"{' and '.join(names)} said the talks would go on.", sides=sides)
    assert row["speaker_parties"] == given
    assert row["party"] == party


FIGURES = [
    ("Israel said Hamas militants had killed 12 Israelis.", "Hamas", "Israel"),
    ("At least 12 Chinese sailors were killed by Israeli soldiers, Hamas said.", "Israel", "China"),
]


@pytest.mark.parametrize(("text", "agent", "victims"), FIGURES)
def test_sides_of_harm(text, agent, victims):
    """The doer and the harmed of a clause have the parties that their words name, and the figure its speaker's."""
    found = labelled(text)
    (harm,) = [row for row in rows(found["HARMS"]) if row["agent"]]
    assert (harm["agent_party"], harm["victim_party"]) == (agent, victims)
    (figure,) = rows(found["FIGURES"])
    assert figure["party"] == rows(found["STATEMENTS"])[0]["party"] != ""


def roles(text, *, sides=None, marks=()):
    """Words, party and role of every mention."""
    found = labelled(text, sides=sides, marks=marks)["MENTIONS"]
    return [(row["text"], row["party"], row["role"]) for row in rows(found)]


def test_what_a_mention_does():
    """A party is named as speaker, as addressee, inside a statement or in the reporter's own words."""
    text = "Iran told China that Israel must leave the port. Saudi Arabia was silent. Israeli soldiers left."
    assert roles(text) == [
        ("Iran", "Iran", "speaker"),
        ("China", "China", "addressee"),
        ("Israel", "Israel", "inside a statement"),
        ("Saudi Arabia", "Saudi Arabia", "narration"),
        ("Israeli soldiers", "Israel", "narration"),
    ]


def test_persons_are_mentions_of_their_party():
    """Who belongs to a party is a mention of it by name and surname; a pronoun is none."""
    text = "Chinese Foreign Minister Wang Yi landed. “It is over,” he said. Wang left."
    assert roles(text) == [
        ("Chinese Foreign Minister Wang Yi", "China", "narration"),
        ("Wang", "China", "narration"),
    ]


def test_an_inner_statement_owns_its_mentions():
    """A mention inside two statements belongs to the innermost."""
    found = labelled("Tom Reid said that Ines Mora said Israel would leave.")
    (row,) = [row for row in rows(found["MENTIONS"]) if row["text"] == "Israel"]
    inner = next(one for one in rows(found["STATEMENTS"]) if one["speaker"] == "Ines Mora")
    assert (row["role"], row["statement_id"]) == ("inside a statement", inner["statement_id"])


@pytest.mark.parametrize("sides", [None, {"Union": ["Ines Mora"], "Company": ["Norvik", "Beijing"]}])
def test_names_in_the_furniture_are_not_counted(sides):
    """Parties named in a dateline, byline, caption, teaser or credit are no mentions; in a headline they are."""
    furniture = [
        ("headline", "China and Norvik talk"), ("byline", "By Norvik in China"), ("dateline", "BEIJING:"),
        ("caption", "A Norvik ship in Iran."), ("teaser", "Israel strikes Norvik"), ("credit", "Norvik and Iran Press"),
    ]  # fmt: skip
    headline, byline, dateline, caption, teaser, credit = (words for _, words in furniture)
    told = f"{dateline} Ines Mora said the talks would go on."
    text = f"{headline}\n{byline}\n{told}\n{caption}\n{teaser}\nThe night was quiet.\n{credit}"
    wanted = (
        [("China", "China")] if sides is None else [("China", "China"), ("Norvik", "Company"), ("Ines Mora", "Union")]
    )
    assert [(words, party) for words, party, _ in roles(text, sides=sides, marks=furniture)] == wanted


def test_longer_names_hide_shorter_ones():
    """A name inside a longer name of something else is no mention."""
    assert roles("New Mexico was quiet. The South China Sea was calm. Air France flew.") == []


def test_a_place_is_only_the_scene():
    """A capital or territory where something happened is no mention of its party."""
    assert roles("It rained in Beijing on Monday. Trucks drove from the Gaza Strip.") == []


REPORTS = [text for text, _, _ in (*BY_ALIAS, *BY_GAZETTEER, *FIGURES)] + UNASSIGNED
CHOICES = [
    None,
    SIDES,
    {"parties": SIDES, "gazetteer": False},
    {"Red": ["Lin Bo"], "Blue": ["shopkeeper", "officials"]},
]


@pytest.mark.slow
@settings(max_examples=20)
@given(st.lists(st.sampled_from(REPORTS), min_size=1, max_size=5), st.sampled_from(CHOICES))
def test_every_party_has_a_reason(paragraphs, sides):
    """A party never stands without its rule, its evidence is verbatim, and no reason stands without a party."""
    found = labelled("\n".join(paragraphs), sides=sides)
    known = None if sides is None else {*sides.get("parties", sides)}
    for row in rows(found["STATEMENTS"]):
        assert bool(row["party"]) == bool(row["party_rule"]) == bool(row["party_evidence"])
        assert len(row["speaker_parties"]) == len(row["speakers"])
    for row in rows(found["MENTIONS"]):
        assert row["party"]
        assert row["party_rule"]
        assert row["text"]
    if known is not None and sides.get("gazetteer") is False:
        assert set(found["MENTIONS"]["party"]) <= known


@pytest.mark.slow
@settings(max_examples=10)
@given(st.lists(st.sampled_from(REPORTS), min_size=2, max_size=3))
def test_another_article_decides_only_where_a_speakers_own_tells_nothing(texts):
    """What an article itself tells stands; what another tells fills a gap, and says where it was told."""
    together = labelled(*texts, sides=SIDES)["STATEMENTS"]
    alone = [row["party"] for text in texts for row in judged(text, sides=SIDES)]
    for row, own in zip(rows(together), alone, strict=True):
        assert row["party"] == own if own else bool(row["party"]) == bool(row["party_evidence_article"])


def test_the_tables_given_are_left_as_they_are():
    """Assigning parties changes nothing in the tables it was given, and only party columns in those it returns."""
    text = "China told Israel that Hamas had killed 12 people."
    before, untouched = analysed(text), analysed(text)
    after = parties.assign(before, articles(text), Parties())
    filled = {"party", "party_rule", "party_evidence", "party_evidence_start", "party_evidence_end", "speaker_parties"}
    filled |= {"addressee_party", "victim_party", "agent_party"}
    for name, table in untouched.items():
        tables.check(after[name], name)
        assert rows(before[name]) == rows(table) or before[name].equals(table)
        kept = [column for column in table.columns if column not in filled]
        assert after[name][kept].astype(str).equals(table[kept].astype(str))


def test_examples_run():
    """Every example in the docstrings of the room gives what it says."""
    assert doctest.testmod(importlib.import_module("toolkit.parties.assign")).failed == 0
