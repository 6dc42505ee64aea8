"""Rows of SPEAKERS: every mention of everybody who can speak, with the body the article ties them to."""

from typing import Any

from toolkit.language.bodies import body_named
from toolkit.language.fronted import fronted
from toolkit.language.member import Member
from toolkit.language.names import by_words
from toolkit.language.offices import of_office
from toolkit.language.phrases import Body
from toolkit.language.reading import Reading
from toolkit.language.speakers import Speakers
from toolkit.language.ties import after_acronym, behind, heads, in_front

Row = dict[str, Any]
# Of several offices the one that speaks for a state comes first.
_OFFICES = ("government", "military", "unnamed official", "organisation", "media", "group", "person", "witness")


def speaker_rows(reading: Reading, speakers: Speakers) -> list[Row]:
    """Rows of SPEAKERS: every mention of every member, with the body it is tied to there."""
    rows: list[Row] = []
    taken: set[tuple[int, int]] = set()
    for member in speakers.cast.members:
        _tie(reading, member)
        office = of_office(speakers, member) if member.person else None
        member.bodies += [office] if office is not None else []
        for start, end, text, rule in sorted(member.mentions):
            if (start, end) in taken:
                continue
            taken.add((start, end))
            bodies = [
                body
                for body in member.bodies
                if (body.rule in {"role chain", "pronoun", "heads"} and rule != "pronoun")
                or _near(reading, start, end, body.start, body.end)
            ]
            rows += _member_rows(reading, member, (start, end, text, rule), bodies)
    at = {(row["start"], row["end"]): row["speaker"] for row in rows}
    for row in rows:
        if row.get("affiliation") and row["affiliation_rule"] != "itself":
            place = row["affiliation_start"], row["affiliation_end"]
            row["affiliation_speaker"] = at.get(place) or body_named(speakers.cast, row["affiliation"], place[0])
    return rows


def _tie(reading: Reading, member: Member) -> None:
    """Add the bodies that the words behind the member's name tell."""
    known = {(body.start, body.end) for body in member.bodies}
    if member.person and member.named and " " in member.name:
        member.bodies += heads(reading, member.name)
    for start, end, text, rule in member.mentions:
        if member.person and rule == "name":
            bare = text.startswith(member.name)
            member.bodies += in_front(reading, start) if bare else after_acronym(reading, start)
        if member.person and member.named and rule in {"name", "surname"}:
            name = start + max(0, text.find(member.name.split()[0]) if rule == "name" else 0)
            told = [body for place in sorted({start, name}) for body in fronted(reading, place)]
            member.bodies += [body for body in dict.fromkeys(told) if (body.start, body.end) not in known]
        if (member.named and rule in {"name", "surname"}) or (member.person and rule in {"collective", "title"}):
            member.bodies += [body for body in behind(reading, end) if (body.start, body.end) not in known]


def _near(reading: Reading, start: int, end: int, low: int, high: int) -> bool:
    """Whether the words that name a body stand inside the mention or in the apposition beside it."""
    return start - 120 <= low and high <= end + 120 and "\n" not in reading.text[min(low, start) : max(high, end)]


def _member_rows(reading: Reading, member: Member, mention: tuple[int, int, str, str], bodies: list[Body]) -> list[Row]:
    start, end, text, rule = mention
    base: Row = {
        "speaker_row_id": f"{reading.article_id}-p{start}-{end}",
        "article_id": reading.article_id,
        "start": start,
        "end": end,
        "text": text,
        "speaker": member.name,
        "local_name": member.name,
        "person": member.person,
        "speaker_type": member.speaker_type,
        "named": member.named,
        "rule": rule,
        "office": next((office for office in _OFFICES if office in member.offices), ""),
    }
    if not bodies:
        own = {"affiliation_rule": "itself", "affiliation": text, "affiliation_start": start, "affiliation_end": end}
        return [base | own] if rule != "pronoun" and by_words(text) is not None else [base]
    return [
        base
        | {
            "speaker_row_id": base["speaker_row_id"] + (f"-{number}" if number else ""),
            "affiliation_rule": body.rule,
            "affiliation": body.text,
            "affiliation_start": body.start,
            "affiliation_end": body.end,
        }
        for number, body in enumerate(bodies)
    ]
