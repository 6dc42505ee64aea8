"""The source of a cue: behind a document, behind a medium that quotes, outside the quotation."""

from spacy.tokens import Doc, Span, Token

from toolkit.language.cues import Cue
from toolkit.language.drafts import Draft, Stretch, shared, size
from toolkit.language.frames import is_human
from toolkit.language.lexicons import given_names, noun_of
from toolkit.language.phrases import noun_phrase
from toolkit.language.reading import Paragraph
from toolkit.language.subjects import is_passive, subject_of

_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def outside(subject: Token | None, verb: Token, quoted: frozenset[int]) -> Token | None:
    """The subject, unless it stands in a quotation: then the name after the verb, "…,’ said Maureen Siddaway"."""
    if subject is None or subject.doc is not verb.doc or subject.i not in quoted:
        return subject
    after = [word for word in verb.doc[verb.i + 1 : verb.i + 6] if word.pos_ == "PROPN" and word.i not in quoted]
    return next((word for word in after if not any(above in after for above in word.ancestors)), None)


def first_word(noun: Token, paragraph: Paragraph) -> Token:
    """The first word of the phrase of a noun."""
    start = noun_phrase(noun, paragraph).start
    return next(word for word in noun.doc if paragraph.at(word) == start)


def ordered(one: Token, other: Token) -> tuple[Token, Token]:
    """Two tokens in the order of the text."""
    return (one, other) if one.i <= other.i else (other, one)


def behind(noun: Token | None, verb: Token) -> tuple[Token | None, Token | None]:
    """The source behind a document or a medium, and the relay: "issued a statement saying", "Reuters, citing …"."""
    if noun is None:
        return None, None
    if noun_of(noun.lemma_, "document") is not None and noun.dep_ == "dobj":
        author = subject_of(noun.head)
        return (author if author is not None and is_human(author) else noun), None
    above = verb.head.head
    if verb.dep_ == "pcomp" and above.lemma_.lower() == "quote" and noun.dep_ == "dobj":
        return noun, subject_of(above)
    cited = _cited(verb)
    return (cited, noun) if cited is not None and _passes_on(noun, cited) else (noun, None)


def _passes_on(noun: Token, cited: Token) -> bool:
    """Whether who cites another is a medium that passes him on; an office that cites a paper speaks for itself."""
    office = noun_of(noun.lemma_, "body") is not None and noun_of(noun.lemma_, "media") is None
    return _is_medium(noun) and not (office and not is_human(cited))


def _is_medium(noun: Token) -> bool:
    """Whether a noun is a paper, a station or a body with a name: "the daily Berg Kurier", "state television"."""
    words = [noun, *(child for child in noun.children if child.i < noun.i or child.dep_ == "appos")]
    return noun.ent_type_ == "ORG" or any(noun_of(word.lemma_, "media") is not None for word in words)


def relay_span(relay: Token, told: Token, source: Token, paragraph: Paragraph) -> tuple[int, int]:
    """The words for a relay: "state radio reported", and without the verb where the source stands between the two."""
    first = first_word(relay, paragraph)
    if relay.i < source.i < told.i:
        phrase = noun_phrase(relay, paragraph)
        return phrase.start, max(phrase.end, paragraph.span(relay, _last_beside(relay))[1])
    return paragraph.span(*ordered(first, told))


def _last_beside(noun: Token) -> Token:
    """The last word of a name that the parse hangs on its noun: "the harbour daily" and "Kelda Post"."""
    return max(
        (child for child in (noun, *noun.children) if child.dep_ == "appos"), key=lambda one: one.i, default=noun
    )


def comes_after(listener: Token, source: Token, home: Paragraph) -> bool:
    """Whether who is spoken to is found after the speaker: a pronoun, or an office alone beside "he" or "she".

    "He begged the hospital's engineer": "he" is whoever was heard, and the engineer somebody else.
    """
    if listener.lower_ in {"him", "her", "them", "it"}:
        return True
    return source.lower_ in {"he", "she"} and listener.pos_ == "NOUN" and not noun_phrase(listener, home).name


