import csv
import json
import re
from urllib.parse import unquote

import pandas as pd
from export_tools import read_brat, read_conll, records, with_emoji
from hypothesis import given

from toolkit.evaluate import read_gold
from toolkit.export import conll, write

ROLES = {
    "Content": "content",
    "Cue": "cue",
    "Source": "speaker",
    "Addressee": "addressee",
    "Via": "via",
    "Qualifier": "qualifier",
}


def wanted(row, role):
    """The places of a part of a statement, from the table."""
    if role == "Content":
        return [tuple(place) for place in row["spans"]]
    start, end = row[f"{ROLES[role]}_start"], row[f"{ROLES[role]}_end"]
    return [] if pd.isna(start) else [(start, end)]


def covered(text, places):
    """The code points that places cover, those left aside that are white space."""
    return {place for start, end in places for place in range(start, end) if not text[place].isspace()}


def agree(record, folder):
    """Whether every statement of the record stands in the folder with the places of all its parts, and nothing else."""
    with (folder / "metadata.tsv").open(encoding="utf-8", newline="") as stream:
        names = [row["filename"] for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]
    read = read_brat(folder)
    assert sorted(names) == sorted(read)
    for name, article in zip(names, record.articles.to_dict("records"), strict=True):
        text, spans, events, attributes, notes = read[name]
        assert text == article["text"]
        rows = record.statements[record.statements["article_id"] == article["article_id"]].to_dict("records")
        assert len(events) == len(rows)
        for row, (event, arguments) in zip(rows, events.items(), strict=True):
            assert json.loads(notes[event])["statement_id"] == row["statement_id"]
            assert attributes[event]["Kind"] == row["kind"]
            for role in ROLES:
                sort, places, words = spans.get(arguments.get(role), (role, [], ""))
                assert sort == role
                assert words == " ".join(text[start:end] for start, end in places)
                assert covered(text, places) == covered(text, wanted(row, role))
                assert not any(re.search(r"[\t\n\r\v\x1c\x85\u2028]", text[start:end]) for start, end in places)
            parents = {one["statement_id"]: key for one, key in zip(rows, events, strict=True)}
            assert arguments.get("Inside") == parents.get(row["parent_id"])
        assert len(spans) == sum(len(arguments) - 1 - ("Inside" in arguments) for arguments in events.values())


def test_brat_holds_every_statement_and_place(small_record, tmp_path):
    """A parser of standoff finds every statement with all its parts at the places of the table."""
    folder = write(small_record, tmp_path / "coded", format="brat")
    agree(small_record, folder)
    _, spans, events, _, _ = read_brat(folder)["harbour.txt"]
    assert spans[events["E4"]["Content"]][1:] == (
        [(281, 308), (333, 353)],
        "“We did not fire on Porth,” “and we never will.”",
    )


@given(records())
def test_brat_holds_any_record(tmp_path_factory, record):
    """Whatever stands in texts, names and ids: places are code points, lines stay lines, nothing is lost."""
    agree(record, write(record, tmp_path_factory.mktemp("brat") / "coded", format="brat"))


def test_places_count_code_points(tmp_path):
    """A sign beyond the basic plane is one position, as brat and CoNLL files count here."""
    _, spans, events, _, _ = read_brat(write(with_emoji(), tmp_path / "coded", format="brat"))["a.txt"]
    assert spans[events["E1"]["Content"]][1] == [(14, 16)]
    _, ((_, _, sentences),) = read_conll(write(with_emoji(), tmp_path / "out.conll"))
    assert ["14", "16", "B-s0"] in [row[2:5] for sentence in sentences for row in sentence]


def test_a_brat_folder_can_be_measured(small_record, tmp_path):
    """`toolkit evaluate` reads the folder: what is exported can be corrected in brat and measured against."""
    gold = read_gold(write(small_record, tmp_path / "coded", format="brat"))
    assert len(gold.refused) == 0
    assert dict(gold.publishers) == {"harbour": "Harbour Post", "talks": "The Meridian"}
    found = dict(
        zip(
            gold.attributions["article_id"] + gold.attributions["attribution_id"],
            gold.attributions["content"],
            strict=True,
        )
    )
    assert found["harbourE4"] == [[281, 308], [333, 353]]
    assert len(found) == len(small_record.statements)


