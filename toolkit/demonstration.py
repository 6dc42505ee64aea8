"""The demonstration corpus: thirty invented reports on one invented dispute, with its party file."""

import os
import shutil
from pathlib import Path

from toolkit.data import DEMO
from toolkit.errors import SourceError


def demo(to: str | os.PathLike[str] | None = None) -> Path:
    """The folder of the demonstration corpus, or of a copy of it to work on.

    It holds 30 invented reports of four invented outlets over three weeks (plain text, web pages, a CSV and an Excel
    table), the party file `.counterpoint/parties.yaml`, and MANIFEST.md, which says what each report is there to show.
    What a panel saves is kept beside the articles, and never in the installation: to keep it give `to`, a folder that
    is made when it is not there; files that are there already are left as they are. Raises SourceError when `to`
    cannot be written.

    >>> (demo() / ".counterpoint" / "parties.yaml").is_file()
    True
    """
    if to is None:
        return DEMO
    folder = Path(to)
    try:
        for file in sorted(DEMO.rglob("*")):
            target = folder / file.relative_to(DEMO)
            if file.is_file() and not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
    except OSError as error:
        raise SourceError(
            f"the demonstration corpus cannot be copied to {folder}: {error.strerror or error}",
            works="a folder that you may write to, or a path where there is nothing yet",
            step='give another folder, as in toolkit.demo("my-demo")',
        ) from error
    return folder
