"""What a statement does and whom it is aimed at; what needs more than one sentence to be seen.

`label` fills `act` and `target_party` of STATEMENTS and makes REPLIES.
"""

from collections.abc import Mapping

import pandas as pd

from toolkit.claims.acts import acted
from toolkit.claims.replies import link

__all__ = ["label"]


def label(tables: Mapping[str, pd.DataFrame], articles: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Every statement gets its act and target (see `acts.acted`), and what answers what is in REPLIES (`replies.link`).

    `tables` holds STATEMENTS, HARMS and MENTIONS with their parties. Returns the same tables, filled, and REPLIES.

    >>> from toolkit.tables import empty
    >>> names = ("STATEMENTS", "HARMS", "MENTIONS")
    >>> len(label({name: empty(name) for name in names}, empty("ARTICLES"))["REPLIES"])
    0
    """
    found = acted(tables)
    return {**found, "REPLIES": link(found, articles)}
