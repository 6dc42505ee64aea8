"""The analyst's parties from a YAML file or a mapping, checked before anything is counted; what they overrule."""

import difflib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from toolkit import data
from toolkit.errors import PartyError
from toolkit.parties import lines
from toolkit.parties.choice import Member, Override, Parties
from toolkit.parties.lines import Written
from toolkit.parties.members import check_members, members_of

NONE = "(unassigned)"
"""How "of no party" is written among the overrides."""

_KEYS = ("parties", "gazetteer", "choices", "overrides")
_PARTY_KEYS = ("aliases", "members", "colour", "notes")
_OVERRIDE_KEYS = ("speaker", "party", "article")
_EXAMPLE = "a mapping such as {Union: [dockers, Ines Mora], Company: [Norvik Shipping]}"


def load_parties(source: str | os.PathLike[str] | Mapping[str, Any]) -> Parties:
    """A party file or mapping becomes Parties, or an error says which line or name is wrong and what to do.

    A mapping of party to aliases; or a mapping with the keys `parties`, `choices` (entry of the gazetteer to party
    key), `gazetteer` (false: only the parties named here) and `overrides` (a list of mappings with `speaker`, `party`,
    which may be `(unassigned)`, and, where it holds in one article only, `article`, its id). A party may be a list of
    aliases or a mapping with the keys `aliases`, `members`, `colour`, `notes`; its own name is always an alias. A
    member is a name, or a mapping with `name`, `since` and `until` (days, both included); it may be another party.

    Raises PartyError for a file that is not there or is no YAML, an unknown key, a party without a name, an alias or a
    member that two parties share at one time, and parties that are members of each other.

    >>> load_parties({"Union": ["dockers"], "Company": ["Norvik Shipping"]}).aliases["Union"]
    ('Union', 'dockers')
    """
    return checked(lines.read(Path(source)) if isinstance(source, str | os.PathLike) else Written(source))


def checked(written: Written) -> Parties:
    """The Parties of what was read; raises PartyError as `load_parties` does."""
    content = written.content
    if not isinstance(content, Mapping) or not content:
        raise PartyError(
            f"{written.name} holds no parties", works=_EXAMPLE, step="name at least one party with its aliases"
        )
    wrapped = bool(set(_KEYS) & set(content)) and not isinstance(content.get("parties"), list | str)
    if not wrapped:
        return _parties(content, written, ())
    _known(content, _KEYS, written, ())
    found = _parties(content.get("parties") or {}, written, ("parties",))
    return Parties(
        found.aliases,
        _choices(content.get("choices"), written),
        _truth(content.get("gazetteer", True), written),
        found.colours,
        found.members,
        found.notes,
        _overrides(content.get("overrides"), written),
    )


def as_mapping(parties: Parties) -> dict[str, Any]:
    """The parties in the long form of a party file, as JSON can hold it; `load_parties` gives them back.

    >>> as_mapping(load_parties({"Red": ["a"]}))["parties"]
    {'Red': {'aliases': ['a']}}
    """
    named: dict[str, dict[str, Any]] = {}
    for party, aliases in parties.aliases.items():
        members = [_member_row(one) for one in parties.members.get(party, ())]
        about = {
            "aliases": [alias for alias in aliases if alias != party],
            "members": members,
            "colour": parties.colours.get(party),
            "notes": parties.notes.get(party),
        }
        named[party] = {key: value for key, value in about.items() if value}
    return {
        "parties": named,
        "gazetteer": parties.gazetteer,
        "choices": dict(parties.choices),
        "overrides": [_row(one) for one in parties.overrides],
    }


def _member_row(member: Member) -> Any:
    days = {key: day.isoformat() for key in ("since", "until") if (day := getattr(member, key)) is not None}
    return {"name": member.name, **days} if days else member.name


