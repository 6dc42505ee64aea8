"""One Parquet file, a row a statement, for pandas, R, DuckDB and whatever reads columns."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from toolkit.export import about, checking, files, walking
from toolkit.record import Record, store

KEY = b"counterpoint"
"""Under this key the metadata of the file hold, as JSON, how the statements were made."""


def write(record: Record, out: Path) -> Path:
    """Every row is one statement with its article, every value as it was in the tables.

    The columns are those of STATEMENTS and `article_title`, `article_outlet`, `article_published`, `article_url`,
    `article_source`. Raises RecordError when the file cannot be written.
    """
    articles = record.articles.set_index("article_id")
    with files.whole(out) as fresh:
        store.write_parquet(record.statements, "STATEMENTS", fresh)
        table = pq.read_table(fresh)
        for key in walking.OF_ARTICLE[1:]:
            beside = articles[key].reindex(record.statements["article_id"])
            table = table.append_column(f"article_{key}", pa.Array.from_pandas(beside.reset_index(drop=True)))
        told = json.dumps(about.made(record, "parquet"), ensure_ascii=False).encode()
        pq.write_table(table.replace_schema_metadata({KEY: told}), fresh, compression="zstd")
        due = {"statements": len(record.statements)}
        checking.same(out, {"statements": pq.read_metadata(fresh).num_rows}, due)
    return out
