"""The notebooks on a record become one HTML page that needs no network, no Python, and no script to be read.

- `write` executes the notebooks and writes the page.
- `shipped` names the notebooks that come with Counterpoint.
"""

from toolkit.report.writing import shipped, write

__all__ = ["shipped", "write"]
