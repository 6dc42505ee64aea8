"""Plain text: the file is the article."""

from toolkit.sources.decoding import decode
from toolkit.sources.formats.document import Document


def read_plain(data: bytes) -> list[Document]:
    """A plain text file is one document, whatever its encoding; see `toolkit.sources.decoding.decode`.

    Raises SourceError when the bytes are no text.

    >>> read_plain(b"Talks ended.")[0].text
    'Talks ended.'
    """
    text, note = decode(data)
    return [Document(text, note)]
