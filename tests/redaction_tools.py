"""Looks for words of articles in a file, in every way somebody could, without the code that cuts them."""

import json
import re
from html import unescape

from lxml import html as lxml_html

BARE = re.compile(r"<[^>]*>")
INLINE = re.compile(r"</?(a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|u)(\s[^>]*)?>")
TERM = re.compile(r"\w+")
EDGES = re.compile(r"^\W+|\W+$")


def terms(words):
    """Words as letters and digits, in small letters."""
    return [one.casefold() for one in TERM.findall(words)]


def spaced(words):
    """Words as what stands between white space and has a letter or a digit, without the signs around them."""
    return [EDGES.sub("", one).casefold() for one in words.split() if TERM.search(one)]


def windows(told, length):
    """Every run of so many words."""
    return {tuple(told[place : place + length]) for place in range(len(told) - length + 1)}


def readings(page):
    """Everything in a page that could be read as text: with and without its tags, attributes, strings of JSON."""
    yield unescape(BARE.sub(" ", page))
    yield unescape(BARE.sub(" ", INLINE.sub("", page)))
    root = lxml_html.fromstring(page)
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from element.attrib.values()
        if element.tag == "script" and element.get("type") == "application/json":
            strings = list(_strings(json.loads(element.text)))
            yield from strings
            yield " ".join(strings)
    for element in root.xpath("//script | //style"):
        element.drop_tree()
    yield " ".join(root.itertext())


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def leaked(page, texts, most, allowed=()):
    """Every run of one word more than `most` that a text and the page both have, whichever way words are told apart."""
    found = set()
    for split in (terms, spaced):
        secret = set().union(*(windows(split(text), most + 1) for text in texts))
        secret -= set().union(*(windows(split(text), most + 1) for text in allowed))
        for reading in readings(page):
            found |= secret & windows(split(reading), most + 1)
    # And in the source as it is, where tags would be taken for words if signs were left out of account.
    secret = set().union(*(windows(text.split(), most + 1) for text in texts))
    free = set().union(*(windows(spaced(text), most + 1) for text in allowed))
    wordy = {run for run in secret if all(map(TERM.search, run)) and tuple(spaced(" ".join(run))) not in free}
    return found | (wordy & windows(unescape(page).split(), most + 1))


def catalogue(record):
    """What may stand whole in a redacted page: titles with outlet and day, outlets, authors, names of parties."""
    known = record.articles[record.articles["title"] != ""]
    days = known["published"].dt.strftime("%Y-%m-%d").fillna("")
    labels = known["title"] + " " + known["outlet"] + " " + days
    return [*labels, *record.articles["outlet"], *record.articles["author"], *record.parties]
