"""Two invented articles and what a careful analyst would take from them, written out by hand.

The countries of Norland, Sudria and Westria, their officials and the events are made up. Every span is cut from the
text, so the record is verbatim by construction. Among the statements: all three kinds, one broken by its cue, one
relayed, one that holds another, one of two sources, one in a headline, two without a party. Westria is spoken to and
never heard. The texts hold what trips careless code: markup, a sign beyond the basic plane, a missing date.
"""

from typing import Any

import pandas as pd

from toolkit import tables
from toolkit.record import Record
from toolkit.text import count_words

HARBOUR = """Norland and Sudria trade blame over harbour strike

PORTH: Norland's foreign minister Ada Lind said on Tuesday that Sudrian forces had “deliberately struck” the harbour. \
“At least 12 people were killed by Sudrian shells,” Lind told the envoy of Westria.

Sudria denied the charge. “We did not fire on Porth,” said General Oto Brack, “and we never will.” \
Norlandic officials claim that around 300 people have been displaced.

A witness said she saw <two> boats & a truck burn. The 𝄞 choir of Porth was silent.

Read more: ten quiet harbours
"""

TALKS = """Talks stall, says mediator

Norland and Sudria said in a joint note that the talks would go on. “The fire must stop now,” Lind said, according \
to a readout of her ministry. She told reporters that Sudria had promised that no ship would be stopped.

The so-called army council of Sudria has not commented. Shelling killed 3 fishermen in May.
"""

TEXTS = {"harbour": HARBOUR, "talks": TALKS}


def place(article_id: str, words: str, after: str = "") -> tuple[int, int]:
    """Where `words` stand in the article, the first time after the words `after`."""
    text = TEXTS[article_id]
    begin = text.index(after) + len(after) if after else 0
    start = text.index(words, begin)
    return start, start + len(words)


def span(article_id: str, column: str, words: str, after: str = "") -> dict[str, Any]:
    """The three columns of one span."""
    start, end = place(article_id, words, after)
    beside = column.removesuffix("_mention")
    return {column: words, f"{beside}_start": start, f"{beside}_end": end}


def statement(key: str, article_id: str, pieces: list[str], after: str = "", **other: Any) -> dict[str, Any]:
    """One row of STATEMENTS: its pieces are looked up in the article, the rest is given."""
    spans = [list(place(article_id, piece, after)) for piece in pieces]
    text = TEXTS[article_id]
    return {
        "statement_id": key, "article_id": article_id, "order": int(key[1:]), "content": " ".join(pieces),
        "spans": spans, "start": spans[0][0], "end": spans[-1][1], "cue_class": "speech", "cue_stance": "neutral",
        "named": True, "in_headline": False, "in_lead": spans[0][0] < text.index("\n\n", text.index("\n\n") + 2),
        "prominence": 1 - spans[0][0] / len(text), "confidence": 0.9, **other,
    }  # fmt: skip


def _articles() -> pd.DataFrame:
    start, end = place("harbour", "Read more: ten quiet harbours")
    quote = HARBOUR.index("“")
    both: dict[str, Any] = {"language": "en", "source_sha256": "0" * 64}
    return tables.frame("ARTICLES", [
        {"article_id": "harbour", "title": HARBOUR.partition("\n")[0], "outlet": "Harbour Post", "author": "A. Reporter",
         "published": pd.Timestamp("2024-03-05 18:30"), "url": "https://example.org/harbour", "text": HARBOUR,
         "words": count_words(HARBOUR, without=[(start, end)]),
         "marks": [{"start": 0, "end": 50, "kind": "headline"}, {"start": start, "end": end, "kind": "teaser"}],
         "repairs": [{"start": quote, "end": quote + 1, "original": "â€œ"}], "source": "harbour.txt", **both},
        {"article_id": "talks", "title": TALKS.partition("\n")[0], "outlet": "The Meridian", "text": TALKS,
         "words": count_words(TALKS), "marks": [{"start": 0, "end": 26, "kind": "headline"}], "source": "talks.txt", **both},
    ])  # fmt: skip


