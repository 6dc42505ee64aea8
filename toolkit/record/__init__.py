"""The tables of one run kept together with their provenance, and the frozen query that asks for a part of them.

- `Record` holds the tables; `load` and `merge` give one.
- `Query` says which part is meant; `Record.select` gives it.
- `sidecar` reads and writes `.counterpoint/`, where the analyst's decisions lie beside the corpus.
"""

from toolkit.record.merging import merge, refusals
from toolkit.record.query import UNASSIGNED, Query
from toolkit.record.record import Record, load
from toolkit.record.sidecar import home_of

__all__ = ["UNASSIGNED", "Query", "Record", "home_of", "load", "merge", "refusals"]
