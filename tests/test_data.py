"""The laws of the gazetteer and of the loader of lexicons."""

import re
import shutil
from collections import Counter, defaultdict
from dataclasses import FrozenInstanceError
from pathlib import Path

import pandas as pd
import pytest

from toolkit import data
from toolkit.errors import CounterpointError
from toolkit.tables.values import SPEAKER_TYPES

KINDS = {
    "state", "former state", "territory", "intergovernmental", "body", "armed group", "political group", "people",
    "ngo", "media", "other name",
}  # fmt: skip
FORMS = {"name", "short", "adjective", "demonym", "capital", "seat", "body", "acronym"}
AMBIGUOUS = {
    "other entry", "person name", "US state", "other place", "other people", "common word", "part of a longer name",
    "acronym", "generic body", "contested",
}  # fmt: skip

# Written from memory, apart from the file, in the UN's regional groups.
REGIONS = {
    "Africa": "DZ AO BJ BW BF BI CV CM CF TD KM CG CD CI DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU "
    "MA MZ NA NE NG RW ST SN SC SL SO ZA SS SD TZ TG TN UG ZM ZW",
    "Asia and the Pacific": "AF BH BD BT BN KH CN CY KP FJ IN ID IR IQ JP JO KZ KI KW KG LA LB MY MV MH FM MN MM NR NP "
    "OM PK PW PG PH QA KR WS SA SG SB LK SY TJ TH TL TO TM TV AE UZ VU VN YE",
    "Eastern Europe": "AL AM AZ BY BA BG HR CZ EE GE HU LV LT ME MK PL MD RO RU RS SK SI UA",
    "Latin America": "AG AR BS BB BZ BO BR CL CO CR CU DM DO EC SV GD GT GY HT HN JM MX NI PA PY PE KN LC VC SR TT UY VE",
    "Western Europe and others": "AD AU AT BE CA DK FI FR DE GR IS IE IL IT LI LU MT MC NL NZ NO PT SM ES SE CH TR GB US",
}
MEMBERS = [code for codes in REGIONS.values() for code in codes.split()]
OBSERVERS = ["VA", "PS"]

CONTESTED = [
    "PS.gaza-health", "jerusalem", "TW", "crimea", "XK", "EH", "PS.pa", "golan", "northern-cyprus", "donetsk-pr",
    "luhansk-pr", "YE.houthi-government", "YE.houthi-health", "taliban", "hezbollah", "wagner", "HK.government", "MM.junta",
]  # fmt: skip


@pytest.fixture(scope="module")
def places() -> data.Gazetteer:
    """The gazetteer of the toolkit."""
    return data.gazetteer()


@pytest.fixture(scope="module")
def shared(places) -> dict[str, list[data.Form]]:
    """Text to its forms, for texts that belong to two entries or more."""
    texts = sorted(set(places.forms["text"]))
    found = {text: places.by_text(text) for text in texts}
    return {text: forms for text, forms in found.items() if len({form.entry for form in forms}) > 1}


def of(places: data.Gazetteer, entry: str, form: str) -> set[str]:
    """The texts of one form of one entry."""
    forms = places.forms
    return set(forms.loc[(forms["entry"] == entry) & (forms["form"] == form), "text"])


def test_entries_have_their_columns_and_closed_sets(places):
    """An entry has a key of its own, a kind and speaker type of the closed sets, and a name."""
    entries = places.entries
    assert entries.columns.tolist() == ["entry", "kind", "name", "party", "speaker_type", "note"]
    assert entries["entry"].is_unique
    assert set(entries["kind"]) == KINDS
    assert set(entries["speaker_type"]) <= {*SPEAKER_TYPES, ""}
    assert (entries["name"] != "").all()


def test_every_name_to_show_is_a_printed_form_and_its_own(places):
    """The name shown for an entry is one of its printed forms, and no two entries share it."""
    printed = set(zip(places.forms["entry"], places.forms["text"], strict=True))
    assert [
        row for row in zip(places.entries["entry"], places.entries["name"], strict=True) if row not in printed
    ] == []
    assert places.entries["name"].is_unique


