"""What goes between the rooms in memory and the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from pycrdt import Doc

from houtai.modules.coedit.models.refusals import Refused
from houtai.modules.coedit.sockets.link import Link

Who = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An update on its way to the log. link: whose; number: its number there; data: what it changes, empty for nothing:
    then it waits for what it says again; clients: Yjs clients that are new.
    """

    link: Link
    number: int
    data: bytes
    clients: tuple[int, ...] = ()


class Head(NamedTuple):
    """How far a room has come."""

    epoch: str
    seq: int
    talk: int
    base: int


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A room as the log has it. talk: how often its threads changed; base: up to which number it is put together;
    updates: all, or those after a number; writers: Yjs client to key and name.
    """

    room: int
    epoch: str
    schema: int
    seq: int
    talk: int
    base: int
    updates: list[bytes]
    writers: dict[int, Who]


@contextmanager
def refusing(why: type[Refused]) -> Iterator[None]:
    """Whatever Yjs says of bytes that make no sense becomes a refusal, panics of its core among them."""
    try:
        yield
    except Refused:
        raise
    except BaseException as error:
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise why from error
        raise


def document(updates: Iterable[bytes]) -> Doc[Any]:
    doc: Doc[Any] = Doc()
    for update in updates:
        doc.apply_update(update)
    return doc
