"""Exports of news databases in the layouts of their vendors, filled with invented articles of invented outlets.

No word of them was published anywhere. A layout is a function from articles to the text of an export.
"""

import textwrap
from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """One invented article, and what a database would know of it."""

    title: str
    outlet: str
    author: str
    long_day: str
    day: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


PIER = Told(
    "Pier stays closed until divers have finished",
    "The Harbour Post",
    "Ann Ray",
    "March 4, 2025",
    "2025-03-04",
    (
        (
            "PORT ELAND: The harbour master said on Monday that the pier would stay closed until the divers had finished "
            "their work, and that nobody would be let on to the planks before that."
        ),
        "“Nobody goes out there before I have seen the piles myself,” she told a meeting of the boat owners.",
        "Subject: the word stood on the letter that the owners had been sent, and nobody knew what it meant.",
        "The owners’ association accused the council of having known about the rotten piles since the autumn.",
    ),
)
FERRY = Told(
    "Ferry crews end their strike",
    "Eland Evening Star",
    "Tom Vale",
    "12 February 2025",
    "2025-02-12",
    (
        (
            "The crews of the ferries went back to work on Wednesday after the owners had promised to pay what the council had "
            "asked them to pay in the autumn."
        ),
        "“We have what we asked for,” the crews’ spokeswoman, Mara Lund, told reporters at the quay.",
        "The owners said that the fares would not rise before the summer, but would not say by how much.",
    ),
)
MILL = Told(
    "Mill fire was set, says the prosecutor",
    "The Harbour Post",
    "Ivo Sand and Lea Brook",
    "2025-01-30",
    "2025-01-30",
    (
        "The fire that took the old mill was set by somebody who knew the building, the prosecutor said on Thursday.",
        "The owner of the mill denied that he had been near it, and accused the police of having lost the key.",
    ),
)
ALL = (PIER, FERRY, MILL)


def nexis_uni(articles=ALL, *, told=None, cover=True):
    """Nexis Uni as text: the list of the delivery, then title, outlet, day, copyright, fields, Body, End of Document."""
    head = ""
    if cover:
        listed = "\n".join(
            f"{number}. {one.title}\n\nClient/Matter: -None-\n\nSearch Terms: harbour\n\nSearch Type: Natural Language\n\n"
            "Narrowed by:\n\nContent Type\tNarrowed by\n\nNews\t-None-\n"
            for number, one in enumerate(articles, start=1)
        )
        head = (
            "User Name: = eland\n\nDate and Time: = Friday, 7 March 2025 10:11:00 GMT\n\nJob Number: = 123456\n\n"
            f"Documents ({told or len(articles)})\n\n{listed}\n| About LexisNexis | Privacy Policy | Copyright © 2025 LexisNexis\n\n"
        )
    return head + "".join(
        f"{one.title}\n\n{one.outlet}\n\n{one.long_day} Tuesday\n\nFirst Edition\n\nCopyright 2025 Eland Press Ltd All Rights Reserved\n\n"
        f"Section: NEWS; Pg. 1\n\nLength: {one.words} words\n\nByline: By {one.author}\n\nHighlight: A teaser that is no part of the text.\n\n"
        f"Body\n\n\n{one.body}\n\n\nGraphic\n\nThe pier in the morning, a photograph.\n\nClassification\n\nLanguage: ENGLISH\n\n"
        f"Publication-Type: Newspaper\n\nSubject: HARBOURS (90%)\n\nLoad-Date: March 5, 2025\n\n\nEnd of Document\n\n\n"
        for one in articles
    )


def _wrapped(words, *, indent="   "):
    return textwrap.fill(words, 72, initial_indent=indent, break_long_words=False, break_on_hyphens=False)


def lexis_old(articles=ALL, *, total=None, first=1):
    """The Academic interface: "1 of 3 DOCUMENTS", fields in capitals, lines wrapped at a width, copyright at the end."""
    return "".join(
        f"{f'{number} of {total or len(articles)} DOCUMENTS':^78}\n\n\n{one.outlet:^78}\n\n{one.long_day + ' Tuesday':^78}\n"
        f"{'Late Edition - Final':^78}\n\nSECTION: Section A; Column 1; Pg. 1\n\nLENGTH: {one.words} words\n\n"
        f"HEADLINE: {textwrap.fill(one.title, 30)}\n\nBYLINE: By {one.author.upper()}\n\nBODY:\n"
        + "\n\n".join(_wrapped(paragraph) for paragraph in one.paragraphs)
        + "\n\nURL: http://www.post.example\n\nSUBJECT: HARBOURS (90%); PIERS (78%)\n\nGRAPHIC: Photo: The pier in the morning.\n\nLOAD-DATE: March 5, 2025\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n"
        f"{'Copyright 2025 Eland Press Ltd':^78}\n{'All Rights Reserved':^78}\n\n\n"
        for number, one in enumerate(articles, start=first)
    )


def lexis_late(articles=ALL):
    """The last years of the Academic interface: neither HEADLINE nor BODY, the copyright before the outlet."""
    return "".join(
        f"{f'{number} of {len(articles)} DOCUMENTS':^78}\n\n{'Copyright 2025 Eland Press Ltd':^78}\n{'All Rights Reserved':^78}\n\n{one.outlet:^78}\n\n{one.long_day + ' Tuesday':^78}\n"
        f"\n{one.title}\n\nBYLINE: {one.author}\n\nSECTION: NEWS\n\nLENGTH: {one.words} words\n\n"
        + "\n\n".join(_wrapped(paragraph, indent="") for paragraph in one.paragraphs)
        + "\n\nLOAD-DATE: March 5, 2025\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Web Publication\n\n\n"
        for number, one in enumerate(articles, start=1)
    )


