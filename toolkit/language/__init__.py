"""The only wing that knows spaCy: from articles to statements, figures, clauses of harm, speakers and names.

`analyse` is the door. Parties are not decided here; the rows carry the words that `parties` decides them by.
"""

from toolkit.language.analysis import DEFAULT_MODEL, analyse
from toolkit.language.reading import attribution_card, load_model, model_card

__all__ = ["DEFAULT_MODEL", "analyse", "attribution_card", "load_model", "model_card"]
