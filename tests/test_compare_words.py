"""Laws of the words that set a party apart, of qualifiers, of clauses of harm, and of who speaks about whom."""

import math
from collections import Counter

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from toolkit import tables
from toolkit.compare import (
    CompareError,
    agency,
    agents_named,
    distinctive_words,
    qualifier_rates,
    qualifiers,
    spoken_about,
)
from toolkit.compare.distinctive import PRIOR

SAYINGS = [
    ("a0", "Red", "wages wages prices"), ("a1", "Red", "wages strike"), ("a2", "Red", "wages"),
    ("a0", "Blue", "profits prices"), ("a1", "Blue", "profits growth strike"), ("a2", "Blue", "growth"),
    ("a3", "Green", "forest prices wages"), ("a4", "Green", "forest"),
]  # fmt: skip


def said(sayings=SAYINGS) -> pd.DataFrame:
    """Statements with an article, a party and a content each."""
    return tables.frame("STATEMENTS", [
        {"statement_id": f"s{n}", "article_id": article, "party": party, "content": content}
        for n, (article, party, content) in enumerate(sayings)
    ])  # fmt: skip


@pytest.mark.parametrize("party", ["Red", "Blue", "Green"])
def test_distinctive_words_agree_with_the_formula(party: str) -> None:
    """Z is the shrunken difference of log-odds over its standard deviation, worked out word by word."""
    counts = {name: Counter() for name in ("own", "rest")}
    for _, who, content in SAYINGS:
        counts["own" if who == party else "rest"].update(content.split())
    everything = counts["own"] + counts["rest"]
    total = sum(everything.values())
    found = distinctive_words(said(), least=1)
    found = found[found["party"] == party].set_index("word")
    for word, seen in everything.items():
        prior = PRIOR * seen / total
        own, rest = counts["own"][word], counts["rest"][word]
        sums = sum(counts["own"].values()) + PRIOR, sum(counts["rest"].values()) + PRIOR
        delta = math.log((own + prior) / (sums[0] - own - prior)) - math.log((rest + prior) / (sums[1] - rest - prior))
        z = delta / math.sqrt(1 / (own + prior) + 1 / (rest + prior))
        form = next(one for one in found.index if one.startswith(word[:4]))
        assert (found.loc[form, "n"], found.loc[form, "others"]) == (own, rest)
        assert (found.loc[form, "value"], found.loc[form, "z"]) == pytest.approx((delta, z))


def test_words_of_one_article_set_nobody_apart() -> None:
    """A word is listed from `least` articles on, and `articles` counts those in which the party has it."""
    table = distinctive_words(said(), least=2).set_index(["party", "word"])
    assert ("Red", "wages") in table.index
    assert table.loc[("Red", "wages"), "articles"] == 3
    assert "growth" in table.index.get_level_values("word")
    assert len(distinctive_words(said(), least=6)) == 0


def test_copies_add_no_words() -> None:
    """A copy of every article, marked as such, changes no word."""
    news = tables.frame("ARTICLES", [{"article_id": f"a{n}"} for n in range(5)]
                        + [{"article_id": f"b{n}", "duplicate_of": f"a{n}"} for n in range(5)])  # fmt: skip
    twice = said([*SAYINGS, *((article.replace("a", "b"), *rest) for article, *rest in SAYINGS)])
    assert_frame_equal(distinctive_words(twice, articles=news), distinctive_words(said()), atol=1e-9)


def many(rate: float) -> pd.DataFrame:
    """Thirty articles in which Red and Blue speak; Red's words hold "tax" in a share of articles, Blue's in few."""
    rows = []
    for article in range(30):
        rows.append((f"a{article}", "Red", "tax burden" if article < 30 * rate else "road burden"))
        rows.append((f"a{article}", "Blue", "tax burden" if article % 5 == 0 else "road burden"))
    return said(rows)


def test_chance_is_told_from_difference() -> None:
    """A word used alike by both has a large p; one used by one party in most articles has a small p of any word."""
    alike = distinctive_words(many(0.2)).set_index(["party", "word"])
    assert alike.loc[("Red", "tax"), "p"] > 0.5
    apart = distinctive_words(many(0.9)).set_index(["party", "word"])
    assert apart.loc[("Red", "tax"), "p"] < 0.01
    assert apart.loc[("Red", "tax"), "p_all"] < 0.01
    assert (apart["p_all"] >= apart["p"] - 1e-12).all()


