"""Whether a clause of harm tells of something done: denials, threats, attempts, fears and conditions do not."""

from spacy.tokens import Token

_MODAL = {"may", "might", "could", "would", "should", "must", "can", "ca", "will", "wo", "shall", "'ll", "’ll", "'d"}
_CONDITION = {"if", "unless", "whether", "lest"}
_NOBODY = {"nobody", "no", "none", "neither", "nothing"}
# What is told under these is not told as done.
_DENYING = {"deny", "dispute", "doubt", "refute", "reject", "fear", "pretend", "imagine", "disprove"}
_UNDONE = _DENYING | {
    "threaten", "attempt", "try", "avoid", "prevent", "consider", "contemplate", "risk", "plan", "plot", "refrain",
    "suggest", "propose", "oppose", "discuss", "foil", "thwart", "avert", "ban", "rule", "want", "expect", "urge",
    "prepare", "predict", "demand", "deter", "vow", "order",
}  # fmt: skip
_UNDONE_NOUNS = {
    "threat", "plan", "plot", "risk", "fear", "possibility", "prospect", "danger", "attempt", "intention", "idea",
    "warning", "chance", "defence", "defense", "protection", "preparation", "likelihood",
}  # fmt: skip
_UNDONE_WORDS = {
    "attempted", "planned", "possible", "potential", "any", "no", "feared", "threatened", "foiled", "likely", "future",
    "imminent", "failed", "thwarted", "hypothetical", "impending", "another", "further",
}  # fmt: skip
_AGAINST = {"without", "against", "from", "towards", "toward"}
# Infinitives under these tell of something done: "continued to shell the suburb".
_DONE = {"continue", "begin", "start", "go", "proceed", "manage", "use", "appear", "seem", "happen", "prove", "help"}
# Verbs that only carry a nominal: who carries out a strike strikes.
CARRIERS = {
    "carry", "launch", "conduct", "stage", "mount", "commit", "perpetrate", "unleash", "resume", "make", "begin",
}  # fmt: skip
_ENDING = {"stop", "end", "halt", "condemn", "denounce", "investigate"}
_SAYING = {"say", "claim", "believe", "think", "confirm", "prove", "mean", "show", "know", "admit", "find", "establish"}


def is_done(harm: Token, *, nominal: bool) -> bool:
    """Whether the deed is told as done, or as claimed by somebody, and not as denied, feared, planned or possible."""
    return _noun_done(harm) if nominal else _verb_done(harm)


def _verb_done(verb: Token) -> bool:
    if _is_denied(verb) or _is_hypothetical(verb) or _is_imperative(verb) or _asked(verb):
        return False
    return _holds(verb)


def _is_denied(verb: Token) -> bool:
    """Whether the clause says that it did not happen: "did not kill", "nobody was killed", "killed no one"."""
    sides = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "dobj", "det"}]
    words = {word.lower_ for side in sides for word in (side, *side.lefts)}
    denies = [child for child in verb.children if child.dep_ == "neg" or child.lower_ in {"never", "nor"}]
    only = any(word.i + 1 < len(word.doc) and word.nbor(1).lower_ in {"only", "just"} for word in denies)
    if verb.head != verb and verb.head.pos_ == "NUM" and any(child.lower_ == "no" for child in verb.head.children):
        return True
    not_one = any(word.dep_ in {"neg", "preconj"} and word.lower_ == "not" for side in sides for word in side.lefts)
    return not_one or bool(words & _NOBODY) or (bool(denies) and not only)


def _is_hypothetical(verb: Token) -> bool:
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
    if auxiliaries & _MODAL or marks & _CONDITION:
        return True
    if verb.dep_ == "conj" and not auxiliaries and not _has_subject(verb):
        return verb.head.pos_ in {"VERB", "AUX"} and not _conjoined(verb)
    return "to" in auxiliaries and not _carried(verb)


def _conjoined(verb: Token) -> bool:
    """Whether a verb joined to another tells of something done where the other does."""
    above = verb.head
    auxiliaries = {child.lower_ for child in above.children if child.dep_ == "aux"}
    bare = verb.tag_ == above.tag_ or (verb.tag_, above.tag_) == ("VBN", "VBD")
    denied = _is_denied(above) and any(child.lower_ in {"or", "nor"} for child in above.children)
    if not bare or not (denied or auxiliaries & (_MODAL | {"to"}) or _is_hypothetical(above)):
        return True
    return not denied and not auxiliaries & _MODAL and "to" in auxiliaries and _carried(above)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)


