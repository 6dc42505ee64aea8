"""Laws of what a report says about itself: printed or empty, never made up."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import SourceError
from toolkit.sources import marks
from toolkit.sources.dates import parse
from toolkit.sources.language import language
from toolkit.sources.metadata import about

BODY = "The minister said on Monday that the talks had ended.\nNobody else spoke, and it was late when they left."


def facts(text):
    """What a text says about itself."""
    return about(text, marks(text))


def test_title_and_author_are_printed():
    """Title and author are the words of headline and byline, and the notes say so."""
    found = facts(f"Talks end\nBy Ann Ray and Jo van Dam | 24 October 2023\n{BODY}")
    assert (found.title, found.author, found.published) == (
        "Talks end",
        "Ann Ray and Jo van Dam",
        dt.date(2023, 10, 24),
    )
    assert list(found.notes.values()) == [
        "title from the headline line", "author from the byline", "day of publication from the line that prints it"
    ]  # fmt: skip


def test_nothing_printed_is_nothing_said():
    """A report that prints only its story has no title, author, day or outlet, and no notes."""
    found = facts(BODY)
    assert (found.title, found.author, found.published, found.outlet, found.notes) == ("", "", None, "", {})


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Published: 24 Oct 2023", dt.date(2023, 10, 24)), ("Updated 25 Oct 2023 | Published 24 Oct 2023", dt.date(2023, 10, 24)),
        ("Updated 25 Oct 2023", None), ("October 24", None), ("3/4/2023", None), ("2023-10-24", dt.date(2023, 10, 24)),
        ("KYIV, Oct 3, 2023 (AFP) — Talks began.", dt.date(2023, 10, 3)), ("KYIV, Oct 3 (AFP) — Talks began.", None),
        ("The talks of Oct 3, 2023 were the last.", None), ("30 February 2023", None),
    ],
)  # fmt: skip
def test_the_day_of_publication(head, day):
    """The day is the one a line of dates or a dateline prints in full; a day of updating or in the story is none."""
    assert facts(f"Talks end\n{head}\n{BODY}").published == day


def test_a_day_of_updating_is_noted():
    """When only a day of updating is printed, the notes give it and the day of publication stays missing."""
    notes = facts(f"Talks end\nUpdated 25 Oct 2023\n{BODY}").notes
    assert notes["published"] == "only a day of updating is printed: 2023-10-25"


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"LONDON (Reuters) - {BODY}", "Reuters"), (f"{BODY}\n© AFP 2023", "AFP"), (f"{BODY} (AFP)", "AFP"), (f"{BODY}\nSource: Reuters", "Reuters"),
        (f"{BODY}\nWith inputs from PTI", ""), (f"{BODY}\nAdditional reporting by Reuters", ""), (f"{BODY}\nHe told Reuters.", ""),
        (f"{BODY}\nSmoke rises [Ola Winter/Reuters]", ""), (f"LONDON: {BODY}", ""), (f"{BODY}\nCopyright 2023 Reuters", "Reuters"),
    ],
)  # fmt: skip
def test_the_outlet(text, outlet):
    """The outlet is the agency that dateline or credit names as the owner, not one thanked, quoted or pictured."""
    assert facts(text).outlet == outlet


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Oct. 24, 2023", (2023, 10, 24)), ("24 October 2023", (2023, 10, 24)), ("Tuesday, October 24, 2023", (2023, 10, 24)),
        ("24th of Oct 2023", (2023, 10, 24)), ("2023-10-24", (2023, 10, 24)), ("24/10/2023", (2023, 10, 24)), ("10/24/2023", (2023, 10, 24)),
        ("24.10.2023", (2023, 10, 24)), ("4/4/2023", (2023, 4, 4)), ("May 5, 1999", (1999, 5, 5)), ("Sept 1, 2023", (2023, 9, 1)),
    ],
)  # fmt: skip
def test_days_in_many_styles(printed, day):
    """A date with its year is read in every usual style."""
    assert parse(printed) == dt.date(*day)


@pytest.mark.parametrize(
    "printed", ["3/4/2023", "Oct 24", "2023", "31 April 2023", "2023-13-01", "99/99/2023", "", "October 2023"]
)
def test_days_in_doubt(printed):
    """A date without a year, one that could be either of two days, and one that does not exist give none."""
    assert parse(printed) is None


@given(st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)))
def test_every_day_comes_back(day):
    """Every day written out in English is read as that day."""
    months = "January February March April May June July August September October November December".split()  # noqa: SIM905
    assert parse(f"{months[day.month - 1]} {day.day}, {day.year}") == day
    assert parse(f"{day.day} {months[day.month - 1][:3]} {day.year}") == day
    assert parse(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        ("De minister zei maandag dat de gesprekken waren afgelopen en dat beide partijen naar huis zouden gaan. De bond zei dat men"
        " had gekregen wat men had gevraagd, en dat men morgen weer zou werken."),
        ("Ministeren sagde mandag, at samtalerne var slut, og at begge parter ville tage hjem. Fagforeningen sagde, at man havde fået,"
        " hvad man havde bedt om, og at man ville arbejde igen i morgen tidlig."),
        ("Le ministre a dit lundi que les discussions étaient terminées et que les deux parties rentreraient chez elles. Le syndicat a"
        " dit que l’on avait obtenu ce que l’on avait demandé, et que l’on travaillerait de nouveau demain."),
        ("O ministro disse na segunda-feira que as conversas tinham terminado e que os dois lados voltariam para casa. O sindicato"
        " disse que tinha conseguido o que tinha pedido e que voltaria ao trabalho amanhã de manhã."),
        "Министр сказал в понедельник.", "部长星期一表示会谈已经结束。", "قال الوزير يوم الاثنين", "Ο υπουργός είπε",
    ],
)  # fmt: skip
def test_other_languages_are_refused(text):
    """A clear case of another language or script is refused with what works."""
    with pytest.raises(SourceError, match="not English") as refused:
        language(text)
    assert "English" in refused.value.works


@pytest.mark.parametrize(
    "text",
    [
        BODY, "The mayor, Łukasz Żółć of Łódź, said that it was “żółto” and that he would go to Kraków.", BODY.upper(),
        "President Xi Jinping told the Politburo that Beijing and Moscow had been friends for decades.",
    ],
)  # fmt: skip
def test_english_is_english(text):
    """A report in English is English, whatever its names and capitals."""
    assert language(text) == ("en", "")


@pytest.mark.parametrize("text", ["Minister leaves", "Talks end, minister leaves, army stays"])
def test_too_few_words_tell_nothing(text):
    """A text of a few words without function words is kept, its language empty, and the note says why."""
    code, note = language(text)
    assert code == ""
    assert "language" in note
