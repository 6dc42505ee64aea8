"""Words that mean an office by a wider or a plainer name: "the top diplomat", "the officer", "the barrister"."""

from collections.abc import Iterable

_LAWYERS = ("counsel", "lawyer", "attorney", "barrister", "solicitor", "advocate")
_DIPLOMATS = ("foreign minister", "secretary of state", "foreign secretary")
_POLICE = ("constable", "detective", "sergeant", "inspector", "superintendent", "captain", "lieutenant")
_WIDER = {
    "officer": _POLICE,
    **dict.fromkeys(("top diplomat", "chief diplomat", "most senior diplomat"), _DIPLOMATS),
    **dict.fromkeys(("barrister", "lawyer", "attorney", "advocate"), _LAWYERS),
}


def stands_for(core: str, offices: Iterable[str]) -> bool:
    """Whether words for somebody can mean who is described by one of `offices`.

    >>> stands_for("top diplomat", {"foreign minister"}), stands_for("officer", {"mayor"})
    (True, False)
    """
    meant = _WIDER.get(core.lower(), ())
    return any(word in office for word in meant for office in offices)
