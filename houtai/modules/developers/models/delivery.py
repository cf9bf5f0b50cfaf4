"""What was told to whom, and what they answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DeliveryState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("delivery", "Waiting")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", pgettext_lazy("delivery", "Failed")


class Delivery(models.Model):
    """decision: of which it tells, None for a test; body: the same for each try; due: not before, None once settled;
    status: of the last answer, None when there was none; answer: how it began, or what went wrong.
    """

    webhook = models.ForeignKey("developers.Webhook", models.CASCADE, related_name="deliveries")
    decision = models.BigIntegerField(_("decision"), null=True)
    type = models.CharField(_("kind"), max_length=100)
    body = models.TextField()
    at = models.DateTimeField(_("when"), default=now)
    state = models.CharField(_("state"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    due = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("delivery of a webhook")
        verbose_name_plural = _("deliveries of webhooks")
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "decision"], name="each_decision_is_told_once"),
        ]
        indexes = [models.Index(fields=["due"], condition=Q(state="waiting"), name="webhooks_to_be_told")]

    def __str__(self) -> str:
        return f"{self.type} → {self.webhook_id}"

    @property
    def key(self) -> str:
        """The same for each try, so that receivers drop a repeat."""
        return f"msg_{self.pk}"
