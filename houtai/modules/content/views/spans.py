"""Which days a calendar shows."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format, get_format
from django.utils.translation import pgettext_lazy

SPANS = {
    "month": pgettext_lazy("span", "Month"),
    "week": pgettext_lazy("span", "Week"),
    "day": pgettext_lazy("span", "Day"),
}


@dataclass(frozen=True, kw_only=True)
class Span:
    """Whole weeks around a day, beginning as they do where the page's language is spoken; or that day alone."""

    name: str
    day: date

    @property
    def first(self) -> date:
        if self.name == "day":
            return self.day
        begins = self.day.replace(day=1) if self.name == "month" else self.day
        return begins - timedelta(days=(begins.isoweekday() - int(get_format("FIRST_DAY_OF_WEEK"))) % 7)

    @property
    def last(self) -> date:
        if self.name == "month":
            ends = self.day.replace(day=monthrange(self.day.year, self.day.month)[1])
            return self.first + timedelta(days=((ends - self.first).days // 7) * 7 + 6)
        return self.first + timedelta(days=6 if self.name == "week" else 0)

    @property
    def title(self) -> str:
        if self.name == "week":
            return f"{date_format(self.first, 'DATE_FORMAT')} – {date_format(self.last, 'DATE_FORMAT')}"
        return date_format(self.day, "YEAR_MONTH_FORMAT" if self.name == "month" else "DATE_FORMAT")

    @property
    def names(self) -> list[str]:
        """Of the days of a week, in their order."""
        return [date_format(self.first + timedelta(days=n), "D") for n in range(1 if self.name == "day" else 7)]

    def leaves_out(self, day: date) -> bool:
        return self.name == "month" and day.month != self.day.month

    def named(self, name: str) -> Span:
        return replace(self, name=name)

    def around(self, today: date) -> dict[str, Span]:
        """The span before, the one after, and that of today."""
        if self.name == "month":
            before = self.day.replace(day=1) - timedelta(days=1)
            after = (self.day.replace(day=28) + timedelta(days=4)).replace(day=1)
        else:
            step = timedelta(days=7 if self.name == "week" else 1)
            before, after = self.day - step, self.day + step
        return {name: replace(self, day=day) for name, day in (("before", before), ("after", after), ("now", today))}


def span_of(asked: Any, *, today: date) -> Span:
    """What the address says, as far as it makes sense; else the month of today."""
    try:
        day = parse_date(asked.get("day", "")) or today
    except ValueError:
        day = today
    sensible = 1900 < day.year < MAXYEAR
    return Span(name=asked.get("span") if asked.get("span") in SPANS else "month", day=day if sensible else today)
