"""The laws of the lexicons that the language wing and the acts are decided by: columns, keys and closed sets."""

import re
from calendar import month_name

import pytest

from toolkit import data
from toolkit.compare.qualifiers import SORTS
from toolkit.language.lexicons import cues, noun_of, phrasal_cues, source_nouns, table
from toolkit.tables.values import ACTS, BOUNDS, CUE_CLASSES, MEASURES, SPEAKER_TYPES, STANCES, VICTIM_CLASSES

# File, its columns, and the columns that are its key.
FILES = {
    "cues": (["cue", "cue_class", "stance", "takes", "preps", "act"], ["cue"]),
    "cue_words": (["word", "cue_class", "stance", "act"], ["word"]),
    "source_nouns": (["noun", "sort", "speaker_type", "gender"], ["noun", "sort"]),
    "bounds": (["words", "bound", "note"], ["words"]),
    "vague_numbers": (["words", "low", "high", "note"], ["words"]),
    "measures": (["lemma", "pos", "measure", "note"], ["lemma", "pos"]),
    "victim_nouns": (["lemma", "victim_class", "note"], ["lemma"]),
    "harms": (["lemma", "pos", "sort", "needs", "note"], ["lemma", "pos"]),
    "unharmed": (["noun", "note"], ["noun"]),
    "number_words": (["word", "value", "sort"], ["word"]),
    "number_labels": (["word", "sort"], ["word"]),
    "units": (["text", "unit", "measure"], ["text"]),
    "acts": (["words", "act", "place", "note"], ["words"]),
    "role_sides": (["role", "side"], ["role", "side"]),
    "qualifiers": (["words", "sort", "note"], ["words"]),
    "act_quality": (["act", "coded", "found", "right"], ["act"]),
}
# Columns whose cells are never empty and come from a closed set.
CLOSED = {
    ("cues", "cue_class"): set(CUE_CLASSES),
    ("cues", "stance"): set(STANCES),
    ("cues", "act"): set(ACTS),
    ("cue_words", "cue_class"): set(CUE_CLASSES),
    ("cue_words", "stance"): set(STANCES),
    ("cue_words", "act"): set(ACTS),
    ("source_nouns", "sort"): {"role", "body", "document", "count", "media", "stance", "suffix", "title", "firm"},
    ("bounds", "bound"): set(BOUNDS) - {"range", "vague"},
    ("bounds", "note"): {"", "after the number"},
    ("measures", "pos"): {"VERB", "NOUN", "ADJ"},
    ("measures", "measure"): set(MEASURES) - {"money", "share", "other"},
    ("victim_nouns", "victim_class"): set(VICTIM_CLASSES),
    ("harms", "pos"): {"VERB", "NOUN", "ADJ"},
    ("harms", "sort"): {"transitive", "ergative", "intransitive", "nominal"},
    ("number_words", "sort"): {"unit", "ten", "magnitude", "fraction"},
    ("number_labels", "sort"): {
        "change",
        "weekday",
        "label",
        "length of time",
        "clock",
        "month",
        "street",
        "bearing",
        "dialled",
        "distance",
        "other month",
        "pointer",
    },
    ("units", "measure"): {"money", "share"},
    ("acts", "place"): {"any", "start", "of another", "of a name"},
    ("act_quality", "act"): set(ACTS),
    ("qualifiers", "sort"): {*SORTS[:-1], "no qualifier"},
}
TAKES = {"quote", "clause", "object", "infinitive", "addressee", "pair", "prepositional", "gerund", "predicate"}
README = (data.FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_a_lexicon_has_its_columns_and_writes_each_key_once(name):
    """A lexicon has exactly the columns it is read by, and no key is empty or comes twice."""
    columns, key = FILES[name]
    rows = data.lexicon(name)
    assert rows.columns.tolist() == columns
    assert not rows.duplicated(key).any()
    assert (rows[key] != "").all(axis=None)
    assert len(rows) > 0


@pytest.mark.parametrize("name", FILES)
def test_cells_are_clean(name):
    """No cell begins or ends with a space, holds two in a row, a line break or a trace of another notation."""
    rows = data.lexicon(name)
    for column in rows.columns:
        assert [
            cell for cell in rows[column] if cell != " ".join(cell.split()) or re.search(r"[|{}<>]{2}|\t", cell)
        ] == []


@pytest.mark.parametrize("name", FILES)
def test_files_are_plain_csv_with_unix_lines(name):
    """The files have no byte order mark, no carriage return, and end with a line break."""
    raw = (data.FOLDER / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


@pytest.mark.parametrize(("name", "column"), CLOSED, ids="-".join)
def test_closed_columns_hold_known_values_and_use_each(name, column):
    """A closed column holds every value of its set and no other; sets of the contracts are those of tables.values."""
    assert set(data.lexicon(name)[column]) == CLOSED[name, column]


def test_acts_of_the_words_are_acts_of_the_contract():
    """Words tell of acts of the contract, and never of assert, which is what is left when nothing tells."""
    assert set(data.lexicon("acts")["act"]) < set(ACTS) - {"assert"}


def test_acts_are_matched_in_small_letters():
    """Words that tell an act and words that bound a number are written small, since capitals do not matter."""
    for name in ("acts", "bounds", "vague_numbers", "number_words", "number_labels"):
        first = data.lexicon(name).iloc[:, 0]
        assert (first == first.str.lower()).all(), name


def test_a_cue_takes_known_complements():
    """What a cue takes is a known complement, at least one; prepositions are single small words."""
    rows = data.lexicon("cues")
    assert {word for cell in rows["takes"] for word in cell.split()} == TAKES
    assert (rows["takes"] != "").all()
    assert all(word.isalpha() and word.islower() for cell in rows["preps"] for word in cell.split())


def test_a_cue_with_a_preposition_for_its_content_names_it():
    """A cue that takes its content after a preposition says which, and no complement or preposition comes twice."""
    rows = data.lexicon("cues")
    assert (rows.loc[rows["takes"].str.contains("prepositional"), "preps"] != "").all()
    for cell in [*rows["takes"], *rows["preps"]]:
        assert len(cell.split()) == len(set(cell.split()))


def test_a_cue_that_only_tells_stays_an_assertion():
    """Cues that only tell (say, tell, state, add, note) are neutral and assert: they decide no act and no stance."""
    for cue in ("say", "tell", "state", "add", "note"):
        assert (cues()[cue].stance, cues()[cue].act) == ("neutral", "assert")


def test_an_act_named_by_its_cue_is_no_neutral_report():
    """A cue by whose utterance the act is done (accuse, demand, promise, threaten, praise, condemn) is illocutionary."""
    done = data.lexicon("cues").query("stance == 'illocutionary'")
    assert "assert" not in set(done["act"])
    for cue in ("accuse", "condemn", "demand", "deny", "pledge", "praise", "threaten", "urge", "vow", "warn", "blame"):
        assert cues()[cue].stance == "illocutionary"


@pytest.mark.parametrize(
    ("stance", "words"),
    [
        ("distancing", ["claim", "allege", "insist", "boast", "contend"]),
        ("endorsing", ["admit", "acknowledge", "confirm", "concede", "reveal", "show"]),
        ("neutral", ["say", "tell", "write", "report"]),
    ],
)
def test_well_known_cues_have_the_stance_of_the_literature(stance, words):
    """What a cue lets the reader think of the content is the same for every party."""
    assert {cues()[word].stance for word in words} == {stance}


def test_entries_of_cues_are_their_rows():
    """The look-up of cues has one entry for each row, with its lists as sets."""
    rows = data.lexicon("cues").to_dict("records")
    assert list(cues()) == [row["cue"] for row in rows]
    for row in rows:
        entry = cues()[row["cue"]]
        assert (entry.cue, entry.cue_class, entry.stance, entry.act) == (
            row["cue"],
            row["cue_class"],
            row["stance"],
            row["act"],
        )
        assert (entry.takes, entry.preps) == (frozenset(row["takes"].split()), frozenset(row["preps"].split()))


def test_a_phrasal_cue_is_found_from_its_verb():
    """Every cue of two words is reached from its verb, and a cue of one word from none."""
    assert {f"{verb} {rest}" for verb, rests in phrasal_cues().items() for rest in rests} == {
        cue for cue in cues() if " " in cue
    }
    assert set(phrasal_cues()["call"]) == {"for", "on", "upon"}


def test_speaker_types_of_nouns_are_those_of_the_contract():
    """A noun that gives a speaker type gives one of the contract; documents, counts and media give their own."""
    rows = data.lexicon("source_nouns")
    assert set(rows["speaker_type"]) <= {*SPEAKER_TYPES, ""}
    for sort, kinds in {
        "document": {"document"},
        "count": {"document"},
        "media": {"media"},
        "title": {""},
        "stance": {""},
    }.items():
        assert set(rows.loc[rows["sort"] == sort, "speaker_type"]) == kinds
    assert (rows.loc[rows["sort"].isin(["role", "body", "suffix"]), "speaker_type"] != "").all()


def test_only_people_have_a_gender():
    """A gender is m or f and belongs to titles and roles; a role that anybody can hold has none."""
    rows = data.lexicon("source_nouns")
    assert set(rows["gender"]) == {"", "m", "f"}
    assert set(rows.loc[rows["gender"] != "", "sort"]) <= {"title", "role"}
    for role in ("minister", "president", "spokesperson", "teacher"):
        entry = noun_of(role, "role")
        assert entry is not None
        assert entry.gender == ""


def test_a_noun_is_looked_up_in_the_first_sort_that_has_it():
    """A noun of two sorts is found in each, in the order asked for; capitals do not matter; an unknown one is None."""
    both = noun_of("newspaper", "media", "body")
    assert both is not None
    assert both.sort == "media"
    assert noun_of("NEWSPAPER", "media") == noun_of("newspaper", "media") == both
    assert noun_of("newspaper", "title") is None
    assert noun_of("nothing", "role", "body") is None
    assert set(source_nouns()["newspaper"]) >= {"media"}


def test_vague_numbers_have_ends_in_order():
    """A vague number has a least value above nought; a greatest value, where it has one, is not below it."""
    for row in data.lexicon("vague_numbers").to_dict("records"):
        assert float(row["low"]) > 0
        assert not row["high"] or float(row["high"]) >= float(row["low"])


def test_larger_words_stand_for_more():
    """Dozens are fewer than scores, and so on up: a larger word never has the lower least value."""
    low = {row["words"]: float(row["low"]) for row in data.lexicon("vague_numbers").to_dict("records")}
    ladder = ["a few", "dozens", "scores", "hundreds", "thousands", "tens of thousands", "hundreds of thousands", "millions",
              "tens of millions", "hundreds of millions", "billions", "tens of billions"]  # fmt: skip
    assert [low[word] for word in ladder] == sorted({low[word] for word in ladder})


def test_number_words_have_the_values_of_english():
    """Units run from 0 to 19, tens from 20 to 90, magnitudes are above ten and fractions between nought and one."""
    rows = data.lexicon("number_words")
    of = {sort: rows.loc[rows["sort"] == sort, "value"].astype(float).tolist() for sort in set(rows["sort"])}
    assert of["unit"] == list(range(20))
    assert of["ten"] == list(range(20, 100, 10))
    assert min(of["magnitude"]) > 10
    assert all(0 < value < 1 for value in of["fraction"])


def test_every_noun_of_a_harm_is_nominal_and_every_verb_is_not():
    """The sort of a word of harm fits its part of speech."""
    rows = data.lexicon("harms")
    assert set(rows.loc[rows["pos"] == "NOUN", "sort"]) == {"nominal"}
    assert set(rows.loc[rows["pos"] == "VERB", "sort"]) == {"transitive", "ergative", "intransitive"}
    assert (rows.loc[rows["sort"] == "nominal", "needs"] != "").all()


def test_months_are_complete():
    """All twelve months are known in full, and every month or its usual clipping is written once."""
    months = set(data.lexicon("number_labels").query("sort == 'month'")["word"])
    full = [name.lower() for name in month_name[1:]]
    assert set(full) <= months
    assert {month[:3] for month in full} <= months


def test_a_table_is_two_columns_of_its_file():
    """Two columns of a lexicon come back as a mapping of one to the other."""
    assert table("units", "text", "unit")["€"] == "euros"
    assert len(table("bounds", "words", "bound")) == len(data.lexicon("bounds"))


def test_the_readme_has_a_paragraph_for_every_file_and_no_other():
    """The README tells of each CSV file of the folder once, with its licence and how to extend it."""
    parts = re.split(r"^## ", README, flags=re.MULTILINE)[1:]
    told = {part.split("\n", 1)[0].strip(): part for part in parts}
    assert len(parts) == len(told)
    assert set(told) == {path.name for path in data.FOLDER.glob("*.csv")}
    for name, words in told.items():
        assert "One row is one" in words, name
        assert "icence" in words, name
        assert "o extend" in words, name
