"""How much came in of late, step by step, for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from houtai.core.events.log import event_log
from houtai.core.events.schema import Fate
from houtai.core.events.sparing import sparingly

LATE_DAYS = 7
SHOWN = (Fate.COUNTED, Fate.BOT, Fate.DUPLICATE)


@dataclass(frozen=True, kw_only=True)
class Step:
    """unit: of the chart's steps as ibis names it; count: how many of them are shown."""

    name: str
    unit: str
    length: timedelta
    count: int


STEPS = (
    Step(name="hour", unit="m", length=timedelta(minutes=1), count=60),
    Step(name="day", unit="h", length=timedelta(hours=1), count=24),
    Step(name="week", unit="D", length=timedelta(days=1), count=7),
)


def flow(step: Step, *, now: datetime) -> list[tuple[Any, ...]]:
    """For each step its beginning, and how many events came in that were counted, of bots, duplicates."""
    minute, hour = (now.minute if step.unit == "m" else 0), (0 if step.unit == "D" else now.hour)
    last = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    first = last - step.length * (step.count - 1)
    sums = sparingly(f"events.flow:{step.name}", lambda: counted(step, first))
    begins = [first + step.length * number for number in range(step.count)]
    return [(begin, *(sums.get((begin, fate), 0) for fate in SHOWN)) for begin in begins]


def counted(step: Step, first: datetime) -> dict[tuple[datetime, int], int]:
    """Events by step and fate."""
    table = event_log().rows(since=(first - timedelta(days=LATE_DAYS)).date())
    found = (
        table.filter(table.received >= first)
        .group_by(begin=table.received.truncate(step.unit), fate=table.fate)
        .aggregate(events=lambda t: t.count())
        .to_pyarrow()
        .to_pylist()
    )
    # Cutting a time loses its zone, which is UTC throughout the log.
    return {(row["begin"].replace(tzinfo=UTC), row["fate"]): row["events"] for row in found}