def test_few_articles_have_no_p() -> None:
    """Where a party is heard in fewer than five articles there is no p, and a note says so."""
    table = distinctive_words(said())
    assert table["p"].isna().all()
    assert table.loc[table["party"] == "Green", "note"].unique().tolist() == [
        "No p is given: the party is heard in 2 articles, and it takes at least 5."
    ]


def test_names_are_left_out_unless_asked_for() -> None:
    """Names of parties and speakers tell who, not what about."""
    rows = [("a0", "Red", "Blue taxes"), ("a1", "Red", "Blue taxes"), ("a0", "Blue", "roads"), ("a1", "Blue", "roads")]
    assert "blue" not in set(distinctive_words(said(rows))["word"])
    assert "blue" in set(distinctive_words(said(rows), names=True)["word"])


def test_no_statements_have_no_words() -> None:
    """Without statements there are no rows, and the columns and dtypes there are with them."""
    none = distinctive_words(tables.empty("STATEMENTS"))
    assert none.dtypes.to_dict() == distinctive_words(said()).dtypes.to_dict()
    assert len(none) == 0


def test_least_must_be_a_number_of_articles() -> None:
    """No articles at all is no threshold."""
    with pytest.raises(CompareError, match="least cannot be 0"):
        distinctive_words(said(), least=0)


