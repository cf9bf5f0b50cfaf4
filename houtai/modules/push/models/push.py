"""A push: one article for one audience, from the decision to send it until the last delivery is settled."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.work.models import Visible


class PushState(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    SENDING = "sending", _("Sending")
    SENT = "sent", pgettext_lazy("push", "Sent")
    STOPPED = "stopped", _("Stopped")


class Push(models.Model):
    """subject: the article; audience_name outlives the audience; headlines: 1 to 5 variants, drawn evenly;
    channels: in order of preference; priority: 0 (can wait) to 9 (breaking); expected: expected clicks for each reader,
    or None; due: not before; expires: not after; holdout: {"salt": …, "percent": …} of the strategy's own hold-out, or
    {}; decision: key of the decision that sent it; strategy: its key, or ""; why: what stopped it, in words;
    members: serialised bitmap of the audience, frozen when planned; sums: fate to number of readers, as planned.
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

    objects = Visible.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("noun", "push")
        verbose_name_plural = _("pushes")
        permissions = [("send_push", _("Can send pushes and stop them"))]

    def __str__(self) -> str:
        return str(self.headlines[0]) if self.headlines else f"#{self.pk}"
