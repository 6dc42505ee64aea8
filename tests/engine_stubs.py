"""Analyses that stand in for the language room: fast, and bad in the ways that an article can be bad.

They lie in a module of their own, so that other processes can import them.
"""

import os
import time
from pathlib import Path

from toolkit import tables


def articles(number, **texts):
    """As many short articles as asked for, each with one statement; `texts` replaces those of some, by id."""
    rows = [
        {
            "article_id": f"a{key}",
            "source": f"{key}.txt",
            "text": texts.get(f"a{key}", f"Minister Ada Lind{key % 7} of Norland said yes {key}."),
        }
        for key in range(number)
    ]
    return tables.frame("ARTICLES", rows)


def finds(batch, *, model):
    """One statement and one speaker in every article."""
    statements, speakers = [], []
    for key, text in zip(batch["article_id"], batch["text"], strict=True):
        start, name = text.index("yes"), " ".join(text.split()[1:3])
        speaker = {"speaker": name, "speaker_mention": name, "speaker_start": text.index(name)}
        speaker["speaker_end"] = speaker["speaker_start"] + len(name)
        statements.append(
            {"statement_id": f"{key}-s", "article_id": key, "content": "yes", "spans": [[start, start + 3]],
             "start": start, "end": start + 3, "kind": "indirect", "named": True, **speaker}
        )  # fmt: skip
        place = {"start": speaker["speaker_start"], "end": speaker["speaker_end"], "text": name}
        speakers.append(
            {"speaker_row_id": f"{key}-p", "article_id": key, "speaker": name, "rule": "name", "named": True,
             "person": True, **place}
        )  # fmt: skip
    return {
        "STATEMENTS": tables.frame("STATEMENTS", statements),
        "SPEAKERS": tables.frame("SPEAKERS", speakers),
    }


def dies(batch, *, model):
    """The process dies at an article with POISON in its text, however often it is tried."""
    if batch["text"].str.contains("POISON").any():
        os._exit(9)
    return finds(batch, model=model)


def dies_once(batch, *, model):
    """The process dies at the first article that names a file, and never again once that file is there."""
    for text in batch["text"]:
        if "DIES ONCE " in text and not (mark := Path(text.split("DIES ONCE ")[1])).exists():
            mark.touch()
            os._exit(9)
    return finds(batch, model=model)


def endless(batch, *, model):
    """An article with ENDLESS in its text is never done."""
    while batch["text"].str.contains("ENDLESS").any():
        time.sleep(0.01)
    return finds(batch, model=model)


def first(batch):
    """The place of the first article of a batch."""
    return batch.first
