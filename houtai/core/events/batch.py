"""What may come in: one batch, checked strictly."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

MOST_BODY, MOST_EVENTS = 256 * 1024, 200
CLAMP = 7 * 24 * 3600 * 1_000_000
AHEAD = 5 * 60 * 1_000_000
USUAL = frozenset(["view", "read", "click", "share", "show", "subscribe", "leave"])
NAME = re.compile(r"[a-z0-9_.]{1,40}\Z")
PLACE = re.compile(r" - at `(.*)`\Z")
NUL = b"\\u0000"

# Of letters, digits, - and _ is said by `check`, which is faster than a pattern.
Id = Annotated[str, Meta(min_length=22, max_length=22)]
Milliseconds = Annotated[int, Meta(ge=0, le=10**14)]
Short = Annotated[str, Meta(max_length=40)]
Text = Annotated[str, Meta(max_length=500)]


class Invalid(ValueError):
    """The batch cannot be taken. what: for whoever sent it; where: a path such as "$.events[3].at", "$" for all."""

    def __init__(self, what: str, *, where: str = "$") -> None:
        super().__init__(what)
        self.what, self.where = what, where


class Event(Struct, forbid_unknown_fields=True, gc=False):
    """at: ms by the clock of whoever sends; value: seconds of a `read`, or the site's own."""

    name: str
    at: Milliseconds
    subject: Annotated[str, Meta(max_length=120)] = ""
    path: Annotated[str, Meta(max_length=2000)] = ""
    referrer: Annotated[str, Meta(max_length=2000)] = ""
    value: Annotated[float, Meta(ge=-1e12, le=1e12)] | None = None
    via: Short = ""
    props: Annotated[dict[Short, Text], Meta(max_length=20)] | None = None


class Batch(Struct, forbid_unknown_fields=True, gc=False):
    """visitor: the browser's random id. The rest is for keys: reader: the site's own name for whoever did it; agent:
    their user agent; absolute: `at` is UTC and `sent` does not matter.
    """

    v: Literal[1]
    id: Id
    sent: Milliseconds
    events: Annotated[list[Event], Meta(min_length=1, max_length=MOST_EVENTS)]
    visitor: Id | None = None
    reader: Annotated[str, Meta(min_length=1, max_length=200)] | None = None
    agent: Text | None = None
    absolute: bool = False


_decode = msgspec.json.Decoder(Batch).decode


def decode(body: bytes) -> Batch:
    """Raises Invalid."""
    try:
        batch = _decode(body)
    except msgspec.DecodeError as error:
        place = PLACE.search(str(error))
        raise Invalid(PLACE.sub("", str(error)), where=place.group(1) if place else "$") from error
    except UnicodeDecodeError as error:
        raise Invalid("The text is not UTF-8.") from error
    if NUL in body:
        refuse_nuls(batch)
    return batch


def refuse_nuls(batch: Batch) -> None:
    if any("\0" in text for text in texts(msgspec.to_builtins(batch))):
        raise Invalid("Text must not hold the character U+0000.")


def texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in texts(part)]
    return [text for part in value for text in texts(part)] if isinstance(value, list) else []


def check(batch: Batch, *, received: int, oldest: int) -> None:
    """What the types cannot say. received: µs since 1970 in UTC; oldest: how long before it an absolute time may be,
    in µs. Raises Invalid.
    """
    visitor = batch.visitor
    if not (visitor or batch.reader):
        raise Invalid("Say whose events these are.", where="$.visitor")
    refuse_id(batch.id, "$.id")
    if visitor:
        refuse_id(visitor, "$.visitor")
    last = (received + AHEAD) // 1000 if batch.absolute else batch.sent
    first = (received - oldest) // 1000 if batch.absolute else 0
    for event in batch.events:
        if not first <= event.at <= last:
            late = "An event cannot be later than its batch was sent."
            off = "That time is in the future, or older than events are kept."
            raise Invalid(off if batch.absolute else late, where=place(batch, event, ".at"))
        if event.name not in USUAL:
            refuse_name(event.name, batch, event)


def refuse_id(text: str, where: str) -> None:
    if not (text.isascii() and text.replace("-", "0").replace("_", "0").isalnum()):
        raise Invalid("An id is 22 of A-Z, a-z, 0-9, - and _.", where=where)


def refuse_name(name: str, batch: Batch, event: Event) -> None:
    """Raises Invalid for a name that is none, and for an identify that says nothing."""
    if not NAME.match(name):
        raise Invalid("A name is 1 to 40 of a-z, 0-9, _ and the dot.", where=place(batch, event, ".name"))
    if name == "identify" and not (batch.visitor and batch.reader):
        raise Invalid("identify needs both a visitor and a reader.", where=place(batch, event))


def place(batch: Batch, event: Event, part: str = "") -> str:
    number = next(n for n, one in enumerate(batch.events) if one is event)
    return f"$.events[{number}]{part}"
