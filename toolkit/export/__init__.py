"""The tables of a Record in the formats of other tools; one file a format.

- `folder`: CSV for spreadsheets and statistics, Parquet for everything else, and what they mean.
- `xlsx`: one workbook, a sheet a table.
- `jsonl`: one line a statement, for tools that read text line by line.
"""

from toolkit.export.choose import FORMATS, check, write

__all__ = ["FORMATS", "check", "write"]