def reported(text: str, *sayings: tuple[str, str, str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """An article, and its statements as (kind, speaker, cue, content), each looked up in the text."""
    rows = []
    for number, (kind, speaker, cue, content) in enumerate(sayings):
        start = text.index(content)
        row = {"statement_id": f"s{number}", "article_id": "a", "kind": kind, "content": content, "party": f"P{number}",
               "spans": [[start, start + len(content)]], "start": start, "end": start + len(content)}  # fmt: skip
        for name, column, words in (("speaker", "speaker_mention", speaker), ("cue", "cue", cue)):
            if words:
                place = text.index(words)
                row |= {column: words, f"{name}_start": place, f"{name}_end": place + len(words)}
        rows.append(row)
    return tables.frame("STATEMENTS", rows), tables.frame("ARTICLES", [{"article_id": "a", "text": text}])


TOLD = (
    "The Red-run ministry said that 12 had died, a figure that could not be independently verified.\n\n"
    "Officials spoke of what they called an “accident” at the plant. The claim could not be verified.\n\n"
    "“The so-called council lied,” she said. It rained. Nothing was not verified there.\n\n"
    "The army alleged without evidence that the alleged thief fled."
)


def test_qualifiers_go_to_the_statement_beside_them() -> None:
    """Each qualifier is found once, at the statement it stands with; quoted words and cues are none of them."""
    statements, news = reported(
        TOLD,
        ("indirect", "The Red-run ministry", "said", "12 had died"),
        ("mixed", "Officials", "spoke of", "what they called an “accident” at the plant"),
        ("direct", "she", "she said", "“The so-called council lied,”"),
        ("indirect", "The army", "alleged", "the alleged thief fled"),
    )
    found = qualifiers(statements, news)
    assert found[["statement_id", "sort", "qualifier", "where"]].values.tolist() == [
        ["s0", "tie of the source", "Red-run", "source"],
        ["s0", "not verified", "could not be independently verified", "beside"],
        ["s1", "held at a distance", "what they called", "content"],
        ["s1", "short quotation", "“accident”", "content"],
        ["s1", "not verified", "could not be verified", "beside"],
        ["s3", "doubt", "without evidence", "beside"],
        ["s3", "doubt", "alleged", "content"],
    ]
    for row in found.itertuples():
        assert TOLD[row.start : row.end] == row.qualifier
        assert (row.left + row.qualifier + row.right) in TOLD


@pytest.mark.parametrize(
    ("sentence", "found"),
    [("He was supposed to leave, the mayor said it rained.", []),
     ("The supposed victory, the mayor said it rained.", ["supposed"]),
     ("The well-run office said it rained.", []),
     ("A long-running feud, the mayor said it rained.", []),
     ("The iran‑backed group said it rained.", ["iran‑backed"])],
)  # fmt: skip
def test_phrases_that_only_look_like_qualifiers(sentence: str, found: list[str]) -> None:
    """A phrase is matched as whole words with its hyphens, and not where it means something else."""
    statements, news = reported(sentence, ("indirect", "", "said", "it rained"))
    assert list(qualifiers(statements, news)["qualifier"]) == found


def test_rates_count_statements_not_words() -> None:
    """A statement with two words of doubt counts once; every party has a row for every sort."""
    statements, news = reported(
        "The army alleged without evidence that the alleged thief fled.",
        ("indirect", "The army", "alleged", "the alleged thief fled"),
    )
    table = qualifier_rates(statements, news).set_index("sort")
    assert (table.loc["doubt", "n"], table.loc["doubt", "total"]) == (1.0, 1.0)
    assert len(table) == 6
    assert table["n"].sum() == 1


CLAUSES = tables.frame("HARMS", [
    {"harm_id": f"h{n}", "article_id": f"a{n % 3}", "voice": voice, "agent": agent, "victim_party": victims}
    for n, (voice, agent, victims) in enumerate([
        ("active", "shells", "Red"), ("short passive", "", "Red"), ("short passive", "", "Red"),
        ("passive with by", "Red troops", "Blue"), ("nominal", "", ""),
    ])
])  # fmt: skip


def test_agency_by_hand() -> None:
    """Of the harm of Red a third is told in the active; the row (all) holds every clause."""
    table = agency(CLAUSES)
    assert list(table["victim_party"].unique()) == ["Red", "Blue", "(unassigned)", "(all)"]
    seen = table[table["n"] > 0][["victim_party", "voice", "n", "total"]].values.tolist()
    assert seen[:3] == [
        ["Red", "active", 1.0, 3.0],
        ["Red", "short passive", 2.0, 3.0],
        ["Blue", "passive with by", 1.0, 1.0],
    ]
    assert table[table["victim_party"] == "(all)"]["n"].sum() == 5
    assert table.groupby("victim_party")["value"].sum().tolist() == pytest.approx([1.0] * 4)


def test_agents_named_by_hand() -> None:
    """Clauses that name an agent and those that do not are counted apart, for each side and for all."""
    table = agents_named(CLAUSES)
    named = table[table["agent"] == "agent named"].set_index("victim_party")["n"]
    assert named.to_dict() == {"Red": 1.0, "Blue": 1.0, "(unassigned)": 0.0, "(all)": 2.0}


def test_harm_is_grouped_by_a_side_only() -> None:
    """Clauses of harm have victims and agents, and no speaker."""
    with pytest.raises(CompareError, match="'party'"):
        agency(CLAUSES, by="party")
    none = agency(tables.empty("HARMS"))
    assert none.dtypes.to_dict() == agency(CLAUSES).dtypes.to_dict()


def test_who_speaks_about_whom_by_hand() -> None:
    """A statement that names a party twice counts once; a target counts as named; halves stay halves."""
    statements = tables.frame("STATEMENTS", [
        {"statement_id": "s0", "article_id": "a", "party": "Red"},
        {"statement_id": "s1", "article_id": "a", "party": "Red", "target_party": "Green"},
        {"statement_id": "s2", "article_id": "b", "speakers": ["x", "y"], "speaker_parties": ["Red", "Blue"]},
    ])  # fmt: skip
    named = [("s0", "Blue", "inside a statement"), ("s0", "Blue", "inside a statement"), ("s0", "Red", "speaker"),
             ("s2", "Red", "inside a statement"), ("", "Green", "narration")]  # fmt: skip
    mentions = tables.frame("MENTIONS", [
        {"mention_id": f"m{n}", "statement_id": key, "party": party, "role": role}
        for n, (key, party, role) in enumerate(named)
    ])  # fmt: skip
    table = spoken_about(statements, mentions)
    assert table[["party", "about", "n", "total"]].values.tolist() == [
        ["Red", "Blue", 1.0, 2.5], ["Red", "Green", 1.0, 2.5], ["Red", "Red", 0.5, 2.5], ["Blue", "Red", 0.5, 0.5],
    ]  # fmt: skip
    assert table["statements"].tolist() == [["s0"], ["s1"], ["s2"], ["s2"]]
    none = spoken_about(statements.iloc[:0], mentions)
    assert none.dtypes.to_dict() == table.dtypes.to_dict()
