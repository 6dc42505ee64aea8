"""The analyst's parties: names and aliases from a YAML file or a mapping, checked before anything is counted."""

import difflib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from toolkit import data
from toolkit.errors import PartyError

_KEYS = ("parties", "gazetteer", "choices")
_PARTY_KEYS = ("aliases", "colour", "notes")
_EXAMPLE = "a mapping such as {Union: [dockers, Ines Mora], Company: [Norvik Shipping]}"
_FIRST = {"The", "A", "An", "Its", "Their", "Both", "This", "his", "its", "this"}
_SHORT = re.compile(r" \(([A-Z][\w-]{1,11})\)")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ", "'"))


@dataclass(frozen=True)
class Parties:
    """Parties the analyst named: their aliases, answers to contested memberships, and whether countries count too."""

    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    gazetteer: bool = True
    colours: Mapping[str, str] = field(default_factory=dict)

    def find(self, text: str) -> tuple[str, int, int] | None:
        """The party whose alias stands in `text`, with its place; the longest alias wins, then the first place.

        An alias that a hyphen ties to another word names somebody else: "anti-Union", "Union-run".

        >>> Parties({"Union": ("dockers", "NDU")}).find("The dockers' leader")
        ('Union', 4, 11)
        """
        plain = text.translate(_APOSTROPHES)
        best: tuple[int, int, str, int, int] | None = None
        for party, aliases in self.aliases.items():
            for alias in aliases:
                match = _pattern(alias, alone=True).search(plain)
                if match is not None and not _is_others(alias, plain, match.start()):
                    key = (-len(alias), match.start(), party, match.start(), match.end())
                    best = min(best, key) if best is not None else key
        return (best[2], best[3], best[4]) if best is not None else None

    def with_acronyms(self, text: str) -> "Parties":
        """The same parties, each with the short forms that `text` introduces in brackets behind one of its aliases.

        >>> Parties({"Union": ("Northern Dockers' Union",)}).with_acronyms("the Northern Dockers' Union (NDU)").aliases
        {'Union': ("Northern Dockers' Union", 'NDU')}
        """
        plain = text.translate(_APOSTROPHES)
        taken = {alias.casefold() for aliases in self.aliases.values() for alias in aliases}
        found: dict[str, tuple[str, ...]] = {}
        for party, aliases in self.aliases.items():
            ends = [match.end() for alias in aliases for match in _pattern(alias).finditer(plain)]
            short = [match.group(1) for end in ends if (match := _SHORT.match(plain, end)) is not None]
            found[party] = (*aliases, *(word for word in dict.fromkeys(short) if word.casefold() not in taken))
        return replace(self, aliases=found)

    def everywhere(self, text: str) -> list[tuple[str, int, int]]:
        """Every place where an alias stands, longest first where two overlap, as (party, start, end) in order."""
        plain = text.translate(_APOSTROPHES)
        found = [
            (match.start(), match.end(), party)
            for party, aliases in self.aliases.items()
            for alias in aliases
            for match in _pattern(alias).finditer(plain)
        ]
        kept: list[tuple[int, int, str]] = []
        for start, end, party in sorted(found, key=lambda place: (place[0] - place[1], place[0])):
            if all(end <= low or start >= high for low, high, _ in kept):
                kept.append((start, end, party))
        return [(party, start, end) for start, end, party in sorted(kept)]


def _is_others(alias: str, plain: str, start: int) -> bool:
    """Whether an alias that is a common noun means somebody else's: "the transport workers' union" for "Union"."""
    if " " in alias or not plain[start].islower() or alias.lower() not in _common_nouns():
        return False
    before = plain[:start].split()[-1:]
    return bool(before) and (before[0].rstrip("'").endswith("s") or before[0][0].isupper()) and before[0] not in _FIRST


@lru_cache(maxsize=1)
def _common_nouns() -> frozenset[str]:
    rows = data.lexicon("source_nouns")
    return frozenset(rows.loc[rows["sort"].isin(["body", "role"]), "noun"].str.lower())


# Who is no longer of a body, or stands against it, is not meant by its name.
_NOT_OF = "".join(f"(?<!{word})" for word in ("shadow ", "former ", "rival ", "anti-", "ex-"))


@lru_cache(maxsize=4096)
def _pattern(alias: str, *, alone: bool = False) -> re.Pattern[str]:
    """The alias as whole words; capitals matter where the alias has some, but not on its first letter.

    A word may stand in the possessive: "the UK's competition regulator" is the "UK competition regulator".
    """
    plain = alias.translate(_APOSTROPHES)
    flags = re.IGNORECASE if alias.islower() else 0
    first = f"[{re.escape(plain[0].lower())}{re.escape(plain[0].upper())}]"
    rest = r"(?:'s)? ".join(re.escape(word) for word in plain[1:].split(" "))
    before, after = (rf"(?<![\w-]){_NOT_OF}", r"(?!-?\w)") if alone else (r"(?<!\w)", r"(?!\w)")
    return re.compile(f"{before}{first}{rest}{after}", flags)


