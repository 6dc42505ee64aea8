"""Names of files that lie beside reports and are none."""

import re

# What tells of a folder: README.md, README-en, MANIFEST.txt; "manifesto.txt" is a report.
_ABOUT = re.compile(r"(?:readme|manifest)(?:[^a-z].*)?", re.IGNORECASE)


def tells_no_story(name: str) -> bool:
    """Whether a file of this name, met in a folder or an archive, is passed over as no article.

    README and MANIFEST files, whatever begins with a dot, and the lock files of office programs are.

    >>> tells_no_story("README.md"), tells_no_story("._talks.txt"), tells_no_story("manifesto.txt")
    (True, True, False)
    """
    return name.startswith((".", "~$")) or _ABOUT.fullmatch(name.rpartition(".")[0] or name) is not None
