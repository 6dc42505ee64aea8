"""The contracts as data: one `Contract` for each table."""

from toolkit.errors import ContractError
from toolkit.tables.shape import DATE, LIST, REAL, TRUTH, WHOLE, Column, Contract, Span, beside, span, text
from toolkit.tables.values import (
    ACTS,
    BOUNDS,
    CUE_CLASSES,
    EXTENTS,
    KINDS,
    MARKS,
    MEASURES,
    ROLES,
    SCOPES,
    SPEAKER_TYPES,
    STANCES,
    STANDINGS,
    VICTIM_CLASSES,
    VOICES,
)

ARTICLES = Contract(
    "ARTICLES",
    "one row is one article",
    "article_id",
    (
        text("article_id", "stable for the same source: the same file gives the same id"),
        text("title", "headline as printed, empty when none was found"),
        text("outlet", "who published it"),
        text("author", "byline"),
        Column("published", DATE, "date of publication, without time zone; missing when unknown"),
        text("url", "address it was published at"),
        text("language", "ISO 639-1 code, empty when not detected"),
        text("text", "the article with its printed title; every offset counts code points into this"),
        Column("words", WHOLE, "words of the text, marked boilerplate excluded"),
        Column("marks", LIST, "list of {start, end, kind}, kind one of " + ", ".join(MARKS)),
        Column("repairs", LIST, "list of {start, end, original}: putting each original back gives the untouched text"),
        text("source", "file and, in an archive or table, the member or row"),
        text("source_sha256", "SHA-256 of the bytes the article was read from"),
        text("duplicate_of", "article_id of the article this one repeats, empty when it is the first"),
        text("notes", "what the reader guessed or repaired, in words"),
    ),
)  # fmt: skip

STATEMENTS = Contract(
    "STATEMENTS",
    "one row is one attribution: content given to a source",
    "statement_id",
    (
        text("statement_id", "stable for the same article and content"),
        text("article_id", "the article it stands in"),
        Column("order", WHOLE, "position in its article, from 0"),
        text("kind", "direct: content in quotation marks; mixed: part of it; indirect: none", KINDS),
        text("content", "the words given to the source; pieces broken by the cue are joined by one space"),
        Column("spans", LIST, "list of [start, end] of the pieces of `content`"),
        Column("start", WHOLE, "where the first piece begins"),
        Column("end", WHOLE, "where the last piece ends, half open"),
        *span("cue", "the words that tell that something was said"),
        text("cue_lemma", "lemma of the cue"),
        text("cue_class", "what the cue tells of", CUE_CLASSES),
        text("cue_stance", "what the cue lets the reader think of the content", STANCES),
        *span("speaker_mention", "the source as printed, empty when elided"),
        text("speaker", "the source resolved to one name within the article"),
        text("speaker_type", "what sort of source", SPEAKER_TYPES),
        Column("named", TRUTH, "whether the source can be identified by name"),
        Column("speakers", LIST, "resolved names when two or more speak at once; shares count them 1/k each"),
        Column("speaker_parties", LIST, "party of each of `speakers`, empty string when unassigned"),
        text("party", "party of the speaker, empty when unassigned"),
        text("party_rule", "the rule that decided the party"),
        *span("party_evidence", "the words that decided the party"),
        text("party_evidence_article", "the article those words stand in, empty for the statement's own"),
        *span("addressee_mention", "who was spoken to, as printed"),
        text("addressee", "the addressee resolved to one name"),
        text("addressee_party", "party of the addressee"),
        text("act", "what is done by saying it", ACTS),
        text("target_party", "party that an accusation, demand, threat, condemnation or praise is aimed at"),
        *span("via", "the relay that passed it on, as printed"),
        text("via_party", "the relay's party"),
        text("parent_id", "statement_id of the statement that holds this one, empty when none"),
        Column("holds", TRUTH, "whether it holds another statement; shares leave such a one out"),
        *span("qualifier", "words that qualify the source or the content, as printed"),
        Column("in_headline", TRUTH, "whether it stands in the printed title"),
        Column("in_lead", TRUTH, "whether it stands in the first paragraph of the body"),
        Column("prominence", REAL, "1 - start / length of the text, 0 to 1"),
        Column("confidence", REAL, "the chance that a trained coder has this content and this source, 0 to 1"),
    ),
    (
        beside("cue"), beside("speaker_mention"), beside("party_evidence", article="party_evidence_article"),
        beside("addressee_mention"),
        beside("via"), beside("qualifier"),
    ),
)  # fmt: skip

FIGURES = Contract(
    "FIGURES",
    "one row is one number asserted in one article",
    "figure_id",
    (
        text("figure_id", "stable for the same article and place"),
        text("article_id", "the article it stands in"),
        text("statement_id", "the innermost statement that holds it, empty when the reporter's own"),
        Column("start", WHOLE, "where the number with its bound words begins"),
        Column("end", WHOLE, "where it ends, half open"),
        text("verbatim", "the number with its bound words"),
        Column("low", REAL, "least value, missing when the bound leaves it open"),
        Column("high", REAL, "greatest value, missing when the bound leaves it open"),
        text("bound", "how the words bound the number", BOUNDS),
        *span("bound_words", "the words that bound it"),
        text("unit", "what is counted or its unit: people, €, %, days"),
        text("measure", "what the number measures", MEASURES),
        *span("victims", "who was harmed, as printed"),
        text("victim_party", "their party"),
        text("victim_class", "what sort of people", VICTIM_CLASSES),
        text("victim_class_extent", "how many of them are of that class", EXTENTS),
        *span("agent", "who did it, as printed"),
        text("agent_party", "the agent's party"),
        text("scope", "one incident, or everything so far", SCOPES),
        *span("date_words", "the date it is given for, as printed"),
        text("since", "start of a cumulative count: an ISO date, or as printed when the article has no date"),
        text("as_of", "date it is given for: an ISO date, or as printed when the article has no date"),
        *span("place", "where, as printed"),
        text("subset_of", "figure_id of the total this is a part of"),
        text("speaker", "who says so, resolved"),
        text("party", "the speaker's party"),
        *span("source_qualifier", "words that qualify its source, as printed"),
        text("standing", "whether it is asserted, denied, disputed or unverified", STANDINGS),
        Column("confidence", REAL, "how sure the extractor is, 0 to 1"),
    ),
    (
        Span("verbatim", "start", "end"), beside("bound_words"), beside("victims"), beside("agent"),
        beside("date_words"), beside("place"), beside("source_qualifier"),
    ),
)  # fmt: skip

