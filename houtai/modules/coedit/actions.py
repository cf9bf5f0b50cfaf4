"""Letting somebody from outside into a text, and out again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from houtai.core.work.actions import Action
from houtai.core.work.actors import Actor
from houtai.core.work.errors import NotPossible
from houtai.modules.coedit.models import Guest


class Invite(Action):
    name = "coedit.invite"
    label = _("Invite a guest")
    about = _("Let somebody from outside write, suggest or read, by a link, for a while.")
    icon = "user"
    permission = "coedit.add_guest"
    inverse = "coedit.disinvite"

    def perform(self, target: Any, *, at: datetime, actor: Actor, guest: int = 0, **_more: Any) -> dict[str, Any]:
        """guest: key of a row that nobody has let in yet."""
        let_in = guests_of(target).filter(pk=guest, opened=None, revoked=None).update(opened=at)
        if not let_in:
            raise NotPossible
        return {"guest": guest}


class Disinvite(Action):
    name = "coedit.disinvite"
    label = _("End a guest's invitation")
    about = _("The link opens nothing any more, and whoever came by it is out at once.")
    icon = "cross"
    permission = "coedit.add_guest"

    def perform(self, target: Any, *, at: datetime, actor: Actor, guest: int = 0, **_more: Any) -> dict[str, Any]:
        """guest: key of the row."""
        if not guests_of(target).filter(pk=guest, revoked=None).update(revoked=at):
            raise NotPossible(_("This invitation has ended already."))
        return {"guest": guest}


def guests_of(target: Any) -> Any:
    return Guest.objects.filter(room__kind=target._meta.label_lower, room__key=str(target.pk))
