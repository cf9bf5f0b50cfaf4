"""Figures of days that are over, kept so that a page over two months need not count a hundred million events."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.work.models import Visible
from houtai.modules.insight.models.counting import count
from houtai.modules.insight.models.figures import Figures
from houtai.modules.insight.models.stamps import stamps

KEPT = 400
ONE = timedelta(days=1)


class Days(Visible):
    def kept(self, first: date, last: date, *, simulated: bool) -> dict[date, Figures]:
        rows = self.filter(day__gte=first, day__lte=last, simulated=simulated)
        return {row.day: Figures(**row.figures) for row in rows}

    def catch_up(self, *, now: datetime, days: int = KEPT) -> int:
        """Count the days that are over and whose events are not those that were counted; gives how many."""
        first, today = now.date() - timedelta(days=days), now.date()
        current = {day: stamp for day, stamp in stamps().items() if first <= day < today}
        known = {(row.day, row.simulated): row.stamp for row in self.filter(day__gte=first).defer("figures")}
        stale = [
            (day, simulated)
            for day in sorted(current, reverse=True)
            for simulated in (False, True)
            if known.get((day, simulated)) != current[day]
        ]
        for day, simulated in stale:
            self.keep(day, simulated=simulated, stamp=current[day])
        return len(stale)

    def keep(self, day: date, *, simulated: bool, stamp: str) -> None:
        figures = count(begin(day), begin(day + ONE), simulated=simulated).kept()
        self.update_or_create(day=day, simulated=simulated, defaults={"stamp": stamp, "figures": figures})


class Day(models.Model):
    """day: in UTC; stamp: of the files of the event log that were counted; figures: as `Figures`."""

    day = models.DateField(_("day"))
    simulated = models.BooleanField(_("simulated"), default=False)
    stamp = models.CharField(max_length=32)
    figures = models.JSONField(default=dict)

    objects = Days.as_manager()

    class Meta:
        verbose_name = _("day's figures")
        verbose_name_plural = _("days' figures")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["day", "simulated"], name="one_row_per_day")]

    def __str__(self) -> str:
        return f"{self.day}"


def begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