def overruled(words: str, override: Override, *, keep: bool = True) -> str:
    """The text of a party file with one override more, in place of an earlier one for the same speaker and article.

    Comments and everything else stay as they were; the file may be empty. Without `keep` the earlier one is only taken
    away. Raises PartyError for a text that is no party file.

    >>> print(overruled("Red: [a]", Override("Ann Lee", "Red")), end="")
    parties:
      Red: [a]
    overrides:
    - speaker: Ann Lee
      party: Red
    """
    words, written = _long(words)
    kept = _overrides((written.content or {}).get("overrides"), written)
    kept = tuple(one for one in kept if (one.speaker, one.article) != (override.speaker, override.article))
    rows = [_row(one) for one in ((*kept, override) if keep else kept)]
    return lines.replaced(words, "overrides", rows)


def with_party(words: str, party: str) -> str:
    """The text of a party file with one party more, without aliases; everything else stays as it was.

    >>> print(with_party("Red: [a]", "Blue"), end="")
    parties:
      Red: [a]
      Blue: {}
    """
    words, written = _long(words)
    named = (written.content or {}).get("parties") or {}
    return words if party in named else lines.added(words, "parties", party)


def _long(words: str) -> tuple[str, Written]:
    """The text of a party file in its long form, which has room for more than parties, and what it holds."""
    written = lines.parse(words, "parties.yaml")
    if written.content and not set(_KEYS) & set(written.content):
        words = _wrapped(words)
        written = lines.parse(words, "parties.yaml")
    return words, written


def _row(override: Override) -> dict[str, str]:
    row = {"speaker": override.speaker, "party": override.party or NONE}
    return {**row, "article": override.article} if override.article else row


def _wrapped(words: str) -> str:
    """The short form of a party file, parties at its top, in the long form that has room for overrides."""
    inner = "".join(f"  {line}" if line.strip() else line for line in words.splitlines(keepends=True))
    return f"parties:\n{inner}"


def _parties(named: Any, written: Written, path: tuple[str, ...]) -> Parties:
    if not isinstance(named, Mapping):
        raise PartyError(
            f"{written.at(*path)} has the parties {named!r}", works=_EXAMPLE, step="write each party with its aliases"
        )
    aliases: dict[str, tuple[str, ...]] = {}
    members: dict[str, tuple[Member, ...]] = {}
    colours: dict[str, str] = {}
    notes: dict[str, str] = {}
    for party, given in named.items():
        if not isinstance(party, str) or not party.strip() or party == NONE:
            raise PartyError(
                f"{written.at(*path, party)} names a party {party!r}",
                works="a name in words",
                step=f"put the name in quotation marks; {NONE} is kept for those without a party",
            )
        about = given if isinstance(given, Mapping) else {"aliases": given}
        _known(about, _PARTY_KEYS, written, (*path, party))
        aliases[party] = _aliases(party, about.get("aliases"), written, (*path, party))
        if about.get("members") is not None:
            members[party] = members_of(party, about["members"], written, (*path, party, "members"))
        if about.get("colour"):
            colours[party] = str(about["colour"])
        if about.get("notes"):
            notes[party] = str(about["notes"])
    _no_alias_twice(aliases, written, path)
    check_members(aliases, members, written, path)
    return Parties(aliases, colours=colours, members=members, notes=notes)


def _truth(given: Any, written: Written) -> bool:
    if not isinstance(given, bool):
        raise PartyError(
            f"{written.at('gazetteer')} says gazetteer: {given!r}",
            works="true or false",
            step="write gazetteer: false, without marks",
        )
    return given


def _choices(given: Any, written: Written) -> dict[str, str]:
    """Answers to contested memberships, each an entry of choices.csv with one of its choices."""
    if given is None:
        return {}
    known: dict[str, list[str]] = {}
    for row in data.gazetteer().choices.to_dict("records"):
        known.setdefault(row["entry"], []).append(row["choice"])
    if not isinstance(given, Mapping):
        raise PartyError(
            f"{written.at('choices')} has the choices {given!r}",
            works="a mapping such as {PS.gaza-health: PS}",
            step="write each entry with the choice after a colon",
        )
    for entry, choice in given.items():
        if entry not in known:
            near = difflib.get_close_matches(str(entry), known, n=3) or sorted(known)[:8]
            raise PartyError(
                f"{written.at('choices', entry)} makes a choice for {entry!r}, which is not contested",
                works=", ".join(near),
                step="use an entry of toolkit/data/choices.csv",
            )
        if choice not in known[entry]:
            raise PartyError(
                f"{written.at('choices', entry)} chooses {choice!r} for {entry!r}",
                works=", ".join(known[entry]),
                step="use one of these",
            )
    return dict(given)


