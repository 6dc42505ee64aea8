"""The version of this package, said in one place only: `pyproject.toml`."""

import tomllib
from functools import cache
from importlib.metadata import version as installed
from pathlib import Path

DISTRIBUTION = "counterpoint-toolkit"


@cache
def version() -> str:
    """The version that `pyproject.toml` states: read from it in a checkout, else as it was installed.

    A checkout comes first, since what was installed from it may be older than the code that runs.

    >>> version().count(".")
    2
    """
    file = Path(__file__).parent.parent / "pyproject.toml"
    if file.exists():
        project = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {})
        if project.get("name") == DISTRIBUTION:
            return str(project["version"])
    return installed(DISTRIBUTION)
