"""Words that set a party apart: which words it is given more often than the others, beyond chance and one article."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from toolkit.compare.terms import names_in, printed_forms, stems
from toolkit.compare.units import CompareError, counted, ordered
from toolkit.intervals import FEWEST_ARTICLES
from toolkit.record import UNASSIGNED

PRIOR = 500.0
"""Words that the prior is worth: how many must be seen before a word's own counts outweigh those of the corpus."""
PERMUTATIONS = 1000
SEED = 1789
_CHUNK = 50  # corpora dealt out at once
DTYPES = {
    "word": "str", "n": "Float64", "others": "Float64", "articles": "Int64", "value": "Float64", "z": "Float64",
    "p": "Float64", "p_all": "Float64", "note": "str",
}  # fmt: skip

Numbers = NDArray[np.floating[Any]]


def distinctive_words(
    statements: pd.DataFrame,
    *,
    by: str = "party",
    least: int = 2,
    articles: pd.DataFrame | None = None,
    names: bool = False,
) -> pd.DataFrame:
    """A word sets a party apart where its log-odds, shrunk towards the corpus, differ from those of all others.

    One row is one party and one word, parties in the order of `voice_share`, the most telling words first: `party`
    (named as `by`), `word` (as it is printed most often; forms of one word count as one), `n` and `others` (Float64:
    times in the contents of the party's innermost statements, and of all others; words of an article that is printed
    k times count 1/k each), `articles` (in which the party uses it), `value` (difference of the log-odds, positive for
    the party), `z`, `p`, `p_all` and `note`. Words of fewer than `least` articles are left out, and so are words of no
    content, and the names of parties and speakers unless `names` is true: they tell who, not what about.

    Log-odds ratio with an informative Dirichlet prior, z = value / sqrt(1 / (y + a) + 1 / (y' + a')), prior the words
    of the whole corpus, worth `PRIOR` words (Monroe, Colaresi and Quinn 2008). z takes every word as drawn by itself,
    which words of one article are not; so `p` is the share of `PERMUTATIONS` corpora with a z as far from 0, in which
    the words that one article gives to one party are dealt out anew among the parties (with a fixed seed); `p_all` is
    the chance that any word of the party would be as far (Westfall and Young 1993), missing as `p` under five articles.
    A word is no position: read the statements that hold it.

    Raises CompareError for a `by` that does not exist, and for a `least` under 1.

    >>> from toolkit.tables import frame
    >>> rows = [("a0", "Red", "wages"), ("a1", "Red", "wages"), ("a0", "Blue", "profits"), ("a1", "Blue", "profits")]
    >>> keys = ("article_id", "party", "content")
    >>> told = [{"statement_id": f"s{n}", **dict(zip(keys, row))} for n, row in enumerate(rows)]
    >>> distinctive_words(frame("STATEMENTS", told))[["party", "word", "n", "others"]].values.tolist()[:2]
    [['Blue', 'profits', 2.0, 0.0], ['Blue', 'wages', 0.0, 2.0]]
    """
    if least < 1:
        raise CompareError(f"least cannot be {least!r}", works="a number of articles from 1", step="correct it")
    heard = counted(statements, articles, by=by, also=["content"])
    without = frozenset() if names else names_in(statements)
    blocks, counts, words = _counts(heard, by, without, least)
    columns = {by: "str"} | DTYPES
    rows: list[pd.DataFrame] = []
    parties = [name for name in ordered(heard, by) if name != UNASSIGNED]
    owned = {name: (blocks[by] == name).to_numpy() for name in parties} if counts.shape[1] else {}
    owned = {name: own for name, own in owned.items() if own.any() and not own.all()}
    measured = {name: _measured(own, counts) for name, own in owned.items()}
    sure = [name for name, own in owned.items() if min(_articles(blocks), _articles(blocks[own])) >= FEWEST_ARTICLES]
    chances = _permuted({name: owned[name] for name in sure}, counts, {name: measured[name]["z"] for name in sure})
    for name, own in owned.items():
        table = pd.DataFrame({"word": words, **measured[name], "p": np.nan, "p_all": np.nan, "note": ""})
        if name in chances:
            table["p"], table["p_all"] = chances[name]
        else:
            table["note"] = _few(_articles(blocks[own]))
        rows.append(table.sort_values(["z", "word"], ascending=[False, True]).assign(**{by: name}))
    if not rows:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
    return pd.concat(rows, ignore_index=True)[list(columns)].astype(columns)


def _counts(
    heard: pd.DataFrame, by: str, without: frozenset[str], least: int
) -> tuple[pd.DataFrame, "sparse.csr_matrix[Any]", list[str]]:
    """How often each party has each word in each article: blocks (cluster and party) by words, and the words."""
    copies = heard.groupby("cluster")["article_id"].nunique()
    weight = heard["weight"].astype(float) / heard["cluster"].map(copies).astype(float)
    statement, _ = pd.factorize(heard["statement_id"].to_numpy(dtype=object))
    _, first = np.unique(statement, return_index=True)
    contents = heard["content"].iloc[first].tolist()
    used, found = _used([stems(content, without) for content in contents])
    blocks, numbers = _numbered(heard, by)
    cluster, articles = pd.factorize(heard["cluster"].to_numpy(dtype=object))
    within = (cluster[first], np.arange(len(first)))
    in_article = sparse.csr_matrix((np.ones(len(first)), within), shape=(len(articles), len(first)))
    kept = np.flatnonzero(np.asarray(((in_article @ used) > 0).sum(axis=0)).ravel() >= least)
    shared = sparse.csr_matrix((weight.to_numpy(), (numbers, statement)), shape=(len(blocks), len(first)))
    forms = printed_forms(contents)
    words = [forms.get(found[place], found[place]) for place in kept]
    return blocks, sparse.csr_matrix(shared @ used[:, kept]), words


