"""Somebody from outside who was let into one room, by a link, for a while."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.workspaces.context import current
from houtai.core.workspaces.registry import origin_here


class Role(models.TextChoices):
    WRITE = "write", _("Writes")
    SUGGEST = "suggest", _("Suggests changes")
    READ = "read", pgettext_lazy("role", "Reads")


def new_nonce() -> str:
    return secrets.token_urlsafe(12)


class Guests(models.QuerySet["Guest"]):
    def open(self, *, at: datetime) -> Guests:
        """Whose link opens the door."""
        return self.filter(Q(revoked=None), opened__isnull=False, expires__gt=at)

    def by_token(self, token: str, *, at: datetime) -> Guest | None:
        """Whoever was given this link in this workspace, while it is good."""
        try:
            key, _colon, nonce = signer().unsign(token).partition(":")
        except BadSignature:
            return None
        return self.open(at=at).filter(pk=key, nonce=nonce).select_related("room", "inviter").first()


class Guest(models.Model):
    """opened: when a decision let them in; inviter: the person who answers for them, whose rights bound theirs."""

    room = models.ForeignKey("coedit.Room", models.CASCADE, related_name="guests")
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("role"), max_length=8, choices=Role.choices, default=Role.SUGGEST)
    nonce = models.CharField(max_length=24, default=new_nonce, editable=False)
    inviter = models.ForeignKey("workspaces.User", models.CASCADE, related_name="+")
    opened = models.DateTimeField(null=True, editable=False)
    expires = models.DateTimeField(_("until"))
    revoked = models.DateTimeField(null=True, editable=False)
    seen = models.DateTimeField(null=True, editable=False)

    objects = Guests.as_manager()

    class Meta:
        verbose_name = _("guest")
        verbose_name_plural = _("guests")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"g{self.pk}"

    @property
    def token(self) -> str:
        return signer().sign(f"{self.pk}:{self.nonce}")

    @property
    def link(self) -> str:
        return f"{origin_here()}{reverse('coedit:write', args=[self.token])}"

    @property
    def is_open(self) -> bool:
        return self.opened is not None and self.revoked is None and self.expires > now()


def signer() -> Any:
    """Another workspace's links are worth nothing here."""
    return Signer(salt=f"coedit.guest:{current()}")
