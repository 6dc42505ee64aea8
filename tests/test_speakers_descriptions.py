"""Who is meant by words that are no name, or not the whole of one."""

import pytest
from attribution_tools import heard, said

NAMES = [
    ("Mora’s party, the Coastal Reform Movement, says it won.", "Coastal Reform Movement"),
    ("Norway’s main opposition party, the Democrats for Change, urged the premier to resign.", "Democrats for Change"),
    ("“It was dear,” said one of the shoppers, Lena Abbott-Reid.", "Lena Abbott-Reid"),
    ("A lawyer for Norvik, Priyanka Rao of Stone & Hale, accused the regulator of haste.", "Priyanka Rao"),
    ("Attorney-at-Law Nimali Perera, appearing for the union, argued that the writ was void.", "Nimali Perera"),
    ("Neighbouring Chile called the charge “an insult”.", "Chile (government)"),
    ("Swedish Security Service officers made the arrest. The Swedish Security Service, or Säpo, said it was sure.",
     "Swedish Security Service"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_the_name_beside_a_description_counts(text, name):
    """A body or person described and then named has the name, whole and without the description."""
    assert heard(text)[-1] == name


TOGETHER = [
    ("In a joint note, foreign ministers Ana Mora of Chile and Bo Lund of Norway pledged to meet.",
     ["Ana Mora", "Bo Lund"]),
    ("Ana Mora, the envoy, was pleased. She and Norway’s minister of state, Bo Lund, announced that monitors would come.",
     ["Ana Mora", "Bo Lund"]),
    ("Rio Vivo and Terra Firma, two green groups, said the licence should go. They also called for an inquiry.",
     ["Rio Vivo", "Terra Firma"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), TOGETHER)
def test_those_who_speak_together_are_all_named(text, names):
    """Two behind one office, one behind a state's "'s", and "they" after a joint statement are each a speaker."""
    assert list(said(text)[-1]["speakers"]) == names


def test_they_may_be_one_body():
    """After the statement of a single body "they" is that body alone."""
    assert heard("Calder Ferries said it should go. They called for an inquiry.") == [
        "Calder Ferries",
        "Calder Ferries",
    ]


WIDER = [
    ("Foreign Minister Ada Lund said the talks were hurt. Norway’s top diplomat asked for calm.", "Ada Lund"),
    ("Detective Constable Paul Reid said nine crates were found. “We asked,” the officer replied.", "Paul Reid"),
    ("Ada Lund KC, counsel to the inquiry, put up an email by a cleaner, Bo Stone.\n\n“You read it?” the barrister asked.",
     "Ada Lund"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), WIDER)
def test_a_wider_word_means_the_office_it_covers(text, name):
    """The top diplomat is the foreign minister, an officer a constable, a barrister the counsel; nobody else is."""
    assert heard(text)[-1] == name


def test_who_left_an_office_is_not_its_holder():
    """A spokesman of the cabinet can be "the Minister" though a former minister was heard before."""
    text = (
        "Bo Stone, the former minister, said the vote was late.\n\nResponding, Cabinet Spokesman Dr. Paul Reid rejected "
        "the charge as “a tale”.\n\n“We fear nobody,” the Minister said."
    )
    assert heard(text)[-1] == "Paul Reid"


OWN = [
    ("Marco Vega remembers it differently. “We have the signatures,” Norvik’s head of planning tells me.", "Marco Vega"),
    ("Marco Vega met Ana Mora. “We have the signatures,” Norvik’s head of planning tells me.",
     "Norvik’s head of planning"),
    ("Marco Vega, a farmer, is angry. “We have the signatures,” Norvik’s head of planning tells me.",
     "Norvik’s head of planning"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), OWN)
def test_an_office_behind_a_quotation_may_be_of_who_opens_the_paragraph(text, name):
    """Only of a bare name that alone stands before the quotation is somebody's office told behind it."""
    assert heard(text)[-1] == name


def test_the_agency_is_whom_its_spokesman_spoke_for():
    """A body without a noun of its own is meant by "the agency" where its unnamed spokesman was just heard."""
    text = "A spokesperson for Homes West said most tenants were moved. Asked why, the agency said it was early."
    assert heard(text)[-1] == "Homes West"


def test_the_army_is_no_armed_group():
    """The army of a state is not a rebel group that calls itself an army."""
    text = (
        "The National Liberation Army (ELN), a rebel group, denied the raid. He was told by the army that it was over."
    )
    assert heard(text)[-1] != heard(text)[0]


def test_a_club_told_of_with_who_is_several():
    """A name of which "who" tells as of several is a body, and "they" means it."""
    text = "The clubs are torn. Kelda Rovers, who employ seven of them, said they would wait. They warned of fines."
    assert heard(text) == ["Kelda Rovers", "Kelda Rovers"]


def test_the_one_described_speaks_and_not_a_word_of_the_description():
    """Behind a name the words that describe it hold no source, however long they are."""
    text = "The supervisor, Glen Hale, a cousin of the widow who still works for Norvik, denied that they had met."
    assert heard(text) == ["Glen Hale"]


CAMPAIGNS = [
    ("If it is granted, Hands Off Harrow says it will sue.", "Hands Off Harrow"),
    ("Clean Coast Now, whose complaint led to the inquiry, said it was late.", "Clean Coast Now"),
    ("Kelda Families for Truth, which speaks for most of them, called for a hearing.", "Kelda Families for Truth"),
    ("Prime Minister Ines Mora said it was late.", "Ines Mora"),
    ("Norway’s Bo Lund said it was late.", "Bo Lund"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), CAMPAIGNS)
def test_a_name_of_plain_words_is_whole(text, name):
    """A campaign called by words that parse as verbs or with "for" keeps them all; a title or a state is no part."""
    assert heard(text)[-1] == name


SEVERAL = [
    (
        "Two port officials, who asked not to be named, said the pier was safe. One of them feared a strike; the other said "
        "Ines Mora could lose."
    ),
    "Two port officials said the pier was safe. One of them feared a strike.",
]


@pytest.mark.parametrize("text", SEVERAL)
def test_one_of_several_is_one_of_them(text):
    """Each of "one of them" and "the other" is one of the unnamed who were heard just before, and nobody with a name."""
    names = heard(text)
    assert names[0].endswith("port officials")
    assert set(names[1:]) == {names[0].removesuffix("s").removeprefix("Two ")}


def test_a_parent_is_who_was_heard_last():
    """A description that only tells of children is of whoever was heard last, named or not."""
    text = "One picket at the gate said he had fallen asleep.\n\n“Forty people sat behind me,” the dad-of-two added."
    assert len(set(heard(text))) == 1


def test_a_given_name_alone_is_a_mention():
    """A given name alone leads a pronoun to its bearer, where nobody else can be meant."""
    text = (
        "Connie Rade, head of the league, told them it was loud.\n\nDirector Luis Campo declined to say whether he agreed."
        "\n\nGary Rade, Connie’s uncle, accused the league of noise.\n\nShe denied the claim."
    )
    assert heard(text)[-1] == "Connie Rade"


def test_a_description_is_of_whom_the_paragraph_tells():
    """Who is only mentioned beside the subject is not meant by a description that follows."""
    text = (
        "Ellie March, the MP for Colne, said she was angry.\n\nDerek Hall, who sits with March on a committee, called it "
        "“a postcard”. The veteran said it was dear."
    )
    assert heard(text)[-1] == "Derek Hall"
