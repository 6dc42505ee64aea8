"""Noun phrases that name a source: their extent, name, titles, roles and the bodies they speak for."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from toolkit.language.extent import as_tagged, qualifier_of
from toolkit.language.lexicons import noun_of
from toolkit.language.name_words import NEARBY
from toolkit.language.name_words import name_words as words_of_name
from toolkit.language.reading import Paragraph, text_of
from toolkit.language.roles import apposed as apposed_to
from toolkit.language.roles import called, named_behind, role_of
from toolkit.language.spelt import listed_end, whole_name
from toolkit.language.titles import DETERMINERS, is_title

_WITH = {"of", "for", "at", "from", "with", "in", "to", "on"}
_INNER = {"det", "amod", "compound", "poss", "nmod", "nummod", "advmod", "case", "npadvmod", "predet", "quantmod"}
_PRONOUNS = {
    "his", "their", "its", "he", "she", "it", "they", "him", "her", "them", "who", "i", "we", "you", "himself",
    "herself",
}  # fmt: skip


# Who stands beside somebody does not speak for him: "a longtime ally of the president", "her client's wife".
BESIDE = {
    "ally", "rival", "critic", "opponent", "foe", "enemy", "friend", "backer", "supporter", "neighbour",
    "neighbor", "challenger", "victim", "wife", "husband", "widow", "widower", "son", "daughter", "father",
    "mother", "brother", "sister", "uncle", "aunt", "cousin", "grandson", "granddaughter", "boss",
    "predecessor", "successor", "customer", "client", "passenger", "patient", "user", "fan", "resident",
    "kin", "relation", "relative", "namesake", "buyer", "consumer", "pupil", "student", "guest", "visitor",
    "competitor", "shareholder", "investor", "creditor", "lender", "supplier", "bondholder", "landlord", "accuser",
}  # fmt: skip
# Whose "to" tells whom they work for: "a senior aide to Mora".
_SERVANTS = {
    "aide",
    "adviser",
    "advisor",
    "assistant",
    "counsel",
    "consultant",
    "secretary",
    "spokesman",
    "spokeswoman",
}
# Nouns before an office that do not tell of which body: "a company spokesman", "the state inspector".
_ANYBODY = {"state", "country", "nation", "company", "firm", "group", "party", "office", "team", "court", "school"}
# How much an unnamed source knows is a part of his name: "two people briefed on the talks".
_NEAR_TO = {"familiar", "close", "briefed", "involved"}
# Who held an office once speaks for nobody by it.
_NO_MORE = {"former", "ex", "retired", "then", "late", "one-time", "erstwhile"}


@dataclass(frozen=True)
class Body:
    """Words that tell whom a source speaks for, and how they are tied to it."""

    rule: str
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Phrase:
    """One noun phrase: where it stands, and what it says about the one it names."""

    start: int
    end: int
    text: str
    head: Token
    core: str
    name: str
    titles: tuple[str, ...]
    roles: tuple[str, ...]
    bodies: tuple[Body, ...]
    pronoun: str
    plural: bool
    indefinite: bool
    qualifier: tuple[int, int] | None = field(default=None)


def noun_phrase(head: Token, paragraph: Paragraph) -> Phrase:
    """The noun phrase of a head noun: from its determiner to its last "of …", without clauses and appositions."""
    known: Phrase | None = paragraph.phrases.get(head.i) if head.doc is paragraph.doc else None
    if known is None:
        known = _noun_phrase(head, paragraph)
        if head.doc is paragraph.doc:
            paragraph.phrases[head.i] = known
    return known


def _noun_phrase(head: Token, paragraph: Paragraph) -> Phrase:
    words = as_tagged(_extent(head), head)
    name_words = words_of_name(head)
    if name_words and not (words[0].i <= name_words[0].i and name_words[-1].i <= words[-1].i):
        words = list(head.doc[min(name_words[0].i, words[0].i) : max(name_words[-1].i, words[-1].i) + 1])
    first, last = words[0], words[-1]
    start, end = paragraph.span(first, last)
    if first.lower_ == "secretary" and first.i > 0 and first.nbor(-1).text == "Under":
        start = paragraph.at(first.nbor(-1))  # "Under Secretary Ana Mora"
    whole = paragraph.start + listed_end(paragraph.parsed, start - paragraph.start, end - paragraph.start)
    apposed = [child for child in apposed_to(head) if child.pos_ in {"NOUN", "PROPN"}]
    apposed = [child for child in apposed if not end <= paragraph.at(child) < whole]
    end = whole
    role = role_of(head)
    if not name_words and role:
        # "Her counterpart in Stockholm, Oskar Wikander", "the candidate in the vote at Lima, Chief Ana Mora": the parse
        # gives the name to the place.
        places = [word for word in head.subtree if word.dep_ == "pobj" and not _in_clause(word, head)]
        apposed += [
            one for word in places for one in word.children if one.dep_ == "appos" and one.ent_type_ == "PERSON"
        ]
    if role and (not name_words or name_words[-1] == head):
        name_words = named_behind(head) or name_words
    beside = called(head) if not name_words else []
    if beside:
        name_words, end = beside, paragraph.span(beside[0], beside[-1])[1]
    name = whole_name(paragraph.parsed, name_words[0].idx, _printed(name_words)) if name_words else ""
    titles = [word for word in words if name_words and word.i <= head.i and word not in name_words and is_title(word)]
    roles = _roles(head, role, name_words, titles)
    bodies = list(_bodies(head, words, name_words, paragraph))
    for other in [*apposed, *(more for child in apposed for more in child.conjuncts)]:
        inner = noun_phrase(other, paragraph)
        if name and any(word.lower_ in _NO_MORE for word in _extent(other)):
            continue
        # "Mora, a Republican who is up for re-election", but "their party, the Republicans".
        body = noun_of(head.lemma_, "body") is not None and not roles
        belongs = other.ent_type_ == "NORP" or noun_of(other.lemma_, "body") is not None
        name = name or (inner.name if body or not belongs else "")
        roles += [role for role in inner.roles if role not in roles]
        titles += [word for word in _extent(other) if is_title(word) and word not in titles]
        bodies += [Body("apposition", body.start, body.end, body.text) for body in inner.bodies]
    # After "on X." the model takes the next word for a part of the name.
    is_pronoun = head.pos_ == "PRON" or head.text in {"He", "She", "It", "They"}
    pronoun = head.lower_ if is_pronoun and head.lower_ in _PRONOUNS else ""
    if pronoun and head.pos_ != "PRON":
        words, name, first = [head], "", head
        start, end = paragraph.span(head, head)
    doubt = qualifier_of(words)
    return Phrase(
        start, end, paragraph.printed(start, end), head,
        _core(head, words), name, tuple(word.lower_ for word in titles), tuple(roles), tuple(bodies), pronoun,
        head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"they", "them"},
        any(word.lower_ in {"a", "an", "one", "another", "some"} and word.dep_ in {"det", "nummod"} for word in words),
        paragraph.span(*doubt) if doubt is not None else None,
    )  # fmt: skip


def _extent(head: Token) -> list[Token]:
    """The words of the phrase in order, contiguous around the head."""
    kept = {head.i}
    for child in head.children:
        inner = child.dep_ in _INNER and child.i < head.i
        issued = child.lower_ == "by" and noun_of(head.lemma_, "document", "count") is not None
        tied = child.lower_ in _WITH or issued
        after = child.dep_ == "prep" and child.i > head.i and tied and not _adverbial(child)
        # "compound" also holds words after the head for names the parser reads backwards.
        close = child.dep_ in {"amod", "acl"} and child.i == head.i + 1 and child.lower_ in _NEAR_TO
        if not (inner or after or close or (child.dep_ in {"compound", "case", "nmod"} and abs(child.i - head.i) == 1)):
            continue
        if not child.n_lefts + child.n_rights:
            kept.add(child.i)  # most have nothing below them
        else:
            kept |= {word.i for word in child.subtree if not _in_clause(word, child)} - _beside(child)
    if head.lower_ == "old" and head.i > 4 and head.nbor(-2).lower_ == "year":
        # "the 68-year-old", which the tokenizer cuts and the parser hangs on "year"
        kept |= set(range(head.i - 4 - (head.nbor(-5).lower_ in DETERMINERS), head.i))
    low = high = head.i
    while low - 1 in kept or (low - 2 in kept and head.doc[low - 1].is_punct and head.doc[low - 1].text in "-“‘\"'"):
        low -= 1
    while high + 1 in kept:
        high += 1
    found = [head.doc[place] for place in range(low, high + 1)]
    if all(word.text != ")" for word in found):
        return found
    closed = max((place for place, word in enumerate(found) if word.text == ")" and word.i < head.i), default=-1)
    opened = any(word.text == "(" for word in found[: closed + 1])
    # "SP (City) Ana Mora": the parse goes back into the brackets, and not to what stands before them.
    return found if opened else found[closed + 1 :]


def _beside(child: Token) -> set[int]:
    """The words of somebody else whom the parse ties to a country: "the government of Mali and the rebel front"."""
    places = [place for place in child.children if place.dep_ == "pobj" and place.ent_type_ in {"GPE", "LOC"}]
    others = [one for place in places for one in place.conjuncts if one.ent_type_ not in {"GPE", "LOC"}]
    if not others:
        return set()
    marks = [one for place in places for one in place.children if one.dep_ in {"cc", "punct"}]
    return {word.i for one in others for word in one.subtree} | {one.i for one in marks}


def _adverbial(prep: Token) -> bool:
    """Whether a prepositional phrase tells when or with which words, not who."""
    nouns = [child for child in prep.children if child.dep_ == "pobj"]
    return not nouns or nouns[0].ent_type_ in {"DATE", "TIME"} or prep.doc[prep.i - 1].text == ","


def _in_clause(word: Token, top: Token) -> bool:
    """Whether a word stands in a relative clause or an apposition inside the phrase."""
    while word not in (top, word.head):
        if word.dep_ in {"relcl", "acl", "appos", "advcl"} or (word.is_punct and word.text in ",("):
            return True
        word = word.head
    return False


def _printed(words: list[Token]) -> str:
    """Words that stand beside each other, as one text."""
    return text_of(words[0].doc, words[0].i, words[-1].i)


def _roles(head: Token, own: str, name_words: list[Token], titles: list[Token]) -> list[str]:
    found = [role for role in map(role_of, titles) if role]
    return [*found, own] if own and own not in found and head not in name_words else found


def _bodies(head: Token, words: list[Token], name_words: list[Token], paragraph: Paragraph) -> list[Body]:
    """Nationality, possessor and employer inside the phrase, nearest to the head first."""
    found = []
    if head.lemma_.lower() in BESIDE or any(word.lower_ in _NO_MORE and word not in name_words for word in words):
        return []
    for word in reversed(words):
        rule = ""
        owner = word.dep_ == "poss" or (word.dep_ == "amod" and word.i < head.i and word.nbor(1).tag_ == "POS")
        if owner and word.pos_ in {"PROPN", "NOUN"} and word not in name_words:
            rule = "possessive"
        elif word.ent_type_ in {"NORP", "GPE"} and word.i < head.i and word not in name_words and not _hyphened(word):
            rule = "nationality"
        elif word.dep_ == "pobj" and word.i > head.i and word.head.head == head:
            inside = {"in"} if _governs(head) else {"to"} if head.lemma_.lower() in _SERVANTS else set()
            employs = word.head.lower_ in {"of", "for", "at", "from", "with", "by"} | inside
            rule = "employer" if employs and word.lower_ != "state" else ""  # "minister of state"
        elif word.i < head.i and word not in name_words and _is_body_name(word):
            rule = "employer"
        if rule:
            span = _extent(word) if rule in {"possessive", "employer"} else [word]
            span = [part for part in span if part.i <= word.i or rule == "employer"]
            while span and span[0].lower_ in DETERMINERS:
                span = span[1:]
            span = span or [word]
            start, end = paragraph.span(span[0], span[-1])
            text = paragraph.printed(start, end)
            found.append(Body(rule, start, end, text))
    if not found:
        return []
    first = paragraph.at(head)
    owned = any(word.i < head.i and word.ent_type_ in {"NORP", "ORG"} and word not in name_words for word in words)
    # "The United Nations mission in Kabul" is of the one, and only in the other.
    places = [word for word in words if word.dep_ == "pobj" and word.head.lower_ == "in" and word.head.head == head]
    where = {paragraph.at(word) for word in places} if owned else set()
    return [body for body in found if body.end < first or not any(body.start <= at < body.end for at in where)]


def _governs(head: Token) -> bool:
    """Whether a noun is an office or body of state: "the foreign ministry in Seoul" is of that state."""
    body = noun_of(head.lemma_, "body")
    inner = [noun_of(child.lemma_, "body") for child in head.children if child.dep_ == "compound"]
    states = [one for one in (body, *inner) if one is not None and one.speaker_type in {"government", "military"}]
    return head.lemma_ == "counterpart" or bool(states)


def _is_body_name(word: Token) -> bool:
    """Whether a word before the head names a body: "Hamas militants", "Norvik spokesman"."""
    if word.dep_ not in {"compound", "nmod"} or word.lower_ in NEARBY:
        return False
    common = noun_of(word.lemma_, "body") is not None and word.lemma_.lower() not in _ANYBODY
    names = word.pos_ == "PROPN" or word.ent_type_ == "ORG" or common
    return names and not is_title(word) and not _hyphened(word)


def _core(head: Token, words: list[Token]) -> str:
    """The phrase without determiners, possessors and qualifiers before its head: "foreign minister"."""
    kept = [
        word.text
        for word in words
        if word.i <= head.i
        and word.lower_ not in DETERMINERS
        and word.dep_ not in {"poss", "case", "det", "punct", "nummod", "predet"}
        and word.ent_type_ not in {"NORP", "GPE"}
        and not _hyphened(word)
    ]
    return " ".join(kept)


def _hyphened(word: Token) -> bool:
    """Whether the word belongs to "Hamas-run" and the like."""
    doc, place = word.doc, word.i
    if not word.whitespace_ and place + 1 < len(doc) and doc[place + 1].text == "-":
        return True
    before = doc[place - 1] if place > 0 else word
    return place > 0 and not before.whitespace_ and before.text == "-"
