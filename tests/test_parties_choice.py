import doctest
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import PartyError
from toolkit.parties import Parties, choice, load_parties

UNION = ("Union", "dockers", "NDU", "Ines Mora")
COMPANY = ("Company", "Norvik", "Norvik Shipping")
SIDES = Parties({"Union": UNION, "Company": COMPANY})

WRITTEN = [
    b"Union: [dockers, Ines Mora]\n",
    b"Union:\n  - dockers\n  - Ines Mora\n",
    b"Union:\r\n  - dockers\r\n  - Ines Mora\r\n",
    b"\xef\xbb\xbfUnion: [dockers, Ines Mora]\n",
    b"# who is who\nUnion: {aliases: [dockers, Ines Mora], notes: invented}\n",
    b"parties:\n  Union: [dockers, Ines Mora]\n",
    b"parties:\n  Union: {aliases: [dockers, ' Ines Mora ', dockers]}\ngazetteer: true\nchoices: {}\n",
]


@pytest.mark.parametrize("content", WRITTEN)
def test_one_choice_may_be_written_in_many_ways(content, tmp_path):
    """Lists in a line or below each other, Windows line ends, a byte order mark and comments say the same."""
    file = tmp_path / "parties.yaml"
    file.write_bytes(content)
    assert load_parties(file).aliases == {"Union": ("Union", "dockers", "Ines Mora")}
    assert load_parties(str(file)).aliases == load_parties({"Union": ["dockers", "Ines Mora"]}).aliases


def test_all_that_a_file_may_say(tmp_path):
    """A file may give aliases, colours, choices between contested memberships, and leave the gazetteer out."""
    file = tmp_path / "parties.yaml"
    text = "parties:\n  Union: {aliases: dockers, colour: '#123456'}\n  Company:\nchoices: {PS.gaza-health: PS}\ngazetteer: false\n"
    file.write_text(text, encoding="utf-8")
    assert load_parties(file) == Parties(
        {"Union": ("Union", "dockers"), "Company": ("Company",)}, {"PS.gaza-health": "PS"}, False, {"Union": "#123456"}
    )


WRONG = [
    (b"parties:\n  Union: [a]\nchoces: {}\n", "'choces'", "write 'choices'"),
    (b"parties:\n  Union: [a]\nnotes: {}\n", "'notes'", "correct its spelling"),
    (b"Union: {aliases: [a], color: '#123456'}\n", "'color'", "write 'colour'"),
    (b"Union: {alias: [a]}\n", "'alias'", "write 'aliases'"),
    (b"Union: [a]\nCompany: [a]\n", "'a' to 'Union' and to 'Company'", "remove it from one"),
    (b"Union: [norvik]\nCompany: [Norvik]\n", "'Norvik' to 'Union' and to 'Company'", "remove it from one"),
    (b"Union: [Company]\nCompany: [a]\n", "'Company' to 'Union'", "remove it from one"),
    (b"Union: [a\nCompany: x\n", "line 2", "correct the line"),
    (b"Union: [a]\n\tCompany: [b]\n", "line 2", "correct the line"),
    (b"Union: [a]\nCompany: [b]\nOther: 'x\n", "line 4", "correct the line"),
    (b"\x00\x01\x02", "no valid YAML", "correct the line"),
    (b"Union: [caf\xe9]\n", "not UTF-8", "save it as UTF-8"),
    (b"\xff\xfeU\x00:\x00", "not UTF-8", "save it as UTF-8"),
    (b"", "holds no parties", "name at least one party"),
    (b"# nothing yet\n\n", "holds no parties", "name at least one party"),
    (b"- dockers\n- Norvik\n", "holds no parties", "name at least one party"),
    (b"dockers and Norvik\n", "holds no parties", "name at least one party"),
    (b"Union: [1, 2]\n", "[1, 2]", "numbers and dates need quotation marks"),
    (b"Union: 7\n", "aliases 7", "write the aliases as a list"),
    (b"Union: [2024-01-01]\n", "datetime.date", "need quotation marks"),
    (b"Union: ['']\n", "['']", "write the aliases as a list"),
    (b"Union: [Mora: Ines]\n", "{'Mora': 'Ines'}", "write the aliases as a list"),
    (b"Union: &all [a, *all]\n", "Union", "write the aliases as a list"),
    (b"1999: [a]\n", "1999", "put the name in quotation marks"),
    (b"true: [a]\n", "True", "put the name in quotation marks"),
    (b"'  ': [a]\n", "'  '", "put the name in quotation marks"),
]


@pytest.mark.parametrize(("content", "named", "remedy"), WRONG)
def test_a_wrong_file_is_told_what_to_do(content, named, remedy, tmp_path):
    """An error names the file and the bad value or its line, says what would have worked, and what to do next."""
    file = tmp_path / "mine.yaml"
    file.write_bytes(content)
    with pytest.raises(PartyError) as caught:
        load_parties(file)
    assert "mine.yaml" in caught.value.problem
    assert named in caught.value.problem
    assert remedy in caught.value.step
    assert caught.value.works


@pytest.mark.parametrize("place", ["nowhere.yaml", "."])
def test_a_file_that_is_not_there(place, tmp_path):
    """A path without a file is named whole, with the reason of the system."""
    with pytest.raises(PartyError, match=r"cannot be read .*correct the path") as caught:
        load_parties(tmp_path / place)
    assert str(tmp_path) in caught.value.problem


