"""Shares of voices, corrected by what the checked sample says about the extractor."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.evaluate.answers import Answer, Answers, Numbers, Voices, matrix, not_enough, read_answers
from toolkit.evaluate.standoff import EvaluateError
from toolkit.intervals import FEWEST_ARTICLES, FEWEST_HEARD, clopper_pearson, effective_size
from toolkit.record import UNASSIGNED, Record
from toolkit.record.voices import clusters, innermost, voices

COLUMNS = ("party", "machine", "value", "low", "high", "n", "checked", "articles", "note")

_ALIKE = (
    f"Fewer than {FEWEST_HEARD} articles differ from the rest here: the interval takes all statements of one as alike."
)


@dataclass(frozen=True)
class Sums:
    """Voices by article (rows, copies joined) and party (columns): as the machine has them, and what corrects them.

    `answers` are the checked statements, `now` what the machine has of each today, `read` the passages. `units` is the
    number of the machine's statements, of which copies are none.
    """

    machine: Numbers
    correction: Numbers
    answers: list[Answer]
    now: Numbers
    read: list[Answer]
    units: float


def corrected_shares(
    told: Record | pd.DataFrame,
    sample: pd.DataFrame,
    *,
    articles: pd.DataFrame | None = None,
    parties: Iterable[str] = (),
) -> pd.DataFrame:
    """Where the sample shows no error the machine's share stands; shares sum to 1, corrected ones too.

    `told` is the Record, or its STATEMENTS, that the `sample` of `validate` was drawn from; the sample is filled in.
    `articles` joins copies, as in `compare.voice_share` (left out, those of the Record). `parties` names parties that
    an answer may mean though nobody of theirs was found; those of a Record are known.

    One row is one party, most heard first, `(unassigned)` last: `party`; `machine` (share of its voices among innermost
    statements, as in `compare.voice_share`); `value` (the corrected share, 0 to 1); `low`, `high` (95 %); `n` (Float64,
    statements the machine has of it); `checked` (Int64, checked statements that are the party's by machine or by hand);
    `articles` (Int64, in which it is heard by either, copies once); `note` (why something is missing).

    The voices of a party are those the machine found, plus the weighted mean of hand minus machine over the checked
    statements, plus the weighted number of statements that were missed in the passages: the difference estimator of
    survey sampling (Särndal, Swensson and Wretman 1992), in the spirit of prediction-powered inference (Angelopoulos et
    al. 2023); why uncorrected shares mislead: TeBlunthuis et al. 2024. Below nothing is nothing. The variance is the
    linearised one between articles, of found and corrected voices at once, the limits those of
    `intervals.korn_graubard` for it, so they answer for articles like these. A sample without errors does not prove
    that there are none: the variance counts one wrong statement and one missed one more than were seen, of a party
    drawn by its share (after the pseudo-observations of Agresti and Coull 1998).

    No value is given where no passage was read or where nobody checked any statement of a stratum; no interval where
    the checked statements, the passages that were read, or all statements stand in fewer than five articles. Who checks
    is taken to be right: `agreement` says how far coders agree. Raises EvaluateError for answers that cannot be read,
    and for statements that the sample was not drawn from.

    >>> from toolkit.evaluate.sample import validate
    >>> from toolkit.tables import frame
    >>> news = frame("ARTICLES", [{"article_id": "a", "text": "Red said no. Blue said yes."}])
    >>> rows = [{"statement_id": name, "article_id": "a", "party": name} for name in ("Red", "Blue")]
    >>> record = Record(news, frame("STATEMENTS", rows))
    >>> sample = validate(record).assign(right=["yes", "yes", ""], missed=["", "", "Blue"])
    >>> corrected_shares(record, sample)[["party", "machine", "value"]].round(3).values.tolist()
    [['Blue', 0.5, 0.667], ['Red', 0.5, 0.333]]
    """
    statements = told.statements if isinstance(told, Record) else told
    if isinstance(told, Record):
        articles = told.articles if articles is None else articles
        parties = [*told.parties, *parties]
    answers = read_answers(sample, parties=parties)
    heard = voices(innermost(statements))
    heard["party"] = heard["party"].replace("", UNASSIGNED)
    heard["cluster"] = clusters(heard, articles)
    _same(heard, answers)
    names = _ordered(heard, answers)
    sums = _sums(heard, answers, names)
    reason, valued = _too_little(sums, answers)
    return _table(names, sums, reason, valued=valued)


def _same(heard: pd.DataFrame, answers: Answers) -> None:
    """The sample must have been drawn from these statements, or its weights say nothing about them."""
    ids = set(heard["statement_id"])
    strange = [one.statement_id for one in answers.statements if one.statement_id not in ids]
    if strange or abs(answers.statements_in_all - len(ids)) > 0.5 + 0.001 * len(ids):
        what = f"has {strange[0]!r}, which is none of these statements" if strange else ""
        raise EvaluateError(
            f"the sample {what or f'stands for {answers.statements_in_all:.0f} statements, and there are {len(ids)}'}",
            works="all rows of the sample, unchecked ones left empty, and all statements it was drawn from",
            step="put deleted rows back, and give the record that was validated, not a part of it",
        )


def _ordered(heard: pd.DataFrame, answers: Answers) -> list[str]:
    """Most heard first, then by the alphabet, the unassigned last; those that only a coder found stand behind."""
    weight = heard.groupby("party")["weight"].sum().round(9).to_dict()
    names = {*map(str, weight), *(party for one in (*answers.statements, *answers.passages) for party in one.there)}
    return sorted(names, key=lambda name: (name == UNASSIGNED, -weight.get(name, 0.0), name))


def _sums(heard: pd.DataFrame, answers: Answers, names: list[str]) -> Sums:
    checked, read = answers.statements, answers.passages
    places = {name: place for place, name in enumerate(names)}
    of_id: dict[str, Voices] = {}
    for key, party, weight in zip(heard["statement_id"], heard["party"], heard["weight"], strict=True):
        own = of_id.setdefault(key, {})
        own[party] = own.get(party, 0.0) + float(weight)
    # An article is what it is in the statements at hand; passages without statements come with their own.
    cluster_of = dict(zip(heard["article_id"], heard["cluster"], strict=True))
    where = [cluster_of.get(one.article_id, one.cluster) for one in (*checked, *read)]
    numbers = {name: place for place, name in enumerate(sorted({*heard["cluster"], *where}))}
    machine = np.zeros((len(numbers), len(names)))
    cells = tuple(
        np.array([key[one] for one in heard[name]], dtype=np.intp)
        for name, key in (("cluster", numbers), ("party", places))
    )
    voice = heard["weight"].to_numpy(dtype=np.float64)
    np.add.at(machine, cells, voice)
    now = matrix([of_id[one.statement_id] for one in checked], names)
    wrong = np.vstack([matrix([one.there for one in checked], names) - now, matrix([one.there for one in read], names)])
    correction = np.zeros_like(machine)
    weights = np.array([[one.weight] for one in (*checked, *read)]).reshape(-1, 1)
    np.add.at(correction, np.array([numbers[name] for name in where], dtype=np.intp), weights * wrong)
    copies = heard.groupby("cluster")["article_id"].transform("nunique").to_numpy(dtype=np.float64)
    units = float(voice.sum() ** 2 / max((voice * copies).sum(), 1.0))
    return Sums(machine, correction, checked, now, read, units)


def _too_little(sums: Sums, answers: Answers) -> tuple[str, bool]:
    """Why there is no interval, empty where there is one; and whether there is a value at all."""
    if (sums.machine + sums.correction).sum() <= 0:
        return "There is no statement, found or missed, to share out.", False
    if reason := not_enough(answers):
        return reason, False
    counts = {
        "all statements stand": int((sums.machine.sum(axis=1) > 0).sum()),
        "the checked statements stand": len({one.cluster for one in sums.answers}),
        "the passages that were read stand": len({one.cluster for one in sums.read}),
    }
    for what, count in counts.items():
        if count < FEWEST_ARTICLES:
            where = "1 article" if count == 1 else f"{count} articles"
            return f"No interval is given: {what} in {where}, and it takes at least {FEWEST_ARTICLES}.", True
    return "", True


def _table(names: list[str], sums: Sums, reason: str, *, valued: bool) -> pd.DataFrame:
    found = sums.machine.sum(axis=0)
    voices_of = np.maximum((sums.machine + sums.correction).sum(axis=0), 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        machine, share = found / found.sum(), voices_of / voices_of.sum()
    table = pd.DataFrame({"party": names, "machine": machine, "value": share if valued else np.nan})
    low, high = (np.full(len(names), np.nan),) * 2
    if not reason:
        low, high = _limits(sums, share, machine)
    table["low"], table["high"] = low, high
    table["n"] = found
    own = (matrix([one.there for one in sums.answers], names) > 0) | (sums.now > 0)
    table["checked"] = own.sum(axis=0)
    table["articles"] = _heard(sums).sum(axis=0)
    table["note"] = [reason or (_ALIKE if thin else "") for thin in _thin(sums)]
    dtypes = {"party": "str", "checked": "Int64", "articles": "Int64", "note": "str"}
    return table[list(COLUMNS)].astype(dict.fromkeys(COLUMNS, "Float64") | dtypes)


def _heard(sums: Sums) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """Where a party is heard, by the machine or by hand."""
    return np.asarray((sums.machine > 0) | (sums.machine + sums.correction > 0))


def _limits(sums: Sums, share: Numbers, machine: Numbers) -> tuple[Numbers, Numbers]:
    """Exact limits of a binomial of the size that the variance between articles leaves."""
    both = sums.machine + sums.correction
    total = both.sum()
    residual = (both - np.outer(both.sum(axis=1), share)) / total
    count = len(both)
    variance = count / (count - 1) * (residual**2).sum(axis=0) + _unseen(sums, share) / total**2
    sizes = sums.machine.sum(axis=1)
    asked = min(len({one.cluster for one in sums.answers}), int((sizes > 0).sum()))
    # A share that the correction takes away altogether had one before, and varies as that did.
    about = np.where(share > 0, share, machine)
    size = effective_size(about, variance, units=sums.units, clusters=asked)
    alike = float(sizes.sum() ** 2 / (sizes**2).sum())
    size = np.where(_thin(sums), np.minimum(size, alike), size)
    return clopper_pearson(share * size, size)


def _thin(sums: Sums) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    """Whether a party is heard in too few articles, or all others are, to see how articles vary."""
    heard = _heard(sums)
    others = heard.sum(axis=1, keepdims=True) > heard
    return np.asarray(np.minimum(heard.sum(axis=0), others.sum(axis=0)) < FEWEST_HEARD)


def _unseen(sums: Sums, share: Numbers) -> Numbers:
    """The variance of one more wrong statement and one more missed one, each of a party drawn by its share."""
    weights = np.array([[one.weight] for one in sums.answers])
    turned = sums.now * (1 - share) + (1 - sums.now) * share
    missed = float(np.mean([one.weight**2 for one in sums.read]))
    return np.asarray((weights**3 / weights.sum() * turned).sum(axis=0) + missed * share * (1 - share))
