"""Which days the event log has, and what changes when their events do."""

from __future__ import annotations

from datetime import date
from hashlib import blake2b

from houtai.core.events import tables
from houtai.core.events.log import event_log


def stamps() -> dict[date, str]:
    """Each day of the event log, and what changes when its files do."""
    found: dict[date, list[str]] = {}
    for file in tables.snapshot_of(event_log().folder).files:
        name = file.rpartition("day=")[2]
        found.setdefault(date.fromisoformat(name[:10]), []).append(name)
    return {day: blake2b("\n".join(sorted(names)).encode(), digest_size=16).hexdigest() for day, names in found.items()}
