"""When a campaign has its turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

STEPS = {"half_hour": 30, "hour": 60}
LATE = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """every: half_hour, hour or day; first, last: hours of the day in `zone`, both included; at: the day's one turn."""

    every: str
    first: int
    last: int
    at: time
    zone: str

    @classmethod
    def of(cls, value: Any) -> Schedule:
        return cls(
            every=value["every"] or "hour",
            first=value["first"] or 0,
            last=23 if value["last"] is None else value["last"],
            at=value["at"] or time(8),
            zone=value["zone"] or "UTC",
        )

    def due(self, *, now: datetime, since: datetime) -> datetime | None:
        """The latest turn from `since` to `now`. Of turns that were missed, none older than LATE is made up."""
        turns = [turn for turn in self.turns(around=now) if max(since, now - LATE) <= turn <= now]
        return turns[-1] if turns else None

    def next(self, *, now: datetime) -> datetime:
        return next(turn for turn in self.turns(around=now) if turn > now)

    def day_of(self, moment: datetime) -> datetime:
        """When the day began in which this moment lies."""
        return datetime.combine(moment.astimezone(ZoneInfo(self.zone)).date(), time(), ZoneInfo(self.zone))

    def turns(self, *, around: datetime) -> list[datetime]:
        """In UTC, from the day before to two days after. An hour that the clock skips or repeats has one turn."""
        today = around.astimezone(ZoneInfo(self.zone)).date()
        days = [today + timedelta(days=number) for number in (-1, 0, 1, 2)]
        return sorted({turn for day in days for turn in self.of_day(day)})

    def of_day(self, day: date) -> Iterator[datetime]:
        for moment in self.times():
            yield datetime.combine(day, moment, ZoneInfo(self.zone)).astimezone(UTC)

    def times(self) -> list[time]:
        if self.every == "day":
            return [self.at]
        step = STEPS[self.every]
        return [time(*divmod(minute, 60)) for minute in range(self.first * 60, self.last * 60 + 1, step)]

    def faults(self) -> list[str]:
        """What contradicts itself, in words."""
        if self.every != "day" and self.first > self.last:
            return [_("When: it would begin at %(first)s and end before, at %(last)s.") % self.__dict__]
        return []

    def __str__(self) -> str:
        said = {"at": f"{self.at:%H:%M}", "first": f"{self.first}:00", "last": f"{self.last}:00", "zone": self.zone}
        if self.every == "day":
            return _("every day at %(at)s (%(zone)s)") % said
        if self.every == "hour":
            return _("every hour from %(first)s to %(last)s (%(zone)s)") % said
        return _("every half hour from %(first)s to %(last)s (%(zone)s)") % said
