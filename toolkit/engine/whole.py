"""Articles that the memory holds become tables of a record, whoever does the work."""

from contextlib import ExitStack

import pandas as pd

from toolkit import claims, clock
from toolkit.engine.analysing import TABLES, Tables, together
from toolkit.engine.asking import Asked, team
from toolkit.engine.choosing import HERE
from toolkit.engine.finishing import finished
from toolkit.engine.running import Progress, run
from toolkit.engine.shelf import held
from toolkit.engine.stored import keep
from toolkit.parties import Parties, assign


def in_memory(articles: pd.DataFrame, asked: Asked, parties: Parties, *, progress: Progress | None = None) -> Tables:
    """The tables of a record, without ARTICLES: found, with parties, acts and replies, in the order of the articles.

    Raises ModelError and EngineError as `running.run`, PartyError for parties that cannot be used.

    >>> from toolkit.tables import empty
    >>> found = in_memory(empty("ARTICLES"), Asked("any", analyse=dict), Parties())
    >>> len(found["MENTIONS"])
    0
    """
    if asked.engine != HERE:
        with ExitStack() as stack:
            workers, shelf = stack.enter_context(team(asked)), stack.enter_context(held())
            keep(shelf, [articles], workers, progress=progress)
            return together(list(finished(shelf, workers, parties)), (*TABLES, "MENTIONS", "REPLIES"))
    found = run(articles, model=asked.model, rules=asked.rules, analyse=asked.analyse, progress=progress)
    with clock.timed("parties"):
        found = assign(found, articles, parties)
    with clock.timed("claims"):
        return claims.label(found, articles)
