"""The scorer of the golden reports counts what it says it counts."""

import pandas as pd
import pytest
from golden_report import Golden, GoldReply
from golden_scorer import word_places
from golden_set import Count, Score, gold_record, load_all, score, total
from hypothesis import given, settings
from hypothesis import strategies as st

REPORTS = {report.id: report for report in load_all()}
SAMPLE = REPORTS["sample"]


def tables(report=SAMPLE):
    """The hand-made statements and figures of a report, free to be changed."""
    made = gold_record(report)
    return made["STATEMENTS"].copy(), made["FIGURES"].copy()


def spoil(column, value, *, row="s1", report=SAMPLE):
    """The score of the gold's own tables with one cell of one statement changed."""
    statements, figures = tables(report)
    at = statements.index[statements["statement_id"] == f"{report.id}/{row}"][0]
    statements.at[at, column] = value
    return score(report, statements, figures)


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_gold_against_itself(report):
    """The hand-made tables of a report score in full against the report: no difference, nothing extra, no trap."""
    made = gold_record(report)
    got = score(report, made["STATEMENTS"], made["FIGURES"], replies=made["REPLIES"])
    assert got.differences == ()
    assert (got.found, got.extra) == (got.gold, 0)
    assert (got.found_figures, got.extra_figures) == (got.gold_figures, 0)
    assert all(count.right == count.judged for count in got.parts.values())


def test_nothing_found():
    """Empty tables find nothing, and every gold row is named as a difference."""
    statements, figures = tables()
    got = score(SAMPLE, statements.iloc[:0], figures.iloc[:0])
    assert (got.found, got.extra, got.found_figures) == (0, 0, 0)
    assert sum("not found" in line for line in got.differences) == 15
    assert got.parts["traps"].right == got.parts["traps"].judged


def test_rows_of_other_articles():
    """Rows of another article are not scored, unless that article is named."""
    statements, figures = tables()
    statements["article_id"] = "other"
    assert score(SAMPLE, statements, figures).found == 0
    figures["article_id"] = "other"
    assert score(SAMPLE, statements, figures, article_id="other").found == 12


@settings(deadline=None, max_examples=30)
@given(st.sets(st.integers(0, 11)))
def test_each_lost_row_is_one_less(lost):
    """Each statement that is left out lowers the count of found statements by one and adds no extra."""
    statements, figures = tables()
    got = score(SAMPLE, statements.drop(index=sorted(lost)), figures)
    assert (got.found, got.extra) == (12 - len(lost), 0)


@pytest.mark.parametrize(
    ("column", "value", "part"),
    [
        ("kind", "indirect", "kind"),
        ("speaker", "Wang", "speaker_name"),
        ("speaker_type", "media", "speaker_type"),
        ("party", "Israel", "party"),
        ("party", "Israel", "party_given"),
        ("party", "", "party"),
        ("addressee", "Cohen", "addressee"),
        ("addressee_party", "", "addressee_party"),
        ("via", "", "via"),
        ("parent_id", "", "parent"),
        ("parent_id", "sample/s9", "parent"),
        ("act", "deny", "act"),
        ("target_party", "Israel", "target"),
    ],
)
def test_one_wrong_cell_is_one_difference(column, value, part):
    """One wrong cell makes its part right once less, and the difference names report, row, gold and finding."""
    clean, got = score(SAMPLE, *tables()), spoil(column, value)
    before = clean.parts.get(part, Count(0, 0))
    assert got.parts[part].judged - got.parts[part].right == 1
    assert before.judged == before.right
    assert any(line.startswith(f"sample s1 {part}: gold") for line in got.differences)


def test_names_are_compared_without_case_and_shape_of_apostrophe():
    """A speaker's name is right whatever its case and its apostrophe."""
    assert spoil("speaker", "WANG YI").differences == ()
    row = next(row for row in REPORTS["seized-tanker"].statements if row.names == ("auditor’s draft",))
    assert spoil("speaker", "auditor's draft", row=row.id, report=REPORTS["seized-tanker"]).differences == ()


def test_unassigned():
    """A party given to somebody of no party counts as wrong in `unassigned` and in `party_given`."""
    report = REPORTS["border-clash"]
    got = spoil("party", "Peru", row="s8", report=report)
    clean = score(report, *tables(report))
    assert got.parts["unassigned"].right == clean.parts["unassigned"].right - 1
    assert got.parts["party_given"].judged == clean.parts["party_given"].judged + 1


