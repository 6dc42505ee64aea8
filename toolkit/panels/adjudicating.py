"""The panel "Adjudicate": where two coders differ, what each has in its paragraph, and a decision for one of them."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

import anywidget
import ipywidgets as widgets
import pandas as pd
import traitlets

from toolkit import evaluate, show
from toolkit import record as verbs
from toolkit.errors import CounterpointError
from toolkit.panels.following import heeding
from toolkit.panels.rows import counted, in_words, shortened
from toolkit.panels.views import ASSETS, Reading, Words
from toolkit.record import UNASSIGNED, Apart, Record
from toolkit.record.amending import whole, whose
from toolkit.record.narrowing import narrowed
from toolkit.record.settling import articles_decided
from toolkit.record.voices import value_of
from toolkit.show.passage import label, pieces
from toolkit.show.spans import runs
from toolkit.tables import rows as rows_of

SHOWN = 50  # statements listed at once; the words above always count all
STATEMENT = "statement"
DECIDABLE = ("speaker", "party", "kind", "act")
ROWS = ("words", *DECIDABLE)
SAYS = {"speaker": "(source not named)", "party": UNASSIGNED}
DECIDED = {"adopted": "the second taken", "upheld": "the first kept"}

Row = Mapping[str, Any]


class Settling(anywidget.AnyWidget):
    """A list of statements about which two coders differ, each with two buttons: `decision` is the last that was made.

    One of `items` is a mapping with `key`, `mine` and `theirs` (ids, empty for none), `where`, `pieces` (pairs of a
    role, one of both, first, second, cue, speaker or empty, and the article's own words), and `rows`, mappings with
    `name`, `first`, `second` (words) and `open`, whether it is to be decided. `names` are those of the two coders. A
    decision is a mapping with `key`, `parts` (names of rows), `take` (true for the second), `why` and `count`.
    """

    _esm = (ASSETS / "adjudicating.js").read_text(encoding="utf-8")
    _css = (ASSETS / "adjudicating.css").read_text(encoding="utf-8")
    items: Any = traitlets.List(traitlets.Dict()).tag(sync=True)
    names: Any = traitlets.List(traitlets.Unicode()).tag(sync=True)
    decision: Any = traitlets.Dict().tag(sync=True)


class Adjudicating(widgets.VBox):  # type: ignore[misc]
    """A panel holds a record; a decision in it is saved at once, and `record` is the record with it.

    `left` is the table of what is still to be decided, `articles` the ids of the articles that are compared. The
    agreement is that of the two before they settled anything, and stays as it is. What cannot be saved is said in
    `problem`; nothing has changed then.
    """

    def __init__(self, record: Record, *, first: str, second: str, articles: Iterable[str] | None = None) -> None:
        self.first, self.second = first, second
        self.problem, self.summary, self.hint = Words(tone="problem"), Words(), Words(tone="quiet")
        heeding(self.problem, lambda: self._load(record, articles))
        self.agreed = Reading(table=in_words(self._agreed) if self.articles else {})
        self.settling, self.done = Settling(names=[first, second]), Reading()
        self.undo = widgets.Button(
            description="Undo the last", tooltip="Take back what was decided last here", layout={"width": "auto"}
        )
        super().__init__([self.summary, self.hint, self.agreed, self.problem, self.settling, self.undo, self.done])
        self.add_class("cp-panel")
        self.draw()
        self.settling.observe(self._take, "decision")
        self.undo.on_click(lambda _: self._do(lambda: verbs.withdraw(self.record, who=first, other=second)))

    def _load(self, record: Record, articles: Iterable[str] | None) -> None:
        """The record as it is now, the articles to compare, and how far the two agreed in them."""
        self.record = verbs.corrected(record, who=whose(record))[0]
        there = articles_decided(self.record, who=self.second)
        asked = there if articles is None else tuple(articles)
        # Only the log changes from here on: how these articles were before any correction does not.
        self._near = narrowed(whole(self.record), asked)
        both = evaluate.codings(self._near, first=self.first, second=self.second, articles=asked)
        # Who decided nothing anywhere has what the machine found, and there is nobody to settle anything with.
        self.articles = asked if there else ()
        self.hint.value = _hint(self.second, self.articles, there)
        caption = f"Agreement of {self.first} and {self.second} before anything was settled"
        self._agreed = show.table(evaluate.agreement(*both), caption)

    def draw(self) -> None:
        """List and counts follow the log beside the corpus; a line of it that could not be read is said."""
        heeding(self.problem, self._draw)

    def _draw(self) -> None:
        between: Any = {"first": self.first, "second": self.second, "articles": self.articles}
        self.left = evaluate.open_disagreements(self._near, **between, columns=DECIDABLE)
        told = verbs.settled(self._near, who=self.first, other=self.second)
        told = told[told["what"].isin((STATEMENT, *DECIDABLE))]
        pairs = self.left[["first_id", "second_id"]].drop_duplicates()
        more = f" The first {SHOWN} are listed." if len(pairs) > SHOWN else ""
        self.summary.value = (
            f"{counted(len(self.left), 'disagreement')} open, about {counted(len(pairs), 'statement')}; "
            f"{len(told)} settled.{more}"
        )
        coded = evaluate.codings(self._near, **between, adjudicated=True)
        self.settling.items = _items(self.left, pairs.head(SHOWN), coded)
        self.undo.disabled = told.empty
        self.done.table = in_words(show.table(_in_short(told), "Settled, the last first")) if len(told) else {}

    def _take(self, change: Any) -> None:
        """One of the two buttons of a statement was pressed."""
        said = change["new"]
        item = next((one for one in self.settling.items if one["key"] == said.get("key")), None)
        if item is None:
            self.problem.value = "This disagreement is not open any more."
            return
        offered = [row["name"] for row in item["rows"] if row["open"]]
        # All that is offered is all that there is: the cue, and whom an act is about, go with it.
        whole = not offered or set(offered) <= set(said["parts"])
        ids = item["mine"], item["theirs"]
        apart = Apart(*ids) if whole else Apart(*ids, parts=tuple(said["parts"]))
        by = {"who": self.first, "why": said["why"].strip()}
        if said["take"]:
            self._do(lambda: verbs.adopt(self.record, apart, of=self.second, **by))
        else:
            self._do(lambda: verbs.uphold(self.record, apart, against=self.second, **by))

    def _do(self, work: Callable[[], Record]) -> None:
        self.problem.value = ""
        try:
            self.record = heeding(self.problem, work)
        except CounterpointError as error:
            self.problem.value = f"This is not saved: {error}"
        except Exception as error:  # what a callback raises is seen by nobody else
            self.problem.value = f"Something is wrong in the program: {type(error).__name__}: {error}"
            raise
        self.draw()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        """The live panel, and for a copy without Python the counts, the agreement and what is open, as escaped HTML."""
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        words = f"The panel is live in JupyterLab only. {self.summary.value} {self.hint.value}".strip()
        named = {"first_value": self.first, "second_value": self.second}
        listed = self.left[["what", *named, "first_content", "second_content"]].rename(columns=named)
        page = f"{self._agreed._repr_html_()}{show.table(listed, 'What is open')._repr_html_()}"
        return {**bundle, "text/plain": words, "text/html": f"<p><em>{escape(words)}</em></p>{page}"}


def adjudicate(
    record: Record, *, second: str, first: str = "analyst", articles: Iterable[str] | None = None
) -> Adjudicating:
    """A live panel that lists where `first` and `second` differ, and lets one of the two be taken, with a reason.

    What is decided becomes part of the corrections of `first`, and the log says whose decision it was. `articles` are
    the ids of those that both have coded, as `evaluate.draw_articles` gave them; left out, those in which `second`
    decided anything. Where `second` has decided nothing at all, nothing is listed, and the panel says what to do. Its
    `record` is the record with what was decided. Raises RecordError for a selection, and EvaluateError for an article
    that is not there.
    """
    return Adjudicating(record, first=first, second=second, articles=articles)


def _hint(second: str, articles: tuple[str, ...], decided: tuple[str, ...]) -> str:
    """What is compared, and what of it the second coder has perhaps not read."""
    if not articles:
        return (
            f"{second} has decided nothing yet in this corpus. Let them code the articles in a panel of their own: "
            f'panels.read_and_correct(corrected(record, who="{second}")[0], who="{second}", name="4_blind"), '
            "and run this again."
        )
    idle = len(set(articles) - set(decided))
    told = f" In {idle} of them {second} has decided nothing, not even accepted a statement." if idle else ""
    return f"{counted(len(articles), 'article')} compared.{told}"


def _items(table: pd.DataFrame, pairs: pd.DataFrame, coded: tuple[pd.DataFrame, ...]) -> list[dict[str, Any]]:
    """One item for each statement, in the order of the table."""
    first, second = (_by_id(frame, pairs[column]) for frame, column in zip(coded, pairs.columns, strict=False))
    articles = {row["article_id"]: row for row in coded[2].to_dict("records")}
    whats: dict[tuple[str, str], set[str]] = {}
    for mine, theirs, what in zip(table["first_id"], table["second_id"], table["what"], strict=True):
        whats.setdefault((mine, theirs), set()).add(what)
    return [
        _item((mine, theirs), first.get(mine), second.get(theirs), whats[mine, theirs], articles)
        for mine, theirs in zip(pairs["first_id"], pairs["second_id"], strict=True)
    ]


def _by_id(statements: pd.DataFrame, ids: "pd.Series[str]") -> dict[str, Row]:
    return {row["statement_id"]: row for row in rows_of(statements[statements["statement_id"].isin(ids)])}


def _item(
    ids: tuple[str, str], mine: Row | None, theirs: Row | None, whats: set[str], articles: Mapping[str, Any]
) -> dict[str, Any]:
    article = articles[(mine or theirs or {})["article_id"]]
    rows: list[dict[str, Any]] = [
        {"name": name, "first": _says(mine, name), "second": _says(theirs, name)} for name in ROWS
    ]
    both = mine is not None and theirs is not None
    for row in rows:
        # Other words are no disagreement by themselves; they can be taken with what is one.
        row["open"] = both and (row["name"] in whats or (row["name"] == "words" and row["first"] != row["second"]))
    return {
        "key": "|".join(ids),
        "mine": ids[0],
        "theirs": ids[1],
        "where": label(article),
        "pieces": _pieces(article["text"], mine, theirs),
        "rows": rows,
    }


def _says(row: Row | None, name: str) -> str:
    """What a coder has in a row, in words."""
    if row is None:
        return "(no statement)" if name == "words" else ""
    if name == "words":
        return str(row["content"])
    told = value_of(row, name) or SAYS.get(name, "")
    return f"{told} ({row['target_party']})" if name == "act" and row["target_party"] else told


def _pieces(text: str, mine: Row | None, theirs: Row | None) -> list[list[str]]:
    """The paragraph of a statement, cut where the content of either coder begins and ends, with who has what."""
    spans = [[(low, high) for low, high in row["spans"]] if row is not None else [] for row in (mine, theirs)]
    cut = [[run.start, run.end] for run in runs(text, [*spans[0], *spans[1]]) if run.spans]
    base = mine if mine is not None else theirs or {}
    drawn = pieces(text, {**base, "spans": cut})
    at = min([cut[0][0], *(base[f"{role}_start"] for role in ("cue", "speaker") if base[f"{role}_start"] is not None)])
    found: list[list[str]] = []
    inside = False
    for piece in drawn:
        inside = inside or bool(piece.role)
        whose_words = [any(low <= at < high for low, high in pairs) for pairs in spans]
        told = {(True, True): "both", (True, False): "first"}.get((whose_words[0], whose_words[1]), "second")
        role = told if piece.role == "content" else piece.role
        if found and found[-1][0] == role:  # a cue inside the content cuts it
            found[-1][1] += piece.words
        else:
            found.append([role, piece.words])
        at += len(piece.words) if inside else 0
    return found


def _in_short(told: pd.DataFrame) -> pd.DataFrame:
    """What was settled, in words: of a statement the other coder's words, or that they had none."""
    theirs = [
        words or "(no statement)" if what == STATEMENT else words or SAYS.get(what, "")
        for what, words in zip(told["what"], told["theirs"], strict=True)
    ]
    return pd.DataFrame(
        {
            "when": told["when"].str.slice(0, 16).str.replace("T", " "),
            "words": [shortened(words, 60) for words in told["content"]],
            "what": told["what"],
            "decided": told["decided"].map(DECIDED),
            "the second had": [shortened(words, 60) for words in theirs],
            "why": told["why"],
        }
    ).iloc[::-1]
