"""Bodies as speakers: states and their institutions under the names of the gazetteer, and counterparts abroad."""

from functools import lru_cache

from toolkit import data
from toolkit.language.cast import Cast, Member
from toolkit.language.lexicons import noun_of
from toolkit.language.names import by_words
from toolkit.language.phrases import Phrase

_GOVERNS = {"state", "territory"}
# Bodies that are the state itself: "the Canadian government" is Canada (government).
_WHOLE = {"government", "administration", "regime", "state", "cabinet"}


def entry_member(cast: Cast, key: str) -> Member:
    """The member for an entry of the gazetteer; a state speaks as its government."""
    entry = data.gazetteer().entry(key)
    name = f"{entry.name} (government)" if entry.kind in _GOVERNS else entry.name
    return cast.by_name(name) or cast.add(Member(name, entry.speaker_type, named=True))


@lru_cache(maxsize=512)
def _adjectives(key: str) -> tuple[str, ...]:
    """Adjectives of an entry: one body has one name, whether it is called China's or Chinese."""
    forms = data.gazetteer().forms
    return tuple(forms[(forms["entry"] == key) & (forms["form"] == "adjective")]["text"])


def _is_adjective(words: str) -> bool:
    """Whether words are a nationality, whatever the parse makes of them: "Romanian" in "the Romanian Defence Ministry"."""
    form = by_words(words)
    return form is not None and form.form == "adjective"


def institution(cast: Cast, phrase: Phrase) -> Member | None:
    """A body under its owner's name: "Gaza's Hamas-run health ministry", "the Malian army", "Chile's Congress"."""
    body = noun_of(phrase.head.lemma_, "body")
    owners = [
        one.text
        for one in phrase.bodies
        if one.rule in {"possessive", "nationality"} or (one.rule == "employer" and _is_adjective(one.text))
    ]
    for owner in owners:
        core = phrase.core.removeprefix(f"{owner} ")
        form = by_words(owner)
        place = data.gazetteer().entry(form.entry) if form is not None else None
        names = [owner, f"{owner}'s", *((place.name, *_adjectives(place.entry)) if place is not None else ())]
        for name in names:
            found = by_words(f"{name} {core}")
            if found is not None and core:
                return entry_member(cast, found.entry)
        if place is not None and place.kind in _GOVERNS and body is not None and not phrase.plural:
            if body.noun in _WHOLE:
                return entry_member(cast, place.entry)
            full = f"{place.name} {core}"
            return cast.by_name(full) or cast.add(Member(full, body.speaker_type, named=True))
    return None


def counterpart(cast: Cast, phrase: Phrase, other: Member | None, last: Member | None) -> Member | None:
    """The person or body of the same office on the named side: "his Israeli counterpart"."""
    sides = {body.text for body in phrase.bodies}
    wanted = {form.entry for side in sides if (form := by_words(side)) is not None}
    if phrase.text.lower().startswith("its") and last is not None and wanted and " " in last.name:
        name = f"{data.gazetteer().name(min(wanted))} {' '.join(last.name.split()[-2:])}"
        return cast.by_name(name) or cast.add(Member(name, last.speaker_type, named=True))
    for member in cast.members:
        own = {form.entry for body in member.bodies if (form := by_words(body.text)) is not None}
        if member.person and member is not other and wanted & own and member.roles:
            return member
    return None
