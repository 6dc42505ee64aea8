"""Laws of the sample that is checked by hand, of what it says of the extractor, and of the shares it corrects."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from checked_corpora import PARTIES, SHARES, Corpus
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from scipy import stats

from toolkit import tables
from toolkit.compare import voice_share
from toolkit.evaluate import EvaluateError, checked, corrected_shares, read_sample, validate, write_sample
from toolkit.evaluate.sample import COLUMNS, FEW, allotted
from toolkit.intervals import clopper_pearson
from toolkit.record import Record

few = settings(max_examples=10, deadline=None)
FAULTY = {"missed": {"Red": 0.3, "Grey": 0.2}, "swapped": {"Blue": ("Green", 0.1)}, "invented": 0.1}
PERFECT: dict = {}


def corpus(seed: int = 1, articles: int = 30, **faults) -> Corpus:
    """A corpus drawn from `seed`."""
    return Corpus(np.random.default_rng(seed), articles, **faults)


def by_party(table: pd.DataFrame, *columns: str) -> dict[str, list[float]]:
    """Columns of a table by party."""
    return {row["party"]: [row[column] for column in columns] for row in table.to_dict("records")}


# ---- drawing


def test_every_stratum_is_drawn_with_its_weight() -> None:
    """The weights of each stratum sum to its size, the number drawn is the number asked, and five are drawn at least."""
    record = corpus().record
    sample = validate(record, n=60, passages=40)
    statements, passages = (sample[sample["what"] == what] for what in ("statement", "passage"))
    assert (len(statements), len(passages)) == (60, 40)
    sizes = record.statements["party"].replace("", "(unassigned)").value_counts()
    drawn = statements.groupby("stratum")["weight"].agg(["sum", "size", "nunique"])
    assert drawn["sum"].to_dict() == pytest.approx(sizes.to_dict())
    assert (drawn["size"] >= np.minimum(FEW, sizes[drawn.index])).all()
    assert (drawn["nunique"] == 1).all()
    assert passages["weight"].sum() == pytest.approx(sum(text.count("\n\n") + 1 for text in record.articles["text"]))


@given(st.lists(st.integers(1, 300), min_size=1, max_size=8), st.integers(8, 400))
def test_what_is_allotted(sizes, n) -> None:
    """As many as asked or all there are, none beyond its stratum, and the least each that the number allows."""
    counts = allotted(np.array(sizes), n)
    assert sum(counts) == min(n, sum(sizes))
    assert all(1 <= count <= size for count, size in zip(counts, sizes, strict=True))
    assert all(count >= min(size, FEW, n // len(sizes)) for count, size in zip(counts, sizes, strict=True))


def test_everything_can_be_drawn() -> None:
    """Who asks for more than there is gets everything, with weight 1."""
    record = corpus(articles=4).record
    sample = validate(record, n=1000)
    assert sorted(sample.loc[sample["what"] == "statement", "statement_id"]) == sorted(
        record.statements["statement_id"]
    )
    assert (sample["weight"] == 1).all()


def test_the_draw_hangs_on_the_seed_alone() -> None:
    """Rows in another order draw the same sample, another seed draws another."""
    record = corpus().record
    turned = replace(record, statements=record.statements.iloc[::-1], articles=record.articles.iloc[::-1])
    assert_frame_equal(validate(record, n=30), validate(turned, n=30))
    assert set(validate(record, n=30, seed=2)["statement_id"]) != set(validate(record, n=30)["statement_id"])


@pytest.mark.slow
def test_every_statement_is_drawn_as_often_as_its_weight_says() -> None:
    """Over many seeds a statement is drawn once in `weight` draws, and so is a passage."""
    record = corpus(articles=6).record
    samples = pd.concat(validate(record, n=12, seed=seed) for seed in range(400))
    for _, group in samples.groupby(["stratum"]):
        times = group.groupby(["statement_id", "article_id", "passage_start"]).size()
        chance = 1 / group["weight"].iloc[0]
        assert times.max() <= stats.binom.ppf(0.9999, 400, chance)
        assert times.min() >= stats.binom.ppf(0.0001, 400, chance)


def test_the_order_is_one_of_chance() -> None:
    """Rows do not stand by stratum or article, so that who stops early has no biased sample."""
    sample = validate(corpus().record, n=60)
    for column in ("stratum", "article_id"):
        assert list(sample[column][:60]) != sorted(sample[column][:60])
    assert list(sample["what"]) == ["statement"] * 60 + ["passage"] * 60


def test_what_a_coder_is_shown(small_record: Record) -> None:
    """Spans are verbatim, a statement stands in its passage, a passage names what was found in it, answers are empty."""
    texts = dict(zip(small_record.articles["article_id"], small_record.articles["text"], strict=True))
    sample = validate(small_record, n=50)
    assert list(sample.columns) == list(COLUMNS)
    for row in sample.itertuples():
        assert texts[row.article_id][row.passage_start : row.passage_end] == row.passage
    statements = sample[sample["what"] == "statement"]
    assert len(statements) == len(small_record.innermost)
    assert (statements["passage_start"] <= statements["start"]).all()
    assert (statements["end"] <= statements["passage_end"]).all()
    assert (sample[["right", "true_party", "missed", "remark"]] == "").all(axis=None)
    witness = sample[sample["passage"].str.startswith("A witness")].set_index("what").loc["passage"]
    assert witness["found"] == "(unassigned): she saw <two> boats & a truck burn"
    assert not sample["passage"].str.contains("Read more").any()  # a teaser holds no statement to be missed


def test_several_speakers_are_a_stratum(small_record: Record) -> None:
    """A statement of two parties stands in a stratum of its own and names both."""
    sample = validate(small_record, n=50).set_index("statement_id")
    assert sample.loc["s7", ["party", "speaker", "stratum"]].tolist() == [
        "Norland; Sudria", "Norland; Sudria", "(several)",
    ]  # fmt: skip


def test_other_strata(small_record: Record) -> None:
    """Any column of text can make the strata."""
    sample = validate(small_record, n=50, by="kind")
    assert set(sample["stratum"]) == {"direct", "mixed", "indirect", "(passages)"}


def test_what_cannot_be_drawn_is_refused(small_record: Record) -> None:
    """Too few for the strata, a column that is none, and a name that could not be told from two, are named."""
    with pytest.raises(EvaluateError, match=r"2 cannot be drawn from 4 strata .*\(several\).*4 or more"):
        validate(small_record, n=2)
    with pytest.raises(EvaluateError, match="stratified by 'start'"):
        validate(small_record, by="start")
    divided = small_record.statements.replace("Norland", "North; East")
    with pytest.raises(EvaluateError, match="'North; East' holds a semicolon"):
        validate(replace(small_record, statements=divided))


def test_a_record_without_statements() -> None:
    """Where nothing was found there are passages to read, and a record without text gives no rows."""
    news = tables.frame("ARTICLES", [{"article_id": "a", "text": "One.\n\nTwo."}])
    assert list(validate(Record(news))["what"]) == ["passage", "passage"]
    assert validate(Record(tables.empty("ARTICLES"))).empty


# ---- the sheet


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8-sig", ","), ("utf-8", ";"), ("utf-16", "\t"), ("cp1252", ";")]
)
def test_a_sheet_comes_back_however_it_was_saved(tmp_path, small_record: Record, encoding, delimiter) -> None:
    """Commas, semicolons or tabs, with any encoding of spreadsheets: every answer and every weight is there."""
    drawn = validate(small_record, n=50)
    sample = drawn.assign(right=["yes"] * 10 + [""] * 7, missed=[""] * 10 + ["no"] * 7, weight=1.25)
    words = write_sample(sample, tmp_path / "sample.csv").read_text(encoding="utf-8-sig")
    table = pd.read_csv(tmp_path / "sample.csv", dtype="str", keep_default_na=False, encoding="utf-8-sig")
    assert words.count("yes") == 10
    table["weight"] = table["weight"].str.replace(".", "," if delimiter == ";" else ".")
    kept = table.assign(passage="“Äh” – €").drop(columns=["found", "content"])
    kept.to_csv(tmp_path / "saved.csv", sep=delimiter, encoding=encoding, index=False)
    back = read_sample(tmp_path / "saved.csv")
    assert (back["passage"] == "“Äh” – €").all()
    assert_frame_equal(checked(back), checked(sample))


def test_a_sheet_is_never_replaced(tmp_path, small_record: Record) -> None:
    """A file that may hold answers stays, and what is no sample or not there is refused by name."""
    sample = validate(small_record)
    file = write_sample(sample, tmp_path / "sample.csv")
    file.write_text("what,party\n", encoding="utf-8")
    with pytest.raises(EvaluateError, match="is there already"):
        write_sample(sample, file)
    with pytest.raises(EvaluateError, match="lacks the column 'right'"):
        read_sample(file)
    with pytest.raises(EvaluateError, match=r"none\.csv cannot be read"):
        read_sample(tmp_path / "none.csv")
    with pytest.raises(EvaluateError, match="cannot be written"):
        write_sample(sample, tmp_path / "nowhere" / "sample.csv")


@pytest.mark.parametrize("words", ["=1+1", "-we go", "'=x", "@here", "\tx"])
def test_prose_is_no_formula(tmp_path, small_record: Record, words) -> None:
    """What a spreadsheet would take for a formula begins with an apostrophe in the file."""
    sample = validate(small_record).assign(content=words, passage="plain")
    back = read_sample(write_sample(sample, tmp_path / "sample.csv"))
    assert (back["content"] == f"'{words}").all()
    assert (back["passage"] == "plain").all()


# ---- reading answers


def small_sample() -> pd.DataFrame:
    """Two statements of Red and Blue and a passage, checked."""
    rows = [("statement", "Red", "yes", "", ""), ("statement", "Blue", "yes", "Red", ""), ("passage", "", "", "", "no")]
    table = pd.DataFrame(rows, columns=["what", "party", "right", "true_party", "missed"])
    table["statement_id"] = ["s0", "s1", ""]
    return table.assign(article_id="a", stratum=["Red", "Blue", "(passages)"], weight=1.0, cluster="a")


@pytest.mark.parametrize(
    ("line", "column", "value", "message"),
    [
        (2, "right", "maybe", "line 2 of the sample: right is 'maybe'. What works: yes, no, or nothing"),
        (3, "right", "no", "line 3 of the sample: right is 'no' and true_party is 'Red'"),
        (3, "right", "", "line 3 of the sample: right is '' and true_party is 'Red'"),
        (2, "true_party", "Rde", "line 2 of the sample: true_party names 'Rde'.*Blue, Red, with ; between.*spelling"),
        (4, "missed", "2", "line 4 of the sample: missed names '2'.*What works: no, or .*Red"),
        (4, "missed", "Red; Grey", "names 'Grey'.*parties="),
        (4, "right", "yes", "right is 'yes' for a passage.*missed for a passage"),
        (4, "true_party", "Red", "true_party is 'Red' for a passage"),
        (2, "missed", "no", "missed is 'no' for a statement"),
        (2, "weight", "many", "line 2 of the sample: the weight 'many'"),
        (2, "weight", "0", "the weight '0'"),
        (2, "what", "word", "line 2 of the sample: 'word' cannot be checked. What works: statement or passage"),
    ],
)
def test_answers_that_cannot_be_read(line, column, value, message) -> None:
    """An answer that is no answer is named with its line in the sheet and with what works."""
    sample = small_sample().astype("str")
    sample.loc[line - 2, column] = value
    with pytest.raises(EvaluateError, match=message):
        checked(sample)


def test_all_faulty_lines_are_named() -> None:
    """The first fault is told in full, the lines of the others with it; a lost column is named at once."""
    sample = small_sample().assign(right=["si", "oui", ""])
    with pytest.raises(EvaluateError, match=r"line 2 .*'si' \(lines that cannot be read either: 3\)"):
        checked(sample)
    with pytest.raises(EvaluateError, match="lacks the column 'stratum'"):
        checked(sample.drop(columns="stratum"))


def test_answers_are_read_kindly() -> None:
    """Capitals, blanks, truth values and numbers are understood; a party may be named beside those of the sample."""
    plain = small_sample()
    kind = plain.assign(right=["YES ", True, None], true_party=["", " red", None], missed=["", np.nan, 0])
    assert_frame_equal(checked(kind), checked(plain))
    grey = plain.assign(missed=["", "", "Grey; (unassigned)"])
    assert list(checked(grey, parties=["Grey"])["party"].unique()) == ["Blue", "Red", "Grey", "(unassigned)"]


# ---- figures worked out by hand


def by_hand() -> tuple[Record, pd.DataFrame]:
    """Ten statements of Red and four of Blue in one article of twenty passages; five, four and ten are checked."""
    text = "\n\n".join(f"Passage {place:02}." for place in range(20))
    rows = [{"statement_id": f"s{n:02}", "article_id": "a", "party": "Red" if n < 10 else "Blue"} for n in range(14)]
    record = Record(tables.frame("ARTICLES", [{"article_id": "a", "text": text}]), tables.frame("STATEMENTS", rows))
    sample = validate(record, n=9, passages=10)
    for party, right, true in (
        ("Red", ["yes"] * 5, ["", "", "", "", "Blue"]),
        ("Blue", ["yes"] * 3 + ["no"], [""] * 4),
    ):
        sample.loc[sample["party"] == party, "right"] = right
        sample.loc[sample["party"] == party, "true_party"] = true
    sample.loc[sample["what"] == "passage", "missed"] = ["Blue", "Grey"] + ["no"] * 8
    return record, sample


def test_precision_and_recall_by_hand() -> None:
    """A row counts by its weight: two for Red and for passages, one for Blue."""
    _, sample = by_hand()
    table = checked(sample, parties=["Grey"])
    values = table.set_index(["party", "measure"])[["n", "value"]]
    assert values.loc[("Red", "precision")].tolist() == pytest.approx([5, 4 / 5])
    assert values.loc[("Red", "recall")].tolist() == pytest.approx([4, 1])
    assert values.loc[("Blue", "precision")].tolist() == pytest.approx([4, 3 / 4])
    # Found three of weight 1; one of weight 2 was given to Red, one of weight 2 missed.
    assert values.loc[("Blue", "recall")].tolist() == pytest.approx([5, 3 / (3 + 2 + 2)])
    assert values.loc[("Grey", "recall")].tolist() == pytest.approx([1, 0])
    grey = table.set_index(["party", "measure"]).loc[("Grey", "precision")]
    assert (grey["n"], pd.isna(grey["value"]), grey["note"]) == (
        0,
        True,
        "None of the checked statements is given to it.",
    )


def test_corrected_shares_by_hand() -> None:
    """Red loses two, Blue gets two, loses one and gets two that were missed, Grey gets two: 8, 7 and 2 of 17."""
    record, sample = by_hand()
    table = corrected_shares(record, sample, parties=["Grey"])
    assert by_party(table, "machine", "value") == {
        "Red": pytest.approx([10 / 14, 8 / 17]),
        "Blue": pytest.approx([4 / 14, 7 / 17]),
        "Grey": pytest.approx([0, 2 / 17]),
    }
    assert by_party(table, "n", "checked") == {"Red": [10, 5], "Blue": [4, 5], "Grey": [0, 0]}
    assert set(table["note"]) == {"No interval is given: all statements stand in 1 article, and it takes at least 5."}


def test_limits_by_hand() -> None:
    """The limits are the exact ones at the size that the variance between articles leaves, computed row by row."""
    world = corpus(articles=25, **FAULTY)
    sample = world.check(validate(world.record, n=60, passages=60))
    table = corrected_shares(world.record, sample, parties=PARTIES)
    names = list(table["party"])
    sums = {article: dict.fromkeys(names, 0.0) for article in world.record.articles["article_id"]}
    for row in world.record.statements.itertuples():
        sums[row.article_id][row.party or "(unassigned)"] += 1
    for row in sample.itertuples():
        if row.what == "statement":
            sums[row.article_id][row.party] -= row.weight
            if row.right == "yes":
                sums[row.article_id][row.true_party or row.party] += row.weight
        elif row.missed != "no":
            for party in row.missed.split("; "):
                sums[row.article_id][party] += row.weight
    total = sum(sum(one.values()) for one in sums.values())
    share = {name: sum(one[name] for one in sums.values()) / total for name in names}
    spread = sum((one["Red"] - share["Red"] * sum(one.values())) ** 2 for one in sums.values()) / total**2
    statements, passages = (sample[sample["what"] == what] for what in ("statement", "passage"))
    red = share["Red"]
    unseen = sum(
        w**3 * (1 - red if party == "Red" else red)
        for w, party in zip(statements["weight"], statements["party"], strict=True)
    )
    unseen = unseen / statements["weight"].sum() + passages["weight"].iloc[0] ** 2 * red * (1 - red)
    count, asked, units = len(sums), statements["article_id"].nunique(), len(world.record.statements)
    variance = count / (count - 1) * spread + unseen / total**2
    size = red * (1 - red) / variance * (stats.t.ppf(0.975, units - 1) / stats.t.ppf(0.975, asked - 1)) ** 2
    low, high = clopper_pearson(np.array([red * size]), np.array([size]))
    assert by_party(table, "value", "low", "high")["Red"] == pytest.approx([red, low[0], high[0]])


# ---- laws of the correction


@few
@given(st.integers(0, 10**6), st.integers(6, 15))
def test_without_errors_the_machine_stands(seed, articles) -> None:
    """A perfect extractor has precision and recall 1, its shares stand, and the interval is no narrower than theirs."""
    world = corpus(seed, articles)
    sample = world.check(validate(world.record, n=40))
    machine = by_party(voice_share(world.record.statements, articles=world.record.articles), "value", "low", "high")
    table = by_party(corrected_shares(world.record, sample), "machine", "value", "low", "high")
    assert list(table) == list(machine)
    for party, (share, value, low, high) in table.items():
        assert (share, value) == pytest.approx((machine[party][0],) * 2)
        assert low <= machine[party][1] + 1e-9
        assert high >= machine[party][2] - 1e-9
    assert checked(sample)["value"].tolist() == pytest.approx([1] * (2 * len(table)))


@few
@given(st.integers(0, 10**6))
def test_who_checks_everything_has_the_hands_shares(seed) -> None:
    """Where all statements were checked and all passages read, the corrected shares are those of the coder."""
    world = corpus(seed, 8, **FAULTY)
    sample = world.check(validate(world.record, n=10_000))
    truth = [party for row in sample.itertuples() if row.right == "yes" for party in [row.true_party or row.party]]
    truth += [party for parties in world.missed.values() for party in parties]
    counts = pd.Series(truth).value_counts(normalize=True)
    table = corrected_shares(world.record, sample, parties=PARTIES).set_index("party")["value"]
    assert table[table > 0].to_dict() == pytest.approx(counts.to_dict())


@few
@given(st.integers(0, 10**6))
def test_shares_sum_to_one(seed) -> None:
    """Corrected shares sum to 1, each lies between its limits, and limits lie between 0 and 1."""
    world = corpus(seed, 12, **FAULTY)
    table = corrected_shares(world.record, world.check(validate(world.record, n=30)), parties=PARTIES)
    assert table["value"].sum() == pytest.approx(1)
    assert (table["low"] <= table["value"] + 1e-9).all()
    assert (table["value"] <= table["high"] + 1e-9).all()
    assert table[["low", "high"]].stack().between(0, 1).all()


def test_relabelling_parties_permutes_the_rows() -> None:
    """Other names for the parties give the same figures under those names."""
    world = corpus(**FAULTY)
    sample = world.check(validate(world.record, n=60))
    names = {"Red": "Blue", "Blue": "Green", "Green": "Red"}
    renamed = sample.replace(dict.fromkeys(("party", "true_party", "stratum"), names))
    renamed["missed"] = ["; ".join(names.get(one, one) for one in cell.split("; ")) for cell in sample["missed"]]
    statements = world.record.statements.replace({"party": names})
    columns = ["machine", "value", "low", "high", "n", "checked", "articles"]
    before = by_party(corrected_shares(world.record.statements, sample, parties=PARTIES), *columns)
    after = by_party(corrected_shares(statements, renamed, parties=PARTIES), *columns)
    assert {names.get(party, party): pytest.approx(row) for party, row in before.items()} == after


def test_the_order_of_rows_changes_nothing() -> None:
    """A sheet sorted anew, and statements in another order, give the same tables."""
    world = corpus(**FAULTY)
    sample = world.check(validate(world.record, n=60))
    turned = sample.sort_values(["article_id", "right"]).reset_index(drop=True)
    record = replace(world.record, statements=world.record.statements.iloc[::-1])
    assert_frame_equal(
        corrected_shares(world.record, sample, parties=PARTIES), corrected_shares(record, turned, parties=PARTIES)
    )
    assert_frame_equal(checked(sample, parties=PARTIES), checked(turned, parties=PARTIES))


def test_unchecked_rows_leave_their_weight() -> None:
    """Who checks the first half of each part has the figures of a smaller sample, and wider limits."""
    world = corpus(articles=60, **FAULTY)
    sample = world.check(validate(world.record, n=120))
    half = sample.copy()
    half.loc[[*range(60, 120), *range(180, 240)], ["right", "true_party", "missed"]] = ""
    whole, part = (corrected_shares(world.record, one, parties=PARTIES).set_index("party") for one in (sample, half))
    assert part["value"].sum() == pytest.approx(1)
    assert part.loc["Red", "checked"] < whole.loc["Red", "checked"]
    assert ((part["high"] - part["low"]) > (whole["high"] - whole["low"])).loc[["Red", "Blue", "Green"]].all()


def test_several_speakers_share_a_statement(small_record: Record) -> None:
    """Two who speak at once have half a statement each, found and by hand."""
    sample = validate(small_record, n=50)
    sample.loc[sample["what"] == "passage", "missed"] = "no"
    sample.loc[sample["what"] == "statement", "right"] = "yes"
    sample.loc[sample["statement_id"] == "s7", "true_party"] = "Norland"
    table = by_party(corrected_shares(small_record, sample), "machine", "value")
    assert table["Norland"] == pytest.approx([4.5 / 10, 5 / 10])
    assert table["Sudria"] == pytest.approx([3.5 / 10, 3 / 10])
    assert checked(sample).set_index(["party", "measure"]).loc[("Sudria", "precision"), "value"] == pytest.approx(
        3 / 3.5
    )


def test_parties_decided_anew_need_no_new_check() -> None:
    """What the machine says today is corrected: a record whose parties were set right has nothing to correct."""
    world = corpus(swapped={"Blue": ("Green", 0.5)})
    sample = world.check(validate(world.record, n=60))
    truth = {key: other for key, (_, other) in world.answers.items() if other}
    statements = world.record.statements.copy()
    statements["party"] = [
        truth.get(key, party) for key, party in zip(statements["statement_id"], statements["party"], strict=True)
    ]
    table = corrected_shares(statements, sample)
    assert table["value"].tolist() == pytest.approx(table["machine"].tolist())


# ---- too little


def test_too_little_was_checked() -> None:
    """Without a passage, or without any statement of a stratum, there is no value, and the note says why."""
    world = corpus()
    sample = world.check(validate(world.record, n=60))
    unread = corrected_shares(world.record, sample.assign(missed=""))
    assert unread[["value", "low", "high"]].isna().all(axis=None)
    assert set(unread["note"]) == {"Too little was checked: no passage was read, so nobody knows what was missed."}
    assert unread["machine"].sum() == pytest.approx(1)
    lost = sample.assign(right=sample["right"].where(sample["stratum"] != "Green", ""))
    assert set(corrected_shares(world.record, lost)["note"]) == {"Too little was checked: no statement of Green."}
    recall = checked(lost)[lambda table: table["measure"] == "recall"]
    assert recall["value"].isna().all()
    assert checked(lost)["value"].notna().any()


def test_few_articles_checked_give_no_interval() -> None:
    """Where those who checked saw fewer than five articles, values stand without limits and the note says so."""
    world = corpus()
    sample = world.check(validate(world.record, n=60))
    passages = (sample["what"] == "passage") & (sample.groupby("what").cumcount() > 2)
    table = corrected_shares(world.record, sample.assign(missed=sample["missed"].mask(passages, "")))
    assert table["value"].sum() == pytest.approx(1)
    assert table[["low", "high"]].isna().all(axis=None)
    assert set(table["note"]) == {
        "No interval is given: the passages that were read stand in 2 articles, and it takes at least 5."
    }


def test_a_party_of_one_article_has_a_cautious_interval() -> None:
    """Heard in one article, a party has the interval of articles that speak with one voice each, and the note says so."""
    world = corpus(articles=12)
    statements = world.record.statements
    alone = statements["article_id"] == "a003"
    record = replace(world.record, statements=statements.assign(party=statements["party"].mask(alone, "Solo")))
    sample = validate(record, n=60)
    sample = sample.assign(
        right=sample["what"].map({"statement": "yes", "passage": ""}),
        missed=sample["what"].map({"statement": "", "passage": "no"}),
    )
    row = corrected_shares(record, sample).set_index("party").loc["Solo"]
    sizes = statements.groupby("article_id").size()
    size = sizes.sum() ** 2 / (sizes**2).sum()
    low, high = clopper_pearson(np.array([row["value"] * size]), np.array([size]))
    assert row["low"] <= low[0]
    assert row["high"] >= high[0]
    assert row["note"].startswith("Fewer than 3 articles differ from the rest here")


def test_a_sample_of_other_statements_is_refused() -> None:
    """A part of the record, another record, and a sheet with deleted rows, are refused with what works."""
    world = corpus()
    sample = world.check(validate(world.record, n=60))
    part = world.record.statements[world.record.statements["party"] == "Red"]
    with pytest.raises(EvaluateError, match=r"which is none of these statements.*not a part of it"):
        corrected_shares(part, sample)
    with pytest.raises(EvaluateError, match=r"stands for \d+ statements, and there are \d+.*put deleted rows back"):
        corrected_shares(world.record, sample.drop(index=range(5)))


def test_nothing_to_share_out() -> None:
    """Where nothing was found and nothing missed there are no rows; what was missed has shares all the same."""
    news = tables.frame("ARTICLES", [{"article_id": "a", "text": "One.\n\nTwo."}])
    sample = validate(Record(news))
    assert corrected_shares(Record(news), sample.assign(missed="no")).empty
    table = corrected_shares(Record(news), sample.assign(missed=["no", "Red"]), parties=["Red"])
    assert table.loc[0, ["party", "value"]].tolist() == ["Red", 1.0]
    assert pd.isna(table.loc[0, "machine"])


# ---- how often the limits hold the truth


def covered(worlds: int, articles: int, n: int, **faults) -> pd.DataFrame:
    """For each party, how often the corrected and the machine's interval hold the true share, over many corpora."""
    rows = []
    for seed in range(worlds):
        world = Corpus(np.random.default_rng([20, seed]), articles, **faults)
        sample = world.check(validate(world.record, n=n, seed=seed))
        machine = voice_share(world.record.statements, articles=world.record.articles).set_index("party")
        found = checked(sample, parties=PARTIES).set_index(["measure", "party"])
        for row in corrected_shares(world.record, sample, parties=PARTIES).to_dict("records"):
            party = row["party"]
            true = SHARES[PARTIES.index("" if party == "(unassigned)" else party)]
            there = machine.loc[party] if party in machine.index else None
            recall = 1 - world.faults["missed"].get(party, 0) - world.faults["swapped"].get(party, ("", 0))[1]
            limits = found.loc[("recall", party)]
            rows.append((party, row["low"] <= true <= row["high"],
                         there is not None and there["low"] <= true <= there["high"],
                         np.nan if pd.isna(limits["low"]) else limits["low"] <= recall <= limits["high"], row["value"], row["machine"]))  # fmt: skip
    names = ["party", "corrected", "uncorrected", "recall", "value", "machine"]
    return pd.DataFrame(rows, columns=names).astype(dict.fromkeys(names[1:], "float64")).groupby("party").mean()


@pytest.mark.slow
def test_coverage_with_a_biased_extractor() -> None:
    """Of 95 % intervals after the correction at least 90 in 100 hold the true share, before it few do.

    The extractor misses 30 % of Red and gives 10 % of Blue to Green; 100 statements and 100 passages of 120 articles are
    checked, in each of 100 corpora.
    """
    table = covered(100, 120, 100, missed={"Red": 0.3}, swapped={"Blue": ("Green", 0.1)}, invented=0.05)
    assert (table["corrected"] >= 0.9).all()
    assert (table.loc[["Red", "Green"], "uncorrected"] < 0.5).all()
    assert (table["recall"] >= 0.9).all()
    assert (table["value"] - table["machine"]).abs()["Red"] > 0.05


@pytest.mark.slow
def test_coverage_where_errors_are_rare() -> None:
    """Where many samples hold no error though there are some, the limits still hold the truth 90 times in 100."""
    assert (covered(60, 300, 50, swapped={"Blue": ("Red", 0.06)}, alike=0.05)["corrected"] >= 0.9).all()
