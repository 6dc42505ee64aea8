"""Who belongs to whom: parties from the analyst's file, from the article's own words, from the gazetteer.

`load_parties` reads the analyst's choice, `assign` fills the party columns of the tables and makes MENTIONS. Every
party carries the rule that decided it and the words it was decided by.
"""

from toolkit.parties.assign import assign
from toolkit.parties.choice import Member, Override, Parties
from toolkit.parties.partyfile import load_parties

__all__ = ["Member", "Override", "Parties", "assign", "load_parties"]
