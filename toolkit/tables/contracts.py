"""The contracts as data: one `Contract` for each table."""

from dataclasses import dataclass, field

from toolkit.errors import ContractError
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

TEXT, WHOLE, REAL, TRUTH, LIST, DATE = "str", "Int64", "Float64", "boolean", "object", "datetime64[us]"


@dataclass(frozen=True)
class Column:
    """One column: its name, its pandas dtype, what it means, and the closed set of its values if it has one."""

    name: str
    dtype: str
    meaning: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """Three columns that belong together: `text` is what the article says from `start` to `end`."""

    text: str
    start: str
    end: str


@dataclass(frozen=True)
class Contract:
    """What one row of a table is, its columns in order, its key, and which of its columns are verbatim spans."""

    name: str
    row: str
    key: str
    columns: tuple[Column, ...]
    spans: tuple[Span, ...] = field(default=())

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [column.name for column in self.columns]

    @property
    def dtypes(self) -> dict[str, str]:
        """Column name to pandas dtype, in order."""
        return {column.name: column.dtype for column in self.columns}


def _text(name: str, meaning: str, values: tuple[str, ...] = ()) -> Column:
    return Column(name, TEXT, meaning, values)


def _span(name: str, meaning: str) -> tuple[Column, Column, Column]:
    stem = name.removesuffix("_mention")
    start = Column(f"{stem}_start", WHOLE, f"where `{name}` begins, code points into the article's text")
    return _text(name, meaning), start, Column(f"{stem}_end", WHOLE, f"where `{name}` ends, half open")


def _beside(name: str) -> Span:
    stem = name.removesuffix("_mention")
    return Span(name, f"{stem}_start", f"{stem}_end")


ARTICLES = Contract(
    "ARTICLES",
    "one row is one article",
    "article_id",
    (
        _text("article_id", "stable for the same source: the same file gives the same id"),
        _text("title", "headline as printed, empty when none was found"),
        _text("outlet", "who published it"),
        _text("author", "byline"),
        Column("published", DATE, "date of publication, without time zone; missing when unknown"),
        _text("url", "address it was published at"),
        _text("language", "ISO 639-1 code, empty when not detected"),
        _text("text", "the article with its printed title; every offset counts code points into this"),
        Column("words", WHOLE, "words of the text, marked boilerplate excluded"),
        Column("marks", LIST, "list of {start, end, kind}, kind one of " + ", ".join(MARKS)),
        Column("repairs", LIST, "list of {start, end, original}: putting each original back gives the untouched text"),
        _text("source", "file and, in an archive or table, the member or row"),
        _text("source_sha256", "SHA-256 of the bytes the article was read from"),
        _text("duplicate_of", "article_id of the article this one repeats, empty when it is the first"),
        _text("notes", "what the reader guessed or repaired, in words"),
    ),
)  # fmt: skip

