"""Assignment batches go to the log beside the events, each exactly once."""

from __future__ import annotations

from houtai.core.events.log import assignment_log
from houtai.modules.push.models.batch import Batch

ONCE = 1


def record_assignments() -> int:
    """Append what waits, and let go of it. Returns how many batches.

    The commit names its push, and the log takes it only once: a crash between the two loses and doubles nothing.
    """
    recorded = 0
    while batch := Batch.objects.order_by("pk").first():
        assignment_log().append(batch.table, positions={f"push:{batch.pk}": ONCE})
        batch.delete()
        recorded += 1
    return recorded
