"""Reads what one Yjs update (format V1) is about without trusting a byte of it.

The Rust library takes the process down on nesting without end, so nothing reaches it before it was read here.
"""

from __future__ import annotations

from houtai.core.text.yjs.bytes_in import broken
from houtai.core.text.yjs.update import Id, Struct, Update
from houtai.core.text.yjs.values import Values

GC, SKIP, LARGEST_CLOCK = 0, 10, 2**31


def decode(data: bytes, *, most: int | None = None) -> Update:
    """Raises ValueError for bytes that are no update, or one that holds what no editor of ours writes, and Lengthy, a
    kind of it, for one with more than `most` parts: each costs some microseconds, however few bytes it has.
    """
    source, update = Values(data, parts=most), Update()
    for _ in range(source.uint()):
        client_structs(source, update)
    deletions(source, update)
    if not source.ended():
        raise broken("more bytes than an update has")
    update.parts = 0 if most is None or source.parts is None else most - source.parts
    return update


def client_structs(source: Values, update: Update) -> None:
    count, client, clock = source.uint(), source.uint(), source.uint()
    if client in update.starts:
        raise broken("a client twice")
    update.starts[client] = clock
    found = update.structs[client] = {}
    for _ in range(count):
        source.part()
        info = source.byte()
        struct = Struct(source.uint()) if info in (GC, SKIP) else item(source, info, update)
        if struct.length < 1 or clock + struct.length >= LARGEST_CLOCK:
            raise broken("a length that cannot be")
        if info == SKIP:
            raise broken("a gap")
        found[clock] = struct
        clock += struct.length
    update.ends[client] = clock


def item(source: Values, info: int, update: Update) -> Struct:
    origin = pointed(source, update) if info & 0x80 else None
    right = pointed(source, update) if info & 0x40 else None
    parent = None
    if not info & 0xC0:
        parent = None if root(source) else pointed(source, update)
        if info & 0x20:
            source.string()
    return Struct(source.content(info & 0x1F), parent, origin or right, info & 0x1F == 7)


def root(source: Values) -> bool:
    """Whether the parent is a root type, whose name is read then."""
    kind = source.uint()
    if kind not in (0, 1):
        raise broken("a parent of no kind")
    if kind:
        source.string()
    return bool(kind)


def pointed(source: Values, update: Update) -> Id:
    client, clock = source.uint(), source.uint()
    update.need(client, clock + 1)
    return client, clock


def deletions(source: Values, update: Update) -> None:
    for _ in range(source.uint()):
        client = source.uint()
        source.part()
        for _ in range(source.uint()):
            source.part()
            clock, length = source.uint(), source.uint()
            if not length:
                raise broken("nothing deleted")
            update.need(client, clock + length)
