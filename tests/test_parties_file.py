"""The party file: members with dates, parties in parties, overrides, and an error that names the line."""

import doctest
from datetime import date

import pytest

from toolkit.errors import PartyError
from toolkit.parties import Member, Override, as_mapping, lines, load_parties, members, overruled, partyfile, with_party

FULL = """\
# who is who in the harbour
parties:
  Union:          # the dockers
    aliases: [dockers, NDU]
    members:
      - Ines Mora
      - {name: Tom Hale, until: 2024-05-01}
      - {name: Lena Voss, since: 2024-05-02}
    colour: '#123456'
    notes: invented
  Company: [Norvik Shipping]
choices: {PS.gaza-health: self}
overrides:
  - {speaker: officials, party: Company, article: a1}
  - {speaker: Bo Lund, party: (unassigned)}
"""


@pytest.fixture
def written(tmp_path):
    """Writes a party file and gives its path."""

    def write(words):
        file = tmp_path / "parties.yaml"
        file.write_text(words, encoding="utf-8")
        return file

    return write


def test_a_file_says_all_that_an_analyst_decides(written):
    """Members with their days, notes, colours, choices and overrides are read as they are written."""
    found = load_parties(written(FULL))
    assert found.members["Union"] == (
        Member("Ines Mora"),
        Member("Tom Hale", until=date(2024, 5, 1)),
        Member("Lena Voss", since=date(2024, 5, 2)),
    )
    assert found.overrides == (Override("officials", "Company", "a1"), Override("Bo Lund", ""))
    assert [one.line for one in found.overrides] == [14, 15]
    assert (found.colours, found.notes, found.choices) == (
        {"Union": "#123456"},
        {"Union": "invented"},
        {"PS.gaza-health": "self"},
    )


def test_parties_come_back_from_their_mapping(written):
    """What a record keeps of its parties gives the same parties back."""
    found = load_parties(written(FULL))
    assert load_parties(as_mapping(found)) == found


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2024, 5, 1), {"Ines Mora", "Tom Hale"}),
        (date(2024, 5, 2), {"Ines Mora", "Lena Voss"}),
        (None, {"Ines Mora"}),
    ],
)
def test_a_membership_holds_on_its_days_only(written, day, names):
    """Both days are included, and where the day is not known only a membership without days holds."""
    known = set(load_parties(written(FULL)).on(day).aliases["Union"])
    assert known - {"Union", "dockers", "NDU"} == names


def test_a_party_can_be_a_member_of_another():
    """Whoever is of the inner party is of the outer one, over any number of steps."""
    found = load_parties({"parties": {"Bloc": {"members": ["Left"]}, "Left": {"members": ["Greens"]}, "Greens": []}})
    assert found.outermost("Greens", None) == "Bloc"
    assert found.outermost("Right", None) == "Right"


WRONG = [
    ("parties:\n  Union:\n    alias: [a]\n", "line 3,", "'alias'", "write 'aliases'"),
    ("parties:\n  Union: [a]\n  Company:\n    aliases:\n      - b\n      - A\n", "line 6,", "'A' to 'Union'", "remove it"),
    ("Union: [a]\nCompany:\n  - b\n  - a\n", "line 4,", "'a' to 'Union'", "remove it"),
    ("parties:\n  A:\n    members: [B]\n  B:\n    members:\n      - C\n  C:\n    members: [A]\n", "line", "closes a circle", "remove one"),
    ("parties:\n  A:\n    members: [A]\n", "line 3,", "closes a circle", "remove one"),
    ("parties:\n  A:\n    members: [Mora]\n  B:\n    members: [mora]\n", "line 5,", "'mora' a member of 'B'", "date both"),
    ("parties:\n  A: [Mora]\n  B:\n    members: [Mora]\n", "line 4,", "alias of 'A'", "remove it"),
    ("parties:\n  A:\n    members:\n      - {name: Mora, since: soon}\n", "line 4,", "'soon'", "correct the day"),
    ("parties:\n  A:\n    members:\n      - {name: Mora, since: 2024-05-02, until: 2024-05-01}\n", "line 4,", "before it begins", "one of the two days"),
    ("parties:\n  A:\n    members:\n      - {who: Mora}\n", "line 4,", "{'who': 'Mora'}", "write each member"),
    ("parties: {A: []}\noverrides:\n  - {speaker: Mora}\n", "line 3,", "{'speaker': 'Mora'}", "(unassigned)"),
    ("parties: {A: []}\noverrides:\n  - {speaker: Mora, party: A}\n  - {speaker: Mora, party: ''}\n", "line 4,", "''", "(unassigned)"),
    ("parties: {A: []}\noverrides:\n  - {speaker: Mora, party: A}\n  - {speaker: Mora, party: A}\n", "line 4,", "twice", "remove one"),
    ("parties: {A: []}\noverrides:\n  - {speaker: Mora, side: A}\n", "line 3,", "'side'", "remove it"),
    ("parties: {A: []}\nchoices:\n  PS.gaza-health: nobody\n", "line 3,", "'nobody'", "use one of these"),
    ("parties:\n  A: []\n  A: [b]\n", "line 3", "'A' stands twice", "rename one"),
    ("parties:\n  (unassigned): [a]\n", "line 2,", "'(unassigned)'", "kept for those without"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "place", "named", "remedy"), WRONG)
