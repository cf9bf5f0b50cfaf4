"""Servers we ask: when each may be asked again, whichever source or worker wants it, and what its robots.txt says."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction

from houtai.modules.collect.client.robots import Robots

GAP = timedelta(seconds=1)
DAY = timedelta(days=1)
# A wait that is longer is none for a worker to sit through.
PATIENCE = 60.0


class Hosts(models.Manager["Host"]):
    def turn(self, name: str, *, now: datetime, gap: timedelta = GAP, most: float | None = None) -> float:
        """Take the next turn at this server. Returns the seconds to wait for it; when these are over `most`, the turn
        is not taken.
        """
        with transaction.atomic():
            host, _ = self.select_for_update().get_or_create(name=name[:253], defaults={"free_at": now})
            start = max(now, host.free_at)
            wait = (start - now).total_seconds()
            if most is None or wait <= most:
                host.free_at = start + max(gap, timedelta(seconds=host.robots.delay))
                host.save(update_fields=["free_at"])
        return wait

    def rest(self, name: str, *, until: datetime) -> None:
        """Leave a server alone that says it is busy."""
        self.filter(name=name[:253], free_at__lt=until).update(free_at=until)

    def told(self, name: str, *, now: datetime) -> Robots | None:
        """What its robots.txt said within the last day, if it was asked."""
        host = self.filter(name=name[:253], told_at__gt=now - DAY).first()
        return host.robots if host else None

    def tell(self, name: str, robots: Robots, *, now: datetime) -> None:
        known = {"rules": [list(rule) for rule in robots.rules], "delay": robots.delay, "told_at": now}
        self.update_or_create(name=name[:253], defaults=known, create_defaults={**known, "free_at": now})


class Host(models.Model):
    """rules, delay: of its robots.txt, those for us, as read at `told_at`."""

    name = models.CharField(primary_key=True, max_length=253)
    free_at = models.DateTimeField()
    rules = models.JSONField(default=list)
    delay = models.FloatField(default=0)
    told_at = models.DateTimeField(null=True)

    objects = Hosts()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def robots(self) -> Robots:
        rules: Any = self.rules
        return Robots(rules=tuple((bool(allowed), str(path)) for allowed, path in rules), delay=self.delay)
