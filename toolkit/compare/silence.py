"""Silence: who is talked about or talked to, and never heard."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from toolkit.compare.units import innermost, voices

DTYPES = {
    "name": "str", "party": "str", "level": "str", "heard": "Float64", "spoken_to": "Int64", "spoken_about": "Int64",
    "narrated": "Int64", "mentions": "Int64", "articles": "Int64", "silent": "boolean",
}  # fmt: skip
ABOUT = ("target", "inside a statement")


def silence(mentions: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Every party, and every person or body that is named or spoken to, has one row that says how often it is heard.

    One row is one name at one level. Level "party": all who belong to the party count. Level "speaker": one person or
    body of that name, whatever its party is said to be. Columns: `name`, `party` (the one it is most often given, empty
    when unassigned), `level`, `heard` (Float64, innermost statements it makes, half where two speak at once),
    `spoken_to` (innermost statements addressed to it), `spoken_about` (mentions of it as a target or inside a statement
    that is not its own), `narrated` (mentions in the reporter's own sentences), `mentions` (all of them), `articles`
    (in which it is named or spoken to), `silent` (true when it makes no statement, not even one that holds another).
    Parties come first, then persons; among each the silent first, then those named most.

    Give the `statements` of whole articles, not a selection by party or kind: whoever is left out of them would seem
    silent. Silence in these reports is no refusal to speak, and a statement that the extractor missed reads as silence.
    Persons are told apart by the `name` of MENTIONS, so the rows of persons need not sum to their party's.

    >>> from toolkit.tables import frame
    >>> told = [{"statement_id": "s0", "speaker": "Ann", "party": "Red", "addressee": "Bo", "addressee_party": "Blue"}]
    >>> table = silence(frame("MENTIONS", []), frame("STATEMENTS", told))
    >>> table[["name", "level", "spoken_to", "silent"]].values.tolist()
    [['Blue', 'party', 1, True], ['Bo', 'speaker', 1, True]]
    """
    seen = pd.DataFrame([*_named(mentions, statements), *_spoken_to(statements)], columns=[*_KEYS, *_SEEN])
    keys = ["level", "name"]
    table = seen.groupby(keys, as_index=False).agg({**dict.fromkeys(_SEEN[1:], "sum"), "article_id": "nunique"})
    spoken = _heard(statements)
    places = pd.MultiIndex.from_frame(table[keys])
    table["heard"] = spoken["heard"].reindex(places).fillna(0.0).to_numpy()
    table["silent"] = ~places.isin(spoken.index)
    table["party"] = _party(seen).reindex(places).to_numpy() if len(table) else []
    table = table.rename(columns={"article_id": "articles"})[list(DTYPES)].astype(DTYPES)
    first = pd.DataFrame({"level": table["level"], "heard": ~table["silent"], "less": -table["mentions"]})
    order = first.assign(name=table["name"]).sort_values(["level", "heard", "less", "name"]).index
    return table.loc[order].reset_index(drop=True)


_KEYS = ("level", "name", "party")
_SEEN = ("article_id", "spoken_to", "spoken_about", "narrated", "mentions")


def _levels(name: str, party: str) -> Iterator[tuple[str, str, str]]:
    """Whom a place in the text counts for: the party, and the person or body where it is not the party itself."""
    if party:
        yield "party", party, party
    if name and name != party:
        yield "speaker", name, party


def _named(mentions: pd.DataFrame, statements: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    spoken = voices(statements)
    own = {
        *zip(spoken["statement_id"], "party" + spoken["party"], strict=True),
        *zip(spoken["statement_id"], "speaker" + spoken["speaker"], strict=True),
    }
    columns = ("name", "party", "role", "statement_id", "article_id")
    for name, party, role, statement, article in mentions[list(columns)].itertuples(index=False):
        for level, who, side in _levels(name, party):
            about = role in ABOUT and (statement, level + who) not in own
            yield level, who, side, article, 0, int(about), int(role == "narration"), 1


def _spoken_to(statements: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Only those who belong to a party: "told reporters" makes no silent party of the reporters."""
    columns = ("addressee", "addressee_party", "article_id")
    for name, party, article in innermost(statements)[list(columns)].itertuples(index=False):
        if party:
            for level, who, side in _levels(name, party):
                yield level, who, side, article, 1, 0, 0, 0


def _heard(statements: pd.DataFrame) -> pd.DataFrame:
    """By level and name, the weight of innermost statements; 0 for those who only hold another's."""
    inner = set(innermost(statements)["statement_id"])
    spoken = voices(statements)
    spoken["heard"] = spoken["weight"].where(spoken["statement_id"].isin(inner), 0.0)
    rows = [
        (level, who, weight)
        for name, party, weight in spoken[["speaker", "party", "heard"]].itertuples(index=False)
        for level, who, _ in _levels(name, party)
    ]
    return pd.DataFrame(rows, columns=["level", "name", "heard"]).groupby(["level", "name"])[["heard"]].sum()


def _party(seen: pd.DataFrame) -> "pd.Series[str]":
    """The party that each name is most often given; the empty one only where there is no other."""
    given = seen.assign(unassigned=seen["party"] == "").groupby(["level", "name", "party"], as_index=False)
    counts = given.agg(times=("mentions", "size"), unassigned=("unassigned", "first"))
    best = counts.sort_values(["unassigned", "times", "party"], ascending=[True, False, True])
    return best.drop_duplicates(["level", "name"]).set_index(["level", "name"])["party"]
