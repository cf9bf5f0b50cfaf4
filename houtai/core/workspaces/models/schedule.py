"""Which turn of which scheduled job has been taken, so that two workers never take one twice."""

from __future__ import annotations

from django.db import models


class ScheduleRun(models.Model):
    name = models.CharField(max_length=200)
    due_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "due_at"], name="schedule_run_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.due_at:%Y-%m-%d %H:%M}"
