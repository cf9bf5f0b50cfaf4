"""What strategies looked at: each look is kept with its reason, and each run with its sums."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.modules.strategies.models.standing import Stage


class Fate(models.TextChoices):
    SHADOW = "shadow", _("Watched")
    DONE = "done", _("Decided")
    AUDIT = "audit", _("Left to people for audit")
    UNSURE = "unsure", _("Not sure, left to people")
    BEFORE = "before", _("Sent before")
    NO_RULE = "no_rule", _("No rule holds")
    REFUSED = "refused", pgettext_lazy("decision", "Refused")


class Run(models.Model):
    """turn: when a campaign's turn was due, None in a queue; note: why nothing was done, in words."""

    strategy = models.ForeignKey("strategies.Strategy", models.CASCADE, related_name="runs")
    at = models.DateTimeField(db_index=True)
    stage = models.CharField(max_length=10, choices=Stage.choices)
    looked = models.PositiveIntegerField(default=0)
    decided = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)
    turn = models.DateTimeField(null=True)
    simulated = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("run")
        verbose_name_plural = _("runs")
        constraints = [models.UniqueConstraint(fields=["strategy", "turn", "simulated"], name="one_run_per_turn")]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.at}"


class Look(models.Model):
    """One look at one subject. `why` tells the conditions that held or, where no rule was sure, those that did not.

    stage: in which it looked; what it only watched in shadow and still waits is looked at again when it is live.
    in_queue: False for a candidate, which is looked at again at every turn; decision: the one that was made.
    """

    run = models.ForeignKey(Run, models.CASCADE, related_name="looks")
    strategy = models.ForeignKey("strategies.Strategy", models.CASCADE, related_name="looks")
    since_decision = models.BigIntegerField()
    stage = models.CharField(max_length=10, choices=Stage.choices)
    subject = models.ForeignKey("work.Subject", models.PROTECT, related_name="+")
    fate = models.CharField(max_length=10, choices=Fate.choices)
    action = models.CharField(max_length=80, blank=True)
    rule = models.CharField(max_length=200, blank=True)
    why = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    note = models.CharField(max_length=300, blank=True)
    in_queue = models.BooleanField(default=True)
    decision = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "since_decision", "subject", "stage"],
                condition=Q(in_queue=True),
                name="one_look_per_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_id}: {self.fate}"
