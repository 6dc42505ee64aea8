"""Speakers within one article: every source and addressee resolved to one name, with the rule that did it."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from toolkit import data
from toolkit.data import Form
from toolkit.language.bodies import counterpart, entry_member, institution, own_body, told_institution
from toolkit.language.cast import Cast, joined
from toolkit.language.descriptions import accused, behind, called_behind, charged, just_named, one_of
from toolkit.language.lexicons import noun_of, party_words
from toolkit.language.member import Member
from toolkit.language.named_later import named_later
from toolkit.language.names import Name, by_words, find_names
from toolkit.language.names_told import firm_names, organisations, personal_names
from toolkit.language.naming import (
    bare,
    gender_of,
    given_name,
    is_document,
    is_personal,
    is_place,
    issuer_of,
    likely_gender,
    organisation,
    person,
    role_before,
    role_type,
)
from toolkit.language.people_named import people_named
from toolkit.language.phrases import Phrase, noun_phrase
from toolkit.language.printed import places_of
from toolkit.language.pronouns import antecedent
from toolkit.language.reading import Paragraph, Reading
from toolkit.language.spelt import acronyms
from toolkit.language.told_as import told_as

# A name in capitals, without an owner: "Swedish Security Service", but "Gaza's health ministry".
_PROPER = re.compile(r"[A-Z][\w.-]*(?: (?:(?:of|for|the|and|in) )*[A-Z][\w.-]*)+")
# Offices whose holder, unnamed, is an unnamed official.
_UNNAMED = {"government", "military", "unnamed official"}


def _is_titled(phrase: Phrase) -> bool:
    """Whether a role stands right before a full name, so that it is no firm's: "governor Maksym Dovhopol"."""
    return bool(phrase.titles) and " " in phrase.name and not phrase.text.lower().startswith("the ")


