"""The notebooks on a record become one HTML page that needs no network, no Python, and no script to be read.

- `write` executes the notebooks and writes the page, also one redacted for licensed text.
- `check` says beforehand whether a page can be written somewhere.
- `shipped` names the notebooks that come with Counterpoint.
"""

from toolkit.report.writing import check, shipped, write

__all__ = ["check", "shipped", "write"]
