"""Laws of the mapping of columns: what a column holds is told with its reason, or it is not told."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import SourceError
from toolkit.sources import as_columns, guess_columns
from toolkit.sources.column_dates import days, looks_like_day
from toolkit.sources.column_names import FIELDS, NAMES, plain, rank
from toolkit.sources.columns import chosen, using
from toolkit.sources.languages import code_of

REPORT = "The minister said on Monday that the talks had ended and that both sides would go home at once. " * 4


def told(names, rows=(), **more):
    """Field to the name of its column."""
    return {field: guess.column for field, guess in guess_columns(names, rows, **more).items()}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("headline,publication,pub_date,byline,FullText,documentURL,Lang", "headline,publication,pub_date,byline,FullText,documentURL,Lang"),
        ("Überschrift,Quelle,Datum,Autor,Volltext,Link,Sprache", "Überschrift,Quelle,Datum,Autor,Volltext,Link,Sprache"),
        ("Titre,Éditeur,Date de publication,Auteur,Texte intégral,Lien,Langue", "Titre,Éditeur,Date de publication,Auteur,Texte intégral,Lien,Langue"),
        ("título,fuente,fecha,autor,cuerpo,enlace,idioma", "título,fuente,fecha,autor,cuerpo,enlace,idioma"),
        ("заголовок,источник,дата,автор,текст,ссылка,язык", "заголовок,источник,дата,автор,текст,ссылка,язык"),
        ("BAŞLIK,kaynak,Yayın tarihi,yazar,metin,bağlantı,dil", "BAŞLIK,kaynak,Yayın tarihi,yazar,metin,bağlantı,dil"),
        ("标题,来源,日期,作者,正文,链接,语言", "标题,来源,日期,作者,正文,链接,语言"),
        ("title,source.name,publishedAt,author,content,url,language", "title,source.name,publishedAt,author,content,url,language"),
    ],
)  # fmt: skip
def test_names_in_several_languages(names, expected):
    """The fields are found under the names that tables of ten languages and several spellings give them."""
    order = ("title", "outlet", "published", "author", "text", "url", "language")
    assert told(names.split(",")) == dict(zip(order, expected.split(","), strict=True))


def test_every_name_is_of_one_field():
    """No name stands among those of two fields, and each is found as it is written."""
    names = [(plain(name), field) for field, several in NAMES.items() for name in several]
    assert len({name for name, _ in names}) == len({*names})
    assert all(rank(field, name) is not None for field, several in NAMES.items() for name in several)


def test_content_tells_what_no_name_does():
    """Without names that are known, the longest texts, the one column of days and the one of addresses are told."""
    rows = [
        [1, REPORT, "31.12.2023", "https://example.org/1", "b"],
        [2, REPORT + "x", "2.1.2024", "https://example.org/2", "c"],
    ]
    found = guess_columns(["a", "b", "c", "d", "e"], rows)
    assert {field: guess.column for field, guess in found.items()} == {"text": "b", "published": "c", "url": "d"}
    assert "its cells are the longest" in found["text"].reason
    assert found["published"].reason == "its cells are dates"


@pytest.mark.parametrize("name", ["abstract", "Summary", "snippet", "Comments", "Zusammenfassung", "résumé", "html"])
def test_a_summary_is_never_the_text(name):
    """A column of summaries or comments is not taken for the reports, however long."""
    assert told(["id", name], [[1, REPORT]]) == {}
    assert told(["id", name], [[1, REPORT]], columns={"text": name}) == {"text": name}


@pytest.mark.parametrize("name", ["updated_at", "accessed", "Date retrieved", "abgerufen am", "modified", "crawl_time"])
def test_a_day_of_updating_is_none_of_publication(name):
    """A column of days of updating or access is not taken for the day of publication."""
    assert "published" not in told(["text", name], [["a", "2023-12-31"]])


def test_two_columns_of_days_are_not_guessed():
    """Where two columns hold days and no name tells which, none is the day of publication."""
    assert "published" not in told(["text", "x", "y"], [["a", "2023-12-31", "2024-01-01"]])


def test_a_name_that_its_cells_belie_is_not_believed():
    """A column named after a field whose cells cannot be that field is another."""
    rows = [[17, REPORT, "https://example.org/1"], [18, REPORT + "y", "https://example.org/2"]]
    assert told(["article", "transcript", "source"], rows) == {"text": "transcript", "url": "source"}


def test_a_column_called_text_is_the_text():
    """A column called text or body is the text though its cells hold none; one called article with numbers is not."""
    assert told(["n", "text"], [["a", "1"], ["b", "2"]]) == {"text": "text"}
    assert told(["n", "article"], [["a", "1"], ["b", "2"]]) == {}


def test_the_text_is_what_outweighs_its_name():
    """A column named as the text with a few words loses to one with the reports, and the reason says both."""
    found = guess_columns(["content", "wortlaut"], [["news", REPORT], ["news", REPORT]])
    assert found["text"].column == "wortlaut"
    assert "those of 'content' have 1" in found["text"].reason
    assert told(["content", "other"], [[REPORT, "a few words"]]) == {"text": "content"}


def test_the_analyst_goes_first():
    """What the analyst names is taken, an empty name leaves a field out, and what is not there is guessed."""
    names = ["text", "Wortlaut", "title", "Datum"]
    assert told(names, columns={"text": "wortlaut", "title": "", "published": ["Tag", "Datum"], "outlet": "Verlag"}) == {
        "text": "Wortlaut", "published": "Datum",
    }  # fmt: skip
    assert guess_columns(names, columns="text=Wortlaut")["text"].reason == "you named it"


def test_a_text_that_is_not_there_is_refused():
    """A table without the column of text that the analyst named is refused with the columns that it has."""
    with pytest.raises(SourceError, match=r"no column 'Body'; its columns are 'title', 'text'"):
        guess_columns(["title", "text"], columns={"text": "Body"})


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"texte": "Body"}, "'texte' is nothing that a column tells"),
        ({"dates": "ymd"}, "dates cannot be 'ymd'"),
        (["text"], "columns cannot be taken from list"),
        ("Body", "'Body' names no column"),
        ("text=Body,published", "no column|"),
    ],
)
def test_a_mapping_that_is_none(given, words):
    """What is no mapping of columns is refused with the fields there are."""
    if given == "text=Body,published":
        # Without a sign "=" it is part of the name: a name may hold a comma.
        assert as_columns(given) == {"text": ("Body,published",)}
        return
    with pytest.raises(SourceError, match=words):
        as_columns(given)


def test_a_mapping_in_words_is_the_same():
    """A mapping written as words is the mapping, commas and signs in names included."""
    assert as_columns("text=Body, full,published=Datum (d=m) , dates=dmy") == {
        "text": ("Body, full",), "published": ("Datum (d=m)",), "dates": ("dmy",),
    }  # fmt: skip


def test_columns_hold_inside_only():
    """What was chosen holds inside `using` and nowhere after it, whatever happens inside."""
    with using({"text": "a"}), using({"text": "b"}):
        assert chosen() == {"text": ("b",)}
    with pytest.raises(ZeroDivisionError), using({"text": "a"}):
        _ = 1 / 0
    assert chosen() == {}


def test_a_frame_is_a_header_with_rows():
    """A frame tells the same as its header and rows."""
    frame = pd.DataFrame({"x": [REPORT], "y": ["2023-12-31"]})
    assert guess_columns(frame) == guess_columns(["x", "y"], [[REPORT, "2023-12-31"]])


@given(st.lists(st.sampled_from([name for several in NAMES.values() for name in several]), unique=True))
def test_each_field_once(names):
    """Each field has one column at most, and each column is of one field."""
    found = guess_columns(names)
    assert list(found) == [field for field in FIELDS if field in found]
    assert len({guess.place for guess in found.values()}) == len(found)


STYLES = [
    ("2023-12-31", "2023-12-31"), ("2023/12/31 23:59", "2023-12-31"), ("2023-12-31T23:00:00Z", "2023-12-31"),
    ("20231231", "2023-12-31"), ("31 December 2023", "2023-12-31"), ("Dec. 31, 2023", "2023-12-31"),
    ("Sunday, December 31st, 2023 10.30.15", "2023-12-31"), ("31. Dezember 2023", "2023-12-31"), ("31 décembre 2023", "2023-12-31"),
    ("1er mai 2023", "2023-05-01"), ("31 de diciembre de 2023", "2023-12-31"), ("31 dicembre 2023", "2023-12-31"),
    ("31 декабря 2023 г.", "2023-12-31"), ("31 Aralık 2023", "2023-12-31"), ("2023年12月31日", "2023-12-31"),
    ("1704067199", "2023-12-31"), ("1704067199000", "2023-12-31"), (1704067199, "2023-12-31"), (1704067199.0, "2023-12-31"),
    (dt.date(2023, 12, 31), "2023-12-31"), (pd.Timestamp("2023-12-31 08:00"), "2023-12-31"), ("31/12/2023", "2023-12-31"),
    ("12/31/2023", "2023-12-31"), ("31.12.23", ""), ("23-12-31", ""), ("31-12-2023", "2023-12-31"), ("5/5/2023", "2023-05-05"),
    ("", ""), (None, ""), (pd.NaT, ""), ("yesterday", ""), ("32/12/2023", ""), ("45291", ""), ("May 2023", ""), ("12/2023", ""),
    ("2023-02-30", ""), ("3/4/2023", ""), ("10.30.15", ""), ("x" * 500, ""),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "day"), STYLES)
def test_styles_of_days(cell, day):
    """One cell alone tells a day in any style that can be read in one way, and no other."""
    assert days([cell]).days == (day,)


def test_three_styles_in_one_column():
    """Days in three styles within one column are read, each in its own."""
    found = days(["2023-12-31", "31/12/2023", "Dec 30, 2023", "3/4/2023", "1. Mai 2023"])
    assert found.days == ("2023-12-31", "2023-12-31", "2023-12-30", "2023-04-03", "2023-05-01")
    assert (found.order, found.doubtful) == ("dmy", 0)
    assert "'31/12/2023'" in found.reason


@pytest.mark.parametrize(("shown", "day"), [("31/1/2023", "2023-04-03"), ("1/31/2023", "2023-03-04")])
def test_the_column_decides(shown, day):
    """A date that is two days is read as the others of its column show."""
    assert days(["3/4/2023", shown]).days[0] == day


def test_marks_decide_for_themselves():
    """Dates with dots tell nothing of those with strokes."""
    found = days(["31.12.2023", "1.2.2023", "3/4/2023"])
    assert found.days == ("2023-12-31", "2023-02-01", "")
    assert 'say columns={"dates": "dmy"}' in found.notes[2]


def test_a_column_that_contradicts_itself_is_left_in_doubt():
    """Where some dates have the day first and others the month, only those that can be read in one way are."""
    found = days(["31/12/2023", "12/31/2023", "3/4/2023"])
    assert found.days == ("2023-12-31", "2023-12-31", "")
    assert days(["31/12/2023", "12/31/2023", "3/4/2023"], order="mdy").days[2] == "2023-03-04"


def test_the_analyst_decides_what_the_column_does_not():
    """Without a sign the dates are asked for, and the answer decides; it never overrules what the dates show."""
    assert days(["3/4/2023", "1/2/2023"]).doubtful == 2
    assert days(["3/4/2023"], order="dmy").days == ("2023-04-03",)
    assert days(["3/4/2023", "31/1/2023"], order="mdy").days[0] == "2023-04-03"


def test_years_of_two_figures_are_asked_for():
    """A year of two figures may stand first: it is read only in the order that the analyst says, and said."""
    assert days(["31.12.23", "23-12-31", "30.12.2023"]).days == ("", "", "2023-12-30")
    assert days(["31.12.23", "1.2.2023"]).days == ("", "")
    found = days(["31.12.23", "1/2/99", "12/31/23"], order="dmy")
    assert found.days == ("2023-12-31", "1999-02-01", "")
    assert found.notes[:2] == ("the year 23 read as 2023", "the year 99 read as 1999")
    assert "its year has two figures" in found.notes[2]


def test_dates_that_a_spreadsheet_may_have_changed_are_left_out():
    """Where all dates of the spreadsheet are early in the month and all text is late, day and month may be changed."""
    mixed = [dt.datetime(2023, 4, 3), "31/3/2023", dt.datetime(2023, 5, 5)]  # noqa: DTZ001
    found = days(mixed)
    assert found.days == ("", "2023-03-31", "2023-05-05")
    assert "changes day and month" in found.notes[0]
    assert days([*mixed, dt.date(2023, 1, 20)]).days[0] == "2023-04-03"


@given(
    st.lists(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), min_size=1, max_size=20),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%Y-%m-%d"]),
)
def test_no_day_is_told_wrong(dates, style):
    """Whatever the style of a column, a day that is told is the day that was written."""
    found = days([day.strftime(style) for day in dates])
    assert all(told in ("", day.isoformat()) for told, day in zip(found.days, dates, strict=True))
    if style == "%Y-%m-%d" or any(day.day > 12 for day in dates):
        assert list(found.days) == [day.isoformat() for day in dates]


@pytest.mark.parametrize("cell", ["chapter 3", "12", "v1.2", "the 31st of next month", None, 7.5])
def test_what_is_no_day(cell):
    """Numbers and words are no days."""
    assert not looks_like_day(cell)


@pytest.mark.parametrize(
    ("name", "code"), [("EN", "en"), ("en_US", "en"), ("deutsch", "de"), ("zh-Hans", "zh"), ("News", ""), ("", "")]
)
def test_languages_by_name(name, code):
    """Languages are known by code, region and name."""
    assert code_of(name) == code