def names_source(cue: Cue) -> bool:
    """Whether a cue only names the source behind another one: "reported, citing court papers"."""
    verb = cue.verb
    cites = verb.tag_ == "VBG" and cue.entry.cue in {"cite", "quote"} and len(cue.words) == 1
    return cites and any(child.dep_ == "dobj" and _can_tell(child) for child in verb.children)


def settle(draft: Draft, paragraph: Paragraph) -> None:
    """Put the source of the tagger right where it is a word of a relative clause, or a medium that cites another."""
    noun, cue = draft.source, draft.cue
    if noun is None or cue is None or noun.doc is not paragraph.doc:
        return
    if _is_told(noun, cue.verb):
        draft.source, draft.addressee = None, draft.addressee or noun
        return
    passed = _quoted_as(cue.verb if cue.verb.tag_ != "VBG" else cue.verb.head.head)
    if passed is not None:
        draft.pieces = _said_alone(draft.pieces, passed, paragraph)
        if passed[0].head == cue.verb or is_passive(passed[0].head):
            _pass_on(draft, noun, passed[0], paragraph)
            return
    noun = draft.source = _behind_place(out_of_clause(noun, cue.verb), cue.verb)
    # The tagger may take "reported, citing" for the cue.
    verb = noun.head if noun.head in cue.words else cue.verb
    cited = _cited(verb) if noun.head == verb and not draft.relays else None
    if cited is not None and cited != noun and _passes_on(noun, cited):
        draft.via = draft.via or relay_span(noun, verb, cited, paragraph)
        draft.source, draft.relays = cited, (noun,)


def _behind_place(noun: Token, verb: Token) -> Token:
    """Who is named right before the cue, where the source was found in the words for a place that open the sentence.

    "In Norvik, one of the last villages on diesel, store owner Ana Mora, 58, said": she says it, and no village.
    """
    placed = (
        noun.dep_ == "pobj" and noun.head.i == noun.sent.start and noun.head.lower_ in {"in", "at", "outside", "near"}
    )
    thing = placed or noun.ent_type_ in {"GPE", "LOC", "FAC"} or not is_human(noun)
    if noun.doc is not verb.doc or not noun.i < verb.i or not thing or noun.sent[0].pos_ != "ADP":
        return noun
    person = verb.nbor(-1)
    while person.i > noun.i and (person.is_punct or person.pos_ in {"NUM", "ADV"}):
        person = person.nbor(-1)
    apart = any(word.text == "," for word in noun.doc[noun.i : person.i]) and person.pos_ == "PROPN"
    named = person.ent_type_ == "PERSON" or (apart and person.nbor(-1).lower_ in given_names())
    return person if apart and named else noun


def _is_told(noun: Token, verb: Token) -> bool:
    """Whether somebody only listens: "the court has been told", "jurors heard" speak for nobody."""
    lemma = verb.lemma_.lower()
    kind = {"tell": "nsubjpass", "hear": "nsubj"}.get(lemma, "") if lemma == "hear" or is_passive(verb) else ""
    return any(noun in child.subtree for child in verb.children if child.dep_ == kind)


def _quoted_as(verb: Token) -> tuple[Token, Token] | None:
    """Who is quoted, and the last word of "as saying": "the daily quoted him as saying"."""
    if verb.lemma_.lower() not in {"quote", "cite"}:
        return None
    passive = is_passive(verb)
    place = {"nsubjpass"} if passive else {"dobj"}
    quoted = next((one for one in verb.children if one.dep_ in place and (one.i > verb.i) is not passive), None)
    words = verb.doc[(verb if passive else quoted).i + 1 :][: 16 if passive else 9] if quoted is not None else ()
    saying = next((word for word in words if word.tag_ == "VBG" and word.nbor(-1).lower_ == "as"), None)
    return (quoted, saying) if quoted is not None and saying is not None else None