def _statements() -> pd.DataFrame:
    a, b = "harbour", "talks"
    norland = {"party": "Norland", "party_rule": "named", "target_party": "Sudria"}
    sudria = {"party": "Sudria", "party_rule": "named"}
    return tables.frame("STATEMENTS", [
        statement("s0", a, ["Sudrian forces had “deliberately struck” the harbour"], kind="mixed", act="accuse",
                  **norland, **span(a, "cue", "said"), cue_lemma="say", speaker="Ada Lind", speaker_type="person",
                  **span(a, "speaker_mention", "Norland's foreign minister Ada Lind"),
                  **span(a, "party_evidence", "Norland's")),
        statement("s1", a, ["“At least 12 people were killed by Sudrian shells,”"], kind="direct", act="accuse",
                  **norland, **span(a, "cue", "told"), cue_lemma="tell", speaker="Ada Lind", speaker_type="person",
                  **span(a, "speaker_mention", "Lind", "shells"), **span(a, "party_evidence", "Norland's"),
                  **span(a, "addressee_mention", "the envoy of Westria"), addressee="the envoy of Westria",
                  addressee_party="Westria"),
        statement("s2", a, ["the charge"], kind="indirect", act="deny", **sudria, **span(a, "cue", "denied"),
                  cue_lemma="deny", **span(a, "speaker_mention", "Sudria", "Westria."), speaker="Sudria",
                  speaker_type="government", **span(a, "party_evidence", "Sudria", "Westria.")),
        statement("s3", a, ["“We did not fire on Porth,”", "“and we never will.”"], kind="direct", act="deny", **sudria,
                  **span(a, "cue", "said", "charge"), cue_lemma="say", speaker_type="military", speaker="Oto Brack",
                  **span(a, "speaker_mention", "General Oto Brack"), **span(a, "party_evidence", "Sudria", "Westria.")),
        statement("s4", a, ["around 300 people have been displaced"], kind="indirect", act="assert",
                  **{**norland, "target_party": ""}, **span(a, "cue", "claim"), cue_lemma="claim",
                  **span(a, "speaker_mention", "Norlandic officials"), speaker="Norlandic officials",
                  speaker_type="unnamed official", **span(a, "party_evidence", "Norlandic"),
                  cue_stance="distancing", named=False, confidence=0.6),
        statement("s5", a, ["she saw <two> boats & a truck burn"], kind="indirect", act="assert",
                  **span(a, "cue", "said", "A witness"), cue_lemma="say", **span(a, "speaker_mention", "A witness"),
                  speaker="a witness", speaker_type="witness", named=False, confidence=0.5),
        statement("s6", b, ["Talks stall"], kind="indirect", act="assert", **span(b, "cue", "says"), cue_lemma="say",
                  **span(b, "speaker_mention", "mediator"), speaker="mediator", speaker_type="person",
                  named=False, in_headline=True),
        statement("s7", b, ["the talks would go on"], kind="indirect", act="promise", **span(b, "cue", "said"),
                  cue_lemma="say", **span(b, "speaker_mention", "Norland and Sudria"), speaker="Norland and Sudria",
                  speaker_type="government", speakers=["Norland", "Sudria"], speaker_parties=["Norland", "Sudria"],
                  cue_class="writing"),
        statement("s8", b, ["“The fire must stop now,”"], kind="direct", act="demand", **norland,
                  **span(b, "cue", "said", "now"), cue_lemma="say", **span(b, "speaker_mention", "Lind"),
                  speaker="Ada Lind", speaker_type="person", **span(b, "via", "a readout of her ministry")),
        statement("s9", b, ["Sudria had promised that no ship would be stopped"], kind="indirect", act="assert",
                  **{**norland, "target_party": ""}, **span(b, "cue", "told"), cue_lemma="tell",
                  **span(b, "speaker_mention", "She"), speaker="Ada Lind", speaker_type="person",
                  **span(b, "addressee_mention", "reporters"), addressee="reporters"),
        statement("s10", b, ["no ship would be stopped"], kind="indirect", act="promise", **sudria,
                  **span(b, "cue", "promised"), cue_lemma="promise", **span(b, "speaker_mention", "Sudria", "reporters"),
                  speaker="Sudria", speaker_type="government", parent_id="s9",
                  cue_stance="illocutionary"),
    ])  # fmt: skip


def _at(article_id: str, column: str, words: str, after: str = "") -> dict[str, Any]:
    start, end = place(article_id, words, after)
    return {"article_id": article_id, column: words, "start": start, "end": end}


