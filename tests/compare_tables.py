"""Small tables for the tests of comparisons: the sample article as a careful analyst codes it, and random ones."""

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from toolkit import tables

# party, speaker, kind, cue lemma, stance, addressee, words of content
SAMPLE = (
    ("China", "Wang Yi", "mixed", "tell", "neutral", "Eli Cohen"),
    ("China", "China (government)", "mixed", "say", "neutral", ""),
    ("China", "Wang Yi", "direct", "tell", "neutral", "Eli Cohen"),
    ("China", "Wang Yi", "direct", "stress", "neutral", ""),
    ("China", "Wang Yi", "mixed", "promise", "illocutionary", ""),
    ("Israel", "Israeli officials", "indirect", "according to", "neutral", ""),
    ("Israel", "Israel (government)", "indirect", "say", "neutral", ""),
    ("Hamas", "Gaza health ministry", "indirect", "according to", "neutral", ""),
    ("United States", "United States (government)", "indirect", "say", "neutral", ""),
    ("China", "Wang Yi", "direct", "tell", "neutral", "Eli Cohen"),
    ("China", "Wang Yi", "indirect", "reiterate", "neutral", ""),
    ("China", "Wang Yi", "mixed", "say", "neutral", ""),
)


def sample_statements() -> pd.DataFrame:
    """The twelve statements of the sample article; the second holds the first."""
    return tables.frame("STATEMENTS", [
        {"statement_id": f"s{row}", "article_id": "sample", "party": party, "speaker": speaker, "kind": kind,
         "cue_lemma": cue, "cue_stance": stance, "addressee": addressee, "addressee_party": addressee and "Israel",
         "parent_id": "s2" if row == 1 else "", "content": "three short words"}
        for row, (party, speaker, kind, cue, stance, addressee) in enumerate(SAMPLE, start=1)
    ])  # fmt: skip


def sample_mentions() -> pd.DataFrame:
    """Who is named in the sample article, in part: enough to see who is silent."""
    rows = [
        ("China", "China", "speaker", "s1"), ("Eli Cohen", "Israel", "addressee", "s1"),
        ("Wang Yi", "China", "speaker", "s3"), ("Eli Cohen", "Israel", "addressee", "s3"),
        ("China", "China", "inside a statement", "s5"), ("Israel", "Israel", "inside a statement", "s6"),
        ("Hamas", "Hamas", "target", "s6"), ("Israel", "Israel", "speaker", "s7"),
        ("China", "China", "narration", ""), ("Hamas", "Hamas", "narration", ""),
        ("Iran", "Iran", "inside a statement", "s9"), ("Iran", "Iran", "inside a statement", "s9"),
        ("Saudi Arabia", "Saudi Arabia", "inside a statement", "s9"), ("Eli Cohen", "Israel", "addressee", "s10"),
    ]  # fmt: skip
    return tables.frame("MENTIONS", [
        {"mention_id": f"m{row}", "article_id": "sample", "name": name, "party": party, "role": role,
         "statement_id": statement} for row, (name, party, role, statement) in enumerate(rows)
    ])  # fmt: skip


PARTIES = ("", "Blue", "Green", "Red")


@st.composite
def statement_tables(draw: st.DrawFn) -> pd.DataFrame:
    """Statements of up to eight articles, some of two sources, some held by others, with and without a party."""
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 24))):
        two = draw(st.booleans())
        parties = draw(st.lists(st.sampled_from(PARTIES), min_size=2, max_size=3)) if two else []
        parent = draw(st.integers(0, number))
        rows.append({
            "statement_id": f"s{number}", "article_id": f"a{draw(st.integers(0, 7))}",
            "party": "" if two else draw(st.sampled_from(PARTIES)), "speaker_parties": parties,
            "speakers": [f"p{place}" for place in range(len(parties))],
            "parent_id": f"s{parent}" if parent < number and draw(st.booleans()) else "",
            "kind": draw(st.sampled_from(("direct", "mixed", "indirect"))),
            "cue_stance": draw(st.sampled_from(("neutral", "distancing", "endorsing", "illocutionary", ""))),
            "content": " ".join(["word"] * draw(st.integers(1, 5))),
        })  # fmt: skip
    return tables.frame("STATEMENTS", rows)


def copied(statements: pd.DataFrame, mark: str = "copy of ") -> pd.DataFrame:
    """The same statements once more, in articles of their own."""
    again = statements.copy()
    for column in ("statement_id", "article_id", "parent_id"):
        again[column] = again[column].map(lambda value: mark + value if value else value).astype("str")
    return pd.concat([statements, again], ignore_index=True)


def articles_of(statements: pd.DataFrame, mark: str = "copy of ") -> pd.DataFrame:
    """The articles of those statements; each whose id carries the mark repeats the one without it."""
    names = sorted(set(statements["article_id"]))
    return tables.frame("ARTICLES", [
        {"article_id": name, "duplicate_of": name.removeprefix(mark) if name.startswith(mark) else ""}
        for name in names
    ])  # fmt: skip


@st.composite
def rich_tables(draw: st.DrawFn) -> pd.DataFrame:
    """Statements as above, with place, type of source, name and quotation marks, in up to 24 articles."""
    statements = draw(statement_tables())
    size, spread = len(statements), draw(st.sampled_from((1, 4)))
    texts = ("they “will not” go", "“We will stay here for ever and ever.”", "nobody came", "a “plan” and a “map”")
    chosen = [draw(st.sampled_from(texts)) for _ in range(size)]
    columns = {
        "content": chosen,
        "speaker_type": [draw(st.sampled_from(("person", "government", "witness", ""))) for _ in range(size)],
        "article_id": [f"{name}{place % spread}" for place, name in enumerate(statements["article_id"])],
        "start": [10 * place for place in range(size)],
    }
    statements = statements.assign(**columns).astype({name: statements[name].dtype for name in columns})
    for column in ("named", "in_headline", "in_lead"):
        statements[column] = pd.Series([draw(st.booleans()) for _ in range(size)], dtype="boolean")
    statements["prominence"] = pd.Series([1 - place / size for place in range(size)], dtype="Float64")
    return statements
