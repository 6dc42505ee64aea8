"""The contracts of the tables that flow between rooms: what one row is, its columns, dtypes and spans.

A frame that keeps its contract is the one type that rooms exchange. `contracts` holds the contracts as data,
`frames` makes and checks frames: `empty`, `frame`, `refilled`, `check`, `verify`; `rows` and `among` read them.
"""

from toolkit.tables.contracts import CONTRACTS, contract
from toolkit.tables.frames import among, check, empty, frame, refilled, rows, verify
from toolkit.tables.shape import Column, Contract, Span

__all__ = [
    "CONTRACTS", "Column", "Contract", "Span", "among", "check", "contract", "empty", "frame", "refilled", "rows",
    "verify",
]  # fmt: skip
