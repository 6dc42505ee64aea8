"""Laws of the language of a text: another language is set aside by name, and English is never taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import SourceError
from toolkit.sources.language import language
from toolkit.sources.languages import _FREQUENT, _NAMES, code_of, likeliest, name_of

# Invented sentences, each of one language.
SENTENCES = {
    "German": "Der Minister sagte am Montag, dass die Gespräche nicht beendet seien und das Treffen verschoben werde.",
    "French": "Le ministre a dit que les pourparlers sont finis et que la paix est dans une impasse pour des mois.",
    "Spanish": "El ministro dijo que las conversaciones se aplazaron por una semana y que los rebeldes no respondieron.",
    "Italian": "Il ministro ha detto che i colloqui sono finiti e che la pace non è una questione di giorni per gli altri.",
    "Portuguese": "O ministro disse que os rebeldes não responderam e que uma nova reunião foi marcada para os dias que vêm.",
    "Dutch": "De minister zei dat het overleg niet voorbij is en dat een nieuwe ronde van gesprekken wordt gepland.",
    "Swedish": "Ministern sade att samtalen inte är över och att det blir en ny omgång för alla som vill från måndag.",
    "Turkish": "Bakan görüşmelerin bir hafta için ertelendiğini ve bu kararın çok doğru olarak görüldüğünü söyledi.",
    "Polish": "Minister powiedział, że rozmowy się nie zakończyły, ale jest jak po burzy, co już od dawna oraz przez lata było.",
    "Russian": "Министр сказал, что переговоры закончились и стороны разошлись.",
    "Ukrainian": "Міністр сказав, що переговори завершилися і сторони розійшлися.",
    "Arabic": "قال الوزير إن المحادثات انتهت وإن الجانبين سيعودان إلى ديارهما.",
    "Persian": "وزیر گفت که گفتگوها پایان یافت و دو طرف به خانه بازگشتند.",
    "Hebrew": "השר אמר כי השיחות הסתיימו וכי שני הצדדים ישובו לבתיהם.",
    "Chinese": "部长周一表示会谈已经结束双方将回国。",
    "Japanese": "大臣は会談が終わったと月曜日に述べた。",
    "Korean": "장관은 월요일에 회담이 끝났다고 말했다.",
    "Greek": "Ο υπουργός είπε ότι οι συνομιλίες τελείωσαν.",
    "Hindi": "मंत्री ने कहा कि वार्ता समाप्त हो गई है।",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_another_language_is_set_aside_by_name(name):
    """A sentence of another language is refused, and the refusal names the language."""
    with pytest.raises(SourceError, match=f"not English, and looks like {name}: "):
        language(SENTENCES[name])


@pytest.mark.parametrize(
    "text",
    [
        "He is a man in a house on a hill and so on to do no harm.",
        "Oil up, gold down, dollar steady in quiet trade Monday.",
        "Die Welt, Der Spiegel and Das Bild carried the story, editors said.",
        "El Al, La Liga and Los Angeles: talks on TV rights stall.",
    ],
)
def test_short_english_is_no_other_language(text):
    """Short English with few of its frequent words is read."""
    assert language(text)[0] in ("", "en")


def test_what_the_file_says_decides_only_where_the_words_do_not():
    """The file's own word counts for short texts; against clear words it is said and does not count."""
    english = "The minister said that they had been to the talks and that it was not the end of them."
    assert language(english, stated="de") == ("en", "the file says that it is German; its words are English")
    assert language("Short.", stated="en")[0] == "en"
    with pytest.raises(SourceError, match="looks like German: the file says so"):
        language("Kurz.", stated="de")
    with pytest.raises(SourceError, match="looks like French"):
        language(SENTENCES["French"], stated="en")


def test_every_language_has_a_name_and_a_code():
    """Every name and code leads to one code, and every list of frequent words is of a known language."""
    names = [name.casefold() for several in _NAMES.values() for name in several]
    assert len(names) == len({*names})
    assert all(code_of(name) == code for code, several in _NAMES.items() for name in (code, *several))
    assert set(_FREQUENT) < set(_NAMES)
    assert name_of("xx") == "xx"


@given(st.text(max_size=200))
def test_any_text(text):
    """Any text has a language, none, or a refusal."""
    try:
        code, note = language(text)
    except SourceError:
        code, note = "", "refused"
    assert (code, bool(note)) in (("en", False), ("", True))
    assert likeliest(text.split()) in ("", *_NAMES)
