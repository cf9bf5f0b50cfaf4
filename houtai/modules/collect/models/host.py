"""Servers we ask, and when each may be asked again, whichever source or worker wants it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models, transaction

GAP = timedelta(seconds=1)


class Hosts(models.Manager["Host"]):
    def turn(self, name: str, *, now: datetime, gap: timedelta = GAP) -> float:
        """Take the next turn at this server. Returns the seconds to wait for it."""
        with transaction.atomic():
            host, _ = self.select_for_update().get_or_create(name=name[:253], defaults={"free_at": now})
            start = max(now, host.free_at)
            host.free_at = start + gap
            host.save(update_fields=["free_at"])
        return (start - now).total_seconds()


class Host(models.Model):
    name = models.CharField(primary_key=True, max_length=253)
    free_at = models.DateTimeField()

    objects = Hosts()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
