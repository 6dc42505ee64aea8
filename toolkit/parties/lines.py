"""YAML read with the line of every key and value, and one part of it written anew, the rest left as it was."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import YAMLError

from toolkit.errors import PartyError

Path_ = tuple[Any, ...]
_TWICE = re.compile(r'found duplicate key "(.*?)" with value')


@dataclass(frozen=True)
class Written:
    """What a file or a mapping holds, and in which line each of its parts stands.

    `content` is plain Python; `lines` maps the keys and places that lead to a part to its line, counted from 1, and is
    empty for a mapping.
    """

    content: Any
    name: str = "the mapping"
    lines: Mapping[Path_, int] = field(default_factory=dict)

    def line(self, *path: Any) -> int:
        """The line in which the part at `path` stands, or the nearest part that holds it; 0 for a mapping."""
        return next((self.lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.lines), 0)

    def at(self, *path: Any) -> str:
        """Where the part stands, in words: "parties.yaml, line 3,".

        >>> Written({}, "parties.yaml", {("Red",): 3}).at("Red", "aliases")
        'parties.yaml, line 3,'
        """
        line = self.line(*path)
        return f"{self.name}, line {line}," if line else self.name


def parse(words: str, name: str) -> Written:
    """The content of YAML text with its lines; raises PartyError with the line for text that is no YAML.

    YAML 1.2: yes and no are words, so a party may be called No.

    >>> parse("Red: [a]", "mine.yaml").content
    {'Red': ['a']}
    """
    try:
        held = _yaml().load(words)
    except YAMLError as error:
        raise _no_yaml(error, name) from error
    except ValueError as error:  # a value that looks like a date and is none
        raise PartyError(
            f"the party file {name} holds a value that cannot be read: {error}",
            works="dates such as 2024-05-31",
            step="correct the date, or put it in quotation marks",
        ) from error
    return Written(_plain(held), name, _lines(held))


def read(path: Path) -> Written:
    """The content of a YAML file with its lines; raises PartyError for a file that cannot be read."""
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path.name)
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


def replaced(words: str, key: str, value: Any) -> str:
    """YAML text with `value` under the top key `key`; every other line stays as it was. Nothing empty is added.

    >>> print(replaced("Red: [a]  # mine", "overrides", [{"speaker": "Ann"}]), end="")
    Red: [a]  # mine
    overrides:
    - speaker: Ann
    """
    held = _yaml().load(words) if words.strip() else None
    fresh = _dumped({key: value})
    if held is None or key not in held:
        return _ended(words) + (fresh if value else "")
    if held.fa.flow_style():  # all in one line: there is no line of its own to put in place of another
        return _dumped({**held, key: value})
    listed = _ended(words).splitlines(keepends=True)
    start, end = _block(held, key, listed)
    return "".join([*listed[:start], fresh, *listed[end:]])


def added(words: str, key: str, name: str) -> str:
    """YAML text with an empty entry `name` at the end of the mapping under the top key `key`; the rest stays."""
    held = _yaml().load(words) if words.strip() else None
    inner = held.get(key) if held is not None else None
    if not inner:
        return replaced(words, key, {name: {}})
    if held is None or held.fa.flow_style() or inner.fa.flow_style():
        return replaced(words, key, {**inner, name: {}})
    listed = _ended(words).splitlines(keepends=True)
    _, end = _block(held, key, listed)
    return "".join([*listed[:end], " " * inner.lc.key(next(iter(inner)))[1] + _dumped({name: {}}), *listed[end:]])


def _block(held: CommentedMap, key: str, listed: list[str]) -> tuple[int, int]:
    """The first line of a top key and the line behind its value, both counted from 0; comments before the next stay."""
    start = held.lc.key(key)[0]
    later = [held.lc.key(other)[0] for other in held if held.lc.key(other)[0] > start]
    end = min(later, default=len(listed))
    while end > start + 1 and (not listed[end - 1].strip() or listed[end - 1].startswith("#")):
        end -= 1
    return start, end


def _ended(words: str) -> str:
    """The text with a line break at its end."""
    return words if not words or words.endswith("\n") else f"{words}\n"


def _dumped(value: Any) -> str:
    stream = io.StringIO()
    _yaml().dump(value, stream)
    return stream.getvalue()


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 4096
    return yaml


def _no_yaml(error: YAMLError, name: str) -> PartyError:
    mark = getattr(error, "problem_mark", None)
    place = f" in line {mark.line + 1}" if mark is not None else ""
    problem = (getattr(error, "problem", None) or "it cannot be read").splitlines()[0]
    twice = _TWICE.match(problem) if isinstance(error, DuplicateKeyError) else None
    problem = f"{twice.group(1)!r} stands twice" if twice else problem
    return PartyError(
        f"the party file {name} is no valid YAML{place}: {problem}",
        works="each name once" if twice else "lines such as `Union: [dockers, Ines Mora]`",
        step="join the two entries, or rename one of them"
        if twice
        else "correct the line; names that hold a colon or a hash need quotation marks",
    )


def _plain(held: Any) -> Any:
    """Plain mappings, lists and words, without what keeps the layout."""
    if isinstance(held, CommentedMap):
        return {_plain(key): _plain(value) for key, value in held.items()}
    if isinstance(held, CommentedSeq):
        return [_plain(value) for value in held]
    if hasattr(held, "isoformat"):
        return held
    for kind in (bool, str, int, float):
        if isinstance(held, kind):
            return kind(held)
    return held


def _lines(held: Any, path: Path_ = ()) -> dict[Path_, int]:
    """The line of every key and every place of a list, counted from 1."""
    found: dict[Path_, int] = {}
    if isinstance(held, CommentedMap):
        for key, value in held.items():
            where = (held.lc.data or {}).get(key)  # what a merge key brings has no line of its own
            found |= {(*path, _plain(key)): where[0] + 1} if where else {}
            found |= _lines(value, (*path, _plain(key)))
    elif isinstance(held, CommentedSeq):
        for place, value in enumerate(held):
            where = (held.lc.data or {}).get(place)
            found |= {(*path, place): where[0] + 1} if where else {}
            found |= _lines(value, (*path, place))
    return found
