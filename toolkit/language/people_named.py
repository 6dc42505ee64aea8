"""The phrases of an article that may name a person, wherever they stand."""

from spacy.symbols import POS, PROPN

from toolkit.language.name_words import PARTICLES
from toolkit.language.naming import given_name, heads_name, stands_alone
from toolkit.language.phrases import Phrase, noun_phrase
from toolkit.language.reading import Reading


def people_named(reading: Reading, surnames: set[str]) -> list[Phrase]:
    """The phrases of those named, full names first, so that a surname printed before them leads to them too.

    `surnames` are those of names that the words around them show to be a person's (`naming.personal_names`).
    """
    proper = [
        (paragraph.doc[place], paragraph)
        for paragraph in reading.paragraphs
        for place in (paragraph.doc.to_array(POS) == PROPN).nonzero()[0].tolist()
    ]
    heads = [one for one in proper if heads_name(one[0])]
    ends = {id(token) for token, _ in heads}
    people = [noun_phrase(*one) for one in proper if id(one[0]) in ends or one[0].text in surnames]
    # Surnames that the model labels nowhere beside the full names.
    full = {phrase.name for phrase in people if " " in phrase.name}
    borne = {name.rsplit(maxsplit=1)[-1] for name in full} - surnames
    # Given names alone, of whom they can only be: "Connie’s brother-in-law".
    borne |= {name.split()[0] for name in full if given_name(name) is not None}
    people += [
        noun_phrase(token, paragraph)
        for token, paragraph in proper
        if token.text in borne and id(token) not in ends and stands_alone(token)
    ]
    return sorted(people, key=lambda phrase: len(set(phrase.name.split()) - PARTICLES) < 2)
