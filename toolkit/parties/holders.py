"""What a mention and the words beside it tell of an office: whether its holder speaks for what it is named with."""

import re
from functools import lru_cache
from typing import Any

from toolkit import data
from toolkit.parties.near import told_before
from toolkit.parties.setting import Setting, is_office, is_state_body, state_of
from toolkit.parties.verdicts import NOT_OF, told_behind

Row = dict[str, Any]
# Offices whose holder speaks for the state it is named with.
OFFICES = {"government", "military", "unnamed official"}
# Who speaks for the body it is named with.
_MOUTH = re.compile(
    r"\b(?:spokes(?:man|woman|person|people)|officials?|envoy|ambassador|negotiators?|delegat(?:es?|ion)|leaders?|chair\w*|"
    r"representatives?|secretary|president|colleague|counterpart)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\b(?:head|chief|director|commissioner|governor|commander|deputy)\b", re.IGNORECASE)
# Who is sent to a body speaks for those who sent him: "Britain's UN ambassador", "the Chinese envoy at the UN".
_SENT = re.compile(r"\b(?:ambassador|envoy|representative|delegates?|delegation|diplomats?|mission)\b", re.IGNORECASE)
_GOES_TO = re.compile(_SENT.pattern + r"\s(?:to|for|in|on)\s(?:the\s)?$", re.IGNORECASE)
_GUEST = re.compile(r"\b(?:ambassadors?|envoys?|delegates?|diplomats?)\s(?:at|to)\s(?:the\s)?$", re.IGNORECASE)
_NEAR_NAME = 80
_MARK = re.compile(r"[,;:\n“”\"]\s?|(?<![A-Z])\.\s")
_OWNED = re.compile(r"\b(?:[Tt]he\s(?P<body>[a-z]+)['’]s|[Ii]ts|[Tt]heir)\s$")
_OTHER_SIDE = re.compile(r"\s(?:[\w-]+\s){0,2}?(?:counterparts?|colleagues?|neighbou?rs?|allies|ally)\b")
_COURT = re.compile(r"\b(?:court|tribunal|judges?|magistrate|jury)\b", re.IGNORECASE)
_EXPERT = re.compile(r"\b(?:pathologist|coroner|psychiatrist|psychologist|toxicologist|forensic)\b", re.IGNORECASE)
_SITS_FOR = re.compile(
    r"\b(?:Sen\.|[Ss]enator|Rep\.|[Rr]epresentative (?=[A-Z])|[Cc]ongress(?:man|woman)|[Ll]awmakers?|MPs?|MEPs?|"
    r"[Ll]egislators?)(?!\w)"
)
_SITS = re.compile(r"\b(?:at|to)\s(?:the\s)?$")
# Who stands against the government of a country does not speak for it.
OPPOSED = re.compile(r"\b(?:opposition|exiled|dissident|rebel|separatist|former|ex)\b", re.IGNORECASE)
_NOT_IN_OFFICE = re.compile(r"\b(?:former|shadow|retired|ex|opposition|rebel)\b", re.IGNORECASE)
_RANK = re.compile(
    r"^(?:the )?(?:(?:Lieutenant|Major|Brigadier|Vice|Rear|Lt\.?|Maj\.?|Brig\.?)[ -])?"
    r"(?:General|Gen\.?|Brigadier|Colonel|Col\.?|Commander|Cmdr\.?|Admiral|Commodore|Captain|Capt\.?|Major|Maj\.?)\s[A-Z]"
)
_COMMANDS = re.compile(
    r",\s(?:who\s(?:now\s|also\s)?(?:commands?|heads?|leads?|is in (?:charge|command) of|runs?)|(?:the\s)?commander of|"
    r"commanding)\s(?:the|a|an)\s(?:[\w’-]+\s){0,4}?(?:sector|brigade|region|zone|front|district|division|task force|"
    r"battalion|garrison|operation|regiment|squadron|fleet|base|command|corps|detachment|unit|contingent|post)\b",
    re.IGNORECASE,
)
# What an office is of: "the Chinese vice-president of the federation".
_OF_WHAT = re.compile(
    r"\s(?:[\w’-]+\s){0,3}?[\w’-]+\s(?:of|at|for)\s(?:the\s|an?\s)?(?P<of>[^,.;:—–()“”\"\n]{3,50}?)(?=[,.;:]|$|\s(?:who|said|and)\b)"
)
# "China’s largest carmaker": one of many bodies there, and none of its state.
_ONE_OF_MANY = re.compile(r"['’]s\s(?:\w+-)?(?:[a-z]{3,}(?<!b)est|leading)\s(?P<what>[\w-]+(?:\s[\w-]+)?)")
_SENT_BODY = re.compile(
    r"\s(?:(?:observer|monitoring|verification|peacekeeping|stabili[sz]ation|assistance|election|fact-finding)\s)+"
    r"(?:mission|force|team|delegation)$",
    re.IGNORECASE,
)
# "The Portuguese lawmaker who leads it"
_LEADS_IT = re.compile(r"\s(?:[\w’-]+\s){1,3}who\s(?:now\s)?(?:leads|heads|chairs|runs)\s(?:it|the)\b")
_HEADS_OWN = re.compile(r",\swho\s(?:heads|chairs|leads|runs)\s")


