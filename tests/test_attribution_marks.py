import pytest
from attribution_tools import articles, plain, rows, said, told, verbatim
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit import language

CURLY, STRAIGHT, SINGLE, APOSTROPHE, TEX = ("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("``", "''")
MIXED_UP = [("“", '"'), ('"', "”")]
STYLES = [CURLY, STRAIGHT, SINGLE, APOSTROPHE, TEX]

REPORTS = [
    "“We will pay,” Ines Mora said.",
    "“We will pay,” said Ines Mora.",
    "Ines Mora said the company would “pay every cent” of it.",
    "Ines Mora said the company would pay “every cent” and be “glad”.",
    "“We don't know yet,” said Ines Mora, “what the company's captains want.”",
    "Ines Mora told Tom Reid: “We will pay. We will not beg.”",
    "“The bridge is safe,” Ines Mora said. “It will stay open.”",
    "“Will you pay?” Ines Mora asked.",
    "“Never!” Tom Reid shouted.",
    "Ines Mora said the fine was “a joke and an insult”.",
    "The “peace ship” left. Ines Mora said the “friends” of the harbour were gone.",
    "“We will pay,” Ines Mora said.\n“We will not beg.”",
    "“The fire was small,” the police said.\n\nNobody was hurt, according to Tom Reid.",
]


def in_marks(text, style):
    """The same report with other marks."""
    return text.replace("“", style[0]).replace("”", style[1])


@pytest.mark.parametrize("style", [*STYLES[1:], *MIXED_UP], ids="".join)
@pytest.mark.parametrize("text", REPORTS)
def test_the_form_of_the_marks_does_not_matter(text, style):
    """Curly, straight, single and ``TeX'' marks give the same statements: kind, speaker and words."""
    assert told(in_marks(text, style)) == told(text)


@pytest.mark.slow
@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(REPORTS), st.sampled_from(STYLES)), min_size=1, max_size=4))
def test_every_paragraph_may_have_marks_of_its_own(parts):
    """A report put together from papers with other habits is read as if it had one."""
    mixed = "\n\nThe harbour was quiet.\n\n".join(in_marks(text, style) for text, style in parts)
    curly = "\n\nThe harbour was quiet.\n\n".join(text for text, _ in parts)
    assert [(kind, words) for kind, _, words in told(mixed)] == [(kind, words) for kind, _, words in told(curly)]


KINDS = [
    ("direct", "“We will pay,” Ines Mora said."),
    ("direct", "Ines Mora said that “the company will pay”."),
    ("direct", "“We,” Ines Mora said, “will pay.”"),
    ("mixed", "Ines Mora said the company “will pay”."),
    ("mixed", "Ines Mora called the fine “a joke”."),
    ("mixed", "Ines Mora said “no company” would pay."),
    ("indirect", "Ines Mora said the company will pay."),
    ("indirect", "Ines Mora said the company's captains' wages would be paid."),
    ("indirect", "Ines Mora said the company wouldn’t pay in the ’90s."),
]


@pytest.mark.parametrize(("kind", "text"), KINDS)
def test_the_marks_decide_the_kind(kind, text):
    """Direct when all words stand in marks, mixed when some do, indirect when none does; an apostrophe is no mark."""
    assert [found for found, _, _ in told(text)] == [kind]


@pytest.mark.parametrize("style", STYLES[:2], ids="".join)
def test_marks_inside_marks_open_nothing(style):
    """A quotation inside a quotation stays part of it."""
    text = in_marks("“Tom told me ‘never again’ that day,” Ines Mora said.", style)
    assert told(text) == [("direct", "Ines Mora", "tom told me never again that day")]


def test_apostrophes_inside_single_marks():
    """In British single marks the apostrophes of plurals, names and short forms close nothing."""
    text = "‘We won’t touch the dockers’ wages or Ada’s pay,’ Ines Mora said."
    assert told(text) == [("direct", "Ines Mora", plain("We won’t touch the dockers’ wages or Ada’s pay"))]


@pytest.mark.parametrize("stop", ["“We will pay”, Ines Mora said.", "Ines Mora said “we will pay”."])
def test_punctuation_outside_the_marks(stop):
    """A comma or full stop after the closing mark is no part of the content."""
    (row,) = said(stop)
    assert row["content"].casefold() == "“we will pay”"


CONTINUED = [
    ("“We will pay,” Ines Mora said. “We will not beg.”", ["we will pay we will not beg"]),
    ("“We will pay. We are sorry,” Ines Mora said.", ["we will pay we are sorry"]),
    ("“We will pay,” Ines Mora said.\n\n“We will not beg.”", ["we will pay", "we will not beg"]),
    ("Ines Mora said: “We will pay.\n\n“We will not beg.”", ["we will pay we will not beg"]),
    (
        "“We will pay,” Ines Mora said.\n\n“We will not beg.\n\n“We are sorry.”",
        ["we will pay", "we will not beg we are sorry"],
    ),
]


@pytest.mark.parametrize(("text", "contents"), CONTINUED)
def test_a_quotation_goes_on(text, contents):
    """A quotation without a cue goes on with the speaker before it, in the paragraph and over paragraphs."""
    assert told(text) == [("direct", "Ines Mora", words) for words in contents]


def test_a_quotation_does_not_go_on_past_the_reporter():
    """After a paragraph of the reporter's own a quotation without a cue is nobody's."""
    text = "“We will pay,” Ines Mora said.\n\nThe fire broke out on Monday in the old harbour.\n\n“We will not beg.”"
    assert told(text) == [("direct", "Ines Mora", "we will pay")]


