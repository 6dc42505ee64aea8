"""Who speaks for whom, as a list to check: every speaker with its party, the reason, and how much hangs on it."""

from typing import Any, NamedTuple

import pandas as pd

from toolkit.compare.units import innermost, voices
from toolkit.record import UNASSIGNED

COLUMNS = {"speaker": "str", "party": "str", "party_rule": "str", "party_evidence": "str", "n": "Float64",
           "articles": "Int64", "also": "str", "article_id": "str", "statement_id": "str"}  # fmt: skip


_VOICE = ("statement_id", "article_id", "speaker", "party", "party_rule", "party_evidence", "speakers", "weight")


class _Voice(NamedTuple):
    """One voice of one statement, in the order of `_VOICE`."""

    statement: str
    article: str
    speaker: str
    party: str
    rule: str
    evidence: str
    together: list[str]
    weight: float


def belonging(statements: pd.DataFrame, speakers: pd.DataFrame) -> pd.DataFrame:
    """Every voice of the innermost statements is counted in one row, that of its speaker and its party.

    One row is one speaker with one party: somebody with a name in all articles, somebody without ("officials") in one.
    Unassigned first, then most heard: `speaker`, `party`, `party_rule` and `party_evidence` (of the first statement
    that has them), `n` (statements; those who speak together have a share each), `articles`, `also` (the other words
    that the articles have for the speaker, five at most), `article_id` (where the row holds in one article only, else
    empty), `statement_id` (a statement to read it by).

    >>> from toolkit.tables import empty, frame
    >>> rows = [{"statement_id": "s0", "article_id": "a", "speaker": "officials"}]
    >>> belonging(frame("STATEMENTS", rows), empty("SPEAKERS"))[["speaker", "party", "article_id"]].values.tolist()
    [['officials', '(unassigned)', 'a']]
    """
    heard = voices(innermost(statements))
    known = speakers[speakers["named"].fillna(value=False).astype(bool)]
    named = set(zip(known["article_id"], known["speaker"], strict=True))
    printed = _printed(speakers)
    groups: dict[tuple[str, str, str], list[_Voice]] = {}
    for voice in map(_Voice, *(heard[column].tolist() for column in _VOICE)):
        where = "" if (voice.article, voice.speaker) in named else voice.article
        groups.setdefault((voice.speaker, voice.party or UNASSIGNED, where), []).append(voice)
    rows = [_row(*key, group, printed) for key, group in groups.items()]
    rows.sort(key=lambda row: (row["party"] != UNASSIGNED, -row["n"], row["speaker"], row["article_id"]))
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in COLUMNS.items()})


def _printed(speakers: pd.DataFrame) -> dict[tuple[str, str], list[str]]:
    """The words for each speaker of each article, pronouns left out."""
    kept = speakers[speakers["rule"] != "pronoun"]
    found: dict[tuple[str, str], list[str]] = {}
    for article, speaker, words in zip(kept["article_id"], kept["speaker"], kept["text"], strict=True):
        found.setdefault((article, speaker), []).append(words)
    return found


def _row(
    speaker: str, party: str, where: str, group: list[_Voice], printed: dict[tuple[str, str], list[str]]
) -> dict[str, Any]:
    # Of several who speak at once the statement tells the reason for the first only.
    alone = [voice for voice in group if len(voice.together) < 2]
    told = [voice for voice in alone if voice.rule] if party != UNASSIGNED or alone else alone
    first = (told or alone or group)[0]
    articles = dict.fromkeys(voice.article for voice in group)
    also = dict.fromkeys(words for article in articles for words in printed.get((article, speaker), []))
    return {
        "speaker": speaker,
        "party": party,
        "party_rule": first.rule if told else "",
        "party_evidence": first.evidence if told else "",
        "n": float(sum(voice.weight for voice in group)),
        "articles": len(articles),
        "also": "; ".join([words for words in also if words != speaker][:5]),
        "article_id": where,
        "statement_id": first.statement,
    }
