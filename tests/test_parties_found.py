"""Laws of parties that the words around tell: commissioners, governors, lawmakers, unions, ambiguous states, media."""

from attribution_tools import judged


def parties(text, *, sides=None):
    """The party of every statement, in order."""
    return [row["party"] for row in judged(text, sides=sides)]


def test_a_commissioner_is_of_the_union_and_not_of_the_capital_named_last():
    """Who holds a field of the Commission speaks for the European Union, whichever state was told of last."""
    text = (
        "The European Commission sided with Denmark. The fisheries commissioner warned that boats could be barred.\n\n"
        "Copenhagen disputes the figure. “I quote science,” said Ilona Bart, the fisheries commissioner."
    )
    assert set(parties(text)) == {"European Union", "Denmark"}
    assert parties(text)[0] == parties(text)[-1] == "European Union"


def test_a_medium_is_no_side_of_whom_it_quotes():
    """Who is quoted by an agency that no state owns is not given to the agency."""
    text = "The acting governor, Valery Kost, said nothing had burned. Debris killed a guard, Interfax quoted him as saying."
    assert "Interfax" not in parties(text)


def test_a_governor_in_a_report_of_two_states_is_of_his_own():
    """In a war a region's governor speaks for the state that the report is from, or for the one named last if "there"."""
    text = (
        "Ukraine said on Thursday that a Russian missile had hit a port, killing 14.\n\n"
        "Most were dockworkers, Gov. Taras Holub wrote on Telegram. Moscow denied targeting civilians."
    )
    assert parties(text) == ["Ukraine", "Ukraine", "Russia"]


def test_a_governor_is_of_no_state_that_is_only_named_after_him():
    """Before any state but the attacker's is told of outside of what he says, a governor is nobody's."""
    text = "A Russian missile hit a port in Ukraine, the regional governor said.\n\nMoscow denied targeting civilians."
    assert parties(text) == ["", "Russia"]


def test_a_lawmaker_does_not_speak_for_the_state():
    """A senator of a state is nobody's voice, its ministry is."""
    assert parties("U.S. Sen. Curtis Aber urged the firm to wait. The U.S. State Department said it would.") == [
        "",
        "United States",
    ]


def test_a_name_of_two_places_is_the_state_that_the_report_tells_of_in_other_words():
    """A name like "Georgia" is the country beside Tbilisi, and nothing by itself."""
    text = "Georgia recalled its ambassador, it said. Tbilisi denies the charge. Georgia's foreign minister called it a threat."
    assert parties(text)[-1] == "Georgia"
    assert set(parties("Georgia said the law was good.")) == {""}


SIDES = {"Pilots": ["Allied Crew Union", "Dale Hersch"], "Airline": ["Norland Air", "Monica Vance"]}


def test_many_who_work_for_a_firm_are_not_the_firm():
    """Workers at a firm are not its voice; officials and managers there are."""
    assert parties("Workers at Norland Air said they are tired.", sides=SIDES) == [""]
    assert parties("A manager at Norland Air said no.", sides=SIDES) == ["Airline"]
    assert parties("Pilots at Norland Air voted to strike, their union said.", sides=SIDES)[-1] == "Pilots"


CHAMBER = {"Republicans": ["Republican", "GOP"], "Democrats": ["Democrat", "Democratic"]}


def test_the_minority_leads_the_other_party():
    """Of two parties the minority leader is of the one that does not have the Speaker."""
    text = "House Speaker Grant Till, R-Ashby, dismissed the threat. House Minority Leader Denise Abar countered that it cost more."
    assert parties(text, sides=CHAMBER) == ["Republicans", "Democrats"]


def test_the_party_s_own_is_of_the_party_told_of_last():
    """A whip of "the party" is of the party that the paragraph told of last."""
    text = "Democrats rejected the offer. “We were not elected to haggle,” said Rep. Luis Camar, the party's whip."
    assert parties(text, sides=CHAMBER)[-1] == "Democrats"


def test_words_in_capitals_that_open_a_report_are_the_alias():
    """A paper that opens a report in capitals names the party all the same."""
    assert parties("PARENTS in Kilbrin have vowed to occupy the ward.", sides={"Parents": ["Save Kilbrin"]}) == [
        "Parents"
    ]


def test_an_expert_of_a_ministry_is_no_voice_of_it():
    """A pathologist is asked for what he knows."""
    assert parties("Dr Anne Thorb, a Home Office pathologist, said he had died from a single wound.") == [""]


def test_a_court_called_after_labour_is_no_party():
    """The first word of a court's name makes it none of the party of that name."""
    assert parties("The Employment and Labour Relations Court ruled that the strike was unprotected.") == [""]


def test_whoever_is_answered_by_the_report_s_own_state_is_the_other_s():
    """A president whose speech is rejected by one state's minister speaks for the other one."""
    text = (
        "Chile recalled its ambassador to Peru on Monday, it said.\n\n"
        "“Not one stone will be given up,” President Raul Elche told veterans in Tacna on Saturday.\n\n"
        "Within hours, Chile's foreign minister had called the speech a threat."
    )
    assert parties(text)[1:] == ["Peru", "Chile"]