def load_parties(source: str | os.PathLike[str] | Mapping[str, Any]) -> Parties:
    """A party file or mapping becomes Parties, or an error says which line or name is wrong and what to do.

    A mapping of party to aliases; or a mapping with the keys `parties`, `choices` (entry of the gazetteer to party key)
    and `gazetteer` (false: only the parties named here). A party may be a list of aliases or a mapping with the keys
    `aliases`, `colour`, `notes`; its own name is always an alias. Raises PartyError for a file that is not there or is
    no YAML, an unknown key, a party without a name, and an alias that two parties share.

    >>> load_parties({"Union": ["dockers"], "Company": ["Norvik Shipping"]}).aliases["Union"]
    ('Union', 'dockers')
    """
    where = "the mapping"
    content: Any = source
    if isinstance(source, str | os.PathLike):
        where = Path(source).name
        content = _parsed(Path(source))
    if not isinstance(content, Mapping) or not content:
        raise PartyError(f"{where} holds no parties", works=_EXAMPLE, step="name at least one party with its aliases")
    return _checked(content, where)


class _OnceLoader(yaml.SafeLoader):
    """Safe YAML in which no key may stand twice: the second would silently replace the first."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002
        """A mapping, or an error that names the line of a key written before."""
        seen: set[Any] = set()
        for key, _ in node.value:
            name = str(self.construct_object(key, deep=True))
            if name in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{name!r} stands twice", key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep=deep)


def _parsed(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_OnceLoader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        raise PartyError(
            f"the party file {path} cannot be read ({error.strerror})",
            works="the path of a YAML file",
            step="correct the path",
        ) from error
    except UnicodeDecodeError as error:
        raise PartyError(
            f"the party file {path.name} is not UTF-8 text", works="a YAML file saved as UTF-8", step="save it as UTF-8"
        ) from error
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        place = f" in line {line + 1}" if line is not None else ""
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise PartyError(
            f"the party file {path.name} is no valid YAML{place}: {problem}",
            works="lines such as `Union: [dockers, Ines Mora]`",
            step="correct the line; names that hold a colon or a hash need quotation marks",
        ) from error


def _checked(content: Mapping[str, Any], where: str) -> Parties:
    wrapped = bool(set(_KEYS) & set(content)) and not isinstance(content.get("parties"), list | str)
    if wrapped:
        _known(content, _KEYS, where)
    named: Mapping[str, Any] = (content.get("parties") or {}) if wrapped else content
    aliases: dict[str, tuple[str, ...]] = {}
    colours: dict[str, str] = {}
    for party, given in named.items():
        if not isinstance(party, str) or not party.strip():
            raise PartyError(
                f"{where} names a party {party!r}", works="a name in words", step="put the name in quotation marks"
            )
        aliases[party] = _aliases(party, given, where)
        if isinstance(given, Mapping) and given.get("colour"):
            colours[party] = str(given["colour"])
    _no_alias_twice(aliases, where)
    choices = _choices(content.get("choices"), where) if wrapped else {}
    return Parties(aliases, choices, _truth(content.get("gazetteer", True), where) if wrapped else True, colours)


def _truth(given: Any, where: str) -> bool:
    if not isinstance(given, bool):
        raise PartyError(
            f"{where} says gazetteer: {given!r}", works="true or false", step="write gazetteer: false, without marks"
        )
    return given


def _choices(given: Any, where: str) -> dict[str, str]:
    """Answers to contested memberships, each an entry of choices.csv with one of its choices."""
    if given is None:
        return {}
    known: dict[str, list[str]] = {}
    for row in data.gazetteer().choices.to_dict("records"):
        known.setdefault(row["entry"], []).append(row["choice"])
    if not isinstance(given, Mapping):
        raise PartyError(
            f"{where} has the choices {given!r}",
            works="a mapping such as {PS.gaza-health: PS}",
            step="write each entry with the choice after a colon",
        )
    for entry, choice in given.items():
        if entry not in known:
            near = difflib.get_close_matches(str(entry), known, n=3) or sorted(known)[:8]
            raise PartyError(
                f"{where} makes a choice for {entry!r}, which is not contested",
                works=", ".join(near),
                step="use an entry of toolkit/data/choices.csv",
            )
        if choice not in known[entry]:
            raise PartyError(
                f"{where} chooses {choice!r} for {entry!r}", works=", ".join(known[entry]), step="use one of these"
            )
    return dict(given)


def _known(content: Mapping[str, Any], keys: tuple[str, ...], where: str) -> None:
    for key in content:
        if key not in keys:
            near = difflib.get_close_matches(str(key), keys, n=1)
            raise PartyError(
                f"{where} has the unknown key {key!r}",
                works=", ".join(keys),
                step=f"write {near[0]!r}" if near else "remove it, or correct its spelling",
            )


def _aliases(party: str, given: Any, where: str) -> tuple[str, ...]:
    if isinstance(given, Mapping):
        _known(given, _PARTY_KEYS, f"the party {party!r} of {where}")
        given = given.get("aliases")
    listed = [given] if isinstance(given, str) else [] if given is None else given
    if not isinstance(listed, list | tuple) or not all(isinstance(alias, str) and alias.strip() for alias in listed):
        raise PartyError(
            f"the party {party!r} of {where} has the aliases {given!r}",
            works="a list of words, such as [dockers, Ines Mora]",
            step="write the aliases as a list; numbers and yes/no need quotation marks",
        )
    return tuple(dict.fromkeys([party, *(alias.strip() for alias in listed)]))


def _no_alias_twice(aliases: Mapping[str, tuple[str, ...]], where: str) -> None:
    owner: dict[str, str] = {}
    for party, words in aliases.items():
        for alias in words:
            other = owner.setdefault(alias.casefold(), party)
            if other != party:
                raise PartyError(
                    f"{where} gives the alias {alias!r} to {other!r} and to {party!r}",
                    works="an alias that belongs to one party",
                    step=f"remove it from one of the two, or write a longer alias such as '{alias} of {party}'",
                )
