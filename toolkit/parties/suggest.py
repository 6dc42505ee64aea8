"""Parties proposed from a corpus: who is tied to one body speaks for one side, until the analyst says otherwise."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pandas as pd

from toolkit import data
from toolkit.parties import lines
from toolkit.parties.spelling import initials, parts

Row = dict[str, Any]
COLUMNS = {"party": "str", "known": "boolean", "aliases": "object", "members": "object", "statements": "Float64",
           "articles": "Int64", "evidence": "object"}  # fmt: skip
_SHOWN = 5  # pieces of evidence that are kept for each party
_TIES = {"heads", "employer", "possessive", "pronoun", "apposition", "role chain"}
_SORTS = {"organisation", "government", "military", "group"}
_CAPITALS = re.compile(r"[A-Z][\w&’'.-]*(?:\s(?:(?:of|for|and|the)\s)*[A-Z][\w&’'.-]*)*")


@dataclass
class Cluster:
    """Those who are tied to one body: the names of the body, the people, and what the articles say of them."""

    party: str = ""
    names: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    evidence: dict[str, None] = field(default_factory=dict)
    statements: float = 0.0


def suggest(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Each speaker of the statements stands in one proposal at most: that of its party, or of the body it is tied to.

    `tables` holds STATEMENTS and SPEAKERS with their parties. One row is one party, most heard first: `party` (its
    name), `known` (whether it was a party already: of the gazetteer, or the analyst's), `aliases` (list of names of the
    body), `members` (list of people, most heard first), `statements` (how many, shared by those who speak together),
    `articles` (in how many), `evidence` (list of the words that tie people to it, five at most). Speakers without name
    and without tie stand in none.

    >>> from toolkit.tables import empty
    >>> suggest({"STATEMENTS": empty("STATEMENTS"), "SPEAKERS": empty("SPEAKERS")}).columns.tolist()[:3]
    ['party', 'known', 'aliases']
    """
    ties = _ties(tables["SPEAKERS"])
    clusters: dict[str, Cluster] = defaultdict(Cluster)
    for row in tables["STATEMENTS"].to_dict("records"):
        together = list(zip(row["speakers"], row["speaker_parties"], strict=False)) or [(row["speaker"], row["party"])]
        for speaker, party in together:
            key, name = (f"party {party}", party) if party else ties.body(row["article_id"], speaker)
            if key:
                one = clusters[key]
                one.party = party
                one.statements += 1 / len(together)
                _add(one, (row["article_id"], speaker), name, ties)
    rows = [_row(cluster) for cluster in _merged(clusters)]
    rows.sort(key=lambda row: (-row["statements"], row["party"]))
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in COLUMNS.items()})


class _Ties:
    """What ties each speaker of each article to a body."""

    def __init__(self) -> None:
        self.people: set[tuple[str, str]] = set()
        self.held: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self.sorts: dict[tuple[str, str], str] = {}
        self.named: set[tuple[str, str]] = set()

    def body(self, article: str, speaker: str) -> tuple[str, str]:
        """The key and the name of the body a speaker is, or is tied to; empty where there is none."""
        place = article, speaker
        if place not in self.people and place in self.named and self.sorts.get(place) in _SORTS:
            return _key(speaker), speaker
        for body, _ in self.held.get(place, []):
            return _key(body), body
        return "", ""


def _ties(speakers: pd.DataFrame) -> _Ties:
    ties = _Ties()
    for row in speakers.to_dict("records"):
        place = row["article_id"], row["speaker"]
        ties.sorts[place] = row["speaker_type"]
        if row["person"] is True:
            ties.people.add(place)
        if row["named"] is True:
            ties.named.add(place)
        if row["affiliation_rule"] in _TIES and row["rule"] != "pronoun":
            body = _CAPITALS.search(row["affiliation"])
            name = row["affiliation_speaker"] or (body.group() if body is not None else "")
            if (
                name
                and name != row["speaker"]
                and not _is_place(name)
                and not _is_loose(name, row["affiliation_speaker"])
            ):
                ties.held[place].append((name, row["text"]))
    return ties


def _is_place(name: str) -> bool:
    forms = data.gazetteer().by_text(name)
    return bool(forms) and not data.gazetteer().party_of(forms[0].entry)