def _factiva_number(number):
    return f"HARBP00020250304el340000{number}"


def factiva_coded(articles=ALL, *, gap="     ", results=None):
    """Factiva with a code before each field: full text plus indexing."""
    return "".join(
        f"SE{gap}News\nHD{gap}{one.title}\nBY{gap}By {one.author}\nWC{gap}{one.words} words\nPD{gap}{one.long_day}\nET{gap}09:20\nSN{gap}{one.outlet}\n"
        f"SC{gap}HARBP\nPG{gap}1\nLA{gap}English\nCY{gap}(c) 2025 Eland Press Ltd.\n\nLP{gap}{one.paragraphs[0]}\n\nTD{gap}"
        + "\n\n".join(one.paragraphs[1:])
        + f"\n\nCO{gap}elpr : Eland Press Ltd\nIN{gap}iharb : Harbours\nNS{gap}gcat : General News\nRE{gap}uk : United Kingdom\nPUB{gap}Eland Press Ltd\n"
        f"AN{gap}Document {_factiva_number(number)}\n\n\n"
        for number, one in enumerate(articles, start=1)
    ) + (
        f"Search Summary\n\nText\tharbour\nDate\tAll Dates\nSource\tAll Sources\nResults Found\t{results or len(articles)}\nTimestamp\t7 March 2025 10:11\n"
    )


def factiva_shown(articles=ALL):
    """Factiva as its display prints it: title, author, words, day, outlet, code, page, language, copyright, text."""
    return "".join(
        f"News\n{one.title}\nBy {one.author}\n{one.words} words\n{one.long_day}\n09:20 GMT\n{one.outlet}\nHARBP\n1\nEnglish\n(c) 2025 Eland Press Ltd. All rights reserved.\n\n"
        + one.body
        + f"\n\nEland Press Ltd\n\nDocument {_factiva_number(number)}\n\nPage {number} of {len(articles)} © 2025 Factiva, Inc. All rights reserved.\n\n"
        for number, one in enumerate(articles, start=1)
    )


def factiva_page(articles=ALL):
    """The coded layout as a page: a table for each article, a paragraph of the page for each of the text."""
    rows = ""
    for number, one in enumerate(articles, start=1):
        fields = {
            "HD": one.title, "BY": f"By {one.author}", "WC": f"{one.words} words", "PD": one.long_day, "SN": one.outlet, "CY": "(c) 2025 Eland Press Ltd.",
            "LP": f"<p>{one.paragraphs[0]}</p>", "TD": "".join(f"<p>{words}</p>" for words in one.paragraphs[1:]), "NS": "gcat : General News",
            "AN": f"Document {_factiva_number(number)}",
        }  # fmt: skip
        rows += (
            "<table>"
            + "".join(f"<tr><td><b>{code}</b></td><td>{value}</td></tr>" for code, value in fields.items())
            + "</table>"
        )
    return f"<!doctype html><html><head><meta charset='utf-8'><title>Factiva</title></head><body>{rows}</body></html>"


RULER = "_" * 60


def proquest(articles=ALL, *, total=None, numbered=True):
    """ProQuest as text: a ruler before each article, its full text among the fields, a bibliography at the end."""
    return (
        "Report Information from ProQuest\nMarch 07 2025 10:11\n\n"
        + "".join(
            f"{RULER}\n\n"
            + (f"Document {number} of {total or len(articles)}\n\n" if numbered else "")
            + f"{one.title}\n\nAuthor: {one.author}\n\nPublication info: {one.outlet} ; Port Eland [Port Eland]. {one.long_day}: A.1.\n\n"
            f"ProQuest document link: https://search.example/docview/{number}\n\nAbstract: A teaser that is no part of the text.\n\nFull text: {one.body}\n\n"
            f"Subject: Harbours; Piers\n\nLocation: Port Eland\n\nTitle: {one.title}\n\nPublication title: {one.outlet}\n\nFirst page: A.1\n\n"
            f"Publication year: 2025\n\nPublication date: {one.long_day}\n\nSection: News\n\nPublisher: Eland Press Ltd\n\nSource type: Newspaper\n\n"
            f"Language of publication: English\n\nDocument type: News\n\nProQuest document ID: 100{number}\n\nDocument URL: https://search.example/docview/{number}\n\n"
            "Copyright: Copyright Eland Press Ltd 2025\n\nLast updated: 2025-03-05\n\nDatabase: ProQuest Central\n\n"
            for number, one in enumerate(articles, start=1)
        )
        + f"{RULER}\n\nBibliography\n\nCitation style: APA 6th\n\n"
        + "".join(f"{one.author} ({one.day}). {one.title}. {one.outlet}\n\n" for one in articles)
        + "Contact us at: http://www.example\n\nDatabase copyright © 2025 ProQuest LLC. All rights reserved.\n"
    )


LAYOUTS = {
    "Nexis Uni": nexis_uni,
    "LexisNexis": lexis_old,
    "LexisNexis, late": lexis_late,
    "Factiva": factiva_coded,
    "Factiva, display": factiva_shown,
    "ProQuest": proquest,
}
