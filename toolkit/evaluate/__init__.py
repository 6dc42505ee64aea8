"""How good the extraction is, measured on what people coded by hand; no prediction is ever trusted here.

`read_gold` reads a folder of texts and brat standoff, `score` compares statements with it, `calibration` says whether
their confidences can be taken at their word. `words` says what a word and a quotation are for these measures, `pairing`
which statement is which coded attribution. The measures are those of Newell, Margolin and Ruths 2018 (PolNeAR), so that
figures can be set beside those of others.

Without coded articles, `validate` draws a sample to check (`write_sample` and `read_sample` keep it as a file for a
spreadsheet), `checked` gives each party's precision and recall from the answers, `corrected_shares` the shares of all
parties without the mistakes that the sample tells of. `agreement` says how far two coders agree,
`disagreements` where they do not, `krippendorff_alpha` works on any ratings. `draw_articles` draws the articles that a
second coder codes, `codings` gives what both have in them, `open_disagreements` what is not settled yet. Every function
is pure, but for the reading and writing of files.
"""

from toolkit.evaluate.adjudication import codings, draw_articles, open_disagreements
from toolkit.evaluate.agreement import agreement, disagreements
from toolkit.evaluate.alpha import krippendorff_alpha
from toolkit.evaluate.calibration import calibration, expected_calibration_error
from toolkit.evaluate.checked import checked
from toolkit.evaluate.corrected import corrected_shares
from toolkit.evaluate.gold import Gold, read_gold
from toolkit.evaluate.predictions import predictions
from toolkit.evaluate.sample import validate
from toolkit.evaluate.scores import score
from toolkit.evaluate.sheet import read_sample, write_sample
from toolkit.evaluate.standoff import EvaluateError

__all__ = [
    "EvaluateError",
    "Gold",
    "agreement",
    "calibration",
    "checked",
    "codings",
    "corrected_shares",
    "disagreements",
    "draw_articles",
    "expected_calibration_error",
    "krippendorff_alpha",
    "open_disagreements",
    "predictions",
    "read_gold",
    "read_sample",
    "score",
    "validate",
    "write_sample",
]
