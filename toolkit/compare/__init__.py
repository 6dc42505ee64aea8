"""Comparisons between parties: tables of a Record in, one small tidy table out, one question a file.

`voice` (who is heard), `directness` (whose own words are quoted), `verbatim` (how many of them), `prominence` (who
stands at the top, who has the last word), `source_types` (what sort of sources, with a name or without), `verbs` (with
which verbs), `qualifiers` (with which words of doubt), `agency` (whether it is said who did harm), `distinctive` (which
words set a party apart), `about` (who speaks about whom), `silence` (who is named and never heard), `figures` (which
numbers each side gives), `belonging` (who speaks for whom), `sensitivity` (whether a finding hangs on a choice),
`issues` (what it is about; `choices` keeps what the analyst decided on it), `board` (who claims what on which issue),
`contrast` (what two parties say on one issue), `answers` (who accuses whom, and who gets to answer; `later` what may
answer it in other reports). `difference` sets two parties against each other, `grouping` takes any measure apart by
outlet, week or any column; `timeline` counts over time. `act_quality` says how far the acts that
were found can be trusted, `units` what is counted, `intervals` and `resampling` how sure a value is. Every function is
pure and knows no chart and no widget.
"""

from toolkit.compare.about import spoken_about
from toolkit.compare.act_quality import act_quality
from toolkit.compare.agency import agency, agents_named
from toolkit.compare.answers import accusations, answer_rates, answered, unanswered
from toolkit.compare.belonging import belonging
from toolkit.compare.board import claim_board, unheard
from toolkit.compare.choices import keep_issues, kept_issues, renamed, split_by
from toolkit.compare.contrast import contrast
from toolkit.compare.difference import difference, differences
from toolkit.compare.directness import directness
from toolkit.compare.distinctive import distinctive_words
from toolkit.compare.figures import figures_side_by_side, pairs
from toolkit.compare.grouping import over, slices
from toolkit.compare.intervals import korn_graubard
from toolkit.compare.issues import IssueChoice, decided, issues
from toolkit.compare.later import later_answers
from toolkit.compare.prominence import positions, prominence
from toolkit.compare.qualifiers import qualifier_rates, qualifiers
from toolkit.compare.sensitivity import finding, sensitivity
from toolkit.compare.silence import silence
from toolkit.compare.source_types import anonymity, evenness, source_types
from toolkit.compare.timeline import timeline
from toolkit.compare.units import CompareError, clusters, innermost, voices
from toolkit.compare.verbatim import verbatim_length
from toolkit.compare.verbs import reporting_verbs, verb_list
from toolkit.compare.voice import voice_share

__all__ = [
    "CompareError",
    "IssueChoice",
    "accusations",
    "act_quality",
    "agency",
    "agents_named",
    "anonymity",
    "answer_rates",
    "answered",
    "belonging",
    "claim_board",
    "clusters",
    "contrast",
    "decided",
    "difference",
    "differences",
    "directness",
    "distinctive_words",
    "evenness",
    "figures_side_by_side",
    "finding",
    "innermost",
    "issues",
    "keep_issues",
    "kept_issues",
    "korn_graubard",
    "later_answers",
    "over",
    "pairs",
    "positions",
    "prominence",
    "qualifier_rates",
    "qualifiers",
    "renamed",
    "reporting_verbs",
    "sensitivity",
    "silence",
    "slices",
    "source_types",
    "split_by",
    "spoken_about",
    "timeline",
    "unanswered",
    "unheard",
    "verb_list",
    "verbatim_length",
    "voice_share",
    "voices",
]
