"""Where a strategy stands in its life: a row apart, so that restoring an old definition never changes it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.work.models import Decision, Subject


class Stage(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SHADOW = "shadow", _("Shadow")
    LIVE = "live", pgettext_lazy("strategy", "Live")
    PAUSED = "paused", _("Paused")
    RETIRED = "retired", _("Retired")


ACTIVE = (Stage.SHADOW, Stage.LIVE)


class Standing(models.Model):
    """answers: the person who put it there and answers for what it does; since_decision: where its evidence begins."""

    strategy = models.OneToOneField("strategies.Strategy", models.CASCADE, related_name="standing")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.DRAFT, db_index=True)
    since = models.DateTimeField(null=True)
    answers = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    since_decision = models.BigIntegerField(default=0)
    salt = models.CharField(max_length=64, default=token_hex)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")

    def __str__(self) -> str:
        return self.stage

    def move(self, *, to: str, at: datetime, answers: Any = None, afresh: bool = False) -> None:
        """Go to another stage. `afresh` forgets the evidence so far."""
        self.stage, self.since = to, at
        self.answers = answers or self.answers
        if afresh:
            self.since_decision = Decision.objects.order_by("-id").values_list("id", flat=True).first() or 0
        self.save()

    def audits(self, subject: Subject, *, percent: int) -> bool:
        """Whether chance leaves this subject to people: the same at every look, and unforeseeable without the salt."""
        drawn = int(sha256(f"{self.salt}:{subject.kind}:{subject.key}".encode()).hexdigest()[:8], 16)
        return drawn * 100 < percent << 32
