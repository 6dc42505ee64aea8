"""What was found, as escaped static HTML that reads without Python.

- `statement` shows one statement in its paragraph, with its party and the reason; `statements` all of them by party.
- `article` shows a whole article with the statements in it.
- `board` shows what each party says on each issue, `ledger` what was said of whom and who answered.
- `table` shows a small table with a caption, in the way a reader writes numbers.

Each gives a plain value that a script can read, with `_repr_html_` for a notebook and `str` for a terminal.
"""

from toolkit.show.board import Board, board
from toolkit.show.cards import Card, Cards, statement, statements
from toolkit.show.ledger import Ledger, ledger
from toolkit.show.pages import Page, article
from toolkit.show.table import Table, table

__all__ = [
    "Board", "Card", "Cards", "Ledger", "Page", "Table",
    "article", "board", "ledger", "statement", "statements", "table",
]  # fmt: skip
