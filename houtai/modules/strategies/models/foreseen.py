"""When strategies next look at what waits."""

from __future__ import annotations

from datetime import datetime

from houtai.modules.strategies.models.strategy import Strategy


def next_turn(*, now: datetime) -> datetime | None:
    """At each turn, as long as one is active: most of what they see depends on the time."""
    return now if Strategy.objects.active().exists() else None
