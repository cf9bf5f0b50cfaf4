"""A verification of the ledger: who asked for it, when, and what it found."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Checks(models.QuerySet["Check"]):
    def ask(self, *, by: Any, now: datetime) -> Check:
        return self.create(asked_by=by, asked_at=now)


class Check(models.Model):
    """`done_at` is null while it waits or runs; differences: a list of {"row", "what"}."""

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, db_index=True)
    lines = models.PositiveIntegerField(default=0)
    differences = models.JSONField(default=list)

    objects = Checks.as_manager()

    class Meta:
        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d %H:%M}: {self.lines}"

    def carry_out(self, *, now: Any) -> None:
        """Verify everything, and keep what was found. now: a function that tells the time."""
        from houtai.core.ledger.models import Entry
        from houtai.core.ledger.verification import verify

        self.differences = [asdict(difference) for difference in verify()]
        self.lines, self.done_at = Entry.objects.count(), now()
        self.save()
