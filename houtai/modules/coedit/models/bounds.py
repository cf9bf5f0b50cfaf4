"""How much one room takes, so that everybody can still be sent all of it: of Yjs clients, and of bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pycrdt import Doc

from houtai.modules.coedit.models.refusals import Full, TooLarge

# New clients in one update: each page that was open without network is one. Clients in a room, and those of one guest:
# each page on which somebody wrote is one.
MOST_NEW, MOST_WRITERS, MOST_OF_A_GUEST = 32, 10_000, 200
# Bytes of a document, and of its log until that is put together again.
MOST_DOCUMENT, MOST_LOG = 6 * 2**20, 64 * 2**20
# Parts of an update, such as nodes, words and deletions. While they are read nobody else is served, so one person has
# so many read at once, and so many each second.
MOST_PARTS, PARTS = 300_000, 30_000
# Pages on which one person has the same room open.
MOST_LINKS = 20


def admit(key: str, new: Sequence[int], writers: Mapping[int, tuple[str, str]], *, guest: bool) -> None:
    """Let whoever has this key write under further clients. Raises TooLarge and Full."""
    if len(new) > MOST_NEW:
        raise TooLarge
    if new and len(writers) + len(new) > MOST_WRITERS:
        raise Full
    if new and guest:
        theirs = sum(whose == key for whose, _name in writers.values())
        if theirs + len(new) > MOST_OF_A_GUEST:
            raise Full


class Weight:
    """bytes: of a document, at the most. What was deleted still counts, until it has to be known exactly. log: of what
    was added since the log was put together.
    """

    def __init__(self, updates: Iterable[bytes]) -> None:
        self.bytes = self.log = sum(map(len, updates))

    def add(self, size: int) -> None:
        self.bytes += size
        self.log += size

    def fit(self, size: int, doc: Doc[Any]) -> None:
        """Whether so much can still be put into the document. Raises Full."""
        if self.bytes + size > MOST_DOCUMENT:
            self.bytes = len(doc.get_update())
        if self.bytes + size > MOST_DOCUMENT:
            raise Full
