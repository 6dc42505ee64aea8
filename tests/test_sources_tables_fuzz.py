"""Whatever bytes a table has, its reader gives articles, rows set aside, or one refusal, and nothing else."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from table_fuzz import BUILT, CELLS, EDITS, FILES, READERS, changed, changed_inside, sound

from toolkit.sources import guess_columns, preview, read_all
from toolkit.sources.column_dates import days
from toolkit.sources.columns import FIELDS
from toolkit.sources.formats import read_workbook
from toolkit.tables import check

pytestmark = pytest.mark.slow
MANY = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


@given(READERS, st.one_of(st.binary(max_size=300), BUILT))
@MANY
def test_any_bytes(reader, data):
    """Bytes that are no table at all are refused or read, and never a fault."""
    assert sound(reader, data)


@given(READERS, st.integers(0, 2), EDITS)
@MANY
def test_changed_files(reader, which, edits):
    """A whole table with some bytes changed is read, read in part, or refused."""
    files = FILES[reader]
    assert sound(reader, changed(files[which % len(files)], edits))


@given(EDITS)
@MANY
def test_workbooks_changed_inside(edits):
    """A workbook of whose parts one is damaged is read, read in part, or refused."""
    assert sound(read_workbook, changed_inside(FILES[read_workbook][0], edits))


@given(st.lists(CELLS, max_size=8), st.sampled_from(["", "dmy", "mdy"]))
@MANY
def test_any_cells_as_days(cells, order):
    """A day is an ISO day, and each cell with something in it that tells no day has a note."""
    found = days(cells, order=order)
    assert len(found.days) == len(found.notes) == len(cells)
    assert all(dt.date.fromisoformat(day) for day in found.days if day)


@given(st.lists(st.text(max_size=12), max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=5))
@MANY
def test_any_columns(names, rows):
    """Of any columns each field has one at most, each column one field, and each says why."""
    found = guess_columns(names, rows)
    assert set(found) <= set(FIELDS)
    assert len({guess.place for guess in found.values()}) == len(found)
    assert all(guess.reason and guess.column == names[guess.place] for guess in found.values())


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
@MANY
def test_any_frame(rows):
    """Every row of a frame that holds anything is an article or refused, and the preview says the same."""
    frame = pd.DataFrame([list(row) for row in rows], columns=["text", "date", "outlet"], dtype=object)
    articles, refused = read_all(frame)
    check(articles, "ARTICLES")
    shown = preview(frame, limit=50)
    assert len(shown) == len(articles) + len(refused) <= max(len(frame), 1)
