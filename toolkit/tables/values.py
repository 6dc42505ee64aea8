"""The closed sets of values that columns of the tables may hold."""

KINDS = ("direct", "mixed", "indirect")
CUE_CLASSES = ("speech", "writing", "thought", "evidence")
STANCES = ("neutral", "distancing", "endorsing", "illocutionary")
SPEAKER_TYPES = (
    "person", "government", "military", "organisation", "document", "group", "unnamed official", "witness", "media",
)  # fmt: skip
ACTS = (
    "assert", "deny", "accuse", "demand", "promise", "threaten", "condemn", "praise", "offer", "question",
    "decline", "concede",
)  # fmt: skip
BOUNDS = ("=", "≥", ">", "≤", "<", "≈", "range", "vague")
MEASURES = (
    "killed", "wounded", "missing", "hostage", "displaced", "arrested", "strikes", "aid", "money", "share", "other",
)  # fmt: skip
PEOPLE = frozenset(("killed", "wounded", "missing", "hostage", "displaced", "arrested"))
"""The measures that count people who were harmed."""
VICTIM_CLASSES = ("civilian", "combatant", "child", "woman", "aid worker", "journalist", "not stated")
EXTENTS = ("all", "most", "some")
SCOPES = ("incident", "cumulative")
STANDINGS = ("asserted", "denied", "disputed", "unverified")
ROLES = ("speaker", "addressee", "target", "inside a statement", "narration")
VOICES = ("active", "passive with by", "short passive", "intransitive", "nominal")
MARKS = ("headline", "byline", "dateline", "caption", "teaser", "credit")
