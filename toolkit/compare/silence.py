"""Silence: who is talked about or talked to, and never heard."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from toolkit.compare.units import innermost, voices
from toolkit.tables import among

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
    seen = pd.concat([*_named(mentions, statements), *_spoken_to(statements)], ignore_index=True)[[*_KEYS, *_SEEN]]
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
_VOICED = ("statement_id", "parent_id", "holds", "speaker", "speakers", "party", "speaker_parties")
_SEEN = ("article_id", "spoken_to", "spoken_about", "narrated", "mentions")


def _levels(table: pd.DataFrame, name: str, party: str) -> Iterator[pd.DataFrame]:
    """Whom each row counts for: the party, and the person or body where it is not the party itself."""
    belongs = (table[party] != "").to_numpy(dtype=bool)
    itself = (table[name] == table[party]).to_numpy(dtype=bool)
    for level, who, kept in (
        ("party", party, belongs),
        ("speaker", name, (table[name] != "").to_numpy(dtype=bool) & ~itself),
    ):
        own = table[kept]
        yield own.assign(level=level, name=own[who], party=own[party])


def _named(mentions: pd.DataFrame, statements: pd.DataFrame) -> Iterator[pd.DataFrame]:
    spoken = voices(statements[list(_VOICED)])
    named = mentions[["name", "party", "role", "statement_id", "article_id"]]
    about, narrated = named["role"].isin(ABOUT), (named["role"] == "narration").astype(int)
    named = named.assign(spoken_to=0, narrated=narrated, mentions=1)
    for level, speaks in zip(_levels(named, "name", "party"), ("party", "speaker"), strict=True):
        own = set(zip(spoken["statement_id"].tolist(), spoken[speaks].tolist(), strict=True))
        pairs = zip(level["statement_id"].tolist(), level["name"].tolist(), strict=True)
        others = np.fromiter((pair not in own for pair in pairs), dtype=bool, count=len(level))
        yield level.assign(spoken_about=(about[level.index].to_numpy() & others).astype(int))


def _spoken_to(statements: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Only those who belong to a party: "told reporters" makes no silent party of the reporters."""
    told = innermost(statements[["statement_id", "parent_id", "holds", "addressee", "addressee_party", "article_id"]])
    told = told[told["addressee_party"] != ""].assign(spoken_to=1, spoken_about=0, narrated=0, mentions=0)
    yield from _levels(told, "addressee", "addressee_party")


def _heard(statements: pd.DataFrame) -> pd.DataFrame:
    """By level and name, the weight of innermost statements; 0 for those who only hold another's."""
    inner = innermost(statements[list(_VOICED)])["statement_id"]
    spoken = voices(statements[list(_VOICED)])
    spoken["heard"] = spoken["weight"].where(among(spoken["statement_id"], inner), 0.0)
    both = pd.concat([level[["level", "name", "heard"]] for level in _levels(spoken, "speaker", "party")])
    return both.groupby(["level", "name"])[["heard"]].sum()


def _party(seen: pd.DataFrame) -> "pd.Series[str]":
    """The party that each name is most often given; the empty one only where there is no other."""
    given = seen.assign(unassigned=seen["party"] == "").groupby(["level", "name", "party"], as_index=False)
    counts = given.agg(times=("mentions", "size"), unassigned=("unassigned", "first"))
    best = counts.sort_values(["unassigned", "times", "party"], ascending=[True, False, True])
    return best.drop_duplicates(["level", "name"]).set_index(["level", "name"])["party"]