def test_joint_voice():
    """A joint voice is right when both names and both parties are given, in whatever order."""
    report = REPORTS["hodh-ceasefire"]
    row = next(row for row in report.statements if len(row.names) == 2)
    assert spoil("speakers", list(row.names[::-1]), row=row.id, report=report).parts["speaker_name"].right == len(
        report.statements
    )
    alone = spoil("speakers", list(row.names[:1]), row=row.id, report=report)
    assert alone.parts["speaker_name"].right == len(report.statements) - 1


def resize(report, row, start, end):
    """The gold's own tables with the content of one statement moved to other offsets."""
    statements, figures = tables(report)
    at = statements.index[statements["statement_id"] == f"{report.id}/{row}"][0]
    statements.at[at, "spans"] = [[start, end]]
    statements.at[at, "content"] = report.text[start:end]
    return statements, figures


def test_half_of_the_words_is_a_match():
    """Content matches from half of the joined words on, and not below; marks and stops are no words."""
    words = sorted(word_places(SAMPLE.text, [SAMPLE.statement("s5").pieces[0].span]))
    assert len(words) == 13
    for kept, found in ((7, 12), (6, 11)):
        got = score(SAMPLE, *resize(SAMPLE, "s5", words[-kept], SAMPLE.statement("s5").pieces[0].end))
        assert (got.found, got.extra) == (found, 12 - found)


def test_stop_outside_the_mark_is_not_judged():
    """A stop or a comma taken along, or left, makes no difference."""
    start, end = SAMPLE.statement("s4").pieces[0].span
    assert SAMPLE.text[end] == "."
    assert score(SAMPLE, *resize(SAMPLE, "s4", start, end + 1)).differences == ()


def test_best_match_first():
    """Of two predictions for one content the closer one is matched, and the other is extra."""
    statements, figures = tables()
    second = statements[statements["statement_id"] == "sample/s5"].copy()
    start, end = SAMPLE.statement("s5").pieces[0].span
    second["spans"] = [[[start, end - 30]]]
    second["statement_id"], second["speaker"] = "sample/second", "Somebody"
    got = score(SAMPLE, pd.concat([second, statements], ignore_index=True), figures)
    assert (got.found, got.extra) == (12, 1)
    assert got.parts["speaker_name"] == Count(12, 12)
    assert [line for line in got.differences if "Somebody" in line] == list(got.differences)


def added(report, words, **cells):
    """The gold's statements and one more whose content is `words`."""
    statements, figures = tables(report)
    start = report.text.index(words)
    row = statements.iloc[[0]].copy()
    row["statement_id"], row["content"], row["start"], row["end"] = "new", words, start, start + len(words)
    row["spans"] = [[[start, start + len(words)]]]
    for column, value in {"speaker_mention": "", "parent_id": "", **cells}.items():
        row[column] = value
    return pd.concat([statements, row], ignore_index=True), figures


def test_trap():
    """A teaser taken as a statement is an extra and a trap, and is named in the differences."""
    words = "Israel bombards Gaza as war spreads to other fronts"
    got = score(SAMPLE, *added(SAMPLE, words))
    assert got.extra == 1
    assert got.parts["traps"].judged - got.parts["traps"].right == 1
    assert any(words in line and "trap" in line for line in got.differences)


def test_dateline_as_source_is_a_trap():
    """A dateline taken as the source of a statement is a trap."""
    statements, figures = tables()
    at = statements.index[statements["statement_id"] == "sample/s2"][0]
    statements.loc[at, ["speaker_start", "speaker_end"]] = [0, 7]
    got = score(SAMPLE, statements, figures)
    assert got.parts["traps"].judged - got.parts["traps"].right == 1
    assert got.parts["speaker_mention"] == Count(11, 12)


def test_what_may_be_taken_is_no_extra():
    """A defensible statement or figure that the gold leaves open is neither found nor extra."""
    report = REPORTS["mill-lane"]
    assert score(report, *added(report, "the drains cannot cope")).extra == 0
    statements, figures = tables(report)
    row = figures.iloc[[0]].copy()
    start = report.text.index("three times")
    row["figure_id"], row["verbatim"], row["start"], row["end"] = "new", "three times", start, start + 11
    assert score(report, statements, pd.concat([figures, row], ignore_index=True)).extra_figures == 0


