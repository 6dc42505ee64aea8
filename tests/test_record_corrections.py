"""The log of corrections: lines that are kept, read and told of."""

import json
import multiprocessing
import os

import pytest

from toolkit.errors import RecordError, RefusedWarning
from toolkit.record import accept, correct, corrections_of, reject, undo
from toolkit.record.corrections import Anchor, Correction, Quote, append, hash_of, holding, made


def log_file(record, who="analyst"):
    """The file that a coder's lines lie in."""
    return record.home / "corrections" / f"{who}.jsonl"


def line(key, what="reject", **other):
    """A correction of a moment, written out."""
    anchor = Anchor("harbour", "harbour.txt", Quote("the charge", 8, 18), "denied ", ".")
    return Correction(key, what, "2024-03-05T12:00:00.000000+00:00", "analyst", statement="s2", anchor=anchor, **other)


def test_a_line_says_who_when_what_and_where(housed_record):
    """A correction is one line of readable JSON with the words it is about and only the fields that changed."""
    correct(housed_record, "s2", party="Norland", why="a slip of the tongue — see p. 3")
    (said,) = [json.loads(one) for one in log_file(housed_record).read_text(encoding="utf-8").splitlines()]
    assert list(said) == ["id", "what", "when", "who", "why", "statement", "anchor", "before", "after"]
    assert (said["what"], said["who"], said["why"], said["statement"]) == (
        "change", "analyst", "a slip of the tongue — see p. 3", "s2",
    )  # fmt: skip
    assert said["anchor"]["exact"] == "the charge"
    assert said["anchor"]["prefix"].endswith("Sudria denied ")
    assert said["anchor"]["suffix"].startswith(". “We did not fire")
    assert (said["before"], said["after"]) == ({"party": "Sudria"}, {"party": "Norland"})
    assert said["when"].endswith("+00:00")


def test_spans_are_written_as_quotes(housed_record):
    """Places are kept with the words that stand there."""
    start = housed_record.articles.loc[0, "text"].index("deliberately")
    correct(housed_record, "s0", spans=[(start, start + 19)])
    (one,) = corrections_of(housed_record.home)
    assert one.after["spans"] == [Quote("deliberately struck", start, start + 19)]
    assert [quote.exact for quote in one.before["spans"]] == ["Sudrian forces had “deliberately struck” the harbour"]
    assert one.after["kind"] == "direct"


def test_the_file_only_grows(housed_record):
    """What stands in the file stays there, byte for byte, also when it is taken back."""
    before = b""
    for step in (
        lambda record: accept(record, "s0"),
        lambda record: reject(record, "s1"),
        undo,
        lambda record: correct(record, "s2", kind="direct"),
    ):
        step(housed_record)
        now = log_file(housed_record).read_bytes()
        assert now.startswith(before)
        assert now.count(b"\n") == before.count(b"\n") + 1
        before = now


def test_a_line_comes_back_as_it_was(housed_record):
    """Writing and reading a correction changes nothing of it, and neither do keys of a later version."""
    one = line("1", "change", after={"party": "Norland", "cue": Quote("denied", 1, 7), "named": None}, why="ä \x85 “")
    append(housed_record.home, one)
    two = line("2", other={"mood": {"sure": 0.4}})
    append(housed_record.home, two)
    found = corrections_of(housed_record.home)
    assert found == (one, two)
    assert hash_of(found) == hash_of([one, two]) != hash_of([two, one])


def test_half_of_a_pair_of_surrogates_is_kept(housed_record):
    """A text that no file of UTF-8 could hold does not stop the log."""
    one = line("1", why="broken \udc80 byte")
    append(housed_record.home, one)
    assert corrections_of(housed_record.home) == (one,)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"id": "9", "what": "rej', "Unterminated string"),
        ("[]", "it is no mapping"),
        ('{"id": "9", "when": "2024-03-05T12:00:00+00:00"}', "lacks 'what'"),
        ('{"id": "9", "what": "reject", "when": "2024-03-05T12:00:00+00:00"}', "lacks 'anchor'"),
        ('{"id": "9", "what": "undo", "when": "yesterday"}', "Invalid isoformat"),
        ('{"id": "9", "what": "undo", "when": "2024-03-05T12:00:00"}', "a moment with its time zone"),
        ('{"id": 9, "what": "undo", "when": "2024-03-05T12:00:00+00:00"}', "id is no text"),
    ],
)
def test_a_damaged_line_is_told(housed_record, bad, reason):
    """A line that cannot be read is told with its number and the reason, and every other line counts."""
    for key in "12":
        append(housed_record.home, line(key))
    first, second = log_file(housed_record).read_text(encoding="utf-8").splitlines()
    log_file(housed_record).write_text(f"{first}\n\n{bad}\n{second}\n", encoding="utf-8")
    with pytest.warns(RefusedWarning, match=rf"line 3 of corrections/analyst.jsonl.*{reason}"):
        assert [one.id for one in corrections_of(housed_record.home)] == ["1", "2"]


