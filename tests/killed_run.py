"""One run over invented articles through a store, as a process that may be killed: NUMBER FOLDER ENGINE MODEL."""

import sys
import time
from pathlib import Path

import engine_stubs

from toolkit import engine, storing
from toolkit.parties import Parties
from toolkit.preparing import Prepared

PAUSE = 0.02


def slowly(batch, *, model):
    """What the stub finds, after a moment in which the process may be killed."""
    time.sleep(PAUSE)
    return engine_stubs.finds(batch, model=model)


def main():
    """The run, which says when it is done."""
    number, folder, by = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    asked = engine.Asked("m", engine=by, analyse=slowly)
    articles = engine_stubs.articles(number, a13="no word of it")
    with engine.team(asked) as team, engine.opened(folder / "store.duckdb") as shelf:
        storing.through(shelf, [articles], team, Prepared(Parties(), {"provenance": {}}))
    sys.stdout.write("done\n")


if __name__ == "__main__":
    import killed_run  # by its name, so that other processes find the stub too

    killed_run.main()
