"""What an analyst decided on issues: merged, split and renamed, and kept beside the corpus."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.compare.issues import NO_ISSUE, IssueChoice
from toolkit.compare.units import CompareError
from toolkit.errors import RecordError
from toolkit.record import Record, sidecar

_SECTION, _NAME = "issues", "choice"
_PARTS = ("words", "moved", "names")


def kept_issues(record: Record) -> IssueChoice:
    """What was decided on the issues of this corpus comes back, or a choice that decides nothing.

    It lies in `.counterpoint/issues/choice.json`. Raises RecordError when that file is damaged, and names it.
    """
    kept = sidecar.read(record.home, _SECTION, _NAME)
    if kept is None:
        return IssueChoice()
    if not isinstance(kept, Mapping) or not all(isinstance(kept.get(part, {}), Mapping) for part in _PARTS):
        raise RecordError(
            f"{_SECTION}/{_NAME}.json holds no choice of issues",
            works=f"a mapping with any of {', '.join(_PARTS)}",
            step="mend the file in an editor, or move it away to start afresh",
        )
    words: Mapping[str, Any] = kept.get("words", {})
    return IssueChoice(
        {str(issue): tuple(map(str, own)) for issue, own in words.items()},
        {str(key): str(issue) for key, issue in kept.get("moved", {}).items()},
        {str(name): str(other) for name, other in kept.get("names", {}).items()},
    )


def keep_issues(record: Record, choice: IssueChoice) -> Path:
    """The choice is kept as `.counterpoint/issues/choice.json` beside the corpus; an earlier one is replaced."""
    value = {
        "words": {issue: list(words) for issue, words in choice.words.items()},
        "moved": dict(choice.moved),
        "names": dict(choice.names),
    }
    return sidecar.write(record.home, _SECTION, _NAME, value)


def renamed(choice: IssueChoice, found: pd.DataFrame, issue: str, name: str) -> IssueChoice:
    """The statements of `issue` are of the issue `name` from now on; a name that is there already merges the two.

    `found` comes from `compare.issues` with this choice. The statements keep the name whatever is found when articles
    come; what is found under the old name later goes with them. Raises CompareError for an issue that is not there and
    for an empty name.

    >>> found = pd.DataFrame({"statement_id": ["s0", "s1"], "issue": ["water", "wages"]})
    >>> renamed(IssueChoice(), found, "water", "the river").moved
    {'s0': 'the river'}
    """
    name = " ".join(name.split())
    known = sorted(set(found["issue"]) - {NO_ISSUE})
    if issue not in known:
        raise CompareError(f"there is no issue {issue!r}", works=", ".join(known) or "none", step="name one of these")
    if not name or name == NO_ISSUE:
        raise CompareError(f"{name!r} cannot be the name of an issue", works="any other words", step="give it a name")
    members = found.loc[found["issue"] == issue, "statement_id"]
    return replace(
        choice,
        words={name if of == issue else of: words for of, words in choice.words.items()},
        moved={**choice.moved, **dict.fromkeys(map(str, members), name)},
        names={**{one: name if of == issue else of for one, of in choice.names.items()}, issue: name},
    )


def split_by(choice: IssueChoice, name: str, words: Iterable[str]) -> IssueChoice:
    """Statements that have one of `words` are of the issue `name` from now on, unless they were moved by hand.

    Raises CompareError without a name or without words.

    >>> split_by(IssueChoice(), "wells", ["well", " wells "]).words
    {'wells': ('well', 'wells')}
    """
    name, own = " ".join(name.split()), tuple(dict.fromkeys(" ".join(word.split()) for word in words if word.strip()))
    if not name or not own:
        raise CompareError(
            f"an issue {name!r} cannot be made of the words {own!r}",
            works="a name, and one word or more that its statements have",
            step="give both",
        )
    return replace(choice, words={**choice.words, name: own})
