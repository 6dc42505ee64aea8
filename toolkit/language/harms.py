"""Clauses of harm: who is said to have killed, wounded or destroyed whom, and how the clause is built.

**What is a clause of harm.** A verb, noun or adjective of `harms.csv` that says of somebody or something named in its
clause that it was killed, died, was hurt or struck by force, burned, broke or was destroyed, and says so as done, by
the report or by somebody it quotes: "killed 12 villagers", "bombed the port", "lost his life", "three are dead". The
nominal counts too where it names who was harmed: "the killing of the mayor by rebels", "Israeli air strikes on Gaza";
"Israeli air strikes on Gaza killed 20" is two clauses. "Accused of shelling the market" is a clause, for somebody
claims it; so is "who killed the banker?", which takes the deed as done.

**What is none.** Where nobody harmed is named: "shot first", "shot at protesters", "a shooting", "the strikes went on".
Words that count or describe: "the wounded", "two dead" inside a sentence, "wounded soldiers". What is denied ("did not
kill", "nobody was hurt", "denied killing"), threatened, tried, feared, planned, ordered, possible ("may have killed",
"would burn") or a condition. Figures of speech: what `unharmed.csv` lists (a deal, sales, a reputation), a team beaten
in a final, a party attacked for its silence, and "it collapsed", for a plan does so too.

**The voices.**
- active: the grammatical subject does it, also through participle, gerund or another verb: "…, killing four", "accused
  of burning huts", "left three dead", "claimed 40 lives", "caused the death of". In headlines "Farmers killed 3".
- passive with by: a participle with a "by" that names who or what did it, with an auxiliary ("was", "got", "had his
  house burned by"), or without one, as in a reduced relative ("the man killed by police") or a headline.
- short passive: the same without such a "by": "the man shot dead", "3 farmers killed", "was killed in a raid". That a
  participle is a passive is read from auxiliary, subject and object, not from its form (Pullum 2003): "have killed ten"
  is active. "By Friday" and "by the hospital's count" name nobody.
- intransitive: what befell the subject, with no one doing it: "died", "lost his life", "succumbed to his wounds", "17
  dead in blaze", and "burned", "sank", "blew up" without an object.
- nominal: a noun, "the massacre of weavers", "the mayor's murder", "carried out three strikes on the airfield".

**The sides.** The agent is who or what did it: a noun phrase without determiner and number, "gunmen", "fire", "Russian
shells". "It" and "which" name none. "Killed in Israeli bombardments" and "died in strikes by the army" name the agent
by the noun of harm; "killed in a crash" names none. The victims are the object, the subject of a passive, or who stands
after "of", "on" or "against", with what "and" joins to it.
"""

from typing import Any

from spacy.tokens import Token

from toolkit.language.harm_facts import is_done
from toolkit.language.harm_sides import agent_tokens, victim_of
from toolkit.language.harm_voice import voice_of
from toolkit.language.harm_words import entry_of, is_abstract, needed
from toolkit.language.phrases import noun_phrase
from toolkit.language.reading import Paragraph, Reading
from toolkit.language.statements import Told, holder_of

Row = dict[str, Any]
_ASKED = {"what", "who", "whom", "whoever", "whatever", "which"}
_CONTEST = {"final", "match", "game", "race", "election", "vote", "cup", "derby", "primary", "set", "league", "runoff"}
# What burns without harm.
_FLAMES = {"fire", "blaze", "flame", "lamp", "candle", "light", "bonfire"}
_COUNTS = {"dead", "wounded", "injured", "hurt", "killed"}
_UNKNOWN = {"it", "this", "that"}
_PARTICLES = {"off", "back", "out"}  # "beat back", "drowned out"
_VERBAL = {"for", "as", "over"}


def find_harms(reading: Reading, told: list[Told]) -> list[Row]:
    """Rows of HARMS for every clause of harm of the article's read paragraphs."""
    return [
        _row(reading, paragraph, token, told)
        for paragraph in reading.paragraphs
        for token in paragraph.doc
        if _is_clause(token)
    ]


def is_harmful(token: Token) -> bool:
    """Whether a word is one of the lexicon of harm, with the words it needs: "killed", "lost" of "lost his life"."""
    return entry_of(token) is not None


def _is_clause(token: Token) -> bool:
    entry = entry_of(token)
    if entry is None or _is_attribute(token) or _is_part(token):
        return False
    victim = victim_of(token)
    if victim is None or victim.lower_ in _ASKED or is_abstract(victim) or _is_figurative(token, victim):
        return False
    return is_done(token, nominal=entry.sort == "nominal")


