"""The words of a name around its head: people with particles and hyphens, bodies with their purpose."""

import re

from spacy.tokens import Doc, Token

from toolkit.language.entity_names import entity_name, source_name
from toolkit.language.lexicons import given_names, noun_of, person_nouns
from toolkit.language.names import by_words
from toolkit.language.titles import DETERMINERS, behind_office, is_call, is_somebody, is_title

# Small words inside names: "Hamid al-Tijani", "Anna van der Berg".
PARTICLES = {"al", "el", "bin", "ibn", "bint", "ben", "de", "del", "della", "da", "dos", "di", "du", "la", "le", "van",
              "von", "der", "den", "ter", "ten", "zu", "y", "ould"}  # fmt: skip
_PURPOSES = {"of", "for", "against"}
_MARKS = {"“", "”", '"', "‘", "’", "'"}
# What tells where a state lies, and is no part of its name.
NEARBY = {"neighbouring", "neighboring", "nearby"}
# What a firm does, printed before its name where the name opens a sentence.
_TRADES = {
    "sponsor", "developer", "operator", "supplier", "retailer", "insurer", "broadcaster", "contractor", "landlord",
    "owner", "builder", "miner", "lender", "airline", "manufacturer", "regulator",
}  # fmt: skip
# Ends of plurals that have no s.
_MANY = ("men", "people", "children")
HONOURS = {"KC", "QC", "SC", "BL", "SAN", "MP", "MEP", "MSP", "TD", "MLA", "OBE", "MBE", "CBE"}


def name_words(head: Token) -> list[Token]:
    """The run of proper nouns around the head, less titles and places before it; empty where it is no name."""
    named = head.pos_ == "PROPN" or head.ent_type_ == "PERSON"
    if not named or not (head.text[0].isupper() or (head.i > 1 and joins(head.nbor(-1)))):  # "Noh Ki-tae"
        return []
    cut = not head.whitespace_ and head.i + 2 < len(head.doc) and head.nbor(1).text == "-"
    cut = cut and not head.nbor(1).whitespace_ and head.nbor(2).text[0].islower()
    if cut or head.lower_ == "elect" or _only_title(head):
        return []
    whole = _whole_name(head)
    if whole or _is_office(head):
        return whole
    run = _with_before([head], head)
    # One title alone can be a surname (Bishop); several make none: "Deputy Spokesperson".
    if all(is_title(word) and (len(run) > 1 or word.ent_type_ != "PERSON") for word in run):
        return []  # "Vice Foreign Minister"
    office = _office_name(run) if noun_of(head.lemma_, "body") is not None else run
    # "Lake Chad Justice Network": the word that looks like a title is inside the name.
    run = _with_before(office, head) if len(office) > len(run) else run
    run = behind_office(run, head)
    doc, place = head.doc, head.i + 1
    while place < len(doc) and not is_title(run[-1]) and (_goes_on(doc[place], run) or _hyphen_goes_on(doc, place)):
        run.append(doc[place])
        place += 1
    if run[-1].lower_ == "local" and run[-1].i + 1 < len(doc) and doc[run[-1].i + 1].pos_ == "NUM":
        run.append(doc[run[-1].i + 1])  # "Brotherhood Local 2081"
    found = _trimmed(_unbroken(run) + (_purpose(head) if run[-1].i == head.i else []))
    return [*found, found[-1].nbor(1)] if found[-1] == head and _owns_nothing(head) else found


def _with_before(run: list[Token], head: Token) -> list[Token]:
    """A run with all the words right before it that belong to its name."""
    while run[0].i > 0:
        before = _before(run, head)
        if not before:
            break
        run = [*before, *run]
    return run


def _owns_nothing(head: Token) -> bool:
    """Whether a subject is a name that ends like an owner's: "Norvik's said it would close"."""
    if head.dep_ not in {"nsubj", "nsubjpass"} or head.ent_type_ in {"GPE", "LOC", "NORP"}:
        return False  # "Norland's pleaded": the delegation of Norland
    behind = head.nbor(1) if head.i + 1 < len(head.doc) else head
    return behind.tag_ == "POS" and behind.lower_.endswith("s")


def _whole_name(head: Token) -> list[Token]:
    """The name where something else than the words beside the head tells it; else empty."""
    if head.i > 1 and head.nbor(-1).lower_ in {"for", "against"} and _is_several(head.nbor(-2)):
        return name_words(head.nbor(-2))  # "Kelda Families for Truth"
    whole = source_name(head) or entity_name(head)
    plain = bool(whole) and whole[-1] == head and noun_of(head.lemma_, "body") is None
    return whole + _purpose(head) if plain else whole


def _is_several(word: Token) -> bool:
    """Whether a word with a capital tells of several people, whatever the model takes it for."""
    if word.is_sent_start or not word.text[0].isupper():
        return False
    single = re.sub(r"ies$", "y", word.lower_).removesuffix("s")
    people = single == "family" or single in person_nouns() or noun_of(single, "role") is not None
    return word.tag_ in {"NNS", "NNPS"} or (people and single != word.lower_)


