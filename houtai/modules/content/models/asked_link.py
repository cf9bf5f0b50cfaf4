"""What addresses elsewhere answered when they were last asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)


def fold(url: str) -> str:
    """SHA-256 (64 hex digits) of the address without its fragment."""
    return hashlib.sha256(url.partition("#")[0].encode()).hexdigest()


class AskedLinks(models.Manager["AskedLink"]):
    def known(self, urls: Iterable[str]) -> dict[str, AskedLink]:
        """By address, in one query."""
        wanted = {fold(url): url for url in urls}
        return {wanted[row.address]: row for row in self.filter(address__in=wanted)} if wanted else {}

    def remember(self, url: str, answer: str, status: int, *, at: datetime) -> None:
        told: dict[str, Any] = {"url": url[:2000], "answer": answer, "status": status, "at": at}
        self.update_or_create(address=fold(url), defaults=told)

    def tidy(self, *, now: datetime) -> None:
        self.filter(at__lt=now - 90 * DAY).delete()


class AskedLink(models.Model):
    """address: the folded url; status: of HTTP, 0 when nothing answered."""

    class Answer(models.TextChoices):
        FINE = "fine", _("Something is there")
        GONE = "gone", _("Nothing is there")
        NOWHERE = "nowhere", _("There is no such server")
        UNKNOWN = "unknown", _("Not known")

    address = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=2000)
    answer = models.CharField(max_length=8, choices=Answer.choices)
    status = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(db_index=True)

    objects = AskedLinks()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.url

    @property
    def is_broken(self) -> bool:
        return self.answer in (self.Answer.GONE, self.Answer.NOWHERE)

    def is_fresh(self, *, now: datetime) -> bool:
        """What was there is for a week; what was not may be mended tomorrow, and what was silent sooner."""
        kept = {self.Answer.FINE: 7 * DAY, self.Answer.UNKNOWN: DAY / 24}
        return self.at > now - kept.get(self.Answer(self.answer), DAY)
