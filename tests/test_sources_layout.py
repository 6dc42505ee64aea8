"""Laws of the layout marks: what is marked, what is left alone, and where a mark begins and ends."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.sources import marks
from toolkit.sources.datelines import date_line, dateline
from toolkit.sources.layout import is_byline
from toolkit.sources.lines import Line, lines
from toolkit.sources.names import is_author, only_names
from toolkit.sources.phrases import alternatives, pattern, phrases
from toolkit.tables.values import MARKS

LAYOUTS = sorted((Path(__file__).parent / "fixtures" / "sources" / "layouts").glob("*.marked"))
BODY = (
    "The minister said on Monday that talks would go on until both sides had agreed.\n"
    "A second sentence of the story follows here, as the spokesman told reporters."
)


def unmarked(printed):
    """The text without its brackets, and the marks they stood for."""
    text, expected, reach = "", [], 0
    for match in re.finditer(r"⟦(\w+)\|(.*?)⟧", printed, re.DOTALL):
        text += printed[reach : match.start()]
        expected.append({"start": len(text), "end": len(text) + len(match[2]), "kind": match[1]})
        text += match[2]
        reach = match.end()
    return text + printed[reach:], expected


def shown(text):
    """Kind and words of each mark."""
    return [(mark["kind"], text[mark["start"] : mark["end"]]) for mark in marks(text)]


def line(text):
    """A line of its own."""
    return Line(0, len(text), text)


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_layouts_marked_by_hand(path):
    """Each hand-marked report has exactly the marks that were put into it."""
    text, expected = unmarked(path.read_text(encoding="utf-8"))
    assert shown(text) == [(mark["kind"], text[mark["start"] : mark["end"]]) for mark in expected]


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\u2028"])
def test_line_breaks_of_other_systems_change_no_mark(path, line_break):
    """The same marks are found whatever character breaks the lines."""
    text, expected = unmarked(path.read_text(encoding="utf-8"))
    found = [(kind, words.replace(line_break, "\n")) for kind, words in shown(text.replace("\n", line_break))]
    assert found == [(mark["kind"], text[mark["start"] : mark["end"]]) for mark in expected]


def test_the_sample_has_its_dateline_and_its_block_of_teasers():
    """In the sample only `BEIJING:` and the block of three related headlines are marked."""
    text = (Path(__file__).parent.parent / "seeds" / "000_5797e36ac861aaf1.txt").read_text(encoding="utf-8")
    dateline_mark, block = shown(text.replace("Â ", "\u00a0"))
    assert dateline_mark == ("dateline", "BEIJING:")
    assert block[0] == "teaser"
    assert block[1].startswith("Related:\nIsrael bombards")
    assert block[1].endswith("advises caution on Gaza invasion")


PIECES = st.sampled_from(
    [
        "Related:", "Read more", "By Ann Ray", "BEIJING:", "BEIJING —", "(AFP)", "KYIV, Oct 3 (AFP) —", "PHOTO: x", "©",
        "He left.", "“We stay”", "Army leaves town", "lower case", "READ MORE: Army leaves", "(Read: Army leaves town)",
        "(Reporting by Ann Ray)", "24 October 2023", "\n", "\n\n", "\r\n", " ", "\u2028", "\t", "שלום", "🙂", "e\u0301", "",
    ]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=25).map("".join) | st.lists(PIECES, max_size=25).map("\n".join) | st.text(max_size=200)
)
def test_marks_lie_in_the_text_sorted_and_apart(text):
    """Marks lie in the text, are sorted, never overlap, are trimmed, and have a kind of the contract."""
    reach = 0
    for mark in marks(text):
        assert reach <= mark["start"] < mark["end"] <= len(text)
        assert text[mark["start"] : mark["end"]] == text[mark["start"] : mark["end"]].strip()
        assert mark["kind"] in MARKS
        reach = mark["end"]


@pytest.mark.parametrize(
    ("printed", "mark"),
    [
        ("BEIJING:\u00a0China’s minister spoke.", "BEIJING:"),
        ("LONDON (Reuters) - The prime minister spoke.", "LONDON (Reuters) -"),
        ("KYIV, Oct 3 (AFP) — Troops left.", "KYIV, Oct 3 (AFP) —"),
        ("KYIV, Oct. 3, 2023 (AFP) – Troops left.", "KYIV, Oct. 3, 2023 (AFP) –"),
        ("GAZA STRIP, Palestinian Territories — Nine people met.", "GAZA STRIP, Palestinian Territories —"),
        ("New Delhi, 4 March: The government spoke.", "New Delhi, 4 March:"),
        ("New Delhi: The government spoke.", "New Delhi:"),
        ("WASHINGTON/BEIJING (Reuters) - Both spoke.", "WASHINGTON/BEIJING (Reuters) -"),
        ("BEIJING, Oct. 24 (Xinhua) -- China spoke.", "BEIJING, Oct. 24 (Xinhua) --"),
        ("BEIJING (AP) China spoke.", "BEIJING (AP)"),
        ("MOSCOW, October 24. /TASS/. Russia spoke.", "MOSCOW, October 24. /TASS/."),
        ("(Reuters) - China spoke.", "(Reuters) -"),
        ("Oct 24 (Reuters) - China spoke.", "Oct 24 (Reuters) -"),
        ("Jerusalem (CNN) — A mediator spoke.", "Jerusalem (CNN) —"),
        ("U.N. HEADQUARTERS (AP) — A mediator spoke.", "U.N. HEADQUARTERS (AP) —"),
        ("WASHINGTON, D.C. — A mediator spoke.", "WASHINGTON, D.C. —"),
        ("GENEVA—The mediator spoke.", "GENEVA—"),
        ("Beirut - A mediator spoke.", "Beirut -"),
        ("DES MOINES, Iowa — Farmers met.", "DES MOINES, Iowa —"),
        ("SANAA (Oct 24): A mediator spoke.", "SANAA (Oct 24):"),
        ("SÃO PAULO, Brazil (AP) — A mediator spoke.", "SÃO PAULO, Brazil (AP) —"),
        ("LONDON: “We will go,” he said.", "LONDON:"),
        ("BEIJING, Oct. 24 (Xinhua)", "BEIJING, Oct. 24 (Xinhua)"),
        ("JAIPUR: Three villages met.", "JAIPUR:"),
        ("OSLO, Norway (NW) -- A trawler sank.", "OSLO, Norway (NW) --"),
        ("ATHENS, Nov 6 (Meridian) - A tanker sank.", "ATHENS, Nov 6 (Meridian) -"),
    ],
)
def test_datelines_of_many_agencies(printed, mark):
    """A dateline reaches from the place to the mark that closes it, and not to the first word of the story."""
    assert printed[: dateline(printed).length] == mark


@pytest.mark.parametrize(
    "printed",
    [
        "China: we will respond when we are asked.",
        "NATO: we will respond.",
        "NATO — the alliance — met.",
        "UPDATE: The minister left.",
        "BREAKING — Minister leaves.",
        "WANG YI: We will respond.",
        "HALVARD: It was late.",
        "FIX IS IN: Minister leaves.",
        "Sofia: I was there, and it was late.",
        "HEZBOLLAH: The group will respond.",
        "UKRAINE: War goes on.",
        "UNICEF (United Nations Fund) — Nobody met.",
        "The Post (London) — It was late.",
        "MINISTER: We will respond.",
        "War — what is it good for?",
        "Wang — who met Cohen — left early.",
        "Washington — Beijing’s rival — said that it would wait.",
        "Paris: a city of light.",
        "Gaza, which was hit on Monday: the town.",
        "He told an aide (Reuters) - and left.",
        "COVID-19 spread on Monday.",
        "The minister said: “We will go.”",
        "It was late - The minister left.",
        "",
    ],
)
def test_what_is_no_dateline(printed):
    """A speaker, an exclamation, a word set off by dashes or a country before a colon is no dateline."""
    assert dateline(printed) is None


@pytest.mark.parametrize(
    "headline",
    [
        "Minister leaves talks", "Will the talks go on?", "Minister: talks are ‘a waste of time’", "MINISTER LEAVES TALKS",
        "China: we will respond", "“A waste of time”: minister leaves talks", "Nine dead, two missing", "BEIJING: China reacts",
        "What happens next…",
    ],
)  # fmt: skip
def test_a_short_first_line_without_a_stop_is_the_headline(headline):
    """A short first line that no stop closes is the headline, even when it asks, quotes or names a place."""
    assert shown(f"{headline}\n\n{BODY}") == [("headline", headline)]


@pytest.mark.parametrize(
    "text",
    [
        "Minister leaves talks", "The minister left.", BODY, "“We will never leave this land”\n" + BODY,
        "Minister leaves talks\nArmy leaves too", "and so it went on\n" + BODY,
        "Far too many words " * 7 + "\n" + BODY,
        "The minister has told his colleagues that\nthe talks would go on until\nboth sides had agreed on what\nwas to be done.",
    ],
)  # fmt: skip
def test_what_is_no_headline(text):
    """A text of one line, a first line that is a sentence, a quotation or wrapped has no headline."""
    assert shown(text) == []


def test_a_line_with_a_stop_is_the_headline_when_a_byline_follows():
    """A short first line that a stop closes is the headline when a byline or a date stands under it."""
    assert shown(f"Minister leaves talks.\nBy Ann Ray\n{BODY}")[0] == ("headline", "Minister leaves talks.")
    assert shown(f"The minister left.\n24 October 2023\n{BODY}")[0] == ("headline", "The minister left.")
    assert shown(f"“We will stay.”\nBy Ann Ray\n{BODY}")[0][0] == "byline"


def test_the_sort_of_report_in_the_first_line_is_no_teaser():
    """The words "Explainer:" and their like begin a headline in the first line, and a teaser anywhere else."""
    assert shown(f"Explainer: Why talks ended\n{BODY}") == [("headline", "Explainer: Why talks ended")]
    assert shown(f"{BODY}\nExplainer: Why talks ended\nIt was late.") == [("teaser", "Explainer: Why talks ended")]


def test_invisible_lines_do_not_hide_the_headline():
    """Lines without a letter or digit, such as rules and zero-width characters, count for nothing."""
    assert shown("\u200b\n***\n\ufeff\nMinister leaves\n" + BODY) == [("headline", "Minister leaves")]


def test_furniture_before_the_headline_does_not_hide_it():
    """The headline is the first line that is not teaser, caption or credit."""
    assert shown("Advertisement\nMinister leaves\n" + BODY)[1] == ("headline", "Minister leaves")


@pytest.mark.parametrize(
    "printed",
    [
        "By Ann Ray", "BY ANN RAY", "By Ann Ray, Reuters", "By Reuters", "By Ann Ray and Jo van Dam in Gaza", "By J. K. Al-Sayed",
        "By Ann Ray | 24 October 2023", "Written by Ann Ray", "By Ann Ray and Omar bin Said, Associated Press", "By AFP",
        "By Séan O’Neill", "By Our Correspondent Ann Ray",
    ],
)  # fmt: skip
def test_bylines(printed):
    """A line of "By" and names, and perhaps a date after a bar, is a byline."""
    assert is_byline(printed)


@pytest.mark.parametrize(
    "printed",
    [
        "By Tuesday, the army had left", "By Tuesday", "By Monday Night", "By Land and Sea", "By the river", "By", "By 2030",
        "By March 3", "By Ann", "Bystanders Ran Away", "“By Ann Ray”", "By Ann Ray, who was there", "By " + "Ann Ray " * 50,
    ],
)  # fmt: skip
def test_what_is_no_byline(printed):
    """A day, a single word, a sentence or a longer word that begins with "by" makes no byline."""
    assert not is_byline(printed)


def test_a_byline_far_down_is_left_alone():
    """Bylines stand among the first lines only: further down "By" and capitals is a subheading."""
    text = "\n".join(["The minister left."] * 8 + ["By Ann Ray"] + ["The minister came back."])
    assert shown(text) == []


@pytest.mark.parametrize(
    "printed",
    [
        "Published: 24 Oct 2023 | Updated 25 Oct 2023", "Tuesday, October 24, 2023", "2023-10-24T10:00:00Z", "October 24",
        "24/10/2023 10:15 GMT", "Oct 24, 2023, 10:15 am ET", "Last updated: 24 October 2023 at 10:15", "24th of October 2023",
        "Updated 10:15 AM EDT, October 24, 2023",
        "October 24, 2023 / 10:15 AM EDT / CBS News", "First published on Tue 24 Oct 2023 10.15 BST",
    ],
)  # fmt: skip
def test_lines_of_dates_are_marked_as_datelines(printed):
    """A line that holds only dates and times, among the first lines, is marked as a dateline."""
    assert date_line(printed)
    assert ("dateline", printed) in shown(f"Minister leaves talks\n{printed}\n{BODY}")


@pytest.mark.parametrize(
    "printed", ["Oct 24 was the day", "2023", "24", "", "Published", "He left on 24 October 2023.", "x" * 999]
)
def test_what_is_no_line_of_dates(printed):
    """A line that holds anything but dates, or no day, is no line of dates."""
    assert date_line(printed) == []


HEADINGS = (
    "Related",
    "RELATED STORIES:",
    "Read more:",
    "Also read",
    "See also:",
    "More on this",
    "You may also like",
    "• Related:",
)


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_takes_the_headlines_after_it(heading):
    """A heading alone in its line is one teaser with the headline-like lines after it, up to the first sentence."""
    block = f"{heading}\nArmy leaves the town\n\nWho is the minister?"
    assert shown(f"{BODY}\n{block}\nThe mayor said it was late.") == [("teaser", block)]


@pytest.mark.parametrize(
    "following",
    [
        "The mayor said it was late.", "“We will never leave this land”", "“We will go,” the mayor said", "“We will go, he said",
        "It was late, the mayor said,", "He said:", "“Will you go?”",
    ],
)  # fmt: skip
def test_a_sentence_or_a_quotation_ends_the_block(following):
    """Whatever could be a sentence of the story or somebody's words is left outside the block of teasers."""
    text = f"{BODY}\nRelated:\nArmy leaves the town\n{following}\nIt was late."
    assert shown(text) == [("teaser", "Related:\nArmy leaves the town")]


