"""Open database connections: each thread holds a few, the process keeps the idle ones for whoever comes next.

Under ASGI every request may run on another thread, so connections kept by thread alone would be opened again and again.

A server bounds its connections, so fewer of those are kept. One process opens at most SERVER_IDLE + its threads x
SERVER_HELD to it: 40 with the eight threads of a web server, 26 in a worker. `max_connections` of the server must allow
for the sum over the processes, and one more for each process that makes or drops a database.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

IDLE, HELD = 64, 8
SERVER_IDLE, SERVER_HELD = 24, 2
SERVER = "postgresql"
log = logging.getLogger("houtai.workspaces")


class Held(OrderedDict[str | None, Any]):
    """Closes what is left in it when its thread ends, but not the parent's after a fork."""

    def __init__(self) -> None:
        super().__init__()
        self.process = os.getpid()

    def __del__(self, over: Callable[[], bool] = sys.is_finalizing) -> None:
        # The last thread ends with the interpreter, when modules may be gone already.
        if not over() and self.process == os.getpid():
            _close(self.values())


class Bag(threading.local):
    """What this thread holds: a connection for each key: a workspace, an alias, or None for no workspace."""

    def __init__(self) -> None:
        self.held = Held()


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
        if _too_many(bag.held[old].vendor) and old is not None and not bag.held[old].in_atomic_block:
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


def idle_count(*, vendor: str | None = None) -> int:
    """Of one vendor, or of all."""
    with _lock:
        return sum(vendor in (None, each.vendor) for spare in _idle.values() for each in spare)


def _too_many(vendor: str) -> bool:
    of_servers = [connection for connection in bag.held.values() if connection.vendor == SERVER]
    return len(bag.held) > HELD or (vendor == SERVER and len(of_servers) > SERVER_HELD)


def _give(key: str | None, connection: Any) -> None:
    if connection.connection is None:
        return
    if connection.in_atomic_block:
        log.error("A transaction of %s was left open; it is rolled back.", key)
        _close([connection])
        return
    with _lock:
        _idle.setdefault(key, []).append(connection)
        _idle.move_to_end(key)
        surplus = [*_surplus(IDLE), *_surplus(SERVER_IDLE, vendor=SERVER)]
    _close(surplus)


def _surplus(most: int, *, vendor: str | None = None) -> list[Any]:
    """Takes out the idle connections past the limit, those of the least recently used workspaces first."""
    rows = [(key, each) for key, spare in _idle.items() for each in spare if vendor in (None, each.vendor)]
    for key, connection in rows[: -most or None] if len(rows) > most else []:
        _idle[key].remove(connection)
        if not _idle[key]:
            del _idle[key]
    return [connection for _key, connection in rows[: max(len(rows) - most, 0)]]


def _close(connections: Iterable[Any]) -> None:
    for connection in connections:
        connection._thread_ident = threading.get_ident()
        connection.close()
