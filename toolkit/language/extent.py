"""How far the words of a source reach where parse and tagger differ, and the words in them that qualify it."""

from functools import lru_cache

from spacy.tokens import Doc, Token

from toolkit.language.tagging.outcome import Attribution

# What stands behind a noun and tells of which place or body somebody is.
_TIED = {"GPE", "LOC", "ORG", "NORP", "PERSON", "FAC"}
_TIES = {"run", "led", "backed", "controlled", "aligned", "linked", "appointed", "funded", "owned", "affiliated"}
_DOUBTS = {"so", "self"}
_QUALIFY = _TIES | _DOUBTS


# A paragraph is asked for each of its phrases, one after the other.
@lru_cache(maxsize=8)
def told_in(doc: Doc) -> tuple[Attribution, ...]:
    """What the tagger found in a paragraph, or nothing where no tagger read it."""
    return doc._.attributions if doc.has_extension("attributions") else ()


@lru_cache(maxsize=8)
def sources_in(doc: Doc) -> tuple[tuple[int, int], ...]:
    """Where the sources stand that the tagger found in a paragraph."""
    return tuple(one.source for one in told_in(doc) if one.source is not None)


def qualifier_of(words: list[Token]) -> tuple[Token, Token] | None:
    """Words that qualify a source by who runs it or by doubt: "Hamas-run", "so-called", "self-declared"."""
    printed = [word.lower_ for word in words]
    if _QUALIFY.isdisjoint(printed):
        return None
    for place, word in enumerate(words):
        if printed[place] in _TIES and place >= 2 and words[place - 1].text == "-":
            return words[place - 2], word
        if printed[place] in _DOUBTS and place + 2 < len(words) and words[place + 1].text == "-":
            return word, words[place + 2]
    return None


def as_tagged(words: list[Token], head: Token) -> list[Token]:
    """The words of a phrase without those that the tagger leaves out before the cue, and not broken off before a name.

    The parse ties to a noun what tells when ("nurses at two hospitals on Monday accused") or takes the cue for a noun.
    """
    doc, at = head.doc, head.idx
    if not any(start <= at < end for start, end in sources_in(doc)):
        return words
    for one in told_in(doc):
        if one.source is None or not one.source[0] <= at < one.source[1] <= one.cue[0]:
            continue
        kept = [word for word in words if word.idx < one.source[1]]
        if any(word.ent_type_ in _TIED for word in words[len(kept) :]):
            return words  # "her counterpart in Oslo shot back": the place tells who it is
        last = kept[-1].i + 1
        if kept[-1].pos_ == "ADP":
            kept += [word for word in doc[last:] if word.idx < one.source[1]]
        return kept
    return words
