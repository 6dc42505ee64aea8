"""Charts of the small tables of `compare`: each function takes one such table and gives an Altair chart.

All have one look (`theme`) on white paper, a title with what was counted below it, a description in words, and the
numbers on hover. A table without rows gives a chart that says so. Call `enable()` once in a notebook; the charts then
show without a network, and as pictures in a page without scripts.
"""

from toolkit.charts.agency import agency
from toolkit.charts.claims import accusations, answer_rates, claim_board
from toolkit.charts.directness import directness
from toolkit.charts.distinctive import distinctive_words
from toolkit.charts.figures import figures
from toolkit.charts.grids import qualifier_rates, source_types, spoken_about
from toolkit.charts.prominence import prominence
from toolkit.charts.render import enable
from toolkit.charts.silence import silence
from toolkit.charts.sliced import voice_slices
from toolkit.charts.timeline import timeline
from toolkit.charts.verbs import reporting_verbs
from toolkit.charts.voice import voice_share

__all__ = [
    "accusations", "agency", "answer_rates", "claim_board", "directness", "distinctive_words", "enable", "figures",
    "prominence", "qualifier_rates", "reporting_verbs", "silence", "source_types", "spoken_about", "timeline",
    "voice_share", "voice_slices",
]  # fmt: skip
