"""A record of the intake: the batch as it came, checked, behind one line of what only the collector knew.

The collector writes it with as little work as it can; the writer reads it back strictly, for it may have been damaged
on disk, and works out of it what the log keeps.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from houtai.core.events import batch as batches
from houtai.core.events.agents import device_of, is_bot
from houtai.core.events.batch import CLAMP, Batch
from houtai.core.events.schema import visitor_of
from houtai.core.events.via import Via

DAY = 86_400_000_000
LONGEST_PAST, LONGEST_AGENT = 3660 * DAY, 2000

# From 2017 to 2096: within this range no sum or difference of two times overflows.
Micros = Annotated[int, Meta(ge=1_500_000_000_000_000, le=4_000_000_000_000_000)]


class Cover(Struct, gc=False):
    """workspace; host; device and whether a bot, when a page sends; simulated: of the key, None for a page."""

    workspace: Annotated[str, Meta(pattern="^[0-9a-z]{1,32}$")]
    host: str
    device: str
    bot: bool
    simulated: bool | None


class Stamped(Cover, gc=False):
    """received: µs since 1970 in UTC."""

    received: Micros


class Event(Struct, gc=False):
    """at: µs since 1970 in UTC; referrer: host name; decision, via: decision and reader of the link; props: JSON."""

    name: str
    at: int
    subject: str
    path: str
    referrer: str
    value: float | None
    decision: int | None
    via: int | None
    props: str


class Record(Struct, gc=False):
    """received: µs; batch: hash of visitor and batch; visitor: hash; reader: the key's name of whoever did it."""

    workspace: str
    received: int
    batch: int
    visitor: int
    reader: str
    device: str
    bot: bool
    simulated: bool
    events: list[Event]


_stamped = msgspec.json.Decoder(Stamped).decode
_encode = msgspec.json.Encoder().encode


def covered(cover: Cover) -> bytes:
    """What all records of one sender begin with."""
    return _encode(cover)[:-1] + b',"received":%d}\n'


def decode(payload: bytes) -> Record:
    """Raises msgspec.MsgspecError, UnicodeDecodeError or batch.Invalid."""
    head, _, body = payload.partition(b"\n")
    cover, batch = _stamped(head), batches.decode(body)
    # A day ten years off would be a partition of its own for ever.
    batches.check(batch, received=cover.received, oldest=LONGEST_PAST)
    return expanded(cover, batch)


def expanded(cover: Stamped, batch: Batch) -> Record:
    device, bot = cover.device, cover.bot
    if cover.simulated is not None:
        # A server speaks for readers, also for those without a browser; what it is itself does not matter.
        agent = (batch.agent or "")[:LONGEST_AGENT]
        device, bot = device_of(agent), bool(agent) and is_bot(agent)
    who = batch.visitor or f"reader:{batch.reader}"
    return Record(
        workspace=cover.workspace,
        received=cover.received,
        batch=visitor_of(f"{who}:{batch.id}"),
        visitor=visitor_of(who),
        reader=batch.reader or "",
        device=device,
        bot=bot,
        simulated=bool(cover.simulated),
        events=events(cover, batch),
    )


def events(cover: Stamped, batch: Batch) -> list[Event]:
    """One loop, because a writer spends most of its time here."""
    workspace, host, received = cover.workspace, cover.host, cover.received
    # A sender's clock counts only by its differences, whatever it shows.
    shift = 0 if batch.absolute else received - batch.sent * 1000
    first = 0 if batch.absolute else received - CLAMP
    found = []
    for event in batch.events:
        at, via, path, referrer = event.at * 1000 + shift, event.via, event.path, event.referrer
        decision, reader = caused(via, workspace) if via else (None, None)
        path, referrer = path and bare(path), referrer and host_of(referrer, host)
        props = _encode(event.props).decode() if event.props else ""
        at = max(at, first)
        found.append(Event(event.name, at, event.subject, path, referrer, event.value, decision, reader, props))
    return found


@lru_cache(10_000)
def caused(token: str, workspace: str) -> tuple[int | None, int | None]:
    """A token that is not ours is no reason to lose the event."""
    via = Via.read(token, workspace=workspace)
    return (via.decision, via.reader) if via else (None, None)


@lru_cache(10_000)
def bare(path: str) -> str:
    """Without query and fragment, which may say who somebody is."""
    return path.partition("?")[0].partition("#")[0][:500]


@lru_cache(10_000)
def host_of(referrer: str, own: str) -> str:
    """The host name of an address, or of a host name; "" for our own and for what is none."""
    try:
        found = urlsplit(referrer if "://" in referrer else f"//{referrer}").hostname or ""
    except ValueError:
        return ""
    return "" if found == own else found[:253]