def test_a_line_that_goes_on_in_small_letters_is_no_teaser():
    """A line that the next one continues in small letters is a piece of a sentence, and ends the block."""
    text = f"{BODY}\nRelated:\nArmy leaves the town\nNobody from the ministry could be\nreached on Monday."
    assert shown(text) == [("teaser", "Related:\nArmy leaves the town")]


def test_a_block_of_teasers_is_bounded():
    """At most ten headlines are taken for teasers: a story without stops is not swallowed."""
    text = "Related:\n" + "\n".join(f"Story Line {number} goes on" for number in range(30))
    assert shown(text)[0][1].count("\n") == 10


@pytest.mark.parametrize(
    "printed",
    [
        "Also read: Army leaves the town", "READ: Army leaves the town", "Watch | Army leaves the town", "(Read more: Army leaves)",
        "ADVERTISEMENT", "Subscribe", "Sign up for our newsletter.", "Follow us on every network", "Download our app.",
        "We use cookies to improve your visit.", "Click here to read more", "Story continues below advertisement",
        "Join our WhatsApp channel", "Don’t miss: Army leaves", "Get the latest news in your inbox.",
    ],
)  # fmt: skip
def test_lines_that_lead_away_are_teasers(printed):
    """Lines that lead to other stories, sign-ups, networks, apps and cookies are teasers."""
    assert ("teaser", printed) in shown(f"{BODY}\n{printed}\nThe mayor said it was late.")