def test_every_party_is_an_entry_that_speaks_for_itself(places):
    """A party is an entry whose party is itself, so that no chain has to be followed."""
    parties = set(places.entries["party"]) - {""}
    assert [party for party in sorted(parties) if places.party_of(party) != party] == []


def test_only_other_names_speak_for_nobody(places):
    """An entry has neither party nor speaker type exactly when it is an other name."""
    entries = places.entries
    silent = entries["kind"] == "other name"
    assert ((entries["party"] == "") == silent).all()
    assert ((entries["speaker_type"] == "") == silent).all()


def test_other_names_never_stand_for_a_speaker(places):
    """A form of an other name is never a metonym."""
    silent = set(places.entries.loc[places.entries["kind"] == "other name", "entry"])
    assert set(places.forms.loc[places.forms["entry"].isin(silent), "metonym"]) == {"0"}


@pytest.mark.parametrize(
    ("kind", "speaker_types"),
    [
        ("state", {"government"}), ("territory", {"government"}), ("media", {"media"}), ("ngo", {"organisation"}),
        ("intergovernmental", {"organisation", "military"}), ("body", {"government", "military", "organisation"}),
        ("armed group", {"group", "military"}), ("political group", {"group", "government"}), ("people", {"group"}),
    ],
)  # fmt: skip
def test_speaker_types_follow_from_the_kind(places, kind, speaker_types):
    """The speaker type of an entry is one that its kind allows."""
    entries = places.entries
    assert set(entries.loc[entries["kind"] == kind, "speaker_type"]) <= speaker_types


def test_a_dotted_key_begins_with_the_key_of_its_owner(places):
    """The part of a key before the dot is itself an entry."""
    keys = set(places.entries["entry"])
    assert [key for key in sorted(keys) if "." in key and key.split(".")[0] not in keys] == []


def test_there_are_193_members_and_two_observers():
    """The list the tests hold against the file has the number of members and observers of the UN."""
    assert len(set(MEMBERS)) == len(MEMBERS) == 193
    assert len(OBSERVERS) == 2


def test_every_member_and_observer_of_the_un_is_a_state_and_nothing_else_is(places):
    """The states of the gazetteer are the UN's members and observers."""
    entries = places.entries
    assert set(entries.loc[entries["kind"] == "state", "entry"]) == {*MEMBERS, *OBSERVERS}


@pytest.mark.parametrize("state", [*MEMBERS, *OBSERVERS])
def test_every_state_has_its_forms(places, state):
    """A state speaks for itself and has a name, an adjective, a capital, and a singular and a plural demonym."""
    assert places.party_of(state) == state
    assert places.name(state) in of(places, state, "name")
    assert of(places, state, "adjective")
    assert of(places, state, "capital")
    if state == "VA":  # the city state's people have no demonym in English
        return
    forms = places.forms
    notes = forms.loc[(forms["entry"] == state) & (forms["form"] == "demonym"), "note"].tolist()
    assert any(note.startswith("singular") for note in notes)
    assert any(note.startswith(("plural", "singular or plural")) for note in notes)


def test_the_file_covers_what_the_readme_promises(places):
    """There are at least 120 bodies of states, 60 groups, and a score each of organisations, aid groups and media."""
    kinds = Counter(places.entries["kind"])
    states = {*MEMBERS, *OBSERVERS}
    bodies = places.entries.loc[places.entries["kind"] == "body", "party"].isin(states).sum()
    assert bodies >= 120
    assert kinds["armed group"] >= 60
    assert min(kinds[kind] for kind in ("intergovernmental", "ngo", "media", "territory", "political group")) >= 20


