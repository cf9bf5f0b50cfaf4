"""A span of days and the one it is compared with: the same weekdays before, as far as the clock has come today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houtai.modules.insight.models.counted import Counted, cached
from houtai.modules.insight.models.day import ONE, Day, begin
from houtai.modules.insight.models.stamps import stamps

LONGEST = 92
AT_ONCE = 2


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days in UTC, both with them. now: where the last day ends while it is today."""

    first: date
    last: date
    now: datetime

    @classmethod
    def of(cls, first: date, last: date, *, now: datetime) -> Span:
        """Put in order, not beyond today, and not longer than LONGEST days."""
        last = min(max(first, last), now.date())
        first = max(min(first, last), last - timedelta(days=LONGEST - 1))
        return cls(first=first, last=last, now=now.replace(second=0, microsecond=0))

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    def before(self) -> Span:
        shift = timedelta(days=-(-self.length // 7) * 7)
        return Span(first=self.first - shift, last=self.last - shift, now=self.now - shift)

    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.length))

    def ends(self, day: date) -> datetime:
        return min(begin(day + ONE), self.now)

    def figures(self, *, simulated: bool) -> Counted:
        """What was counted on each day; days that nobody has counted yet are named, but for a few that are at once."""
        kept = Day.objects.kept(self.first, self.last, simulated=simulated)
        there = stamps()
        days = {day: kept.get(day) for day in self.days() if day in there and self.whole(day)}
        open_days = [day for day in self.days() if day in there and not self.whole(day)]
        missing = [day for day, figures in days.items() if figures is None]
        now = [*open_days, *missing[-AT_ONCE:]]
        counted = {day: figures for day, figures in days.items() if figures}
        counted |= {day: cached(begin(day), self.ends(day), simulated=simulated) for day in now}
        return Counted(span=self, days=counted, missing=missing[:-AT_ONCE])

    def whole(self, day: date) -> bool:
        return begin(day + ONE) <= self.now