@pytest.mark.parametrize(
    "printed",
    [
        "Related deaths rose, the ministry said.", "Related: the ministry said it would count them later.",
        "Read more books, the minister told the pupils.", "Watch: “We will go,” the minister said.",
        "“Sign up for our cause,” the mayor told them.", "Most read newspapers have closed, the ministry said.",
        "Listen to the people, the mayor said.", "Advertisement sales fell, the ministry said.",
        "The paper asked its readers to read more: nobody did.", "Subscribers left the paper in spring.",
        "He had an aide (read: his brother) who drove.", "It was, see also: above, the law (see: page three).",
        "Related: " + "The ministry said that it would count them again and " * 3 + "left.",
    ],
)  # fmt: skip
def test_a_phrase_inside_a_sentence_is_no_teaser(printed):
    """The words of a teaser inside a sentence of the story mark nothing."""
    assert shown(f"The minister left.\n{printed}\nThe mayor said it was late.") == []


@pytest.mark.parametrize(
    "printed",
    [
        "PHOTO: A soldier at the border", "Image: A soldier. Ola Winter/Getty", "Pictured: The minister", "FILE - The mill. (AP Photo/x)",
        "Smoke rises [Ola Winter/Reuters]", "Image source, Getty Images", "File photo of the minister", "Photo credit: Ola Winter",
        "A dog waits. Ola Winter / AFP", "In this photo taken on Monday, the minister waves.", "Photo courtesy of Ola Winter",
    ],
)  # fmt: skip
def test_captions(printed):
    """A line that begins as a caption, or ends with a picture credit, is a caption."""
    assert ("caption", printed) in shown(f"{BODY}\n{printed}\nThe mayor said it was late.")


