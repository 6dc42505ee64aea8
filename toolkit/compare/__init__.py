"""Comparisons between parties: tables of a Record in, one small tidy table out, one question a file.

`voice` (who is heard), `directness` (whose own words are quoted), `verbs` (with which verbs), `silence` (who is named
and never heard), `figures` (which numbers each side gives), `belonging` (who speaks for whom), `sensitivity` (whether
a finding hangs on a choice), `issues` (what it is about; `choices` keeps what the
analyst decided on it), `board` (who claims what on which issue), `contrast` (what
two parties say on one issue), `answers` (who accuses whom, and who gets to answer; `later` what may
answer it in other reports). `act_quality` says how far the acts
that were found can be trusted, `units` what is counted, `intervals` how sure a share is. Every function is pure and
knows no chart and no widget.
"""

from toolkit.compare.act_quality import act_quality
from toolkit.compare.answers import accusations, answer_rates, answered, unanswered
from toolkit.compare.belonging import belonging
from toolkit.compare.board import claim_board, unheard
from toolkit.compare.choices import keep_issues, kept_issues, renamed, split_by
from toolkit.compare.contrast import contrast
from toolkit.compare.directness import directness
from toolkit.compare.figures import figures_side_by_side, pairs
from toolkit.compare.intervals import korn_graubard
from toolkit.compare.issues import IssueChoice, decided, issues
from toolkit.compare.later import later_answers
from toolkit.compare.sensitivity import finding, sensitivity
from toolkit.compare.silence import silence
from toolkit.compare.units import CompareError, clusters, innermost, voices
from toolkit.compare.verbs import reporting_verbs, verb_list
from toolkit.compare.voice import voice_share

__all__ = [
    "CompareError",
    "IssueChoice",
    "accusations",
    "act_quality",
    "answer_rates",
    "answered",
    "belonging",
    "claim_board",
    "clusters",
    "contrast",
    "decided",
    "directness",
    "figures_side_by_side",
    "finding",
    "innermost",
    "issues",
    "keep_issues",
    "kept_issues",
    "korn_graubard",
    "later_answers",
    "pairs",
    "renamed",
    "reporting_verbs",
    "sensitivity",
    "silence",
    "split_by",
    "unanswered",
    "unheard",
    "verb_list",
    "voice_share",
    "voices",
]
