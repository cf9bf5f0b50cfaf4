"""One person's events: handed out whole, or erased."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from houtai.core.events.log import NO_HOOKS, Log, event_log

AT_ONCE = 500


def history(visitors: Sequence[int]) -> pa.Table:
    """All rows of these visitor numbers, uncounted ones too, oldest first."""
    table = event_log().rows()
    return table.filter(table.visitor.isin(list(visitors))).order_by(["at", "batch", "n"]).to_pyarrow()


def erase(visitors: Sequence[int]) -> int:
    """Delete all events of these visitor numbers; returns how many rows there were.

    The files with them leave the disk some two hours later, when no query reads them any more. Events that are still
    in the intake come in afterwards: erase again once the writer has drained it.
    """
    log, gone = event_log(), 0
    if log.exists():
        for start in range(0, len(visitors), AT_ONCE):
            some = ", ".join(str(int(visitor)) for visitor in visitors[start : start + AT_ONCE])
            gone += _delete(log, f"visitor IN ({some})")
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
