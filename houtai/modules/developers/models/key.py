"""Keys with which programs act for a person."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.catalog.catalog import catalog
from houtai.core.events.models import digest
from houtai.core.work import columns
from houtai.core.work.api.callers import Caller
from houtai.core.work.models import HasSubject, Visible
from houtai.core.workspaces.signin import MemberBackend

# So that whoever finds one in a file knows what it is.
PREFIX = "houtai_"
NOTED_EACH = timedelta(minutes=1)


class Keys(Visible):
    def visible_to(self, user: Any) -> Keys:
        """One's own; everybody's for those who look after them."""
        if user.is_active and user.has_perm("developers.change_key"):
            return self.all()
        return self.filter(user=user) if user.is_active and user.has_perm("developers.view_key") else self.none()

    def good(self, *, at: datetime) -> Keys:
        return self.filter(Q(expires=None) | Q(expires__gt=at), revoked=None).exclude(opened=None)

    def made(self, **values: Any) -> tuple[Key, str]:
        """A key that opens nothing yet, and its token, which is shown once and kept nowhere."""
        token = PREFIX + secrets.token_urlsafe(32)
        return self.create(digest=digest(token), **values), token


class Key(HasSubject):
    """It acts with its user's rights at the moment of each call. digest: SHA-256 of its token; writes: whether it may
    change anything; opened: since when it is good; used: when it was last, to the minute.
    """

    name = models.CharField(_("name"), max_length=100)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("acts for"))
    digest = models.CharField(max_length=64, unique=True, editable=False)
    writes = models.BooleanField(_("may write"), default=False)
    opened = models.DateTimeField(_("made"), null=True)
    expires = models.DateTimeField(_("good until"), null=True)
    used = models.DateTimeField(_("last used"), null=True)
    revoked = models.DateTimeField(_("revoked"), null=True)

    STATES: ClassVar = {
        "new": pgettext_lazy("key", "new"),
        "valid": _("valid"),
        "expired": _("expired"),
        "revoked": _("revoked"),
    }
    objects = Keys.as_manager()

    class Meta:
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        if self.revoked or not self.opened:
            return "revoked" if self.revoked else "new"
        return "expired" if self.expires and self.expires <= now() else "valid"

    def described(self) -> dict[str, Any]:
        return {"title": self.name, "state": self.state, "author": str(self.user), "place": columns.ASKED}


def caller_of(token: str) -> Caller | None:
    """Whom a token acts for; None when it is worth nothing here, now."""
    at = now()
    if not catalog.is_on("developers"):
        return None
    key = Key.objects.good(at=at).filter(digest=digest(token)).first()
    user = MemberBackend().get_user(key.user_id) if key else None
    # Whoever was removed and comes back makes new ones: as with sessions, those from before stay ended.
    if key is None or user is None or key.opened < user.joined:
        return None
    Key.objects.filter(Q(used=None) | Q(used__lt=at - NOTED_EACH), pk=key.pk).update(used=at)
    return Caller(user=user, key=key.pk, name=key.name, writes=key.writes)