def _figures() -> pd.DataFrame:
    a, b = "harbour", "talks"
    return tables.frame("FIGURES", [
        {"figure_id": "f0", "statement_id": "s1", **_at(a, "verbatim", "At least 12"), "low": 12.0, "bound": "≥",
         **span(a, "bound_words", "At least"), "unit": "people", "measure": "killed", **span(a, "victims", "people"),
         "victim_class": "not stated", **span(a, "agent", "Sudrian shells"), "agent_party": "Sudria",
         "scope": "incident", "speaker": "Ada Lind", "party": "Norland", "standing": "asserted", "confidence": 0.9},
        {"figure_id": "f1", "statement_id": "s4", **_at(a, "verbatim", "around 300"), "low": 300.0, "high": 300.0,
         "bound": "≈", **span(a, "bound_words", "around"), "unit": "people", "measure": "displaced",
         **span(a, "victims", "people", "300"), "victim_class": "not stated", "scope": "cumulative",
         "speaker": "Norlandic officials", "party": "Norland", "standing": "asserted", "confidence": 0.8},
        {"figure_id": "f2", **_at(b, "verbatim", "3"), "low": 3.0, "high": 3.0, "bound": "=", "unit": "fishermen",
         "measure": "killed", **span(b, "victims", "fishermen"), "victim_class": "civilian",
         "victim_class_extent": "all", "scope": "incident", **span(b, "date_words", "May"), "as_of": "May",
         "standing": "asserted", "confidence": 0.7},
    ])  # fmt: skip


def _mentions() -> pd.DataFrame:
    a, b = "harbour", "talks"
    rows = [
        (a, "Norland's", "", "Norland", "speaker", "s0"), (a, "Sudrian", "", "Sudria", "inside a statement", "s0"),
        (a, "Westria", "", "Westria", "addressee", "s1"), (a, "Sudria", "Westria.", "Sudria", "speaker", "s2"),
        (a, "Norlandic", "", "Norland", "speaker", "s4"), (b, "Norland", "", "Norland", "speaker", "s7"),
        (b, "Sudria", "", "Sudria", "speaker", "s7"), (b, "Sudria", "reporters", "Sudria", "speaker", "s10"),
        (b, "Sudria", "council of", "Sudria", "narration", ""),
    ]  # fmt: skip
    return tables.frame("MENTIONS", [
        {"mention_id": f"m{row}", **_at(article, "text", words, after), "name": party, "party": party,
         "party_rule": "named", "role": role, "statement_id": key}
        for row, (article, words, after, party, role, key) in enumerate(rows)
    ])  # fmt: skip


def _rest() -> dict[str, pd.DataFrame]:
    a, b = "harbour", "talks"
    harms = [
        {"harm_id": "h0", "statement_id": "s1", **_at(a, "clause", "12 people were killed by Sudrian shells"),
         **span(a, "harm_word", "killed"), "harm_lemma": "kill", "voice": "passive with by",
         **span(a, "agent", "Sudrian shells"), "agent_party": "Sudria", **span(a, "victims", "12 people")},
        {"harm_id": "h1", **_at(b, "clause", "Shelling killed 3 fishermen"), **span(b, "harm_word", "killed"),
         "harm_lemma": "kill", "voice": "active", **span(b, "victims", "3 fishermen")},
    ]  # fmt: skip
    replies = [{"reply_id": "r0", "article_id": a, "statement_id": "s2", "answers_id": "s1", "distance": 1,
                **span(a, "cue", "denied"), "confidence": 0.8}]  # fmt: skip
    speakers = [
        {"speaker_row_id": "p0", **_at(a, "text", "Ada Lind"), "speaker": "Ada Lind", "speaker_type": "person",
         "named": True, "rule": "name", "affiliation_rule": "possessive", **span(a, "affiliation", "Norland's")},
        {"speaker_row_id": "p1", **_at(b, "text", "mediator"), "speaker": "mediator", "speaker_type": "person",
         "named": False, "rule": "title"},
    ]  # fmt: skip
    refused = [{"source": "scan.pdf", "reason": "no text layer", "works": "text files", "step": "run OCR"}]
    rows = {"HARMS": harms, "REPLIES": replies, "SPEAKERS": speakers, "REFUSED": refused}
    return {name: tables.frame(name, some) for name, some in rows.items()}


def small_record() -> Record:
    """The record of the two invented articles, with every span verified."""
    frames = {"ARTICLES": _articles(), "STATEMENTS": _statements(), "FIGURES": _figures(), "MENTIONS": _mentions()}
    provenance = {"toolkit": "0.1.0", "model": {"name": "by hand", "version": "1"}, "corpus": ["invented"],
                  "made_at": "2024-03-06T00:00:00+00:00", "invented": True}  # fmt: skip
    return Record.from_tables({**frames, **_rest()}, provenance=provenance).verify()
