"""Who can speak in one article: people, bodies, documents and unnamed sources, each with what the article says of it.

A person is known by the fullest printed name; a surname, a role or a pronoun leads back to it only where the article
leaves no other candidate nearer.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from sys import maxsize

from toolkit.language.lexicons import noun_of
from toolkit.language.member import (
    Member,
    is_firm,
    latest,
    left_office,
    other_field,
    other_ministry,
    other_rank,
    related,
    split_name,
)
from toolkit.language.names import by_words
from toolkit.language.phrases import Phrase
from toolkit.language.printed import KINDS, firm_before, is_civil, union_before
from toolkit.language.told_as import ToldAs, named_by
from toolkit.language.wider import stands_for

# Words for an armed or political group.
GROUPS = {"group", "movement", "militia", "faction", "organisation", "organization"}
# Words for an office of state that fit any of its names: "the watchdog" is the Competition Authority.
REGULATORS = {"agency", "authority", "regulator", "watchdog", "department"}
OFFICES = REGULATORS | {"office", "bureau", "service", "commission", "inspectorate"}
_FIELDED = {"ministry", "department"}
_FORCES = {"army", "police", "navy", "military", "government"}


def joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap as one.

    >>> joined([(9, 12), (0, 5), (3, 4)])
    [(0, 5), (9, 12)]
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


@dataclass
class Cast:
    """The members of one article, found again by name, surname, role or acronym."""

    members: list[Member] = field(default_factory=list)
    acronyms: dict[str, str] = field(default_factory=dict)
    organisations: list[str] = field(default_factory=list)
    personal: set[str] = field(default_factory=set)
    firms: set[str] = field(default_factory=set)
    # The longest name of each entry of the gazetteer that the article prints.
    printed: dict[str, str] = field(default_factory=dict)
    quoted: list[tuple[int, int]] = field(default_factory=list)
    told: list[tuple[int, int]] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)
    described: list[ToldAs] = field(default_factory=list)
    # Where the bodies that the article names stand, heard or not.
    bodies_at: list[tuple[int, str]] = field(default_factory=list)

    def named_before(self, member: Member, place: int) -> int:
        """Where the reporter last mentioned the member before `place`, or -1; words that are told do not count."""
        last = -1
        # The last ones first: of the others it need not be known then where they stand.
        for start, *_ in reversed(member.mentions):
            if last < start < place and self.in_narration(start):
                last = start
        return last

    def in_narration(self, place: int) -> bool:
        """Whether a place lies outside of quotations, and of the statement whose speaker is looked for."""
        # The quotations are many and in order, what is told are few.
        at = bisect_right(self.quoted, (place, maxsize)) - 1
        quoted = at >= 0 and place < self.quoted[at][1]
        return not quoted and not self.is_told(place)

    def is_told(self, place: int) -> bool:
        """Whether a place lies in the statement whose speaker is looked for."""
        return bool(self.told) and any(low <= place < high for low, high in self.told)

    def paragraph_of(self, place: int) -> int:
        """The number of the paragraph that a place lies in."""
        return bisect_right(self.paragraphs, place) - 1

    def add(self, member: Member) -> Member:
        """Take a member in."""
        self.members.append(member)
        return member

    def by_name(self, name: str, *, gender: str = "") -> Member | None:
        """The member of exactly this name, capitals aside, or of the name an acronym stands for.

        With a `gender` (from "Ms", "Mr") one of the other is not meant: Ms. Puckett is not Mr. Puckett.
        """
        wanted = self.acronyms.get(name, name).lower()
        for one in self.members:
            if one.name.lower() == wanted and {one.gender, gender} != {"m", "f"}:
                return one
        return None

    def by_part(self, name: str, place: int, *, gender: str = "", other: Member | None = None) -> Member | None:
        """The person whose name ends with these words, else holds them; of several the last one mentioned.

        With a `gender` (from "Ms", "Mr") only those it can mean, those known to be of it first.
        """
        parts = split_name(name)
        named = [(one, one.words()) for one in self.members if one.person and one.named]
        people = [(one, words) for one, words in named if len(words) > len(parts)]
        people = [(one, words) for one, words in people if not gender or one.gender in {"", gender}]
        found = [one for one, words in people if words[-len(parts) :] == parts]
        found = found or [one for one, words in people if all(part in words for part in parts)]
        found = [member for member in found if member is not other] or found
        sure = [member for member in found if gender and member.gender == gender]
        likely = [one for one in found if gender and gender in {one.likely, one.given}]
        return latest(sure or likely or found, place)

    def by_tail(self, name: str) -> Member | None:
        """The only body whose name ends with these two words or more: "Joint Chiefs" of "South Korean Joint Chiefs"."""
        found = [one for one in self.members if not one.person and one.name.lower().endswith(f" {name.lower()}")]
        return found[0] if len(found) == 1 and found[0].named and " " in name else None

    def organisation(self, name: str) -> str:
        """The full name of the organisation that a short form begins: "Calder" for "Calder Ferries"; else empty."""
        known = [*self.organisations, *sorted(self.firms)]
        full = [other for other in known if other.startswith((f"{name} ", f"{name}’ ", f"{name}' "))]
        return min(full, key=len, default="")

    def by_role(self, phrase: Phrase, place: int) -> Member | None:
        """The single person or body that a definite description such as "the foreign minister" can mean."""
        wanted = set(phrase.roles)
        # "The professor of botany": only a name says for whom somebody works.
        tied = {body.text.lower() for body in phrase.bodies if body.rule != "employer" or not body.text.islower()}
        fitting = []
        for member in self.members:
            # A secretary of state is a minister.
            cabinet = wanted == {"minister"} and "secretary" in member.roles and member.last_before(place) >= 0
            wider = stands_for(phrase.core, member.roles | member.cores)
            if member.plural or not wanted or not (wanted & member.roles or cabinet or wider):
                continue
            if phrase.text.lower().startswith(("its ", "their ", "his ", "her ")) and member.last_before(place) < 0:
                continue  # "his attorney" is introduced here, and not whoever is an attorney later
            own = {body.text.lower() for body in member.bodies}
            if left_office(phrase, member):
                continue
            if (tied and own and not related(tied, own)) or other_rank(phrase, member) or other_field(phrase, member):
                continue
            if tied and not own and (self._after_bare(member, place) or wanted == {"witness"}):
                continue  # "Greening's first witness" is not the first one of the trial
            fitting.append(member)
        named = [member for member in fitting if member.named]
        here = [one for one in fitting if not one.named and any(map(phrase.core.lower().endswith, one.roles))]
        here = [one for one in here if self.paragraph_of(place) - self.paragraph_of(one.last_before(place)) < 2]
        if here and all(one.last_before(place) < here[-1].last_before(place) for one in named):
            return latest(here, place)
        closest = [member for member in named or fitting if phrase.core.lower() in member.cores]
        return latest(closest or named or fitting, place)

    def _after_bare(self, member: Member, place: int) -> bool:
        """Whether the member comes in only after a name of which nothing is told: that one may be meant.

        "Norland's premier walked out …. ‘We are done,’ Ana Mora said. … The host, Premier Bo Lund"
        """
        first = min((start for start, *_ in member.mentions), default=place)
        return first > place and any(
            one.person and one.named and not one.roles and place < min(start for start, *_ in one.mentions) < first
            for one in self.members
            if one is not member and one.mentions
        )

    def by_head(self, phrase: Phrase, place: int) -> Member | None:
        """The body that a short form means: "the union" for "Northern Dockers' Union"."""
        head = phrase.head.lemma_.lower()
        name = self._described(phrase, place)
        if name:
            return self.by_name(name) or self.add(Member(name, "organisation", named=True))
        bodies = [member for member in self.members if not member.person and not member.plural and member.named]
        fitting = [one for one in bodies if _is_headed(one, head) or head in one.cores]
        if head in _FIELDED:
            fitting = [one for one in fitting if not other_ministry(phrase.core, one.name)]
        if head in _FORCES:
            # "The army" is the state's, not an armed group that calls itself one.
            fitting = [member for member in fitting if not _is_armed_group(member)]
        if not fitting and head in REGULATORS:
            fitting = [one for one in bodies if OFFICES & set(one.words()) and one.last_before(place) >= 0]
        if not fitting and head in KINDS:
            # "The union" of a report that names one body of workers: the Dock Workers' Federation.
            fitting = [one for one in bodies if KINDS[head] & set(one.words()) and one.last_before(place) >= 0]
            fitting = fitting if len(fitting) == 1 else []
        if not fitting and head == "union":
            fitting = self._body(union_before(self.bodies_at, place))
        if not fitting and head in GROUPS and is_civil(phrase.text):
            fitting = [one for one in bodies if one.speaker_type == "organisation" and one.last_before(place) >= 0]
        elif not fitting and head in GROUPS:
            fitting = [one for one in bodies if one.speaker_type == "group" and one.last_before(place) >= 0]
        firm = noun_of(head, "firm") is not None or head.endswith("maker")
        if fitting or not firm:
            return latest(fitting, place) or self._tied(head, place) or self._spoken_for(head, place)
        # "the firm" has no word in common with its name: then it is a body that no other noun describes.
        plain = [member for member in bodies if is_firm(member) and not member.listener]
        heard = [member for member in plain if member.speaker_type == "organisation" and member.last_before(place) >= 0]
        last = max(heard, key=lambda member: member.last_before(place), default=None) or self._employer(place)
        return last or next(iter(self._told_of(place)), None)

    def _body(self, name: str) -> list[Member]:
        """The body of this name, taken in where it is not there yet; nothing for no name."""
        return [self.by_name(name) or self.add(Member(name, "organisation", named=True))] if name else []

    def _told_of(self, place: int) -> list[Member]:
        """The firm that the paragraph has named, heard or not: "demanding that Norvik Gas stop. The company"."""
        begin = self.paragraphs[self.paragraph_of(place)] if self.paragraphs else 0
        return [one for one in self._body(firm_before(self.bodies_at, place, begin)) if is_firm(one) and not one.person]

    def _described(self, phrase: Phrase, place: int) -> str:
        """The name of the body that was introduced by the words of a description: "the ready-meal maker"."""
        article, _, words = phrase.text.partition(" ")
        if article.lower() != "the" or not words.islower():
            return ""
        return named_by(words, place, self.described, [*self.firms, *self.organisations])

    def _tied(self, head: str, place: int) -> Member | None:
        """The body that somebody was tied to before, and that the noun ends: "chairs the Residents' Association"."""
        found = [
            body
            for member in self.members
            for body in member.bodies
            if body.start < place
            and body.text.split()[-1].lower() == head
            and body.text[:1].isupper()
            and " " in body.text
        ]
        last = max(found, key=lambda body: body.start, default=None)
        if last is None:
            listed = [name for name in self.organisations if name.split()[-1].lower() == head]
            one = Member(listed[0], "organisation", named=True) if len(listed) == 1 else None
            one = (self.by_name(one.name) or one) if one is not None else None
            if one is None or (head in _FORCES and _is_armed_group(one)):
                return None
            return one if one in self.members else self.add(one)
        named = Member(last.text, "organisation", named=True, mentions=[(last.start, last.end, last.text, "name")])
        return self.by_name(last.text) or self.add(named)

    def _spoken_for(self, head: str, place: int) -> Member | None:
        """The body whose unnamed spokesman was heard here: "A spokesperson for Homes West said …. The agency"."""
        begin = self.paragraphs[self.paragraph_of(place)] if self.paragraphs else 0
        found = [
            body
            for member in self.members
            for body in member.bodies
            if not member.named and member.person and body.rule == "employer" and begin <= body.start < place
        ]
        if head not in REGULATORS or len(found) != 1 or not found[0].text.istitle():
            return None
        one = found[0]
        named = Member(one.text, "organisation", named=True, mentions=[(one.start, one.end, one.text, "name")])
        return self.by_name(one.text) or self.add(named)

    def _employer(self, place: int) -> Member | None:
        """The firm that somebody was said to work for, though it was not heard itself: "Swiftline chief Ana Mora"."""
        found = [
            body
            for member in self.members
            for body in member.bodies
            if member.person and body.rule != "nationality" and body.start < place and body.text.istitle()
        ]
        known = [body for body in found if by_words(body.text) is None and noun_of(body.text) is None]
        last = max(known, key=lambda body: body.start, default=None)
        if last is None:
            return None
        named = Member(last.text, "organisation", named=True, mentions=[(last.start, last.end, last.text, "name")])
        return self.by_name(last.text) or self.add(named)


def _is_headed(member: Member, head: str) -> bool:
    """Whether a noun can stand for the name of a body: "the museum" for none of "museum staff", "staff at a museum"."""
    words = member.name.split(" at ")[0].split()
    described = words[-1].islower() and words[-1] != head
    return head in map(str.lower, words) and not (described and not any(word == "of" for word in words))


def _is_armed_group(member: Member) -> bool:
    """Whether a body is no force of a state, whatever its name: "the Free Army, a rebel group"."""
    return member.speaker_type == "group" or bool(GROUPS & member.cores)
