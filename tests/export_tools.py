"""Records that trip careless exports, and a reader of brat standoff, CoNLL, BibTeX and RIS that shares no code."""

import re

import pandas as pd
from hypothesis import strategies as st

from toolkit import tables
from toolkit.record import Record

# Markup, formulas, quotes, what ends a line for some reader, controls, a combining mark, signs beyond the basic plane.
SIGNS = "aB. 1<>&\"'=+-@\\{}%#_~^$|,;:\t\n\r\v\x00\x1c\x85\u2028\u0301“”é𝄞😀\ufeff"
HOSTILE = st.text(SIGNS, max_size=12)
IDS = ["a", "A", "../a", "con", "é\tb\n", "x y", "--"]
PARTIES = ["", "United States", "United-States", "a|b", "=1+1", "<p>"]


@st.composite
def pieces(draw, text, most):
    """Up to `most` places of the text with something printed in each, in order, none over another."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2 * most, unique=True)))
    found = [[start, end] for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return [place for place in found if text[slice(*place)].strip()] or [[0, len(text)]]


def place(text, stem, column, where):
    """The three columns of a span."""
    start, end = where
    return {column: text[start:end], f"{stem}_start": start, f"{stem}_end": end}


@st.composite
def statements(draw, number, article_id, text, parent):
    """One statement of a text: any places, any kind, any party."""
    spans = draw(pieces(text, 3))
    row = {
        "statement_id": f"{article_id}{number}%", "article_id": article_id, "order": number, "spans": spans,
        "content": " ".join(text[start:end] for start, end in spans), "start": spans[0][0], "end": spans[-1][1],
        "kind": draw(st.sampled_from(["direct", "mixed", "indirect"])), "act": draw(st.sampled_from(["", "deny", "accuse"])),
        "speaker": draw(HOSTILE), "party": draw(st.sampled_from(PARTIES)), "confidence": 0.5, "parent_id": parent,
    }  # fmt: skip
    for stem, column in (("cue", "cue"), ("speaker", "speaker_mention"), ("via", "via")):
        if draw(st.booleans()):
            row |= place(text, stem, column, draw(pieces(text, 1))[0])
    if draw(st.booleans()):
        row |= {"speakers": ["x", "y"], "speaker_parties": [row["party"], draw(st.sampled_from(PARTIES))]}
    return row


@st.composite
def records(draw):
    """A record of up to three articles whose every value is as hostile as a table can hold."""
    articles, found = [], []
    for article_id in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True)):
        text = draw(st.text(SIGNS, min_size=1, max_size=60)) + draw(st.sampled_from(["x", "😀."]))
        known = {key: draw(HOSTILE) for key in ("title", "outlet", "author", "url", "source")}
        date = draw(st.sampled_from([None, pd.Timestamp("2024-03-05 18:30")]))
        articles.append({"article_id": article_id, "text": text, "published": date, **known})
        parent = ""
        for number in range(draw(st.integers(0, 3))):
            row = draw(statements(number, article_id, text, draw(st.sampled_from(["", parent]))))
            found.append(row)
            parent = row["statement_id"]
    provenance = {"toolkit": "0.1.0", "made_at": "2024-03-06T00:00:00+00:00", "model": {"name": "=by hand"}}
    frames = {"ARTICLES": tables.frame("ARTICLES", articles), "STATEMENTS": tables.frame("STATEMENTS", found)}
    return Record.from_tables(frames, provenance=provenance).verify()


def with_emoji():
    """A record whose one statement stands behind signs that take two units of UTF-16 each."""
    text = "😀𝄞 Lind said: no."
    row = {
        "statement_id": "s0",
        "article_id": "a",
        "content": "no",
        "spans": [[14, 16]],
        "start": 14,
        "end": 16,
        "kind": "indirect",
    }
    articles = tables.frame("ARTICLES", [{"article_id": "a", "text": text, "url": "https://example.org/a"}])
    return Record(articles, tables.frame("STATEMENTS", [row])).verify()


def read_brat(folder):
    """Texts, spans (sort, places, words), events (arguments), attributes and notes of a folder, by name of the file."""
    read = {}
    for file in sorted(folder.glob("*.txt")):
        spans, events, attributes, notes = {}, {}, {}, {}
        # What brat does: lines end where str.splitlines ends them, columns at tabs.
        for line in file.with_suffix(".ann").read_bytes().decode("utf-8").splitlines():
            key, data, *words = line.split("\t")
            if key.startswith("T"):
                sort, _, offsets = data.partition(" ")
                places = [tuple(int(one) for one in piece.split(" ")) for piece in offsets.split(";")]
                spans[key] = (sort, places, words[0])
            elif key.startswith("E"):
                (sort, trigger), *arguments = [one.split(":") for one in data.split(" ")]
                events[key] = {"sort": sort, "trigger": trigger, **dict(arguments)}
            elif key.startswith("A"):
                name, target, value = data.split(" ")
                attributes.setdefault(target, {})[name] = value
            elif key.startswith("#"):
                notes[data.split(" ")[1]] = words[0]
            else:
                raise AssertionError(line)
        read[file.name] = (file.read_bytes().decode("utf-8"), spans, events, attributes, notes)
    return read


def read_conll(file):
    """The columns, and for each article its head line, statement lines and sentences of rows."""
    head, articles = [], []
    for line in file.read_bytes().decode("utf-8").splitlines():
        if line.startswith("# newdoc "):
            articles.append((line[9:], [], [[]]))
        elif line.startswith("# statement "):
            articles[-1][1].append(line[12:])
        elif line.startswith("#") and not articles:
            head.append(line)
        elif not line:
            articles[-1][2].append([])
        else:
            articles[-1][2][-1].append(line.split("\t"))
    return head, articles


def read_bibtex(words):
    """The entries as mappings; a value is what stands between braces that match, as BibTeX matches them."""
    entries, place = [], 0
    while (start := words.find("@", place)) >= 0:
        opened = words.index("{", start)
        comma = words.index(",", opened)
        entry, place = {"type": words[start + 1 : opened], "key": words[opened + 1 : comma]}, comma + 1
        while field := re.compile(r"\s*(\w+) = ").match(words, place):
            begin = place = field.end()
            depth = 0
            while depth or words[place] != ",":
                depth += {"{": 1, "}": -1}.get(words[place], 0)
                place += 1
            entry[field[1]] = words[begin:place]
            place += 1
        assert words[place : place + 2] == "\n}"
        entries.append(entry)
        place += 2
    return entries


def read_ris(words):
    """The references as lists of (tag, value)."""
    references = []
    for line in words.split("\r\n")[:-1]:
        tag, value = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line, re.DOTALL).groups()
        if tag == "TY":
            references.append([])
        references[-1].append((tag, value))
    assert all(one[-1] == ("ER", "") for one in references)
    return references
