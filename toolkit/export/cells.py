"""Values of a table as plain Python values, and text that no spreadsheet takes for a formula or cuts unasked."""

import json
import re
from typing import Any

import pandas as pd

from toolkit import tables

CELL = 32_767
"""The most a cell of a spreadsheet can hold, in UTF-16 units, which is how they count."""

# What makes a spreadsheet read a cell as a formula: the four signs, their full-width forms, and the white space that
# some programs strip before they look for them.
RISKY = "=+\\-@\t\r\n＝＋－＠"
_RISKY = re.compile(f"'*[{RISKY}]")
_GUARDED = re.compile(f"'+[{RISKY}]")
# JSON escapes what is below the space; these three end a line for many readers too.
_BREAKS = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"})


def rows(table: pd.DataFrame, name: str) -> list[dict[str, Any]]:
    """The rows of table `name` as mappings of what JSON can hold: None where a value is missing, dates in ISO form.

    >>> rows(tables.frame("MENTIONS", [{"mention_id": "m0", "start": 7}]), "MENTIONS")[0]["start"]
    7
    """
    columns = {column: [plain(value) for value in table[column]] for column in tables.contract(name).names}
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def plain(value: Any) -> Any:
    """A value of a cell as JSON knows it."""
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    return value.item() if hasattr(value, "item") else value


def flat(value: Any) -> Any:
    """A plain value with lists written as JSON text, for formats whose cells hold no lists.

    >>> flat([[0, 7]]), flat(7), flat("x")
    ('[[0, 7]]', 7, 'x')
    """
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def guard(text: str) -> str:
    """Text that a spreadsheet could take for a formula gets an apostrophe in front; `unguard` takes it off.

    So that this can be undone without doubt, text that looks as if it had been guarded gets one more.

    >>> guard("=1+1"), guard("'=1+1"), guard("'tis")
    ("'=1+1", "''=1+1", "'tis")
    """
    return f"'{text}" if _RISKY.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given.

    >>> unguard("'=1+1"), unguard("'tis")
    ('=1+1', "'tis")
    """
    return text[1:] if _GUARDED.match(text) else text


def cut(text: str) -> tuple[str, str]:
    """The text as far as a cell can hold it, never parting one sign in two, and what was done, empty for nothing.

    >>> cut("short"), cut("a" * 40_000)[1]
    (('short', ''), 'cut after 32767 of 40000 code points')
    """
    if len(text) <= CELL // 2:
        return text, ""
    short = text.encode("utf-16-le", "surrogatepass")[: 2 * CELL].decode("utf-16-le", "ignore")
    return short, f"cut after {len(short)} of {len(text)} code points" if len(short) < len(text) else ""


def line(value: Any) -> str:
    r"""A plain value as JSON on one line, whatever a reader takes for the end of a line.

    >>> print(line({"speaker": "a\nb\u2028c"}))
    {"speaker": "a\nb\u2028c"}
    """
    return json.dumps(value, ensure_ascii=False, allow_nan=False).translate(_BREAKS)


def bare(text: str) -> str:
    r"""The text on one line: every run of white space, line breaks and control characters is one space.

    >>> bare(" Talks\r\nstall\x00 ")
    'Talks stall'
    """
    return " ".join("".join(" " if sign < " " or sign == "\x7f" else sign for sign in text).split())
