"""A push: one article for one audience, from the decision to send it until the last delivery is settled."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pyroaring import BitMap

from houtai.core.work.models import Visible
from houtai.modules.push.models.delivery import Delivery, DeliveryState


class PushState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    SENDING = "sending", _("Sending")
    SENT = "sent", pgettext_lazy("push", "Sent")
    STOPPED = "stopped", _("Stopped")


LEFT_OUT = ("held_out", "opted_out", "no_channel", "capped", "quiet")


class Pushes(Visible):
    def due(self, *, now: datetime, simulated: bool) -> Pushes:
        """What is to be planned, what comes first standing first."""
        waiting = self.filter(state=PushState.SCHEDULED, due__lte=now, simulated=simulated)
        return waiting.order_by("-priority", models.F("expected").desc(nulls_last=True), "due", "pk")


class Push(models.Model):
    """subject: the article; audience_name outlives the audience; headlines: 1 to 5 variants, drawn evenly;
    channels: in order of preference; priority: 0 (can wait) to 9 (breaking); expected: expected clicks for each reader,
    or None; due: not before; expires: not after; holdout: {"salt": …, "percent": …} of the strategy's own hold-out, or
    {}; decision: key of the decision that sent it; strategy: its key, or ""; why: what stopped it, in words;
    members: serialised bitmap of the audience, frozen when planned; sums: fate to number of readers, as planned, and
    "audience", all of them.
    """

    subject = models.ForeignKey("work.Subject", models.PROTECT, related_name="pushes")
    audience = models.ForeignKey("readers.Audience", models.SET_NULL, null=True, related_name="pushes")
    audience_name = models.CharField(_("audience"), max_length=120)
    headlines = models.JSONField(_("headlines"), default=list)
    body = models.CharField(_("text"), max_length=300, blank=True)
    channels = models.JSONField(_("channels"), default=list)
    priority = models.PositiveSmallIntegerField(_("priority"), default=5)
    expected = models.FloatField(null=True, blank=True)
    due = models.DateTimeField(_("due"), db_index=True)
    expires = models.DateTimeField(_("expires"))
    holdout = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=PushState.choices, default=PushState.SCHEDULED, db_index=True)
    why = models.CharField(max_length=300, blank=True)
    decision = models.BigIntegerField(null=True, db_index=True)
    strategy = models.CharField(max_length=80, blank=True, db_index=True)
    by = models.CharField(max_length=200, blank=True)
    simulated = models.BooleanField(default=False)
    created = models.DateTimeField()
    planned = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    members = models.BinaryField(default=b"", editable=False)
    sums = models.JSONField(default=dict)

    objects = Pushes.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("noun", "push")
        verbose_name_plural = _("pushes")
        permissions = [("send_push", _("Can send pushes and stop them"))]

    def __str__(self) -> str:
        return str(self.headlines[0]) if self.headlines else f"#{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in (PushState.SCHEDULED, PushState.SENDING)

    @property
    def audience_members(self) -> BitMap:
        """Numbers of the readers it was meant for, as frozen when it was planned."""
        return BitMap.deserialize(bytes(self.members)) if self.members else BitMap()

    @property
    def books(self) -> dict[str, int]:
        """audience, and where each of its readers is: the other values add up to it."""
        now = dict(self.deliveries.values_list("state").annotate(models.Count("id")).order_by())
        left_out = {fate: self.sums.get(fate, 0) for fate in LEFT_OUT}
        states = {state: now.get(state, 0) for state in DeliveryState.values}
        return {"audience": self.sums.get("audience", 0), **states, **left_out}

    def stop(self, why: str, *, at: datetime) -> int:
        """Send no more. What a channel has in its hands at this moment still goes out. Returns how many it spared."""
        spared = Delivery.objects.filter(push=self, state=DeliveryState.WAITING)
        count = spared.settle(DeliveryState.STOPPED, at=at)
        self.state, self.why = PushState.STOPPED, why[:300]
        self.finished = None if self.deliveries.open().exists() else at
        self.save(update_fields=["state", "why", "finished"])
        return count

    @classmethod
    def leave_out(cls, pk: int) -> None:
        """Count one reader less who was sent to: their delivery is gone. A push that is gone has no books."""
        row = cls.objects.select_for_update().filter(pk=pk).first()
        if row and row.sums:
            row.sums |= {name: row.sums[name] - 1 for name in ("audience", "send") if row.sums.get(name)}
            row.save(update_fields=["sums"])

    @classmethod
    def finish(cls, pushes: Any, *, at: datetime) -> None:
        """Close those of these (primary keys) that have nothing open any more."""
        some = cls.objects.filter(pk__in=list(pushes), finished=None).exclude(state=PushState.SCHEDULED)
        with transaction.atomic():
            # Of two that settle the last deliveries at once, the second must see what the first did.
            held = list(some.select_for_update().order_by("pk").values_list("pk", flat=True))
            open_ = Delivery.objects.open().filter(push=models.OuterRef("pk"))
            over = some.filter(pk__in=held).exclude(models.Exists(open_))
            over.filter(state=PushState.SENDING).update(state=PushState.SENT, finished=at)
            over.filter(state=PushState.STOPPED).update(finished=at)