def test_forms_have_their_columns_and_closed_sets(places):
    """A form belongs to an entry, is of a known form, and says what else it can be in known words."""
    forms = places.forms
    assert forms.columns.tolist() == ["entry", "form", "text", "metonym", "default", "ambiguous", "note"]
    assert set(forms["entry"]) == set(places.entries["entry"])
    assert set(forms["form"]) == FORMS
    assert set(forms["metonym"]) == set(forms["default"]) == {"0", "1"}
    assert {value for cell in forms["ambiguous"] if cell for value in cell.split("; ")} == AMBIGUOUS


def test_a_form_is_written_once(places):
    """No two rows have the same entry, text and form."""
    assert not places.forms.duplicated(["entry", "form", "text"]).any()


def test_texts_are_clean(places):
    """A text has no stray spaces, no typographic apostrophe or quotation mark, and no line break."""
    assert [text for text in places.forms["text"] if text != " ".join(text.split()) or not text] == []
    assert [text for text in places.forms["text"] if re.search('[’‘ʼ`´“”"|{}]', text)] == []


def test_notes_and_names_are_clean(places):
    """No cell of the gazetteer begins or ends with a space or holds a trace of another notation."""
    for table in (places.entries, places.forms, places.choices):
        cells = pd.concat([table[column] for column in table.columns])
        assert cells[(cells != cells.str.strip()) | cells.str.contains(r"[|{}]|  ")].tolist() == []


def test_adjectives_and_demonyms_of_lands_are_no_metonyms(places):
    """An adjective never stands for a government, nor does a demonym of a state or territory."""
    forms = places.forms
    lands = set(places.entries.loc[places.entries["kind"].isin(["state", "territory", "former state"]), "entry"])
    assert set(forms.loc[forms["form"] == "adjective", "metonym"]) == {"0"}
    people = forms[(forms["form"] == "demonym") & forms["entry"].isin(lands)]
    assert set(people["metonym"]) == {"0"}


def test_every_demonym_says_its_number(places):
    """The note of a demonym begins with singular or plural."""
    notes = places.forms.loc[places.forms["form"] == "demonym", "note"]
    assert notes.str.match(r"(singular or plural|singular|plural)(;|$)").all()


def test_a_shared_text_is_flagged_in_each_entry_and_only_a_shared_text_is(places, shared):
    """The value other entry stands on every row of a text of two entries, and on no other row."""
    forms = places.forms
    flagged = forms["ambiguous"].str.split("; ").map(lambda values: "other entry" in values)
    assert (flagged == forms["text"].isin(shared)).all()


def test_a_text_has_at_most_one_default_reading(places):
    """No text means two entries at once when nothing else decides."""
    readings: dict[str, set[str]] = defaultdict(set)
    rows = places.forms[places.forms["default"] == "1"]
    for text, entry in zip(rows["text"], rows["entry"], strict=True):
        readings[text].add(entry)
    assert {text: entries for text, entries in readings.items() if len(entries) > 1} == {}


def test_the_rows_of_one_text_and_entry_agree(places):
    """A text that is two forms of one entry has the same default in both."""
    assert places.forms.groupby(["entry", "text"])["default"].nunique().max() == 1


def test_what_is_not_taken_by_default_says_why(places):
    """A form that is not the default reading says in a flag or a note what stands against it."""
    doubtful = places.forms[places.forms["default"] == "0"]
    assert doubtful[(doubtful["ambiguous"] == "") & (doubtful["note"] == "")]["text"].tolist() == []


def test_choices_belong_to_entries_and_name_parties(places):
    """A choice belongs to an entry and is the key of another entry or self; no choice is given twice."""
    choices = places.choices
    keys = set(places.entries["entry"])
    assert choices.columns.tolist() == ["entry", "choice", "label", "default", "why"]
    assert set(choices["entry"]) <= keys
    assert set(choices["choice"]) <= {*keys, "self"}
    assert not choices.duplicated(["entry", "choice"]).any()
    assert (choices[["label", "why"]] != "").all(axis=None)


