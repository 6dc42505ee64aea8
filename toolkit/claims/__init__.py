"""What a statement does and whom it is aimed at; what needs more than one sentence to be seen.

`label` fills `act` and `target_party` of STATEMENTS and makes REPLIES.
"""

from toolkit.claims.acts import label

__all__ = ["label"]
