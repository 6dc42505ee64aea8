"""Speakers within one article: every source and addressee resolved to one name, with the rule that did it."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from toolkit import data
from toolkit.language.cast import Cast, Member, latest
from toolkit.language.lexicons import noun_of
from toolkit.language.names import by_words
from toolkit.language.phrases import Body, Phrase, is_title, joins, noun_phrase
from toolkit.language.pronouns import antecedent
from toolkit.language.reading import Paragraph, Reading

_ACRONYM = re.compile(
    r"((?:[A-Z][\w’'&-]*|of|for|and|the)(?: (?:[A-Z][\w’'&-]*|of|for|and|the)){1,7}) \(([A-Z]{2,8})\)"
)
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|both|some|several|many|two|three|other)\s+", re.IGNORECASE)
_POSSESSED = re.compile(r"['’]s ")
_GOVERNS = {"state", "territory"}
# Bodies that are the state itself: "the Canadian government" is Canada (government).
_WHOLE = {"government", "administration", "regime", "state", "cabinet"}
# Offices that speak for the state, and roles that speak for whatever body was just heard.
_CHAINED = {"government", "military"}
_MOUTHS = {"spokesman", "spokeswoman", "spokesperson", "official", "source"}
# Words for a state that only point back to it: "the country's top negotiator".
_POINTING = {"country", "nation", "kingdom", "republic", "state", "government"}
_UNNAMED = {"government", "military", "unnamed official"}


@dataclass
class Speakers:
    """Resolves the noun phrases of one article; `resolve` may be asked in the order of the text only."""

    reading: Reading
    cast: Cast = field(default_factory=Cast)
    heard: list[tuple[int, Member]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for match in _ACRONYM.finditer(self.reading.text):
            full = _spelt_out(match.group(1), match.group(2))
            if full:
                self.cast.acronyms[match.group(2)] = full
        self.cast.organisations = _organisations(self.reading)
        people = [
            noun_phrase(token, paragraph)
            for paragraph in self.reading.paragraphs
            for token in paragraph.doc
            if _heads_name(token)
        ]
        # Full names first, so that a surname printed before them leads to them too.
        for phrase in sorted(people, key=lambda phrase: len(phrase.name.split()) < 2):
            self._meet(phrase)

    def _meet(self, phrase: Phrase) -> None:
        known = by_words(phrase.name) is not None or phrase.name in self.cast.organisations
        if not phrase.name or (not phrase.titles and (known or self.cast.organisation(phrase.name))):
            return
        if not _is_personal(phrase):
            return
        member = self.cast.by_name(phrase.name) or self.cast.by_part(phrase.name, phrase.start, gender=_gender(phrase))
        if member is None:
            member = self.cast.add(_person(phrase))
        member.gender = member.gender or _gender(phrase)
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
        if member is not None and (phrase.start, phrase.end) not in {(m[0], m[1]) for m in member.mentions}:
            member.learn(phrase, rule)
        if member is not None and not phrase.pronoun:
            member.gender = member.gender or _gender(phrase)
        if member is not None and phrase.pronoun in {"he", "him"}:
            member.gender = member.gender or "m"
        if member is not None and phrase.pronoun in {"she", "her"}:
            member.gender = member.gender or "f"
        return phrase, member

    def _described(self, phrase: Phrase, paragraph: Paragraph, other: Member | None) -> tuple[Member | None, str]:
        if phrase.name:
            return self._named(phrase, other)
        issuer = _issuer(phrase)
        if issuer is not None:
            return self.resolve(issuer, paragraph)[1], "issuer"
        if "counterpart" in phrase.roles:
            return self.counterpart(phrase, other), "title"
        form = by_words(_bare(phrase.text))
        if form is not None and form.form != "demonym":
            return self._entry(form.entry), "name"
        institution = self._institution(phrase)
        if institution is not None:
            return institution, "name"
        if form is not None:
            return self._people(phrase)
        known = self._known(phrase)
        return (known, "title") if known is not None else (self._other(phrase), "collective")

    def _known(self, phrase: Phrase) -> Member | None:
        """The member a definite description leads back to, or None."""
        if phrase.plural or phrase.indefinite or _is_document(phrase.head):
            return None
        if phrase.roles:
            return self.cast.by_role(phrase, phrase.start)
        return None if phrase.bodies else self.cast.by_head(phrase, phrase.start)

    def _named(self, phrase: Phrase, other: Member | None = None) -> tuple[Member, str]:
        known = self.cast.by_name(phrase.name)
        if known is not None:
            return known, "name"
        part = self.cast.by_part(phrase.name, phrase.start, gender=_gender(phrase), other=other)
        form = by_words(_bare(phrase.text)) or (by_words(phrase.name) if not phrase.bodies else None)
        if part is not None and (form is None or phrase.titles):
            return part, "surname"
        if form is not None and form.form == "demonym":
            return self._people(phrase)
        if form is not None and not phrase.titles:
            return self._entry(form.entry), "metonym" if form.metonym and form.form != "body" else "name"
        institution = self._institution(phrase)
        if institution is not None:
            return institution, "name"
        place = phrase.head.ent_type_ in {"GPE", "NORP", "LOC"}
        full = "" if place else self.cast.organisation(phrase.name)
        listed = phrase.name in self.cast.organisations or phrase.name in self.cast.acronyms
        if _is_personal(phrase) and not full and not listed:
            return self.cast.add(_person(phrase)), "name"
        name = full or self.cast.acronyms.get(phrase.name, phrase.name)
        return self.cast.by_name(name) or self.cast.add(_body(name, phrase)), "name"

    def _people(self, phrase: Phrase) -> tuple[Member, str]:
        """Nationals are people, not their state: "the Spaniard" is somebody named before, "Israelis" are many."""
        found = None if phrase.plural else antecedent(phrase, self.cast, self.heard)
        return (found, "pronoun") if found is not None else (self._other(phrase), "collective")

    def _entry(self, key: str) -> Member:
        entry = data.gazetteer().entry(key)
        name = f"{entry.name} (government)" if entry.kind in _GOVERNS else entry.name
        return self.cast.by_name(name) or self.cast.add(Member(name, entry.speaker_type, named=True))

    def _institution(self, phrase: Phrase) -> Member | None:
        """A body under its owner's name: "Gaza's Hamas-run health ministry", "the Malian army", "Chile's Congress"."""
        body = noun_of(phrase.head.lemma_, "body")
        owners = [body.text for body in phrase.bodies if body.rule in {"possessive", "nationality"}]
        for owner in owners:
            form = by_words(owner)
            place = data.gazetteer().entry(form.entry) if form is not None else None
            name = place.name if place is not None else owner
            for text in (f"{owner} {phrase.core}", f"{owner}'s {phrase.core}", f"{name} {phrase.core}"):
                found = by_words(text)
                if found is not None and phrase.core:
                    return self._entry(found.entry)
            if place is not None and place.kind in _GOVERNS and body is not None and not phrase.plural:
                if body.noun in _WHOLE:
                    return self._entry(place.entry)
                full = f"{place.name} {phrase.core}"
                return self.cast.by_name(full) or self.cast.add(Member(full, body.speaker_type, named=True))
        return None

    def counterpart(self, phrase: Phrase, other: Member | None) -> Member:
        """The person or body of the same office on the named side: "his Israeli counterpart"."""
        sides = {body.text for body in phrase.bodies}
        wanted = {form.entry for side in sides if (form := by_words(side)) is not None}
        last = self.heard[-1][1] if self.heard else None
        if phrase.text.lower().startswith("its") and last is not None and wanted and " " in last.name:
            name = f"{data.gazetteer().name(min(wanted))} {' '.join(last.name.split()[-2:])}"
            return self.cast.by_name(name) or self.cast.add(Member(name, last.speaker_type, named=True))
        for member in self.cast.members:
            own = {form.entry for body in member.bodies if (form := by_words(body.text)) is not None}
            if member.person and member is not other and wanted & own and member.roles:
                return member
        return self._other(phrase)

    def chain(self, member: Member | None, phrase: Phrase, paragraph: Paragraph) -> None:
        """Tie an office holder without a country or body to the one that spoke just before in the same paragraph."""
        if member is None or not (member.offices & _CHAINED or set(phrase.roles) & _MOUTHS):
            return
        if any(body.text.lower() not in _POINTING for body in member.bodies):
            return
        here = [(start, other) for start, other in self.heard if paragraph.start <= start < phrase.start]
        for start, other in reversed(here):
            governs = other.name.endswith("(government)")
            if not other.person and not other.plural and (governs or set(phrase.roles) & _MOUTHS):
                mention = next((found for found in other.mentions if found[0] == start), None)
                if mention is not None:
                    member.bodies.append(Body("role chain", mention[0], mention[1], mention[2]))
                return

    def introduce(self, member: Member, phrase: Phrase) -> Member:
        """A bare name heard for the first time names the office holder heard just before without a name.

        "Poland's energy minister has blamed sabotage …. ‘It was not the wind,’ Halina Mora said."
        """
        bare = member.named and member.person and not member.roles and not member.bodies
        before = [start for start, other in self.heard if other is member and start >= self.reading.headline_end]
        if not bare or len(member.words()) < 2 or phrase.pronoun or before:
            return member
        last = self.heard[-1][1] if self.heard else None
        if last is None or last.named or last.plural or not last.bodies or not last.offices & _CHAINED:
            return member
        last.name, last.named, last.speaker_type = member.name, True, member.speaker_type
        last.mentions += member.mentions
        last.gender = last.gender or member.gender
        self.cast.members.remove(member)
        return last

    def body_named(self, words: str, place: int) -> str:
        """The name of the member that the words for a body mean, empty when none: "ministry" in "the ministry's"."""
        name = _bare(words)
        found = self.cast.by_name(name)
        if found is None and noun_of(name.rsplit(maxsplit=1)[-1], "body") is not None:
            head = name.rsplit(maxsplit=1)[-1].lower()
            bodies = [member for member in self.cast.members if not member.person and head in member.words()]
            found = latest(bodies, place)
        full = self.cast.organisation(name)
        return found.name if found is not None else full

    def _other(self, phrase: Phrase) -> Member:
        name = _bare(phrase.text)
        member = self.cast.by_name(name)
        if member is None:
            kind = "document" if _is_document(phrase.head) else _role_type(phrase)
            if phrase.roles and kind in _UNNAMED and (phrase.plural or phrase.indefinite):
                kind = "unnamed official"
            named = noun_of(phrase.head.lemma_, "body") is not None and any(mark.isupper() for mark in name)
            member = self.cast.add(Member(name, kind, named, plural=phrase.plural, gender=_gender(phrase)))
            member.person = bool(phrase.roles) and not phrase.plural
        return member


