"""What was found, as escaped static HTML that reads without Python.

- `table` shows a small table with a caption, in the way a reader writes numbers.
"""

from toolkit.show.table import Table, table

__all__ = ["Table", "table"]
