"""Voice share: who is heard, and how much of what is said is theirs."""

from collections.abc import Iterable

import pandas as pd

from toolkit.compare.intervals import empty_shares, shares
from toolkit.compare.units import CompareError, counted, ordered
from toolkit.text import count_words

WEIGHTS = ("statements", "words")


def voice_share(
    statements: pd.DataFrame,
    *,
    by: str = "party",
    weight: str = "statements",
    articles: pd.DataFrame | None = None,
    parties: Iterable[str] = (),
) -> pd.DataFrame:
    """The shares of all parties and of the unassigned sum to 1, over innermost statements, each with its denominator.

    One row is one value of `by` (any text column of STATEMENTS), most heard first, `(unassigned)` last: `party` (named
    as `by`), `n` and `total` (statements, or their words; two who speak at once have half each), `value` (n / total,
    0 to 1), `low` and `high` (95 %, missing under five articles), `articles` (in which it speaks) and `of_articles`
    (in which anybody does; copies known from `articles` count once), `note` (why there is no interval, or how it was
    made). `parties` names those who get a row even if they are never heard. Without statements there are no rows.

    Words are those of `content`, counted as in `toolkit.text`. The interval is that of `intervals.korn_graubard`.
    Bennett 1990; Asr et al. 2021. A share says how often a party is heard, not whether that is fair, nor whether what
    it said is believed; and it leans on the extractor, which finds some sources more easily than others.

    Raises CompareError for a `by` or a `weight` that does not exist.

    >>> from toolkit.tables import frame
    >>> rows = [{"statement_id": "s0", "party": "Red"}, {"statement_id": "s1", "party": "Red"}, {"statement_id": "s2"}]
    >>> voice_share(frame("STATEMENTS", rows))[["party", "n", "total"]].values.tolist()
    [['Red', 2.0, 3.0], ['(unassigned)', 1.0, 3.0]]
    """
    if weight not in WEIGHTS:
        raise CompareError(
            f"shares cannot be weighted by {weight!r}", works=", ".join(WEIGHTS), step="use one of these"
        )
    heard = counted(statements, articles, by=by, also=["content"] if weight == "words" else [])
    if weight == "words":
        heard["weight"] *= pd.Series([count_words(content) for content in heard["content"]], dtype="Float64")
    if heard.empty:
        return empty_shares(by)
    return shares(heard, column=by, groups=ordered(heard, by, also=parties))