@pytest.mark.parametrize(
    "printed",
    [
        "“Photo: my brother,” he wrote.", "Photos of the town were shown, the ministry said.", "Images, he said, are all we have.",
        "Photo by photo, the court heard it.", "The mayor spoke (see below).", "She told Reuters/AFP reporters that it was late.",
        "Filed: nothing, the court said.", "He works for the agency (AFP), she said.",
    ],
)  # fmt: skip
def test_what_is_no_caption(printed):
    """Pictures that a sentence speaks of are no captions."""
    assert shown(f"The minister left.\n{printed}\nThe mayor said it was late.") == []


@pytest.mark.parametrize(
    "printed",
    [
        "(Reporting by Ann Ray; editing by Jo Lee)", "© AFP 2023", "With inputs from PTI", "Additional reporting by Ann Ray in Gaza",
        "Copyright 2023 The Valley Post", "(c) 2023 AFP", "All rights reserved.", "Source: Reuters", "- Reuters", "(AFP)", "AFP/Reuters",
        "With agency inputs", "Editing by Jo Lee.",
    ],
)  # fmt: skip
def test_credits(printed):
    """Those who reported, edited, own or passed on a report are credits."""
    assert shown(f"{BODY}\n{printed}") == [("credit", printed)]


def test_the_credit_of_a_picture_is_told_from_its_caption():
    """A short line that ends with "Photo:" and a name is a caption with its credit; a sentence that goes on is neither."""
    assert shown(f"{BODY}\nThe mill on Monday. Photo: Ola Winter\nIt was late.") == [
        ("caption", "The mill on Monday."), ("credit", "Photo: Ola Winter"),
    ]  # fmt: skip
    assert shown(f"{BODY}\nHe took one. Photo: nothing but fog; he left.\nIt was late.") == []


