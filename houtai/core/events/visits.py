"""What readers did in a span of time, whoever caused it: one row for each reader asked for."""

from __future__ import annotations

from datetime import datetime

import pyarrow as pa

from houtai.core.events.log import events

VISITORS = pa.schema([("visitor", pa.int64()), ("reader", pa.int64())])
SUMS = pa.schema([("reader", pa.int64()), ("events", pa.int64()), ("value", pa.float64())])


def visits(
    readers: pa.Table, *, since: datetime, until: datetime, name: str = "view", simulated: bool | None = None
) -> pa.Table:
    """What readers did from `since` up to, not including, `until`, whoever caused it: so hold-outs compare fairly.

    readers: columns `visitor` and `reader` (both int64), one row for each visitor number of a reader.
    Returns `reader`, `events` and `value` (the sum), one row for each reader asked for, with zeros where nothing came.
    """
    import ibis

    table = events(simulated=simulated, since=since.date(), until=until.date())
    table = table.filter((table.at >= since) & (table.at < until) & (table.name == name))
    asked = ibis.memtable(readers.select(["visitor", "reader"]).cast(VISITORS))
    sums = table.group_by("visitor").aggregate(events=lambda t: t.count(), value=lambda t: t.value.sum())
    return (
        asked.left_join(sums, "visitor")
        .group_by("reader")
        .aggregate(events=lambda t: t.events.sum().fill_null(0), value=lambda t: t.value.sum().fill_null(0.0))
        .order_by("reader")
        .to_pyarrow()
        .cast(SUMS)
    )
