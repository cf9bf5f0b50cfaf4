"""How far followers of the event log have read, so that each event has its effect once."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class Positions(models.QuerySet["Position"]):
    def reached(self, name: str) -> int:
        """The last commit that had its effect, or -1."""
        row, _made = self.get_or_create(name=name, defaults={"commit": -1})
        return int(row.commit)

    def move(self, name: str, *, start: int, end: int, at: datetime) -> bool:
        """Go on from `start` to `end`, in the transaction of the effect; False when somebody else was faster."""
        return bool(self.filter(name=name, commit=start).update(commit=end, at=at))


class Position(models.Model):
    """commit: of the event log (see events/schema.py); at: when it was reached."""

    name = models.CharField(primary_key=True, max_length=80)
    commit = models.BigIntegerField(default=-1)
    at = models.DateTimeField(null=True)

    objects = Positions.as_manager()

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.commit}"
