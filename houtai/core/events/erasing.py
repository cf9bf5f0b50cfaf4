"""One person's events: handed out whole, or erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from houtai.core.events.log import NO_HOOKS, Log, assignment_log, event_log

AT_ONCE = 500


def history(visitors: Sequence[int]) -> pa.Table:
    """All rows of these visitor numbers, uncounted ones too, oldest first."""
    table = event_log().rows()
    return table.filter(table.visitor.isin(list(visitors))).order_by(["at", "batch", "n"]).to_pyarrow()


def erase(visitors: Sequence[int], *, until: datetime | None = None) -> int:
    """Delete all events of these visitor numbers, or those up to a moment; returns how many rows there were.

    The files with them leave the disk some two hours later, when no query reads them any more. Events that are still
    in the intake come in afterwards: erase again once the writer has drained it.
    """
    past = f" AND at <= '{until.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z'" if until else ""
    return _in_parts(event_log(), "visitor", visitors, past)


def erase_assignments(readers: Sequence[int]) -> int:
    """Delete what was assigned to these reader numbers; returns how many rows there were."""
    return _in_parts(assignment_log(), "reader", readers)


def _in_parts(log: Log, column: str, numbers: Sequence[int], further: str = "") -> int:
    gone = 0
    if log.exists():
        for start in range(0, len(numbers), AT_ONCE):
            some = ", ".join(str(int(number)) for number in numbers[start : start + AT_ONCE])
            gone += _delete(log, f"{column} IN ({some}){further}")
    return gone


def _delete(log: Log, predicate: str) -> int:
    """At first beside the writer; when its commits come in between, with the writer kept waiting."""
    try:
        return _deleted(log, predicate)
    except CommitFailedError:
        with log.alone():
            return _deleted(log, predicate)


def _deleted(log: Log, predicate: str) -> int:
    done = DeltaTable(str(log.folder)).delete(predicate, post_commithook_properties=NO_HOOKS)
    return int(done.get("num_deleted_rows") or 0)
