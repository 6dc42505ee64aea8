"""One colour a party, the same in every chart and every selection."""

import re
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from toolkit.errors import RecordError
from toolkit.record.query import UNASSIGNED

# The eight colours of Okabe and Ito (2008) without black, then darker and lighter tints of the same hues, so that a
# corpus with many parties still has distinct colours in the order in which they are needed.
PALETTE = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442",
    "#004C78", "#8F3F00", "#006B4E", "#8C4A70", "#9A6A00", "#2C7FA6", "#A39A00",
)  # fmt: skip
GREY = "#8A8A8A"

_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def party_order(tables: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """Every party of the tables stands once: by number of statements, then of mentions, then by the alphabet.

    A party that is named and never heard is a party too. The unassigned come last, written `(unassigned)`, if a
    statement has no party.

    >>> from toolkit import tables
    >>> rows = [{"statement_id": "s0", "party": "China"}, {"statement_id": "s1"}]
    >>> party_order({"STATEMENTS": tables.frame("STATEMENTS", rows)})
    ('China', '(unassigned)')
    """
    counted = Heard()
    counted.add(tables)
    return counted.order()


class Heard:
    """Holds how often each party was heard and named, in tables that may come one after the other."""

    def __init__(self) -> None:
        self._heard, self._named, self._other = Counter[str](), Counter[str](), Counter[str]()

    def add(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Count the parties of some more tables."""
        if "STATEMENTS" in tables:
            several, one = (tables["STATEMENTS"][name].tolist() for name in ("speaker_parties", "party"))
            self._heard.update(party for parties, party in zip(several, one, strict=True) if not parties)
            self._heard.update(party for parties in several if parties for party in set(parties))
        self._named += _count(tables, "MENTIONS", "party")
        self._other += _count(tables, "FIGURES", "party") + _count(tables, "STATEMENTS", "addressee_party")

    def order(self) -> tuple[str, ...]:
        """The parties in the order of `party_order`."""
        parties = ({*self._heard, *self._named, *self._other}) - {""}
        ordered = sorted(parties, key=lambda party: (-self._heard[party], -self._named[party], party))
        return (*ordered, UNASSIGNED) if self._heard[""] else tuple(ordered)


def _count(tables: Mapping[str, pd.DataFrame], name: str, column: str) -> Counter[str]:
    return Counter(tables[name][column].tolist()) if name in tables else Counter()


def checked(chosen: Mapping[str, str]) -> dict[str, str]:
    """A copy of the colours an analyst chose, once each is sure to be a colour: they go into pages as they are.

    Raises RecordError for anything but #rrggbb.

    >>> checked({"China": "#0072B2"})
    {'China': '#0072B2'}
    """
    for party, colour in chosen.items():
        if not _COLOUR.fullmatch(colour):
            raise RecordError(
                f"{colour!r} is no colour for {party!r}", works="#rrggbb, as #0072B2", step="write the colour like that"
            )
    return dict(chosen)


def colours(parties: tuple[str, ...], chosen: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """A party's colour is the one the analyst chose, else it depends on its place in `parties` only.

    `chosen` maps parties to colours as #rrggbb; no other party is given one of these. The unassigned are grey under
    both of their names, the empty string and `(unassigned)`. Past the last colour the palette begins anew.
    Palette: Okabe and Ito 2008, told apart also by readers who are colour-blind, with tints of the same hues.

    >>> colours(("China", "Israel"))["China"], colours(())[""]
    ('#0072B2', '#8A8A8A')
    >>> colours(("China", "Israel"), {"Israel": "#0072b2"})
    {'China': '#D55E00', 'Israel': '#0072b2', '': '#8A8A8A', '(unassigned)': '#8A8A8A'}
    """
    taken = {colour.upper() for colour in chosen.values()}
    free = [colour for colour in PALETTE if colour not in taken] or PALETTE
    others = [party for party in parties if party not in ("", UNASSIGNED) and party not in chosen]
    given = {party: free[place % len(free)] for place, party in enumerate(others)}
    ordered = {party: chosen.get(party) or given[party] for party in parties if party not in ("", UNASSIGNED)}
    return {**ordered, "": GREY, UNASSIGNED: GREY}
