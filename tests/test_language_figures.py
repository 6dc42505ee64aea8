"""The laws of figures: which numbers of an article are asserted, of what, of whom, where, when and by whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from language_tools import rows_of, tables_of

from toolkit.tables.values import BOUNDS

INF = None
# Sentence, words of the number, low, high, bound, measure: None is an open end.
CASES = [
    ("At least 12 people were killed on Tuesday.", "At least 12", 12, INF, "≥", "killed"),
    ("More than 1,400 people were killed.", "More than 1,400", 1400, INF, ">", "killed"),
    ("Around 1,500 fighters were killed in clashes.", "Around 1,500", 1500, 1500, "≈", "killed"),
    ("No fewer than 30 villagers died.", "No fewer than 30", 30, INF, "≥", "killed"),
    ("The strike killed nine soldiers.", "nine", 9, 9, "=", "killed"),
    ("Two hundred and ten people died.", "Two hundred and ten", 210, 210, "=", "killed"),
    ("A hundred people died.", "A hundred", 100, 100, "=", "killed"),
    ("Twenty-one soldiers died.", "Twenty-one", 21, 21, "=", "killed"),
    ("Twelve or more people died.", "Twelve or more", 12, INF, "≥", "killed"),
    ("A dozen or so people died.", "A dozen or so", 12, 12, "≈", "killed"),
    ("From five to six soldiers died.", "From five to six", 5, 6, "range", "killed"),
    ("The blast killed between 60 and 90 people.", "between 60 and 90", 60, 90, "range", "killed"),
    ("Some 60 to 90 civilians died.", "Some 60 to 90", 60, 90, "range", "killed"),
    ("Scores of villagers were killed.", "Scores", 40, INF, "vague", "killed"),
    ("Hundreds were killed.", "Hundreds", 200, INF, "vague", "killed"),
    ("The attack left 14 people dead.", "14", 14, 14, "=", "killed"),
    ("All 12 passengers died.", "12", 12, 12, "=", "killed"),
    ("The 12 soldiers died.", "12", 12, 12, "=", "killed"),
    ("In 2022, 45 people died.", "45", 45, 45, "=", "killed"),
    ("At least 2000 people died.", "At least 2000", 2000, INF, "≥", "killed"),
    ("The 12 people killed were farmers.", "12", 12, 12, "=", "killed"),
    ("At least a dozen people died.", "At least a dozen", 12, INF, "≥", "killed"),
    ("Zero people died.", "Zero", 0, 0, "=", "killed"),
    ("A total of 45 people were wounded.", "A total of 45", 45, 45, "=", "wounded"),
    ("Nearly 200 people were wounded.", "Nearly 200", INF, 200, "<", "wounded"),
    ("Just under 400 soldiers were wounded.", "Just under 400", INF, 400, "<", "wounded"),
    ("Dozens of people were injured.", "Dozens", 24, INF, "vague", "wounded"),
    ("A few soldiers were wounded.", "A few", 3, 9, "vague", "wounded"),
    ("A handful of soldiers were wounded.", "A handful", 3, 9, "vague", "wounded"),
    ("Dozens more were wounded.", "Dozens", 24, INF, "vague", "wounded"),
    ("Fewer than 50 people remain missing.", "Fewer than 50", INF, 50, "<", "missing"),
    ("An estimated 900 people are missing.", "An estimated 900", 900, 900, "≈", "missing"),
    ("The group took 240 hostages.", "240", 240, 240, "=", "hostage"),
    ("The rebels hold 10 to 15 hostages.", "10 to 15", 10, 15, "range", "hostage"),
    ("The rebels hold 100-150 hostages.", "100-150", 100, 150, "range", "hostage"),
    ("Rebels kidnapped 12 farmers.", "12", 12, 12, "=", "hostage"),
    ("Hundreds of thousands of people fled.", "Hundreds of thousands", 200000, INF, "vague", "displaced"),
    ("Tens of thousands were displaced.", "Tens of thousands", 20000, INF, "vague", "displaced"),
    ("Two to three million people fled.", "Two to three million", 2e6, 3e6, "range", "displaced"),
    ("In excess of 5,000 people were evacuated.", "In excess of 5,000", 5000, INF, ">", "displaced"),
    ("The war has displaced 1.9m people.", "1.9m", 1.9e6, 1.9e6, "=", "displaced"),
    ("1.5 million people fled.", "1.5 million", 1.5e6, 1.5e6, "=", "displaced"),
    ("1,23,456 people fled.", "1,23,456", 123456, 123456, "=", "displaced"),
    ("Well over 1,000 people were detained.", "Well over 1,000", 1000, INF, ">", "arrested"),
    ("Police detained 14 demonstrators.", "14", 14, 14, "=", "arrested"),
    ("Police made 40 arrests.", "40", 40, 40, "=", "arrested"),
    ("As many as 70 drones were fired.", "As many as 70", INF, 70, "≤", "strikes"),
    ("The army fired at least 100 rockets.", "at least 100", 100, INF, "≥", "strikes"),
    ("Exactly 17 trucks crossed the border.", "Exactly 17", 17, 17, "=", "aid"),
    ("No more than 20 trucks entered.", "No more than 20", INF, 20, "≤", "aid"),
    ("The convoy carried 500 tonnes of flour.", "500", 500, 500, "=", "aid"),
    ("The ministry spent €3m a week on food.", "€3m", 3e6, 3e6, "=", "money"),
    ("The ministry promised £2.5 billion.", "£2.5 billion", 2.5e9, 2.5e9, "=", "money"),
    ("The fund paid 3.2 million dollars.", "3.2 million dollars", 3.2e6, 3.2e6, "=", "money"),
    ("The tax is between $3 and $5.", "between $3 and $5", 3, 5, "range", "money"),
    ("The war cost US$1.9 billion.", "US$1.9 billion", 1.9e9, 1.9e9, "=", "money"),
    ("One in five children is hungry.", "One in five", 20, 20, "=", "share"),
    ("More than half of the crops were lost.", "More than half", 50, INF, ">", "share"),
    ("Two-thirds of the houses burned.", "Two-thirds", 66.67, 66.67, "=", "share"),
    ("Prices rose by between 2 and 3 percent.", "between 2 and 3 percent", 2, 3, "range", "share"),
    ("40 per cent of the houses burned down.", "40 per cent", 40, 40, "=", "share"),
    ("About two dozen houses were destroyed.", "About two dozen", 24, 24, "≈", "other"),
    ("Troops took over 12 villages.", "12", 12, 12, "=", "other"),
    ("Thousands of homes were damaged.", "Thousands", 2000, INF, "vague", "other"),
    ("The truce may last at least two days.", "at least two", 2, INF, "≥", "other"),
    ("More than 120 mm of rain fell.", "More than 120", 120, INF, ">", "other"),
    ("In Israel 40 hostages were freed.", "40", 40, 40, "=", "hostage"),
    ("No more than 40 or 50 people fled.", "No more than 40 or 50", INF, 50, "≤", "displaced"),
    ("At least 60 to 90 people died.", "At least 60 to 90", 60, INF, "≥", "killed"),
    ("The price topped 230 euros.", "topped 230 euros", 230, INF, ">", "money"),
    ("The union said Rs 65 was owed.", "Rs 65", 65, 65, "=", "money"),
    ("On Monday 12 soldiers died.", "12", 12, 12, "=", "killed"),
]  # fmt: skip

TRAPS = """
The talks began on 7 October 2023. | The talks began on Oct. 7, 2023. | They met on 3 May. | The war began in 2022.
The treaty of 1994 is dead. | The law of 5 April 2001 stands. | It happened on 07/10/2023. | It happened on 2023-10-07.
In the 1990s the port was closed. | The 20th century was long. | The 2015 nuclear deal is dead. | They left in May 2020.
The ban from 2019 to 2021 ended. | The years 1939-1945 were dark. | The 7th of October was a Saturday. | The 2023-24 season ended.
Ines Mora, 45, lives in the port. | The 45-year-old teacher left. | A man aged 45 was seen. | The minister is 61 years old.
He was 45 when he died. | Ines Mora (45) lives in the port. | She came third in the race. | The 21st brigade left the town.
The vote begins at 10 a.m. on Monday. | The vote begins at 10:30. | The vote begins at 9pm. | On Monday at 14:00 it began.
It is 5 o'clock. | It is half past three. | The match ended 2-1. | Porth beat Westria 3–0. | The 3-1 defeat was hard. | A 2-1 win.
The council passed Resolution 242. | The envoy cited Article 51 of the charter. | Article 5 says so. | Page 12 holds the map.
Chapter 3 of the report is short. | Phase 2 of the truce began. | Channel 4 carried the film. | Room 101 is empty.
Courtroom 2 was full. | Booth 4 had no lamp. | The Mk 4 is older. | Model 8 was withdrawn. | Law 28611 is old.
The G7 met in the port. | The G20 met in the port. | The Group of 77 met. | An F-16 crossed the border. | A Boeing 737 landed.
The T-72 tank burned. | The Su-35 fell. | The A320 landed. | Flight 370 vanished. | Route 66 is closed. | Highway 1 is closed.
They met at 12 Wharf Street. | They met at 10 Downing Street. | Call 555 0199 for help. | Phone 020 7946 0000.
The Covid-19 rules ended. | The 9/11 attacks changed it. | The M1 motorway is closed. | He wore number 10.
One of the ministers left. | The two countries signed a treaty. | The four ministers agreed. | The two sides met for a third time.
Both sides agreed that the two leaders would meet. | No one was there. | One must wait. | On one hand, nothing is clear.
The 34-day war ended. | The 12-member council met. | The three-day truce held. | The six-party talks stopped.
A two-state solution is the only way. | They met two days later. | Four years ago the port closed. | The first 100 days were calm.
The trucks halted on National Road 3. | Officials withdrew the PowerRail 500 pack. | The ship Hai Ce 7 left. | He drove a Hilux 2.8.
The recount of the 19 May presidential poll began. | The settlers of 15 de Agosto left. | It ends on 25 Dhu Al Hijjah.
The road is shut at kilometre 47. | The house stands 8 miles from the port. | The farm lies 12 km north of Sur. | He fired 122mm shells.
A neighbour called 911. | She pressed 1 and waited. | ($1 = 0.8590 euros) | They met for about 20 minutes. | A 2022 agreement ended it.
The first two rows were empty. | His last three letters came back.
"""


def the_figure(text, **other):
    """The only figure of a text."""
    found = rows_of("FIGURES", text, **other)
    assert len(found) == 1, [row["verbatim"] for row in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "verbatim", "low", "high", "bound", "measure"), CASES, ids=[case[0] for case in CASES]
)
def test_a_number_of_something_is_one_figure(text, verbatim, low, high, bound, measure):
    """A sentence with one number gives one figure with its words, its value, its bound and what it measures."""
    row = the_figure(text)
    assert (row["verbatim"], row["low"], row["high"]) == (verbatim, low, high)
    assert (row["bound"], row["measure"]) == (bound, measure)


@pytest.mark.parametrize(
    "text", [trap.strip() for line in TRAPS.splitlines() for trap in line.split("|") if trap.strip()]
)
def test_what_only_dates_names_or_points_is_no_figure(text):
    """Dates, ages, ordinals, times, scores, addresses, labels and pointing words are never figures."""
    assert rows_of("FIGURES", text) == []


def test_there_are_cases_enough_on_both_sides():
    """At least sixty sentences hold a figure and at least forty hold none, each of the bounds among them."""
    assert len(CASES) >= 60
    assert TRAPS.count("|") >= 40
    assert {case[4] for case in CASES} == set(BOUNDS)


@pytest.mark.parametrize(
    ("text", "victims", "kind", "extent"),
    [
        ("12 soldiers were killed.", "soldiers", "combatant", "all"),
        ("Around 1,500 Hamas fighters were killed.", "Hamas fighters", "combatant", "all"),
        ("No fewer than 30 villagers died.", "villagers", "civilian", "all"),
        ("12 journalists were killed.", "journalists", "journalist", "all"),
        ("12 children were killed.", "children", "child", "all"),
        ("12 women were killed.", "women", "woman", "all"),
        ("12 people were killed.", "people", "not stated", ""),
        ("More than 5,000 Palestinians, mainly civilians, have been killed.", "Palestinians", "civilian", "most"),
        ("Hundreds were killed.", "", "not stated", ""),
        ("Police made 40 arrests.", "", "not stated", ""),
    ],
)
def test_victims_are_kept_as_printed_with_their_class(text, victims, kind, extent):
    """A figure of harm tells whom it counts as printed, what sort of people they are, and how many of them."""
    row = the_figure(text)
    assert (row["victims"], row["victim_class"], row["victim_class_extent"]) == (victims, kind, extent)
    assert row["unit"] == "people"


def test_a_number_without_a_noun_counts_those_before_it():
    """The second number of a sentence borrows the people of the first where it has none of its own."""
    first, second = rows_of("FIGURES", "Five soldiers died and 11 were wounded.")
    assert (first["measure"], second["measure"]) == ("killed", "wounded")
    assert second["victims"] == first["victims"] == "soldiers"
    assert second["victim_class"] == "combatant"


@pytest.mark.parametrize(
    "text",
    ["12 villagers were killed, including three children.", "At least 12 people, including three children, were killed.",
     "Rebels killed 12 villagers, among them three children."],
)  # fmt: skip
def test_a_part_of_a_total_points_to_its_total(text):
    """A number after "including" or "among them" is a part of the one before it, and shares its measure."""
    total, part = rows_of("FIGURES", text)
    assert part["subset_of"] == total["figure_id"]
    assert total["subset_of"] == ""
    assert (part["measure"], part["victim_class"]) == ("killed", "child")


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("12 villagers were killed.", "incident"),
        ("12 villagers have been killed.", "cumulative"),
        ("12 villagers have been killed so far.", "cumulative"),
        ("12 villagers were killed since Monday.", "cumulative"),
        ("The death toll is at least 12 people killed.", "cumulative"),
        ("The ministry spent $3m.", ""),
    ],
)
def test_a_count_up_to_now_is_cumulative(text, scope):
    """A perfect tense, "since", "so far" or a toll counts up to now; a past tense tells of one incident."""
    assert the_figure(text)["scope"] == scope


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Rebels killed 12 villagers.", "Rebels"),
        ("12 villagers were killed by rebels.", "rebels"),
        ("At least 12 people were killed by Hamas militants.", "Hamas militants"),
        ("12 people were killed in Israeli bombardments.", "Israeli bombardments"),
        ("12 villagers were killed.", ""),
        ("12 villagers died.", ""),
    ],
)
def test_the_agent_is_the_one_the_clause_names(text, agent):
    """A figure of harm names as its agent whom the clause names, and nobody where it names nobody."""
    assert the_figure(text)["agent"] == agent


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("At least 12 people were killed in Porth on Tuesday.", "Tuesday", "Porth"),
        ("Twelve people were killed in London on 3 May 2021.", "3 May 2021", "London"),
        ("A strike on Paris killed 12 people on Monday.", "Monday", "Paris"),
        ("12 people were killed.", "", ""),
        ("12 people were killed on the first day.", "", ""),
    ],
)
def test_place_and_date_are_kept_as_printed(text, date, place):
    """Where and when a figure holds are the article's own words, and empty where it gives none."""
    row = the_figure(text)
    assert (row["date_words"], row["place"]) == (date, place)


