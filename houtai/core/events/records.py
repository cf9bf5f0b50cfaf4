"""A record of the intake as the writer reads it back: strictly, for it may have been damaged on disk."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

DAY = 86_400_000_000
LONGEST_PAST, LONGEST_FUTURE = 3660 * DAY, DAY


Int64 = Annotated[int, Meta(ge=-(2**63), le=2**63 - 1)]
# Up to the year 2096: within this range no sum or difference of two times overflows.
Micros = Annotated[int, Meta(ge=1, le=4_000_000_000_000_000)]


class Event(msgspec.Struct, frozen=True):
    """name, time (µs since 1970), subject, path, referrer's host, value, decision, via, further values as JSON."""

    n: str
    t: Micros
    s: str = ""
    p: str = ""
    f: str = ""
    v: float | None = None
    d: Int64 | None = None
    i: Int64 | None = None
    x: str = ""


class Record(msgspec.Struct, frozen=True):
    """workspace, received (µs since 1970), batch, visitor, reader's key, device, whether a bot, simulated, events."""

    w: Annotated[str, Meta(pattern="^[0-9a-z]{1,32}$")]
    r: Micros
    b: Int64
    u: Int64
    e: Annotated[list[Event], Meta(max_length=32_000)]
    k: str = ""
    d: str = ""
    f: int = 0
    s: bool = False


decode = msgspec.json.Decoder(Record).decode


def refuse_unlikely(record: Record) -> None:
    """A day ten years off would be a partition of its own for ever."""
    for event in record.e:
        if not -LONGEST_FUTURE < record.r - event.t < LONGEST_PAST:
            raise msgspec.ValidationError("The time of an event is out of range")
