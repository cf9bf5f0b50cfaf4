"""Figures of days, kept so that a page over two months need not count a hundred million events."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from houtai.core.events.commits import newest
from houtai.core.events.sparing import sparingly
from houtai.core.work.models import Visible
from houtai.modules.insight.models.figures import MOST_SUBJECTS, Figures, total
from houtai.modules.insight.models.growth import Growth, grown
from houtai.modules.insight.models.subject_day import SubjectDay

KEPT = 400
ONE = timedelta(days=1)


class Days(Visible):
    def kept(self, first: date, last: date, *, simulated: bool) -> dict[date, Day]:
        rows = self.filter(day__gte=first, day__lte=last, simulated=simulated, commit__gte=0).defer("minutes")
        return {row.day: row for row in rows}

    def catch_up(self, *, now: datetime, days: int = KEPT) -> int:
        """Count what was committed since the last time, the newest days first; gives how many days have changed.
        Any number may run.
        """
        first, today = now.date() - timedelta(days=days), now.date()
        there = {day: commit for day, commit in newest().items() if first <= day <= today}
        known = {(row.day, row.simulated): row for row in self.filter(day__gte=first).defer("figures", "minutes")}
        changed = 0
        for day in sorted(there, reverse=True):
            for simulated in (False, True):
                row = known.get((day, simulated)) or Day(day=day, simulated=simulated)
                changed += row.commit != there[day] and row.grow(there[day])
        return changed


class Day(models.Model):
    """day: in UTC; commit: of the event log, up to which it was counted, or -1; figures: as `Figures`; minutes: as in
    growth.py, by which a day is cut at a time of day.
    """

    day = models.DateField(_("day"))
    simulated = models.BooleanField(_("simulated"), default=False)
    commit = models.BigIntegerField(default=-1)
    figures = models.JSONField(default=dict)
    minutes = models.JSONField(default=dict)

    objects = Days.as_manager()

    class Meta:
        verbose_name = _("day's figures")
        verbose_name_plural = _("days' figures")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["day", "simulated"], name="one_row_per_day")]

    def __str__(self) -> str:
        return f"{self.day}"

    def grow(self, until: int) -> bool:
        """Count on up to a commit; all anew when the log is another one. False when somebody else was faster."""
        after = self.commit if self.commit < until else -1
        growth = grown(self.day, after=after, until=until, simulated=self.simulated)
        with transaction.atomic():
            # Locked, so that of two that count the same events one sees what the other kept.
            row, _made = Day.objects.select_for_update().get_or_create(day=self.day, simulated=self.simulated)
            if row.commit != self.commit:
                return False
            anew = after < 0
            SubjectDay.objects.add(self.day, growth.subjects, simulated=self.simulated, anew=anew)
            figures = total([Figures() if anew else Figures(**row.figures), growth.figures])
            most = SubjectDay.objects.most(self.day, simulated=self.simulated, count=MOST_SUBJECTS)
            row.figures = replace(figures, subjects=most).kept()
            row.minutes = added({} if anew else row.minutes, growth.minutes)
            row.commit = until
            row.save()
        return True

    def so_far(self, until: int) -> Figures:
        """Its figures with what was committed since they were kept."""
        kept = Figures(**self.figures)
        if self.commit >= until:
            return kept
        return total([kept, fresh(self.day, after=self.commit, until=until, simulated=self.simulated).figures])


def fresh(day: date, *, after: int, until: int, simulated: bool, subject: str = "") -> Growth:
    """As `grown`, but of some seconds ago where it costs much."""
    name = f"insight.fresh:{day}:{after}:{simulated}:{subject}"
    return sparingly(name, lambda: grown(day, after=after, until=until, simulated=simulated, subject=subject))


def added(before: dict[str, list[float]], more: dict[str, list[float]]) -> dict[str, list[float]]:
    both = dict(before)
    for minute, numbers in more.items():
        both[minute] = [a + b for a, b in zip(both[minute], numbers, strict=True)] if minute in both else numbers
    return both


def begin(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
