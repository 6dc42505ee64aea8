"""Languages by their names and codes, and the likeliest of a text that is not English."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence

# Code of ISO 639-1: the name in English, then other codes and names under which tables have it.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "en": ("English", "eng", "englisch", "anglais", "inglés", "inglese", "inglês", "engels", "engelska", "engelsk"),
    "de": ("German", "deu", "ger", "deutsch", "allemand", "alemán", "tedesco", "alemão", "duits"),
    "fr": ("French", "fra", "fre", "français", "französisch", "francés", "francese", "francês", "frans"),
    "es": ("Spanish", "spa", "español", "castellano", "spanisch", "espagnol", "spagnolo", "espanhol", "spaans"),
    "it": ("Italian", "ita", "italiano", "italienisch", "italien", "italiaans"),
    "pt": ("Portuguese", "por", "português", "portugiesisch", "portugais", "portugués", "portoghese", "portugees"),
    "nl": ("Dutch", "nld", "dut", "nederlands", "niederländisch", "néerlandais", "holandés", "olandese"),
    "sv": ("Swedish", "swe", "svenska", "schwedisch"),
    "da": ("Danish", "dan", "dansk", "dänisch"),
    "no": ("Norwegian", "nor", "nb", "nob", "nn", "norsk", "norwegisch"),
    "fi": ("Finnish", "fin", "suomi", "finnisch"),
    "pl": ("Polish", "pol", "polski", "polnisch", "polonais"),
    "cs": ("Czech", "ces", "cze", "čeština", "tschechisch"),
    "hu": ("Hungarian", "hun", "magyar", "ungarisch"),
    "ro": ("Romanian", "ron", "rum", "română", "rumänisch"),
    "tr": ("Turkish", "tur", "türkçe", "türkisch", "turc"),
    "id": ("Indonesian", "ind", "bahasa indonesia", "indonesisch"),
    "vi": ("Vietnamese", "vie", "tiếng việt"),
    "ru": ("Russian", "rus", "русский", "russisch", "russe", "ruso", "russo"),
    "uk": ("Ukrainian", "ukr", "українська", "ukrainisch"),
    "el": ("Greek", "ell", "gre", "ελληνικά", "griechisch"),
    "he": ("Hebrew", "heb", "iw", "עברית", "hebräisch"),
    "ar": ("Arabic", "ara", "العربية", "arabisch", "arabe", "árabe", "arabo"),
    "fa": ("Persian", "fas", "per", "farsi", "فارسی", "persisch"),
    "ur": ("Urdu", "urd", "اردو"),
    "hi": ("Hindi", "hin", "हिन्दी"),
    "bn": ("Bengali", "ben", "বাংলা"),
    "zh": ("Chinese", "zho", "chi", "中文", "汉语", "chinesisch", "chinois", "chino", "cinese"),
    "ja": ("Japanese", "jpn", "日本語", "japanisch"),
    "ko": ("Korean", "kor", "한국어", "koreanisch"),
}
# Frequent words of each language that are no words of English and of few others here.
_FREQUENT: Mapping[str, frozenset[str]] = {
    code: frozenset(words.split())
    for code, words in {
        "de": "der und den das des dem ein eine einer einen nicht sich auf auch dass wurde werden nach wie bei ist",
        "fr": "les et est une des dans qui que pas sur au aux ce cette avec été ont leur mais plus nous du",
        "es": "el los y las una por con para que del se fue sus pero como más este esta al según sobre ha también",
        "it": "il che di della per una sono con non del gli nel alla dei è anche più delle ha nella questo",
        "pt": "que os não uma com para da em dos das foi são também mais pelo pela ao seu sua na",
        "nl": "het een van en dat niet zijn voor aan ook maar werd naar wordt deze hij bij heeft uit",
        "sv": "och att det som en är av för den inte har med på ett om var från också efter sade",
        "da": "og det som af ikke er til på den har med et blev også efter han fra kan sagde være",
        "no": "og det som av ikke er til på den har med et ble også etter han fra kan sa være",
        "fi": "ja ei että oli hän myös mutta kun joka ovat sekä jo niin kuin mukaan",
        "pl": "w nie na się że z jest jak ale po co przez oraz od został był",
        "cs": "je se na že s jako ale byl pro také podle už jsou po ve",
        "hu": "az és hogy nem egy volt meg azt már de mint ezt szerint csak",
        "ro": "și de la în care nu pe un cu din este pentru mai sunt au fost că",
        "tr": "ve bir bu için ile da de olarak çok daha olan ama gibi sonra dedi ise",
        "id": "yang dan di untuk dengan ini itu dari tidak dalam pada akan telah oleh juga mereka",
    }.items()
}
# The Unicode name of a letter begins with its script; of these scripts most news is in one language.
_SCRIPTS: Mapping[str, str] = {
    "GREEK": "el", "HEBREW": "he", "DEVANAGARI": "hi", "BENGALI": "bn", "HANGUL": "ko", "HIRAGANA": "ja",
    "KATAKANA": "ja", "CJK": "zh", "ARABIC": "ar", "CYRILLIC": "ru",
}  # fmt: skip
# Letters that tell a language from the first of its script.
_TELLING = (("ar", "پچگژ", "fa"), ("ar", "ٹڈڑے", "ur"), ("ru", "іїєґ", "uk"), ("zh", "のはをがにで", "ja"))
# So great a share of a text's words are those of its language, at least so many.
LIKELY_SHARE, LIKELY_WORDS = 0.15, 4


def code_of(name: str) -> str:
    """The ISO 639-1 code of a language by a code or a name, regions left aside; empty for what is no language here.

    >>> code_of("en-GB"), code_of("Deutsch"), code_of("eng"), code_of("Monday")
    ('en', 'de', 'en', '')
    """
    plain = name.strip().casefold().replace("_", "-")
    return _CODES.get(plain) or _CODES.get(plain.partition("-")[0].partition(" (")[0], "")


def name_of(code: str) -> str:
    """The English name of a language by its code, the code itself where it is not known.

    >>> name_of("de"), name_of("xx")
    ('German', 'xx')
    """
    return _NAMES[code][0] if code in _NAMES else code


def likeliest(words: Sequence[str]) -> str:
    """The language to which a text's words look, by script and by frequent words; empty where nothing tells.

    English is not among them: `language` decides about English first.

    >>> likeliest("der Minister sagte dass die Gespräche nicht nach Plan liefen und das Treffen".split())
    'de'
    """
    scripts = Counter(_script(word[0]) for word in words if word[0].isalpha())
    script = scripts.most_common(1)[0][0] if scripts else ""
    if script in _SCRIPTS:
        letters = set("".join(words[:2000]))
        code = _SCRIPTS[script]
        return next((other for one, signs, other in reversed(_TELLING) if one == code and letters & set(signs)), code)
    if not words:
        return ""
    counts = {code: sum(word.lower() in known for word in words) for code, known in _FREQUENT.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= max(LIKELY_WORDS, LIKELY_SHARE * len(words)) else ""


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


_CODES = {word.casefold(): code for code, names in _NAMES.items() for word in (code, *names)}
