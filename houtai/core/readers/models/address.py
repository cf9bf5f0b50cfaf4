"""How a reader can be reached, and whether they want it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.readers.models.reader import Reader


class Channel(models.TextChoices):
    WEBPUSH = "webpush", _("Web push")
    EMAIL = "email", _("E-mail")
    WEBHOOK = "webhook", _("Webhook")


class Address(models.Model):
    """value: what the channel needs: a web push subscription (endpoint, keys), {"email"}, or {"url", "secret"};
    digest: SHA-256 of what identifies it (endpoint, address, url), hex; dead: since when it cannot be reached.
    """

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="addresses")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    value = models.JSONField()
    digest = models.CharField(max_length=64)
    since = models.DateTimeField()
    dead = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = pgettext_lazy("reader", "address")
        verbose_name_plural = _("addresses")
        constraints = [models.UniqueConstraint(fields=["channel", "digest"], name="one_address_per_digest")]

    def __str__(self) -> str:
        return f"{self.channel} {self.digest[:8]}"


class Consent(models.Model):
    """Whether a reader wants a channel, since when, and how they said so. Without a row, an address means yes."""

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="consents")
    channel = models.CharField(max_length=20, choices=Channel.choices)
    given = models.BooleanField()
    at = models.DateTimeField()
    how = models.CharField(max_length=200, blank=True)
    decision = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [models.UniqueConstraint(fields=["reader", "channel"], name="one_consent_per_channel")]

    def __str__(self) -> str:
        return f"{self.channel}: {self.given}"
