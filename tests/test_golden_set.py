"""The golden reports keep their own conventions, and their reader says what is wrong with a report that does not."""

import re
from pathlib import Path

import pytest
from golden_report import GoldReply
from golden_set import UNJUDGED, Golden, gold_record, load, load_all

from toolkit import data
from toolkit.errors import CounterpointError
from toolkit.tables import check

REPORTS = {report.id: report for report in load_all()}
MARKS = r"“|”|``|''|\"|‘|(?<!\w)’"
EACH = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)

SMALL = """
id: small
about: a report for the tests of the reader
invented: true
text: |
  Envoy Ana Roos met reporters. “We signed,” she said. “We meant it.”

  Ana Roos said at least 12 people were hurt, she said later.
statements:
  - id: s1
    kind: direct
    content: “We signed,”
    cue: said
    speaker: {mention: she, name: Ana Roos, type: person}
    party: ""
    act: assert
figures:
  - number: at least 12
    low: 12
    bound: "≥"
    bound_words: at least
    measure: wounded
    victims: people
"""


def read(tmp_path: Path, *changes: tuple[str, str]) -> Golden:
    """SMALL with words replaced, written and read."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def refusal(tmp_path: Path, *changes: tuple[str, str]) -> str:
    """What the reader says to SMALL with words replaced."""
    with pytest.raises(CounterpointError) as caught:
        read(tmp_path, *changes)
    return str(caught.value)


def test_set():
    """There are the sample and two hundred and sixty-two invented reports, and each id is the report's own."""
    assert len(REPORTS) == len(load_all()) == 263
    assert [report.id for report in REPORTS.values() if not report.invented] == ["sample"]


@EACH
def test_tables(report):
    """The hand-made tables of a report keep their contracts, with every span cut from its text."""
    for name, table in gold_record(report).items():
        check(table, name, texts={report.id: report.text})


def test_record_of_all():
    """The hand-made tables of all reports hold each report's rows under the report's id."""
    tables = gold_record(REPORTS.values())
    for report in REPORTS.values():
        rows = tables["STATEMENTS"][tables["STATEMENTS"]["article_id"] == report.id]
        assert sorted(rows["statement_id"]) == sorted(f"{report.id}/{row.id}" for row in report.statements)
        assert list(rows["start"]) == sorted(rows["start"])
        assert int((tables["FIGURES"]["article_id"] == report.id).sum()) == len(report.figures)


@EACH
def test_kind(report):
    """Content is direct when each piece opens with a mark, mixed when some words stand in marks, else indirect."""
    for row in [row for row in report.statements if row.kind != UNJUDGED]:
        opened = [bool(re.match(MARKS, piece.text)) for piece in row.pieces]
        closed = bool(re.search(rf"({MARKS}|’)[.,?!]?$", row.pieces[-1].text))
        marked = any(re.search(rf"{MARKS}|(?<!\w)'[^']+'(?!\w)", piece.text) for piece in row.pieces)
        inner = re.sub(rf"({MARKS}|’)[.,?!]?$", "", re.sub(rf"^({MARKS})", "", row.pieces[-1].text))
        whole = all(opened) and closed and ("”" not in inner or row.pieces[-1].text.startswith("‘"))
        assert row.kind == ("direct" if whole else "mixed" if marked else "indirect"), row.id


@EACH
def test_bounds(report):
    """A bound says which of low and high are given, as the rules of FIGURES have it."""
    for row in report.figures:
        if row.free & {"low", "high", "bound"}:
            continue
        if row.bound in {"≥", ">"}:
            assert row.high is None
            assert row.low is not None
        elif row.bound in {"≤", "<"}:
            assert row.low is None
            assert row.high is not None
        elif row.bound in {"=", "≈"}:
            assert row.low == row.high is not None
        elif row.bound == "range":
            assert row.low is not None
            assert row.high is not None
            assert row.low < row.high
        assert bool(row.bound_words.text) == (row.bound not in {"=", "vague"}) or "bound_words" in row.free, row.words


@EACH
def test_names_are_printed(report):
    """The name of a person stands in the report as written, so that no name is invented by the coder."""
    for row in report.statements:
        if row.speaker_type[0] in {"person", "military", "witness"} and len(row.names) == 1 and not row.also:
            assert row.names[0] in report.text, row.id


@EACH
def test_parties_of_mapping(report):
    """Where a report brings its own parties, the gold uses no others but states and organisations of the gazetteer."""
    known = set(data.gazetteer().entries["name"])
    if report.parties:
        used = {party for row in report.statements for party in (*row.parties, *row.target_party, row.addressee_party)}
        assert used - {"", UNJUDGED} - known <= set(report.parties)


@EACH
def test_traps_are_no_gold(report):
    """What must not be taken as a source or a figure is no source and no figure of the gold."""
    places = [row.speaker.span for row in report.statements if row.speaker.span]
    numbers = [row.words.span for row in report.figures if row.words.span]
    for traps, spans in ((report.not_sources, places), (report.not_figures, numbers)):
        for trap in traps:
            assert not [span for span in spans if trap.span and span[0] < trap.span[1] and trap.span[0] < span[1]], trap


@EACH
def test_title_is_printed(report):
    """A title is the first line of the text, and is marked as the headline."""
    if report.title:
        assert report.text.split("\n")[0] == report.title
        assert ("headline", (0, len(report.title))) in report.marks