def _unbroken(run: list[Token]) -> list[Token]:
    """A name with the capitalised words beside it that the model takes for verbs or adverbs: "Clean Ouse" "Now"."""
    doc = run[0].doc
    while run[-1].i + 1 < len(doc) and _is_loose(doc[run[-1].i + 1]) and run[-1].whitespace_:
        run = [*run, doc[run[-1].i + 1]]
    last = run[-1].i
    if last + 2 < len(doc) and doc[last + 1].text in {"’", "'"} and _owned_name(doc[last + 2], doc[last + 1]):
        run = [*run, doc[last + 1], doc[last + 2]]  # "Allied Makers’ Union"
    while run[0].i > 0 and _is_loose(doc[run[0].i - 1]) and not doc[run[0].i - 1].is_sent_start:
        run = [doc[run[0].i - 1], *run]
    for place in range(max(0, run[0].i - 2), run[0].i):
        first = doc[place]
        if is_call(first) and all(word.lower_ in DETERMINERS for word in doc[first.i + 1 : run[0].i]):
            return [*doc[first.i : run[0].i], *run]
    return run


def _is_loose(word: Token) -> bool:
    """Whether a word with a capital is neither a name nor any that has one for another reason."""
    return word.pos_ in {"VERB", "ADV", "ADP", "PART"} and word.text.istitle() and not word.is_sent_start


def _only_title(head: Token) -> bool:
    """Whether a word is the title of the name behind it, whatever the model takes it for: "Headteacher Mr Pugh"."""
    if head.dep_ != "compound" or head.i + 1 >= len(head.doc):
        return False
    return head.nbor(1).pos_ == "PROPN" and is_title(head)


def _office_name(run: list[Token]) -> list[Token]:
    """The name of a body of state with the words of office inside it: "Foreign Ministry", "Kyrgyz General Staff"."""
    while run[0].i > 0 and run[0].nbor(-1).pos_ == "PROPN" and is_title(run[0].nbor(-1)):
        run = [run[0].nbor(-1), *run]
    if run[0].i > 2 and run[0].nbor(-1).lower_ == "and" and len(run) > 1:
        first = run[0].nbor(-2)
        opens = first.nbor(-1).lower_ in DETERMINERS or first.nbor(-1).tag_ == "POS"
        if opens and first.pos_ == "PROPN" and run[-1].text in {"Ministry", "Department", "Office", "Authority"}:
            run = [first, run[0].nbor(-1), *run]  # "the Energy and Mines Ministry"
    return run


def _before(run: list[Token], head: Token) -> list[Token]:
    """The words right before a run that belong to its name: none, one, or more where marks join or hold them."""
    doc, before = head.doc, head.doc[run[0].i - 1]
    if (
        before.text in _MARKS
        and before.i > 2
        and doc[before.i - 2].text in _MARKS
        and doc[before.i - 3].pos_ == "PROPN"
    ):
        return list(doc[before.i - 3 : before.i + 1])  # "Archibald “Baldy” Strachan"
    if joins(before) or (before.text in {"’", "'", "’s", "'s"} and _owned_name(head, before)):
        return [doc[before.i - 1], before]
    if before.lower_ in PARTICLES and before.i > 0 and doc[before.i - 1].pos_ == "PROPN":
        return [before]
    person = before.ent_type_ == "PERSON" and before.ent_iob_ == "B"
    if not (before.pos_ == "PROPN" or person) or before.is_punct or is_title(before) or before.tag_ == "JJ":
        return []
    other = before.dep_ == "poss" or before.ent_type_ in {"DATE", "TIME"} or before.lower_ in DETERMINERS
    given = before.lower_ in given_names()  # the model takes "Anneliese" for a people
    place = before.ent_type_ == "NORP" and head.ent_type_ != "NORP" and not given
    # "Leader of the Opposition Umang Rajput": a body behind "the" is no part of the name behind it.
    inner = before.i > 0 and doc[before.i - 1].lower_ == "the" and noun_of(before.text, "body") is not None
    if inner and noun_of(head.lemma_, "body", "suffix") is None:
        return []
    # "Superintendent of Police Ana Mora": what stands behind "of" belongs to the office.
    office = before.i > 1 and doc[before.i - 1].lower_ in {"of", "in", "for"} and is_title(doc[before.i - 2])
    # "Commander-in-Chief Bo Lund"
    joined = before.i > 1 and doc[before.i - 1].text == "-" and doc[before.i - 2].text.islower()
    beside = before.lower_ in NEARBY
    # "China's ambassador to Australia Li Wei": the place of the office ends where a whole name begins.
    whole = run[0].ent_type_ == "PERSON" and run[0].ent_iob_ == "B" and len(run) > 1 and run[1].ent_iob_ == "I"
    seat = whole and before.ent_type_ in {"GPE", "LOC", "ORG"}
    return [] if other or place or office or joined or beside or seat else [before]


