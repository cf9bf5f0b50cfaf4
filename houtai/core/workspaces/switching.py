"""From one workspace to another of the same person, without a second password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import HandOver, Host, Member, User, Workspace
from houtai.core.workspaces.models.invitation import digest
from houtai.core.workspaces.refusals import Refusal
from houtai.core.workspaces.signin import MemberBackend

VALID_FOR = timedelta(seconds=30)


class NoWayThere(Refusal):
    message = _("You are not a member of this workspace, or it cannot be reached now.")


class NotHandedOver(Refusal):
    message = _("This way in was used already, or it took too long.")


@dataclass(frozen=True, kw_only=True)
class Destination:
    """A workspace that somebody may go to. origin: scheme and host, as in "https://news.example.com"."""

    workspace: str
    name: str
    origin: str

    @property
    def host(self) -> str:
        return self.origin.partition("//")[2]


def destinations(user: User) -> list[Destination]:
    """The other workspaces that this identity is a member of, by name. One without a host has an address of ours."""
    members = Member.objects.filter(user=user.pk, active=True, workspace__state=Workspace.State.ACTIVE)
    rows = members.exclude(workspace=current()).values_list("workspace", "workspace__name", "workspace__default")
    found = sorted(rows, key=lambda row: (row[1].casefold(), row[0]))
    hosts = Host.objects.filter(workspace__in=[key for key, _name, _default in found]).order_by("-pk")
    origins = {key: _origin(f"{key}.{settings.URL.hostname}") for key, _name, _default in found}
    origins |= {key: _origin(name) for name, key in hosts.values_list("name", "workspace")}
    origins |= {key: str(settings.URL.origin) for key, _name, default in found if default}
    return [Destination(workspace=key, name=name, origin=origins[key]) for key, name, _ in found]


def depart(user: User, *, to: str, origin: str, session: str, now: datetime) -> tuple[Destination, str]:
    """Begin to hand over: where to, and the token that the browser posts there. Raises NoWayThere.

    origin: where the person is; session: the key of the session there.
    """
    found = next((each for each in destinations(user) if each.workspace == to), None)
    if found is None:
        raise NoWayThere
    token = secrets.token_urlsafe(32)
    bound = {"user_id": user.pk, "workspace_id": to, "origin": origin, "departed": session}
    HandOver.objects.create(digest=digest(token), expires_at=now + VALID_FOR, **bound)
    return found, token


def arrive(token: str, *, origin: str, now: datetime) -> tuple[User, HandOver]:
    """Who comes with this token; whoever shows it, it is used up. Raises NotHandedOver.

    origin: what the browser says the form came from. It has to be where the token was made, so that no other page can
    sign somebody in as somebody else.
    """
    waiting = HandOver.objects.filter(workspace=current(), digest=digest(token))
    if not waiting.filter(used_at=None, expires_at__gt=now).update(used_at=now):
        raise NotHandedOver
    row = waiting.get()
    departed = Session.objects.filter(pk=row.departed, expire_date__gt=now).exists()
    user = MemberBackend().get_user(row.user_id)
    if user is None or not departed or origin != row.origin:
        raise NotHandedOver
    return user, row


def sign_out_everywhere(session: str) -> None:
    """End the sessions that came from this one by switching, and those it came from."""
    ended, fresh = {session}, {session}
    while fresh:
        rows = HandOver.objects.exclude(arrived="").filter(Q(departed__in=fresh) | Q(arrived__in=fresh))
        fresh = {key for pair in rows.values_list("departed", "arrived") for key in pair} - ended
        ended |= fresh
    Session.objects.filter(pk__in=ended - {session}).delete()


@receiver(user_logged_out, dispatch_uid="workspaces.sign_out_everywhere")
def _signed_out(request: Any, **others: Any) -> None:
    """Signing out of one workspace signs out of those this browser switched to."""
    if request is not None and request.session.session_key:
        sign_out_everywhere(request.session.session_key)


def _origin(host: str) -> str:
    return str(settings.URL.origin).replace(settings.URL.hostname, host, 1)
