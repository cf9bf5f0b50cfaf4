"""Open database connections: each thread holds a few, the process keeps the idle ones for whoever comes next.

Under ASGI every request may run on another thread, so connections kept by thread alone would be opened again and again.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any

IDLE, HELD = 64, 8
log = logging.getLogger("houtai.workspaces")


class Bag(threading.local):
    """What this thread holds: a connection for each key: a workspace, an alias, or None for no workspace."""

    def __init__(self) -> None:
        self.held: OrderedDict[str | None, Any] = OrderedDict()


bag = Bag()
_idle: OrderedDict[str | None, list[Any]] = OrderedDict()
_lock = threading.Lock()


def take(key: str | None) -> Any:
    """An idle connection for this key, now this thread's, or None."""
    with _lock:
        spare = _idle.get(key)
        connection = spare.pop() if spare else None
        if spare == []:
            del _idle[key]
    if connection is not None:
        connection._thread_ident, connection.health_check_done = threading.get_ident(), False
    return connection


def hold(key: str | None, connection: Any) -> None:
    """Keep a connection in this thread, and hand back the oldest idle ones past the limit."""
    bag.held[key] = connection
    for old in list(bag.held)[:-1]:
        if len(bag.held) > HELD and old is not None and not bag.held[old].in_atomic_block:
            _give(old, bag.held.pop(old))


def release() -> None:
    """Hand back all this thread holds: at the end of a request, a task, the outermost `enter`."""
    for key in [key for key in bag.held if key is not None]:
        _give(key, bag.held.pop(key))


def forget(key: str) -> None:
    """Close every connection of this thread and of the pool to a database that is to be replaced or deleted."""
    with _lock:
        gone = _idle.pop(key, [])
    _close([*gone, *filter(None, [bag.held.pop(key, None)])])


def drain() -> None:
    """Close every idle connection: before all files are replaced, or before the process forks."""
    with _lock:
        gone = [connection for spare in _idle.values() for connection in spare]
        _idle.clear()
    _close(gone)


def open_blocks(key: str) -> int:
    """How many transactions this thread has open there; those that a test case wraps around itself do not count."""
    connection = bag.held.get(key)
    return sum(not block._from_testcase for block in connection.atomic_blocks) if connection else 0


def idle_count() -> int:
    with _lock:
        return sum(map(len, _idle.values()))


def _give(key: str | None, connection: Any) -> None:
    if connection.connection is None:
        return
    if connection.in_atomic_block:
        log.error("A transaction of %s was left open; it is rolled back.", key)
        _close([connection])
        return
    surplus = []
    with _lock:
        _idle.setdefault(key, []).append(connection)
        _idle.move_to_end(key)
        while sum(map(len, _idle.values())) > IDLE:
            oldest = next(iter(_idle))
            surplus.append(_idle[oldest].pop(0))
            if not _idle[oldest]:
                del _idle[oldest]
    _close(surplus)


def _close(connections: Iterable[Any]) -> None:
    for connection in connections:
        connection._thread_ident = threading.get_ident()
        connection.close()
