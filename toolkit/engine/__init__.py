"""Running the rooms below over many articles: in this process, in several, or on a Dask cluster; resumed after a stop.

- `run` analyses a frame of articles in memory, `in_memory` makes the tables of a record of it. What is lost with a
  process is set aside and said; the rest goes on.
- `team` is who shares the work of a whole run, as it was `Asked`.
- `opened` is the store of a corpus of any size: `keep` has a team analyse what it does not know yet, and `finished`
  gives the tables of the whole, piece by piece.
"""

from toolkit.engine.analysing import TABLES, Analyse
from toolkit.engine.asking import Asked, Team, team
from toolkit.engine.choosing import HERE
from toolkit.engine.finishing import finished
from toolkit.engine.running import Progress, run
from toolkit.engine.shelf import Shelf, opened
from toolkit.engine.stored import keep
from toolkit.engine.whole import in_memory

__all__ = [
    "HERE",
    "TABLES",
    "Analyse",
    "Asked",
    "Progress",
    "Shelf",
    "Team",
    "finished",
    "in_memory",
    "keep",
    "opened",
    "run",
    "team",
]
