"""What a statement does and whom it is aimed at; what needs more than one sentence to be seen.

`label` fills `act` and `target_party` of STATEMENTS and makes REPLIES.
"""

from collections.abc import Mapping

import pandas as pd

from toolkit.claims.acts import acted
from toolkit.claims.dates import dated
from toolkit.claims.replies import link

__all__ = ["label"]


def label(tables: Mapping[str, pd.DataFrame], articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every statement gets its act and target (`acts.acted`), every figure its day; REPLIES says what answers what.

    `tables` holds STATEMENTS, FIGURES, HARMS and MENTIONS with their parties. Returns the same tables, filled, and
    REPLIES (see `replies.link`).

    >>> from toolkit.tables import empty
    >>> names = ("STATEMENTS", "FIGURES", "HARMS", "MENTIONS")
    >>> len(label({name: empty(name) for name in names}, empty("ARTICLES"))["REPLIES"])
    0
    """
    found = acted(tables)
    found["FIGURES"] = dated(found["FIGURES"], articles)
    return {**found, "REPLIES": link(found, articles)}
