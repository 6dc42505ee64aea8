"""Sources that are told only by whom they stand close to: "a source close to Mora", "an ally of the minister"."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from toolkit.parties.verdicts import Verdict

Row = dict[str, Any]
Alias = Callable[[int | None, int | None], str]
# Critics, rivals and neighbours of somebody are none of his; who is close to him speaks as one of his.
_CLOSE = re.compile(
    r"\b(?:close\sto|loyal\sto|aligned\swith|all(?:y|ies)\sof|aides?\s(?:to|of)|advis[eo]rs?\s(?:to|of)|"
    r"confidants?\sof|spokes\w+\sfor)\s(?P<whom>(?:the\s|[A-Z])[^,.;:—–()“”\"\n]{1,40}?)"
    r"(?=$|[,.;:]|\s(?:who|said|says|and|told|in|on|at|that|has|had|was|were|hit|added)\b)"
)
_TITLE = re.compile(r"^(?:(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|President|Minister|Mayor|Governor)\.?\s)+")


def party_close_to(
    rows: list[Row], text: str, mentions: Mapping[str, list[Row]], party_of: Callable[[str], str], alias: Alias
) -> Verdict | None:
    """The party of whom an unnamed source stands close to, with the words for him.

    `party_of` gives the party of a speaker by name, `alias` that of words at a place which are no speaker's.
    """
    for row in rows:
        whom = close_to(row, text)
        if whom is None:
            continue
        words, start = whom
        name = bearer(words, mentions)
        party = party_of(name) if name else alias(start, start + len(words))
        if party:
            return Verdict(party, "stands close to", start, start + len(words))
    return None


def close_to(row: Row, text: str) -> tuple[str, int] | None:
    """The words for whom an unnamed source stands close to, with their place; None where it is told by nothing such."""
    if row["named"] or row["rule"] == "pronoun":
        return None
    start, end = int(row["start"]), int(row["end"])
    # The mention may end before the words: "two people", and then "close to the company said".
    match = _CLOSE.search(text, start, end) or _CLOSE.match(text, end + 1)
    if match is None:
        return None
    return match["whom"], match.start("whom")


def bearer(words: str, mentions: Mapping[str, list[Row]]) -> str:
    """The only person of the report whom a name or surname means; empty for none, or where two bear it.

    >>> bearer("Mora", {"Ana Mora": [{"person": True, "named": True}]})
    'Ana Mora'
    """
    plain = _TITLE.sub("", words)
    people = [name for name, rows in mentions.items() if rows[0]["person"] and rows[0]["named"]]
    found = [name for name in people if name == plain] or [name for name in people if name.endswith(f" {plain}")]
    return found[0] if len(found) == 1 and plain[:1].isupper() else ""