def is_mouth(row: Row, text: str) -> bool:
    """Whether somebody speaks for the body it is named with: "the Russian envoy", "the US representative, Ana Mora"."""
    before = told_before(row, text)
    return _MOUTH.search(row["text"]) is not None or (before is not None and _MOUTH.search(before[0]) is not None)


def sits_apart(rows: list[Row], tie: Row) -> bool:
    """Whether somebody sits in a court or a parliament, which are of a state and nobody's side, or stands against it.

    `rows` are all mentions, `tie` the one that names the state: "U.S. Sen. Ana Mora", "a Polish opposition leader".
    """
    seated = any(_SITS_FOR.search(row["text"]) and not _MOUTH.search(row["text"]) for row in rows)
    court = any(_COURT.search(row["text"]) for row in rows)
    return court or seated or any(map(OPPOSED.search, (tie["text"], tie["affiliation"])))


def is_expert(rows: list[Row], text: str) -> bool:
    """Whether somebody is asked for what he knows, which no side has: "a Home Office pathologist"."""
    told = [told_behind(row, text) for row in rows]
    words = [*(row["text"] for row in rows), *(one[0] for one in told if one is not None)]
    return any(map(_EXPERT.search, words))


def is_medium(words: str) -> bool:
    """Whether words name a paper, a station or an agency of the gazetteer.

    >>> is_medium("Interfax"), is_medium("Kremlin")
    (True, False)
    """
    forms = data.gazetteer().by_text(words)
    return bool(forms) and data.gazetteer().entry(forms[0].entry).kind == "media"


def is_sent(body: str) -> bool:
    """Whether the name of a body is that of those whom a body of states sends.

    >>> is_sent("African Union observer mission"), is_sent("African Union of Bakers")
    (True, False)
    """
    return _SENT_BODY.search(body) is not None


def owner_in(body: str) -> data.Form | None:
    """The state, or body of states, with whose name that of a body begins: "Mali defence ministry"."""
    words = body.split()
    for size in range(len(words) - 1, 0, -1):
        forms = data.gazetteer().by_text(" ".join(words[:size]))
        # "the Saudi Food and Drug Authority" is a body of its state, "the Thai Sugar Federation" is none.
        adjective = bool(forms) and forms[0].form in {"adjective", "demonym"} and not is_state_body(body)
        # "Labour Relations Court" is none of a party called Labour.
        if forms and forms[0].default and not adjective and (size > 1 or state_of(forms[0].entry)):
            return forms[0]
    return None


def owner_of(name: Row, row: Row) -> str:
    """The state whose medium passes on what its office says: "TASS quoted the commander as saying"; else empty."""
    entry = data.gazetteer().entry(name["entry"])
    if entry.kind != "media" or row["affiliation_rule"] != "role chain":
        return ""
    choices = data.gazetteer().choices
    answers = [key for key in choices[choices["entry"] == entry.entry]["choice"] if key != "self"]
    return next(filter(state_of, answers), "")


def tells_office(words: str) -> bool:
    """Whether words name an office, a spokesman or a body of state.

    >>> tells_office("Officials"), tells_office("A fisherman")
    (True, False)
    """
    return _MOUTH.search(words) is not None or is_office(words)


def holds_office(row: Row, text: str) -> bool:
    """Whether somebody holds an office of state, by its sort or by the body that the words behind the name tell."""
    told = told_behind(row, text)
    body = is_state_body(row["text"]) or (told is not None and is_state_body(told[0]))
    return body or bool({row["office"], row["speaker_type"]} & OFFICES) or _leads_of_state(row, text)


def _leads_of_state(row: Row, text: str) -> bool:
    """Whether somebody leads, or speaks for, a body of a state: "director of Brazil's federal police"."""
    body, told = row["affiliation"], told_behind(row, text)
    words = told[0] if told is not None else row["text"]
    leads = (_MOUTH.search(words) or _LEADS.search(words)) and not _NOT_IN_OFFICE.search(words)
    common = body[body.rfind(" ") + 1 :].islower() or re.search(r"['’]s\s", body) is not None
    return bool(leads) and common and row["affiliation_rule"] != "itself" and is_state_body(body)


