"""How much each module is used, gathered in memory and written down once a minute: no request writes a row.

What was counted in the last minute is lost when a process is killed.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from houtai.core.workspaces import pool
from houtai.core.workspaces.context import current_or_none
from houtai.core.workspaces.engine import CONTROL

MINUTE, LATE = 60.0, timedelta(minutes=5)
MOST = 20_000
# The control database is SQLite, always.
ADD = """
    INSERT INTO workspaces_use (workspace_id, module, month, count, decisions, first_at, last_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (workspace_id, module, month) DO UPDATE SET
        count = count + excluded.count, decisions = decisions + excluded.decisions,
        first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)
"""
log = logging.getLogger("houtai.workspaces")
_lock = threading.Lock()
_stopped = threading.Event()


@dataclass(kw_only=True)
class Sum:
    """first, last: when it was used, in UTC; count: requests and decisions; decisions: those of them."""

    first: datetime
    last: datetime
    count: int = 0
    decisions: int = 0

    @property
    def span(self) -> tuple[datetime, datetime]:
        return self.first, self.last

    def add(self, other: Sum) -> None:
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.count += other.count
        self.decisions += other.decisions


Key = tuple[str, str, date]
_gathered: dict[Key, Sum] = {}


def note(module: str, *, now: datetime, decision: bool = False) -> None:
    """One request to a page of a module, or one decision by an action of it, in the current workspace."""
    workspace = current_or_none()
    if workspace is not None:
        _add((workspace, module, month_of(now)), Sum(first=now, last=now, count=1, decisions=int(decision)))


def month_of(moment: datetime) -> date:
    return moment.astimezone(UTC).date().replace(day=1)


def flush(*, now: datetime) -> int:
    """Write down what was gathered; returns how many rows. When the database is busy it is kept for the next time.

    What comes later than five minutes after its month counts in the next one, so that a month that is over stays.
    """
    with _lock:
        gathered = dict(_gathered)
        _gathered.clear()
    try:
        _write(gathered, now=now)
    except DatabaseError:
        log.exception("The use of modules could not be written down; it is kept for the next minute.")
        for key, found in gathered.items():
            _add(key, found)
        return 0
    return len(gathered)


def keep(*, clock: Callable[[], datetime] = timezone.now) -> None:
    """Flush each minute from now on, and once more when the process ends: for servers and workers."""
    _stopped.clear()
    threading.Thread(target=_keep, args=[clock], name="uses", daemon=True).start()
    atexit.register(stop, clock=clock)


def stop(*, clock: Callable[[], datetime] = timezone.now) -> None:
    _stopped.set()
    _flush_and_release(clock())


def _keep(clock: Callable[[], datetime]) -> None:
    while not _stopped.wait(MINUTE):
        _flush_and_release(clock())


def _flush_and_release(now: datetime) -> None:
    try:
        flush(now=now)
    finally:
        pool.release()


def _add(key: Key, found: Sum) -> None:
    with _lock:
        known = _gathered.get(key)
        if known:
            known.add(found)
        elif len(_gathered) < MOST:
            _gathered[key] = found


def _write(gathered: dict[Key, Sum], *, now: datetime) -> None:
    """All in one statement: the control database is not kept from others for long."""
    control = connections[CONTROL]
    written, earliest = control.ops.adapt_datetimefield_value, month_of(now - LATE)
    rows = [
        (workspace, module, max(month, earliest).isoformat(), found.count, found.decisions, *map(written, found.span))
        for (workspace, module, month), found in gathered.items()
    ]
    with transaction.atomic(using=CONTROL), control.cursor() as cursor:
        cursor.executemany(ADD, rows)
