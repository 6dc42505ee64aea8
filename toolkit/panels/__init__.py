"""Live views that edit a frozen `Query` and hold nothing else: every number in them is made by `compare`.

- `who_is_heard` asks whose statements, of which kind, with which words, and shows what is left.
"""

from toolkit.panels.heard import Panel, who_is_heard

__all__ = ["Panel", "who_is_heard"]