def _trimmed(run: list[Token]) -> list[Token]:
    """A name without honours behind it and small words before it: "Imran Sadiq KC", "publican Gary Threlkeld"."""
    printed = [word.text for word in run]
    bracket = printed.index("(") if "(" in printed else 0
    run = run[:bracket] if bracket else run
    while len(run) > 2 and run[-1].text in HONOURS:
        run = run[:-1]
    while len(run) > 2 and run[0].text[0].islower() and run[0].lower_ not in PARTICLES:
        run = run[1:]
    if len(run) > 1 and run[0].is_sent_start and run[0].lower_ in _TRADES and run[1].text[0].isupper():
        return run[1:]  # "Sponsor Halvard Energy"
    form = by_words(run[0].text) if len(run) > 2 else None
    if form is not None and form.form == "demonym" and "singular" in form.note:
        return run[1:]  # "Briton Giles Pemberton"
    # "Childminder Beth Orrell": a trade with a capital, because it opens the sentence.
    given = len(run) > 2 and run[1].lower_ in given_names()
    return run[1:] if given and is_somebody(run[0].lower_) and run[0].lower_ not in given_names() else run


def _purpose(head: Token) -> list[Token]:
    """The rest of a body's name behind "of" or "for": "Department" and "of Environmental Quality"."""
    doc, last = head.doc, head.i + 1
    if last + 1 >= len(doc) or doc[last].lower_ not in _PURPOSES:
        return []
    people = _is_several(head) or (head.is_sent_start and head.tag_ == "NNPS")  # "Mothers Against Drink"
    purposes = {"of", "for"} if noun_of(head.lemma_, "body") is not None else {"for", "against"} if people else set()
    kind = _is_kind(head)
    purposes = {"of"} if kind else purposes
    if doc[last].lower_ not in purposes:
        return []
    while last + 1 < len(doc) and _is_capital(doc, last + 1):
        last += 1
    rest = list(doc[head.i + 1 : last + 1])
    others = set() if people or kind else {"GPE", "NORP", "PERSON"}
    return rest if len(rest) > 1 and rest[1].ent_type_ not in others else []


def _is_kind(head: Token) -> bool:
    """Whether a capitalised noun tells what sort of body it is, and only "of …" which one: "the Diocese of Norvik"."""
    known = noun_of(head.lemma_, "body", "role", "title", "stance") is not None
    article = any(child.lower_ == "the" and child.i == head.i - 1 for child in head.children)
    plain = head.tag_ == "NNP" and head.text.istitle() and head.ent_type_ != "PERSON"
    return article and plain and not known and not is_somebody(head.lower_)


def _is_capital(doc: Doc, place: int) -> bool:
    """Whether a word has a capital, or joins two that have."""
    joint = doc[place].lower_ == "and" and place + 1 < len(doc) and doc[place + 1].text[0].isupper()
    return doc[place].text[0].isupper() or joint


def _hyphen_goes_on(doc: Doc, place: int) -> bool:
    """Whether a hyphen, or the capitalised word behind one, still belongs to the name: "Astley-Marr"."""
    hyphen = place if doc[place].text == "-" else place - 1
    return joins(doc[hyphen]) and hyphen + 1 < len(doc) and doc[hyphen + 1].text[0].isupper()


def _goes_on(word: Token, run: list[Token]) -> bool:
    """Whether a word behind the head still belongs to the name: "Harriet Akello" and "Odongo"."""
    if word.pos_ != "PROPN" or word.ent_type_ in {"DATE", "TIME"}:
        return False
    person = run[-1].ent_type_ == "PERSON" and word.ent_type_ == "PERSON" and word.ent_iob_ == "I"
    return person or (word.head in run and word.dep_ == "compound")


def _owned_name(head: Token, mark: Token) -> bool:
    """Whether a possessive stands inside the name of a body: "Railway Signal Staffs’ Association"."""
    owner = mark.nbor(-1) if mark.i else mark
    first = mark.nbor(1)  # "Line Workers' Brotherhood Local 2081"
    nouns = (head.lemma_, head.text, first.lemma_, first.text)
    body = any(noun_of(noun, "body", "suffix") is not None for noun in nouns)
    # "Fishermen's Cooperative" is one name, "Norvik's Board" is not.
    many = (owner.text.endswith("s") and "s" not in mark.text) or owner.lower_.endswith(_MANY)
    joined = body and owner.text[0].isupper() and many and not owner.is_punct
    return joined and (owner.ent_type_ not in {"GPE", "NORP", "PERSON"} or owner.lower_.endswith(_MANY))


def _is_office(head: Token) -> bool:
    """Whether a capitalised word is an office and no name: "the Speaker", "The Minister of Justice"."""
    somebody = head.lower_ in person_nouns() and not head.text.istitle()  # "the two-time MVP"
    if (noun_of(head.lemma_, "role") is None and not somebody) or head.ent_type_ == "PERSON":
        return False
    return any(child.dep_ in {"det", "poss"} for child in head.children)


def joins(mark: Token) -> bool:
    """Whether a hyphen stands inside a name: "Farrar-Wells", "Al-Dirhamy"."""
    if mark.text != "-" or mark.i == 0 or mark.whitespace_:
        return False
    before = mark.doc[mark.i - 1]
    return not before.whitespace_ and (before.text[0].isupper() or before.lower_ in PARTICLES)
