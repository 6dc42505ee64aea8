"""Charts of claims: who says how much on which issue, who accuses whom, and how often the accused gets to answer."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from toolkit.charts import grid, marks, theme, words
from toolkit.compare.issues import NO_ISSUE


def claim_board(table: pd.DataFrame, *, colours: Mapping[str, str], most: int = 12) -> Any:
    """Each cell of `compare.claim_board` is a dot as large as its statements; an empty ring is "not heard on this".

    Issues are rows, parties are columns in their own colours. The first `most` issues are drawn, "(no issue)" never,
    and of the parties those that are heard on any issue drawn. A click picks an issue (selection `picked`, by `issue`).
    Returns an Altair chart.

    >>> import pandas as pd
    >>> cells = {"issue": ["water"], "party": ["Red"], "heard": [True], "n": [2.0], "articles": [1], "acts": [""],
    ...          "claim": ["It is dirty"], "statement_id": ["s0"], "evidence": [["s0"]]}
    >>> claim_board(pd.DataFrame(cells), colours={}).title.subtitle
    ['2 statements on 1 issue']
    """
    title = "Who says how much on which issue"
    told = table[table["issue"] != NO_ISSUE]
    if told.empty:
        return theme.nothing(title, "issues")
    issues = list(dict.fromkeys(told["issue"]))
    shown = told[told["issue"].isin(issues[:most])]
    heard = set(shown.loc[shown["heard"], "party"])
    shown = shown[shown["party"].isin(heard)]
    basis = f"{words.counted(float(told['n'].sum()), 'statement')} on {words.counted(len(issues), 'issue')}"
    lines = [basis + (f"; drawn are the {most} largest" if len(issues) > most else "")]
    rows = grid.laid_out(shown, "issue", "party", colours).assign(
        number=shown["n"].astype(float).to_numpy(),
        claimed=[words.wrapped(str(claim), 60).split("\n")[0] for claim in shown["claim"]],
    )
    tips = (("issue", "Issue"), ("party", "Party"), ("written", "Statements"), ("acts", "Acts"), ("claimed", "Nearest"))
    told_rows = words.told(rows[rows["number"] > 0], "{issue}: {party} {written}")
    return theme.finished(
        grid.dots(rows, tips, picked="issue"),
        title=title,
        subtitle=lines,
        description=f"{title}. {lines[0]}. {told_rows}",
    )


def accusations(table: pd.DataFrame, *, colours: Mapping[str, str], most: int = 12) -> Any:
    """Each row of `compare.accusations` is a dot: in the row of who accuses, in the column of who is accused.

    Acts are added up. Of accusers and accused the `most` that stand in most statements are drawn. Returns an Altair
    chart.

    >>> from toolkit.compare import accusations as aimed
    >>> from toolkit.tables import frame
    >>> row = {"statement_id": "s0", "article_id": "a0", "party": "Red", "act": "accuse", "target_party": "Blue"}
    >>> accusations(aimed(frame("STATEMENTS", [row])), colours={}).title.subtitle
    ['1 statement of accusation or condemnation at a known party']
    """
    title = "Who accuses whom"
    if table.empty:
        return theme.nothing(title, "accusations at a known party")
    summed = table.groupby(["party", "target_party"], as_index=False)["n"].sum()
    for column in ("party", "target_party"):
        kept = summed.groupby(column)["n"].sum().nlargest(most).index
        summed = summed[summed[column].isin(kept)]
    full = (
        summed.set_index(["party", "target_party"])["n"].unstack(fill_value=0.0).stack().rename("number").reset_index()
    )
    order = summed.groupby("party")["n"].sum().sort_values(ascending=False, kind="stable").index
    full = full.set_index("party").loc[list(order)].reset_index()
    lines = [f"{words.counted(float(table['n'].sum()), 'statement')} of accusation or condemnation at a known party"]
    rows = grid.laid_out(full, "party", "target_party", colours).assign(number=full["number"].astype(float).to_numpy())
    tips = (("party", "Who accuses"), ("target_party", "Who is accused"), ("written", "Statements"))
    told_rows = words.told(rows[rows["number"] > 0], "{party} accuses {target_party}: {written}")
    return theme.finished(
        grid.dots(rows, tips, fill="row"), title=title, subtitle=lines, description=f"{title}. {lines[0]}. {told_rows}"
    )


def answer_rates(table: pd.DataFrame, *, colours: Mapping[str, str]) -> Any:
    """Each row of `compare.answer_rates` is a bar from 0 to the share of accusations that the accused answers.

    The interval is a line over the bar where the table has one. Returns an Altair chart.

    >>> from toolkit.compare import answer_rates as rates
    >>> from toolkit.tables import empty, frame
    >>> told = frame("STATEMENTS", [{"statement_id": "s0", "act": "accuse", "target_party": "Blue"}])
    >>> answer_rates(rates(told, empty("REPLIES")), colours={}).title.text
    'How often the accused answers in the same report'
    """
    title = "How often the accused answers in the same report"
    if table.empty:
        return theme.nothing(title, "accusations at a known party")
    rows = words.prepared(table, colours)
    rows["label"] = rows["count"]
    rows["reach"] = rows[["value", "high"]].max(axis=1)
    lines = [
        f"of {words.number(float(rows['total'].sum()))} accusations and condemnations",
        "pale: in fewer than five articles, too few to take as a rate; answers that were not found are missing",
    ]
    rows["strength"] = rows["low"].notna().map({True: 1.0, False: 0.35})
    tips = (
        ("name", "Accused"),
        ("count", "Answered"),
        ("percent", "Share"),
        ("interval", "95% interval"),
        ("note", "Note"),
    )
    x = alt.X("value:Q", scale=alt.Scale(domain=[0, 1]), axis=marks.share_axis("share answered by the accused"))
    bars = alt.Chart(rows).mark_bar(**marks.EDGE).encode(
        x=x, y=marks.rows_axis(rows), color=alt.Color("fill:N", scale=None), tooltip=words.tooltips(*tips),
        opacity=alt.Opacity("strength:Q", scale=None),
    )  # fmt: skip
    beside = alt.Chart(rows).mark_text(align="left", dx=9, color=theme.INK)
    labels = beside.encode(x=alt.X("reach:Q"), y=marks.rows_axis(rows), text=alt.Text("label:N"))
    drawn = alt.layer(bars, *marks.intervals(rows), labels)
    return theme.finished(
        theme.sized(drawn, rows["who"]),
        title=title, subtitle=lines,
        description=f"{title}. {'; '.join(lines)}. {words.told(rows, '{name}: {count}')}",
    )  # fmt: skip
