"""What addresses elsewhere answered when they were last asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

DAY = timedelta(days=1)
WEEK = 7 * DAY
# Weeks between two questions are doubled this often while a server keeps silent.
DOUBLED = 3


def fold(url: str) -> str:
    """SHA-256 (64 hex digits) of the address without its fragment."""
    return hashlib.sha256(url.partition("#")[0].encode()).hexdigest()


class AskedLinks(models.Manager["AskedLink"]):
    def known(self, urls: Iterable[str]) -> dict[str, AskedLink]:
        """By address, in one query."""
        wanted = {fold(url): url for url in urls}
        return {wanted[row.address]: row for row in self.filter(address__in=wanted)} if wanted else {}

    def remember(self, url: str, answer: str, status: int, *, at: datetime) -> None:
        row, _made = self.get_or_create(address=fold(url), defaults={"url": url[: AskedLink.LONGEST]})
        row.hear(answer, status, at=at)
        row.save()

    def followed(self, urls: Iterable[str], *, at: datetime) -> list[AskedLink]:
        """These, to be asked again and again from now on, at the latest a week after they were asked last."""
        rows = [AskedLink(address=fold(url), url=url) for url in urls]
        self.bulk_create(rows, ignore_conflicts=True)
        found = list(self.filter(address__in=[row.address for row in rows]))
        begun = [row for row in found if row.due is None]
        for row in begun:
            row.due = row.at + WEEK if row.at else at
        self.bulk_update(begun, ["due"])
        return found

    def tidy(self, *, now: datetime) -> None:
        self.filter(Q(at=None) | Q(at__lt=now - 90 * DAY), due=None).delete()


class AskedLink(models.Model):
    """address: the folded url; status: of HTTP, 0 when nothing answered; at: None before it was asked.

    due: when it is asked again by itself, None for never; since: when it was first found broken, None while it is
    not; silent: how often in a row nothing was known.
    """

    LONGEST: ClassVar[int] = 2000

    class Answer(models.TextChoices):
        FINE = "fine", _("Something is there")
        GONE = "gone", _("Nothing is there")
        NOWHERE = "nowhere", _("There is no such server")
        UNKNOWN = "unknown", _("Not known")

    address = models.CharField(max_length=64, unique=True)
    url = models.CharField(max_length=LONGEST)
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.UNKNOWN)
    status = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(null=True, db_index=True)
    due = models.DateTimeField(null=True, db_index=True)
    since = models.DateTimeField(null=True)
    silent = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = AskedLinks()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["since"], condition=Q(since__isnull=False), name="content_broken_links")]

    def __str__(self) -> str:
        return self.url

    @property
    def is_broken(self) -> bool:
        return self.answer in (self.Answer.GONE, self.Answer.NOWHERE)

    def is_fresh(self, *, now: datetime) -> bool:
        """What was there is for a week; what was not may be mended tomorrow, and what was silent sooner."""
        kept: dict[Any, timedelta] = {self.Answer.FINE: WEEK, self.Answer.UNKNOWN: DAY / 24}
        return self.at is not None and self.at > now - kept.get(self.Answer(self.answer), DAY)

    def hear(self, answer: str, status: int, *, at: datetime) -> None:
        self.answer, self.status, self.at = answer, status, at
        self.since = (self.since or at) if self.is_broken else None
        self.silent = min(self.silent + 1, DOUBLED + 1) if self.answer == self.Answer.UNKNOWN else 0
        if self.due:
            self.due = at + WEEK * 2 ** max(0, self.silent - 1)
