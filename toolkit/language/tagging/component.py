"""The tagger as a spaCy component: `doc._.attributions` of every Doc, whatever stands before it in the pipeline."""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from toolkit.errors import ModelError
from toolkit.language.tagging.confidence import Settings, load_settings
from toolkit.language.tagging.decode import decode
from toolkit.language.tagging.network import Tagger, load_tagger
from toolkit.language.tagging.outcome import Attribution
from toolkit.language.tagging.pieces import Pieces, pieces_in

NAME = "counterpoint_attribution"
ONE_CORE = "COUNTERPOINT_ONE_CORE"
"""Set in the environment of a process that has one core to itself; there nothing is tagged beside the parser."""

Doc.set_extension("attributions", default=(), force=True)


@Language.factory(NAME, assigns=["doc._.attributions"])
def make_attributor(nlp: Language, name: str) -> "Attributor":  # noqa: ARG001 - spaCy calls it with both
    """The component for a pipeline; raises ModelError where the package was installed without its weights.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("counterpoint_attribution")
    >>> doc = nlp("“We will pay,” Ines Mora said.")
    >>> [doc.text[slice(*one.source)] for one in doc._.attributions]
    ['Ines Mora']
    """
    tagger = load_tagger()
    if tagger is None:
        raise ModelError(
            "the weights of the attribution tagger are not in this installation",
            works="the package as it is published, which holds them, or extraction by rules",
            step="pip install --force-reinstall counterpoint-toolkit, or say rules=True (toolkit extract --rules)",
        )
    return Attributor(tagger, load_settings())


class Attributor:
    """Sets `doc._.attributions`; while one batch is tagged in a thread, the pipeline parses the next."""

    def __init__(self, tagger: Tagger, settings: Settings) -> None:
        self.tagger = tagger
        self.settings = settings

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its attributions."""
        return _set([doc], self._tag([doc]))[0]

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The Docs in order, each with its attributions."""
        if os.environ.get(ONE_CORE):
            given = iter(stream)
            while docs := list(islice(given, batch_size)):
                yield from _set(docs, self._tag(docs))
            return
        yield from self._beside(iter(stream), batch_size)

    def _beside(self, given: Iterator[Doc], batch_size: int) -> Iterator[Doc]:
        waiting: tuple[list[Doc], Future[list[list[Attribution]]]] | None = None
        with ThreadPoolExecutor(max_workers=1) as pool:
            while docs := list(islice(given, batch_size)):
                job = pool.submit(self._tag, docs)
                if waiting is not None:
                    yield from _set(waiting[0], waiting[1].result())
                waiting = docs, job
            if waiting is not None:
                yield from _set(waiting[0], waiting[1].result())

    def _tag(self, docs: list[Doc]) -> list[list[Attribution]]:
        owners: list[int] = []
        stretches: list[Pieces] = []
        for place, doc in enumerate(docs):
            for pieces in pieces_in(doc.text, self.tagger.tokenizer):
                owners.append(place)
                stretches.append(pieces)
        found: list[list[Attribution]] = [[] for _ in docs]
        for place, tagged in zip(owners, self.tagger.tag(stretches, self.settings.limits), strict=True):
            for one in decode(tagged, self.settings.limits):
                confidence = self.settings.confidence(one.features)
                if confidence >= self.settings.least:
                    content = tuple(tagged.pieces.stretch(run) for run in one.content)
                    source = tagged.pieces.stretch(one.source) if one.source is not None else None
                    found[place].append(Attribution(tagged.pieces.stretch(one.cue), source, content, confidence))
        return found


def _set(docs: list[Doc], found: list[list[Attribution]]) -> list[Doc]:
    for doc, attributions in zip(docs, found, strict=True):
        doc._.attributions = tuple(attributions)
    return docs
