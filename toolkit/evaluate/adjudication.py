"""A blind second pass: the articles that it is drawn from, what both coders have in them, and what is still open."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from toolkit.evaluate.agreement import disagreements
from toolkit.evaluate.coders import COLUMNS
from toolkit.evaluate.standoff import EvaluateError
from toolkit.record import Record, coding, independent
from toolkit.record.amending import whole
from toolkit.record.corrections import ANALYST
from toolkit.record.narrowing import narrowed
from toolkit.record.settling import articles_decided, upheld

SEED = 20111


def draw_articles(record: Record, *, n: int = 10, seed: int = SEED) -> tuple[str, ...]:
    """Every article that repeats no other has the same chance to be drawn, and each outlet gives its share of them.

    Returns `n` values of article_id, or all there are, in an order drawn by chance: a second coder who stops early has
    a smaller sample and no biased one. Of an outlet with a share of 2.4 articles two or three are drawn. The order of
    the record changes nothing, and the same `seed` draws the same articles. Systematic sampling from a list in order of
    the outlets, within them by chance (Cochran 1977). Raises EvaluateError where `n` is less than one.

    >>> from toolkit.tables import frame
    >>> outlets = ["Post"] * 4 + ["Sun"] * 4
    >>> news = frame("ARTICLES", [{"article_id": f"{one} {nth}", "outlet": one} for nth, one in enumerate(outlets)])
    >>> sorted(name.split()[0] for name in draw_articles(Record(news), n=4))
    ['Post', 'Post', 'Sun', 'Sun']
    """
    if n < 1:
        raise EvaluateError(f"{n} articles cannot be drawn", works="one or more", step="draw more")
    articles = record.articles[record.articles["duplicate_of"] == ""].sort_values("article_id", ignore_index=True)
    random = np.random.default_rng(seed)
    articles = articles.iloc[random.permutation(len(articles))].sort_values("outlet", kind="stable")
    total, names = len(articles), articles["article_id"].tolist()
    if n >= total:
        places = list(range(total))
    else:
        # In whole numbers, so that each article has exactly the chance n / total.
        start = int(random.integers(total))
        places = [(start + nth * total) // n for nth in range(n)]
    return tuple(names[places[nth]] for nth in random.permutation(len(places)))


def codings(
    record: Record,
    *,
    second: str,
    first: str = ANALYST,
    articles: Iterable[str] | None = None,
    adjudicated: bool = False,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The STATEMENTS of two coders and the ARTICLES they stand in, as `agreement` and `disagreements` take them.

    `articles` are ids of the articles that both have coded, as `draw_articles` gave them; left out, they are those in
    which `second` decided anything, so that an article in which they changed nothing and accepted nothing is missed.
    What was settled between coders is left out, since agreement is of coders who did not know of each other; with
    `adjudicated` it is at work. The machine's statements that nobody touched are in both. Raises RecordError for a
    selection, EvaluateError for an article that is not in the record.

    `agreement(*codings(record, second="blind-anna", articles=drawn))` is how far the two agree on the drawn articles.

    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a0"}, {"article_id": "a1"}])
    >>> row = {"statement_id": "s0", "article_id": "a1"}
    >>> both = codings(Record(news, frame("STATEMENTS", [row])), second="blind-anna", articles=["a1"])
    >>> [len(table) for table in both]
    [1, 1, 1]
    """
    ids = list(articles_decided(record, who=second) if articles is None else articles)
    there = set(record.articles["article_id"])
    if strange := [name for name in ids if name not in there]:
        raise EvaluateError(
            f"there is no article {strange[0]!r} in this record",
            works="ids of record.articles",
            step="draw them anew with draw_articles, if the articles were read again and have other texts now",
        )
    told = coding if adjudicated else independent
    near = narrowed(whole(record), ids)
    of_coders = (told(near, who=who) for who in (first, second))
    one, other = (table[table["article_id"].isin(ids)].reset_index(drop=True) for table in of_coders)
    return one, other, record.articles[record.articles["article_id"].isin(ids)].reset_index(drop=True)


def open_disagreements(
    record: Record,
    *,
    second: str,
    first: str = ANALYST,
    articles: Iterable[str] | None = None,
    columns: Sequence[str] = COLUMNS,
) -> pd.DataFrame:
    """Every disagreement of two coders is listed until it is settled: until they have the same, or one is upheld.

    One row is one disagreement, with the columns of `disagreements`; `articles` as in `codings`. What `first` upheld
    against `second` is left out as long as `second` has what they had then. Raises what `codings` raises.

    >>> from toolkit.tables import frame
    >>> news = Record(frame("ARTICLES", [{"article_id": "a0"}]))
    >>> len(open_disagreements(news, second="blind-anna", articles=["a0"]))
    0
    """
    both = codings(record, first=first, second=second, articles=articles, adjudicated=True)
    table = disagreements(*both, columns=columns)
    kept = upheld(narrowed(record, both[2]["article_id"]), who=first, against=second)
    closed = [
        (
            *((first, row["first_id"]) if row["first_id"] else (second, row["second_id"])),
            row["what"],
            row["second_content" if row["what"] == "statement" else "second_value"],
        )
        in kept
        for row in table.to_dict("records")
    ]
    return table[~np.array(closed, dtype=np.bool_)].reset_index(drop=True)