def _pass_on(draft: Draft, relay: Token, quoted: Token, paragraph: Paragraph) -> None:
    """A medium that quotes somebody "as saying" passes on what that one said."""
    verb = quoted.head
    if is_passive(verb) and relay != quoted:
        draft.via, draft.relays = draft.via or paragraph.span(verb, relay), (relay,)
    elif relay.i < verb.i and relay != quoted:
        draft.via, draft.relays = draft.via or paragraph.span(first_word(relay, paragraph), verb), (relay,)
    draft.source = quoted


def _said_alone(pieces: list[Stretch], passed: tuple[Token, Token], paragraph: Paragraph) -> list[Stretch]:
    """The content without the words that only tell of the quoting: "quoted the minister as saying that it rained"."""
    low, high = paragraph.span(first_word(passed[0], paragraph), passed[1])
    cut = [part for start, end in pieces for part in ((start, min(end, low)), (max(start, high), end))]
    text = paragraph.text
    spaced = ((start, end, text[start - paragraph.start : max(end - paragraph.start, 0)]) for start, end in cut)
    kept = [(start + len(words) - len(words.lstrip()), end) for start, end, words in spaced if words.strip()]
    if not kept and is_passive(passed[0].head) and passed[1].right_edge != passed[1]:
        return [paragraph.span(passed[1].nbor(1), passed[1].right_edge)]
    return kept or pieces


def _cited(verb: Token) -> Token | None:
    for word in verb.sent:
        if word.tag_ != "VBG" or word.lemma_.lower() not in {"cite", "quote"}:
            continue
        if word.dep_ in {"acl", "advcl"} or verb in (word.head, word.head.head):
            return next((noun for noun in word.children if noun.dep_ == "dobj" and _can_tell(noun)), None)
    return None


def _can_tell(noun: Token) -> bool:
    return is_human(noun) or noun_of(noun.lemma_, "document") is not None


def asked_by(word: Token) -> Token | None:
    """The "by" of the sentence's opening that a word stands behind: "Questioned by Mora, Reid said"; or None.

    Whoever is named between the two is the other side of the talk, and never the subject that follows.
    """
    sentence = word.sent
    if not (sentence[0].tag_ == "VBN" or sentence[0].lower_ == "under"):
        return None
    by = next((one for one in sentence if one.lower_ == "by" and one.i < word.i), None)
    if by is None or any(one.tag_ in _FINITE for one in word.doc[by.i : word.i]):
        return None
    return by


def out_of_clause(source: Token, verb: Token) -> Token:
    """Whom a relative clause tells of, where the source was found inside it and the cue stands behind it.

    "Norland, whose premier is due in Oslo, offered to help": Norland offers.
    """
    source = _copied(source)
    clause = next((word for word in (source, *source.ancestors) if word.dep_ == "relcl"), None)
    if clause is None or source.doc is not verb.doc or not source.i < verb.i or verb in clause.subtree:
        return source
    opened = clause.left_edge.tag_ in {"WP", "WDT", "WP$"} and clause.left_edge.nbor(-1).text == ","
    closed = any(word.text == "," for word in source.doc[source.i : verb.i])
    return clause.head if opened and closed and is_human(clause.head) else source


def _copied(source: Token) -> Token:
    """What an aside tells that a copy of it was seen: "a report, a copy of which was seen by the Post, found"."""
    sentence = source.sent
    for mark in reversed([word for word in sentence if word.text == "," and word.i < source.i]):
        opens = source.doc[mark.i + 1 : mark.i + 6].text.lower()
        if " of which" not in opens:
            continue
        found = source.doc[mark.i - 1]
        nouns = [word for word in (found, *found.ancestors) if word.i < mark.i and word.pos_ in {"NOUN", "PROPN"}]
        return nouns[-1] if nouns else source
    return source


