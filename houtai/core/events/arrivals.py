"""What came in of late, for the desk: how much, what exactly, and what waits or is damaged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import ibis
from django.conf import settings

from houtai.core.events.aside import REFUSED, TORN, UNKNOWN
from houtai.core.events.intake import segments
from houtai.core.events.log import event_log
from houtai.core.events.schema import Fate

LATE_DAYS, SEARCHED_DAYS = 7, 30
SHOWN = ["at", "name", "subject", "path", "referrer", "device", "value", "visitor", "reader", "decision", "fate"]


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
)


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """segments, size in bytes: of the intake of this installation; aside: records and ends that no log took."""

    segments: int
    size: int
    aside: int


def flow(step: Step, *, now: datetime) -> list[tuple[datetime, int, int, int]]:
    """For each step its beginning, and how many events came in that were counted, of bots, duplicates."""
    last = now.replace(minute=now.minute if step.unit == "m" else 0, second=0, microsecond=0)
    first = last - step.length * (step.count - 1)
    table = event_log().rows(since=(first - timedelta(days=LATE_DAYS)).date())
    found = (
        table.filter(table.received >= first)
        .group_by(begin=table.received.truncate(step.unit), fate=table.fate)
        .aggregate(events=lambda t: t.count())
        .to_pyarrow()
        .to_pylist()
    )
    sums = {(row["begin"], row["fate"]): row["events"] for row in found}
    begins = [first + step.length * number for number in range(step.count)]
    return [
        (
            begin,
            sums.get((begin, Fate.COUNTED), 0),
            sums.get((begin, Fate.BOT), 0),
            sums.get((begin, Fate.DUPLICATE), 0),
        )
        for begin in begins
    ]


def newest(*, now: datetime, name: str = "", subject: str = "", visitor: int | None = None) -> Any:
    """Rows as an ibis table, newest first; of the last 30 days when something is looked for, else of the last two."""
    days = SEARCHED_DAYS if name or subject or visitor is not None else 1
    table = event_log().rows(since=(now - timedelta(days=days)).date())
    for column, wanted in (("name", name), ("subject", subject), ("visitor", visitor)):
        if wanted not in {"", None}:
            table = table.filter(table[column] == wanted)
    return table.order_by(ibis.desc("at"), "batch", "n").select(*SHOWN)


def backlog() -> Backlog:
    intake = Path(settings.HOME) / "intake"
    sizes = [path.stat().st_size for path in segments(intake) if path.exists()]
    aside = sum(1 for part in (REFUSED, TORN, UNKNOWN) for _file in intake.glob(f"{part}/*"))
    return Backlog(segments=len(sizes), size=sum(sizes), aside=aside)
