"""Touch time: how long people really worked on something, as their browser measured it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = timedelta(hours=4)


class Touches(models.QuerySet["Touch"]):
    def report(self, *, task: str, user: Any, ms: int, now: datetime, subject: Any = None) -> Touch | None:
        """Keep one stretch of work in milliseconds; nothing for none, and never more than LONGEST."""
        if ms <= 0:
            return None
        ms = min(ms, int(LONGEST.total_seconds() * 1000))
        return self.create(task=task, user=user, ms=ms, at=now, subject=subject)


class Touch(models.Model):
    """One stretch of work outside a queue, as in the editor; a queue's touch time stands on the decision itself."""

    task = models.CharField(max_length=80, db_index=True)
    subject = models.ForeignKey("work.Subject", models.CASCADE, null=True, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    ms = models.PositiveIntegerField()
    at = models.DateTimeField(db_index=True)
    simulated = models.BooleanField(default=False)

    objects = Touches.as_manager()

    class Meta:
        verbose_name = _("touch time")
        verbose_name_plural = _("touch times")

    def __str__(self) -> str:
        return f"{self.task}: {self.ms} ms"
