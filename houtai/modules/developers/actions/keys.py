"""Letting programs in, and out again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotAllowed
from houtai.modules.developers.models import Key


class OnKey:
    subject = "developers.key"


class MakeKey(OnKey, Action):
    name = "developers.make_key"
    label = _("Make a key")
    about = _("A program acts for you with it, with your rights at that moment.")
    icon = "key"
    permission = "developers.add_key"
    inverse = "developers.revoke_key"
    from_states = frozenset({"new"})

    def perform(self, target: Key, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        if target.user_id != actor.user.pk:
            raise NotAllowed
        target.opened = at
        target.save()
        return {}

    def issue(
        self, *, by: Any, name: str, writes: bool, expires: datetime | None, because: Any = ""
    ) -> tuple[Key, str]:
        """The key and its token, which is shown once. Raises a Refused; then there is none."""
        with transaction.atomic():
            key, token = Key.objects.made(name=name, writes=writes, expires=expires, user=by)
            self.run(key, by=by, because=because, writes=writes, expires=expires)
        return key, token


class RevokeKey(OnKey, Action):
    name = "developers.revoke_key"
    label = _("Revoke the key")
    about = _("Whoever still uses it is refused from now on, and for good. What it did stays.")
    icon = "cross"
    permission = "developers.view_key"
    from_states = frozenset({"valid", "expired"})

    def perform(self, target: Key, *, at: datetime, actor: Actor, **_context: Any) -> dict[str, Any]:
        target.revoked = at
        target.save()
        return {}
