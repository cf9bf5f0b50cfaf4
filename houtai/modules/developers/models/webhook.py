"""Addresses that are told what was decided."""

from __future__ import annotations

import secrets
from base64 import b64encode
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from houtai.core.work.models import Decision, HasSubject, Visible
from houtai.core.workspaces.outside.signing import PREFIX
from houtai.core.workspaces.signin import MemberBackend

LISTENING = "developers.listening"
REMEMBERED = 60


class State(models.TextChoices):
    NEW = "new", pgettext_lazy("webhook", "new")
    ON = "on", _("on")
    OFF = "off", _("off")
    FAILING = "failing", _("failing, paused")


class Webhooks(Visible):
    def on(self) -> Webhooks:
        return self.filter(state=State.ON)

    def any_listen(self) -> bool:
        """Whether there is one that is on; each process remembers it for a minute."""
        return bool(cache.get_or_set(LISTENING, self.on().exists, REMEMBERED))


class Webhook(HasSubject):
    """events: of what readers see, which changes; decisions: names of further actions; followed: the last decision
    that it was told, or that was before its time; user: who answers for it, and whose sight bounds what it is told.
    """

    name = models.CharField(_("name"), max_length=100)
    url = models.URLField(_("address"), max_length=1000)
    secret = models.CharField(max_length=100, editable=False)
    events = models.JSONField(_("changes"), default=list)
    decisions = models.JSONField(_("decisions"), default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("answers for it")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.NEW, editable=False)
    followed = models.BigIntegerField(default=0, editable=False)
    made = models.DateTimeField(_("made"), auto_now_add=True)

    objects = Webhooks.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        cache.delete(LISTENING)

    def described(self) -> dict[str, Any]:
        return {"title": self.name, "state": self.state, "author": str(self.user)}

    def renew(self) -> str:
        """A secret of its own, which is shown once."""
        self.secret = PREFIX + b64encode(secrets.token_bytes(32)).decode()
        return self.secret

    def begin(self) -> None:
        """Be told what is decided from now on."""
        self.state = State.ON
        self.followed = Decision.objects.order_by("-id").values_list("id", flat=True).first() or 0

    @property
    def owner(self) -> Any:
        """Who answers for it, with their rights; None when they are no member any more."""
        return MemberBackend().get_user(self.user_id)
