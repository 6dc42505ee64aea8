"""Laws of the charts: what they say in words, what they draw, and what they leave out."""

import json
from typing import Any

import pandas as pd
import pytest
import vl_convert
from compare_tables import sample_mentions, sample_statements

from toolkit import charts, compare, tables
from toolkit.charts import theme
from toolkit.record import Record
from toolkit.record.colours import colours

COLOURS = colours(("China", "Israel", "Hamas", "United States", "Iran", "Saudi Arabia"))
TOLLS = [
    {"figure_id": "f0", "article_id": "a", "measure": "killed", "verbatim": "at least 12", "low": 12.0, "bound": "≥",
     "victims": "people", "party": "China", "speaker": "Ann"},
    {"figure_id": "f1", "article_id": "a", "measure": "killed", "verbatim": "fewer than 90", "high": 90.0, "bound": "<",
     "victims": "people", "party": "Israel", "speaker": "Bo", "source_qualifier": "so-called"},
    {"figure_id": "f2", "article_id": "a", "measure": "killed", "verbatim": "around 50", "low": 50.0, "high": 50.0,
     "bound": "≈", "victims": "people"},
    {"figure_id": "f3", "article_id": "a", "measure": "money", "verbatim": "untold sums", "bound": "vague"},
]  # fmt: skip


def many_articles() -> pd.DataFrame:
    """Sixty statements in twenty articles, so that there are intervals."""
    kinds, stances = ("direct", "mixed", "indirect"), ("neutral", "distancing", "endorsing", "illocutionary", "")
    return tables.frame("STATEMENTS", [
        {"statement_id": f"s{row}", "article_id": f"a{row % 20}", "party": ("China", "Israel", "")[row * row % 3],
         "kind": kinds[row * 7 % 5 % 3], "cue_stance": stances[row * 3 % 5]} for row in range(60)
    ])  # fmt: skip


DOUBT = "the so-called plan of the council"


def news_of(statements: pd.DataFrame) -> pd.DataFrame:
    """The articles of these statements, with a date and an outlet each."""
    names = sorted(set(statements["article_id"]))
    return tables.frame("ARTICLES", [
        {"article_id": name, "text": DOUBT, "outlet": "Post", "published": f"2023-10-{10 + place % 20}"}
        for place, name in enumerate(names)
    ])  # fmt: skip


def harms_of(statements: pd.DataFrame) -> pd.DataFrame:
    """A clause of harm to the party of each of these statements."""
    told = zip(statements["statement_id"], statements["article_id"], statements["party"], strict=True)
    return tables.frame("HARMS", [
        {"harm_id": f"h{key}", "article_id": article, "victim_party": party, "voice": "active", "agent": "shells"}
        for key, article, party in told
    ])  # fmt: skip


MORE = {
    "prominence": lambda told, _: compare.positions(told.assign(prominence=0.5).astype({"prominence": "Float64"})),
    "source_types": lambda told, _: compare.source_types(
        told.assign(speaker_type="person").astype({"speaker_type": "str"})
    ),
    "qualifier_rates": lambda told, _: compare.qualifier_rates(doubted(told), news_of(told)),
    "spoken_about": compare.spoken_about,
    "timeline": lambda told, _: compare.timeline(told, news_of(told)),
    "voice_slices": lambda told, _: compare.slices(compare.voice_share, told, per=["kind"]),
    "distinctive_words": lambda told, _: compare.distinctive_words(spoken(told), least=1),
}


def doubted(statements: pd.DataFrame) -> pd.DataFrame:
    """The same statements, each of which is all of its article."""
    return statements.assign(spans=[[[0, len(DOUBT)]]] * len(statements))


def spoken(statements: pd.DataFrame) -> pd.DataFrame:
    """The same statements, of which every second one is another party's and says something else."""
    content = ["wages fell" if place % 2 else "profits rose" for place in range(len(statements))]
    party = ["Others" if place % 2 else name for place, name in enumerate(statements["party"])]
    return statements.assign(content=content, party=party).astype({"content": "str", "party": "str"})


