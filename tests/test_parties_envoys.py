"""For whom those speak who are sent, who lead bodies of a state, or who only come from one."""

import pytest
from attribution_tools import judged

SENT = [
    ("Tom Hart, the British ambassador at the United Nations, said it was over.", "United Kingdom"),
    ("Li Wei, China’s envoy at the UN, said it was over.", "China"),
    ("The Chinese envoy at the United Nations said it was over.", "China"),
    ("Tom Hart, Britain’s UN ambassador, said it was over.", "United Kingdom"),
    ("U.S. Ambassador to the United Nations Tom Hart said it was over.", "United States"),
    ("Israeli ambassador to the UN Danny Cohen said it was over.", "Israel"),
    ("The U.N. special envoy for Syria, Geir Pedersen, said it was over.", "United Nations"),
    ("Geir Pedersen, the UN envoy to Syria, said it was over.", "United Nations"),
    ("NATO’s representative in Kabul said it was over.", "NATO"),
    ("Syria’s mission to the UN said it was over.", "Syria"),
]
LEADS = [
    ("Ana Lima, a spokeswoman for Brazil’s federal police, said it was over.", "Brazil"),
    ("Joe Ruiz, director of the Mexican national water agency, said it was over.", "Mexico"),
    ("Joe Ruiz, a former director of the Mexican national water agency, said it was over.", ""),
    ("Hans Weber, chief executive of the German carmaker Bolt, said it was over.", ""),
]
COMES = [
    ("Paul Dubois, the French president of the International Skating Union, said it was over.", ""),
    ("Li Wei, the Chinese vice-president of the federation, said it was over.", ""),
    ("The company’s European chief, Tom Zhang, said it was over.", ""),
    ("Paul Dubois, the French minister of health, said it was over.", "France"),
    ("Sara Cole, the Norwegian head of the UN mission, said it was over.", "United Nations"),
]


@pytest.mark.parametrize(("text", "party"), SENT)
def test_an_envoy_speaks_for_who_sent_him(text, party):
    """The state or body that sends decides, and never the body or country where an envoy sits."""
    assert [row["party"] for row in judged(text)] == [party]


@pytest.mark.parametrize(("text", "speaker"), [
    ("U.S. Ambassador to the United Nations Tom Hart said it was over.", "Tom Hart"),
    ("China’s ambassador to Australia Li Wei said it was over.", "Li Wei"),
    ("Superintendent of Police Ana Mora said it was over.", "Ana Mora"),
])  # fmt: skip
def test_a_name_behind_an_office_and_its_place_is_the_name(text, speaker):
    """The place of an office is no part of the name that follows it."""
    assert [row["speaker"] for row in judged(text)] == [speaker]


@pytest.mark.parametrize(("text", "party"), LEADS)
def test_who_leads_a_body_of_a_state_speaks_for_the_state(text, party):
    """Heads and voices of police forces, agencies and the like are of their state, those of firms are not."""
    assert [row["party"] for row in judged(text)] == [party]


@pytest.mark.parametrize(("text", "party"), COMES)
def test_an_adjective_before_an_office_elsewhere_only_tells_where_somebody_is_from(text, party):
    """A nationality decides where the office is one of state, and not where it is of another body."""
    assert [row["party"] for row in judged(text)] == [party]


def test_a_front_beside_a_country_is_not_of_its_government():
    """Where a government and a front act together, the government's spokesman speaks for the state alone."""
    text = (
        "The government of South Sudan and the Free North Front (FNF) accused each other on Friday.\n\n"
        "Government spokesman Michael Deng said it was over."
    )
    parties = [row["party"] for row in judged(text, sides={"Front": ["Free North Front", "FNF"]})]
    assert parties[-1] == "South Sudan"


def test_a_name_behind_the_second_of_two_offices_is_of_that_one():
    """In "Peru's foreign minister and Qatar's minister, NAME" the name is the second one's."""
    (row,) = judged("Peru’s foreign minister and Qatar’s minister of state, Nasser al-Kubaisi, said it was over.")
    assert row["speaker_parties"][-1:] == ["Qatar"] or row["party"] == "Qatar"


def test_a_minister_who_turns_on_the_report_s_own_state_is_the_other_s():
    """In a report from one state, who begins with it after a paragraph on the other speaks for the other."""
    text = (
        "Guyana accused Venezuela on Wednesday of firing on its boats.\n\n"
        "Venezuela’s Defence Ministry denied that its soldiers had fired.\n\n"
        "“Guyana sends miners ahead of its soldiers,” Foreign Minister Alirio Betancourt said on state television."
    )
    assert judged(text)[-1]["party"] == "Venezuela"


def test_a_diplomat_at_a_body_is_not_of_the_body():
    """Where nobody says who sent a diplomat, he is of no party."""
    assert [row["party"] for row in judged("A Western diplomat at the United Nations said it was over.")] == [""]


def test_a_source_is_not_named_by_the_next_paragraph():
    """Who is only called a source stays so, whoever is named next."""
    text = (
        "A Venezuelan military source told Meridian that it was over.\n\n"
        "Winston Daniels, 47, a gold buyer in Eteringbang, said by telephone that it was not."
    )
    assert [(row["speaker"], row["party"]) for row in judged(text)][1] == ("Winston Daniels", "")