def figure_score(report, number, **cells):
    """The score of the gold's own tables with cells of one figure changed."""
    statements, figures = tables(report)
    at = figures.index[figures["verbatim"] == number][0]
    for column, value in cells.items():
        figures.at[at, column] = value
    return score(report, statements, figures)


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        ({"low": 1300.0}, "figure_bounds"),
        ({"high": 1400.0}, "figure_bounds"),
        ({"bound": "="}, "figure_bounds"),
        ({"measure": "wounded"}, "figure_measure"),
        ({"victims": ""}, "figure_victims"),
        ({"agent": ""}, "figure_agent"),
        ({"party": "China"}, "figure_party"),
        ({"standing": "denied"}, "figure_standing"),
    ],
)
def test_wrong_figure_cell(cells, part):
    """One wrong cell of a figure makes its part right once less."""
    got = figure_score(SAMPLE, "at least 1,400", **cells)
    assert got.parts[part].judged - got.parts[part].right == 1
    assert len(got.differences) == 1


def test_share_as_fraction_or_per_cent():
    """A share is right in per cent and as a fraction; a count is not divided by a hundred."""
    report = REPORTS["salmon-trade"]
    assert figure_score(report, "one in five", low=0.2, high=0.2).differences == ()
    assert figure_score(report, "roughly 70,000", low=700.0, high=700.0).parts["figure_bounds"] == Count(8, 9)


def test_figure_trap():
    """A resolution's number taken as a figure is an extra and a trap."""
    report = REPORTS["salmon-trade"]
    statements, figures = tables(report)
    row = figures.iloc[[0]].copy()
    start = report.text.index("242")
    row["figure_id"], row["verbatim"], row["start"], row["end"] = "new", "242", start, start + 3
    got = score(report, statements, pd.concat([figures, row], ignore_index=True))
    assert got.extra_figures == 1
    assert got.parts["figure_traps"].judged - got.parts["figure_traps"].right == 1


BOTH = Golden(**{
    **vars(REPORTS["border-clash"]),
    "replies": (GoldReply("s3", ("s1", "s8"), ("s1",)),),
    "may_replies": (GoldReply("s4", ("s1",), ("s1",)), GoldReply("s6", (), ())),
})  # fmt: skip


@pytest.mark.parametrize(
    ("found", "right", "extra"),
    [
        ([("s3", "s1")], 1, 0),
        ([("s3", "s8")], 1, 0),
        ([], 0, 0),
        ([("s3", "s5")], 0, 1),
        ([("s3", "s1"), ("s4", "s1"), ("s6", "s5")], 1, 0),
        ([("s3", "s1"), ("s4", "s3")], 1, 1),
        ([("s3", "s1"), ("s5", "s1"), ("s7", "s1")], 1, 2),
    ],
)
def test_replies(found, right, extra):
    """A required answer needs any accepted target; one that coders may see costs nothing; any other pair is extra."""
    made = gold_record(BOTH)
    pairs = [{"article_id": BOTH.id, "statement_id": f"{BOTH.id}/{one}", "answers_id": f"{BOTH.id}/{other}"}
             for one, other in found]  # fmt: skip
    replies = pd.DataFrame(pairs, columns=["article_id", "statement_id", "answers_id"])
    got = score(BOTH, made["STATEMENTS"], made["FIGURES"], replies=replies)
    assert got.parts["replies"] == Count(right, 1)
    assert got.parts.get("reply_extra", Count(0, 0)) == Count(0, extra)


def test_total():
    """Scores add up part by part, and keep their differences in order."""
    one, two = score(SAMPLE, *tables()), spoil("party", "Israel")
    both = total([one, two])
    assert (both.gold, both.found, both.extra) == (24, 24, 0)
    assert both.parts["party"] == Count(23, 24)
    assert both.rate("party") == pytest.approx(23 / 24)
    assert both.differences == two.differences
    assert total([]) == Score()


def test_printed_score():
    """A printed score holds the counts of statements, figures and each part."""
    printed = str(score(SAMPLE, *tables()))
    assert "statements: 12 of 12 found, 0 extra" in printed
    assert "figures: 3 of 3 found, 0 extra" in printed
    assert "party: 12 of 12" in printed
