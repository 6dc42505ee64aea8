"""Who belongs to whom: parties from the analyst's file, from the article's own words, from the gazetteer.

`load_parties` reads the analyst's choice, `assign` fills the party columns of the tables and makes MENTIONS. Every
party carries the rule that decided it and the words it was decided by. `suggest` proposes parties from the corpus,
`as_file` writes proposals as a party file, `overruled` writes one decision into a party file.
"""

from toolkit.parties.assign import assign
from toolkit.parties.choice import Member, Override, Parties
from toolkit.parties.partyfile import NONE, as_mapping, load_parties, overruled, with_party
from toolkit.parties.suggest import as_file, suggest

__all__ = [
    "NONE",
    "Member",
    "Override",
    "Parties",
    "as_file",
    "as_mapping",
    "assign",
    "load_parties",
    "overruled",
    "suggest",
    "with_party",
]