def _is_attribute(token: Token) -> bool:
    """Whether a participle only qualifies a noun behind it: "wounded soldiers", "a bombed house"."""
    if token.pos_ in {"VERB", "ADJ"} and token.dep_ in {"amod", "compound", "nmod"} and token.head.i > token.i:
        return True
    before = token.nbor(-1).lower_ if token.i else ""
    return token.lower_ in _COUNTS and before in {"the", "its", "their", "our"}


def _is_part(token: Token) -> bool:
    """Whether a word belongs to another word of harm: "dead" of "shot dead" and of "left three dead"."""
    above = next((word for word in token.ancestors if word.pos_ == "VERB"), None)
    entry = entry_of(above) if above is not None else None
    if above is None or entry is None or token.i < above.i:
        return False
    if token.lower_ == "dead":
        return True
    word = needed(above, entry) if entry.needs else None
    if word is None or entry.lemma != "leave":
        return token == word
    whole = any(child.dep_ in {"aux", "auxpass"} for child in token.children)
    return token == word or (token.head in {above, word} and token.tag_ in {"VBN", "JJ"} and not whole)


def _is_figurative(token: Token, victim: Token) -> bool:
    """Whether nobody is hurt: a party attacked for its silence, a team beaten in the final, sales hit by a fall."""
    lemma, agent = token.lemma_.lower(), agent_tokens(token)
    if voice_of(token) == "intransitive":
        return victim.lemma_.lower() in _FLAMES or victim.lower_ in _UNKNOWN
    if agent and is_abstract(agent[-1]) and lemma not in {"kill", "wound", "injure"}:
        return True
    if token.pos_ != "VERB":
        return False
    preps = [child for child in token.children if child.dep_ == "prep"]
    if lemma == "attack" and any(prep.lower_ in _VERBAL for prep in preps):
        return True
    entry = entry_of(token)
    apart = _PARTICLES - (entry.needs if entry is not None else frozenset())
    if any(child.dep_ in {"prt", "advmod"} and child.lower_ in apart for child in token.children):
        return True
    return lemma == "beat" and _is_contest(token, victim, agent)


def _is_contest(beaten: Token, victim: Token, agent: list[Token]) -> bool:
    """Whether somebody is only beaten in a game or a vote: with a score or a final, or one name by another."""
    preps = [child for child in beaten.children if child.dep_ == "prep"]
    inside = {word.lemma_.lower() for prep in preps for word in prep.children}
    score = any("-" in word.text or word.text == "–" for word in beaten.doc[victim.i + 1 : victim.i + 4])
    names = victim.pos_ == "PROPN" and (not agent or agent[-1].pos_ == "PROPN")
    struck = "death" in inside or any(prep.lower_ == "with" for prep in preps)
    return bool(inside & _CONTEST) or score or (names and not struck)


def _row(reading: Reading, paragraph: Paragraph, harm: Token, told: list[Told]) -> Row:
    words = [token for token in harm.subtree if token.sent == harm.sent]
    start, end = paragraph.span(words[0], words[-1])
    place, stop = paragraph.span(harm, harm)
    holder = holder_of(place, stop, told)
    entry = entry_of(harm)
    row: Row = {
        "harm_id": f"{reading.article_id}-h{place}-{stop}",
        "article_id": reading.article_id,
        "statement_id": holder.statement_id if holder is not None else "",
        "start": start,
        "end": end,
        "clause": reading.text[start:end],
        "harm_lemma": entry.lemma if entry is not None else harm.lemma_.lower(),
        "voice": voice_of(harm),
    }
    row |= reading.columns("harm_word", (place, stop))
    agent = agent_tokens(harm)
    if agent:
        row |= reading.columns("agent", paragraph.span(agent[0], agent[-1]))
    victim = victim_of(harm)
    if victim is not None:
        row |= reading.columns("victims", _joined(victim, harm, paragraph))
    return row


def _joined(noun: Token, harm: Token, paragraph: Paragraph) -> tuple[int, int]:
    """From the first to the last of those whom "and" joins: "a couple and their baby"."""
    phrase = noun_phrase(noun, paragraph)
    start, end, last = phrase.start, phrase.end, noun
    if noun.dep_ == "poss":
        return start, paragraph.span(noun, noun)[1]
    if start <= paragraph.at(harm) < end:
        behind = harm.i < noun.i
        start = paragraph.at(harm.nbor(1)) if behind else start
        end = end if behind else paragraph.span(noun, noun)[1]
    while True:
        after = next((child for child in last.children if child.dep_ == "conj" and child.i > last.i), None)
        beside = after is not None and after.pos_ in {"NOUN", "PROPN", "NUM", "PRON"} and after.sent == noun.sent
        if after is None or not beside or any(word.tag_ == "VBG" for word in noun.doc[last.i + 1 : after.i]):
            return start, end
        end, last = max(end, noun_phrase(after, paragraph).end), after
