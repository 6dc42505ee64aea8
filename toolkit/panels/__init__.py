"""Live views that edit a frozen `Query` and hold nothing else: every number in them is made by `compare`.

- `who_is_heard` asks whose statements, of which kind, with which words, and shows what is left.
- `who_speaks_for_whom` shows every speaker with its party and the reason, and lets the analyst overrule it.
"""

from toolkit.panels.belonging import Belonging, who_speaks_for_whom
from toolkit.panels.heard import Panel, who_is_heard

__all__ = ["Belonging", "Panel", "who_is_heard", "who_speaks_for_whom"]
