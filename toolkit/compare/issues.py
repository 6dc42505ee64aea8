"""Issues: what statements are about, found by the words they share and named by their most telling ones."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning

from toolkit.compare.terms import WORD, names_in, printed_forms, stem, weighed
from toolkit.compare.units import CompareError, innermost

NO_ISSUE = "(no issue)"
DTYPES = {"statement_id": "str", "issue": "str", "closeness": "Float64", "by": "str"}
_LEAST_SHARE = 0.4  # of a statement's weight that its issue has; under it the statement is of none
_NAMING = 3  # words in the name of an issue
_FEW, _MANY = 2, 16


@dataclass(frozen=True)
class IssueChoice:
    """What an analyst decided on issues; it comes before whatever is found.

    `words`: issue to the words that make a statement one of it (the first issue that has one counts); `moved`:
    statement_id to issue; `names`: a found name to the one it shall have, so that two issues with one name are merged.
    """

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def issues(statements: pd.DataFrame, *, number: int = 0, choice: IssueChoice | None = None) -> pd.DataFrame:
    """Every innermost statement is of one issue, or of none, and what the analyst decided comes first.

    One row is one innermost statement: `statement_id`, `issue` (its name; "(no issue)" where no issue has two fifths of
    its weight), `closeness` (0 to 1, how near it is to the middle of its issue), `by` ("words" or "hand" where the
    analyst decided, "found" else). Issues are found by non-negative factors of TF-IDF weights (Lee and Seung 1999),
    `number` of them, or the root of two thirds of the statements (2 to 16). They are named by the three words
    that set them off most. Names of parties and speakers do not count: they tell who, not what about. The same
    statements give the same issues, in whatever order; other statements may give others, so rename by `words` what
    shall last.

    Raises CompareError for a `number` that is negative.

    >>> from toolkit.tables import frame
    >>> said = ["Water is scarce and dirty", "Dirty water killed the fish", "Wages must rise", "No wages were paid"]
    >>> rows = [{"statement_id": f"s{place}", "content": words} for place, words in enumerate(said)]
    >>> found = issues(frame("STATEMENTS", rows), number=2)["issue"]
    >>> found[0] == found[1], found[2] == found[3], found[0] == found[2]
    (True, True, False)
    """
    if number < 0:
        raise CompareError(
            f"there cannot be {number} issues", works="1 and more", step="leave number out, and one that fits is taken"
        )
    inner = innermost(statements).sort_values("statement_id")
    table = _found(inner, number).astype(DTYPES)
    return table if choice is None else decided(table, statements, choice)


def decided(found: pd.DataFrame, statements: pd.DataFrame, choice: IssueChoice) -> pd.DataFrame:
    """What the analyst decided is laid over what was found, which is not looked for again.

    `found` comes from `issues` without a choice, `statements` are those it was found in. Rows, columns and dtypes as in
    `issues`. A statement has a word of an issue when it holds it in any form, or the words of a phrase one after the
    other.

    >>> from toolkit.tables import frame
    >>> told = frame("STATEMENTS", [{"statement_id": "s0", "content": "The wells ran dry"}])
    >>> decided(issues(told), told, IssueChoice(words={"wells": ("well",)}))["issue"].tolist()
    ['wells']
    """
    phrases = {issue: [_forms(phrase) for phrase in words] for issue, words in choice.words.items()}
    contents = dict(zip(statements["statement_id"], statements["content"], strict=True)) if phrases else {}
    issues = [choice.names.get(name, name) for name in found["issue"]]
    closeness, by = found["closeness"].tolist(), found["by"].tolist()
    for place, key in enumerate(found["statement_id"]):
        own = _forms(contents.get(key, "")) if phrases else ""
        by_words = next((issue for issue, sought in phrases.items() if any(one and one in own for one in sought)), "")
        name = choice.moved.get(key, by_words)
        if name:
            issues[place], closeness[place], by[place] = name, 1.0, "hand" if key in choice.moved else "words"
    return found.assign(issue=issues, closeness=closeness, by=by).astype(DTYPES)


@lru_cache(maxsize=100_000)
def _forms(words: str) -> str:
    """The stems of all words, each between spaces, so that a phrase is found where it stands."""
    return "".join(f" {stem(word)} " for word in WORD.findall(words.lower()))


def _found(inner: pd.DataFrame, number: int) -> pd.DataFrame:
    texts = list(inner["content"])
    table = pd.DataFrame(
        {"statement_id": list(inner["statement_id"]), "issue": NO_ISSUE, "closeness": 0.0, "by": "found"}
    )
    weights, terms = weighed(texts, without=names_in(inner), least=2)
    rows = np.flatnonzero(np.asarray((weights > 0).sum(axis=1)).ravel()) if terms else np.zeros(0, dtype=int)
    wanted = number or int(min(_MANY, max(_FEW, round((len(rows) / 1.5) ** 0.5))))
    wanted = min(wanted, len(rows), len(terms))
    if wanted < 1:
        return table
    model = NMF(n_components=wanted, init="nndsvda", max_iter=400, tol=1e-3, random_state=0)
    with np.errstate(invalid="ignore"), warnings.catch_warnings():
        # On very small tables rounding puts the remainder a hair under zero, and the last digits may never settle.
        warnings.simplefilter("ignore", ConvergenceWarning)
        parts = model.fit_transform(weights[rows])
    parts = parts * np.linalg.norm(model.components_, axis=1)
    whole = parts.sum(axis=1)
    best = parts.argmax(axis=1)
    share = np.divide(parts.max(axis=1), whole, out=np.zeros(len(whole)), where=whole > 0)
    names = _names(weights[rows], best, terms, printed_forms(texts), wanted)
    named = np.array(names, dtype=object)[best]
    # What has no word that is not more another's is no issue of its own.
    kept = (share >= _LEAST_SHARE) & (named != "")
    table.loc[rows, "issue"] = np.where(kept, named, NO_ISSUE)
    table.loc[rows, "closeness"] = np.where(kept, _cosines(weights[rows], model.components_, best), 0.0)
    return table


def _cosines(weights: Any, middles: Any, best: Any) -> Any:
    """How near each statement is to the middle of its issue: the cosine of the two."""
    lengths = np.linalg.norm(middles, axis=1)[best]
    dots = np.asarray(weights @ middles.T)[np.arange(len(best)), best]
    return np.minimum(1.0, np.divide(dots, lengths, out=np.zeros(len(lengths)), where=lengths > 0))


def _names(weights: Any, best: Any, terms: list[str], forms: dict[str, str], wanted: int) -> list[str]:
    """For each issue the words that most of its statements have and few others; no word names two.

    A word counts by the statements of the issue that have it, times the logarithm of how rare it is among all (class
    TF-IDF, Grootendorst 2022).
    """
    has = (weights > 0).astype(float)  # sparse: dense, ten thousand statements would take half a gigabyte
    counts = np.vstack([np.asarray(has[best == place].sum(axis=0)).ravel() for place in range(wanted)])
    scores = counts * np.log1p(counts.sum() / wanted / np.maximum(counts.sum(axis=0), 1.0))
    owners = scores.argmax(axis=0)
    names = []
    for place in range(wanted):
        mine = np.flatnonzero((owners == place) & (counts[place] > 0))
        own = sorted(mine, key=lambda term: (-scores[place, term], term))
        names.append(", ".join(forms.get(terms[term], terms[term]) for term in own[:_NAMING]))
    return names
