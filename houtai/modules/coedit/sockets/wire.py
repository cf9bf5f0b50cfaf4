"""Frames between browser and server: JSON as text, Yjs updates as bytes. docs/coedit.md describes them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from houtai.modules.coedit.models.refusals import Malformed

# Bytes: of one update, of one text frame, and of the first one, which says what the browser has of each writer.
MOST_UPDATE, MOST_TEXT, MOST_HELLO = 4 * 2**20, 16 * 2**10, 512 * 2**10
Bytes = TypeVar("Bytes", bytes, memoryview)
Number = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]


class Id(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    client: Number
    clock: Number


class Position(msgspec.Struct, forbid_unknown_fields=True, frozen=True, omit_defaults=True):
    """A relative position as Yjs writes it in JSON. One that names no place makes Yjs raise in every browser."""

    type: Id | None = None
    tname: Literal["default"] | None = None
    item: Id | None = None
    assoc: Literal[-1, 0, 1] = 0

    def __post_init__(self) -> None:
        if self.type is None and self.tname is None and self.item is None:
            raise ValueError("a position without a place")


class Cursor(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    anchor: Position
    head: Position


class Hello(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """vector: base64 of the state vector, empty for nothing; client: the number of this page's Yjs client."""

    schema: int
    client: Number
    epoch: str = ""
    vector: str = ""


class Said(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    hello: Hello | None = None
    cursor: Cursor | msgspec.UnsetType | None = msgspec.UNSET
    ping: int | None = None


class Exchange(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The same by HTTP. seq: the newest that this browser has; wait: seconds for something newer."""

    hello: Hello
    updates: list[str] = []
    cursor: Cursor | None = None
    seq: int = 0
    wait: float = 0


def read(text: str | bytes, kind: Any = Said) -> Any:
    """Raises Malformed."""
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeError) as error:
        raise Malformed from error


def written(message: Any) -> str:
    return msgspec.json.encode(message).decode()


def unpack(text: str) -> bytes:
    """Raises Malformed."""
    try:
        return b64decode(text, validate=True)
    except ValueError as error:
        raise Malformed from error


def pack(data: bytes) -> str:
    return b64encode(data).decode()


def numbered(frame: Bytes) -> tuple[int, Bytes]:
    """The number in front of an update, and the update. Raises Malformed."""
    value = shift = 0
    for at, byte in enumerate(frame[:8]):
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, frame[at + 1 :]
        shift += 7
    raise Malformed


def checked(vector: bytes) -> bytes:
    """A state vector as long as it says it is: Yjs makes room for what it says. Raises Malformed."""
    count, rest = 0, memoryview(vector)
    if vector:
        count, rest = numbered(rest)
    for _ in range(2 * count):
        _number, rest = numbered(rest)
    if rest:
        raise Malformed
    return vector


def framed(updates: Iterable[bytes]) -> bytes:
    """Updates one after the other, each behind its length."""
    return b"".join(part for update in updates for part in (varuint(len(update)), update))


def unframed(frame: bytes) -> Iterator[bytes]:
    """The updates in a frame. Raises Malformed."""
    while frame:
        length, frame = numbered(frame)
        yield frame[:length]
        frame = frame[length:]


def varuint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