def test_a_figure_inside_a_statement_is_the_speakers():
    """A number in somebody's words carries the innermost statement and its speaker; the reporter's own neither."""
    told = "“At least 12 people were killed,” the mayor said. The fire burned 40 houses."
    tables = tables_of(told)
    first, second = (row for _, row in tables["FIGURES"].iterrows())
    assert first["statement_id"] in set(tables["STATEMENTS"]["statement_id"])
    assert first["speaker"] == tables["STATEMENTS"].set_index("statement_id").loc[first["statement_id"], "speaker"]
    assert (second["statement_id"], second["speaker"]) == ("", "")
    assert the_figure("China said Israel claimed that 12 people were killed.")["speaker"].startswith("Israel")


def test_the_words_that_qualify_the_source_stay_with_the_figure():
    """A qualified source keeps its qualifier beside every figure it gives; an unqualified one has none."""
    one = the_figure("More than 5,000 people have been killed, Gaza’s Hamas-run health ministry said.")
    other = the_figure("More than 5,000 people have been killed, the health ministry said.")
    assert (one["source_qualifier"], other["source_qualifier"]) == ("Hamas-run", "")


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("The mayor said that 12 people were killed.", "asserted"),
        ("Rebels killed 12 villagers.", "asserted"),
        ("The mayor denied that 12 people were killed.", "denied"),
        ("Rebels killed 12 villagers. The number could not be verified.", "unverified"),
        (
            "Rebels killed 12 villagers, the mayor said. Nobody could confirm it, and no toll was confirmed.",
            "unverified",
        ),
        ("Rebels killed 12 villagers.\n\nThe number could not be verified.", "asserted"),
    ],
)
def test_a_number_stands_as_it_is_told(text, standing):
    """A number in a denial is denied; a doubt after it in its paragraph makes it unverified; else it is asserted."""
    assert the_figure(text)["standing"] == standing