def _used(listed: list[list[str]]) -> tuple["sparse.csr_matrix[Any]", list[str]]:
    """How often each statement has each stem: statements by stems, and the stems in the order of the alphabet."""
    codes, found = pd.factorize(np.array([stem for stems_ in listed for stem in stems_], dtype=object), sort=True)
    ends = np.cumsum([0, *map(len, listed)])
    table = sparse.csr_matrix((np.ones(len(codes)), codes, ends), shape=(len(listed), len(found)))
    table.sum_duplicates()
    return table, list(found)


def _numbered(heard: pd.DataFrame, by: str) -> tuple[pd.DataFrame, NDArray[np.intp]]:
    """Each article and party that speaks in it has a number, in the order of their names."""
    blocks = heard[["cluster", by]].drop_duplicates().sort_values(["cluster", by]).reset_index(drop=True)
    place = pd.MultiIndex.from_frame(blocks)
    return blocks, place.get_indexer(pd.MultiIndex.from_frame(heard[["cluster", by]]))


def _measured(own: NDArray[np.bool_], counts: "sparse.csr_matrix[Any]") -> dict[str, NDArray[Any]]:
    """What is counted and worked out of each word for one party."""
    total = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    mine = np.asarray(counts[own].sum(axis=0), dtype=np.float64).ravel()
    delta, z = log_odds(mine, total - mine, prior=PRIOR * total / total.sum())
    spread = np.asarray((counts[own] > 0).sum(axis=0)).ravel()
    return {"n": mine, "others": total - mine, "articles": spread, "value": delta, "z": z}


def _articles(blocks: pd.DataFrame) -> int:
    return int(blocks["cluster"].nunique())


def _few(articles: int) -> str:
    where = f"{articles} article{'s' * (articles != 1)}"
    return f"No p is given: the party is heard in {where}, and it takes at least {FEWEST_ARTICLES}."


def log_odds(mine: Numbers, others: Numbers, *, prior: Numbers) -> tuple[Numbers, Numbers]:
    """The difference of the log-odds of each word, and its z (Monroe, Colaresi and Quinn 2008, equations 15 to 22).

    `mine` and `others` hold how often each word is used, `prior` the pseudo-counts of each word, in the same order; all
    may have more axes, of which the last is the words. Float64.

    >>> delta, z = log_odds(np.array([3.0, 1.0]), np.array([1.0, 3.0]), prior=np.array([1.0, 1.0]))
    >>> delta.round(4).tolist(), z.round(4).tolist()
    ([1.3863, -1.3863], [1.6008, -1.6008])
    """
    one, other = mine + prior, others + prior
    log = np.log(one) - np.log(one.sum(axis=-1, keepdims=True) - one)
    against = np.log(other) - np.log(other.sum(axis=-1, keepdims=True) - other)
    delta = log - against
    return delta, delta / np.sqrt(1 / one + 1 / other)


def _permuted(
    owned: dict[str, NDArray[np.bool_]], counts: "sparse.csr_matrix[Any]", z: dict[str, Numbers]
) -> dict[str, tuple[Numbers, Numbers]]:
    """How often a z is as far from 0 where the blocks are dealt out anew: for each word, and for any word, by party.

    One dealing serves all parties, whose blocks do not overlap.
    """
    if not owned:
        return {}
    generator = np.random.default_rng(SEED)
    # Half the digits are enough to see which z is the larger, and take a third of the time.
    light = sparse.csr_matrix(counts.T.astype(np.float32))
    total = np.asarray(light.sum(axis=1)).ravel()
    prior = np.float32(PRIOR) * total / total.sum()
    whose = np.zeros(counts.shape[0], dtype=np.int16)
    for number, own in enumerate(owned.values(), start=1):
        whose[own] = number
    each, farthest = ({name: np.zeros(len(total)) for name in owned} for _ in range(2))
    for _ in range(0, PERMUTATIONS, _CHUNK):
        dealt = generator.permuted(np.tile(whose, (_CHUNK, 1)), axis=1)
        for number, name in enumerate(owned, start=1):
            seen = np.abs(z[name]) - 1e-4
            mine = (light @ (dealt == number).T.astype(np.float32)).T
            drawn = np.abs(log_odds(mine, total - mine, prior=prior)[1])
            each[name] += (drawn >= seen).sum(axis=0)
            farthest[name] += (drawn.max(axis=1, keepdims=True) >= seen).sum(axis=0)
    return {name: ((each[name] + 1) / (PERMUTATIONS + 1), (farthest[name] + 1) / (PERMUTATIONS + 1)) for name in owned}
