"""What may come in: one batch, checked strictly, and the record that is kept of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct, field

from houtai.core.events.schema import visitor_of
from houtai.core.events.via import Via

MOST_BODY, MOST_EVENTS = 256 * 1024, 200
CLAMP = 7 * 24 * 3600 * 1_000_000
AHEAD = 5 * 60 * 1_000_000
USUAL = frozenset(["view", "read", "click", "share", "show", "subscribe", "leave"])
NAME = re.compile(r"[a-z0-9_.]{1,40}\Z")
PLACE = re.compile(r" - at `(.*)`\Z")
NULS = (b"\\u0000", b"\0")

Id = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{22}\Z")]
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


class Line(Struct, gc=False):
    """One event of a record. t: µs since 1970 in UTC; f: host name; d, i: decision and reader of the link; x: JSON."""

    n: str
    t: int
    s: str
    p: str
    f: str
    v: float | None
    d: int | None
    i: int | None
    x: str


class Record(Struct, gc=False):
    """One batch as the intake keeps it. w: workspace; r: received, µs; b: hash of visitor and batch; u: visitor;
    k: reader's key; d: device; f: 1 for a bot; s: simulated.
    """

    w: str
    r: int
    b: int
    u: int
    k: str
    d: str
    f: int
    s: bool
    e: list[Line] = field(default_factory=list)


_decode = msgspec.json.Decoder(Batch).decode
_encode = msgspec.json.Encoder().encode


def decode(body: bytes) -> Batch:
    """Raises Invalid."""
    try:
        batch = _decode(body)
    except msgspec.DecodeError as error:
        place = PLACE.search(str(error))
        raise Invalid(PLACE.sub("", str(error)), where=place.group(1) if place else "$") from error
    except UnicodeDecodeError as error:
        raise Invalid("The text is not UTF-8.") from error
    if NULS[0] in body:
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


def record(
    batch: Batch, *, workspace: str, host: str, received: int, device: str, bot: bool, simulated: bool, oldest: int
) -> bytes:
    """The payload to keep. received: µs since 1970 in UTC; oldest: how long before it an absolute time may be, in µs.

    Raises Invalid.
    """
    who = batch.visitor or (f"reader:{batch.reader}" if batch.reader else "")
    if not who:
        raise Invalid("Say whose events these are.", where="$.visitor")
    kept = Record(
        w=workspace,
        r=received,
        b=visitor_of(f"{who}:{batch.id}"),
        u=visitor_of(who),
        k=batch.reader or "",
        d=device,
        f=int(bot),
        s=simulated,
        e=lines(batch, workspace=workspace, host=host, received=received, oldest=oldest),
    )
    return _encode(kept)


def lines(batch: Batch, *, workspace: str, host: str, received: int, oldest: int) -> list[Line]:
    """One loop, because a collector spends most of its time here."""
    # A sender's clock counts only by its differences, whatever it shows.
    shift = 0 if batch.absolute else received - batch.sent * 1000
    first = received - (oldest if batch.absolute else CLAMP)
    last = received + AHEAD if batch.absolute else received
    found = []
    for event in batch.events:
        at, name = event.at * 1000 + shift, event.name
        if not first <= at <= last:
            at = moved(at, first, batch, event)
        if name not in USUAL:
            refuse_name(name, batch, event)
        via, path, referrer = event.via, event.path, event.referrer
        decision, reader = caused(via, workspace) if via else (None, None)
        path, referrer = path and bare(path), referrer and host_of(referrer, host)
        props = _encode(event.props).decode() if event.props else ""
        found.append(Line(name, at, event.subject, path, referrer, event.value, decision, reader, props))
    return found


def moved(at: int, first: int, batch: Batch, event: Event) -> int:
    """Where an event before `first` is put; raises Invalid for one that cannot be."""
    if not batch.absolute and at < first:
        return first
    late = "An event cannot be later than its batch was sent."
    off = "That time is in the future, or older than events are kept."
    raise Invalid(off if batch.absolute else late, where=place(batch, event, ".at"))


def refuse_name(name: str, batch: Batch, event: Event) -> None:
    """Raises Invalid for a name that is none, and for an identify that says nothing."""
    if not NAME.match(name):
        raise Invalid("A name is 1 to 40 of a-z, 0-9, _ and the dot.", where=place(batch, event, ".name"))
    if name == "identify" and not (batch.visitor and batch.reader):
        raise Invalid("identify needs both a visitor and a reader.", where=place(batch, event))


def place(batch: Batch, event: Event, part: str = "") -> str:
    number = next(n for n, one in enumerate(batch.events) if one is event)
    return f"$.events[{number}]{part}"


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
