"""What is not a figure: dates, ages, ordinals, times, scores, addresses, and numbers that only name or point."""

import re

from spacy.tokens import Doc, Token

from toolkit.language.bounds import bounded
from toolkit.language.lexicons import table
from toolkit.language.quantities import Number, values
from toolkit.language.reading import entity_of

_TIME = re.compile(r"^(\d{1,2})[.:](\d\d)$")
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_SCORE = re.compile(r"^\d{1,2}[-–]\d{1,2}$")


def _is(word: str, *sorts: str) -> bool:
    """Whether a word is of one of these sorts in `number_labels.csv`."""
    return table("number_labels", "word", "sort").get(word) in sorts


def is_label(doc: Doc, number: Number) -> bool:
    """Whether the number is a date, an age, a time, a score, a name or an address, not a number of something."""
    token = doc[number.first]
    before = doc[number.first - 1] if number.first else None
    after = doc[number.last + 1] if number.last + 1 < len(doc) else None
    return (
        (_SCORE.match(token.text) is not None and not _counts(doc, number))
        or _in_score(doc, number)
        or _is_time(doc, number)
        or _is_date(doc, number)
        or _is_age(doc, number)
        or (_labelled(doc, number) and token.text[0].isdigit())
        or (
            before is not None and before.text == "-" and doc[number.first - 1].idx > 0 and _tied(doc, number.first - 1)
        )
        or (after is not None and (_is(after.lower_, "clock") or after.text in {":", "th", "st", "nd", "rd"}))
        or _ties_on(doc, number)
        or _is_address(doc, number)
        or _is_dialled(doc, number)
        or _is_named(doc, number)
        or _is_rate(doc, number)
        or _is_way(doc, number)
        or _is_pronoun(doc, number)
        or (number.bound == "range" and number.words is None and _is_score(doc, number))
    )


def _ties_on(doc: Doc, number: Number) -> bool:
    """Whether a hyphen ties the number to a word that names: "12-bore", not "150-odd"."""
    after = doc[number.last + 1] if number.last + 1 < len(doc) else None
    tied = after is not None and after.text == "-" and after.idx == doc[number.last].idx + len(doc[number.last])
    return tied and not (number.last + 2 < len(doc) and doc[number.last + 2].lower_ == "odd")


def _labelled(doc: Doc, number: Number) -> bool:
    """Whether the word before makes the number a name: "Resolution 242", "No. 7"."""
    place = number.first - 1
    if place > 0 and doc[place].text == ".":
        place -= 1
    return place >= 0 and _is(doc[place].lower_, "label")


def _counts(doc: Doc, number: Number) -> bool:
    """Whether the number counts a noun that is no length of time: "12 people"."""
    head = doc[number.first : number.last + 1].root
    noun = head.head if head.dep_ == "nummod" else None
    after = doc[number.last + 1] if number.last + 1 < len(doc) else None
    noun = after if noun is None and after is not None and after.tag_ == "NNS" else noun
    if noun is None or noun.i <= number.last or noun.pos_ != "NOUN":
        return False
    if after is not None and after.text[0].isupper() and _is(after.lower_, "month"):
        return False  # "the 19 May poll"
    if _YEAR.match(doc[number.first].text) and noun.tag_ != "NNS":
        return False
    return not _is(noun.lemma_.lower(), "length of time", "month", "weekday")


def _is_time(doc: Doc, number: Number) -> bool:
    """Whether digits with a point are a time of day: "14.05" at the head of an entry, "at 10.30"."""
    match = _TIME.match(doc[number.first].text)
    if match is None or number.unit or int(match.group(1)) > 23 or int(match.group(2)) > 59:
        return False
    before = doc[number.first - 1].lower_ if number.first else ""
    return not number.first or before in {"at", "from", "until", "till", "by", "since", "around", "before", "after"}


def _in_score(doc: Doc, number: Number) -> bool:
    """Whether the number is one side of a score: "2-1"."""
    for mark in (number.first - 1, number.last + 1):
        other = mark - 1 if mark < number.first else mark + 1
        if 0 <= other < len(doc) and doc[mark].text in {"-", "–"} and doc[other].text.isdigit():
            return doc[mark].idx + 1 in {doc[mark + 1].idx, doc[mark].idx + 1} and (number.high or 0) < 20
    return False


