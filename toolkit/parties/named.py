"""What the analyst's own parties tell of a speaker: aliases, their nouns, labels, roles, and who put a document out."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.parties.bar import side_at_bar
from toolkit.parties.chambers import ONLY_PLACED, label_behind, label_of, other_side, seats_of
from toolkit.parties.choice import Parties
from toolkit.parties.focus import Scene, by_nearness
from toolkit.parties.holders import tells_office
from toolkit.parties.introduced import called, introduced
from toolkit.parties.kinds import by_description, by_firm, by_issuer, by_kind, by_role
from toolkit.parties.near import bereaved_side, by_family, by_loss, family_names, told_before, told_of_another
from toolkit.parties.side_words import singular
from toolkit.parties.sides import SEATED, sides_of
from toolkit.parties.surnames import by_own_surname, by_tied_surname, surnames_of
from toolkit.parties.verdicts import NOT_OF, OUTSIDE, Verdict, tie_order

Row = dict[str, Any]
# "In northern Ontario", "of the Premier League side Rovers": what stands before an alias that tells where or of whom.
_AT = re.compile(r"(?<=\w)\s(?P<how>in|at|near|across|outside|around|of)\s(?:the\s)?(?:[\w’'-]+\s){0,3}$")
# Many of those who work or are somewhere, and do not speak for it: "pilots at Norland Air".
_MANY = re.compile(
    r"\b(?!(?:executives|managers|bosses|directors|lawyers|sources|aides|chiefs|owners|insiders|editors|sales|operations|"
    r"communications|relations|affairs|logistics|services|works|sports|news|markets|economics|politics|studies)\b)"
    r"[a-z]+(?:s|men|women)$",
    re.IGNORECASE,
)
# "Sources in the PRC" are of it; sources in Ontario are only there.
_VOICES = re.compile(r"\b(?:sources?|insiders?)$", re.IGNORECASE)


class Named:
    """Decides by the parties that the analyst named, within one article; every verdict has the words it is by."""

    def __init__(
        self, parties: Parties, mentions: Mapping[str, list[Row]], text: str, statements: Sequence[Row] = ()
    ) -> None:
        self.parties = parties
        self.sides = sides_of(parties)
        self.mentions = mentions
        self.text = text
        self.surnames = surnames_of(parties, mentions)
        self.families = family_names(parties)
        self.bereaved = bereaved_side(parties)
        self.places = parties.everywhere(text)
        self.called = introduced(text, self.places)
        self.told = sorted([*self.places, *self.sides.nouns_in(text)], key=lambda place: place[1])
        self.scene = Scene(text, self.places, self.told, list(statements), mentions)

    def of(self, speaker: str, rows: list[Row]) -> Verdict | None:
        """By an alias, the label behind a lawmaker's name, or the noun of an alias; None where nothing decides."""
        if not self.parties.aliases:
            return None
        found = by_description(rows, self.parties, self.text) or self._by_alias(speaker, rows)
        found = found or self._by_surname(speaker, rows) or self._by_part(rows) or self._by_family(speaker, rows)
        found = found or self._by_label(rows) or self._by_seats(rows)
        return found or self._by_bar(rows) or self._by_government(rows) or self._by_head(rows)

    def _by_bar(self, rows: list[Row]) -> Verdict | None:
        """The side of a trial that a lawyer opens or defends."""
        found = next(filter(None, (side_at_bar(row, self.sides, self.text) for row in rows)), None)
        return Verdict(found[0], "side in court", found[1], found[2]) if found is not None else None

    def _by_government(self, rows: list[Row]) -> Verdict | None:
        """The government of a part of a state, by an office that is named with it: "Delhi Finance Minister"."""
        for row in rows:
            held = self.sides.by_government(row["text"]) if row["rule"] != "pronoun" else None
            if held is not None:
                start = int(row["start"])
                return Verdict(held[0], "office of an alias", start + held[1], start + held[2])
        return None

    def by_part(self, rows: list[Row]) -> Verdict | None:
        """By who put a document out, or by an office that can stand for one party only."""
        if not self.parties.aliases:
            return None
        found = (
            by_issuer(rows, self.parties, self.text)
            or by_firm(rows, self.parties)
            or by_role(rows, self.sides, self.text)
            or self._by_loss(rows)
            or by_kind(rows, self.sides, self.text)
        )
        found = found or self._by_introduction(rows)
        return found or by_nearness(rows, self.scene, self.parties, self.sides.members)

    def _by_introduction(self, rows: list[Row]) -> Verdict | None:
        """The noun by which the report introduces a party: "Save Our Shore, a residents' group", then "the group"."""
        for row in rows if self.called else ():
            found = called(row, self.called, self.text)
            if found is not None:
                return Verdict(found[0], "noun of its introduction", found[1], found[2])
        return None

    def _by_loss(self, rows: list[Row]) -> Verdict | None:
        """Who mourns somebody is of the only party of the bereaved: "Ana Mora, whose son died there"."""
        lost = next(filter(None, (by_loss(row, self.text) for row in rows)), None) if self.bereaved else None
        return Verdict(self.bereaved, "bereaved", *lost) if lost is not None else None

    def _by_alias(self, speaker: str, rows: list[Row]) -> Verdict | None:
        """An alias in the speaker's name, then in a mention, then in what it is tied to."""
        named = [row for row in rows if row["rule"] in {"name", "surname", "metonym"}]
        others = [row for row in rows if row["rule"] not in {"name", "surname", "metonym", "pronoun"}]
        for row in [*named, *others]:
            # "A letter from the union to the operator" is the union's.
            words = row["text"].split(" to ")[0] if row["speaker_type"] == "document" else row["text"]
            found = self._less_place(words, self.parties.find(words))
            outside = found is not None and bool(NOT_OF.match(words[found[2] :]) or OUTSIDE.search(words[: found[1]]))
            if found is not None and not outside:
                return Verdict(found[0], "alias in the mention", row["start"] + found[1], row["start"] + found[2])
        for row in rows:
            held = row["rule"] != "pronoun" and self._inside(int(row["start"]), int(row["end"]))
            if held:
                return Verdict(held[0], "alias around the mention", held[1], held[2])
        # A party called "Government" is not every state's: "(government)" is only how a state is shown.
        plain = speaker.removesuffix(" (government)")
        whole = self._less_place(plain, self.parties.find(plain))
        if whole is not None and not NOT_OF.match(speaker[whole[2] :]) and not OUTSIDE.search(speaker[: whole[1]]):
            first = rows[0] if rows else {"start": None, "end": None}
            return Verdict(whole[0], "alias in the name", first["start"], first["end"])
        for row in sorted(rows, key=tie_order):
            tied = row["affiliation"] and not NOT_OF.match(self.text, int(row["affiliation_end"]))
            tied = tied and not self._is_place(row)
            found = self._less_place(row["affiliation"], self.parties.find(row["affiliation"])) if tied else None
            if found is not None and not NOT_OF.match(row["affiliation"][found[2] :]):
                start = int(row["affiliation_start"])
                return Verdict(found[0], f"alias in the {row['affiliation_rule']}", start + found[1], start + found[2])
            # "Ana Mora of the union Hospitality Workers": the name stands right behind the noun.
            end = int(row["affiliation_end"]) if row["affiliation_rule"] == "employer" else -1
            beside = [place for place in self.places if place[1] - end == 1 and self.text[end] == " "]
            if end >= 0 and beside:
                return Verdict(beside[0][0], "alias behind the employer", beside[0][1], beside[0][2])
        return None

    def _less_place(self, words: str, found: tuple[str, int, int] | None) -> tuple[str, int, int] | None:
        """What was found in a mention, but not where an alias only tells where those are whom it begins with.

        "A fisherman in northern Ontario" is none of the party "Ontario"; "players of the Rovers" are the players.
        """
        rest = words[found[2] :].strip() if found is not None else ""
        own = self.sides.by_head(f"the {rest}") or self.sides.of_one(singular(rest)) if rest.isalpha() else ""
        if found is not None and own and own != found[0] and rest.islower():
            return own, len(words) - len(rest), len(words)  # "Norland Air pilots" are none of the airline
        place = _AT.search(words[: found[1]]) if found is not None else None
        if found is None or place is None:
            return found
        head = words[: place.start()]
        own = self.sides.by_head(head) or self.sides.of_one(singular(head.split()[-1]))
        if own and own != found[0]:
            return own, 0, len(head)
        # "Sources in the Ontario government" are of it.
        held = found[2] < len(words) or tells_office(words[found[1] :]) or tells_office(head)
        held = held or (place["how"] == "at" and _MANY.search(head) is None)
        held = held or (_VOICES.search(head) is not None and place.group().endswith("the "))
        return found if place["how"] == "of" or held else None

    def _is_place(self, row: Row) -> bool:
        """Whether a tie only tells where somebody is: "a First Nation in northern Ontario"."""
        tied = row["affiliation_rule"] == "employer" and not tells_office(row["affiliation"])
        before = self.text[int(row["start"]) : int(row["affiliation_start"])] if tied else ""
        at = re.search(r"\sat\s(?:the\s)?$", before)
        many = at is not None and _MANY.search(before[: at.start()]) is not None
        return (many or ONLY_PLACED.search(before) is not None) and not tells_office(before)

    def _inside(self, start: int, end: int) -> tuple[str, int, int] | None:
        """The alias of several words that a mention is a part of, where the parse cut a name: "Hands Off Hesket"."""
        for party, low, high in self.places:
            longer = " " in self.text[low:high] and high - low > end - start
            if longer and low <= start and end <= high and self.text[high : high + 1] != "-":
                return party, low, high
            # The parse may also cut a name in its middle: "the leaders of the settlement" and "15 de Agosto".
            if " " in self.text[low:high] and start < low < end < high:
                return party, low, high
        return None

    def _by_surname(self, speaker: str, rows: list[Row]) -> Verdict | None:
        """Whom the analyst named, by the surname alone, and who works for somebody of that surname."""
        own = by_own_surname(speaker, rows, self.surnames)
        if own is not None:
            return Verdict(own[0], "surname of an alias", own[1], own[2])
        for row in sorted(rows, key=tie_order):
            found = by_tied_surname(row, self.surnames)
            if found is not None:
                return Verdict(found[0], f"alias in the {row['affiliation_rule']}", found[1], found[2])
        return None

    def _by_family(self, speaker: str, rows: list[Row]) -> Verdict | None:
        """The surname of a family that is a party: "Earline Pruitt" where an alias is "Pruitt family"."""
        found = by_family(self.families, speaker, rows, self.text)
        return Verdict(found[0], "family name", found[1], found[2]) if found is not None else None

    def _by_part(self, rows: list[Row]) -> Verdict | None:
        """Several words of an alias in a mention or a tie, where a report shortens a long name: "Park Service"."""
        for row in rows:
            found = self.parties.part(row["text"]) if row["rule"] != "pronoun" else None
            if found is not None:
                return Verdict(found[0], "part of an alias", row["start"] + found[1], row["start"] + found[2])
        for row in sorted(rows, key=tie_order):
            found = self.parties.part(row["affiliation"]) if row["affiliation"] else None
            if found is not None:
                start = int(row["affiliation_start"])
                rule = f"part of an alias in the {row['affiliation_rule']}"
                return Verdict(found[0], rule, start + found[1], start + found[2])
        return None

    def _by_seats(self, rows: list[Row]) -> Verdict | None:
        """The other of two political parties for who leads the few, where who leads the many is labelled."""
        seats = seats_of(rows)
        if not seats:
            return None
        labelled = {}
        for others in self.mentions.values():
            label = self._by_label(others) if seats_of(others) not in {"", seats} else None
            if label is not None and label.start is not None and label.end is not None:
                labelled[seats_of(others)] = (label.party, label.start, label.end)
        party, start, end = other_side(seats, labelled, set(self.sides.members.values()))
        return Verdict(party, "other side of the chamber", start, end) if party else None

    def _by_label(self, rows: list[Row]) -> Verdict | None:
        """The political party that a lawmaker's name is labelled with: "Sen. Ann Lee, R-Mesa"."""
        for row in rows:
            tied = not self._is_place(row)
            found = label_behind(row, self.sides, self.text) or label_of(row, self.sides, self.text, tied=tied)
            if found is not None:
                return Verdict(found[0], "label", found[1], found[2])
        return None

    def _by_head(self, rows: list[Row]) -> Verdict | None:
        """The noun of a description, or of what the speaker is tied to: "the rebels", "the board's attorney"."""
        for row in rows:
            described = row["rule"] in {"collective", "title", "name"} and row["affiliation_rule"] != "itself"
            title = row["text"].removesuffix(f" {row['local_name']}") if row["person"] and row["named"] else row["text"]
            words = f"the {title.lower()}" if title != row["text"] and " " not in title else row["text"]
            party = self.sides.by_head(words) if described else ""
            if party:
                return Verdict(party, "noun of an alias", row["start"], row["end"])
        for row in rows:
            told = told_before(row, self.text)
            held = row["text"].removesuffix(f" {row['local_name']}") if row["person"] and row["named"] else row["text"]
            words, place = told if told is not None else (held, int(row["start"]))
            party = self.sides.by_compound(words) if row["rule"] != "pronoun" else ""
            if party:
                return Verdict(party, "noun of an alias", place, place + len(words))
        for row in sorted(rows, key=tie_order):
            words = row["affiliation"]
            start = int(row["affiliation_start"]) if words else 0
            article = "the " if self.text[max(0, start - 4) : start].lower() == "the " and words.islower() else ""
            party = self.sides.by_head(article + words) or self.sides.by_owner(words) if words else ""
            if party and row["affiliation_rule"] not in {"nationality", "itself"}:
                end = int(row["affiliation_end"])
                seated = SEATED.match(self.text, end + 1)  # a state senator is none of "Marlow State"
                if (
                    seated
                    or NOT_OF.match(self.text, end)
                    or told_of_another(start, self.mentions, self.text, self.told)
                ):
                    continue
                return Verdict(party, f"noun of an alias in the {row['affiliation_rule']}", start, end)
        return None
