"""Live views that edit a frozen `Query` and hold nothing else: every number in them is made by `compare`.

- `choose_corpus` takes files or a path, and shows what is understood of them and what is refused.
- `who_is_heard` asks whose statements, of which kind, with which words, and shows what is left.
- `what_each_side_claims` asks for an issue, parties, acts, a measure and days, and shows the board and the words.
- `who_speaks_for_whom` shows every speaker with its party and the reason, and lets the analyst overrule it.
- `read_and_correct` shows an article with its statements, and lets the analyst put right what is wrong in them.
- `adjudicate` lists where two coders differ, and lets the analyst take one of the two.
- `share` writes the page that a colleague without Python opens, whole or redacted for licensed text.
"""

from toolkit.panels.adjudicating import Adjudicating, adjudicate
from toolkit.panels.article import ArticleView
from toolkit.panels.belonging import Belonging, who_speaks_for_whom
from toolkit.panels.choosing import Choosing, choose_corpus
from toolkit.panels.claims import Claims, View, saved_view, what_each_side_claims
from toolkit.panels.heard import Panel, who_is_heard
from toolkit.panels.reading import Correcting, read_and_correct
from toolkit.panels.sharing import Sharing, share

__all__ = [
    "Adjudicating", "ArticleView", "Belonging", "Choosing", "Claims", "Correcting", "Panel", "Sharing", "View",
    "adjudicate", "choose_corpus", "read_and_correct", "saved_view", "share", "what_each_side_claims", "who_is_heard",
    "who_speaks_for_whom",
]  # fmt: skip