def drawn_from(name: str, statements: pd.DataFrame, mentions: pd.DataFrame, figures: pd.DataFrame) -> Any:
    """The chart of this name, drawn from these tables."""
    if name == "silence":
        return charts.silence(compare.silence(mentions, statements), colours=COLOURS)
    if name == "figures":
        return charts.figures(compare.figures_side_by_side(figures), colours=COLOURS)
    if name == "agency":
        return charts.agency(compare.agency(harms_of(statements)), colours=COLOURS)
    if name in MORE:
        return getattr(charts, name)(MORE[name](statements, mentions), colours=COLOURS)
    return getattr(charts, name)(getattr(compare, name)(statements), colours=COLOURS)


NAMES = ("voice_share", "directness", "reporting_verbs", "silence", "figures", "agency", *MORE)
SAMPLE = {
    name: drawn_from(name, sample_statements(), sample_mentions(), tables.frame("FIGURES", TOLLS)) for name in NAMES
}
NOTHING = tuple(tables.empty(name) for name in ("STATEMENTS", "MENTIONS", "FIGURES"))
EMPTY = {name: drawn_from(name, *NOTHING) for name in NAMES}
every_chart = pytest.mark.parametrize("name", SAMPLE)


def rows_of(chart: Any) -> list[dict[str, Any]]:
    """All rows that a chart carries, of all its layers."""
    return [row for rows in chart.to_dict()["datasets"].values() for row in rows]


def marks_of(spec: Any) -> list[Any]:
    """All marks of a chart, however deep."""
    if isinstance(spec, list):
        return [mark for one in spec for mark in marks_of(one)]
    if not isinstance(spec, dict):
        return []
    own = [spec["mark"]] if "mark" in spec else []
    return own + [mark for key in ("layer", "hconcat", "vconcat") for mark in marks_of(spec.get(key, []))]


def svg_of(chart: Any, version: str = "6.4") -> str:
    """The picture of a chart."""
    return vl_convert.vegalite_to_svg(json.dumps(chart.to_dict()), vl_version=version)


@every_chart
def test_titles_speak_of_the_finding(name: str) -> None:
    """The title of a chart is words, never the name of a function, and says below what was counted."""
    title = SAMPLE[name].title
    assert "_" not in title.text
    assert title.subtitle[0][0].isdigit()


@every_chart
def test_every_chart_is_described_in_words(name: str) -> None:
    """The description says each value, for those who cannot see the chart."""
    words = SAMPLE[name].description
    assert words.startswith(SAMPLE[name].title.text)
    assert ("China" in words) or ("Ann: at least 12 people (killed)" in words)


@pytest.mark.slow
@every_chart
def test_old_and_new_vega_draw_alike(name: str, no_network: None) -> None:
    """The Vega-Lite of JupyterLab and that of the offline page draw the same picture, without a network."""
    assert svg_of(SAMPLE[name], "5.8") == svg_of(SAMPLE[name], "6.4")


@every_chart
def test_nothing_to_draw_is_said(name: str) -> None:
    """A table without rows gives a chart that says that nothing matches the query."""
    assert "match this query." in svg_of(EMPTY[name])
    assert EMPTY[name].title.text == SAMPLE[name].title.text


@every_chart
def test_one_look(name: str) -> None:
    """Every chart stands on white paper with the same configuration, and is as wide as the others."""
    config = SAMPLE[name].to_dict()["config"]
    assert config["background"] == "#FFFFFF"
    assert config == EMPTY[name].to_dict()["config"]


@every_chart
def test_long_names_stay_whole(name: str) -> None:
    """A long name is written in full, on several lines."""
    long = "Ministry of Foreign Affairs of the People's Republic of a Very Distant Country"
    told = sample_statements().assign(party=long, speaker=long)
    named = sample_mentions().assign(party=long, name=long)
    chart = drawn_from(name, told, named, tables.frame("FIGURES", [{**TOLLS[0], "speaker": long}]))
    picture = svg_of(chart)
    assert "…" not in picture
    assert all(word in picture for word in ("Ministry", "Distant", "Country"))


