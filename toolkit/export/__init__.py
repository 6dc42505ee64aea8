"""A Record in the formats of other tools; one file a format, each read back and counted before it takes its name.

- `folder`: CSV for spreadsheets and statistics, Parquet for everything else, and what they mean.
- `xlsx`: one workbook, a sheet a table. `separated`, `parquet`, `jsonl`: one file, a line a statement.
- `brat`, `conll`: texts with their annotations, for corpus tools. `annotations`: W3C Web Annotation.
- `refi`, `qdpx`: codebook and project of REFI-QDA, for NVivo, MAXQDA, ATLAS.ti. `dna`: Discourse Network Analyzer.
- `bibliography`: the articles as references.
- `choose`: which of these a name means. `walking`, `cells`, `about`, `checking`, `files`: what they share.
"""

from toolkit.export.choose import FORMATS, Format, check, write

__all__ = ["FORMATS", "Format", "check", "write"]
