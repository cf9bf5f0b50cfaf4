"""Keys with which servers send events."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from houtai.core.events.retention import Retention  # noqa: F401 - Django looks for tables here.
from houtai.core.work.models import Visible


class KeyQuerySet(Visible):
    def valid(self) -> Any:
        return self.filter(revoked_at=None)

    def issue(self, *, name: str, now: datetime, by: Any = None, simulated: bool = False) -> tuple[Key, str]:
        """A new key, and its token, which is shown once and kept nowhere."""
        token = secrets.token_urlsafe(32)
        made = self.create(name=name, digest=digest(token), simulated=simulated, created_at=now, created_by=by)
        return made, token


class Key(models.Model):
    """Lets a server send events. digest: SHA-256 of its token; simulated: all its events come from played readers."""

    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    simulated = models.BooleanField(_("simulated"), default=False, editable=False)
    created_at = models.DateTimeField(_("made"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    STATES: ClassVar = {"valid": _("valid"), "revoked": _("revoked")}
    objects = KeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("key")
        verbose_name_plural = _("keys")

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        return "revoked" if self.revoked_at else "valid"

    def revoke(self, *, now: datetime) -> None:
        """For good. Collectors notice within five seconds."""
        Key.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=now)


def digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
