"""Every place where a party, or somebody who belongs to one, is named: silence is counted from these."""

from typing import Any

from toolkit import data
from toolkit.parties.evidence import Judge

Row = dict[str, Any]
_NAMED = {"name", "surname", "metonym", "issuer", "collective", "title"}


def find_mentions(article: Row, judge: Judge, statements: list[Row]) -> list[Row]:
    """Rows of MENTIONS of one article, in order, longest first where two overlap and mean one party."""
    aliases = _aliases(article, judge)
    names = [row for row in _names(judge) if not any(_inside(row, other) for other in aliases)]
    found = [*_people(judge), *aliases, *names]
    kept: list[Row] = []
    for row in sorted(found, key=lambda row: (row["start"], -row["end"])):
        inside = [other for other in kept if _inside(row, other)]
        if not any(other["party"] == row["party"] or _inside(other, row) for other in inside):
            kept.append(row)
    for row in kept:
        row.update(role_of(row, statements))
        row["article_id"] = article["article_id"]
        row["mention_id"] = f"{article['article_id']}-m{row['start']}-{row['end']}"
        row["text"] = article["text"][row["start"] : row["end"]]
    return kept


def _inside(row: Row, other: Row) -> bool:
    """Whether a row stands inside another, or at the same place."""
    return bool(other["start"] <= row["start"] and row["end"] <= other["end"])


def _people(judge: Judge) -> list[Row]:
    rows = []
    for speaker, mentions in judge.mentions.items():
        verdict = judge.of(speaker)
        if not verdict.party:
            continue
        places = {(row["start"], row["end"]) for row in mentions if row["rule"] in _NAMED}
        rows += [_row(start, end, speaker, verdict.party, verdict.rule) for start, end in sorted(places)]
    return rows


def _aliases(article: Row, judge: Judge) -> list[Row]:
    places = judge.parties.everywhere(article["text"])
    marks = [(mark["start"], mark["end"]) for mark in article["marks"] if mark["kind"] != "headline"]
    members = {one.name for several in judge.parties.members.values() for one in several}
    return [
        _row(start, end, words if (words := article["text"][start:end]) in members else party, party, "alias")
        for party, start, end in places
        if not any(low <= start < high for low, high in marks)
    ]


def _names(judge: Judge) -> list[Row]:
    if not judge.parties.gazetteer:
        return []
    rows = []
    for name in judge.names:
        party = judge.party_of(name["entry"])
        if party and not _is_scene(name):
            rows.append(_row(name["start"], name["end"], party, party, name["form"]))
    return rows


def _is_scene(name: Row) -> bool:
    """Whether a city or territory is only where something happened: "from the Gaza Strip"."""
    place = name["form"] == "capital" or data.gazetteer().entry(name["entry"]).kind == "territory"
    return place and not name["speaks"] and name["form"] not in {"adjective", "demonym"}


def _row(start: int, end: int, name: str, party: str, rule: str) -> Row:
    return {"start": int(start), "end": int(end), "name": name, "party": party, "party_rule": rule}


def _is_of(party: str, role: str, statement: Row) -> bool:
    """Whether the one who speaks or is spoken to belongs to the party: a Chinese shopkeeper is not China speaking."""
    if role == "addressee":
        return bool(statement["addressee_party"] == party)
    return party in {statement["party"], *statement["speaker_parties"]}


def role_of(row: Row, statements: list[Row]) -> Row:
    """What a mention does: it speaks, is spoken to, stands inside a statement or in narration; and in which statement.

    `row` is a row of MENTIONS, `statements` the rows of STATEMENTS of its article, with None where a value is missing.
    """
    start, end = row["start"], row["end"]
    for one in statements:
        for role in ("speaker", "addressee"):
            low = one[f"{role}_start"]
            if low is not None and low <= start and end <= one[f"{role}_end"] and _is_of(row["party"], role, one):
                return {"role": role, "statement_id": one["statement_id"]}
    holding = [one for one in statements if any(low <= start and end <= high for low, high in one["spans"])]
    if holding:
        inner = min(holding, key=lambda one: one["end"] - one["start"])
        return {"role": "inside a statement", "statement_id": inner["statement_id"]}
    return {"role": "narration", "statement_id": ""}
