"""Assignment batches go to the log beside the events, each exactly once."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa

from houtai.core.events.log import assignment_log
from houtai.modules.push.models.batch import Batch

AT_ONCE = 50
FIRST = 1


def record_assignments() -> int:
    """Append what waits, and let go of it. Returns how many batches.

    The commit names the pushes in it, so after a crash between the two nothing is appended twice.
    """
    recorded = 0
    with alone():
        while batches := list(Batch.objects.order_by("pk")[:AT_ONCE]):
            log = assignment_log()
            new = {app(batch): batch.table for batch in batches if log.position(app(batch)) < FIRST}
            if new:
                log.append(pa.concat_tables(new.values()), positions=dict.fromkeys(new, FIRST))
            Batch.objects.filter(pk__in=[batch.pk for batch in batches]).delete()
            recorded += len(batches)
    return recorded


def app(batch: Batch) -> str:
    return f"push:{batch.pk}"


@contextmanager
def alone() -> Iterator[None]:
    """One process at a time appends; the system lets go of the lock when that one is killed."""
    folder = assignment_log().folder.parent
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "assignments.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
