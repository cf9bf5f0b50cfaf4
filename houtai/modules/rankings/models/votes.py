"""Votes, summed up by subject and day and kept, so that only new events are counted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
from django.db import connections, models
from django.utils.translation import gettext_lazy as _

from houtai.modules.rankings.models.sums import FIGURES, HOURS, Sums

# Thousands of objects a minute would take longer than all the rest.
KEEP = """
INSERT INTO rankings_votes (ranking_id, simulated, day, subject, sums) VALUES (%s, %s, %s, %s, %s)
ON CONFLICT (ranking_id, simulated, day, subject) DO UPDATE SET sums = excluded.sums
"""


class VotesOfDays(models.QuerySet["Votes"]):
    def sums(self, *, first: date, last: date) -> Sums:
        rows = self.filter(day__gte=first, day__lte=last).values_list("subject", "day", "sums")
        return Sums.of_rows(list(rows), first=first, last=last)

    def add(self, changes: Mapping[date, Sums], *, ranking: int, simulated: bool) -> None:
        """In one transaction with moving `Reached`, so that nothing is added twice."""
        for day, more in changes.items():
            known = self.filter(day=day, ranking=ranking, simulated=simulated)
            before = dict(known.values_list("subject", "sums"))
            rows = [
                (ranking, simulated, day.isoformat(), subject, added(before.get(subject), numbers))
                for subject, numbers in zip(more.subjects, more.numbers, strict=True)
            ]
            with connections[self.db].cursor() as cursor:
                cursor.executemany(KEEP, rows)


class Votes(models.Model):
    """sums: int64, one row of FIGURES (see changes.py) for each hour of the day, in UTC."""

    ranking = models.ForeignKey("rankings.Ranking", models.CASCADE, related_name="votes")
    simulated = models.BooleanField(default=False)
    day = models.DateField()
    subject = models.CharField(max_length=120)
    sums = models.BinaryField()

    objects = VotesOfDays.as_manager()

    class Meta:
        verbose_name = _("votes of a day")
        verbose_name_plural = _("votes of days")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["ranking", "simulated", "day", "subject"], name="one_row_of_votes")
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.day}"


def added(before: bytes | None, numbers: Any) -> bytes:
    if before is None:
        return bytes(numbers.tobytes())
    kept = np.frombuffer(before, dtype=np.int64).reshape(HOURS, len(FIGURES))
    return bytes((kept + numbers).tobytes())