@pytest.mark.parametrize(
    ("body", "credit"),
    [
        ("It was late. (Reporting by Ann Ray; Editing by Jo Lee)", "(Reporting by Ann Ray; Editing by Jo Lee)"),
        ("It was late. — AFP", "— AFP"), ("It was late.—AP", "—AP"), ("“It was late.” (Reuters)", "(Reuters)"),
        ("It was late. AFP/Reuters", "AFP/Reuters"), ("It was late. [With agency inputs]", "[With agency inputs]"),
    ],
)  # fmt: skip
def test_credits_at_the_end_of_the_last_sentence(body, credit):
    """A credit after the last sentence is marked, and the sentence is not."""
    assert shown(f"The minister left.\n{body}") == [("credit", credit)]


@pytest.mark.parametrize(
    "body",
    [
        "Reporting by the newspaper found that soldiers had left.", "With inputs from the army, ministers decided.",
        "Copyright law will change, he said.", "Sources say that he left.", "Editing by hand is slow, she said.", "He spoke to AFP",
        "She told Reuters.", "He left the BBC.", "Agencies were told, he said.",
    ],
)  # fmt: skip
def test_what_is_no_credit(body):
    """An agency or a report that a sentence speaks of is no credit."""
    assert shown(f"The minister left.\n{body}") == []


