"""The party of one speaker in one article, with the rule and the words that decided it.

In this order: the analyst's parties; what the article ties the speaker to (a body it is employed by, a state whose
office it holds); the speaker's own name in the gazetteer. What has no evidence stays unassigned: a shopkeeper in a
country is not that country.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from toolkit import data
from toolkit.parties.choice import Parties
from toolkit.parties.close_to import party_close_to
from toolkit.parties.focus import by_bodies
from toolkit.parties.holders import (
    OFFICES,
    OPPOSED,
    has_no_country,
    holds_office,
    is_expert,
    is_medium,
    is_mouth,
    is_only_place,
    is_sent,
    owner_in,
    owner_of,
    sits_apart,
    stands_bare,
    stands_outside,
)
from toolkit.parties.named import Named
from toolkit.parties.near import charged, holder_of, surnames_in
from toolkit.parties.rivals import is_national_police, own_state, state_of_field, state_of_region, state_seated
from toolkit.parties.setting import STATES, Setting, is_office
from toolkit.parties.told_bodies import commission_told, group_told, mission_told, union_told
from toolkit.parties.verdicts import UNASSIGNED, Verdict, tie_order

Row = dict[str, Any]
_DEFENCE = ("defence", "defense")


class Judge:
    """Decides parties within one article; it holds the article's names so that no text is searched twice."""

    def __init__(
        self, article: Row, parties: Parties, rows: Mapping[str, list[Row]], *, day: date | None = None
    ) -> None:
        self.parties = parties.on(day)
        self.day = day
        self.names = sorted(rows["NAMES"], key=lambda row: (row["start"], -row["end"]))
        self.mentions: dict[str, list[Row]] = {}
        for row in rows["SPEAKERS"]:
            self.mentions.setdefault(row["speaker"], []).append(row)
        offices = {row["speaker"] for row in rows["SPEAKERS"] if row["office"] == "government"}
        self.among_envoys = len(offices) > 1
        told = [piece for row in rows["STATEMENTS"] for piece in row["spans"]]
        self.setting = Setting(article, self.names, told)
        self._home = self.party_of(self.setting.home["entry"]) if self.setting.home is not None else ""
        self.named = Named(self.parties, self.mentions, article["text"], rows["STATEMENTS"])
        self.surnames = surnames_in(self.mentions)
        self._known: dict[str, Verdict] = {}
        self._asked: set[str] = set()
        self._charged: dict[str, tuple[int, int]] | None = None
        self.statements = rows["STATEMENTS"]

    def of(self, speaker: str) -> Verdict:
        """The verdict on a speaker by the name it has in the article."""
        if speaker not in self._known:
            # Two that are tied to each other alone say nothing of each other.
            self._known[speaker] = UNASSIGNED
            self._known[speaker] = self._outer(self._decide(speaker)) if speaker else UNASSIGNED
        return self._known[speaker]

    def _party(self, speaker: str) -> str:
        return self.of(speaker).party

    def settle(self, speaker: str, verdict: Verdict) -> None:
        """Decide a speaker from outside of the article: by the analyst's word, or by what another article tells."""
        self._known[speaker] = self._outer(verdict)

    def _outer(self, verdict: Verdict) -> Verdict:
        """The same verdict for the party that the party found is a member of."""
        outer = self.parties.outermost(verdict.party, self.day)
        return verdict if outer == verdict.party else replace(verdict, party=outer, rule=f"{verdict.rule}, as a member")

    def _decide(self, speaker: str) -> Verdict:
        rows = self.mentions.get(speaker, [])
        found = self.named.of(speaker, rows) or self._by_own_entry(speaker, rows) or self._by_commission(rows)
        found = found or self._by_article(rows)
        found = found or self._by_group(rows)
        if found is None:
            self._asked = {speaker}
            found = self._by_body(speaker, rows)
        found = self._of_rulers(found, rows) if found is not None else None
        # Where the analyst's governments are of parts of a state, a minister in its capital is of the state itself.
        seat = state_seated(rows, self.setting) if found is None and self.named.sides.governments else None
        if seat is not None and self.parties.gazetteer:
            found = self._told("state told of", seat)
        found = found or self.named.by_part(rows) or self._by_name(speaker, rows)
        found = found or self._by_holder(speaker, rows) or self._by_home(rows)
        if found is None and self.parties.gazetteer:
            found = by_bodies(rows, self.names, self.named.scene, self.party_of)
        found = found or party_close_to(rows, self.setting.text, self.mentions, self._party, self.of_listener)
        return found or UNASSIGNED

    def _of_rulers(self, verdict: Verdict, rows: list[Row]) -> Verdict:
        """Where the analyst's party is the government at home, its seat speaks for that party: "Downing Street"."""
        party, known = self.named.sides.heads.get("government", ("", frozenset()))
        home, seat = self.setting.home, any(row["rule"] in {"metonym", "name"} for row in rows)
        if (
            not party
            or known - {"the", "government"}
            or home is None
            or not seat
            or verdict.party in self.parties.aliases
        ):
            return verdict
        return replace(verdict, party=party) if verdict.party == self.party_of(home["entry"]) else verdict

    def _by_own_entry(self, speaker: str, rows: list[Row]) -> Verdict | None:
        """A group of the gazetteer is its own party, whatever it is called beside: "JNIM, an al-Qaeda affiliate".

        So is a state that is printed with what it does: "mediator Kazakhstan".
        """
        ends = {row["end"] for row in rows if row["rule"] == "name"} if self.parties.gazetteer else set()
        for name in self.names if ends else ():
            own = name["end"] in ends and name["text"] == speaker and name["form"] in {"name", "short"}
            if own and data.gazetteer().entry(name["entry"]).kind in STATES:
                return Verdict(self.party_of(name["entry"]), "name", int(name["start"]), int(name["end"]))
        forms = data.gazetteer().by_text(speaker) if rows and not rows[0]["person"] and self.parties.gazetteer else []
        if not forms or data.gazetteer().entry(forms[0].entry).kind not in {"armed group", "political group"}:
            return None
        party = self.party_of(forms[0].entry)
        return Verdict(party, "name", int(rows[0]["start"]), int(rows[0]["end"])) if party else None

    def _by_article(self, rows: list[Row]) -> Verdict | None:
        if not self.parties.gazetteer:
            return None
        pointed = any(row["affiliation_rule"] == "pronoun" and row["affiliation_speaker"] for row in rows)
        for row in sorted(rows, key=tie_order):
            if not row["affiliation"] or self.setting.is_beside(int(row["affiliation_start"])):
                continue
            if pointed and row["affiliation_rule"] == "employer" and data.gazetteer().by_text(row["affiliation"]):
                continue  # "its commissioner, Ana Mora of Chile": the body before counts, and not where she is from
            start, end = int(row["affiliation_start"]), int(row["affiliation_end"])
            name = self._name_in(start, end, row)
            if name is not None:
                passed = row["affiliation_rule"] == "role chain" and is_medium(name["text"])
                owner = owner_of(name, row)
                party = self.party_of(owner) if owner else "" if passed else self.party_of(name["entry"])
                if party:
                    return Verdict(party, row["affiliation_rule"], name["start"], name["end"])
        return None

    def _by_commission(self, rows: list[Row]) -> Verdict | None:
        """The European Union for its commissioners, whichever state was told of last."""
        union = commission_told(rows, self.names) if self.parties.gazetteer else None
        return self._told("body of states told of", union)

    def _told(self, rule: str, name: Row | None) -> Verdict | None:
        """The party of a name of the gazetteer which the report has told of, by a rule; None for no name or party."""
        party = self.party_of(name["entry"]) if name is not None else ""
        return Verdict(party, rule, int(name["start"]), int(name["end"])) if name is not None and party else None

    def _by_group(self, rows: list[Row]) -> Verdict | None:
        """The only armed group of the report, for "the rebels" and who speaks for them."""
        if not self.parties.gazetteer:
            return None
        group = group_told(rows, self.names, self.setting.text, own_sides=bool(self.parties.aliases))
        return self._told("group told of", group)

    def _by_body(self, speaker: str, rows: list[Row]) -> Verdict | None:
        """The party of the body a speaker is tied to: "the ministry's spokeswoman"."""
        for row in sorted(rows, key=tie_order):
            body = row["affiliation_speaker"]
            # "Interfax quoted him as saying": who passes somebody on is no side of his.
            passed = row["affiliation_rule"] == "role chain" and is_medium(body)
            free = body and body != speaker and body not in self._asked and not passed
            if free and not stands_outside(row, self.setting.text):
                self._asked.add(body)
                start, end, found = int(row["affiliation_start"]), int(row["affiliation_end"]), self.of(body)
                # "In Tehran, Foreign Ministry spokesman Ana Mora": not that of the report's own state.
                near = self.setting.near(int(row["start"]), row["text"]) if found.rule == "home state" else None
                if near is not None:
                    return self._told("state told of", near)
                if found.party:
                    return Verdict(found.party, f"{row['affiliation_rule']}: {body}", start, end)
        return None

    def _by_name(self, speaker: str, rows: list[Row]) -> Verdict | None:
        """The state in the name of one of its institutions: "Mali defence ministry"; a group known by its own name."""
        own = data.gazetteer().by_text(speaker) if rows and not rows[0]["person"] and self.parties.gazetteer else []
        if own and own[0].default and self.party_of(own[0].entry):
            return Verdict(self.party_of(own[0].entry), "name", int(rows[0]["start"]), int(rows[0]["end"]))
        if any(OPPOSED.search(row["text"]) for row in rows):
            return None
        office = rows and (rows[0]["speaker_type"] in OFFICES or is_sent(speaker))
        form = owner_in(speaker) if office and self.parties.gazetteer else None
        party = self.party_of(form.entry) if form is not None else ""
        return Verdict(party, "name", int(rows[0]["start"]), int(rows[0]["end"])) if party else None

    def _by_home(self, rows: list[Row]) -> Verdict | None:
        """An office of state without a country is of the state told of there, else of the report's own: "the army"."""
        if not self.parties.gazetteer:
            return None
        union = union_told(rows, self.names) or mission_told(rows, self.names, self.setting.text)
        found = self._told("body of states told of", union)
        found = found or self._told("state of the region", state_of_region(rows, self.setting))
        for row in rows if found is None else ():
            # Police speak for their state, but where the analyst has sides for the government or for them.
            police = not self.named.sides.has_rulers() and is_national_police(row, self.setting)
            if not (police or has_no_country(row, self.setting.text)):
                continue
            start, words = int(row["start"]), row["text"]
            place = self.setting.near(start, words) or state_of_field(words, start, self.setting)
            place = place or self.setting.spoken_in(rows)
            place = place or own_state(rows, self.setting, self.statements, self._party, self._home)
            if place is not None:
                return self._told("home state" if place is self.setting.home else "state told of", place)
        return found

    def _by_holder(self, speaker: str, rows: list[Row]) -> Verdict | None:
        """Who is accused is of the analyst's defence; who controls a body of nobody else answers for it."""
        defence = next((self.named.sides.heads[side][0] for side in _DEFENCE if side in self.named.sides.heads), "")
        accused = self._accused() if defence else {}
        if speaker in accused:
            return Verdict(defence, "denies a charge", *accused[speaker])
        held = holder_of(rows, self.setting.text)
        found = self.of_words(held[1], held[1] + len(held[0]), held[0]) if held is not None else UNASSIGNED
        return Verdict(found.party, "who controls it", found.start, found.end) if found.party else None

    def _accused(self) -> dict[str, tuple[int, int]]:
        """Who denies a charge in this article, with the words; looked for once, and only where there is a defence."""
        if self._charged is None:
            people = [name for name, found in self.mentions.items() if found[0]["person"] and found[0]["named"]]
            self._charged = charged(self.statements, people, self.setting.text)
        return self._charged

    def _name_in(self, start: int, end: int, row: Row) -> Row | None:
        """The gazetteer name inside the words that ties the speaker to a party; a state only by an office."""
        first, last = row["start"], row["end"]
        whole = [name for name in self.names if first <= name["start"] <= start and end <= name["end"] <= last]
        inside = whole + [name for name in self.names if start <= name["start"] and name["end"] <= end]
        if row["affiliation_rule"] == "itself":
            return next(iter(inside), None)
        called = self.mentions.get(row["speaker"], [row])
        for name in inside:
            if self.setting.is_private(name, start, end) and not is_office(row["text"]):
                continue
            kind = data.gazetteer().entry(name["entry"]).kind
            if is_expert(called, self.setting.text):
                continue
            if kind in STATES and (sits_apart(called, row) or self.setting.is_where(name, start, row)):
                continue
            mouth = is_mouth(row, self.setting.text)
            voice = row["affiliation_rule"] == "possessive" and stands_bare(row, self.setting.text)
            if kind == "political group" and not (mouth or voice):
                continue  # membership of a party is not speaking for it: "the Labour MP"
            if is_only_place(name, row, self.setting):
                continue
            # "Russia's Gennady Mora" is a state's voice among envoys; elsewhere such words tell where somebody is from.
            bare = self.among_envoys and stands_bare(row, self.setting.text)
            held = mouth or bare or holds_office(row, self.setting.text)
            if kind not in STATES or held:
                return name
        return None

    def party_of(self, entry: str) -> str:
        """The display name of the party an entry of the gazetteer speaks for, the analyst's choices considered."""
        places = data.gazetteer()
        chosen = self.parties.choices.get(entry)
        key = entry if chosen == "self" else chosen or places.party_of(entry)
        return self.parties.outermost(places.name(key), self.day) if key else ""

    def of_listener(self, start: int | None, end: int | None) -> str:
        """The party of those who are spoken to and speak nowhere themselves: by an alias, or the noun of one."""
        if start is None or end is None:
            return ""
        words = self.setting.text[start:end]
        found, sides = self.parties.find(words), self.named.sides
        own = self.named.surnames.get(words, "")
        return found[0] if found is not None else own or sides.by_head(words) or sides.by_role(words)

    def of_words(self, start: int | None, end: int | None, text: str) -> Verdict:
        """The verdict on some words of the article that are no speaker: victims, agents, targets."""
        if not text or start is None or end is None:
            return UNASSIGNED
        found = self.parties.find(text)
        if found is not None:
            return Verdict(found[0], "alias", start + found[1], start + found[2])
        if not self.parties.gazetteer:
            return UNASSIGNED
        for name in self.names:
            if start <= name["start"] and name["end"] <= end:
                party = self.party_of(name["entry"])
                if party:
                    return Verdict(party, name["form"], name["start"], name["end"])
        return UNASSIGNED
