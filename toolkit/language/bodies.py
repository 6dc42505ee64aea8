"""Bodies as speakers: states and their institutions under the names of the gazetteer, and counterparts abroad."""

import re
from functools import lru_cache

from toolkit import data
from toolkit.language.cast import GROUPS, OFFICES, REGULATORS, Cast
from toolkit.language.lexicons import noun_of
from toolkit.language.member import Member, is_firm, latest
from toolkit.language.names import by_words
from toolkit.language.naming import bare
from toolkit.language.phrases import Phrase
from toolkit.language.printed import is_civil, union_before

_TITLED = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.? ")
# Bodies that every state has one of, and that are known by its name.
_STATE = {"ministry", "army", "navy", "military", "embassy"}
_FIELD = re.compile(r"(?:(?<=Ministry)|(?<=Department)) (?:of|for) (?:the )?[A-Z][\w-]+(?: (?:and )?[A-Z][\w-]+)*$")
_GOVERNS = {"state", "territory"}
# Bodies that are the state itself: "the Canadian government" is Canada (government).
_WHOLE = {"government", "administration", "regime", "state", "cabinet"}


def entry_member(cast: Cast, key: str) -> Member:
    """The member for an entry of the gazetteer; a state speaks as its government."""
    entry = data.gazetteer().entry(key)
    printed = cast.printed.get(key, "")
    full = printed if len(printed) > len(entry.name) else entry.name
    name = f"{entry.name} (government)" if entry.kind in _GOVERNS else full
    return cast.by_name(name) or cast.add(Member(name, entry.speaker_type, named=True))


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, tuple[str, ...]]:
    """Adjectives of every entry: one body has one name, whether it is called China's or Chinese."""
    found: dict[str, tuple[str, ...]] = {}
    for row in data.gazetteer().forms.to_dict("records"):
        if row["form"] == "adjective":
            found[row["entry"]] = (*found.get(row["entry"], ()), row["text"])
    return found


def _is_adjective(words: str) -> bool:
    """Whether words are a nationality, whatever the parse makes of them: "the Romanian Defence Ministry"."""
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
    first, _, rest = phrase.name.partition(" ")
    if not owners and rest and _is_adjective(first) and body is not None and body.noun in _STATE:
        owners = [first]  # "Lebanese Health Ministry", which the model takes for one name
    adjective, _, force = phrase.core.partition(" ")
    if not owners and force == phrase.head.text and _is_adjective(adjective) and body is not None:
        owners = [adjective] if body.speaker_type == "military" else []  # "the Indonesian Navy"
    for owner in owners:
        core = phrase.core.removeprefix(f"{owner} ")
        field = _FIELD.search(phrase.text) if core.split(" ")[-1] in {"Ministry", "Department"} else None
        core += field.group() if field is not None else ""
        form = by_words(owner)
        place = data.gazetteer().entry(form.entry) if form is not None else None
        names = [owner, f"{owner}'s", *((place.name, *_adjectives().get(place.entry, ())) if place is not None else ())]
        for name in names:
            found = by_words(f"{name} {core}") or by_words(f"{name} {core.lower()}")
            if found is not None and core:
                return entry_member(cast, found.entry)
        # An office of somebody with a name keeps that name.
        personal = any(word.ent_type_ == "PERSON" and word.text not in owner for word in phrase.head.subtree)
        if place is None or body is None or phrase.plural or personal:
            continue
        # "The Danish group" is none of Denmark.
        if place.kind in _GOVERNS and (body.speaker_type in {"government", "military"} or body.noun in _STATE):
            if body.noun in _WHOLE:
                return entry_member(cast, place.entry)
            # "The Dutch Banking Authority" has a name; "the Dutch Finance Ministry" is the Netherlands' one.
            proper = phrase.name.startswith(f"{owner} ") and len(phrase.name.split()) > 2 and body.noun not in _STATE
            full = phrase.name if proper else f"{place.name} {core}"
            return cast.by_name(full) or cast.add(Member(full, body.speaker_type, named=True))
    return None