def test_sample():
    """The sample is coded as its notes say: twelve statements, three figures, one statement held in another."""
    sample = REPORTS["sample"]
    assert sample.text.startswith("BEIJING:\u00a0China’s foreign minister")
    assert len(sample.statements) == 12
    assert len(sample.figures) == 3
    assert [row.id for row in sample.statements if row.parent] == ["s1"]
    assert sample.statement("s1").names == ("Wang Yi",)
    assert sample.statement("s1").addressee_name == "Eli Cohen"
    assert [row.words.text for row in sample.figures] == ["at least 1,400", "around 1,500", "More than 5,000"]


def test_places(tmp_path):
    """Words become places: looked for beside the content first, and as whole words only."""
    report = read(tmp_path)
    row = report.statements[0]
    for words in (row.pieces[0], row.cue, row.speaker):
        assert words.span
        assert report.text[slice(*words.span)] == words.text
    assert row.cue.start == report.text.index("said")
    assert row.speaker.start == report.text.index("she")
    assert report.figures[0].bound_words.start == report.text.index("at least")


def test_nth(tmp_path):
    """With nth, the words that occur more than once are found at that occurrence."""
    report = read(tmp_path, ("cue: said", "cue: {words: later}"), ("{mention: she,", "{mention: Ana Roos, nth: 1,"))
    assert report.statements[0].speaker.start == report.text.index("Ana Roos")
    assert report.statements[0].cue.start == report.text.index("later")


def test_unjudged(tmp_path):
    """What is `unjudged` is written as empty in the tables and named as free."""
    report = read(tmp_path, ('party: ""', "party: unjudged"), ("victims: people", "victims: unjudged"))
    tables = gold_record(report)
    assert tables["STATEMENTS"].loc[0, "party"] == ""
    assert tables["FIGURES"].loc[0, "victims"] == ""
    assert "party" in report.statements[0].free
    assert "victims" in report.figures[0].free


def test_figure_takes_its_source_from_its_statement(tmp_path):
    """A figure inside a statement is said by the statement's speaker for the statement's party."""
    report = read(tmp_path, ("victims: people", "statement: s1"), ('party: ""', "party: Freedonia"))
    assert (report.figures[0].speaker, report.figures[0].party) == ("Ana Roos", "Freedonia")


def test_joint_voice(tmp_path):
    """Two names are two voices: `speakers` and their parties hold them in one order, and no single party is given."""
    report = read(tmp_path, ("name: Ana Roos", "name: [Ana Roos, Bo Lund]"), ('party: ""', "party: [X, Y]"))
    row = gold_record(report)["STATEMENTS"].loc[0]
    assert (row["speakers"], row["speaker_parties"], row["party"]) == (["Ana Roos", "Bo Lund"], ["X", "Y"], "")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("content: “We signed,”", "content: “We sang,”", "'“We sang,”' is not in the text"),
        ("content: “We signed,”", "content: We", "'We' is there 2 times"),
        ("cue: said", "cue: {words: said, nth: 7}", "'said' has no nth: 7"),
        ("cue: said", "verb: said", "'verb' is no key"),
        ("kind: direct", "kind: straight", "'straight' is no value"),
        ("    act: assert", "    act: assert\n    parent: s9", "s9: no statement has this id"),
        ("    act: assert\n", "", "'act' is missing"),
        ("victims: people", "statement: s9", "there is no statement 's9'"),
        ("bound_words: at least", "bound_words: at most", "'at most' is not in the number"),
        ("measure: wounded", "measure: hurt", "'hurt' is no value"),
    ],
)
def test_refusal_names_file_row_and_words(tmp_path, old, new, said):
    """A report that cannot be read is refused with its file, the row and the words that are wrong."""
    message = refusal(tmp_path, (old, new))
    assert "small.yaml" in message
    assert said in message
    assert re.search(r"s1|s9|figure", message)


def test_refusal_of_an_id_given_twice(tmp_path):
    """Two statements of one report do not share an id."""
    again = SMALL[SMALL.index("  - id: s1") : SMALL.index("figures:")]
    assert "s1: the id is given twice" in refusal(tmp_path, ("figures:", again + "figures:"))


def test_text_file_of_no_article(tmp_path):
    """A text_file that does not give one article is refused with its name."""
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    block = SMALL[SMALL.index("text: |") : SMALL.index("statements:")]
    assert "empty.txt gives 0 articles" in refusal(tmp_path, (block, f"text_file: {tmp_path / 'empty.txt'}\n"))


REPLIES = """
  - {id: s2, kind: direct, content: “We meant it.”, speaker: {name: Ana Roos, type: person}, act: assert, party: ""}
  - {id: s3, kind: direct, content: met reporters, speaker: {name: Ana Roos, type: person}, act: assert, party: ""}
replies:
  - {answer: s2, answers: s1}
may_replies:
  - {answer: s3, answers: [s2, s1], first: [s1]}
figures:
"""


def test_replies_are_read(tmp_path):
    """What an answer answers is one id or several; the first reader's is the first, unless `first` says another."""
    golden = read(tmp_path, ("\nfigures:\n", REPLIES))
    assert golden.replies == (GoldReply("s2", ("s1",), ("s1",)),)
    assert golden.may_replies == (GoldReply("s3", ("s2", "s1"), ("s1",)),)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("answers: s1}", "answers: s9}", "s9"),
        ("first: [s1]", "first: [s8]", "s8"),
        ("{answer: s3,", "{answer: s2,", "twice"),
        ("first: [s1]", "second: [s1]", "second"),
        ("{answer: s2, answers: s1}", "s2", "answers nothing"),
    ],
)
def test_wrong_replies_are_refused(tmp_path, old, new, words):
    """An answer that names no statement, that stands twice, or that has a strange key is refused with its name."""
    assert words in refusal(tmp_path, ("\nfigures:\n", REPLIES.replace(old, new)))
