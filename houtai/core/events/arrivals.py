"""What came in of late, for the desk: which events exactly, and what waits or was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from houtai.core.events.aside import REFUSED, TORN, UNKNOWN
from houtai.core.events.intake import segments
from houtai.core.events.log import event_log

NEWEST_DAYS, SEARCHED_DAYS = 1, 30
SHOWN = ["at", "name", "subject", "path", "referrer", "device", "value", "visitor", "reader", "decision", "fate"]
SHOWN += ["simulated"]


@dataclass(frozen=True, kw_only=True)
class Backlog:
    """segments, size in bytes: of the intake of this installation; aside: records and ends that no log took."""

    segments: int
    size: int
    aside: int


def newest(
    *, now: datetime, name: str = "", subject: str = "", visitor: int | None = None, days: int = SEARCHED_DAYS
) -> Any:
    """Rows as an ibis table, newest first, of today and so many days before."""
    import ibis

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
