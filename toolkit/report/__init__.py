"""The notebooks on a record become one HTML page that needs no network, no Python, and no script to be read.

- `write` executes the notebooks and writes the page.
"""

from toolkit.report.writing import write

__all__ = ["write"]