def test_a_contested_entry_has_two_answers_and_one_default_that_is_its_party(places):
    """Exactly one of two or more choices of an entry is the default, and it is the party the entry has."""
    for entry, answers in places.choices.groupby("entry"):
        chosen = answers.loc[answers["default"] == "1", "choice"].tolist()
        assert len(answers) >= 2, entry
        assert [places.party_of(entry)] == [entry if choice == "self" else choice for choice in chosen], entry


def test_contested_memberships_are_never_hidden(places):
    """An entry that has choices says so in its note, and an entry that says so has choices."""
    entries = places.entries
    pointing = set(entries.loc[entries["note"].str.contains("choices.csv", regex=False), "entry"])
    assert pointing == set(places.choices["entry"])
    assert set(CONTESTED) <= pointing


def test_the_gazetteer_is_frozen(places):
    """Neither the gazetteer nor its values can be changed."""
    with pytest.raises(FrozenInstanceError):
        places.folder = Path()
    with pytest.raises(FrozenInstanceError):
        places.entry("CN").party = "US"


def test_changing_a_frame_changes_nothing_else(places):
    """A frame from the gazetteer is the caller's own."""
    mine = places.entries
    mine["party"] = "nobody"
    assert places.entries.loc[0, "party"] != "nobody"
    assert data.lexicon("entries").loc[0, "party"] != "nobody"


def test_a_lexicon_holds_text_only_and_na_is_namibia():
    """Every column of every lexicon is text, an empty cell is an empty string, and NA is the text NA."""
    for name in data.hashes():
        table = data.lexicon(name.removesuffix(".csv"))
        assert {str(dtype) for dtype in table.dtypes} == {"str"}, name
        assert not table.isna().any(axis=None), name
    assert "NA" in set(data.lexicon("entries")["entry"])


def test_an_unknown_lexicon_names_those_there_are():
    """The error for an unknown lexicon names the bad name and the files there are."""
    with pytest.raises(CounterpointError, match="no lexicon 'entrys'") as caught:
        data.lexicon("entrys")
    assert {"choices", "entries", "forms"} <= set(caught.value.works.split(", "))


def test_a_name_cannot_lead_out_of_the_folder():
    """A name with a path in it is no lexicon."""
    with pytest.raises(CounterpointError, match="no lexicon"):
        data.lexicon("../data/entries")


def test_a_folder_without_files_is_refused(tmp_path):
    """A folder that holds no gazetteer is refused with what would work."""
    with pytest.raises(CounterpointError, match="a folder that holds CSV files"):
        data.gazetteer(tmp_path)


def test_hashes_name_every_file_and_change_with_its_content(tmp_path):
    """A hash is 12 hex digits, is the same for the same content, and differs for any other."""
    for path in data.FOLDER.glob("*.csv"):
        shutil.copy(path, tmp_path / path.name)
    before = data.hashes(tmp_path)
    assert before == data.hashes()
    assert all(re.fullmatch("[0-9a-f]{12}", value) for value in before.values())
    with (tmp_path / "forms.csv").open("a", encoding="utf-8") as file:
        file.write("CN,name,Cathay,1,1,,older name\n")
    after = data.hashes(tmp_path)
    assert {name for name in before if before[name] != after[name]} == {"forms.csv"}
    assert [form.entry for form in data.gazetteer(tmp_path).by_text("Cathay")] == ["CN"]
    assert data.gazetteer().by_text("Cathay") == []


def test_the_readme_has_a_paragraph_for_each_file_of_the_gazetteer():
    """The README tells of each file of the gazetteer and of every value that flags an ambiguity."""
    readme = (data.FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(f"## {name}.csv" in readme for name in ("entries", "forms", "choices"))
    assert all(f"| {value} |" in readme for value in AMBIGUOUS)


def test_files_are_plain_csv_with_unix_lines():
    """The files of the gazetteer have no byte order mark, no carriage return, and end with a line break."""
    for name in ("entries", "forms", "choices"):
        raw = (data.FOLDER / f"{name}.csv").read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in raw
        assert raw.endswith(b"\n")
