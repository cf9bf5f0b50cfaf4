"""Whose events were erased, so that those still on their way do not bring them back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.events.erasing import erase

KEPT = timedelta(days=7)


class Erasures(models.QuerySet["Erasure"]):
    def keep(self, visitors: Iterable[int], *, at: datetime) -> None:
        rows = [Erasure(visitor=visitor, at=at) for visitor in visitors]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["visitor"], update_fields=["at"])

    def tidy(self, *, now: datetime) -> None:
        """Erase what came in late, and forget those who were erased long ago."""
        for at, visitors in self.by_time().items():
            erase(visitors, until=at)
        self.filter(at__lte=now - KEPT).delete()

    def by_time(self) -> dict[datetime, list[int]]:
        found: dict[datetime, list[int]] = {}
        for visitor, at in self.values_list("visitor", "at"):
            found.setdefault(at, []).append(visitor)
        return found

    def left_out(self, events: Any) -> Any:
        """Events (an ibis table) without those that happened before their visitor was erased."""
        for at, visitors in self.by_time().items():
            events = events.filter(~(events["visitor"].isin(visitors) & (events["at"] <= at)))
        return events


class Erasure(models.Model):
    """visitor: a number as in events; at: what they did until then is nobody's. Kept for a week."""

    visitor = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)

    objects = Erasures.as_manager()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.visitor}"
