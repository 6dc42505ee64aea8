"""The tables of one run kept together with their provenance, and the frozen query that asks for a part of them.

- `Record` holds the tables; `load` and `merge` give one.
- `Query` says which part is meant; `Record.select` gives it.
- `as_articles` makes any frame with texts a frame of ARTICLES.
- `reassign`, `under` and `overrule` decide its parties anew; `parties_of` tells the analyst's parties it was made with.
- `sidecar` reads and writes `.counterpoint/`, where the analyst's decisions lie beside the corpus.
"""

from toolkit.record.articles import as_articles
from toolkit.record.deciding import add_party, overrule, parties_of, reassign, under
from toolkit.record.merging import merge, refusals
from toolkit.record.query import UNASSIGNED, Query
from toolkit.record.record import Record, load
from toolkit.record.sidecar import home_of

__all__ = [
    "UNASSIGNED",
    "Query",
    "Record",
    "add_party",
    "as_articles",
    "home_of",
    "load",
    "merge",
    "overrule",
    "parties_of",
    "reassign",
    "refusals",
    "under",
]