def _tied(doc: Doc, place: int) -> bool:
    """Whether the hyphen at `place` ties a number to a word before it: "F-16", "Covid-19"."""
    return place > 0 and doc[place].idx == doc[place - 1].idx + len(doc[place - 1]) and doc[place - 1].text[0].isalpha()


def _is_date(doc: Doc, number: Number) -> bool:
    token = doc[number.first]
    if _counts(doc, number):
        return False
    near = [doc[place].lower_.rstrip(".") for place in (number.first - 1, number.last + 1) if 0 <= place < len(doc)]
    digits = token.text[0].isdigit() or doc[number.last].text[0].isdigit()  # "from 22 to 25 May"
    if any(_is(word, "month") for word in near) and digits and number.bound != "vague":
        follows = doc[min(number.last + 1, len(doc) - 1)]
        return not (near[-1:] == ["may"] and follows.text == "may" and follows.pos_ in {"AUX", "VERB"})
    if _is_foreign_day(doc, number):
        return True
    if _is_year(doc, number) or token.ent_type_ == "ORDINAL":
        return True
    return token.ent_type_ in {"DATE", "TIME"} and _in_calendar(token) and not _lasts(doc, number)


def _is_year(doc: Doc, number: Number) -> bool:
    """Whether the number is a year or a span of years; words that bound it make it a number."""
    ends = [doc[number.first].text, doc[number.last].text]
    if number.bound == "range":
        return all(1500 <= (end or 0) <= 2099 for end in (number.low, number.high)) and bool(_YEAR.match(ends[1][:4]))
    if not _YEAR.match(ends[0]) or number.first != number.last or bounded(doc, number).words is not None:
        return False
    follows = doc[number.last + 1] if number.last + 1 < len(doc) else None
    dated = doc[number.first].ent_type_ == "DATE"
    one = follows is not None and follows.tag_ == "NN"  # "a 2022 agreement"; what is counted is in the plural
    return dated or one or follows is None or follows.pos_ not in {"NOUN", "ADJ", "PROPN"}


def _is_foreign_day(doc: Doc, number: Number) -> bool:
    """Whether a day stands before a month of another calendar or tongue: "15 de Agosto", "25 Dhu Al Hijjah"."""
    after = doc[number.last + 1 : number.last + 3]
    if not doc[number.first].text.isdigit() or not 1 <= (number.low or 0) <= 31 or len(after) < 2:
        return False
    return (after[0].text == "de" and after[1].text[0].isalpha()) or (
        after[0].text[0].isupper() and _is(after[0].lower_, "other month")
    )


def _lasts(doc: Doc, number: Number) -> bool:
    """Whether a length of time is bounded in days or more, and so a figure: "up to ten days", not "two days later"."""
    after = doc[number.last + 1] if number.last + 1 < len(doc) else None
    lasting = after is not None and _is(after.lemma_.lower(), "length of time")
    brief = after is not None and after.lemma_.lower() in {"second", "minute", "hour"}
    return lasting and not brief and bounded(doc, number).words is not None


def _in_calendar(token: Token) -> bool:
    """Whether the entity of a token holds a month, a weekday, a year or a length of time."""
    entity = entity_of(token)
    if entity is None:
        return False
    return any(
        _is(word.lemma_.lower(), "month", "weekday", "length of time", "clock") or _YEAR.match(word.text)
        for word in entity
    )


def _is_age(doc: Doc, number: Number) -> bool:
    """Ages: "Reid, 45, from Leeds", "aged 45", "45-year-old"."""
    last, first = number.last, number.first
    after = doc[last + 1].text if last + 1 < len(doc) else ""
    before = doc[first - 1] if first else None
    if before is None or first != last:
        return False
    if before.lemma_.lower() == "turn" and not _counts(doc, number):
        return True
    if before.lower_ in {"and", ","} and first > 2 and doc[first - 2].is_digit:
        # "aged 24 and 51"
        ahead = first - 3
        while ahead > 0 and (doc[ahead].is_digit or doc[ahead].lower_ in {"and", ","}):
            ahead -= 1
        if doc[ahead].lower_ in {"aged", "ages"}:
            return True
    between = before.text == "," and after in {",", ".", ")"} and first > 1 and doc[first - 2].pos_ == "PROPN"
    return between or before.lower_ in {"aged", "age", "ages"}


