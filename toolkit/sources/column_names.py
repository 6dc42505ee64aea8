"""The names under which tables of news keep their fields, in the languages in which they are exported."""

import re
import unicodedata
from collections.abc import Mapping

FIELDS = ("text", "title", "outlet", "author", "published", "url", "language")
"""What may be told of an article by a column of a table."""

# In small letters, without accents and marks; what stands first is taken first.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "full text", "fulltext", "article text", "body", "article body", "body text", "content", "article",
        "story", "story text", "main text", "maintext", "plain text", "raw text", "clean text", "news text",
        "news body",
        "volltext", "artikeltext", "haupttext", "inhalt", "artikel", "beitrag", "texte", "texte integral",
        "texte complet", "corps", "corps du texte", "contenu", "texto", "texto completo", "cuerpo", "contenido",
        "corpo", "corpo do texto", "conteudo", "testo", "testo completo", "contenuto", "articolo", "tekst",
        "volledige tekst", "inhoud", "tresc", "metin", "icerik", "haber metni", "текст", "полный текст", "содержание",
        "النص", "نص", "المحتوى", "正文", "全文", "内容", "本文", "본문",
    ),
    "title": (
        "title", "headline", "article title", "heading", "head", "hd", "headlines", "news title", "story title",
        "titel", "uberschrift", "schlagzeile", "titre", "titulo", "titular", "titolo", "kop", "kopregel", "rubrik",
        "overskrift", "tytul", "baslik", "заголовок", "название", "العنوان", "عنوان", "标题", "標題", "見出し", "제목",
    ),
    "outlet": (
        "outlet", "source", "publisher", "newspaper", "publication", "source name", "medium", "paper", "media",
        "media name", "media outlet", "news outlet", "outlet name", "publication title", "pubtitle", "journal",
        "publication name", "site name", "sitename", "domain", "sn", "quelle", "zeitung", "medienname", "medientitel",
        "publikation", "herausgeber", "journal source", "editeur", "fuente", "medio", "periodico", "diario", "fonte",
        "testata", "giornale", "jornal", "veiculo", "bron", "krant", "kalla", "tidning", "kilde", "avis", "zrodlo",
        "gazeta", "kaynak", "gazete", "yayin", "источник", "издание", "сми", "المصدر", "مصدر", "来源", "媒体", "매체",
    ),
    "published": (
        "published", "date", "publication date", "date of publication", "published date", "publish date",
        "date published", "published at", "published on", "pub date", "pubdate", "datetime", "day", "pd", "news date",
        "article date", "date time", "publish time", "publication day", "date publish", "datum",
        "veroffentlichungsdatum", "erscheinungsdatum", "veroffentlicht", "veroffentlicht am", "erschienen",
        "erschienen am", "tag", "date de publication", "publie le", "date parution", "date de parution", "fecha",
        "fecha de publicacion", "publicado", "data", "data pubblicazione", "data di pubblicazione", "pubblicato",
        "data de publicacao", "data publicacao", "publicatiedatum", "publiceringsdatum", "dato", "data publikacji",
        "tarih", "yayin tarihi", "дата", "дата публикации", "опубликовано", "التاريخ", "تاريخ", "تاريخ النشر", "日期",
        "发布时间", "发布日期", "日付", "날짜",
    ),
    "author": (
        "author", "authors", "byline", "writer", "journalist", "by", "author name", "reporter", "creator", "autor",
        "autoren", "autorin", "verfasser", "journalisten", "auteur", "auteurs", "autores", "autore", "autori",
        "giornalista", "periodista", "forfattare", "forfatter", "yazar", "muhabir", "автор", "авторы", "الكاتب",
        "المؤلف", "作者", "記者", "기자",
    ),
    "url": (
        "url", "link", "address", "web address", "article url", "news url", "documenturl", "document url", "source url",
        "sourceurl", "permalink", "web url", "weburl", "uri", "href", "article link", "adresse", "webadresse", "lien",
        "enlace", "direccion", "collegamento", "indirizzo", "ligacao", "lank", "lenke", "adres", "baglanti", "ссылка",
        "адрес", "الرابط", "رابط", "链接", "网址", "リンク", "링크",
    ),
    "language": (
        "language", "lang", "language code", "la", "sprache", "langue", "idioma", "lingua", "taal", "sprak", "sprog",
        "jezyk", "dil", "язык", "اللغة", "语言", "언어",
    ),
}  # fmt: skip

# A report in short, or the words around it: never taken for the report itself, however long it is.
SHORT = re.compile(
    r"\b(?:abstract|summar(?:y|ies)|snippets?|teaser|lead|lede|description|excerpt|preview|caption|comments?|notes?|"
    r"keywords?|tags|html|zusammenfassung|kurzfassung|vorspann|beschreibung|bemerkung\w*|notiz\w*|resume|chapo|chapeau|"
    r"remarques?|resumen|descripcion|notas|resumo|riassunto|descrizione|samenvatting|opmerking\w*|memo)\b"
)
# Days that are none of publication.
OTHER_DAYS = re.compile(
    r"\b(?:updat\w+|modif\w+|chang\w+|access\w*|retriev\w+|scrap\w+|crawl\w*|download\w*|collect\w*|index\w*|import\w*|"
    r"export\w*|cod(?:ed|ing)|enter(?:ed)?|added|birth\w*|event|geandert|abgerufen|abruf\w*|stand|consulte\w*|"
    r"modifie\w*|actualiza\w*|acces[so]o?)\b"
)
# Addresses that are none of the report.
OTHER_URLS = re.compile(r"\b(?:image|img|picture|photo|video|thumb\w*|icon|logo|avatar|author|media|site|home|bild)\b")

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ALIKE = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "ı": "i"})
_MARKS = re.compile(r"[\s_\-./:*#\[\]()]+")


def plain(name: str) -> str:
    """A column's name as it is compared: small letters without accents, its words divided by one space.

    >>> plain("Veröffentlichungs_Datum:"), plain("publishedAt"), plain("source.name")
    ('veroffentlichungs datum', 'published at', 'source name')
    """
    parts = unicodedata.normalize("NFKD", _CAMEL.sub(" ", name[:200]))
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()
    return _MARKS.sub(" ", unicodedata.normalize("NFKC", letters.translate(_ALIKE))).strip()


def rank(field: str, name: str) -> int | None:
    """How early a name stands among those of a field, 0 first; None for a name that is none of them.

    Of a nested name, such as `article.body`, the last part counts where the whole is no name.

    >>> rank("text", "Full_Text"), rank("title", "article.headline"), rank("title", "price")
    (1, 1, None)
    """
    whole = plain(name)
    if (place := _PLACES[field].get(whole)) is not None:
        return place
    last = plain(name.rpartition(".")[2]) if "." in name else ""
    return _PLACES[field].get(last) if last else None


_PLACES = {
    field: {plain(name): place for place, name in reversed(list(enumerate(names)))} for field, names in NAMES.items()
}
