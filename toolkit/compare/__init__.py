"""Comparisons between parties: tables of a Record in, one small tidy table out, one question a file.

`voice` (who is heard), `directness` (whose own words are quoted), `verbs` (with which verbs), `silence` (who is named
and never heard), `figures` (which numbers each side gives), `belonging` (who speaks for whom), `sensitivity` (whether a
finding hangs on a choice). `units` says what is counted, `intervals` how sure a share is. Every function is pure and
knows no chart and no widget.
"""

from toolkit.compare.belonging import belonging
from toolkit.compare.directness import directness
from toolkit.compare.figures import figures_side_by_side, pairs
from toolkit.compare.intervals import korn_graubard
from toolkit.compare.sensitivity import finding, sensitivity
from toolkit.compare.silence import silence
from toolkit.compare.units import CompareError, clusters, innermost, voices
from toolkit.compare.verbs import reporting_verbs, verb_list
from toolkit.compare.voice import voice_share

__all__ = [
    "CompareError",
    "belonging",
    "clusters",
    "directness",
    "figures_side_by_side",
    "finding",
    "innermost",
    "korn_graubard",
    "pairs",
    "reporting_verbs",
    "sensitivity",
    "silence",
    "verb_list",
    "voice_share",
    "voices",
]
