"""What happens just now; it is not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from houtai.core.events.log import events
from houtai.core.events.sparing import sparingly


@dataclass(frozen=True, kw_only=True)
class Live:
    """Views and different visitors since a moment, of these in the last five minutes; minutes: since 1970 to views."""

    views: int
    visitors: int
    late_views: int
    late_visitors: int
    minutes: dict[int, int]


def live(*, now: datetime, since: datetime, simulated: bool) -> Live:
    """Of some seconds ago where it costs much."""
    return sparingly(f"insight.live:{simulated}", lambda: counted(now=now, since=since, simulated=simulated))


def counted(*, now: datetime, since: datetime, simulated: bool) -> Live:
    rows = events(simulated=simulated, since=since.date(), until=now.date())
    rows = rows.filter(rows.name == "view", rows.at >= since, rows.at <= now)
    late = rows.at.epoch_seconds() >= int(now.timestamp()) - 300
    counts = rows.mutate(minute=rows.at.epoch_seconds() // 60).group_by("minute").aggregate(n=lambda t: t.count())
    sums = rows.aggregate(
        views=rows.count(),
        visitors=rows.visitor.nunique(),
        late_views=late.sum(),
        late_visitors=rows.visitor.nunique(where=late),
    )
    found = {name: value or 0 for name, value in sums.to_pyarrow().to_pylist()[0].items()}
    return Live(minutes={row["minute"]: row["n"] for row in counts.to_pyarrow().to_pylist()}, **found)
