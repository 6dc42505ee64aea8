"""Who belongs to a party of the analyst, and from when to when; parties may be members of parties, not in a circle."""

from collections.abc import Mapping
from datetime import date, datetime
from itertools import combinations
from typing import Any

from toolkit.errors import PartyError
from toolkit.parties.choice import Member
from toolkit.parties.lines import Written

_KEYS = ("name", "since", "until")
_WORKS = "names, or mappings such as {name: Ines Mora, since: 2024-05-01, until: 2024-06-30}"

Path = tuple[Any, ...]


def members_of(party: str, given: Any, written: Written, path: Path) -> tuple[Member, ...]:
    """The members written under one party; raises PartyError, with the line, for what is none."""
    listed = [given] if isinstance(given, str | Mapping) else given
    if not isinstance(listed, list | tuple):
        raise _wrong(party, given, written.at(*path))
    return tuple(_member(party, one, written, (*path, place)) for place, one in enumerate(listed))


def _member(party: str, given: Any, written: Written, path: Path) -> Member:
    about = given if isinstance(given, Mapping) else {"name": given}
    name = about.get("name")
    if set(about) - set(_KEYS) or not isinstance(name, str) or not name.strip():
        raise _wrong(party, given, written.at(*path))
    since, until = (_day(about.get(key), key, written, path) for key in ("since", "until"))
    if since is not None and until is not None and until < since:
        raise PartyError(
            f"{written.at(*path)} ends the membership of {name!r} on {until}, before it begins on {since}",
            works="a day `until` that is not before `since`",
            step="correct one of the two days",
        )
    return Member(name.strip(), since, until)


def _day(given: Any, key: str, written: Written, path: Path) -> date | None:
    if given is None:
        return None
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError):
        raise PartyError(
            f"{written.at(*path, key)} says {key}: {given!r}", works="a day such as 2024-05-31", step="correct the day"
        ) from None


def _wrong(party: str, given: Any, where: str) -> PartyError:
    return PartyError(
        f"{where} gives the party {party!r} the members {given!r}",
        works=_WORKS,
        step="write each member as a name, or as a mapping with " + ", ".join(_KEYS),
    )


def check_members(
    aliases: Mapping[str, tuple[str, ...]], members: Mapping[str, tuple[Member, ...]], written: Written, path: Path
) -> None:
    """Nobody is a member of two parties at one time, or of a party while being another's alias, or of itself.

    Raises PartyError with the line of the second of the two.
    """
    held = [(party, place, one) for party, several in members.items() for place, one in enumerate(several)]
    for (first, _, one), (second, place, other) in combinations(held, 2):
        if first != second and one.name.casefold() == other.name.casefold() and _at_once(one, other):
            raise PartyError(
                f"{written.at(*path, second, 'members', place)} makes {other.name!r} a member of {second!r}, "
                f"and it is one of {first!r} at the same time",
                works="one party for each member at a time",
                step="remove it from one of the two, or date both with since and until",
            )
    owners = {alias.casefold(): party for party, several in aliases.items() for alias in several}
    for party, place, one in held:
        owner = owners.get(one.name.casefold(), party)
        if owner != party and one.name not in aliases:
            raise PartyError(
                f"{written.at(*path, party, 'members', place)} makes {one.name!r} a member of {party!r}, "
                f"and it is an alias of {owner!r}",
                works="one party for each name",
                step="remove it from one of the two",
            )
    _no_circle(members, written, path)


def _at_once(one: Member, other: Member) -> bool:
    first, second = one.since or date.min, other.since or date.min
    return max(first, second) <= min(one.until or date.max, other.until or date.max)


def _no_circle(members: Mapping[str, tuple[Member, ...]], written: Written, path: Path) -> None:
    """Raises PartyError for a party that is, over one or several steps, a member of itself."""
    for start in members:
        trail = [start]
        waiting = [(start, one.name) for one in members[start]]
        while waiting:
            owner, inner = waiting.pop()
            if inner == start:
                place = next(number for number, one in enumerate(members[owner]) if one.name == inner)
                through = " is a member of ".join(repr(name) for name in dict.fromkeys([inner, owner, start]))
                raise PartyError(
                    f"{written.at(*path, owner, 'members', place)} closes a circle: {through}"
                    + (f", which is a member of {inner!r} again" if owner != inner else " itself"),
                    works="parties that are members of others, never of themselves",
                    step="remove one of these memberships",
                )
            if inner in members and inner not in trail:
                trail.append(inner)
                waiting += [(inner, one.name) for one in members[inner]]