def test_an_error_names_the_line_and_the_remedy(written, words, place, named, remedy):
    """Whatever is wrong in a file is told with its line, the bad value, what would have worked and what to do."""
    with pytest.raises(PartyError) as caught:
        load_parties(written(words))
    assert place in caught.value.problem
    assert named in caught.value.problem
    assert remedy in caught.value.step
    assert caught.value.works


def test_members_of_two_parties_at_different_times_are_allowed():
    """Who changes sides is of one party at a time."""
    sides = {
        "A": {"members": [{"name": "Mora", "until": "2024-05-01"}]},
        "B": {"members": [{"name": "Mora", "since": "2024-05-02"}]},
    }
    found = load_parties({"parties": sides})
    assert [found.on(day).find("Mora")[0] for day in (date(2024, 4, 1), date(2024, 6, 1))] == ["A", "B"]


def test_nothing_in_a_file_is_executed(written):
    """A tag that names a function is a tag and nothing more."""
    assert load_parties(written("Union: !!python/object/apply:os.system ['exit 7']\n")).aliases["Union"][0] == "Union"


def test_an_override_is_written_beside_what_is_there():
    """Comments, order and every other line of a file stay; an earlier override of the same speaker is replaced."""
    once = overruled(FULL, Override("Bo Lund", "Company"))
    again = overruled(once, Override("Bo Lund", "Union"))
    kept = [line for line in FULL.splitlines() if not line.startswith(("overrides", "  - {speaker"))]
    assert [line for line in kept if line not in again.splitlines()] == []
    assert "# the dockers" in again
    file = partyfile.checked(lines.parse(again, "parties.yaml"))
    assert file.overrides == (Override("officials", "Company", "a1"), Override("Bo Lund", "Union"))
    gone = overruled(again, Override("Bo Lund", ""), keep=False)
    assert partyfile.checked(lines.parse(gone, "parties.yaml")).overrides == (Override("officials", "Company", "a1"),)


@pytest.mark.parametrize("words", ["", "# nothing yet\n", "Union: [dockers]\n", "overrides: []\n", "gazetteer: true\n"])
def test_an_override_can_be_written_into_any_file(words):
    """An empty file, the short form and the long form all take an override, and are still party files."""
    file = partyfile.checked(lines.parse(overruled(words, Override("Ann, Lee: #1", "Union")), "parties.yaml"))
    assert file.overrides == (Override("Ann, Lee: #1", "Union"),)
    assert ("dockers" in file.aliases.get("Union", ())) == ("dockers" in words)


def test_a_party_is_added_once():
    """A party that is there stays as it is."""
    words = with_party("Union: [dockers]  # mine\n", "Company")
    assert with_party(words, "Company") == words
    assert partyfile.checked(lines.parse(words, "x")).aliases == {
        "Union": ("Union", "dockers"),
        "Company": ("Company",),
    }
    assert "# mine" in words


@pytest.mark.parametrize("module", [lines, members, partyfile])
def test_examples_run(module):
    """Every example in the docstrings gives what it says."""
    assert doctest.testmod(module).failed == 0
