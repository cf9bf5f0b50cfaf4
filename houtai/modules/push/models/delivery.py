"""The delivery log: one row for each reader a push was meant to reach, which reserves a slot of their attention."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.work.models import Visible


class DeliveryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "Waiting")
    SENDING = "sending", pgettext_lazy("delivery", "Sending")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", pgettext_lazy("delivery", "Failed")
    EXPIRED = "expired", _("Expired")
    STOPPED = "stopped", pgettext_lazy("delivery", "Stopped")


OPEN = (DeliveryState.WAITING, DeliveryState.SENDING)


class Deliveries(Visible):
    def open(self) -> Deliveries:
        return self.filter(state__in=OPEN)

    def settle(self, state: str, *, at: datetime, error: str = "", reached: bool = False) -> int:
        """Settle these for good. Where it is certain that nothing reached the reader, their attention is given back."""
        given_back = {} if reached else {"slot": None, "channel_slot": None}
        return self.update(state=state, settled=at, error=error[:200], lease=None, **given_back)


class Delivery(models.Model):
    """day: the date where the reader lives; slot: which of the day's slots it takes, from 1; channel_slot: which of the
    channel's; both None once it is certain that nothing reached the reader; due: not before; lease: until when the
    worker that took it is trusted with it; error: the last, in words.
    """

    push = models.ForeignKey("push.Push", models.CASCADE, related_name="deliveries")
    reader = models.ForeignKey("readers.Reader", models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=20)
    arm = models.PositiveSmallIntegerField(default=0)
    day = models.DateField()
    slot = models.PositiveSmallIntegerField(null=True)
    channel_slot = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    due = models.DateTimeField()
    lease = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    settled = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    objects = Deliveries.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["push", "reader"], name="one_delivery_per_reader"),
            models.UniqueConstraint(fields=["reader", "day", "slot"], name="one_push_per_slot"),
            models.UniqueConstraint(
                fields=["reader", "day", "channel", "channel_slot"], name="one_push_per_slot_of_a_channel"
            ),
        ]
        indexes = [
            models.Index(fields=["due"], condition=Q(state__in=["waiting", "sending"]), name="deliveries_to_be_made")
        ]

    def __str__(self) -> str:
        return f"{self.push_id} → {self.reader_id}: {self.state}"