BESIDE = ["Tom Reid said the port would close.", "“The bridge is safe,” Ada Lund said.", "The night was quiet."]
BROKEN = [
    "The “bridge is old.", "The bridge” is old.", 'The "bridge is old.', "The 'bridge is old.", "The bridge'' is old.",
    "“The bridge is old.", "The bridge is old.”", "‘The bridge is old.", "The ``bridge is old.", "The bridge is » old «.",
]  # fmt: skip


def outside(text, broken):
    """Speaker and words of the statements that do not begin in the broken paragraph."""
    low = text.index(broken)
    found = [row for row in said(text) if not low <= row["start"] < low + len(broken)]
    return [(row["speaker"], plain(row["content"])) for row in found]


@pytest.mark.parametrize("broken", BROKEN)
def test_an_unpaired_mark_stays_in_its_paragraph(broken):
    """A mark that is missing changes nothing outside the paragraph it is missing from."""
    for text in ("\n\n".join([broken, *BESIDE]), "\n\n".join([BESIDE[0], broken, *BESIDE[1:]])):
        assert outside(text, broken) == [("Tom Reid", "the port would close"), ("Ada Lund", "the bridge is safe")]


@pytest.mark.slow
@settings(max_examples=20)
@given(
    place=st.integers(0, 60),
    mark=st.sampled_from(["“", "”", '"', "‘", "’", "'", "``", "''", "«", "»"]),
    before=st.booleans(),
)
def test_a_mark_anywhere_stays_in_its_paragraph(place, mark, before):
    """Whatever a stray mark does to its own paragraph, the paragraphs beside it are read as without it."""
    sentence = "The harbour was closed on Monday because the old bridge had to be mended."
    broken = sentence[:place] + mark + sentence[place:]
    text = "\n\n".join([broken, *BESIDE] if before else [*BESIDE, broken])
    assert outside(text, broken) == [("Tom Reid", "the port would close"), ("Ada Lund", "the bridge is safe")]


HEADLINES = [
    ("Mora: ‘We will not pay’", "direct", "we will not pay"),
    ("Mora: “We will not pay”", "direct", "we will not pay"),
    ("‘We will not pay’, says Mora", "direct", "we will not pay"),
    ("Company will not pay, says Mora", "indirect", "company will not pay"),
    ("Mora says company ‘cannot pay’", "mixed", "company cannot pay"),
]


@pytest.mark.parametrize(("headline", "kind", "words"), HEADLINES)
def test_headlines_speak_too(headline, kind, words):
    """A printed headline is read in its own style, and its statement says where it stands."""
    found = said(f"{headline}\n\nIt was Monday. Ines Mora said the fine was wrong.", marks=[("headline", headline)])
    assert [(row["kind"], row["speaker"], plain(row["content"])) for row in found] == [
        (kind, "Ines Mora", words),
        ("indirect", "Ines Mora", "the fine was wrong"),
    ]
    assert [row["in_headline"] for row in found] == [True, False]
    assert [row["in_lead"] for row in found] == [False, True]


FURNITURE = [
    ("dateline", "BEIJING:"),
    ("dateline", "PORT ALDER (Reuters) -"),
    ("byline", "By Tom Reid in Beijing"),
    ("teaser", "Related: Tom Reid says bridge will fall"),
    ("teaser", "“I will never pay,” says Tom Reid"),
    ("caption", "Tom Reid said on Monday the bridge would fall."),
    ("credit", "Reporting by Ada Lund, who said “no”"),
]


@pytest.mark.parametrize(("kind", "words"), FURNITURE)
@pytest.mark.parametrize("first", [True, False])
def test_the_furniture_of_a_page_says_nothing(kind, words, first):
    """A dateline, byline, caption, teaser or credit is never source nor content, and changes no other statement."""
    body = "Ines Mora said the company had no money.\nShe said: “Nobody was hurt.”"
    text = f"{words}\n{body}" if first else f"{body}\n{words}"
    assert told(text, marks=[(kind, words)]) == told(body)


def test_a_dateline_before_the_first_sentence():
    """The sentence behind a dateline in its own line is read from its first word on."""
    (row,) = said("BEIJING: “We will pay,” Ines Mora said.", marks=[("dateline", "BEIJING:")])
    assert (row["content"], row["speaker_mention"], row["in_lead"]) == ("“We will pay,”", "Ines Mora", True)


def test_wrapped_lines_are_one_paragraph():
    """A sentence that runs over line ends is read whole."""
    text = (
        "Ines Mora said on Monday that the company would pay every cent of\n"
        "the fine that was put on it by the harbour board in the spring and\n"
        "the summer of last year, and that “nobody in the company will be made to pay\n"
        "for it with a job, a wage or a promise that has already been made”."
    )
    (row,) = said(text)
    assert (row["kind"], row["speaker"]) == ("mixed", "Ines Mora")
    assert plain(row["content"]).endswith("a promise that has already been made")


@settings(max_examples=20)
@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "'", "‘", "’", "``", "''", " ", "\n", "said ", "Mora ", "no.", "(", "—"]),
        max_size=25,
    )
)
def test_any_heap_of_marks_is_read(pieces):
    """Whatever marks a text holds, it is read without an error, and every span is verbatim."""
    given_articles = articles("Ines Mora said: " + "".join(pieces))
    found = language.analyse(given_articles)
    verbatim(found, given_articles)
    assert all(plain(row["content"]) for row in rows(found["STATEMENTS"]))
