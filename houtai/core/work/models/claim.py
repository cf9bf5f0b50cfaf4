"""Who is looking at a waiting subject now, so that two people do not work on the same one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(minutes=5)
# A claim that is good for so long yet need not be renewed: the same page again writes nothing.
FRESH = LEASE * 4 / 5


class Claims(models.QuerySet["Claim"]):
    def held_by_others(self, *, user: Any, now: datetime) -> Claims:
        return self.filter(until__gt=now).exclude(user=user)

    def fresh(self, *, user: Any, now: datetime) -> Claims:
        return self.filter(user=user, until__gt=now + FRESH)

    def take(self, *, subject_id: int, user: Any, now: datetime, free: bool = False) -> bool:
        """Take or renew the claim; False when somebody else holds it. One statement decides a race.

        free: there was no claim a moment ago, so trying to renew it first would be in vain.
        """
        ways = [self.renew, self.insert]
        return any(way(subject_id, user, now) for way in (reversed(ways) if free else ways))

    def renew(self, subject_id: int, user: Any, now: datetime) -> bool:
        mine = self.filter(subject_id=subject_id).filter(models.Q(until__lte=now) | models.Q(user=user))
        return bool(mine.update(user=user, until=now + LEASE))

    def insert(self, subject_id: int, user: Any, now: datetime) -> bool:
        try:
            with transaction.atomic():
                self.create(subject_id=subject_id, user=user, until=now + LEASE)
        except IntegrityError:
            return False
        return True


class Claim(models.Model):
    subject = models.OneToOneField("work.Subject", models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = Claims.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")

    def __str__(self) -> str:
        return f"{self.subject_id} → {self.user_id}"
