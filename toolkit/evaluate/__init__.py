"""How good the extraction is, measured on articles that people coded by hand; no prediction is ever trusted here.

`read_gold` reads a folder of texts and brat standoff, `score` compares statements with it, `calibration` says whether
their confidences can be taken at their word. `words` says what a word and a quotation are for these measures, `pairing`
which statement is which coded attribution. The measures are those of Newell, Margolin and Ruths 2018 (PolNeAR), so that
figures can be set beside those of others. Every function is pure, but for the reading.
"""

from toolkit.evaluate.calibration import calibration, expected_calibration_error
from toolkit.evaluate.gold import Gold, read_gold
from toolkit.evaluate.predictions import predictions
from toolkit.evaluate.scores import score
from toolkit.evaluate.standoff import EvaluateError

__all__ = ["EvaluateError", "Gold", "calibration", "expected_calibration_error", "predictions", "read_gold", "score"]
