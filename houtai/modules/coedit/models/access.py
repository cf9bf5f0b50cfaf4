"""Who may do what in a room. Asked when somebody comes, and again and again while they are there."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from http.cookies import SimpleCookie
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import get_language_from_request
from wagtail.users.models import UserProfile

from houtai.core.catalog.catalog import catalog
from houtai.core.workspaces.context import current
from houtai.core.workspaces.models import Member, Workspace
from houtai.core.workspaces.sessions import SessionStore
from houtai.modules.coedit.models.guest import Guest
from houtai.modules.coedit.models.refusals import NoRight, NoRoom, SignedOut
from houtai.modules.coedit.models.room import Room, is_room

WRITE, SUGGEST, READ = "write", "suggest", "read"
SEEN_EACH = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """kind, key, field: the room's address; cookies, languages: what the browser sent; guest: the token of a link."""

    kind: str
    key: str
    field: str
    cookies: str = ""
    languages: str = ""
    guest: str = ""

    @property
    def request(self) -> HttpRequest:
        request = HttpRequest()
        request.COOKIES = {name: morsel.value for name, morsel in cookies(self.cookies).items()}
        request.META["HTTP_ACCEPT_LANGUAGE"] = self.languages
        request.session = SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        return request

    @cached_property
    def session(self) -> str:
        """A digest of its key, so that nobody else can be it."""
        sent = cookies(self.cookies).get(settings.SESSION_COOKIE_NAME)
        return digest(sent.value) if sent else ""

    @property
    def language(self) -> str:
        """The browser's."""
        return get_language_from_request(self.request)


@dataclass(frozen=True, kw_only=True)
class Access:
    """key, name: who it is, for others; role: write, suggest or read; comments: write, read, or nothing at all; until:
    when it ends by itself.
    """

    room: int
    key: str
    name: str
    role: str
    comments: str = ""
    until: datetime | None = None

    @property
    def writes(self) -> bool:
        return self.role != READ


def admitted(asked: Asked) -> Access:
    """Raises SignedOut, NoRight and NoRoom. The room is made if it is not there yet."""
    if not Workspace.objects.filter(pk=current(), state=Workspace.State.ACTIVE).exists():
        raise NoRoom
    if asked.guest:
        return as_guest(asked, at=now())
    user = auth.get_user(asked.request)
    if not user.is_authenticated:
        raise SignedOut
    target, role = of_user(asked.kind, asked.key, asked.field, user)
    room = Room.objects.seeded(target, asked.field)
    comments = WRITE if changes(target, user) else READ
    return Access(room=room.pk, key=f"u{user.pk}", name=str(user), role=role, comments=comments)


def language_of(asked: Asked) -> str:
    """For words to whoever asks: the one that they chose at the desk, or else their browser's."""
    user = None if asked.guest else auth.get_user(asked.request)
    profile = UserProfile.objects.filter(user=user.pk).first() if user and user.is_authenticated else None
    return profile.preferred_language if profile and profile.preferred_language else asked.language


def as_guest(asked: Asked, *, at: datetime) -> Access:
    """Raises NoRight and NoRoom."""
    guest, target, role = of_guest(asked.guest, at=at)
    if str(guest.room) != f"{asked.kind}/{asked.key}/{asked.field}":
        raise NoRoom
    if guest.seen is None or at - guest.seen > SEEN_EACH:
        Guest.objects.filter(pk=guest.pk).update(seen=at)
    comments = WRITE if guest.role != READ and changes(target, guest.inviter) else ""
    return Access(room=guest.room_id, key=guest.key, name=guest.name, role=role, comments=comments, until=guest.expires)


def of_guest(token: str, *, at: datetime) -> tuple[Guest, Any, str]:
    """Who has this link, the object, and their role: never more than that of whoever answers for them.

    Raises NoRight for a link that is not good (any more), and what `of_user` raises of the inviter.
    """
    guest = Guest.objects.by_token(token, at=at)
    if guest is None or not Member.objects.filter(workspace=current(), user=guest.inviter_id, active=True).exists():
        raise NoRight
    target, bound = of_user(guest.room.kind, guest.room.key, guest.room.field, guest.inviter)
    return guest, target, READ if bound == READ else guest.role


def of_user(kind: str, key: str, field: str, user: Any) -> tuple[Any, str]:
    """The object and this user's role. What they may not see is not there. Raises NoRoom and NoRight."""
    if not is_room(kind, field):
        raise NoRoom
    model: Any = apps.get_model(kind)
    on = catalog.is_on("coedit") and catalog.is_on(model._meta.app_label)
    target = model.objects.visible_to(user).filter(pk=key).first() if on and key.isdecimal() else None
    if target is None:
        raise NoRoom
    if not user.has_perm("wagtailadmin.access_admin"):
        raise NoRight
    may = changes(target, user)
    lock = target.get_lock() if may and hasattr(target, "get_lock") else None
    return target, WRITE if may and not (lock and lock.for_user(user)) else READ


def refuse_reader(room: Room, user: Any) -> None:
    """user: None is Houtai itself. Raises NoRight for who may not write there now, and NoRoom."""
    if user is not None and of_user(room.kind, room.key, room.field, user)[1] != WRITE:
        raise NoRight


def changes(target: Any, user: Any) -> bool:
    """Whether they may change such texts. While one is locked they still comment on it."""
    return bool(user.has_perm(f"{target._meta.app_label}.change_{target._meta.model_name}"))


def digest(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()[:32]


def cookies(header: str) -> SimpleCookie:
    jar = SimpleCookie()
    try:
        jar.load(header)
    except Exception:  # noqa: BLE001 - a cookie that cannot be read is none
        return SimpleCookie()
    return jar
