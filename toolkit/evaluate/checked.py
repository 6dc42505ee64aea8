"""What the checked sample says of the extractor: how much of each party's is right, and how much of it is found."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from toolkit.evaluate.answers import Answer, Answers, Numbers, matrix, not_enough, read_answers
from toolkit.intervals import FEWEST_ARTICLES, FEWEST_HEARD, clopper_pearson, effective_size, korn_graubard
from toolkit.record import UNASSIGNED

COLUMNS = ("party", "measure", "n", "value", "low", "high", "articles", "note")


def checked(sample: pd.DataFrame, *, parties: Iterable[str] = ()) -> pd.DataFrame:
    """Precision and recall are those of the whole record as far as the sample tells, each row by its weight.

    `sample` is a frame of `validate` with answers; rows without one are left out, their weight goes to the others of
    their stratum. `parties` names parties that an answer may mean though the sample does not name them. Two rows are
    one party, most heard first, `(unassigned)` last; `measure` (str) is

    - `precision`: of the voices that the machine gives to the party, the share that are statements, with the right
      content, and the party's. `n` (Int64) counts the checked statements that the machine gives to it.
    - `recall`: of the voices that are the party's by hand, those in the passages that were missed among them, the share
      that the machine found and gave to it. `n` counts the checked statements that are the party's by hand, and the
      missed ones. A statement given to the wrong party costs both parties.

    `value`, `low`, `high` (Float64, 0 to 1; 95 %), `articles` (Int64, those that `n` stands in, copies once), `note`
    (str). Clusters are articles. Limits of precision are those of `intervals.korn_graubard`. Those of recall are made
    the same way, but reckon with one missed statement of the party more than was seen, since passages without a missed
    one do not prove that there is none. Both are missing under five articles. There is no recall
    where no passage was read, or where nobody checked any statement of a stratum.

    Raises EvaluateError for answers that cannot be read: it names line, value and what works.

    >>> from toolkit.evaluate.sample import validate
    >>> from toolkit.record import Record
    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a", "text": "Red said no. Red said yes."}])
    >>> rows = [{"statement_id": name, "article_id": "a", "party": "Red"} for name in ("s0", "s1")]
    >>> sample = validate(Record(news, frame("STATEMENTS", rows)))
    >>> sample = sample.assign(right=["yes", "no", ""], missed=["", "", "Red; Red"])
    >>> checked(sample)[["party", "measure", "n", "value"]].round(3).values.tolist()
    [['Red', 'precision', 2, 0.5], ['Red', 'recall', 3, 0.333]]
    """
    answers = read_answers(sample, parties=parties)
    both = [*answers.statements, *answers.passages]
    heard: dict[str, float] = {}
    for one in both:
        for party in one.there:
            heard.setdefault(party, 0.0)
        for party, voice in one.found.items():
            heard[party] = heard.get(party, 0.0) + one.weight * voice
    names = sorted(heard, key=lambda name: (name == UNASSIGNED, -round(heard[name], 9), name))
    found, there = matrix([one.found for one in both], names), matrix([one.there for one in both], names)
    hits = np.minimum(found, there)
    reason = not_enough(answers)
    rows: list[tuple[Any, ...]] = []
    for place, name in enumerate(names):
        rows.append((name, "precision", *_precision(answers.statements, hits[:, place], found[:, place])))
        rows.append((name, "recall", *_recall(answers, hits[:, place], there[:, place], reason)))
    dtypes = dict.fromkeys(("party", "measure", "note"), "str") | dict.fromkeys(("n", "articles"), "Int64")
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(COLUMNS, "Float64") | dtypes)


def _precision(statements: list[Answer], hits: Numbers, found: Numbers) -> tuple[Any, ...]:
    """n, value, low, high, articles and note of one party."""
    given = [(one, hit, all_of) for one, hit, all_of in zip(statements, hits, found, strict=False) if all_of]
    if not given:
        return 0, np.nan, np.nan, np.nan, 0, "None of the checked statements is given to it."
    parts = pd.DataFrame({"right": [one.weight * hit for one, hit, _ in given]})
    parts["wrong"] = [one.weight * (whole - hit) for one, hit, whole in given]
    keys = pd.DataFrame(
        {"cluster": [one.cluster for one, _, _ in given], "article": [one.article_id for one, _, _ in given]}
    )
    row = korn_graubard(parts, cluster=keys["cluster"], article=keys["article"]).loc["right"]
    return len(given), row["value"], row["low"], row["high"], row["of_articles"], row["note"]


def _recall(answers: Answers, hits: Numbers, there: Numbers, reason: str) -> tuple[Any, ...]:
    """n, value, low, high, articles and note of one party; with a `reason` there is no value."""
    statements = len(answers.statements)
    both = [*answers.statements, *answers.passages]
    cells = pd.DataFrame({"cluster": [one.cluster for one in both], "weight": [one.weight for one in both]})
    cells["found"], cells["lost"], cells["there"] = hits * cells["weight"], (there - hits) * cells["weight"], there
    cells = cells[cells["there"] > 0]
    # A voice of a statement is a statement, a passage may miss several.
    n = sum(1 for one in there[:statements] if one > 0) + round(float(there[statements:].sum()))
    sums = cells.groupby("cluster")[["found", "lost"]].sum().to_numpy(dtype=np.float64)
    if reason:
        return n, np.nan, np.nan, np.nan, len(sums), reason
    if not n:
        return 0, np.nan, np.nan, np.nan, 0, "None of the checked statements is its, and none was missed."
    value = float(sums[:, 0].sum() / sums.sum())
    if len(sums) < FEWEST_ARTICLES:
        where = "1 article" if len(sums) == 1 else f"{len(sums)} articles"
        note = f"No interval is given: the statements stand in {where}, and it takes at least {FEWEST_ARTICLES}."
        return n, value, np.nan, np.nan, len(sums), note
    asked = (cells["weight"] * cells["there"]).to_numpy(dtype=np.float64)
    units = float(asked.sum() ** 2 / (asked**2).sum())
    low, high = _limits(sums, value, units=units, more=answers.passages[0].weight)
    return n, value, low, high, len(sums), ""


def _limits(sums: Numbers, value: float, *, units: float, more: float) -> tuple[float, float]:
    """Limits of the share that was found, with one missed statement of weight `more` on top of those that were seen."""
    count, sizes = len(sums), sums.sum(axis=1)
    total = float(sizes.sum()) + more
    share = float(sums[:, 0].sum()) / total
    residual = (sums[:, 0] - share * sizes) / total
    variance = count / (count - 1) * ((residual - residual.mean()) ** 2).sum() + (share * more / total) ** 2
    size = effective_size(np.array([share]), np.array([variance]), units=units, clusters=count)
    if int((sums[:, 0] > 0).sum()) < FEWEST_HEARD:
        size = np.minimum(size, sizes.sum() ** 2 / (sizes**2).sum())
    low, high = clopper_pearson(value * size, size)
    return float(low[0]), float(high[0])
