"""What was said, in the paragraph it stands in."""

from small import small_record

from toolkit.show import passage


def rows():
    """Each statement of the small record with the text it stands in."""
    record = small_record()
    texts = dict(zip(record.articles["article_id"], record.articles["text"], strict=True))
    return [(row, texts[row["article_id"]]) for row in record.statements.to_dict("records")]


def test_pieces_are_the_words_of_the_article():
    """Joined, the pieces of a statement are a stretch of its article; the marked ones are its content."""
    for row, text in rows():
        found = passage.pieces(text, row)
        assert "".join(piece.words for piece in found) in text
        said = [text[start:end] for start, end in row["spans"]]
        assert "".join(piece.words for piece in found if piece.role == "content") == "".join(said)


def test_a_long_paragraph_is_cut_and_says_so():
    """Far from the statement a long paragraph is cut, with … where words are missing."""
    text = "a " * 2000 + "Lind said no." + " b" * 2000
    start = text.index("Lind")
    row = {"spans": [[start + 10, start + 12]], "cue": "said", "cue_start": start + 5, "cue_end": start + 9,
           "speaker_mention": "Lind", "speaker_start": start, "speaker_end": start + 4}  # fmt: skip
    pieces = passage.pieces(text, row)
    assert pieces[0].words == "… "
    assert pieces[-1].words == " …"
    assert sum(len(piece.words) for piece in pieces) < 2 * passage.AROUND + 30
    assert [piece.words for piece in pieces if piece.role] == ["Lind", "said", "no"]


def test_a_passage_ends_with_its_paragraph():
    """Whatever breaks a line ends the passage, and then nothing is said to be missing."""
    text = "Before.\u2028Lind said no.\x85After."
    start = text.index("Lind")
    row = {"spans": [[start + 10, start + 12]], "cue": "said", "cue_start": start + 5, "cue_end": start + 9,
           "speaker_mention": "", "speaker_start": None, "speaker_end": None}  # fmt: skip
    assert "".join(piece.words for piece in passage.pieces(text, row)) == "Lind said no."


def test_an_article_has_one_line():
    """Headline or first words, outlet and date, as far as they are known."""
    record = small_record()
    harbour, talks = record.articles.to_dict("records")
    assert passage.label(harbour) == "Norland and Sudria trade blame over harbour strike · Harbour Post · 2024-03-05"
    assert passage.label(talks) == "Talks stall, says mediator · The Meridian"
    assert (
        passage.label({**talks, "title": "", "outlet": ""}) == "Talks stall, says mediator Norland and Sudria said in …"
    )