@pytest.mark.parametrize(
    "after",
    [
        {"kind": "loud"}, {"act": 3}, {"party": None}, {"spans": []}, {"named": "yes"}, "party",
        {"spans": [{"exact": "abc", "start": 0, "end": 9}]}, {"cue": {"exact": "", "start": 0, "end": 0}},
        {"cue": {"exact": 3, "start": 0, "end": 1}},
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_told(housed_record, after):
    """A value edited into what no table may hold makes the line a damaged one."""
    said = json.loads(line("1", "change").write()) | {"after": after}
    append(housed_record.home, line("0"))
    with log_file(housed_record).open("a", encoding="utf-8") as file:
        file.write(json.dumps(said) + "\n")
    with pytest.warns(RefusedWarning, match="line 2 of"):
        assert [one.id for one in corrections_of(housed_record.home)] == ["0"]


def test_a_power_cut_costs_one_line(housed_record):
    """After a line that was cut off the next one stands on a line of its own."""
    append(housed_record.home, line("1"))
    with log_file(housed_record).open("ab") as file:
        file.write('{"id": "2", "why": "ä'.encode()[:-1])
    append(housed_record.home, line("3"))
    with pytest.warns(RefusedWarning, match=r"line 2 of"):
        assert [one.id for one in corrections_of(housed_record.home)] == ["1", "3"]


def test_an_editor_may_save_the_file(housed_record):
    """A mark at the beginning and line breaks of another system change nothing."""
    for key in "12":
        append(housed_record.home, line(key))
    words = log_file(housed_record).read_text(encoding="utf-8").replace("\n", "\r\n")
    log_file(housed_record).write_bytes(words.encode("utf-8-sig"))
    append(housed_record.home, line("3"))
    assert [one.id for one in corrections_of(housed_record.home)] == ["1", "2", "3"]


def many(home, who):
    """Append fifty lines, in another process."""
    for number in range(50):
        append(home, made("reject", "both", statement=f"{who}-{number}", anchor=line("0").anchor, why="x" * 3000))


def test_two_programs_append_at_the_same_time(housed_record):
    """Two programs that write to one file keep every line of both, in the order of each."""
    context = multiprocessing.get_context("spawn" if os.name == "nt" else "fork")
    runs = [context.Process(target=many, args=(housed_record.home, name)) for name in "ab"]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    found = [one.statement for one in corrections_of(housed_record.home)]
    for name in "ab":
        assert [one for one in found if one.startswith(name)] == [f"{name}-{number}" for number in range(50)]


def test_lines_of_several_coders(housed_record):
    """Every coder has a file; all together they stand in the order of time, each coder's in that of the file."""
    times = {"first": ["10", "12", "11"], "second": ["09", "13"]}
    for who, hours in times.items():
        for hour in hours:
            append(housed_record.home, Correction(hour, "undo", f"2024-03-05T{hour}:00:00.000000+00:00", who, of="0"))
    assert [one.id for one in corrections_of(housed_record.home)] == ["09", "10", "12", "11", "13"]
    assert [one.id for one in corrections_of(housed_record.home, who="second")] == ["09", "13"]
    assert corrections_of(housed_record.home, who="third") == ()


def test_a_line_that_stands_twice_counts_once(housed_record):
    """A file that was pasted together of two copies says everything once."""
    for key in "121":
        append(housed_record.home, line(key))
    assert [one.id for one in corrections_of(housed_record.home)] == ["1", "2"]


@pytest.mark.parametrize("name", ["", "../up", "a/b", ".hidden", "a.b", "x" * 81])
def test_unsafe_names_of_coders(housed_record, name):
    """A name that could lead out of the folder is refused, and nothing is written."""
    for work in (lambda: accept(housed_record, "s0", who=name), lambda: corrections_of(housed_record.home, who=name)):
        with pytest.raises(RecordError, match="cannot be the name of a file"):
            work()
    assert not housed_record.home.exists()


def test_without_a_home_nothing_is_kept(small_record):
    """A record without a home refuses a correction and says how to give it one; it has no log to read."""
    with pytest.raises(RecordError, match=r"dataclasses.replace\(record, home="):
        accept(small_record, "s0")
    assert corrections_of(None) == ()


def test_a_log_that_cannot_be_opened(housed_record):
    """A folder in the place of the file is named with the next step, for reading and for writing."""
    log_file(housed_record).mkdir(parents=True)
    with pytest.raises(RecordError, match=r"analyst.jsonl cannot be read"):
        corrections_of(housed_record.home)
    with pytest.raises(RecordError, match=r"analyst.jsonl cannot be written"):
        append(housed_record.home, line("1"))


def test_what_holds():
    """An undo takes back one earlier line of its own coder, and can be taken back as often as one likes."""
    moment = "2024-03-05T12:00:00+00:00"

    def undone(key, of, who="analyst"):
        return Correction(key, "undo", moment, who, of=of)

    log = [line("1"), line("2"), undone("3", "1"), undone("4", "2", who="second")]
    assert [one.id for one in holding(log)] == ["2"]
    assert [one.id for one in holding([*log, undone("5", "3")])] == ["1", "2"]
    assert [one.id for one in holding([*log, undone("5", "3"), undone("6", "5")])] == ["2"]
