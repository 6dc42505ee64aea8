"""Files become ARTICLES: decoded, repaired once with a map back, their layout marked, with what they say of themselves.

Every input becomes an article or a refusal with its reason. `read` is the verb for analysts, `read_all` the one for
scripts that handle refusals themselves; `stream` reads more than the memory holds. `preview` tells what would be read,
and `guess_columns` which column of a table holds what.
"""

from toolkit.sources.columns import as_columns, guess_columns
from toolkit.sources.finding import find
from toolkit.sources.layout import Mark, marks
from toolkit.sources.preview import lines_of, mapping_of, preview
from toolkit.sources.reading import MAX_FILE_BYTES, MAX_PARAGRAPH, MAX_TEXT, read, read_all
from toolkit.sources.repair import Repair, repair, restore, to_original
from toolkit.sources.streaming import Streamed, stream

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_PARAGRAPH",
    "MAX_TEXT",
    "Mark",
    "Repair",
    "Streamed",
    "as_columns",
    "find",
    "guess_columns",
    "lines_of",
    "mapping_of",
    "marks",
    "preview",
    "read",
    "read_all",
    "repair",
    "restore",
    "stream",
    "to_original",
]
