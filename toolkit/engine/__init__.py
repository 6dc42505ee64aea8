"""Running the rooms below over many articles: in this process, in several, or on a Dask cluster; resumed after a stop.

- `run` analyses a frame of articles in memory. What is lost with a process is set aside and said; the rest goes on.
- `opened` is the store of a corpus of any size: `keep` analyses what it does not know yet, as it was `Asked`, and
  `finished` gives the tables of the whole, piece by piece.
"""

from toolkit.engine.analysing import TABLES, Analyse
from toolkit.engine.choosing import HERE, over
from toolkit.engine.finishing import finished
from toolkit.engine.running import Progress, run
from toolkit.engine.shelf import Shelf, opened
from toolkit.engine.stored import Asked, keep

__all__ = ["HERE", "TABLES", "Analyse", "Asked", "Progress", "Shelf", "finished", "keep", "opened", "over", "run"]