def _is_address(doc: Doc, number: Number) -> bool:
    following = doc[number.last + 1 : number.last + 4]
    capital = len(following) > 0 and following[0].text[0].isupper()
    return capital and any(_is(token.lower_, "street") and token.text[0].isupper() for token in following)


def _is_dialled(doc: Doc, number: Number) -> bool:
    """Whether digits stand beside other digits, or begin with a nought, as in a telephone number."""
    beside = [doc[place].text for place in (number.first - 1, number.last + 1) if 0 <= place < len(doc)]
    text = doc[number.first].text
    if number.first and text.isdigit() and len(text) <= 4 and _is(doc[number.first - 1].lemma_.lower(), "dialled"):
        return not _counts(doc, number)
    return text.isdigit() and (any(other.isdigit() for other in beside) or (len(text) > 1 and text.startswith("0")))


def _is_named(doc: Doc, number: Number) -> bool:
    """Whether digits end a name: "National Road 3", "the PowerRail 500 pack", not "Israel 40 hostages"."""
    token, before = doc[number.first], doc[number.first - 1] if number.first else None
    if before is None or number.first != number.last or not re.fullmatch(r"\d{1,4}(?:\.\d)?", token.text):
        return False
    if not before.is_alpha or not before.text[0].isupper() or before.is_sent_start or number.unit:
        return False
    if before.text in table("units", "text", "unit") or _is(before.lower_, "month", "weekday"):
        return False
    after = doc[number.last + 1] if number.last + 1 < len(doc) else None
    told = token.dep_ in {"nsubj", "nsubjpass", "dobj"} or (after is not None and after.pos_ in {"VERB", "AUX"})
    counts = after is not None and (after.lower_ in table("units", "text", "unit") or after.lower_ in values())
    many = [noun for noun in (after, token.head) if noun is not None and noun.i > token.i]
    return not told and not counts and not any(noun.tag_ in {"NNS", "NNPS"} for noun in many)


def _is_rate(doc: Doc, number: Number) -> bool:
    """Whether the number is one side of a rate of exchange: "$1 = 0.8590 euros"."""
    return any(doc[place].text == "=" for place in range(number.first - 2, number.last + 3) if 0 <= place < len(doc))


def _is_way(doc: Doc, number: Number) -> bool:
    """Whether the number is the bore of a gun or the way to a place: "122mm", "8 miles from the site"."""
    last = number.last
    following = [token.lower_ for token in doc[last + 1 : last + 3]]
    if following[:1] == ["mm"]:
        return following[1:] != ["of"]
    measured = len(following) == 2 and (following[0] == "km" or _is(following[0], "distance"))
    return measured and _is(following[1], "bearing") and bounded(doc, number).words is None


def _is_pronoun(doc: Doc, number: Number) -> bool:
    """Whether "one" or "two" only points: "one of the", "the two sides", "no one"."""
    token = doc[number.first]
    if number.first != number.last or number.bound == "vague":
        return False
    if token.lower_ == "one":
        after = doc[number.last + 1] if number.last + 1 < len(doc) else None
        return after is None or after.lemma_.lower() not in table("victim_nouns", "lemma", "victim_class")
    small = token.lower_ in values() and (number.high or 0) <= 10
    before = doc[number.first - 1].lower_ if number.first else ""
    return small and _is(before, "pointer")


def _is_score(doc: Doc, number: Number) -> bool:
    after = doc[number.last + 1] if number.last + 1 < len(doc) else None
    if after is not None and after.tag_ == "NNS":
        return False
    return (number.high or 0) < 20 and "-" in doc[number.first].text + doc[min(number.first + 1, len(doc) - 1)].text