def _carried(verb: Token) -> bool:
    """Whether an infinitive tells of something done: "went on to kill", "is believed to have killed"."""
    above = verb.head
    if above == verb or above.pos_ not in {"VERB", "AUX"} or above.lemma_ in _UNDONE:
        return False
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return not _is_denied(above) and not _is_hypothetical(above)
    ahead = above.lemma_ == "go" and above.tag_ == "VBG"
    return above.lemma_ in _DONE and not ahead and not _is_denied(above) and not _is_hypothetical(above)


def _is_imperative(verb: Token) -> bool:
    """Whether a bare verb commands: "Kill the bill"."""
    bare = verb.tag_ == "VB" and verb.dep_ == "ROOT" and not _has_subject(verb)
    return bare and not any(child.dep_ in {"aux", "auxpass"} for child in verb.children)


def _asked(verb: Token) -> bool:
    """Whether a question asks if it happened: "Did police kill him?"."""
    subject = next((child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}), None)
    ahead = any(
        child.dep_ in {"aux", "auxpass"} and subject is not None and child.i < subject.i for child in verb.children
    )
    return ahead and verb.sent.text.rstrip('”" ').endswith("?")


def _holds(word: Token) -> bool:
    """Whether what the clause hangs on lets it stand: not "denied that …", "feared killed", "without killing"."""
    while word.dep_ == "conj" and word.head != word:
        word = word.head
    above, tie = word.head, word.dep_
    if above == word:
        return True
    if tie == "pcomp":
        bare = above.lower_ not in _AGAINST and above.head.lower_ != "instead"
        return bare and above.head.lemma_.lower() not in _UNDONE | _UNDONE_NOUNS
    if above.pos_ in {"VERB", "AUX"} and tie in {"ccomp", "xcomp", "oprd", "acomp"}:
        return _held_by(above, word)
    claimed = tie == "ccomp" or (tie == "acl" and any(child.dep_ == "mark" for child in word.children))
    if claimed and above.pos_ == "NOUN":
        return not any(child.lower_ == "no" for child in above.lefts) and not _is_refused(above)
    return True


def _held_by(above: Token, word: Token) -> bool:
    """Whether the verb that a clause completes lets it stand, and what that verb hangs on itself."""
    finite = word.dep_ == "ccomp" and word.tag_ != "VBG"
    if finite and _is_open(word):
        return True
    unsaid = word.dep_ == "ccomp" and above.lemma_ in _SAYING and _is_denied(above)
    if unsaid or above.lemma_.lower() in (_DENYING if finite else _UNDONE):
        return False
    return above.lemma_.lower() == "say" or _holds(above)


def _is_open(word: Token) -> bool:
    """Whether the clause is an open question, which takes the deed as done: "did not say who killed him"."""
    before = (one for child in word.lefts for one in child.subtree if child.dep_ not in {"advcl", "ccomp"})
    asking = (one for one in before if one.tag_ in {"WP", "WRB", "WDT", "WP$"} and one.lower_ != "that")
    return any(one.head.dep_ != "relcl" or one.head == word for one in asking)


def _is_refused(noun: Token) -> bool:
    """Whether a claim is one that is denied: "denied reports that"."""
    return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in _DENYING


def _noun_done(noun: Token) -> bool:
    words = {child.lower_ for child in noun.lefts}
    above = noun.head
    indefinite = bool(words & {"a", "an"}) or not words & {"the", "this", "that", "these", "those"}
    if words & _UNDONE_WORDS:
        return False
    if noun.dep_ in {"dobj", "nsubjpass", "pobj", "conj", "attr"}:
        over = above.head if noun.dep_ == "pobj" else above
        if over.lemma_.lower() in _UNDONE | _UNDONE_NOUNS | {"warn"} or above.lower_ in {"without", "against"}:
            return False
        if noun.dep_ != "pobj" and over.pos_ == "VERB" and (indefinite or over.lemma_ in CARRIERS):
            return over.lemma_ in _ENDING or _verb_done(over)
    modal = any(child.dep_ == "aux" and child.lower_ in _MODAL for child in above.children)
    return not (noun.dep_ == "nsubj" and indefinite and modal)
