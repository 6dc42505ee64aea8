"""Running the rooms below over many articles: in this process, in several, or on a Dask cluster; resumed after a stop.

`run` analyses a frame of articles. What is lost with a process is set aside and said, and the rest goes on.
"""

from toolkit.engine.analysing import TABLES, Analyse
from toolkit.engine.choosing import HERE
from toolkit.engine.running import Progress, run

__all__ = ["HERE", "TABLES", "Analyse", "Progress", "run"]