def test_an_agency_in_the_middle_is_no_credit():
    """An agency's name closes a report only at its end."""
    assert shown("The minister left. (AFP)\n" + "The mayor spoke.\n" * 6) == []


@pytest.mark.parametrize(
    ("printed", "sentence", "headline"),
    [
        ("He left.", True, False), ("Minister leaves", False, True), ("Will he leave?", False, True), ("“Will he leave?”", True, False),
        ("“We stay”", False, False), ("“We stay” says minister", False, True), ("He said:", True, False), ("lower case", False, False),
        ("civilians”.", True, False), ("It was late.”", True, False), ("And then…", False, True), ("“We stay, he said", False, False),
        ("……", False, False),
    ],
)  # fmt: skip
def test_sentences_and_headlines_are_told_apart(printed, sentence, headline):
    """A closing stop makes a sentence; a headline is short, begins with no small letter and is no quotation."""
    assert (line(printed).sentence, line(printed).headline_like) == (sentence, headline)


def test_wrapped_lines_are_joined_between_empty_lines():
    """In a text that is wrapped, a line is what stands between empty lines; in any other, between line breaks."""
    wrapped = "Nine villages\nhave asked for\nwater, he said on\nMonday, and would go\non asking.\n\nNobody came."
    assert [found.text.count("\n") for found in lines(wrapped)] == [4, 0]
    assert len(lines("One left.\nTwo stayed.\nthree came.\nFour went.")) == 4


@pytest.mark.parametrize(
    ("printed", "verdict"),
    [
        ("Ann Ray", True), ("Ann Ray in Gaza; editing by J. van Dam", True), ("the newspaper found", False), ("", False), ("and", False),
        ("Ann Ray ray@paper.example", True), ("Omar al-Sayed", True), ("al-Sayed", False), ("Ann 2", False),
    ],
)  # fmt: skip
def test_lists_of_names(printed, verdict):
    """A list of names holds names and what joins them, at least one with a capital, and nothing else."""
    assert only_names(printed) is verdict


def test_an_author_has_two_names_or_is_an_agency():
    """One word alone names an author only when it is an agency."""
    assert [is_author(name) for name in ("Ann Ray", "Ann", "Reuters", "Sunday Morning", "")] == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_phrases_are_matched_whatever_their_capitals_apostrophes_and_spaces():
    """Capitals, the shape of apostrophes and the width of spaces do not matter in a phrase."""
    assert all(
        pattern("teaser", "block").fullmatch(printed)
        for printed in ("EDITOR’S PICKS", "editor's  picks:", "Editor‘s picks")
    )
    assert phrases("teaser", "no such form") == ()
    assert r"read\s+more" in alternatives("teaser", "block")