def test_brat_is_configured(small_record, tmp_path):
    """The configuration declares every type, role, attribute and value that the files use."""
    folder = write(small_record, tmp_path / "coded", format="brat")
    words = (folder / "annotation.conf").read_text(encoding="utf-8")
    sections = dict(re.findall(r"\[(\w+)\]\n(.*?)(?=\n\[|\Z)", words, re.DOTALL))
    entities = set(sections["entities"].split())
    values = {
        name: set(some.split("|"))
        for name, some in re.findall(r"(\w+)\tArg:Attribution, Value:(\S+)", sections["attributes"])
    }
    roles = set(re.findall(r"(\w+)\??:", sections["events"]))
    for _, spans, events, attributes, _ in read_brat(folder).values():
        assert {sort for sort, _, _ in spans.values()} <= entities | {"Attribution"}
        assert {role for event in events.values() for role in event} <= roles | {"sort", "trigger"}
        assert all(value in values[name] for some in attributes.values() for name, value in some.items())
    assert {"Norland", "Sudria"} <= values["Party"]


def taken_together(record, file):
    """Whether tokens and tags of the file give every statement at its places, and every sign of every text."""
    head, articles = read_conll(file)
    columns = next(line for line in head if line.startswith("# Columns")).partition(": ")[2].split(" ")
    assert len(articles) == len(record.articles)
    for (told, lines, sentences), article in zip(articles, record.articles.to_dict("records"), strict=True):
        text = article["text"]
        assert json.loads(told)["article_id"] == article["article_id"]
        rows = [row for sentence in sentences for row in sentence]
        assert all(len(row) == len(columns) for row in rows)
        assert all(text[int(row[2]) : int(row[3])] == row[1] for row in rows)
        assert covered(text, [(int(row[2]), int(row[3])) for row in rows]) == covered(text, [(0, len(text))])
        found = record.statements[record.statements["article_id"] == article["article_id"]].to_dict("records")
        assert [json.loads(line)["statement_id"] for line in lines] == [row["statement_id"] for row in found]
        for statement in found:
            for role, name in (("Content", "CONTENT_"), ("Cue", "CUE_"), ("Source", "SOURCE_")):
                places, begun = set(), 0
                for row in rows:
                    for column, tag in zip(columns, row, strict=True):
                        if column.startswith(name) and unquote(tag[2:]) == statement["statement_id"]:
                            places |= covered(text, [(int(row[2]), int(row[3]))])
                            begun += tag[0] == "B"
                assert places == covered(text, wanted(statement, role))
                assert begun == len(wanted(statement, role))


def test_conll_holds_every_statement_and_place(small_record, tmp_path):
    """Tokens and tags give back every statement with the places of content, cue and source."""
    taken_together(small_record, write(small_record, tmp_path / "out.conll"))


@given(records())
def test_conll_holds_any_record(tmp_path_factory, record):
    """Whatever stands in texts and ids: lines stay lines, tokens lead to their places, every piece begins with B."""
    taken_together(record, write(record, tmp_path_factory.mktemp("conll") / "out.conll"))


def test_what_is_held_lies_on_a_higher_level(small_record, tmp_path):
    """A statement inside another stands in columns of a higher number, and both keep all their tokens."""
    _, articles = read_conll(write(small_record, tmp_path / "out.conll"))
    ship = next(row for sentence in articles[1][2] for row in sentence if row[1] == "ship")
    assert ship[4:] == ["I-s9", "O", "O", "I-s10", "O", "O"]


def test_sentences_end_where_they_end():
    """A point behind a title or a small word ends no sentence; a paragraph ends one."""
    text = "Gen. Brack spoke. “No.” He left at 3.30 p.m. on Monday\n\nMr. U. Lind stayed."
    told = [" ".join(text[start:end] for start, end in sentence) for sentence in conll.lay(text, []).sentences]
    assert told == ["Gen . Brack spoke .", "“ No . ”", "He left at 3.30 p . m . on Monday", "Mr . U . Lind stayed ."]


def test_tokens_of_a_text_are_counted_per_sentence(small_record, tmp_path):
    """Numbers of tokens begin with 1 in every sentence, and the sentences are those of the text."""
    _, articles = read_conll(write(small_record, tmp_path / "out.conll"))
    for _, _, sentences in articles:
        assert all([int(row[0]) for row in sentence] == list(range(1, len(sentence) + 1)) for sentence in sentences)
    assert [sum(1 for one in sentences if one) for _, _, sentences in articles] == [9, 6]
