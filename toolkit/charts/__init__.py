"""Charts of the small tables of `compare`: each function takes one such table and gives an Altair chart.

All have one look (`theme`) on white paper, a title with what was counted below it, a description in words, and the
numbers on hover. A table without rows gives a chart that says so. Call `enable()` once in a notebook; the charts then
show without a network, and as pictures in a page without scripts.
"""

from toolkit.charts.claims import accusations, answer_rates, claim_board
from toolkit.charts.directness import directness
from toolkit.charts.figures import figures
from toolkit.charts.render import enable
from toolkit.charts.silence import silence
from toolkit.charts.verbs import reporting_verbs
from toolkit.charts.voice import voice_share

__all__ = [
    "accusations", "answer_rates", "claim_board", "directness", "enable", "figures", "reporting_verbs", "silence",
    "voice_share",
]  # fmt: skip
