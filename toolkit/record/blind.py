"""Which coders are replayed together: all but those who work blind, whose lines count only where they are asked for."""

BLIND = "blind-"
"""How the name of a coder begins who works blind."""


def is_blind(coder: str) -> bool:
    """Whether a coder works blind, by their name; its case does not matter, as for files on most systems.

    >>> is_blind("blind-anna"), is_blind("anna")
    (True, False)
    """
    return coder.casefold().startswith(BLIND)


def is_meant(coder: str, who: str | None) -> bool:
    """Whether the lines of a coder count where `who` is asked for: one by name, or with None all who do not work blind.

    >>> is_meant("bo", None), is_meant("blind-anna", None), is_meant("blind-anna", "blind-anna")
    (True, False, True)
    """
    return coder == who if who is not None else not is_blind(coder)
