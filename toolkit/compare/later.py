"""Later answers: what the accused says in other reports that may answer an accusation, as candidates to read."""

import numpy as np
import pandas as pd

from toolkit.compare.answers import CALLING
from toolkit.compare.terms import names_in, weighed
from toolkit.compare.units import innermost, voices

DTYPES = {
    "statement_id": "str", "answer_id": "str", "party": "str", "target_party": "str", "content": "str", "answer": "str",
    "act": "str", "days": "Int64", "likeness": "Float64",
}  # fmt: skip
WITHIN = 31  # days; a later answer to an older accusation is rare, and chance likeness is not
LEAST = 0.1  # of likeness, under which two statements share words by chance


def later_answers(
    statements: pd.DataFrame, articles: pd.DataFrame, *, within: int = WITHIN, most: int = 3
) -> pd.DataFrame:
    """A statement of the accused in a report of the same day or later that shares words is a candidate, no answer.

    One row is one candidate: `statement_id` (an innermost accusation, condemnation, demand or threat aimed at a known
    party), `answer_id` (what its target says in another report, at most `within` days later), `party`, `target_party`,
    their words (`content`, `answer`), the `act` of the candidate, `days` between the reports, and `likeness` (cosine of
    TF-IDF weights, 0 to 1, names of parties and speakers left out; from 0.1 on). Up to `most` for each accusation, the
    likest first, denials before others of equal likeness. Reports without a day, and copies of others, have none. Read
    them: likeness of words is no answer.

    >>> import pandas as pd
    >>> from toolkit.tables import frame
    >>> days = {"a": "2025-03-10", "b": "2025-03-13"}
    >>> news = frame("ARTICLES", [{"article_id": key, "published": pd.Timestamp(day)} for key, day in days.items()])
    >>> rows = [{"statement_id": "s0", "article_id": "a", "party": "Red", "act": "accuse", "target_party": "Blue",
    ...          "content": "Blue of lending its helicopter"},
    ...         {"statement_id": "s1", "article_id": "b", "party": "Blue", "content": "The helicopter never left"}]
    >>> later_answers(frame("STATEMENTS", rows), news)[["answer_id", "days"]].values.tolist()
    [['s1', 3]]
    """
    known = articles[articles["published"].notna() & (articles["duplicate_of"].fillna("") == "")]
    days = dict(zip(known["article_id"], known["published"].dt.normalize(), strict=True))
    told = innermost(statements)
    told = told[told["article_id"].isin(days)].reset_index(drop=True)
    weights, terms = weighed(list(told["content"]), without=names_in(statements))
    asked = told[told["act"].isin(CALLING) & (told["target_party"] != "")]
    if asked.empty or not terms:
        return pd.DataFrame(columns=list(DTYPES)).astype(DTYPES)
    heard = voices(told)
    day = told["article_id"].map(days)
    rows = []
    for party, calls in asked.groupby("target_party", sort=False):
        own = told.index[told["statement_id"].isin(heard.loc[heard["party"] == party, "statement_id"])]
        like = np.asarray((weights[calls.index] @ weights[own].T).todense()) if len(own) else np.zeros((len(calls), 0))
        for place, near in zip(calls.index, like, strict=True):
            apart = (day[own] - day[place]).dt.days.to_numpy()
            other = (told.loc[own, "article_id"] != told.at[place, "article_id"]).to_numpy()
            fits = np.flatnonzero((near >= LEAST) & (apart >= 0) & (apart <= within) & other)
            denies = (told.loc[own[fits], "act"] != "deny").to_numpy()
            best = fits[np.lexsort((own[fits], apart[fits], denies, -near[fits].round(3)))][:most]
            rows += [_row(told.loc[place], told.loc[own[one]], float(near[one]), int(apart[one])) for one in best]
    order = {key: place for place, key in enumerate(told["statement_id"])}
    rows.sort(key=lambda row: order[str(row["statement_id"])])
    return pd.DataFrame(rows, columns=list(DTYPES)).astype(DTYPES)


def _row(call: "pd.Series", answer: "pd.Series", likeness: float, days: int) -> dict[str, object]:
    return {
        "statement_id": call["statement_id"], "answer_id": answer["statement_id"], "party": call["party"],
        "target_party": call["target_party"], "content": call["content"], "answer": answer["content"],
        "act": answer["act"], "days": days, "likeness": round(likeness, 3),
    }  # fmt: skip