def is_one(noun: Token) -> bool:
    """Whether "one" is somebody of whom a clause tells: "One, who would not give her name, said"."""
    told = any(child.dep_ in {"prep", "appos", "relcl"} for child in noun.children)
    return noun.lower_ == "one" and told


def nearer(draft: Draft, source: Token | None) -> Token | None:
    """The tagger's source, unless it stands in another sentence than the cue and the rules have a name beside it."""
    own, cue = draft.source, draft.cue
    if source is None or own is None or cue is None or (not (draft.quoted and own.pos_ == "PROPN") and not is_one(own)):
        return source
    return own if own.head == cue.verb and source.sent != cue.verb.sent else source


def span_of(stretch: Stretch, doc: Doc, start: int) -> Span | None:
    """The words of a stretch of a paragraph that begins at `start`, whole ones only."""
    return doc.char_span(stretch[0] - start, stretch[1] - start, alignment_mode="expand")


def head_of(stretch: Stretch | None, paragraph: Paragraph) -> Token | None:
    """The noun that the source's words hang on."""
    words = span_of(stretch, paragraph.doc, paragraph.start) if stretch is not None else None
    if words is None:
        return None
    nouns = [word for word in words if word.pos_ in {"NOUN", "PROPN", "PRON"}]
    if words[0].tag_ in {"WP", "WDT"}:
        return words[0]
    # What stands behind a comma describes the one before it, however the parse ties the two.
    comma = next((word.i for word in words if word.text == ","), words.end)
    acts = any(word.pos_ == "VERB" for word in words if word.i < comma)
    first = [word for word in nouns if word.i < comma and not acts]
    if nouns and asked_by(nouns[-1]) is not None and nouns[-1].i > comma:
        # "Led in evidence by his counsel, Mora, Reid, 74, said": the last one named is the subject.
        first = [word for word in nouns if not any(mark.text == "," for mark in words.doc[word.i : nouns[-1].i])]
    found = min(first or nouns, key=lambda word: len(list(word.ancestors)), default=words.root)
    if found.pos_ == "DET":
        return found.head  # a lone article is of the noun behind it
    return _told_of(found) if words[0].pos_ == "ADP" else _dated(found)


def _told_of(noun: Token) -> Token:
    """Of what a participle tells, where the source opens with its preposition: "minutes, released under the Act"."""
    clause = next((word for word in noun.ancestors if word.dep_ in {"acl", "advcl"} and word.tag_ == "VBN"), None)
    if clause is None or clause.dep_ == "acl":
        return clause.head if clause is not None else noun
    return next((word for word in clause.head.children if word.dep_ == "nsubj" and word.i < clause.i), noun)


def _dated(noun: Token) -> Token:
    """The noun that a day hangs on, where the tagger takes the day for the source: "minutes of a meeting on 4 May"."""
    found = noun
    while noun.ent_type_ == "DATE" and found.dep_ == "pobj" and found.head.dep_ == "prep":
        if found.head.head.pos_ not in {"NOUN", "PROPN"}:
            return noun
        found = found.head.head
    return found


def is_description(first: Token, noun: Token, source: Stretch, paragraph: Paragraph) -> bool:
    """Whether a noun of the source describes the first one: "Mora, who still works for Norvik, said"."""
    inside = shared([source], [paragraph.span(first, noun)]) == size([paragraph.span(first, noun)])
    return inside and noun.dep_ in {"pobj", "dobj"} and any(word.text == "," for word in first.doc[first.i : noun.i])


def offers_sum(cue: Cue) -> bool:
    """Whether somebody offers or promises money or a share: "offered N1 million", "is offering 3.2 per cent"."""
    given = {"offer", "promise"} & {cue.entry.act} and cue.verb.tag_ != "VBN"
    objects = [child for child in cue.verb.children if child.dep_ in {"dobj", "dative"} and child.i > cue.verb.i]
    return bool(given) and any(word.ent_type_ in {"MONEY", "PERCENT"} for noun in objects for word in noun.subtree)
