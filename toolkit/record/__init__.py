"""The tables of one run kept together with their provenance, and the frozen query that asks for a part of them.

- `Record` holds the tables; `load` and `merge` give one; `save_pieces` writes one that is larger than the memory.
- `having` gives rows of one table, and reads no others of a record that lies in a folder.
- `Query` says which part is meant; `Record.select` gives it.
- `collapse` leaves out articles that repeat another.
- `as_articles` makes any frame with texts a frame of ARTICLES.
- `reassign`, `under` and `overrule` decide its parties anew; `parties_of` tells the analyst's parties it was made with.
- `correct`, `accept`, `reject`, `add` and `undo` keep what a coder says of a statement; `corrected` replays it, for
  all coders or for one, and `reviewed`, `coding` and `corrections_of` tell what was decided. A coder whose name begins
  with `blind-` is left out of all of it unless asked for by name.
- `adopt`, `uphold` and `withdraw` settle where two coders differ; `settled` tells what was, `independent` gives a
  coder's statements as they were before.
- `sidecar` reads and writes `.counterpoint/`, where the analyst's decisions lie beside the corpus.
"""

from toolkit.record.amending import coding, corrected, orphans, reviewed
from toolkit.record.articles import as_articles
from toolkit.record.collapsing import collapse
from toolkit.record.correcting import accept, add_statement, correct, reject, undo
from toolkit.record.correcting import add_statement as add
from toolkit.record.corrections import Correction, corrections_of
from toolkit.record.deciding import add_party, overrule, parties_of, reassign, under
from toolkit.record.merging import merge, refusals
from toolkit.record.opening import having, load
from toolkit.record.query import UNASSIGNED, Query
from toolkit.record.record import Record
from toolkit.record.settling import adopt, independent, settled, uphold, withdraw
from toolkit.record.sidecar import home_of
from toolkit.record.streaming import save_pieces
from toolkit.record.taking import Apart

__all__ = [
    "UNASSIGNED",
    "Apart",
    "Correction",
    "Query",
    "Record",
    "accept",
    "add",
    "add_party",
    "add_statement",
    "adopt",
    "as_articles",
    "coding",
    "collapse",
    "correct",
    "corrected",
    "corrections_of",
    "having",
    "home_of",
    "independent",
    "load",
    "merge",
    "orphans",
    "overrule",
    "parties_of",
    "reassign",
    "refusals",
    "reject",
    "reviewed",
    "save_pieces",
    "settled",
    "under",
    "undo",
    "uphold",
    "withdraw",
]