def own_body(cast: Cast, phrase: Phrase, heard: list[tuple[int, Member]]) -> Member | None:
    """A body of the state that was heard last: "Beijing called for calm. …, its foreign ministry said"."""
    body = noun_of(phrase.head.lemma_, "body")
    own = phrase.text.lower().startswith("its ") and body is not None and body.noun not in _WHOLE
    last = heard[-1][1] if heard else None
    if not own or body is None or last is None or body.speaker_type not in {"government", "military"}:
        return None
    if not last.name.endswith(" (government)"):
        return None
    full = f"{last.name.removesuffix(' (government)')} {phrase.core}"
    found = by_words(full)
    if found is not None:
        return entry_member(cast, found.entry)
    return cast.by_name(full) or cast.add(Member(full, body.speaker_type, named=True))


def told_institution(cast: Cast, phrase: Phrase) -> Member | None:
    """The body of a state told of just before "the ministry": "hired by the Slovak interior ministry"."""
    noun = phrase.head.lemma_.lower()
    if noun not in _STATE or phrase.text.lower() != f"the {noun}":
        return None
    before = phrase.head.doc[: phrase.head.left_edge.i].text
    told = list(re.finditer(rf"\b(?P<of>[A-Z][\w-]+)(?:['’]s)? (?P<core>(?:[\w-]+ ){{0,3}}?(?i:{noun}))\b", before))
    form = by_words(told[-1]["of"]) if told else None
    if form is None or data.gazetteer().entry(form.entry).kind not in _GOVERNS:
        return None
    full = f"{data.gazetteer().entry(form.entry).name} {told[-1]['core']}"
    found = by_words(full)
    if found is not None:
        return entry_member(cast, found.entry)
    return cast.by_name(full) or cast.add(Member(full, "government", named=True))


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


def body_named(cast: Cast, words: str, place: int) -> str:
    """The name of the member that the words for a body mean, empty when none: "ministry" in "the ministry's"."""
    name = bare(words)
    found = cast.by_name(name)
    if found is None and noun_of(name.rsplit(maxsplit=1)[-1], "body") is not None:
        head = name.rsplit(maxsplit=1)[-1].lower()
        asked = {word.lower() for word in name.split()}
        bodies = [
            one
            for one in cast.members
            if not one.person
            and (asked <= set(one.words()) or name.lower() in one.cores)
            and (by_words(one.name) is None or name[:1].isupper())  # "a union delegate" is none of the European Union
        ]
        entry = noun_of(head, "body")
        if not bodies and entry is not None and entry.speaker_type == "military":
            # One army has many names: "Ethiopia's military", then "army spokesman".
            bodies = [one for one in cast.members if one.speaker_type == "military" and not one.person]
        found = latest(bodies, place)
        if found is None and head in REGULATORS:
            # "A spokesman for the agency", which is the Office of Historic Places.
            offices = [one for one in cast.members if not one.person and OFFICES & set(one.words())]
            found = latest([one for one in offices if one.named and one.last_before(place) >= 0], place)
        if found is None and noun_of(head, "firm") is not None:
            plain = [one for one in cast.members if one.named and not one.person and not one.listener]
            plain = [one for one in plain if one.speaker_type == "organisation" and one.last_before(place) >= 0]
            found = latest([one for one in plain if is_firm(one)], place)
        if found is None and head == "union" and (union := union_before(cast.bodies_at, place)):
            return union
        if found is None and head in GROUPS:
            found = _group_named(cast, name, place)
    if found is None:
        # A client: "representing Annabel Dalgleish", "for Mr Dalgleish".
        words, sex = _TITLED.sub("", name), "m" if name.startswith(("Mr ", "Mr. ", "Sir ")) else ""
        found = cast.by_part(words, place, gender=sex) if name[:1].isupper() else None
    if found is None and noun_of(name, "role") is not None:
        # "A spokesman for the governor": the one holder of the office whom the report names.
        holders = [one for one in cast.members if one.person and one.named and name in one.roles]
        found = holders[0] if len(holders) == 1 else None
    if found is not None:
        return found.name
    # "The U.S. firm" is none of the "U.S. Commission".
    return cast.organisation(name) if by_words(name) is None else ""


def _group_named(cast: Cast, name: str, place: int) -> Member | None:
    """The armed or political group that "the group" means; of "the aid group" the body told of last."""
    heard = [one for one in cast.members if one.last_before(place) >= 0 and one.named and not one.person]
    if is_civil(name):
        return latest([one for one in heard if one.speaker_type == "organisation"], place)
    groups = [one for one in heard if one.speaker_type == "group" and "conference" not in one.words()]
    # "The group's armed wing" is not the group.
    groups = [one for one in groups if not any(low <= place < high for low, high, *_ in one.mentions)]
    return latest(groups, place)
