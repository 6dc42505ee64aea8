"""Words that set a party apart: which words it is given more often than the others, beyond chance and one article."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse

from toolkit.compare.terms import names_in, printed_forms, stems
from toolkit.compare.units import CompareError, counted, ordered
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
    heard = counted(statements, articles, by=by)
    without = frozenset() if names else names_in(statements)
    blocks, counts, words = _counts(heard, by, without, least)
    columns = {by: "str"} | DTYPES
    rows: list[pd.DataFrame] = []
    for name in ordered(heard, by):
        own = (blocks[by] == name).to_numpy()
        if name != UNASSIGNED and counts.shape[1] and own.any() and not own.all():
            rows.append(_of_party(own, counts, blocks, words).assign(**{by: name}))
    if not rows:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in columns.items()})
    return pd.concat(rows, ignore_index=True)[list(columns)].astype(columns)


def _counts(
    heard: pd.DataFrame, by: str, without: frozenset[str], least: int
) -> tuple[pd.DataFrame, "sparse.csr_matrix[Any]", list[str]]:
    """How often each party has each word in each article: blocks (cluster and party) by words, and the words."""
    copies = heard.groupby("cluster")["article_id"].nunique()
    weight = heard["weight"].astype(float) / heard["cluster"].map(copies).astype(float)
    once = heard.drop_duplicates("statement_id")
    listed = dict(zip(once["statement_id"], (stems(content, without) for content in once["content"]), strict=True))
    blocks, numbers = _numbered(heard, by)
    rows = [
        (number, word, share)
        for number, key, share in zip(numbers, heard["statement_id"], weight, strict=True)
        for word in listed[key]
    ]
    told = pd.DataFrame(rows, columns=["block", "stem", "n"])
    told["cluster"] = blocks["cluster"].to_numpy()[told["block"].to_numpy(dtype=np.intp)]
    spread = told.groupby("stem")["cluster"].nunique()
    kept = sorted(spread.index[spread >= least])
    told = told[told["stem"].isin(kept)]
    places = pd.Categorical(told["stem"], categories=kept).codes
    shape = (len(blocks), len(kept))
    table = sparse.csr_matrix(
        (told["n"].to_numpy(dtype=np.float64), (told["block"].to_numpy(dtype=np.intp), places)), shape=shape
    )
    forms = printed_forms(once["content"])
    return blocks, table, [forms.get(stem, stem) for stem in kept]


def _numbered(heard: pd.DataFrame, by: str) -> tuple[pd.DataFrame, NDArray[np.intp]]:
    """Each article and party that speaks in it has a number, in the order of their names."""
    blocks = heard[["cluster", by]].drop_duplicates().sort_values(["cluster", by]).reset_index(drop=True)
    place = pd.MultiIndex.from_frame(blocks)
    return blocks, place.get_indexer(pd.MultiIndex.from_frame(heard[["cluster", by]]))


def _of_party(
    own: NDArray[np.bool_], counts: "sparse.csr_matrix[Any]", blocks: pd.DataFrame, words: list[str]
) -> pd.DataFrame:
    total = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    mine = np.asarray(counts[own].sum(axis=0), dtype=np.float64).ravel()
    delta, z = log_odds(mine, total - mine, prior=PRIOR * total / total.sum())
    spread = (counts[own] > 0).sum(axis=0)
    few = blocks.loc[own, "cluster"].nunique()
    table = pd.DataFrame({"word": words, "n": mine, "others": total - mine, "articles": np.asarray(spread).ravel()})
    table["value"], table["z"] = delta, z
    table["p"], table["p_all"], table["note"] = np.nan, np.nan, ""
    if few >= 5 and blocks["cluster"].nunique() >= 5:
        table["p"], table["p_all"] = _permuted(own, counts, z)
    else:
        table["note"] = (
            f"No p is given: the party is heard in {few} article{'s' * (few != 1)}, and it takes at least 5."
        )
    return table.sort_values(["z", "word"], ascending=[False, True])


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


def _permuted(own: NDArray[np.bool_], counts: "sparse.csr_matrix[Any]", z: Numbers) -> tuple[Numbers, Numbers]:
    """How often a z is as far from 0 where the blocks are dealt out anew: for each word, and for any word."""
    generator = np.random.default_rng(SEED)
    # Half the digits are enough to see which z is the larger, and take a third of the time.
    light = counts.T.astype(np.float32)
    total = np.asarray(light.sum(axis=1)).ravel()
    prior = np.float32(PRIOR) * total / total.sum()
    seen = np.abs(z) - 1e-4
    each, farthest = np.zeros(len(z)), np.zeros(len(z))
    for _ in range(0, PERMUTATIONS, _CHUNK):
        dealt = generator.permuted(np.tile(own.astype(np.float32), (_CHUNK, 1)), axis=1)
        mine = (light @ dealt.T).T
        drawn = np.abs(log_odds(mine, total - mine, prior=prior)[1])
        each += (drawn >= seen).sum(axis=0)
        farthest += (drawn.max(axis=1, keepdims=True) >= seen).sum(axis=0)
    return (each + 1) / (PERMUTATIONS + 1), (farthest + 1) / (PERMUTATIONS + 1)
