"""Charts of shares within each party as grids of dots: sorts of sources, qualifiers, and who speaks about whom."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from toolkit.charts import grid, theme, words


def source_types(table: pd.DataFrame, *, colours: Mapping[str, str], most: int = 16) -> Any:
    """Each row of `compare.source_types` is a dot as large as its share of the party's statements.

    Numbers are statements; parties are rows, the `most` most heard of them, types that nobody has are left out.
    Returns an Altair chart.

    >>> from toolkit.compare import source_types as shares
    >>> from toolkit.tables import frame
    >>> table = shares(frame("STATEMENTS", [{"statement_id": "s0", "party": "Red", "speaker_type": "witness"}]))
    >>> source_types(table, colours={}).title.subtitle
    ['1 statement; numbers are statements, dots are shares of each party’s own']
    """
    return _shares(table, colours, most, title="What sort of sources speak for each party", column="speaker_type")


def qualifier_rates(table: pd.DataFrame, *, colours: Mapping[str, str], most: int = 16) -> Any:
    """Each row of `compare.qualifier_rates` is a dot as large as the share of the party's statements that carry it.

    Numbers are statements with a qualifier of that sort; the `most` most heard parties are rows. Returns an Altair
    chart.

    >>> from toolkit.compare import qualifier_rates as rates
    >>> from toolkit.tables import empty
    >>> qualifier_rates(rates(empty("STATEMENTS"), empty("ARTICLES")), colours={}).title.text
    'Words of doubt and distance beside each party’s statements'
    """
    title = "Words of doubt and distance beside each party’s statements"
    return _shares(table, colours, most, title=title, column="sort")


def _shares(table: pd.DataFrame, colours: Mapping[str, str], most: int, *, title: str, column: str) -> Any:
    if table.empty:
        return theme.nothing(title)
    by = str(table.columns[0])
    parties = list(dict.fromkeys(table[by]))
    total = float(table.drop_duplicates(by)["total"].sum())
    shown = table[table[by].isin(parties[:most])]
    shown = _everywhere(shown, by, column)
    lines = [f"{words.counted(total, 'statement')}; numbers are statements, dots are shares of each party’s own"]
    lines += [f"drawn are the {most} parties that are heard most"] if len(parties) > most else []
    tips = (("who", "Party"), ("column", "Sort"), ("count", "Statements"), ("percent", "Share"),
            ("interval", "95% interval"), ("note", "Note"))  # fmt: skip
    rows = grid.laid_out(words.prepared(shown, colours), by, column, colours).assign(
        number=shown["value"].astype(float).to_numpy()
    )
    told = words.told(rows[rows["number"] > 0], "{name}, {column}: {count}, {percent}")
    return theme.finished(
        grid.dots(rows, tips, fill="row"), title=title, subtitle=lines, description=f"{title}. {lines[0]}. {told}"
    )


def _everywhere(shown: pd.DataFrame, by: str, column: str) -> pd.DataFrame:
    """Every party has a row for every sort that any has a row for; types of source that nobody has are left out."""
    there = shown.groupby(column, sort=False)["n"].sum()
    sorts = [sort for sort, n in there.items() if n > 0 or column == "sort"]
    pairs = pd.MultiIndex.from_product([list(dict.fromkeys(shown[by])), sorts], names=[by, column])
    full = shown.set_index([by, column]).reindex(pairs).reset_index()
    totals = shown.drop_duplicates(by).set_index(by)["total"]
    full["total"] = full[by].map(totals)
    full[["n", "value"]] = full[["n", "value"]].fillna(0.0)
    full[["articles", "of_articles"]] = full[["articles", "of_articles"]].fillna(0)
    return full.assign(note=full["note"].fillna(""))


def spoken_about(table: pd.DataFrame, *, colours: Mapping[str, str], most: int = 12) -> Any:
    """Each row of `compare.spoken_about` is a dot: in the row of who speaks, in the column of who is named.

    Numbers are statements, and so are the areas of the dots. Of speakers and named the `most` with most statements are
    drawn; a ring is a pair that never occurs. A click picks a pair of parties (selection `picked`, by `party`). Returns
    an Altair chart.

    >>> from toolkit.compare import spoken_about as about
    >>> from toolkit.tables import empty
    >>> spoken_about(about(empty("STATEMENTS"), empty("MENTIONS")), colours={}).title.text
    'Who speaks about whom'
    """
    title = "Who speaks about whom"
    if table.empty:
        return theme.nothing(title, "statements that name a party")
    kept = table
    for column in ("party", "about"):
        sums = kept.groupby(column)["n"].sum().sort_values(ascending=False, kind="stable")
        kept = kept[kept[column].isin(sums.index[:most])]
    names = {column: list(dict.fromkeys(kept[column])) for column in ("party", "about")}
    pairs = pd.MultiIndex.from_product([*names.values()], names=["party", "about"])
    full = kept.set_index(["party", "about"])[["n", "total", "value"]].reindex(pairs).fillna(0.0).reset_index()
    named = table.drop_duplicates("party")
    lines = [f"{words.counted(float(named['total'].sum()), 'statement')}, each of which may name several parties"]
    if len(kept) < len(table):
        lines.append(f"drawn are the {most} that speak of others most, and the {most} that are named most")
    rows = grid.laid_out(full, "party", "about", colours).assign(
        name=full["party"],
        number=full["n"].astype(float),
        share=[words.percent(float(value)) for value in full["value"]],
    )
    tips = (
        ("party", "Who speaks"),
        ("about", "Who is named"),
        ("written", "Statements"),
        ("share", "Share of its own"),
    )
    told = words.told(rows[rows["number"] > 0], "{party} names {about}: {written}")
    return theme.finished(
        grid.dots(rows, tips, picked="party", fill="row"),
        title=title, subtitle=lines, description=f"{title}. {'; '.join(lines)}. {told}",
    )  # fmt: skip