def _spelt_out(words: str, acronym: str) -> str:
    """The shortest end of `words` whose capitals spell the acronym: the name it stands for, or empty."""
    parts = words.split()
    for start in range(len(parts) - 1, -1, -1):
        tail = " ".join(parts[start:])
        if parts[start][0].isupper() and "".join(mark for mark in tail if mark.isupper()).endswith(acronym):
            return tail
        initials = "".join(part[0] for part in parts[start:] if part[0].isupper())
        if parts[start][0].isupper() and initials == acronym:
            return tail
    return ""


def _organisations(reading: Reading) -> list[str]:
    """Names of two or more words that the model mostly takes for organisations, without article."""
    labels: dict[str, list[str]] = {}
    for paragraph in reading.paragraphs:
        for entity in paragraph.doc.ents:
            name = _ARTICLE.sub("", entity.text).removesuffix("’s").removesuffix("'s")
            labels.setdefault(name, []).append(entity.label_)
    titled = {name for name in labels if noun_of(name.split()[0], "title", "role") is not None}
    return [
        name
        for name, found in labels.items()
        if " " in name
        and name not in titled
        and name[0].isupper()
        and not _POSSESSED.search(name)
        and (found.count("ORG") > len(found) / 2 or noun_of(name.rsplit(maxsplit=1)[-1], "suffix") is not None)
    ]