STATEMENTS = Contract(
    "STATEMENTS",
    "one row is one attribution: content given to a source",
    "statement_id",
    (
        _text("statement_id", "stable for the same article and content"),
        _text("article_id", "the article it stands in"),
        Column("order", WHOLE, "position in its article, from 0"),
        _text("kind", "direct: content in quotation marks; mixed: part of it; indirect: none", KINDS),
        _text("content", "the words given to the source; pieces broken by the cue are joined by one space"),
        Column("spans", LIST, "list of [start, end] of the pieces of `content`"),
        Column("start", WHOLE, "where the first piece begins"),
        Column("end", WHOLE, "where the last piece ends, half open"),
        *_span("cue", "the words that tell that something was said"),
        _text("cue_lemma", "lemma of the cue"),
        _text("cue_class", "what the cue tells of", CUE_CLASSES),
        _text("cue_stance", "what the cue lets the reader think of the content", STANCES),
        *_span("speaker_mention", "the source as printed, empty when elided"),
        _text("speaker", "the source resolved to one name within the article"),
        _text("speaker_type", "what sort of source", SPEAKER_TYPES),
        Column("named", TRUTH, "whether the source can be identified by name"),
        Column("speakers", LIST, "resolved names when two or more speak at once; shares count them 1/k each"),
        Column("speaker_parties", LIST, "party of each of `speakers`, empty string when unassigned"),
        _text("party", "party of the speaker, empty when unassigned"),
        _text("party_rule", "the rule that decided the party"),
        *_span("party_evidence", "the words that decided the party"),
        *_span("addressee_mention", "who was spoken to, as printed"),
        _text("addressee", "the addressee resolved to one name"),
        _text("addressee_party", "party of the addressee"),
        _text("act", "what is done by saying it", ACTS),
        _text("target_party", "party that an accusation, demand, threat, condemnation or praise is aimed at"),
        *_span("via", "the relay that passed it on, as printed"),
        _text("parent_id", "statement_id of the statement that holds this one, empty when none"),
        *_span("qualifier", "words that qualify the source or the content, as printed"),
        Column("in_headline", TRUTH, "whether it stands in the printed title"),
        Column("in_lead", TRUTH, "whether it stands in the first paragraph of the body"),
        Column("prominence", REAL, "1 - start / length of the text, 0 to 1"),
        Column("confidence", REAL, "how sure the extractor is, 0 to 1"),
    ),
    (
        _beside("cue"), _beside("speaker_mention"), _beside("party_evidence"), _beside("addressee_mention"),
        _beside("via"), _beside("qualifier"),
    ),
)  # fmt: skip

FIGURES = Contract(
    "FIGURES",
    "one row is one number asserted in one article",
    "figure_id",
    (
        _text("figure_id", "stable for the same article and place"),
        _text("article_id", "the article it stands in"),
        _text("statement_id", "the innermost statement that holds it, empty when the reporter's own"),
        Column("start", WHOLE, "where the number with its bound words begins"),
        Column("end", WHOLE, "where it ends, half open"),
        _text("verbatim", "the number with its bound words"),
        Column("low", REAL, "least value, missing when the bound leaves it open"),
        Column("high", REAL, "greatest value, missing when the bound leaves it open"),
        _text("bound", "how the words bound the number", BOUNDS),
        *_span("bound_words", "the words that bound it"),
        _text("unit", "what is counted or its unit: people, €, %, days"),
        _text("measure", "what the number measures", MEASURES),
        *_span("victims", "who was harmed, as printed"),
        _text("victim_party", "their party"),
        _text("victim_class", "what sort of people", VICTIM_CLASSES),
        _text("victim_class_extent", "how many of them are of that class", EXTENTS),
        *_span("agent", "who did it, as printed"),
        _text("agent_party", "the agent's party"),
        _text("scope", "one incident, or everything so far", SCOPES),
        *_span("date_words", "the date it is given for, as printed"),
        _text("since", "start of a cumulative count: an ISO date, or as printed when the article has no date"),
        _text("as_of", "date it is given for: an ISO date, or as printed when the article has no date"),
        *_span("place", "where, as printed"),
        _text("subset_of", "figure_id of the total this is a part of"),
        _text("speaker", "who says so, resolved"),
        _text("party", "the speaker's party"),
        *_span("source_qualifier", "words that qualify its source, as printed"),
        _text("standing", "whether it is asserted, denied, disputed or unverified", STANDINGS),
        Column("confidence", REAL, "how sure the extractor is, 0 to 1"),
    ),
    (
        Span("verbatim", "start", "end"), _beside("bound_words"), _beside("victims"), _beside("agent"),
        _beside("date_words"), _beside("place"), _beside("source_qualifier"),
    ),
)  # fmt: skip