def _is_loose(name: str, speaker: str) -> bool:
    """Whether one capitalised word is only the first of a title: "Local" in "Local MP Ann Lee"."""
    return " " not in name and not speaker and not name.isupper() and name.lower() not in _bodies()


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    rows = data.lexicon("source_nouns")
    return frozenset(rows.loc[rows["sort"] == "body", "noun"])


def _key(name: str) -> str:
    return " ".join(parts(name))


def _add(cluster: Cluster, place: tuple[str, str], name: str, ties: _Ties) -> None:
    """Count one statement of the speaker at `place`, an article and a name, for the body called `name`."""
    article, speaker = place
    cluster.articles.add(article)
    cluster.names[name] += 1
    if place in ties.people and place in ties.named:
        cluster.people[speaker] += 1
        cluster.evidence.update(dict.fromkeys(words for body, words in ties.held.get(place, []) if words != speaker))
    elif speaker != name and place in ties.named:
        cluster.names[speaker] += 1


def _merged(clusters: Mapping[str, Cluster]) -> Iterable[Cluster]:
    """Clusters of one body under several names brought together: a short form, or an acronym."""
    keys = sorted(clusters, key=lambda key: (-len(key.split()), key))
    home: dict[str, str] = {}
    for key in keys:
        longer = [
            other
            for other in keys
            if other != key and other in home and _is_short(clusters[key], clusters[other], key, other)
        ]
        home[key] = home[longer[0]] if len({home[other] for other in longer}) == 1 else key
    found: dict[str, Cluster] = {}
    for key in keys:
        into = found.setdefault(home[key], Cluster())
        one = clusters[key]
        into.party = into.party or one.party
        into.names += one.names
        into.people += one.people
        into.articles |= one.articles
        into.evidence |= one.evidence
        into.statements += one.statements
    return found.values()


def _is_short(one: Cluster, other: Cluster, key: str, longer: str) -> bool:
    if one.party or other.party:
        return False
    names = [name for name in other.names if len(name.split()) > 1]
    return longer.startswith(f"{key} ") or any(initials(name).lower() == key for name in names)


def _row(cluster: Cluster) -> Row:
    names = sorted(cluster.names, key=lambda name: (-len(name.split()), -cluster.names[name], name))
    first = cluster.party or names[0]
    return {
        "party": first,
        "known": bool(cluster.party),
        "aliases": [name for name in names if name not in (first, f"{first} (government)")],
        "members": sorted(cluster.people, key=lambda name: (-cluster.people[name], name)),
        "statements": cluster.statements,
        "articles": len(cluster.articles),
        "evidence": list(cluster.evidence)[:_SHOWN],
    }


def as_file(suggested: pd.DataFrame) -> str:
    """The proposals as the text of a party file to edit: what is no party yet as parties, what is one as a comment.

    >>> from toolkit.tables import empty
    >>> print(as_file(suggest({"STATEMENTS": empty("STATEMENTS"), "SPEAKERS": empty("SPEAKERS")})).splitlines()[0])
    # Parties proposed from the corpus. Delete those that are no side of the dispute, join those that are one,
    """
    text = [
        "# Parties proposed from the corpus. Delete those that are no side of the dispute, join those that are one,",
        "# rename them as you like, and give each the names by which reports call it.",
    ]
    rows = suggested.to_dict("records")
    text += [_known_line(row) for row in rows if row["known"]]
    fresh = [row for row in rows if not row["known"]]
    words = lines.replaced("", "parties", {row["party"]: _about(row) for row in fresh}) if fresh else "parties: {}\n"
    return "\n".join(text) + "\n" + words


def _known_line(row: Mapping[Any, Any]) -> str:
    people = ": " + ", ".join(row["members"][:6]) if row["members"] else ""
    return f"# already a party: {row['party']} ({_count(row)}){people}"


def _count(row: Mapping[Any, Any]) -> str:
    statements, articles = row["statements"], row["articles"]
    one = f"{statements:g} statement{'' if statements == 1 else 's'}"
    return f"{one} in {articles} article{'' if articles == 1 else 's'}"


def _about(row: Mapping[Any, Any]) -> dict[str, Any]:
    told = "; ".join(row["evidence"])
    about = {"aliases": row["aliases"], "members": row["members"], "notes": _count(row) + (f": {told}" if told else "")}
    return {key: value for key, value in about.items() if value}