def _heads_name(token: Token) -> bool:
    """Whether a token is the last word of a personal name, by its label or by a title before it."""
    before_another = token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.head.i == token.i + 1
    if token.pos_ != "PROPN" or before_another or joins(token.nbor() if token.i + 1 < len(token.doc) else token):
        return False
    if token.ent_type_ == "ORG" and any(child.dep_ == "poss" for child in token.children):
        return token.doc[token.i - 1].pos_ == "PROPN" and noun_of(token.lemma_, "body", "media", "suffix") is None
    place = token.i - 1
    while place > 0 and token.doc[place].pos_ == "PROPN" and not is_title(token.doc[place]) and token.i - place < 4:
        place -= 1
    return token.ent_type_ == "PERSON" or (
        place >= 0 and token.doc[place].pos_ == "PROPN" and is_title(token.doc[place])
    )


def _person(phrase: Phrase) -> Member:
    return Member(phrase.name, _role_type(phrase, "person"), named=True, person=True, gender=_gender(phrase))


def _body(name: str, phrase: Phrase) -> Member:
    kind = noun_of(phrase.head.lemma_, "body") or noun_of(name.rsplit(maxsplit=1)[-1], "body", "media")
    return Member(name, kind.speaker_type if kind is not None else "organisation", named=True)