def _overrides(given: Any, written: Written) -> tuple[Override, ...]:
    """What the analyst overrules, each speaker once in each article."""
    rows = [] if given is None else given
    if not isinstance(rows, list | tuple):
        raise PartyError(
            f"{written.at('overrides')} has the overrides {given!r}",
            works="a list such as [{speaker: Ines Mora, party: Union}]",
            step="write one line with a dash for each speaker",
        )
    found: dict[tuple[str, str], Override] = {}
    for place, row in enumerate(rows):
        path = ("overrides", place)
        about = row if isinstance(row, Mapping) else {}
        _known(about, _OVERRIDE_KEYS, written, path)
        words = [str(about.get(key) or "") for key in _OVERRIDE_KEYS if isinstance(about.get(key) or "", str)]
        if len(words) < len(_OVERRIDE_KEYS) or not words[0] or not words[1]:
            raise PartyError(
                f"{written.at(*path)} overrules with {row!r}",
                works="a mapping such as {speaker: Ines Mora, party: Union}, and an article where it holds in one only",
                step=f"name speaker and party in words; a speaker of no party has the party {NONE}",
            )
        speaker, party, article = words
        one = Override(speaker, "" if party == NONE else party, article, written.line(*path))
        if (speaker, article) in found:
            raise PartyError(
                f"{written.at(*path)} overrules {speaker!r} twice",
                works="one override for each speaker and article",
                step="remove one of the two",
            )
        found[speaker, article] = one
    return tuple(found.values())


def _known(content: Mapping[str, Any], keys: tuple[str, ...], written: Written, path: tuple[Any, ...]) -> None:
    for key in content:
        if key not in keys:
            near = difflib.get_close_matches(str(key), keys, n=1)
            owner = f" in the party {path[-1]!r}" if path and isinstance(path[-1], str) else ""
            raise PartyError(
                f"{written.at(*path, key)} has the unknown key {key!r}{owner}",
                works=", ".join(keys),
                step=f"write {near[0]!r}" if near else "remove it, or correct its spelling",
            )


def _aliases(party: str, given: Any, written: Written, path: tuple[Any, ...]) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else [] if given is None else given
    if not isinstance(listed, list | tuple) or not all(isinstance(alias, str) and alias.strip() for alias in listed):
        raise PartyError(
            f"{written.at(*path)} gives the party {party!r} the aliases {given!r}",
            works="a list of words, such as [dockers, Ines Mora]",
            step="write the aliases as a list; numbers and dates need quotation marks",
        )
    return tuple(dict.fromkeys([party, *(alias.strip() for alias in listed)]))


def _no_alias_twice(aliases: Mapping[str, tuple[str, ...]], written: Written, path: tuple[Any, ...]) -> None:
    owner: dict[str, str] = {}
    for party, words in aliases.items():
        for alias in words:
            other = owner.setdefault(alias.casefold(), party)
            if other != party:
                where = _alias_at(alias, written, (*path, party))
                raise PartyError(
                    f"{where} gives the alias {alias!r} to {other!r} and to {party!r}",
                    works="an alias that belongs to one party",
                    step=f"remove it from one of the two, or write a longer alias such as '{alias} of {party}'",
                )


def _alias_at(alias: str, written: Written, path: tuple[Any, ...]) -> str:
    """The line of one alias of a party, whichever way its list is written."""
    held: Any = written.content
    for key in path:
        held = held[key]
    inner = (*path, "aliases") if isinstance(held, Mapping) else path
    listed = held.get("aliases") if isinstance(held, Mapping) else held
    if isinstance(listed, list) and alias in listed:
        return written.at(*inner, listed.index(alias))
    return written.at(*path)
