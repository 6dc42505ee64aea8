"""Files become ARTICLES: decoded, repaired once with a map back, their layout marked, with what they say of themselves.

Every input becomes an article or a refusal with its reason. `read` is the verb for analysts, `read_all` the one for
scripts that handle refusals themselves.
"""

from toolkit.sources.layout import Mark, marks
from toolkit.sources.reading import MAX_FILE_BYTES, MAX_PARAGRAPH, MAX_TEXT, read, read_all
from toolkit.sources.repair import Repair, repair, restore, to_original

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_PARAGRAPH",
    "MAX_TEXT",
    "Mark",
    "Repair",
    "marks",
    "read",
    "read_all",
    "repair",
    "restore",
    "to_original",
]