@every_chart
def test_names_are_data_never_markup(name: str) -> None:
    """Markup in a name is drawn as text."""
    bad = "<script>alert(1)</script>"
    told = sample_statements().assign(party=bad, speaker=bad)
    named = sample_mentions().assign(party=bad, name=bad)
    chart = drawn_from(name, told, named, tables.frame("FIGURES", [{**TOLLS[0], "speaker": bad}]))
    picture = svg_of(chart)
    assert "<script" not in picture
    assert "script&gt;" in picture


def test_the_sample_at_a_glance() -> None:
    """The chart of the sample says 7 of 11, and why there is no interval."""
    chart = SAMPLE["voice_share"]
    assert chart.title.subtitle == ["11 statements in 1 article; no interval under 5 articles"]
    assert "China: 7 of 11, 64%; Israel: 2 of 11, 18%" in chart.description
    assert "64% · 7 of 11" in svg_of(chart)


@pytest.mark.parametrize("name", ["voice_share", "directness"])
def test_intervals_are_drawn_only_where_there_are_any(name: str) -> None:
    """Interval lines are drawn where the table has them, and nowhere else."""
    with_lines = drawn_from(name, many_articles(), *NOTHING[1:])
    kinds = [mark["type"] for mark in marks_of(with_lines.to_dict())]
    assert kinds.count("rule") == 2
    assert kinds.count("tick") == 2
    assert "95% intervals" in with_lines.title.subtitle[0]
    assert "rule" not in [mark["type"] for mark in marks_of(SAMPLE[name].to_dict())]


@pytest.mark.parametrize("name", ["voice_share", "directness", "reporting_verbs"])
def test_tooltips_carry_the_denominator_and_the_interval(name: str) -> None:
    """On hover a share shows its count, its denominator, its value and its interval."""
    text = json.dumps(SAMPLE[name].to_dict())
    for field in ("count", "percent", "interval", "note", "of_articles"):
        assert f'"field": "{field}"' in text
    row = next(row for row in rows_of(SAMPLE[name]) if row.get("name") == "Israel" and row.get("n") == 2)
    assert row["count"] == "2 of 11" if name == "voice_share" else "2 of 2"
    assert row["interval"] == "none"


@pytest.mark.parametrize("name", ["voice_share", "directness", "reporting_verbs", "silence"])
def test_a_party_has_its_own_colour(name: str) -> None:
    """Each party is drawn in the colour it is given, and one that is given none in grey."""
    fills = {(row.get("belongs") or row.get("name")): row["fill"] for row in rows_of(SAMPLE[name]) if "fill" in row}
    assert fills["China"] == COLOURS["China"]
    bare = charts.voice_share(compare.voice_share(sample_statements()), colours={})
    assert {row["fill"] for row in rows_of(bare)} == {theme.GREY}


def test_bars_lead_somewhere_only_when_asked() -> None:
    """A bar is a link where an address is given, and none otherwise."""
    table = compare.voice_share(sample_statements())
    linked = charts.voice_share(table, colours=COLOURS, links={"China": "#party-china"})
    assert "#party-china" in svg_of(linked)
    assert "href" not in json.dumps(SAMPLE["voice_share"].to_dict())


def test_other_groups_and_weights(small_record: Record) -> None:
    """Shares by speaker and by words are drawn and named as such."""
    table = compare.voice_share(small_record.statements, by="speaker", weight="words")
    chart = charts.voice_share(table, colours={}, weight="words")
    assert chart.title.text == "Share of words"
    assert "58 words in 2 articles" in chart.title.subtitle[0]
    assert "Ada Lind" in chart.description


