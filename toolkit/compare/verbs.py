"""Reporting verbs: with which words each party is made to speak."""

import pandas as pd

from toolkit.compare.intervals import NONE, within
from toolkit.compare.units import counted, ordered
from toolkit.tables.values import STANCES


def reporting_verbs(
    statements: pd.DataFrame, *, by: str = "party", articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The shares of the stances of the verbs that introduce a party sum to 1, each with its denominator.

    One row is one party and one stance, most heard first, `(unassigned)` last: `party` (named as `by`), `stance`
    (neutral: say, tell, according to; distancing: claim, allege, insist; endorsing: reveal, point out, confirm, admit;
    illocutionary: warn, accuse, demand, promise, deny; a row `(none)` where a cue is not in the lexicon), `n`
    (innermost statements), `total` (of the party), `value` (n / total, 0 to 1), `low` and `high` (95 %, missing under
    five articles), `articles` (in which the party is introduced so), `of_articles` (in which it is heard), `note`.

    One lexicon serves all parties. Caldas-Coulthard 1994; Thompson and Ye 1991; Martin and White 2005. The interval is
    that of `intervals.korn_graubard`. A verb is not yet an attitude: "claim" is a legal term in one text and doubt in
    another, and who denies more may have been accused more. Read the statements behind a difference.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> table = frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "cue_stance": "distancing"}])
    >>> reporting_verbs(table)[["stance", "n"]].values.tolist()
    [['neutral', 0.0], ['distancing', 1.0], ['endorsing', 0.0], ['illocutionary', 0.0]]
    """
    heard = counted(statements, articles, by=by, also=["cue_stance"]).rename(columns={"cue_stance": "stance"})
    return within(heard, column="stance", groups=STANCES, by=by)


def verb_list(statements: pd.DataFrame, *, by: str = "party") -> pd.DataFrame:
    """Every verb or other cue that introduces a party stands once for each stance, the most used first.

    One row is one party, one lemma and one stance: `party` (named as `by`; most heard first, `(unassigned)` last),
    `cue_lemma` (`(none)` where no cue is printed), `stance` (`(none)` where the cue is not in the lexicon), `n`
    (Float64, innermost statements, two who speak at once have half each). A count, without interval.

    Raises CompareError for a `by` that does not exist.

    >>> from toolkit.tables import frame
    >>> rows = [{"statement_id": "s0", "party": "Red", "cue_lemma": "claim", "cue_stance": "distancing"}]
    >>> verb_list(frame("STATEMENTS", rows)).values.tolist()
    [['Red', 'claim', 'distancing', 1.0]]
    """
    heard = counted(statements, by=by, also=["cue_lemma", "cue_stance"]).rename(columns={"cue_stance": "stance"})
    places = {name: place for place, name in enumerate(ordered(heard, by))}
    keys = [by, "cue_lemma", "stance"]
    words = heard[[*keys, "weight"]].rename(columns={"weight": "n"})
    words[["cue_lemma", "stance"]] = words[["cue_lemma", "stance"]].replace("", NONE)
    table = words.groupby(keys)["n"].sum().reset_index()
    order = (
        table.assign(place=table[by].map(places), less=-table["n"]).sort_values(["place", "less", "cue_lemma"]).index
    )
    return table.loc[order].reset_index(drop=True).astype(dict.fromkeys(keys, "str") | {"n": "Float64"})
