"""What sort of person or paper a mention is, and which of the analyst's parties such a one is of."""

import re
from typing import Any

from toolkit.parties.choice import Parties
from toolkit.parties.firms import firm_called, firm_led
from toolkit.parties.near import told_before
from toolkit.parties.sides import Sides
from toolkit.parties.verdicts import Verdict, told_behind

Row = dict[str, Any]
_OF_IT = re.compile(r" of (?:(?:the|its|their|his|her) )?$")
# A description that is one of an alias: ", the attorney general of Mississippi".
_FIRST = re.compile(r"(?:the|an?|one of the|its|their)\s(?:[\w-]+\s){0,2}$", re.IGNORECASE)
# Who put a document out: ", published in October by the Diocese of Oldham,".
_ISSUED = re.compile(
    r",?\s(?:published|issued|released|signed|written|drawn up|commissioned|ordered|requested|funded|paid for|sent|"
    r"posted|circulated|filed|prepared)\b[^,.;\n]{0,40}?\bby\s(?P<by>[^,.;\n]{3,60})"
)
# An office before a name that brackets or a place part from it: "SP (City) Faisal Awan".
_HELD = re.compile(r"(?P<role>[A-Z][\w]+(?: [A-Z][\w]+){0,3}) \([^)\n]{2,20}\)\s$")
_ONE = re.compile(r"(?:an?|one of the)\s(?:[\w-]+\s){0,2}?(?P<noun>[a-z]+)(?=$|\s(?:from|in|at|of|who|on|near|and)\b)")
_TRADE = re.compile(r"(?P<noun>[A-Za-z][a-z]+) (?=[A-Z])")


def by_kind(rows: list[Row], sides: Sides, text: str) -> Verdict | None:
    """One of those whom an alias describes: "Ana Mora, a tenant", "tenant Ana Mora" where it is "the tenants"."""
    for row in rows:
        told = told_behind(row, text)
        behind = _ONE.match(told[0]) if told is not None else None
        before = _TRADE.match(row["text"]) if row["rule"] == "name" else None
        found = behind or before
        party = sides.of_one(found["noun"]) if found is not None and row["person"] else ""
        if party and found is not None:
            place = told[1] if found is behind and told is not None else int(row["start"])
            return Verdict(party, "one of an alias", place + found.start("noun"), place + found.end("noun"))
    return None


def by_firm(rows: list[Row], parties: Parties) -> Verdict | None:
    """A word for a firm or an office of one, where only one of the parties is one and no other firm is meant."""
    for row in rows:
        led = firm_led(row["text"], parties.aliases) if row["person"] and row["rule"] == "name" else ""
        if led and not any(one["affiliation"] and one["affiliation"] not in one["text"] for one in rows):
            return Verdict(led, "only firm", int(row["start"]), int(row["end"]))
    called = [row for row in rows if row["rule"] != "pronoun"]
    # "Management said", with a capital for its place
    if not called or any(row["named"] and " " in row["text"] for row in called):
        return None
    found = {firm_called(row["text"], parties.aliases) for row in called}
    party = next(iter(found)) if len(found) == 1 else ""
    return Verdict(party, "only firm", int(called[0]["start"]), int(called[0]["end"])) if party else None


def by_role(rows: list[Row], sides: Sides, text: str) -> Verdict | None:
    """The office that stands for one of the analyst's parties: a prosecutor for the prosecution."""
    for row in rows:
        party = sides.by_role(row["text"]) if row["rule"] != "pronoun" else ""
        if party:
            return Verdict(party, "role", row["start"], row["end"])
    for row in rows:
        start = int(row["start"])
        held = _HELD.search(text, max(0, start - 40), start) if row["person"] and row["rule"] == "name" else None
        party = sides.by_role(held["role"]) if held is not None else ""
        if party and held is not None:
            return Verdict(party, "role before the name", held.start("role"), held.end("role"))
    for row in rows:
        told = told_behind(row, text) or told_before(row, text)
        party = sides.by_role(told[0]) if told is not None else ""
        if party and told is not None:
            return Verdict(party, "role beside the name", told[1], told[1] + len(told[0]))
    return None


def by_issuer(rows: list[Row], parties: Parties, text: str) -> Verdict | None:
    """Who put out a document: "the paper, published in October by the Diocese", "her letter"."""
    for row in rows:
        if row["speaker_type"] != "document" or row["rule"] == "pronoun":
            continue
        issued = _ISSUED.match(text, int(row["end"]))
        found = parties.find(issued["by"]) if issued is not None else None
        if found is not None and issued is not None:
            start = issued.start("by")
            return Verdict(found[0], "alias in the issuer", start + found[1], start + found[2])
    return None


def by_description(rows: list[Row], parties: Parties, text: str) -> Verdict | None:
    """An alias that is a description, in the words behind a name: "Ann Lee, an attorney general of the West"."""
    for row in rows:
        before = told_before(row, text)
        held = parties.find(before[0]) if before is not None and " of " in before[0] else None
        if before is not None and held is not None and _OF_IT.search(before[0][: held[1]]):
            # "The operations manager of Norvik Gases, Ana Mora": the parse may give the employer to somebody else.
            return Verdict(held[0], "alias before the name", before[1] + held[1], before[1] + held[2])
        told = told_behind(row, text)
        found = parties.find(told[0]) if told is not None else None
        if told is not None and found is not None and _FIRST.match(told[0][: found[1]]):
            words = told[0][found[1] : found[2]]
            owner = told[0][found[2] : found[2] + 2] in {"’s", "'s"}  # "the steward's cousin"
            if words.islower() and not owner:
                return Verdict(found[0], "alias behind the name", told[1] + found[1], told[1] + found[2])
    return None