@dataclass
class Speakers:
    """Resolves the noun phrases of one article; `resolve` may be asked in the order of the text only."""

    reading: Reading
    cast: Cast = field(default_factory=Cast)
    heard: list[tuple[int, Member]] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    # Names of the gazetteer that only this article's other words decide: "Georgia" beside "Tbilisi".
    meant: dict[str, Form] = field(default_factory=dict)
    # Those who spoke together, where the last statement is theirs.
    joint: list[Member] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = find_names(self.reading)
        for name in sorted(self.names, key=lambda name: len(name.text)):
            if name.form.form in {"name", "short", "body"} and _PROPER.fullmatch(name.text):
                self.cast.printed[name.form.entry] = name.form.text
        self.meant = {name.text: name.form for name in self.names if not name.form.default}
        self.cast.acronyms = acronyms(self.reading.text)
        self.cast.firms = firm_names(self.reading)
        self.cast.described = told_as(self.reading.text)
        self.cast.personal = personal_names(self.reading) - self.cast.firms
        self.cast.organisations = [
            one for one in organisations(self.reading) if not any(one.startswith(name) for name in self.cast.personal)
        ]
        self.cast.bodies_at = places_of(self.reading.text, {*self.cast.organisations, *self.cast.firms})
        self.cast.quoted = joined((quote.start, quote.end) for quote in self.reading.quotes)
        self.cast.paragraphs = [paragraph.start for paragraph in self.reading.paragraphs]
        surnames = {re.split(r"[ -]", name)[-1] for name in self.cast.personal}
        for phrase in people_named(self.reading, surnames):
            self._meet(phrase)

    def _form(self, words: str) -> Form | None:
        return by_words(words) or self.meant.get(words)

    def _meet(self, phrase: Phrase) -> None:
        form = self._form(phrase.name)
        place = form is not None and form.form in {"capital", "name", "short"}
        if place and (phrase.head.ent_type_ in {"GPE", "LOC"} or (" " not in phrase.name and not phrase.titles)):
            return  # "In Addis Ababa, the Ethiopian envoy"
        body = form is not None or phrase.name in self.cast.organisations
        if (form is not None and form.form == "demonym") or self.reading.text.startswith(", which", phrase.end):
            return
        if phrase.end <= self.reading.headline_end and phrase.name not in self.reading.text[phrase.end :]:
            return  # "Norvik Digs In Against Buyer": a headline in capitals runs name and verb together
        if not phrase.name or (not phrase.titles and (body or self.cast.organisation(phrase.name))):
            return
        if not is_personal(phrase) and phrase.name not in self.cast.personal:
            return
        if phrase.name in self.cast.firms or is_place(phrase.name, self.reading.text):
            return
        gender = gender_of(phrase)
        known = self.cast.by_name(phrase.name, gender=gender)
        member = known or self.cast.by_part(phrase.name, phrase.start, gender=gender) or self.cast.add(person(phrase))
        member.gender = member.gender or gender_of(phrase)
        member.likely = member.likely or likely_gender(self.reading.text, phrase.end)
        member.given = given_name(member.name) or ""
        before = role_before(self.reading.text, phrase.start)
        member.roles |= before
        member.offices |= {entry.speaker_type for role in before if (entry := noun_of(role, "role")) is not None}
        member.learn(phrase, "name" if phrase.name == member.name else "surname")

    def resolve(
        self, noun: Token, paragraph: Paragraph, *, other: Member | None = None
    ) -> tuple[Phrase, Member | None]:
        """The phrase of a noun and the member it means; `other` is who it cannot be, the other side of the talk."""
        phrase = noun_phrase(noun, paragraph)
        if phrase.pronoun:
            member = antecedent(phrase, self.cast, self.heard, other)
            rule = "pronoun"
        else:
            member, rule = self._described(phrase, paragraph, other)
        if member is not None and not any(m[0] == phrase.start and m[1] == phrase.end for m in member.mentions):
            member.learn(phrase, rule)
        if member is not None and not phrase.pronoun:
            member.gender = member.gender or gender_of(phrase)
        # "Told her" teaches nothing: who is spoken to is a guess more often than who speaks.
        if member is not None and phrase.pronoun in {"he", "she"}:
            member.gender = member.gender or {"he": "m", "she": "f"}[phrase.pronoun]
        return phrase, member

    def _described(self, phrase: Phrase, paragraph: Paragraph, other: Member | None) -> tuple[Member | None, str]:
        if phrase.name:
            return self._named(phrase, paragraph, other)
        bearer = self._bearer(phrase, other)
        if bearer is not None:
            return bearer, "name" if phrase.text in self.cast.firms else "surname"
        issuer = issuer_of(phrase)
        if issuer is not None:
            return self.resolve(issuer, paragraph)[1], "issuer"
        single = one_of(self.cast, phrase, self.heard)
        if single is not None or "counterpart" in phrase.roles:
            return single or self.counterpart(phrase, other), "title"
        wider = self._wider(phrase, paragraph) if phrase.head.text[0].isupper() else None
        whole = wider is not None and wider.start == phrase.start
        form = wider.form if wider is not None and whole else by_words(bare(phrase.text))
        state = form is not None and form.form != "demonym"
        if form is not None and state and not (form.form == "adjective" and self._is_national(phrase, form.text)):
            return entry_member(self.cast, form.entry), "name"
        front = self._in_front(phrase, paragraph)
        known = (front, "title") if front is not None else None
        return known or self._undescribed(phrase, paragraph, other, national=form is not None)

    def _bearer(self, phrase: Phrase, other: Member | None) -> Member | None:
        """Whose name the model takes for other words: a surname, or "Parents for Clear Shelves, the group that …"."""
        if phrase.text in self.cast.firms:
            return self.cast.by_name(phrase.text) or self.cast.add(organisation(phrase.text, phrase))
        return self.cast.by_part(phrase.text, phrase.start, other=other) if phrase.text.istitle() else None

    def _undescribed(
        self, phrase: Phrase, paragraph: Paragraph, other: Member | None, *, national: bool
    ) -> tuple[Member, str]:
        """What no name tells: an institution of its owner, nationals, somebody known by office, or the words alone."""
        body = institution(self.cast, phrase) or own_body(self.cast, phrase, self.heard)
        if body is not None:
            return body, "name"
        if national:
            return self._people(phrase)
        if not phrase.plural and called_behind(self.reading.text, phrase.end):
            return self._other(phrase), "collective"
        known = (
            behind(self.cast, self.reading.text, phrase)
            or charged(self.cast, self.reading.text, phrase, other, self.heard)
            or accused(self.cast, self.reading.text, phrase)
            or self._known(phrase)
            or just_named(self.cast, phrase, other, self.heard[-1][1] if self.heard else None)
            or told_institution(self.cast, phrase)
            or named_later(self.cast, self.reading, phrase, paragraph)
        )
        return (known, "title") if known is not None else (self._other(phrase), "collective")

    def _in_front(self, phrase: Phrase, paragraph: Paragraph) -> Member | None:
        """Who is named right before a description, at the head of the sentence: "Norvik, the company that …, says"."""
        first = phrase.head.left_edge
        body = noun_of(phrase.head.lemma_, "body")
        known = body is not None or noun_of(phrase.head.lemma_, "role") is not None
        if first.i < 2 or first.nbor(-1).text != "," or phrase.plural or not known:
            return None
        name = first.nbor(-2)
        if name.pos_ != "PROPN" or name.ent_type_ in {"DATE", "TIME"} or name.left_edge.i != name.sent.start:
            return None
        named = noun_phrase(name, paragraph)
        if body is None and by_words(named.name) is not None:
            return None  # "Hamas, the official added, had yet to say"
        if body is None:
            return self._named(named, paragraph, None)[0]
        member = self.cast.by_name(named.name) or self.cast.add(organisation(named.name, phrase))
        if member.person and not member.roles:
            # The model took a company for a person.
            member.person, member.speaker_type = False, body.speaker_type
        member.learn(named, "name")
        return member

    def _known(self, phrase: Phrase) -> Member | None:
        """The member a definite description leads back to, or None."""
        if phrase.plural or phrase.indefinite or is_document(phrase.head):
            return None
        if phrase.text.lower().startswith(("his ", "her ")) and not phrase.roles:
            return None  # "her party" is hers, whichever was told of last
        if phrase.roles:
            return self.cast.by_role(phrase, phrase.start)
        return None if phrase.bodies else self.cast.by_head(phrase, phrase.start)

    def _named(self, phrase: Phrase, paragraph: Paragraph, other: Member | None) -> tuple[Member, str]:
        if phrase.text.lower().startswith("the ") and phrase.name.split()[-1] in party_words():
            return self._people(phrase, one=True)  # "the Emporia Republican"
        own = phrase.head.text in phrase.name  # and no name behind it: "Mora's party, the Reform Movement"
        body = noun_of(phrase.head.lemma_, "body") is not None and " of " not in phrase.name and own
        owned = institution(self.cast, phrase) if body else None
        known = owned or self.cast.by_name(phrase.name, gender=gender_of(phrase))
        if known is not None:
            return known, "name"
        part = self.cast.by_part(phrase.name, phrase.start, gender=gender_of(phrase), other=other)
        form = self._form(bare(phrase.text)) or (self._form(phrase.name) if not phrase.bodies else None)
        if part is not None and (form is None or phrase.titles):
            return part, "surname"
        if form is not None and (form.form == "demonym" or self._is_national(phrase, form.text)):
            return self._people(phrase, one=form.form != "demonym")
        if form is not None and not phrase.titles:
            return entry_member(self.cast, form.entry), "metonym" if form.metonym and form.form != "body" else "name"
        wider = self._wider(phrase, paragraph)
        return (entry_member(self.cast, wider.form.entry) if wider is not None else self._new(phrase)), "name"

    def _wider(self, phrase: Phrase, paragraph: Paragraph) -> Name | None:
        """The gazetteer name of several words that the head belongs to: "Doctors" of "Doctors Without Borders"."""
        place = paragraph.at(phrase.head)
        held = [
            name
            for name in self.names
            if name.start <= place < name.end and len(name.text) > len(phrase.name or phrase.head.text)
        ]
        return next((name for name in held if name.form.form not in {"adjective", "demonym"}), None)

    def _new(self, phrase: Phrase) -> Member:
        """A name met for the first time: an institution of its owner, a person, or an organisation."""
        owned = institution(self.cast, phrase) if phrase.head.text in phrase.name else None
        if owned is not None:
            return owned
        place = phrase.head.ent_type_ in {"GPE", "NORP", "LOC"}
        whole = self.cast.organisation(phrase.name)
        full = "" if place else whole
        listed = phrase.name in self.cast.organisations or phrase.name in self.cast.acronyms
        body = bool(whole) or listed or phrase.name in self.cast.firms or is_place(phrase.name, self.reading.text)
        if (is_personal(phrase) and (not body or _is_titled(phrase))) or phrase.name in self.cast.personal:
            return self.cast.add(person(phrase))
        name = full or self.cast.acronyms.get(phrase.name, phrase.name)
        known = self.cast.by_name(name) or self.cast.by_tail(name)
        return known or self.cast.add(organisation(name, phrase))

    def _people(self, phrase: Phrase, *, one: bool = False) -> tuple[Member, str]:
        """Nationals are people, not their state: "the Spaniard" is somebody named before, "Israelis" are many."""
        found = antecedent(phrase, self.cast, self.heard) if one or not phrase.plural else None
        return (found, "pronoun") if found is not None else (self._other(phrase), "collective")

    def _is_national(self, phrase: Phrase, words: str) -> bool:
        """Whether "the Indonesian" is a person named before: one word for one, in a report that its state is not in.

        "The French" may be many, or the government; then the state is named in other words too.
        """
        forms = data.gazetteer().by_text(words)
        notes = [form.note for form in forms if form.form == "demonym"]
        single = any(note.startswith("singular") for note in notes) and phrase.text.lower() == f"the {words.lower()}"
        if not single or "plural" not in " ".join(notes):
            return single and not phrase.plural
        own = {form.entry for form in forms}
        others = [name for name in self.names if name.form.entry in own and name.start != phrase.end - len(words)]
        return not others and any(member.person and member.named for _, member in self.heard)

    def counterpart(self, phrase: Phrase, other: Member | None) -> Member:
        """The person or body of the same office on the named side, or the words themselves."""
        last = self.heard[-1][1] if self.heard else None
        return counterpart(self.cast, phrase, other, last) or self._other(phrase)

    def _other(self, phrase: Phrase) -> Member:
        name = bare(phrase.text)
        member = self.cast.by_name(name)
        if member is None:
            kind = "document" if is_document(phrase.head) else role_type(phrase)
            if phrase.roles and kind in _UNNAMED and (phrase.plural or phrase.indefinite):
                kind = "unnamed official"
            named = noun_of(phrase.head.lemma_, "body") is not None and any(mark.isupper() for mark in name)
            named = named or (" " in name and name.istitle())  # "Silver Birch Living", which the model takes for a verb
            member = self.cast.add(Member(name, kind, named, plural=phrase.plural, gender=gender_of(phrase)))
            member.person = (bool(phrase.roles) or phrase.head.lower_ == "one") and not phrase.plural
            called = "" if phrase.plural else called_behind(self.reading.text, phrase.end)
            if called:
                member.name, member.named, member.person = called, True, True
        return member