def test_rival_numbers_stay_side_by_side():
    """Two numbers for the same event are two rows: nothing is merged, none is chosen."""
    found = rows_of("FIGURES", "Officials say 12 people were killed.\n\nRebels say at least 30 people were killed.")
    assert [(row["verbatim"], row["speaker"]) for row in found] == [("12", "Officials"), ("at least 30", "Rebels")]
    assert len({row["figure_id"] for row in found}) == 2


ODD = [
    "",
    "🙂 ",
    "e\u0301te\u0301 ",
    "שלום, ",
    "مرحبا ",
    "<script>alert(1)</script> ",
    "a\u00a0\u2003b ",
    "\u200f",
    "𝄞 ",
]


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from(ODD), st.sampled_from(CASES)), min_size=1, max_size=3),
    st.sampled_from(["\n", "\n\n", "\r\n\r\n", "\u2028", "\f"]),
)
def test_figures_are_verbatim_whatever_stands_around_them(parts, line_break):
    """Every span of every figure is cut from the article, also beside emoji, other scripts, markup and odd spaces."""
    text = line_break.join(f"{odd}{case[0]}" for odd, case in parts)
    figures = tables_of(text)["FIGURES"]
    for row in figures.to_dict("records"):
        assert row["bound"] in BOUNDS
        assert text[row["start"] : row["end"]] == row["verbatim"] != ""
        assert row["bound_words"] in row["verbatim"]
    assert figures["start"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("text", "since", "as_of"),
    [
        ("4,100 people have been killed since October 9.", "October 9", ""),
        ("4,100 people had been killed since the fighting began on October 9.", "October 9", ""),
        ("12 people were killed on Friday.", "", "Friday"),
        ("Fourteen people had died by Monday.", "", "Monday"),
    ],
)
def test_a_count_begins_on_the_day_after_since(text, since, as_of):
    """A day behind "since", or in the clause it opens, is where a count begins; any other is the day it is of."""
    found = the_figure(text)
    assert (found["since"], found["as_of"]) == (since, as_of)