def _is_personal(phrase: Phrase) -> bool:
    """Whether a name is a person's: by title or label, and without an article or a body noun."""
    head = phrase.head
    if noun_of(head.lemma_, "body", "media", "suffix") is not None or _is_thing(head):
        return False
    if phrase.titles or phrase.roles:
        return True
    if phrase.text.lower().startswith("the ") or phrase.name.isupper():
        return False
    return head.ent_type_ in {"PERSON", ""} or (head.ent_type_ in {"ORG", "GPE"} and len(phrase.name.split()) == 1)


def _is_document(noun: Token) -> bool:
    return noun_of(noun.lemma_, "document") is not None and noun_of(noun.lemma_, "role", "body") is None


def _is_thing(head: Token) -> bool:
    """Whether a clause with "which" goes on about the one named: people are told of with "who"."""
    return any(
        child.dep_ == "relcl" and any(word.lower_ == "which" for word in child.children) for child in head.children
    )


def _role_type(phrase: Phrase, default: str = "organisation") -> str:
    for role in phrase.roles:
        entry = noun_of(role, "role")
        if entry is not None:
            # Someone who is named is a person, whatever the office; an office alone tells what sort of source it is.
            return "person" if default == "person" else entry.speaker_type
    if default == "person":
        return default
    entry = noun_of(phrase.head.lemma_, "body", "media", "count", "document")
    if entry is not None:
        return entry.speaker_type
    return "group" if phrase.plural else default


def _gender(phrase: Phrase) -> str:
    for word in (*phrase.titles, *phrase.roles):
        entry = noun_of(word.rstrip("."), "title") or noun_of(word, "role")
        if entry is not None and entry.gender:
            return entry.gender
    return ""


def _issuer(phrase: Phrase) -> Token | None:
    """Whose count or stance it is: "the latest toll from the health ministry", "Beijing's position"."""
    if noun_of(phrase.head.lemma_, "count", "stance") is None:
        return None
    for child in phrase.head.children:
        if child.dep_ == "prep" and child.lower_ in {"from", "by", "of"}:
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
        if child.dep_ == "poss" and child.pos_ in {"PROPN", "NOUN"}:
            return child
    return None


def _bare(text: str) -> str:
    return _ARTICLE.sub("", text)
