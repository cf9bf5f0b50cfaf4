"""What was counted of a span, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.cache import cache

from houtai.core.workspaces.context import current
from houtai.modules.insight.models.counting import count
from houtai.modules.insight.models.figures import Figures, total

if TYPE_CHECKING:
    from houtai.modules.insight.models.span import Span

SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Counted:
    """missing: days that are still to be counted. A day without events is in neither."""

    span: Span
    days: dict[date, Figures]
    missing: list[date]

    def total(self) -> Figures:
        return total(self.days.values())

    def days_with_views(self) -> int:
        return sum(figures.views > 0 for figures in self.days.values())


def cached(start: datetime, end: datetime, *, simulated: bool, subject: str = "") -> Figures:
    """As `count`, but not again within a minute: spans end with whole minutes."""
    key = f"insight:{current()}:{start.timestamp():.0f}:{end.timestamp():.0f}:{simulated}:{subject}"
    found: Figures | None = cache.get(key)
    if found is None:
        found = count(start, end, simulated=simulated, subject=subject)
        cache.set(key, found, SECONDS)
    return found