@pytest.mark.parametrize(
    "thing", [{}, None, 7, b"Union", ["Union"], {None: ["a"]}, {"U": [None]}, {"U": {"a"}}, {"U": [["a"]]}]
)
def test_what_is_no_mapping_of_parties(thing):
    """Whatever else is given instead of parties is a PartyError, never another error and never nothing."""
    with pytest.raises(PartyError):
        load_parties(thing)


FOUND = [
    ("The dockers went home", ("Union", "dockers")),
    ("Dockers went home", ("Union", "Dockers")),
    ("DOCKERS went home", ("Union", "DOCKERS")),
    ("The dockers’ leader", ("Union", "dockers")),
    ("The dockers' leader", ("Union", "dockers")),
    ("the NDU, of course", ("Union", "NDU")),
    ("(NDU)", ("Union", "NDU")),
    ("the NDU-led talks of the dockers", ("Union", "dockers")),
    ("“Norvik”", ("Company", "Norvik")),
    ("Norvik Shipping’s chief", ("Company", "Norvik Shipping")),
    ("Norvik and Norvik Shipping", ("Company", "Norvik Shipping")),
    ("dockers of Norvik Shipping", ("Company", "Norvik Shipping")),
    ("Ines Mora of Norvik", ("Union", "Ines Mora")),
    ("dockyards", None),
    ("The Ndu said", None),
    ("NDUs", None),
    ("Norvikshire", None),
    ("InesMora", None),
    ("Ines and Mora", None),
    ("ines mora", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "found"), FOUND)
def test_aliases_are_whole_words_and_the_longest_wins(text, found):
    """An alias is found as whole words, with its capitals where it has some; of several the longest counts."""
    place = SIDES.find(text)
    assert (None if place is None else (place[0], text[place[1] : place[2]])) == found


def test_every_place_of_every_alias():
    """All places are found in order, and where two overlap the longer one."""
    text = "Norvik Shipping met the dockers; Norvik met Ines Mora of the NDU."
    found = [(party, text[start:end]) for party, start, end in SIDES.everywhere(text)]
    assert found == [
        ("Company", "Norvik Shipping"), ("Union", "dockers"), ("Company", "Norvik"), ("Union", "Ines Mora"), ("Union", "NDU"),
    ]  # fmt: skip


WORDS = st.sampled_from(
    ["dockers", "Norvik", "Norvik Shipping", "NDU", "Ines Mora", "the", "x", "’s", "-", "Norviks", "\n", "🚢", "é"]
)


@given(st.lists(WORDS, max_size=12), st.sampled_from([" ", ""]))
def test_places_are_verbatim_and_never_overlap(words, between):
    """Each place holds an alias of its party, no two overlap, and `find` gives a longest one that no hyphen ties."""
    text = between.join(words)
    places = SIDES.everywhere(text)
    held = {word.casefold() for word in (*UNION, *COMPANY)}
    assert all(text[start:end].casefold() in held for _, start, end in places)
    assert all(first[2] <= second[1] for first, second in pairwise(places))
    best = SIDES.find(text)
    free = [end - start for _, start, end in places if "-" not in text[max(0, start - 1) : end + 1]]
    assert best is not None or not free
    if best is not None and free:
        assert best[2] - best[1] >= max(free)


@given(st.text(min_size=1, max_size=12).filter(lambda alias: alias.strip()), st.text(max_size=8), st.text(max_size=8))
def test_any_alias_is_taken_literally(alias, before, after):
    """Whatever characters an alias holds, they are searched as printed and never as a pattern."""
    side = load_parties({"Side": [alias]})
    text = f"{before} {alias.strip()} {after}"
    found = side.find(text)
    assert found is not None
    assert found[0] == "Side"


def test_examples_run():
    """Every example in the docstrings of the room gives what it says."""
    assert doctest.testmod(choice).failed == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"parties": {"Red": []}, "choices": ["a"]}, "the choices ['a']"),
        ({"parties": {"Red": []}, "choices": {"nowhere": "PS"}}, "'nowhere', which is not contested"),
        ({"parties": {"Red": []}, "choices": {"PS.gaza-health": "XX"}}, "chooses 'XX' for 'PS.gaza-health'"),
        ({"parties": {"Red": []}, "gazetteer": "no"}, "gazetteer: 'no'"),
    ],
)
def test_choices_and_switches_are_checked_when_the_file_is_read(content, words):
    """A choice that is none, or a switch that is neither true nor false, is refused with the value it has."""
    with pytest.raises(PartyError, match=re.escape(words)):
        load_parties(content)


def test_a_party_written_twice_in_a_file_is_refused_with_its_line(tmp_path):
    """Of two entries of one name YAML would keep the last; here the second is named with its line."""
    file = tmp_path / "parties.yaml"
    file.write_text("Red: [a]\nBlue: [b]\nRed: [c]\n", encoding="utf-8")
    with pytest.raises(PartyError, match=r"line 3.*'Red' stands twice"):
        load_parties(file)


@pytest.mark.parametrize("words", ["anti-Union activist", "the Union-run hall", "a pro-Union paper"])
def test_an_alias_tied_to_another_word_by_a_hyphen_names_somebody_else(words):
    """Who is against, for or run by a party is not the party."""
    assert Parties({"Union": ("Union",)}).find(words) is None
