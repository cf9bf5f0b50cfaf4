"""A subject's figures of each day, kept so that its page counts no more than the newest events."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from django.db import connections, models
from django.utils.translation import gettext_lazy as _

from houtai.modules.insight.models.figures import Figures, total

# Thousands of objects a minute would take longer than all the rest.
KEEP = """
INSERT INTO insight_subjectday (day, simulated, subject, views, figures) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (day, simulated, subject) DO UPDATE SET views = excluded.views, figures = excluded.figures
"""


class SubjectDays(models.QuerySet["SubjectDay"]):
    def kept(self, first: date, last: date, *, simulated: bool, subject: str) -> dict[date, Figures]:
        rows = self.filter(day__gte=first, day__lte=last, simulated=simulated, subject=subject)
        return {row.day: Figures(**row.figures) for row in rows}

    def add(self, day: date, more: Mapping[str, Figures], *, simulated: bool, anew: bool) -> None:
        """In one transaction with moving the day's commit, so that nothing is added twice."""
        those = self.filter(day=day, simulated=simulated)
        if anew:
            those.delete()
        known = {} if anew else {row.subject: row.figures for row in those}
        rows = []
        for subject, figures in more.items():
            sums = total([Figures(**known[subject]), figures]) if subject in known else figures
            rows.append((day.isoformat(), simulated, subject, sums.views, json.dumps(sums.kept())))
        with connections[self.db].cursor() as cursor:
            cursor.executemany(KEEP, rows)

    def most(self, day: date, *, simulated: bool, count: int) -> dict[str, list[float]]:
        """The most viewed: subject to views, readers and seconds of reading."""
        rows = self.filter(day=day, simulated=simulated).exclude(subject="").order_by("-views", "subject")[:count]
        return {
            row.subject: [row.views, row.figures.get("visitors", 0), row.figures.get("seconds", 0.0)] for row in rows
        }


class SubjectDay(models.Model):
    """figures: as `Figures`; views: the same as there, by which rows are ordered."""

    day = models.DateField()
    simulated = models.BooleanField(default=False)
    subject = models.CharField(max_length=120)
    views = models.PositiveBigIntegerField()
    figures = models.JSONField(default=dict)

    objects = SubjectDays.as_manager()

    class Meta:
        verbose_name = _("a subject's figures of a day")
        verbose_name_plural = _("subjects' figures of days")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["day", "simulated", "subject"], name="one_row_per_subject_day")]
        indexes = [models.Index(fields=["subject", "simulated", "day"], name="days_of_a_subject")]

    def __str__(self) -> str:
        return f"{self.subject} {self.day}"
