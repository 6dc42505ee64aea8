"""What a cue governs in the parse: the words that are its content, and the one it speaks to.

Contents are stretches of tokens; quotation marks are looked at afterwards, in `attribution`.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Token

from toolkit.language.cues import Cue
from toolkit.language.lexicons import cues, noun_of
from toolkit.language.subjects import inverted

Run = tuple[int, int]
_ADJUNCT_CUES = {"add", "say", "note", "cite", "warn", "insist", "argue", "claim", "call", "describe", "stress"}
_TO_WHOM = {"say", "add", "explain", "complain", "appeal", "write", "report", "confirm", "speak", "suggest", "announce"}
_LETTERS = {"letter", "message", "memo", "note", "email", "call", "telegram", "cable", "post", "appeal"}
# "asked not to be named" tells of the sourcing, not of anything said.
_UNNAMED = {"name", "identify", "quote"}
_REPORTING = {"PERSON", "ORG", "NORP", "GPE"}


def content_of(cue: Cue, quoted: frozenset[int] = frozenset()) -> list[Run]:
    """Token runs (first, last, inclusive) of what the cue gives to its source; empty when it governs none.

    `quoted` holds the places of tokens in quotation marks: no other speaker begins among them.
    """
    takes = cue.entry.takes
    found = _clause(cue) if "clause" in takes or "quote" in takes else []
    if not found and "infinitive" in takes:
        found = _infinitive(cue)
    if not found and "gerund" in takes:
        found = _children(cue.verb, {"xcomp", "pcomp", "ccomp"})
    if not found and "predicate" in takes:
        found = _predicate(cue)
    if not found and (cue.entry.preps or "prepositional" in takes):
        found = _prepositional(cue)
    if not found and "pair" in takes:
        return []
    if not found and "object" in takes and not ("addressee" in takes and addressee_of(cue) is not None):
        found = _children(cue.verb, {"dobj"})
    if not found and "clause" in takes and cue.entry.cue_class != "thought":
        found = _before(cue)
    return [run for run in (_cut(cue, first, last, quoted) for first, last in found) if run is not None]


def _clause(cue: Cue) -> list[Run]:
    verb = cue.verb
    clauses = [child for child in verb.children if child.dep_ == "ccomp" and not _is_infinitive(child)]
    if inverted(verb) is not None:
        return [(verb.sent.start, verb.i - 1)]
    right = [child for child in clauses if child.i > verb.i]
    after = [(_left(child, verb), child.right_edge.i) for child in right] or _in_document(cue)
    return after or _around_or_before(verb, clauses)


def _around_or_before(verb: Token, clauses: list[Token]) -> list[Run]:
    """What a cue at the end or in the middle of its sentence gives to its source."""
    if verb.dep_ == "parataxis" and verb.head.pos_ in {"VERB", "AUX", "NOUN"}:
        before = [(child.left_edge.i, child.right_edge.i) for child in clauses]
        around = _around(verb)
        # "It would take weeks, he said, and talks could fail": both; what else follows is the reporter's.
        goes_on = [run for run in around if verb.doc[run[0]].dep_ == "cc" or verb.doc[run[0] - 1].dep_ == "cc"]
        return before + goes_on if before else around
    if clauses:
        first = min(child.left_edge.i for child in clauses)
        last = max(child.right_edge.i for child in clauses)
        if last < verb.i:
            # Before a semicolon stands a sentence of its own.
            own = any(word.text == ";" for word in verb.doc[last : verb.i])
            return [] if own else [(first, last)]
        return _runs({token.i for child in clauses for token in child.subtree}, verb.doc)
    return []


def _in_document(cue: Cue) -> list[Run]:
    """A clause the parser ties to a noun before it: "said in a statement that", "told a meeting of leaders that"."""
    verb, spoken_to = cue.verb, "addressee" in cue.entry.takes
    for word in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if word.dep_ not in {"acl", "relcl"} or word.left_edge.lower_ != "that":
            continue
        if word.left_edge.dep_ not in ({"mark", "dobj", "pobj"} if spoken_to else {"mark"}):
            continue
        noun = word.head
        holds = noun_of(noun.lemma_, "document") is not None and noun.head.lower_ == "in"
        if holds or (spoken_to and noun.head == verb and noun.dep_ in {"dobj", "dative"}):
            return [(word.left_edge.i, word.right_edge.i)]
    return []


def _left(child: Token, verb: Token) -> int:
    return max(child.left_edge.i, verb.i + 1)


def _around(verb: Token) -> list[Run]:
    """What stands around a cue put in between: "The dam, the minister said, will be finished"."""
    inner = {token.i for token in verb.subtree}
    return _runs({token.i for token in verb.head.subtree if token.i not in inner}, verb.doc)


def _runs(places: Iterable[int], doc: Doc) -> list[Run]:
    """Neighbouring token places joined to runs; punctuation alone is no run."""
    runs: list[Run] = []
    for place in sorted(places):
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return [(first, last) for first, last in runs if any(not doc[i].is_punct for i in range(first, last + 1))]


def _is_infinitive(child: Token) -> bool:
    return any(word.dep_ == "aux" and word.lower_ == "to" for word in child.children)


def _infinitive(cue: Cue) -> list[Run]:
    found = []
    for child in cue.verb.children:
        if child.lemma_.lower() in _UNNAMED:
            continue
        if child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > cue.verb.i and _is_infinitive(child):
            to = next(word for word in child.children if word.lower_ == "to" and word.dep_ == "aux")
            found.append((to.i, child.right_edge.i))
    return found[:1]


def _children(verb: Token, labels: set[str]) -> list[Run]:
    found = [child for child in verb.children if child.dep_ in labels and child.i > verb.i]
    return [(child.left_edge.i, child.right_edge.i) for child in found[:1]]


def _prepositional(cue: Cue) -> list[Run]:
    """Object and prepositional phrase together: "accused Lima of shelling villages"."""
    verb = cue.verb
    phrases = [
        child
        for child in verb.children
        if child.i > verb.i and child.dep_ in {"prep", "agent", "prt", "dative"} and child.lower_ in cue.entry.preps
    ]
    if not phrases and "pair" in cue.entry.takes:
        phrases = _tied_to_object(cue)
    if not phrases:
        return []
    last = phrases[0].right_edge.i
    objects = [child for child in verb.children if child.dep_ == "dobj" and verb.i < child.i < phrases[0].i]
    if {"object", "pair"} & cue.entry.takes and objects:
        return [(objects[0].left_edge.i, last)]
    if "pair" in cue.entry.takes:
        return []
    inside = phrases[0] in cue.words
    return [(phrases[0].i + 1 if inside and phrases[0].i < last else phrases[0].i, last)]


def _tied_to_object(cue: Cue) -> list[Token]:
    """A phrase the parser ties to the object, not to the cue: "accused the board of lying", "put the dead at 12"."""
    objects = [child for child in cue.verb.children if child.dep_ == "dobj" and child.i > cue.verb.i]
    inside = [prep for noun in objects for prep in noun.children if prep.lower_ in cue.entry.preps]
    tied = [prep for prep in inside if any(child.dep_ == "pcomp" for child in prep.children)]
    return tied or [prep for prep in (*inside, *_deeper(objects, cue)) if counts(prep)]


def _deeper(objects: list[Token], cue: Cue) -> list[Token]:
    return [word for noun in objects for word in noun.subtree if word.dep_ == "prep" and word.lower_ in cue.entry.preps]


def counts(prep: Token) -> bool:
    """Whether a preposition has a number as its object: "at no fewer than 12", "at 61 per cent"."""
    return any(
        child.dep_ == "pobj" and any(word.like_num or word.pos_ == "NUM" for word in child.subtree)
        for child in prep.children
    )


def _predicate(cue: Cue) -> list[Run]:
    """A small clause: "called the strike a war crime"."""
    verb = cue.verb
    after = [child for child in verb.children if child.i > verb.i and child.dep_ in {"dobj", "oprd", "ccomp", "xcomp"}]
    if not any(child.dep_ in {"oprd", "ccomp", "xcomp"} for child in after):
        return []
    return [(min(child.left_edge.i for child in after), max(child.right_edge.i for child in after))]


def _before(cue: Cue) -> list[Run]:
    """The sentence before a cue that closes it, where the parse lost the link: "Talks will go on, officials said."."""
    verb = cue.verb
    sentence = verb.sent
    subject = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    start = min([verb.i, *(child.left_edge.i for child in subject)])
    comma = start - 1
    follows = [token for token in sentence if token.i > verb.i and not token.is_punct]
    after = verb.nbor().text if verb.i + 1 < len(verb.doc) else ""
    if after in {":", "“", "‘", '"', "``", "'"}:
        # What was said follows; the words before tell on what occasion.
        return []
    if start == sentence.start and start > 0 and verb.dep_ == "ROOT":
        return _lost(verb, start)
    if comma <= sentence.start or sentence.doc[comma].text != "," or len(follows) > 8 or verb.dep_ != "ROOT":
        return []
    if not any(token.pos_ in {"VERB", "AUX"} for token in sentence.doc[sentence.start : comma]):
        return []
    return [(sentence.start, comma - 1)]


def _lost(verb: Token, start: int) -> list[Run]:
    """The words before a cue that the parser took for a sentence of its own, though no stop divides them."""
    doc = verb.doc
    if doc[start - 1].is_punct or doc[start - 1].is_space or len(verb.sent) > 8:
        return []
    before = doc[start - 1].sent
    commas = [word.i for word in before if word.text == "," and word.i > before.start]
    return [(before.start, commas[-1] - 1)] if commas else []


def _cut(cue: Cue, first: int, last: int, quoted: frozenset[int]) -> Run | None:
    """The run without what belongs to another cue: ", adding that …", "according to …", "but Lima denied …"."""
    doc = cue.verb.doc
    for place in range(first, last + 1):
        token = doc[place]
        if token.i in quoted or (token.i <= cue.verb.i <= last and first <= cue.verb.i):
            continue
        ends = (
            _is_adjunct(token, first)
            or (token.lower_ == "according" and place > first)
            or _other_speaker(token, cue, first)
        )
        if ends:
            last = _clause_start(doc, place, first) - 1
            break
    return (first, last) if first <= last else None


def _is_adjunct(token: Token, first: int) -> bool:
    return (
        token.tag_ == "VBG"
        and token.lemma_.lower() in _ADJUNCT_CUES
        and token.i > first + 1
        and token.doc[token.i - 1].text == ","
    )


def _other_speaker(token: Token, cue: Cue, first: int) -> bool:
    """Whether the token is a cue with a subject of its own, coordinated with the content: "and Lima denied it"."""
    if token.dep_ != "conj" or token.lemma_.lower() not in cues() or token.i <= first:
        return False
    if cues()[token.lemma_.lower()].cue_class == "thought" or token.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    shared = not any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children) and token.tag_ == "VBD"
    if shared and token.head.dep_ == "ccomp" and token.head.head == cue.verb:
        return cue.verb.i < first
    owned = any(child.dep_ == "nsubj" and child.pos_ != "PRON" for child in token.children)
    clause = any(child.dep_ == "ccomp" for child in token.children)
    return owned and clause and cue.verb.i < first


def _clause_start(doc: Doc, place: int, first: int) -> int:
    """Where the clause of the token at `place` begins, its comma and conjunction included."""
    start = doc[place].left_edge.i if doc[place].dep_ == "conj" else place
    while start - 1 > first and (doc[start - 1].is_punct or doc[start - 1].dep_ == "cc"):
        start -= 1
    return max(start, first + 1)


def addressee_of(cue: Cue) -> Token | None:
    """The noun of the one who is spoken to: "told Cohen", "said to reporters", "wrote in a letter to the board"."""
    verb = cue.verb
    if "addressee" in cue.entry.takes:
        for child in verb.children:
            if child.dep_ in {"dobj", "dative", "nsubjpass"} and is_human(child) and child != inverted(verb):
                return child
            if child.dep_ == "ccomp" and _is_infinitive(child):
                return next((word for word in child.children if word.dep_ == "nsubj" and is_human(word)), None)
    if cue.entry.cue in {"call on", "call upon"}:
        return next((noun for noun in cue.words[-1].children if noun.dep_ == "pobj" and is_human(noun)), None)
    for child in verb.children:
        if child.dep_ not in {"prep", "dative"}:
            continue
        nouns = [noun for noun in child.children if noun.dep_ == "pobj"]
        if child.lower_ == "to" and verb.lemma_.lower() in _TO_WHOM:
            return next((noun for noun in nouns if is_human(noun)), None)
        if child.lower_ == "in" and nouns and nouns[0].lemma_.lower() in _LETTERS:
            return _receiver(nouns[0])
    return None


def _receiver(letter: Token) -> Token | None:
    for child in letter.children:
        if child.dep_ == "prep" and child.lower_ in {"to", "with"}:
            return next((noun for noun in child.children if noun.dep_ == "pobj" and is_human(noun)), None)
    return None


def is_human(noun: Token) -> bool:
    """Whether a noun can speak or be spoken to: a person, a body, a place that stands for its government."""
    if noun.ent_type_ in _REPORTING:
        return True
    if noun.pos_ == "PRON":
        return noun.lower_ in {"he", "she", "they", "it", "him", "her", "them", "who", "me", "us", "we"}
    return noun.pos_ == "PROPN" or noun_of(noun.lemma_, "role", "body", "media") is not None
