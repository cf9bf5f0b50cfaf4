"""Who wrote an update, and letting a document take it without harm."""

from __future__ import annotations

from typing import Any

import pycrdt

from houtai.core.text.yjs.bytes_in import broken
from houtai.core.text.yjs.decoding import decode
from houtai.core.text.yjs.nesting_depth import too_deep
from houtai.core.text.yjs.update import Update


class Spoilt(ValueError):
    """The library gave up in the middle of an update; the document that was to take it must be thrown away."""


def clients_of(update: bytes) -> dict[int, int]:
    """The clients whose items an update holds, each with the clock after its last one.

    Raises ValueError for bytes that are no update (format V1). An update that only deletes has no clients.
    """
    return new_in(decode(update))


def new_in(update: Update) -> dict[int, int]:
    return {client: end for client, end in update.ends.items() if end > update.starts[client]}


def apply(
    doc: pycrdt.Doc[Any], update: bytes, *, read: Update | None = None, known: dict[int, int] | None = None
) -> dict[int, int]:
    """Lets the document take an update that came from outside, and says its clients as `clients_of` does.

    read, known: what `decode` made of it and the `state` of the document, where that was done before. Raises
    ValueError, before the document is touched, for bytes that are no update, that nest too deep, or that build on
    what the document lacks; and Spoilt, a kind of it, when the document cannot be used any more.
    """
    found = read or decode(update)
    lacking(found, state(doc) if known is None else known)
    too_deep(found)
    try:
        doc.apply_update(update)
    except BaseException as error:
        if not choked(error):
            raise
        raise Spoilt(str(error)) from error
    return new_in(found)


def choked(error: BaseException) -> bool:
    """Whether pycrdt could not go on. The panics of its Rust side are no Exception, and their class has no name."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def state(doc: pycrdt.Doc[Any]) -> dict[int, int]:
    """The document's state vector: client -> the clock after its last item."""
    numbers, value, shift = [], 0, 0
    for byte in doc.get_state():
        if byte < 0x80:
            numbers.append(value | byte << shift)
            value = shift = 0
        else:
            value |= (byte & 0x7F) << shift
            shift += 7
    return dict(zip(numbers[1::2], numbers[2::2], strict=True))


def lacking(update: Update, known: dict[int, int]) -> None:
    """Raises ValueError when the update would have to wait for another one."""
    for client, start in update.starts.items():
        if start > known.get(client, 0):
            raise broken("it skips a part")
    for client, end in update.needs.items():
        if end > max(known.get(client, 0), update.ends.get(client, 0)):
            raise broken("it builds on what is not there")