def test_pieces_of_directness_fill_the_bar() -> None:
    """The pieces of a bar lie end to end from 0 to 1, direct first, and paler the less is quoted."""
    rows = [
        row
        for row in rows_of(SAMPLE["directness"])
        if row.get("name") == "China" and "middle" not in row and "start" in row
    ]
    by_kind = {row["kind"]: row for row in rows}
    assert by_kind["direct"]["start"] == 0
    assert by_kind["mixed"]["start"] == by_kind["direct"]["stop"]
    assert by_kind["indirect"]["stop"] == pytest.approx(1)
    assert by_kind["direct"]["tint"] == COLOURS["China"]


def test_verbs_lie_around_neutral() -> None:
    """The neutral piece lies around 0, distancing ends where it begins, endorsing begins where it ends."""
    chart = drawn_from("reporting_verbs", many_articles(), *NOTHING[1:])
    rows = {row["stance"]: row for row in rows_of(chart) if row.get("name") == "Israel" and "start" in row}
    assert rows["neutral"]["start"] == pytest.approx(-rows["neutral"]["stop"])
    assert rows["distancing"]["stop"] == pytest.approx(rows["neutral"]["start"])
    assert rows["endorsing"]["start"] == pytest.approx(rows["neutral"]["stop"])
    assert rows["illocutionary"]["start"] == 0


def test_silence_is_written() -> None:
    """Who is never heard has the word never, and the title counts them."""
    chart = SAMPLE["silence"]
    assert chart.title.subtitle == ["2 of 5 parties are never heard; 1 of 2 persons or bodies is never heard"]
    never = {row["name"] for row in rows_of(chart) if row.get("written") == "never"}
    assert never == {"Iran", "Saudi Arabia", "Eli Cohen"}


def test_long_lists_say_what_is_left_out() -> None:
    """Where only the first rows are drawn, the chart says so."""
    chart = charts.silence(compare.silence(sample_mentions(), sample_statements()), colours=COLOURS, most=2)
    assert chart.title.subtitle[1] == "drawn are the first 2 of each, the silent first, then those named most"
    assert chart.title.subtitle[0].startswith("2 of 5 parties")
    figures = charts.figures(compare.figures_side_by_side(tables.frame("FIGURES", TOLLS)), colours=COLOURS, most=1)
    assert "drawn are the first 1 of each measure" in figures.title.subtitle


def test_open_ends_are_arrows() -> None:
    """At least has an arrow to the right, fewer than one to the left with a hollow dot, around a bar of 10 %."""
    rows = {row["figure_id"]: row for row in rows_of(SAMPLE["figures"]) if "figure_id" in row}
    least, fewer, around, untold = (rows[f"f{place}"] for place in range(4))
    assert (least["opens"], least["full"], least["hollow"], least["begins"]) == (
        pytest.approx(90 * 1.18),
        12,
        None,
        None,
    )
    assert (fewer["begins"], fewer["hollow"], fewer["full"], fewer["opens"]) == (0, 90, None, None)
    assert (around["least"], around["full"], around["greatest"]) == (45, 50, pytest.approx(55))
    assert untold["least"] is None
    assert "the words give no number" in svg_of(SAMPLE["figures"])


def test_figures_say_who_says_so() -> None:
    """A figure stands beside its source with its qualifier as printed, or beside the report where it has none."""
    rows = {row["figure_id"]: row for row in rows_of(SAMPLE["figures"]) if "figure_id" in row}
    assert rows["f1"]["said_by"] == "“so-called” Bo"
    assert rows["f2"]["said_by"] == "(the report itself)"
    assert rows["f2"]["fill"] == theme.INK


def test_like_figures_keep_a_row_each() -> None:
    """Two figures in the same words of the same source are two rows."""
    twice = [{**TOLLS[0], "figure_id": key} for key in ("f0", "f1")]
    rows = rows_of(charts.figures(compare.figures_side_by_side(tables.frame("FIGURES", twice)), colours=COLOURS))
    assert len({row["who"] for row in rows if "who" in row}) == 2