MENTIONS = Contract(
    "MENTIONS",
    "one row is one place where a party, or somebody who belongs to one, is named",
    "mention_id",
    (
        _text("mention_id", "stable for the same article and place"),
        _text("article_id", "the article it stands in"),
        Column("start", WHOLE, "where it begins"),
        Column("end", WHOLE, "where it ends, half open"),
        _text("text", "as printed"),
        _text("name", "who is named, resolved: the party itself or a person or body that belongs to it"),
        _text("party", "the party"),
        _text("party_rule", "the rule that decided the party"),
        _text("role", "what the mention does in its sentence", ROLES),
        _text("statement_id", "the innermost statement it belongs to, empty in narration"),
    ),
    (Span("text", "start", "end"),),
)

HARMS = Contract(
    "HARMS",
    "one row is one clause of death, injury or destruction",
    "harm_id",
    (
        _text("harm_id", "stable for the same article and place"),
        _text("article_id", "the article it stands in"),
        _text("statement_id", "the innermost statement that holds it, empty in narration"),
        Column("start", WHOLE, "where the clause begins"),
        Column("end", WHOLE, "where the clause ends, half open"),
        _text("clause", "the clause as printed"),
        *_span("harm_word", "the verb or noun of harm"),
        _text("harm_lemma", "its lemma"),
        _text("voice", "how the clause is built", VOICES),
        *_span("agent", "who did it, as printed, empty when not named"),
        _text("agent_party", "the agent's party"),
        *_span("victims", "who or what was harmed, as printed"),
        _text("victim_party", "the victims' party"),
    ),
    (Span("clause", "start", "end"), _beside("harm_word"), _beside("agent"), _beside("victims")),
)

REPLIES = Contract(
    "REPLIES",
    "one row is one statement that answers another",
    "reply_id",
    (
        _text("reply_id", "stable for the same pair"),
        _text("article_id", "the article the answer stands in"),
        _text("statement_id", "the answer"),
        _text("answers_id", "the statement it answers"),
        Column("distance", WHOLE, "sentences from the one to the other"),
        *_span("cue", "the words that make it an answer"),
        Column("confidence", REAL, "how sure the extractor is, 0 to 1"),
    ),
    (_beside("cue"),),
)

SPEAKERS = Contract(
    "SPEAKERS",
    "one row is one place where a possible speaker is named or described",
    "speaker_row_id",
    (
        _text("speaker_row_id", "stable for the same article and place"),
        _text("article_id", "the article it stands in"),
        Column("start", WHOLE, "where it begins"),
        Column("end", WHOLE, "where it ends, half open"),
        _text("text", "as printed"),
        _text("speaker", "the name it is resolved to within the article"),
        _text("speaker_type", "what sort of source", SPEAKER_TYPES),
        Column("named", TRUTH, "whether it can be identified by name"),
        _text("rule", "the rule that resolved it: name, surname, title, pronoun, metonym, collective, issuer"),
        _text("office", "sort of the office or body named there, one of the speaker types, empty when none is"),
        _text("affiliation_rule", "what ties it to a body: nationality, possessive, employer, apposition, role chain"),
        *_span("affiliation", "the words that name the body or country it speaks for"),
        _text("affiliation_speaker", "the speaker those words mean, empty when they mean none of the article's"),
    ),
    (Span("text", "start", "end"), _beside("affiliation")),
)

NAMES = Contract(
    "NAMES",
    "one row is one place where an entry of the gazetteer is named",
    "name_id",
    (
        _text("name_id", "stable for the same article and place"),
        _text("article_id", "the article it stands in"),
        Column("start", WHOLE, "where it begins"),
        Column("end", WHOLE, "where it ends, half open"),
        _text("text", "as printed"),
        _text("entry", "key of the gazetteer entry"),
        _text("form", "which form of the entry: name, short, adjective, demonym, capital, seat, body, acronym"),
        Column("speaks", TRUTH, "whether the words can stand for the government or body there"),
    ),
    (Span("text", "start", "end"),),
)

REFUSED = Contract(
    "REFUSED",
    "one row is one input that was set aside",
    "source",
    (
        _text("source", "file and, in an archive or table, the member or row"),
        _text("reason", "why it was set aside"),
        _text("works", "what would have worked"),
        _text("step", "what to do next"),
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