def is_only_place(name: Row, row: Row, setting: Setting) -> bool:
    """Whether a name tells where an envoy sits, or where the head of another body is from."""
    many = _ONE_OF_MANY.match(setting.text, int(name["end"]))
    if many is not None and not (is_office(many["what"]) or is_state_body(many["what"])):
        return bool(state_of(name["entry"]))
    return _is_sent_to(name, row, setting) or bool(state_of(name["entry"]) and _only_comes_from(name, setting.text))


def _is_sent_to(name: Row, row: Row, setting: Setting) -> bool:
    """Whether a state or body is only where an envoy goes: "the Chinese envoy at the UN", "the UN envoy for Mali".

    "The Irish UN envoy" is the body's own, who comes from Ireland.
    """
    text = setting.text
    told = told_behind(row, text) or told_before(row, text)
    begin, end = (told[1], told[1] + len(told[0])) if told is not None else _around(row, text)
    if not _SENT.search(text, begin, end) or not begin <= name["start"] < end:
        return False
    if _GOES_TO.search(text, begin, int(name["start"])) and state_of(name["entry"]):
        return True
    if _GUEST.search(text, begin, int(name["start"])) and not state_of(name["entry"]):
        return True  # "a Western diplomat at the United Nations"
    before = [state for state in setting.all if begin <= state["start"] < name["start"]]
    sits = _SITS.search(text, begin, int(name["start"])) is not None or "ambassador" in text[begin:end].lower()
    return any(sits or text[state["end"] : state["end"] + 2] in {"’s", "'s"} for state in before)


def stands_outside(row: Row, text: str) -> bool:
    """Whether somebody is named beside a body and not of it: its shareholder, or from its part of the world."""
    start, end = int(row["affiliation_start"]), int(row["affiliation_end"])
    owned = row["affiliation_rule"] == "nationality" and is_owned(text, start, end)
    # A state senator is none of "Marlow State".
    return owned or NOT_OF.match(text, end) is not None or _SITS_FOR.match(text, end + 1) is not None


def is_owned(text: str, start: int, end: int) -> bool:
    """Whether an adjective stands in a firm's or club's own office: "the company's European chief"."""
    low = max(0, start - _NEAR_NAME)
    owner = _OWNED.search(text, low, start)
    if owner is None or _OTHER_SIDE.match(text, end):
        return False
    return owner["body"] is None or owner["body"] in _bodies()


def _around(row: Row, text: str) -> tuple[int, int]:
    """A mention with the words right before it, back to a mark: "Israeli ambassador to the UN" before a name."""
    start, end = int(row["start"]), int(row["end"])
    low = max(0, start - _NEAR_NAME)
    marks = [match.end() for match in _MARK.finditer(text, low, start)]
    return (marks[-1] if marks else low), end


def _only_comes_from(name: Row, text: str) -> bool:
    """Whether an adjective tells where the holder of an office elsewhere is from: "the French head of the league"."""
    if name["form"] in {"adjective", "demonym"} and is_owned(text, int(name["start"]), int(name["end"])):
        return True
    if name["form"] in {"adjective", "demonym"} and _LEADS_IT.match(text, int(name["end"])):
        return True
    behind = _OF_WHAT.match(text, int(name["end"])) if name["form"] in {"adjective", "demonym"} else None
    if behind is None or is_state_body(behind["of"]) or _SENT.search(behind.group()):
        return False
    words = behind["of"].split()
    return words[0][0].isupper() or words[-1].lower() in _bodies()


@lru_cache(maxsize=1)
def _bodies() -> frozenset[str]:
    """Nouns of bodies that are none of state: federation, club, bank."""
    rows = data.lexicon("source_nouns").to_dict("records")
    return frozenset(row["noun"] for row in rows if row["sort"] == "body" and row["speaker_type"] == "organisation")


def has_no_country(row: Row, text: str) -> bool:
    """Whether somebody holds, now, an office or a command that every state has, and no state is named with it."""
    if row["rule"] == "pronoun":
        return False
    told = told_behind(row, text)
    words = " / ".join([row["text"], row["affiliation"], told[0] if told is not None else ""])
    if _NOT_IN_OFFICE.search(words):
        return False
    commands = _RANK.match(row["text"]) is not None and _COMMANDS.match(text, int(row["end"])) is not None
    return is_office(words) or commands


def stands_bare(row: Row, text: str) -> bool:
    """Whether a person is named with a place alone: "Russia's Gennady Mora", and not as the head of something else."""
    bare = row["speaker_type"] == "person" and not row["office"] and row["rule"] in {"name", "surname"}
    tied = row["affiliation_rule"] in {"possessive", "employer"}
    return bare and tied and _HEADS_OWN.match(text, int(row["end"])) is None