MENTIONS = Contract(
    "MENTIONS",
    "one row is one place where a party, or somebody who belongs to one, is named",
    "mention_id",
    (
        text("mention_id", "stable for the same article and place"),
        text("article_id", "the article it stands in"),
        Column("start", WHOLE, "where it begins"),
        Column("end", WHOLE, "where it ends, half open"),
        text("text", "as printed"),
        text("name", "who is named, resolved: the party itself or a person or body that belongs to it"),
        text("party", "the party"),
        text("party_rule", "the rule that decided the party"),
        text("role", "what the mention does in its sentence", ROLES),
        text("statement_id", "the innermost statement it belongs to, empty in narration"),
    ),
    (Span("text", "start", "end"),),
)

HARMS = Contract(
    "HARMS",
    "one row is one clause of death, injury or destruction",
    "harm_id",
    (
        text("harm_id", "stable for the same article and place"),
        text("article_id", "the article it stands in"),
        text("statement_id", "the innermost statement that holds it, empty in narration"),
        Column("start", WHOLE, "where the clause begins"),
        Column("end", WHOLE, "where the clause ends, half open"),
        text("clause", "the clause as printed"),
        *span("harm_word", 'the word of harm: a verb, a noun, or "dead"'),
        text("harm_lemma", "its lemma"),
        text("voice", "how the clause is built", VOICES),
        *span("agent", "who did it, as printed, empty when not named"),
        text("agent_party", "the agent's party"),
        *span("victims", "who or what was harmed, as printed"),
        text("victim_party", "the victims' party"),
    ),
    (Span("clause", "start", "end"), beside("harm_word"), beside("agent"), beside("victims")),
)

REPLIES = Contract(
    "REPLIES",
    "one row is one statement that answers another",
    "reply_id",
    (
        text("reply_id", "stable for the same pair"),
        text("article_id", "the article the answer stands in"),
        text("statement_id", "the answer"),
        text("answers_id", "the statement it answers"),
        Column("distance", WHOLE, "sentences from the one to the other"),
        *span("cue", "the words that make it an answer"),
        Column("confidence", REAL, "how sure the extractor is, 0 to 1"),
    ),
    (beside("cue"),),
)

SPEAKERS = Contract(
    "SPEAKERS",
    "one row is one place where a possible speaker is named or described",
    "speaker_row_id",
    (
        text("speaker_row_id", "stable for the same article and place"),
        text("article_id", "the article it stands in"),
        Column("start", WHOLE, "where it begins"),
        Column("end", WHOLE, "where it ends, half open"),
        text("text", "as printed"),
        text("speaker", "the name it is resolved to, one for each person or body of the corpus"),
        text("local_name", "the name it is resolved to within the article"),
        text("speaker_type", "what sort of source", SPEAKER_TYPES),
        Column("named", TRUTH, "whether it can be identified by name"),
        Column("person", TRUTH, "whether it is one human being"),
        text("rule", "the rule that resolved it: name, surname, title, pronoun, metonym, collective, issuer"),
        text("office", "sort of the office or body named there, one of the speaker types, empty when none is"),
        text(
            "affiliation_rule",
            "what ties it to a body: nationality, possessive, pronoun, employer, heads, apposition, role chain",
        ),
        *span("affiliation", "the words that name the body or country it speaks for"),
        text("affiliation_speaker", "the speaker those words mean, empty when they mean none of the article's"),
    ),
    (Span("text", "start", "end"), beside("affiliation")),
)

NAMES = Contract(
    "NAMES",
    "one row is one place where an entry of the gazetteer is named",
    "name_id",
    (
        text("name_id", "stable for the same article and place"),
        text("article_id", "the article it stands in"),
        Column("start", WHOLE, "where it begins"),
        Column("end", WHOLE, "where it ends, half open"),
        text("text", "as printed"),
        text("entry", "key of the gazetteer entry"),
        text("form", "which form of the entry: name, short, adjective, demonym, capital, seat, body, acronym"),
        Column("speaks", TRUTH, "whether the words can stand for the government or body there"),
    ),
    (Span("text", "start", "end"),),
)

REFUSED = Contract(
    "REFUSED",
    "one row is one input that was set aside",
    "source",
    (
        text("source", "file and, in an archive or table, the member or row"),
        text("reason", "why it was set aside"),
        text("works", "what would have worked"),
        text("step", "what to do next"),
    ),
)

CONTRACTS = {
    table.name: table for table in (ARTICLES, STATEMENTS, FIGURES, MENTIONS, HARMS, REPLIES, SPEAKERS, NAMES, REFUSED)
}


def contract(name: str) -> Contract:
    """The contract of the table called `name`; raises ContractError for a name that is none.

    >>> contract("STATEMENTS").row
    'one row is one attribution: content given to a source'
    """
    if name not in CONTRACTS:
        raise ContractError(f"there is no table {name!r}", works=", ".join(CONTRACTS), step="use one of these names")
    return CONTRACTS[name]
