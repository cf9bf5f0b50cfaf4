"""A span of days and the one it is compared with: the same weekdays before, as far as the clock has come today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houtai.core.events.commits import newest
from houtai.modules.insight.models.counted import Counted, cached
from houtai.modules.insight.models.day import ONE, Day, begin, fresh
from houtai.modules.insight.models.figures import Figures, total
from houtai.modules.insight.models.subject_day import SubjectDay

LONGEST = 92
AT_ONCE = 2


@dataclass(frozen=True, kw_only=True)
class Span:
    """Days in UTC, both with them. now: what time it is; cut: whether the last day ends at that time of day, too."""

    first: date
    last: date
    now: datetime
    cut: bool = False

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
        return Span(first=self.first - shift, last=self.last - shift, now=self.now - shift, cut=True)

    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range(self.length))

    def figures(self, *, simulated: bool, subject: str = "") -> Counted:
        """What was counted on each day, of one subject or of all, with what was committed since. Days that nobody has
        counted yet are named, but for a few that are counted at once.
        """
        there = newest()
        days = [day for day in self.days() if day in there]
        kept = Day.objects.kept(self.first, self.last, simulated=simulated) if days else {}
        missing = [day for day in days if day not in kept and self.whole(day)]
        late = missing[:-AT_ONCE]
        rows = {day: kept.get(day) or Day(day=day, simulated=simulated) for day in days if day not in late}
        own = SubjectDay.objects.kept(self.first, self.last, simulated=simulated, subject=subject) if subject else {}
        counted = {day: self.of_day(row, there[day], subject, own.get(day, Figures())) for day, row in rows.items()}
        return Counted(span=self, days=counted, missing=late)

    def of_day(self, row: Day, until: int, subject: str, own: Figures) -> Figures:
        """own: what is kept of the subject. What comes late for a day that is over is counted by `catch_up` alone."""
        if self.cut and not self.whole(row.day):
            return self.part(row, subject)
        if self.whole(row.day) and row.commit >= 0:
            until = row.commit
        if not subject:
            return row.so_far(until)
        if row.commit >= until:
            return own
        new = fresh(row.day, after=row.commit, until=until, simulated=row.simulated, subject=subject)
        return total([own, new.figures])

    def part(self, row: Day, subject: str) -> Figures:
        """Up to the time of day."""
        if subject or row.commit < 0:
            return cached(begin(row.day), self.now, simulated=row.simulated, subject=subject)
        return Figures().before(int(self.now.timestamp()) // 60, row.minutes)

    def whole(self, day: date) -> bool:
        return begin(day + ONE) <= self.now
