"""A sample to check by hand: statements, to see how many are right, and passages, to see what was missed."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from toolkit.evaluate.standoff import EvaluateError
from toolkit.record import UNASSIGNED, Record
from toolkit.record.voices import clusters, innermost
from toolkit.tables import rows as rows_of
from toolkit.text import paragraphs

SEED = 20111
FEW = 5
"""As many statements of each stratum are drawn at least, if it has them and `n` is large enough."""
SEVERAL = "(several)"
SEPARATOR = ";"
ANSWERS = ("right", "true_party", "missed", "remark")
_SHOWN = ("what", "passage", "content", "cue", "speaker", "party", "found")
_PLACES = ("start", "end", "passage_start", "passage_end")
COLUMNS = (*_SHOWN, *ANSWERS, "article_id", "statement_id", *_PLACES, "stratum", "weight", "cluster")
_EMPTY: dict[str, Any] = dict.fromkeys(COLUMNS, "") | dict.fromkeys(_PLACES, pd.NA)
_NO_PROSE = ("byline", "dateline", "teaser", "credit")

Row = Mapping[str, Any]
Pieces = Mapping[str, list[tuple[int, int]]]


def validate(
    record: Record, *, n: int = 100, passages: int | None = None, by: str = "party", seed: int = SEED
) -> pd.DataFrame:
    """Every innermost statement and every passage has a known chance to be drawn, and `weight` is 1 over it.

    One row is one thing to check by hand; `what` says which:

    - `statement`: one of `n` statements drawn in strata, the values of `by` (a column of text of STATEMENTS; those with
      voices of several parties are a stratum of their own). Each stratum gives five at least, the rest in proportion to
      its size. Read `passage`, then fill in `right`: `yes` where somebody is quoted there and `content` is what was
      said, or at least half of it and at most as much again; else `no`. Where the speaker belongs to another party than
      `party`, write it into `true_party`; where `party` is right, leave that empty.
    - `passage`: one of `passages` paragraphs (as many as `n`, if left out) of all articles, but for bylines, datelines,
      teasers and credits. Read `passage` beside `found`, the innermost statements that begin in it (`party: content`,
      one a line). Fill in `missed`: `no` where nothing is missing, else the party of each missing statement, as
      `Hamas; Hamas; Israel`. Missing is a statement that begins there and that no found one meets, as above. Words that
      only hold another statement are not looked for.

    `(unassigned)` is the party of those who belong to none. Where several speak at once, `party` and `true_party` name
    all, with `;` between; in `missed` each name is a statement. An empty answer is a row that nobody has checked;
    `remark` is free. Rows stand in an order drawn by chance, statements first: who checks each half from the top and
    stops early has a smaller sample and no biased one.

    The columns in their order, str if nothing is said: `what`, `passage` (verbatim), `content`, `cue`, `speaker`,
    `party`, `found`; the answers `right`, `true_party`, `missed`, `remark`, all empty; `article_id`, `statement_id`,
    `start`, `end` (of the content), `passage_start`, `passage_end` (Int64, code points, half open), `stratum`,
    `weight` (Float64, 1 or more), `cluster` (the article that its article repeats, or its own). The order of the rows
    of the record changes nothing, and the same `seed` draws the same sample. Stratified sampling: Cochran 1977.

    Raises EvaluateError for numbers that cannot be drawn, for a `by` that is no column of text, and for a party whose
    name holds a semicolon.

    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a", "text": "Mora said no."}])
    >>> row = {"statement_id": "s", "article_id": "a", "content": "no", "spans": [[10, 12]], "start": 10, "end": 12}
    >>> table = validate(Record(news, frame("STATEMENTS", [row])))
    >>> table[["what", "passage", "party", "found", "weight"]].values.tolist()[1]
    ['passage', 'Mora said no.', '', '(unassigned): no', 1.0]
    """
    statements = innermost(record.statements).sort_values("statement_id", ignore_index=True)
    texts = dict(zip(record.articles["article_id"], record.articles["text"], strict=True))
    pieces = {name: paragraphs(texts[name]) for name in sorted(texts)}
    random = np.random.default_rng(seed)
    told = rows_of(statements)
    drawn = _drawn(_strata(statements, by), n, random)
    rows = [_EMPTY | _statement(told[place], texts, pieces) | more for place, more in drawn]
    found: dict[str, list[Row]] = {}
    for row in sorted(told, key=lambda row: (pd.isna(row["start"]), 0 if pd.isna(row["start"]) else row["start"])):
        found.setdefault(row["article_id"], []).append(row)
    prose = _prose(record.articles, pieces)
    chosen = _drawn(pd.Series(["(passages)"] * len(prose)), n if passages is None else passages, random)
    rows += [_EMPTY | _passage(*prose[place], texts, found) | more for place, more in chosen]
    sample = pd.DataFrame(rows, columns=list(COLUMNS))
    sample["cluster"] = clusters(sample, record.articles)
    dtypes = dict.fromkeys(COLUMNS, "str") | dict.fromkeys(_PLACES, "Int64") | {"weight": "Float64"}
    return sample.astype(dtypes)


def parties_of(row: Row) -> list[str]:
    """The parties of those who speak in a statement, one for each voice, `(unassigned)` where it has none.

    >>> parties_of({"party": "", "speakers": ["Ann", "Bo"], "speaker_parties": ["Red", ""]})
    ['Red', '(unassigned)']
    """
    count = len(row["speakers"])
    told = [*row["speaker_parties"], *[""] * count][:count] if count > 1 else [row["party"]]
    return [party or UNASSIGNED for party in told]


def _strata(statements: pd.DataFrame, by: str) -> "pd.Series[str]":
    columns = [str(name) for name, dtype in statements.dtypes.items() if dtype == "str"]
    if by not in columns:
        raise EvaluateError(
            f"a sample cannot be stratified by {by!r}", works=", ".join(columns), step="name one of these columns"
        )
    if by != "party":
        return statements[by].replace("", UNASSIGNED)
    spoken = [sorted(set(parties_of(row))) for row in rows_of(statements)]
    for party in (party for parties in spoken for party in parties if SEPARATOR in party):
        raise EvaluateError(
            f"the name of the party {party!r} holds a semicolon, which divides parties in an answer",
            works="a name without one",
            step="rename the party in the party file and extract again",
        )
    return pd.Series([parties[0] if len(parties) == 1 else SEVERAL for parties in spoken], dtype="str")


def _drawn(strata: "pd.Series[str]", n: int, random: np.random.Generator) -> list[tuple[int, dict[str, Any]]]:
    """Places drawn without replacement from each stratum, in an order drawn by chance, each with its weight."""
    places = {str(name): group.index.to_numpy() for name, group in strata.groupby(strata)}
    sizes = np.array([len(group) for group in places.values()], dtype=np.int64)
    if n < len(sizes) or n < 0:
        raise EvaluateError(
            f"{n} cannot be drawn from {len(sizes)} strata ({', '.join(places)})",
            works=f"{len(sizes)} or more",
            step="draw more, or stratify by another column",
        )
    drawn = [
        (int(place), {"stratum": name, "weight": len(group) / count})
        for (name, group), count in zip(places.items(), allotted(sizes, n), strict=True)
        for place in random.choice(group, size=count, replace=False)
    ]
    return [drawn[place] for place in random.permutation(len(drawn))]


def allotted(sizes: "np.ndarray[Any, np.dtype[np.int64]]", n: int) -> list[int]:
    """How many to draw from strata of these sizes: five each or all there are, the rest in proportion, `n` in total.

    Where `n` is too small for five each, all strata give the same number first. More than there are is all there are.

    >>> allotted(np.array([2, 10, 90]), 20)
    [2, 5, 13]
    """
    total = min(n, int(sizes.sum()))
    least = np.minimum(sizes, min(FEW, n // max(1, len(sizes))))
    rest, room = total - int(least.sum()), sizes - least
    share = room * (rest / max(1, int(room.sum())))
    counts = least + np.floor(share).astype(np.int64)
    largest = np.argsort(np.floor(share) - share, kind="stable")[: total - int(counts.sum())]
    counts[largest] += 1
    return [int(count) for count in counts]


def _statement(row: Row, texts: Mapping[str, str], pieces: Pieces) -> dict[str, Any]:
    article = row["article_id"]
    start, end = row["start"], row["end"]
    printed = not pd.isna(start)
    around = [(a, b) for a, b in pieces.get(article, []) if printed and a < end and start < b]
    begin: int | None = around[0][0] if around else None
    stop: int | None = around[-1][1] if around else None
    shown = {name: row[name] for name in ("article_id", "statement_id", "content", "cue", "start", "end")}
    return shown | {
        "what": "statement",
        "passage": texts[article][begin:stop] if around else "",
        "speaker": f"{SEPARATOR} ".join(row["speakers"]) if len(row["speakers"]) > 1 else row["speaker"],
        "party": f"{SEPARATOR} ".join(parties_of(row)),
        "passage_start": begin,
        "passage_end": stop,
    }


def _prose(articles: pd.DataFrame, pieces: Pieces) -> list[tuple[str, int, int]]:
    """The paragraphs that can hold a statement: not those of which a mark says that they are no prose."""
    marks = dict(zip(articles["article_id"], articles["marks"], strict=True))
    return [
        (name, start, end)
        for name, spans in pieces.items()
        for start, end in spans
        if not any(mark["kind"] in _NO_PROSE and mark["start"] <= start and end <= mark["end"] for mark in marks[name])
    ]


def _passage(
    article: str, start: int, end: int, texts: Mapping[str, str], found: Mapping[str, list[Row]]
) -> dict[str, Any]:
    inside = [row for row in found.get(article, []) if not pd.isna(row["start"]) and start <= row["start"] < end]
    lines = [f"{f'{SEPARATOR} '.join(parties_of(row))}: {row['content']}" for row in inside]
    return {
        "what": "passage",
        "passage": texts[article][start:end],
        "found": "\n".join(lines),
        "article_id": article,
        "passage_start": start,
        "passage_end": end,
    }
